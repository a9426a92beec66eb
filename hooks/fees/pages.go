package fees

import (
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Routes adds the pages.
func (r *Room) Routes(g *web.Group) {
	g.GET("/fees", r.show)
}

// showPage is templates/fees/show.html.
type showPage struct {
	web.Page
	Form   calculator
	Split  *web.Split // of the amount typed, nil when it cannot be priced
	Today  Level
	Coming []Level
	Past   []Level // newest first, with today's
	Chart  web.Steps
	Lowest money.Bps // a motion can set the rate between these
	Top    money.Bps
	Dues   Dues
}

// Level is a commission rate in force from a day on.
type Level struct {
	Rate  money.Bps
	Since time.Time
	Why   string // the decision, to follow the rate in a sentence
	Label string // the decision, in a table
	Href  string
	Net   money.Amount // what is left of the calculator's amount under it
}

// Dues are what members pay beside the commission.
type Dues struct {
	Amount money.Amount
	Period string // month, quarter or year
}

// calculator is the form of the page; it is sent with GET.
type calculator struct {
	Amount string `form:"amount"`
}

// example is the amount the calculator starts with, in whole units of the currency.
const example = "1000"

// show handles GET /fees.
func (r *Room) show(e *core.RequestEvent) error {
	page := &showPage{}
	if err := r.site.Read(e, &page.Form); err != nil {
		return err
	}
	if page.Form.Amount == "" {
		page.Form.Amount = example
	}
	amount, refusal := money.Parse(page.Form.Amount, r.site.Coop(e.App).Currency)
	if refusal == nil && amount.Minor <= 0 {
		refusal = fault.New(fault.Invalid, "Write an amount above zero.")
	}
	if refusal == nil {
		refusal = page.price(e.App, r.site.Locale(e), amount, r.site.Clock.Now())
	}
	if fault.As(refusal) == nil && refusal != nil {
		return refusal
	}
	if err := page.fill(e.App, r.site, r.site.Locale(e), amount); err != nil {
		return err
	}
	if refusal != nil {
		return r.site.Again(e, "fees/show.html", page, ofField("amount", refusal))
	}
	return r.site.Show(e, "fees/show.html", page)
}

// ofField makes a refusal the problem of one field.
func ofField(field string, err error) error {
	f := fault.As(err)
	var problems fault.Problems
	problems.Add(field, f.Text, f.Args...)
	return problems.Err()
}

func (p *showPage) price(app core.App, l *locale.Locale, amount money.Amount, now time.Time) error {
	quote, err := Quote(app, Terms{Amounts: []money.Amount{amount}, At: now})
	if err != nil {
		return err
	}
	split := quote.Split(l, "")
	split.Label = l.T("The client pays")
	p.Split = &split
	return nil
}

// fill gathers today's rate, what is coming and the history.
func (p *showPage) fill(app core.App, site *web.Site, l *locale.Locale, amount money.Amount) error {
	now := site.Clock.Now()
	today, err := policies.At(app, policies.CommissionRate, now)
	if err != nil {
		return err
	}
	coming, err := policies.Coming(app, policies.CommissionRate, now)
	if err != nil {
		return err
	}
	history, err := policies.History(app, policies.CommissionRate)
	if err != nil {
		return err
	}
	p.Today = level(l, today, amount)
	for _, v := range coming {
		p.Coming = append(p.Coming, level(l, v, amount))
	}
	for _, v := range history {
		if !v.Since().After(now) {
			p.Past = append([]Level{level(l, v, amount)}, p.Past...)
		}
	}
	p.Chart = Chart(l, history, now)
	return p.bounds(app, site, now)
}

func (p *showPage) bounds(app core.App, site *web.Site, now time.Time) (err error) {
	if p.Lowest, err = policies.Rate(app, policies.CommissionMin, now); err != nil {
		return err
	}
	if p.Top, err = policies.Rate(app, policies.CommissionMax, now); err != nil {
		return err
	}
	p.Dues.Amount.Currency = site.Coop(app).Currency
	if p.Dues.Amount.Minor, err = policies.Int(app, policies.DuesAmount, now); err != nil {
		return err
	}
	p.Dues.Period, err = policies.Text(app, policies.DuesPeriod, now)
	return err
}

func level(l *locale.Locale, v policies.Version, amount money.Amount) Level {
	level := Level{Rate: money.Bps(v.Int()), Since: v.Since(), Why: Why(l, v), Label: short(l, v), Href: Href(v)}
	// An amount that could not be priced leaves the column empty; the form says why.
	if price, err := price(v, Terms{Amounts: []money.Amount{amount}}); err == nil && amount.Minor > 0 {
		level.Net = price.Net
	}
	return level
}

// Chart draws the commission since the founding, what is coming included, for the part "step-chart".
func Chart(l *locale.Locale, history []policies.Version, now time.Time) web.Steps {
	steps := web.Steps{Title: l.T("The commission since the founding"), Today: now, End: now}
	for _, v := range history {
		steps.List = append(steps.List, web.Step{At: v.Since(), Rate: money.Bps(v.Int()), Label: short(l, v), Href: Href(v)})
		if v.Since().After(steps.End) {
			steps.End = v.Since()
		}
	}
	if n := len(history); n > 0 {
		first, last := history[0], history[n-1]
		steps.End = steps.End.Add(steps.End.Sub(first.Since()) / 12)
		steps.Summary = l.N("It has never been changed: it is %[2]s.", "It has been decided %[1]d times, from %[3]s to %[2]s.", n,
			n, l.Rate(money.Bps(last.Int())), l.Rate(money.Bps(first.Int())))
	}
	return steps
}

// short names a decision in a table.
func short(l *locale.Locale, v policies.Version) string {
	switch {
	case v.MotionNumber() != 0:
		return l.T("Motion %d", v.MotionNumber())
	case v.Kind == policies.ByEmergency:
		return l.T("The board")
	}
	return l.T("The founding")
}
