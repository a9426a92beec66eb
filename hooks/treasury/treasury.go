// Package treasury shows where the money is and where it went: /treasury for everybody the co-op's policy lets see
// it, with exports of the books, and the ledger as the treasurer reads it. It has no records; all is drawn from the
// ledger at the moment of asking.
package treasury

import (
	"sync"

	"cooperage/hooks/ledger"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"
	"cooperage/hooks/policies"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Room is the treasury.
type Room struct {
	site   *web.Site
	books  *ledger.Room
	totals ledger.Totals
	export sync.Mutex // one export is written at a time
}

// New returns the room, which tells the officers when the books are found not whole.
func New(site *web.Site, books *ledger.Room) *Room {
	r := &Room{site: site, books: books}
	books.OnFault().BindFunc(r.tell)
	return r
}

// tell lets treasurers and the board know of a fault, once for each place.
func (r *Room) tell(e *ledger.FaultEvent) error {
	for _, office := range []string{"treasurer", "board"} {
		holders, err := members.HoldersOf(e.App, office, r.site.Clock.Now())
		if err != nil {
			return err
		}
		for _, officer := range holders {
			err := notices.Tell(e.App, notices.News{To: officer.Id, Kind: "office", Link: "/treasury", Key: "ledger-fault:" + e.Fault.Place,
				Text: locale.Mark("The books are not whole: verification stopped at %s."), Args: []any{e.Fault.Place}})
			if err != nil {
				return err
			}
		}
	}
	return e.Next()
}

// Routes adds the pages.
func (r *Room) Routes(g *web.Group) {
	g.GET("/treasury", r.show).BindFunc(r.visible)
	g.GET("/treasury/ledger.journal", r.journal).BindFunc(r.visible)
	g.GET("/treasury/ledger.csv", r.csv).BindFunc(r.visible)
	g.GET("/admin/ledger", r.list).BindFunc(members.Officer("treasurer"))
	g.GET("/admin/ledger/new", r.write).BindFunc(members.Officer("treasurer"))
	g.POST("/admin/ledger/new", r.record).BindFunc(members.Officer("treasurer"))
	g.POST("/admin/ledger/verify", r.verify).BindFunc(members.Officer("treasurer"))
}

// visible lets those in whom the policy lets see the treasury.
func (r *Room) visible(e *core.RequestEvent) error {
	who, err := policies.Text(e.App, policies.TreasuryVisibility, r.site.Clock.Now())
	if err != nil {
		return err
	}
	if who != "public" {
		return members.Only(e)
	}
	return e.Next()
}

// verify handles POST /admin/ledger/verify.
func (r *Room) verify(e *core.RequestEvent) error {
	if err := r.books.Watch(e.App); err != nil {
		return err
	}
	if last, ok := r.books.Last(); ok && last.Fault != nil {
		return r.site.Done(e, "/admin/ledger", "The verification found a fault.")
	}
	return r.site.Done(e, "/admin/ledger", "The books are whole.")
}
