package setup

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
)

// Founding is what a co-op needs to stand. Values that are not given keep the policies' defaults.
type Founding struct {
	Name, Country, Currency, Zone, Language string
	Commission                              money.Bps
	Dues                                    money.Amount
	DuesPeriod                              string // month, quarter or year
	NoticeDays, VotingDays                  int
	Founder                                 members.Newcomer
	AppURL                                  string // where mails point to, or "" to leave it
}

// Found makes the co-op, its rules and its first member, who is steward and treasurer, in one transaction. A co-op
// that stands already is fault.Conflict.
func (r *Room) Found(app core.App, f Founding) (*members.Person, error) {
	if err := r.check(f); err != nil {
		return nil, err
	}
	var founder *members.Person
	err := app.RunInTransaction(func(tx core.App) error {
		standing, err := tx.CountRecords("coop")
		if err != nil {
			return fmt.Errorf("found: %w", err)
		}
		if standing > 0 {
			return fault.New(fault.Conflict, "The co-op has been founded already.")
		}
		founder, err = r.establish(tx, f)
		return err
	})
	return founder, err
}

// establish writes what Found promises; tx is its transaction.
func (r *Room) establish(tx core.App, f Founding) (*members.Person, error) {
	if err := r.makeCoop(tx, f); err != nil {
		return nil, err
	}
	founder, err := r.members.Founder(tx, f.Founder)
	if err != nil {
		return nil, err
	}
	now := r.clock.Now()
	if err := policies.Found(tx, founder.Code(), now, rules(f)); err != nil {
		return nil, fmt.Errorf("found: %w", err)
	}
	months, err := policies.Int(tx, policies.OfficeTermMonths, now)
	if err != nil {
		return nil, err
	}
	for _, office := range []string{"steward", "treasurer"} {
		if err := members.Appoint(tx, founder.Id, office, now, now.AddDate(0, int(months), 0), "founding"); err != nil {
			return nil, err
		}
	}
	err = members.Audit(tx, now, members.Act{Text: locale.Mark("Founded the co-op; %s is steward and treasurer."),
		Args: []string{founder.Code()}, Subject: founder.Id})
	if err != nil {
		return nil, err
	}
	if r.Furnish != nil {
		if err := r.Furnish(tx, f.Language); err != nil {
			return nil, err
		}
	}
	return founder, dropLink(tx)
}

func (r *Room) makeCoop(tx core.App, f Founding) error {
	c, err := tx.FindCollectionByNameOrId("coop")
	if err != nil {
		return fmt.Errorf("found: %w", err)
	}
	now := r.clock.Now()
	rec := core.NewRecord(c)
	rec.Load(map[string]any{"name": f.Name, "country": f.Country, "currency": f.Currency, "zone": f.Zone, "language": f.Language,
		"holder": f.Name, "founded": now, "created": now, "updated": now})
	if err := tx.Save(rec); err != nil {
		return fmt.Errorf("found: %w", err)
	}
	s := tx.Settings()
	s.Meta.AppName, s.Meta.SenderName = f.Name, f.Name
	if f.AppURL != "" {
		s.Meta.AppURL = f.AppURL
	}
	if err := tx.Save(s); err != nil {
		return fmt.Errorf("found: %w", err)
	}
	return nil
}

// rules are the founders' choices as policies.
func rules(f Founding) map[policies.Key]string {
	values := map[policies.Key]string{
		policies.CommissionRate: strconv.FormatInt(int64(f.Commission), 10),
		policies.DuesAmount:     strconv.FormatInt(f.Dues.Minor, 10),
	}
	if f.DuesPeriod != "" {
		values[policies.DuesPeriod] = f.DuesPeriod
	}
	if f.NoticeDays > 0 {
		values[policies.NoticeDays] = strconv.Itoa(f.NoticeDays)
	}
	if f.VotingDays > 0 {
		values[policies.VotingDays] = strconv.Itoa(f.VotingDays)
	}
	return values
}

// check reports everything that is wrong at once, by the names of the wizard's fields.
func (r *Room) check(f Founding) error {
	var problems fault.Problems
	switch {
	case f.Name == "":
		problems.Add("coop", "Please give the co-op a name.")
	case len([]rune(f.Name)) > 70:
		problems.Add("coop", "Please keep this under %d characters.", 70)
	}
	if !slices.Contains(countryCodes, f.Country) {
		problems.Add("country", "Please choose a country.")
	}
	if !money.Known(f.Currency) {
		problems.Add("currency", "Please choose a currency.")
	}
	members.CheckZone(&problems, f.Zone, false)
	if !r.site.Catalogs().Has(f.Language) {
		problems.Add("language", "Please choose one of the languages.")
	}
	if f.Commission < 0 || f.Commission > 5000 {
		problems.Add("commission", "Please choose a commission from 0 to 50 per cent.")
	}
	if f.Dues.Minor < 0 || f.Dues.Minor > 100_000_000 {
		problems.Add("dues", "Please write an amount of dues, 0 for none.")
	}
	if f.DuesPeriod != "" && !slices.Contains([]string{"month", "quarter", "year"}, f.DuesPeriod) {
		problems.Add("period", "Please choose month, quarter or year.")
	}
	if f.NoticeDays < 0 || f.NoticeDays > 90 {
		problems.Add("notice", "Please choose from %d to %d days.", 1, 90)
	}
	if f.VotingDays < 0 || f.VotingDays > 60 {
		problems.Add("voting", "Please choose from %d to %d days.", 1, 60)
	}
	if err := f.Founder.Check(); err != nil {
		problems = append(problems, fault.As(err).Problems...)
	}
	return problems.Err()
}

// originOf is where the browser reached the wizard, for the links in mails.
func originOf(e *core.RequestEvent) string {
	scheme := "http"
	if e.Request.TLS != nil || strings.EqualFold(e.Request.Header.Get("X-Forwarded-Proto"), "https") {
		scheme = "https"
	}
	return scheme + "://" + e.Request.Host
}
