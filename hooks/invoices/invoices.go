// Package invoices issues the invoice of an order when the member has accepted it, and shows it. Its collection is
// invoices: numbered without gaps within a year, and never changed once issued; seller and buyer stand on it as they
// were then. It listens to the orders room's OnMoved, in its transaction: an order without its invoice cannot be.
package invoices

import (
	"fmt"

	"cooperage/hooks/clock"
	"cooperage/hooks/members"
	"cooperage/hooks/orders"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Room is the invoices room.
type Room struct {
	site  *web.Site
	clock *clock.Clock
}

// New returns the room, listening to the orders room.
func New(site *web.Site, c *clock.Clock, o *orders.Room) *Room {
	r := &Room{site: site, clock: c}
	o.OnMoved.BindFunc(func(e *orders.Moved) error {
		if e.Action == flow.Bill {
			if err := r.issue(e); err != nil {
				return err
			}
		}
		return e.Next()
	})
	return r
}

// Routes adds the room's page.
func (r *Room) Routes(g *web.Group) {
	g.GET("/orders/{id}/invoice", r.show).BindFunc(members.SignedIn)
}

// issue writes the invoice of the order that was just billed.
func (r *Room) issue(e *orders.Moved) error {
	coop := r.site.Coop(e.App)
	client, err := members.ByID(e.App, e.Order.ClientID())
	if err != nil {
		return err
	}
	series := e.At.In(coop.Location()).Format("2006")
	place, err := next(e.App, series)
	if err != nil {
		return err
	}
	c, err := e.App.FindCachedCollectionByNameOrId("invoices")
	if err != nil {
		return fmt.Errorf("issue invoice: %w", err)
	}
	total := e.Order.Amount()
	i := &Invoice{}
	i.SetProxyRecord(core.NewRecord(c))
	i.Load(map[string]any{"number": fmt.Sprintf("%s-%04d", series, place), "series": series, "place": place,
		"order": e.Order.Id, "milestone": e.Milestone.Id, "issued": e.At, "due": e.Milestone.GetDateTime("payBy"),
		"reference": e.Milestone.Reference(), "currency": total.Currency, "netMinor": total.Minor, "taxMinor": 0, "totalMinor": total.Minor,
		"created": e.At, "updated": e.At})
	i.Set("seller", Party{Name: first(coop.Holder, coop.Name), Address: coop.Address, TaxID: coop.TaxID, IBAN: coop.IBAN, BIC: coop.BIC})
	i.Set("buyer", Party{Name: first(client.Organisation(), client.Name()), Contact: client.Name()})
	i.Set("lines", lines(e.Order))
	if err := e.App.Save(i); err != nil {
		return fmt.Errorf("issue invoice of order %s: %w", e.Order.Code(), err)
	}
	return nil
}

func lines(o *orders.Order) []Line {
	list := []Line{{Text: o.Title() + ": " + o.Package(), Minor: o.PackagePrice().Minor}}
	for _, x := range o.Extras() {
		list = append(list, Line{Text: x.Title, Minor: x.Minor})
	}
	return list
}

// next is the place of the next invoice in the series. The one writer of the database makes it gapless.
func next(app core.App, series string) (int, error) {
	var n int
	err := app.DB().NewQuery("SELECT COALESCE(MAX(place), 0) + 1 FROM invoices WHERE series = {:s}").
		Bind(map[string]any{"s": series}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("number invoice: %w", err)
	}
	return n, nil
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
