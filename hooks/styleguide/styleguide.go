// Package styleguide shows every piece of the pages in every state, for those who write pages or change the look.
// It is open to officers, so that every demo has it and no visitor is led there.
package styleguide

import (
	_ "embed"
	"html/template"
	"time"

	"cooperage/hooks/certificates"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/prose"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Room is the style guide.
type Room struct{ site *web.Site }

// New returns the room.
func New(site *web.Site) *Room { return &Room{site: site} }

// Routes adds the page.
func (r *Room) Routes(g *web.Group) {
	g.GET("/styleguide", r.show).BindFunc(members.Officer("board", "steward", "treasurer", "moderator"))
}

type page struct {
	web.Page
	Split   web.Split
	Meter   web.Meter
	Steps   web.Steps
	Rates   []money.Bps
	Person  person
	Markup  template.HTML
	Prev    string
	Next    string
	Example money.Amount
	Seals   []certificates.Line // one for each verdict
}

type person struct{ Name, Portrait string }

// sample is the Markdown every piece of prose is shown with.
//
//go:embed sample.md
var sample string

// show handles GET /styleguide. Its form is shown as if it had been refused.
func (r *Room) show(e *core.RequestEvent) error {
	markup, err := prose.Render(sample, prose.Linking(func(handle string) bool { return handle == "ingrid-solheim" }))
	if err != nil {
		return err
	}
	eur := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	p := &page{Markup: markup, Prev: "#pager", Next: "#pager", Person: person{Name: "Ærø Ek"},
		Example: eur(96000), Rates: []money.Bps{300, 350, 400, 450, 500, 550, 600}}
	p.Meter = web.Meter{Done: 14, Needed: 12, Of: 24, Text: "14 / 24"}
	p.Split = web.Split{Label: "EUR", Total: eur(142800), Shares: []web.Share{
		{Kind: "member", Label: "Ingrid", Amount: eur(114000)},
		{Kind: "coop", Label: "5 %,", Why: "2026-09-12", Href: "/fees", Amount: eur(6000)},
		{Kind: "tax", Label: "19 %", Amount: eur(22800)}}}
	p.Steps = web.Steps{Title: "8 % – 5 %", Summary: "8 %, 6.5 %, 5 %", End: start.AddDate(2, 0, 0), List: []web.Step{
		{At: start, Rate: 800, Label: "1", Href: "/votes"}, {At: start.AddDate(0, 9, 0), Rate: 650, Label: "7", Href: "/votes"},
		{At: start.AddDate(1, 9, 0), Rate: 500, Label: "15", Href: "/votes"}}}
	p.Seals = seals(start, r.site.Locale(e).T("An entry"))
	var problems fault.Problems
	problems.Add("wrong", "Please check the marked fields.")
	return r.site.Again(e, "styleguide/show.html", p, problems.Err())
}

// seals are works on which the five verdicts are passed a year after the start.
func seals(start time.Time, title string) (list []certificates.Line) {
	at := func(years int) types.DateTime {
		d, _ := types.ParseDateTime(start.AddDate(years, 0, 0)) // a time.Time is always read
		return d
	}
	for _, x := range []struct {
		state       string
		from, until int
	}{{certificates.Valid, 0, 5}, {certificates.Suspended, 0, 5}, {certificates.Revoked, 0, 5}, {certificates.Valid, 0, 1}, {certificates.Valid, 2, 5}} {
		list = append(list, certificates.Line{Title: title, Maker: "Ærø Ek", State: x.state, Created: at(0), From: at(x.from), Until: at(x.until), At: start.AddDate(1, 0, 0)})
	}
	return list
}
