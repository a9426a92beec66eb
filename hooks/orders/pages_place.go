package orders

import (
	"slices"
	"strconv"

	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/gigs"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// placePage is the order form of a gig: the choice, its price with the split, and what happens next.
type placePage struct {
	web.Page
	Gig      *gigs.Gig
	Member   *members.Person
	Packages []*gigs.Package
	Extras   []*gigs.Extra
	Form     placeForm
	Request  Request
	Price    fees.Price
	Split    web.Split
	Terms    flow.Terms
}

// Chosen reports whether the package or extra is part of the choice.
func (p *placePage) Chosen(id string) bool {
	return id == p.Form.Package || slices.Contains(p.Form.Extras, id)
}

// PriceOf is the price of a package or an extra of the gig.
func (p *placePage) PriceOf(x interface{ Price(string) money.Amount }) money.Amount {
	return x.Price(p.Gig.Currency())
}

// Days is the time to deliver, extras included.
func (p *placePage) Days() int { return p.Request.days() }

// MaxNote and MaxFiles are the limits the form names.
func (p *placePage) MaxNote() int { return MaxNote }

// MaxFiles is how many files go along with an order.
func (p *placePage) MaxFiles() int { return maxFiles }

// choose handles GET /gigs/{slug}/order. The choice of package and extras stands in the address.
func (p pages) choose(e *core.RequestEvent) error {
	q := e.Request.URL.Query()
	page, err := p.placePage(e, placeForm{Package: q.Get("package"), Extras: q["extra"], Note: ""})
	if err != nil {
		return err
	}
	return p.site.Show(e, "orders/place.html", page)
}

// placePage reads the gig and prices the choice; an unknown package falls back to the first.
func (p pages) placePage(e *core.RequestEvent, form placeForm) (*placePage, error) {
	gig, err := gigs.BySlug(e.App, e.Request.PathValue("slug"))
	if err == nil && !gig.Offered() {
		err = fault.Missing()
	}
	if err != nil {
		return nil, err
	}
	page := &placePage{Gig: gig, Form: form}
	if page.Member, err = members.ByID(e.App, gig.Owner()); err != nil {
		return nil, err
	}
	if page.Packages, err = gigs.PackagesOf(e.App, gig.Id); err != nil {
		return nil, err
	}
	if page.Extras, err = gigs.ExtrasOf(e.App, gig.Id); err != nil {
		return nil, err
	}
	if len(page.Packages) == 0 {
		return nil, fault.Missing()
	}
	if page.Terms, err = p.terms(e.App); err != nil {
		return nil, err
	}
	page.request()
	if page.Price, err = p.Quote(e.App, page.Request); err != nil {
		return nil, err
	}
	page.Split = page.Price.Split(p.site.Locale(e), page.Member.Name())
	page.Form.Total = strconv.FormatInt(page.Price.Total.Minor, 10)
	return page, nil
}

// request turns the choice into what would be ordered.
func (p *placePage) request() {
	chosen := p.Packages[0]
	for _, x := range p.Packages {
		if x.Id == p.Form.Package {
			chosen = x
		}
	}
	p.Form.Package = chosen.Id
	p.Request = Request{Gig: p.Gig.Id, Slug: p.Gig.Slug(), Member: p.Member, Title: p.Gig.Title(), Package: chosen.Name(),
		Price: chosen.Price(p.Gig.Currency()), Days: chosen.Days(), Rounds: chosen.Rounds(), Tier: p.Gig.TierCode(), Note: p.Form.Note}
	for _, x := range p.Extras {
		if slices.Contains(p.Form.Extras, x.Id) {
			p.Request.Extras = append(p.Request.Extras, Extra{Title: x.Name(), Minor: x.PriceMinor(), Days: x.Days()})
		}
	}
}

// place handles POST /gigs/{slug}/order. A price that has changed since the form was shown is shown anew, not charged.
func (p pages) place(e *core.RequestEvent) error {
	var form placeForm
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	page, err := p.placePage(e, form)
	if err != nil {
		return err
	}
	page.Request.Uploads = web.Files(e, "files")
	id, err := once(e, func(tx core.App) (string, error) {
		if form.Total != page.Form.Total {
			return "", fault.New(fault.Conflict, "The price has changed since you opened this page. Please look at it again.")
		}
		order, err := p.Place(tx, members.Viewer(e), page.Request)
		if err != nil {
			return "", err
		}
		return order.Id, nil
	})
	if err != nil {
		return p.site.Again(e, "orders/place.html", page, err)
	}
	return p.site.Done(e, "/orders/"+id, "Your order is placed. %s answers within %d days.", page.Member.Name(), page.Terms.AnswerDays)
}
