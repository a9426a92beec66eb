package lobby

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/gigs"
	"cooperage/hooks/governance"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"
	"cooperage/hooks/profiles"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// homePage is templates/lobby/home.html.
type homePage struct {
	web.Page
	Gigs    []gigs.Card
	Members []profiles.Brief
	Crafts  []profiles.Label
	Tiers   []gigs.Tier
	Example money.Amount
	Split   web.Split
	Rate    money.Bps
	Chart   web.Steps
	Votes   []governance.Standing
}

// home shows what this place is and why it is fair, with real work, the real commission and the real votes.
func (r *Room) home(e *core.RequestEvent) error {
	page := &homePage{Crafts: profiles.Crafts, Tiers: gigs.Tiers}
	var err error
	if page.Gigs, err = gigs.Latest(e.App, 8, "", ""); err != nil {
		return err
	}
	if page.Members, err = profiles.Newest(e.App, 6); err != nil {
		return err
	}
	if page.Votes, err = r.governance.OpenNow(e); err != nil {
		return err
	}
	if err := r.fairness(e, page); err != nil {
		return err
	}
	return r.site.Show(e, "lobby/home.html", page)
}

// fairness fills in the example price and the history of the commission.
func (r *Room) fairness(e *core.RequestEvent, page *homePage) error {
	l, now := r.site.Locale(e), r.clock.Now()
	currency := r.site.Coop(e.App).Currency
	if currency == "" {
		return nil // not founded yet
	}
	var err error
	if page.Example, err = money.Parse("1000", currency); err != nil {
		return err
	}
	quote, err := fees.Quote(e.App, fees.Terms{Amounts: []money.Amount{page.Example}, At: now})
	if fault.Is(err, fault.Invalid) {
		return nil
	}
	if err != nil {
		return err
	}
	page.Rate = quote.Rate()
	page.Split = quote.Split(l, "")
	history, err := policies.History(e.App, policies.CommissionRate)
	if err != nil {
		return err
	}
	page.Chart = fees.Chart(l, history, now)
	return nil
}
