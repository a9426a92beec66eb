package fees

import (
	"fmt"
	"strconv"
	"time"

	"cooperage/hooks/fees/schedule"
	"cooperage/hooks/locale"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Terms are what a price is asked for. Amounts are successive releases of one order.
type Terms struct {
	Amounts  []money.Amount
	Tier     string
	Industry string
	Before   money.Amount // what the client has bought of the member so far
	At       time.Time    // the day whose schedule applies
	Version  int64        // the policy version an order froze; 0 means the one in force at At
}

// Price is a quote with the decision behind its rate.
type Price struct {
	schedule.Quote
	Version policies.Version
}

// Quote explains a price: net to the member, commission with its rate, and the policy version that set it. Amounts
// that cannot be priced are refused with fault.Invalid.
func Quote(app core.App, terms Terms) (Price, error) {
	version, err := Version(app, terms.Version, terms.At)
	if err != nil {
		return Price{}, err
	}
	return price(version, terms)
}

// Version returns the commission policy an order froze, or with id 0 the one in force at t.
func Version(app core.App, id int64, t time.Time) (policies.Version, error) {
	if id != 0 {
		return policies.VersionByID(app, policies.CommissionRate, id)
	}
	return policies.At(app, policies.CommissionRate, t)
}

// Schedule is the fee schedule a version of the commission policy stands for.
func Schedule(version policies.Version) schedule.Schedule {
	return schedule.Schedule{Default: money.Bps(version.Int())}
}

func price(version policies.Version, terms Terms) (Price, error) {
	s := Schedule(version)
	if err := s.Check(); err != nil {
		return Price{}, fmt.Errorf("schedule of policy version %d: %w", version.ID, err)
	}
	q, err := s.Price(schedule.Terms{Tier: terms.Tier, Industry: terms.Industry, Before: terms.Before}).Quote(terms.Amounts...)
	return Price{Quote: q, Version: version}, err
}

// Rate is the commission rate of the quote.
func (p Price) Rate() money.Bps { return p.Price.Rate }

// Href is the address of the decision that set the rate.
func (p Price) Href() string { return Href(p.Version) }

// Why names the decision that set the rate in the reader's language.
func (p Price) Why(l *locale.Locale) string { return Why(l, p.Version) }

// Href is the address of the motion that enacted a version, or of the rules when none did.
func Href(v policies.Version) string {
	if n := v.MotionNumber(); n != 0 {
		return "/votes/" + strconv.FormatInt(n, 10)
	}
	return "/rules"
}

// Why names the decision that enacted a version in the reader's language, to follow a rate.
func Why(l *locale.Locale, v policies.Version) string {
	switch {
	case v.MotionNumber() != 0:
		return l.T("set by the vote of %s", l.Date(v.Decided()))
	case v.Kind == policies.ByEmergency:
		return l.T("set by the board on %s", l.Date(v.Decided()))
	case v.Kind == policies.ByFounding:
		return l.T("set at the founding")
	}
	return l.T("before any vote")
}

// Tax is a tax that comes on top of a price.
type Tax struct {
	Label  string // in the reader's language, such as "VAT 19 %"
	Amount money.Amount
}

// Split draws the price for the part "price-split": what the member receives, the commission with its rate and the
// decision behind it, tax on top if there is any, and what is paid in all. An empty name speaks of the member.
func (p Price) Split(l *locale.Locale, member string, taxes ...Tax) web.Split {
	receives := l.T("The member receives")
	if member != "" {
		receives = l.T("%s receives", member)
	}
	s := web.Split{Label: l.T("You pay"), Total: p.Total, Shares: []web.Share{
		{Kind: "member", Label: receives, Amount: p.Net},
		{Kind: "coop", Label: l.T("Commission %s,", l.Rate(p.Rate())), Why: p.Why(l), Href: p.Href(), Amount: p.Commission},
	}}
	for _, tax := range taxes {
		s.Shares = append(s.Shares, web.Share{Kind: "tax", Label: tax.Label, Amount: tax.Amount})
		s.Total.Minor += tax.Amount.Minor
	}
	return s
}
