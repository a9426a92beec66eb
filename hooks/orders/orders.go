// Package orders is about work agreed between a client and a member: from the order of a package to the release of
// its price. Its collections are orders (what was agreed, frozen), milestones (where it stands), deliveries and
// delivery_parts (what was handed over, and how it was made) and order_events (the timeline).
//
// The state machine is the pure package orders/flow; every act here is one transaction of state, timeline, ledger
// and notices around one of its moves. A deadline decides when it passes, not when a job runs: pages show an order
// as the clock has it, and an act that comes too late is refused. OnMoved tells other rooms, inside the transaction.
package orders

import (
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/messages"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/payments"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room is the orders room.
type Room struct {
	site     *web.Site
	clock    *clock.Clock
	files    *files.Room
	messages *messages.Room
	// OnMoved fires after each move, within its transaction: a listener that fails undoes the move.
	OnMoved *hook.Hook[*Moved]
}

// Moved says that an order has moved from one state to another. App is the transaction.
type Moved struct {
	hook.Event
	App       core.App
	Order     *Order
	Milestone *Milestone
	Action    flow.Action
	From      flow.State
	At        time.Time
}

// New returns the room. It listens to the payments room for money that arrives.
func New(site *web.Site, c *clock.Clock, f *files.Room, m *messages.Room, p *payments.Room) *Room {
	r := &Room{site: site, clock: c, files: f, messages: m, OnMoved: &hook.Hook[*Moved]{}}
	p.OnReceived.BindFunc(r.receive)
	p.Expected = r.expected
	return r
}

// Routes adds the room's pages.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	upload := web.MaxBody(maxUpload)
	g.GET("/gigs/{slug}/order", p.choose).BindFunc(members.SignedIn)
	g.POST("/gigs/{slug}/order", p.place).Bind(upload).BindFunc(members.SignedIn)
	g.GET("/orders", p.list).BindFunc(members.SignedIn)
	g.GET("/orders/{id}", p.show).BindFunc(members.SignedIn)
	g.GET("/orders/{id}/files/{file}", p.file).BindFunc(members.SignedIn)
	g.POST("/orders/{id}/messages", p.write).Bind(upload).BindFunc(members.SignedIn)
	g.GET("/orders/{id}/deliver", p.delivery).BindFunc(members.SignedIn)
	g.POST("/orders/{id}/deliver", p.deliver).Bind(upload).BindFunc(members.SignedIn)
	g.POST("/orders/{id}/tier", p.tier).BindFunc(members.SignedIn)
	g.GET("/orders/{id}/confirm/{act}", p.confirm).BindFunc(members.SignedIn)
	g.POST("/orders/{id}/confirm/{act}", p.confirmed).BindFunc(members.SignedIn)
	g.GET("/admin/refunds", p.refunds).BindFunc(members.Officer("treasurer"))
	g.POST("/admin/refunds/{id}", p.refundPaid).BindFunc(members.Officer("treasurer"))
}

var stamp = members.Stamp
