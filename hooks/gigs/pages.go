package gigs

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/certificates"
	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/files"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/profiles"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

type pages struct{ *Room }

// asked is the directory's query as it stands in the address.
type asked struct {
	Words, Craft, Industry, Tier, Language, Price, Days, Sort string
}

// Choice is a filter that is set, with the address of the same list without it.
type choice struct{ Text, Href string }

// listPage is templates/gigs/list.html.
type listPage struct {
	web.Page
	Found
	Asked        asked
	Chosen       []choice
	Crafts       []profiles.Label
	Industries   []profiles.Label
	AllLanguages []profiles.Label
	Tiers        []Tier
	DayChoices   []int
	First        string // address of the first page, or ""
	NextPage     string
}

// Sorted is the order that the list has.
func (p *listPage) Sorted() string { return p.query().sorted() }

func (p *listPage) query() Query { return Query{Words: p.Asked.Words, Sort: p.Asked.Sort} }

// Narrowed reports whether words or filters are set.
func (p *listPage) Narrowed() bool { return p.Asked.Words != "" || len(p.Chosen) > 0 }

// list handles GET /gigs.
func (p pages) list(e *core.RequestEvent) error {
	in := e.Request.URL.Query()
	page := &listPage{Crafts: profiles.Crafts, Industries: profiles.Industries, AllLanguages: profiles.Languages, Tiers: Tiers,
		DayChoices: []int{2, 4, 7, 14, 30}}
	page.Asked = asked{strings.TrimSpace(in.Get("q")), in.Get("craft"), in.Get("industry"), in.Get("tier"), in.Get("language"),
		strings.TrimSpace(in.Get("price")), in.Get("days"), in.Get("sort")}
	q, problems := page.Asked.query(p.site.Coop(e.App).Currency)
	q.After = in.Get("after")
	found, err := Find(e.Request.Context(), e.App, q)
	if err != nil {
		return err
	}
	page.Found = found
	page.Chosen = page.Asked.chosen(p.site.Locale(e), in)
	if q.After != "" {
		page.First = without(in, "after")
	}
	if found.Next != "" {
		page.NextPage = with(in, "after", found.Next)
	}
	if err := problems.Err(); err != nil {
		return p.site.Again(e, "gigs/list.html", page, err)
	}
	return p.site.Show(e, "gigs/list.html", page)
}

// query reads the filters. What is not understood is a problem and does not narrow the list.
func (a asked) query(currency string) (Query, fault.Problems) {
	var p fault.Problems
	q := Query{Words: a.Words, Sort: a.Sort}
	if utf8.RuneCountInString(a.Words) > MaxWordsChars {
		p.Add("q", "This may have at most %d characters.", MaxWordsChars)
		q.Words = ""
	}
	known := func(field, code string, list []profiles.Label) string {
		if code != "" && !profiles.Known(list, code) {
			p.Add(field, "Please choose one of the list.")
			return ""
		}
		return code
	}
	q.Craft = known("craft", a.Craft, profiles.Crafts)
	q.Industry = known("industry", a.Industry, profiles.Industries)
	q.Language = known("language", a.Language, profiles.Languages)
	if q.Tier = a.Tier; a.Tier != "" && TierOf(a.Tier).Code == "" {
		p.Add("tier", "Please choose one of the list.")
		q.Tier = ""
	}
	if a.Price != "" {
		q.MaxPrice = amount(&p, "price", a.Price, currency).Minor
	}
	q.MaxDays = whole(&p, "days", a.Days)
	return q, p
}

// chosen lists the filters that are set, each with the way out of it.
func (a asked) chosen(l *locale.Locale, in url.Values) []choice {
	var out []choice
	add := func(field, value, text string) {
		if value != "" && text != "" {
			out = append(out, choice{text, without(in, field, "after")})
		}
	}
	add("craft", a.Craft, l.T(profiles.TextOf(profiles.Crafts, a.Craft)))
	add("industry", a.Industry, l.T(profiles.TextOf(profiles.Industries, a.Industry)))
	add("tier", a.Tier, l.T(TierOf(a.Tier).Text))
	add("language", a.Language, profiles.TextOf(profiles.Languages, a.Language))
	add("price", a.Price, l.T("up to %s", a.Price))
	add("days", a.Days, l.T("within %s days", a.Days))
	return out
}

// without is the address of the directory without some parameters, empty ones left out too.
func without(in url.Values, names ...string) string {
	out := url.Values{}
	for name, values := range in {
		if !contains(names, name) && len(values) > 0 && values[0] != "" {
			out[name] = values[:1]
		}
	}
	if len(out) == 0 {
		return "/gigs"
	}
	return "/gigs?" + out.Encode()
}

func with(in url.Values, name, value string) string {
	address := without(in, name)
	if strings.Contains(address, "?") {
		return address + "&" + name + "=" + value
	}
	return address + "?" + name + "=" + value
}

// showPage is templates/gigs/show.html.
type showPage struct {
	web.Page
	Gig      *Gig
	Member   profiles.Brief
	Packages []*Package
	Extras   []*Extra
	Pictures []files.Shown
	Chosen   *Package
	Added    []string // ids of the chosen extras
	Days     int
	Split    web.Split
	Others   []Card
	Sealed   []certificates.Line // certified works of the member
	Own      bool
}

// Craft is the catalogue key of the gig's craft.
func (p *showPage) Craft() string { return profiles.TextOf(profiles.Crafts, p.Gig.Craft()) }

// WorkLanguages are those that the work is offered in.
func (p *showPage) WorkLanguages() []profiles.Label {
	return profiles.Among(profiles.Languages, p.Gig.Languages())
}

// Fields are the industries that the member knows.
func (p *showPage) Fields() []profiles.Label {
	return profiles.Among(profiles.Industries, p.Gig.Industries())
}

// Has reports whether the extra is chosen.
func (p *showPage) Has(extra string) bool { return contains(p.Added, extra) }

// show handles GET /gigs/{slug}. An address from before a change of title leads to the present one.
func (p pages) show(e *core.RequestEvent) error {
	gig, err := p.seen(e)
	if err != nil {
		return err
	}
	if slug := e.Request.PathValue("slug"); slug != gig.Slug() {
		return e.Redirect(http.StatusMovedPermanently, gig.URL())
	}
	page := &showPage{Gig: gig, Own: p.site.Viewer(e).ID == gig.Owner()}
	if err := p.fill(e, page); err != nil {
		return err
	}
	return p.site.Show(e, "gigs/show.html", page)
}

// seen finds the gig of the address, if the viewer may see it.
func (p pages) seen(e *core.RequestEvent) (*Gig, error) {
	gig, err := BySlug(e.App, e.Request.PathValue("slug"))
	if err != nil {
		return nil, err
	}
	if !gig.VisibleTo(p.site.Viewer(e).ID) {
		return nil, fault.Missing()
	}
	return gig, nil
}

func (p pages) fill(e *core.RequestEvent, page *showPage) (err error) {
	g := page.Gig
	if page.Member, err = profiles.BriefOf(e.App, g.Owner()); err != nil {
		return err
	}
	if page.Packages, err = PackagesOf(e.App, g.Id); err != nil {
		return err
	}
	if page.Extras, err = ExtrasOf(e.App, g.Id); err != nil {
		return err
	}
	if page.Pictures, err = files.Pictures(e.App, g.Pictures()); err != nil {
		return err
	}
	if page.Others, err = Latest(e.App, 3, g.Owner(), g.Id); err != nil {
		return err
	}
	if page.Sealed, err = certificates.OfPerson(e.App, g.Owner(), p.clock.Now(), 3); err != nil {
		return err
	}
	if len(page.Packages) == 0 {
		return nil
	}
	return p.price(e, page)
}

// price adds up what is chosen in the address and explains the sum.
func (p pages) price(e *core.RequestEvent, page *showPage) error {
	in := e.Request.URL.Query()
	page.Chosen = page.Packages[min(1, len(page.Packages)-1)]
	if in.Get("package") == "" && len(page.Packages) < 3 {
		page.Chosen = page.Packages[0]
	}
	for _, x := range page.Packages {
		if x.Id == in.Get("package") {
			page.Chosen = x
		}
	}
	sum := []money.Amount{page.Chosen.Price(page.Gig.Currency())}
	page.Days = page.Chosen.Days()
	for _, x := range page.Extras {
		if contains(in["extra"], x.Id) {
			page.Added = append(page.Added, x.Id)
			sum = append(sum, x.Price(page.Gig.Currency()))
			page.Days += x.Days()
		}
	}
	total, err := money.Sum(page.Gig.Currency(), sum...)
	if err != nil {
		return err
	}
	quote, err := fees.Quote(e.App, fees.Terms{Amounts: []money.Amount{total}, Tier: page.Gig.TierCode(), At: p.clock.Now()})
	if err != nil {
		return err
	}
	page.Split = quote.Split(p.site.Locale(e), page.Member.FirstName())
	return nil
}

// minePage is templates/gigs/mine.html.
type minePage struct {
	web.Page
	Gigs []*Gig
}

// mine handles GET /gigs/mine: the viewer's own gigs in every state.
func (p pages) mine(e *core.RequestEvent) (err error) {
	page := &minePage{}
	if page.Gigs, err = OfMember(e.App, members.Viewer(e).Id); err != nil {
		return err
	}
	return p.site.Show(e, "gigs/mine.html", page)
}
