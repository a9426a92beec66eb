// Package lobby is the front of the house. It composes what the rooms below know into the home page, the desk of
// people who have signed in, and the page of a member. It has no collection and no rule of its own.
package lobby

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/governance"
	"cooperage/hooks/orders"
	"cooperage/hooks/profiles"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Room is the lobby. Build it with New.
type Room struct {
	site       *web.Site
	clock      *clock.Clock
	governance *governance.Room
	orders     *orders.Room
	profiles   *profiles.Room
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, g *governance.Room, o *orders.Room, p *profiles.Room) *Room {
	return &Room{site: site, clock: c, governance: g, orders: o, profiles: p}
}

// Routes adds the front page and the pages of members.
func (r *Room) Routes(g *web.Group) {
	g.GET("/{$}", r.front)
	g.GET("/members/{handle}", r.member)
}

// front handles GET /: the home page for guests, the desk for people who have signed in.
func (r *Room) front(e *core.RequestEvent) error {
	if r.site.Viewer(e).SignedIn() {
		return r.desk(e)
	}
	return r.home(e)
}
