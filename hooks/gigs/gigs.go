// Package gigs is about members' standing offers: writing and publishing them (collections gigs, packages, extras),
// finding them (full-text table gigs_fts) and showing what they cost. Addresses a gig had before are in gig_slugs.
// It fires OnPublished when a gig appears in the directory for the first time.
package gigs

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/money"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// PublishedEvent tells that a gig appeared. App is the transaction's.
type PublishedEvent struct {
	hook.Event
	App core.App
	Gig *Gig
}

// Room is the gigs room. Build it with New.
type Room struct {
	site        *web.Site
	clock       *clock.Clock
	files       *files.Room
	OnPublished *hook.Hook[*PublishedEvent]
	// Split explains a price of the gig: what the member gets, the commission and the vote that set it. hooks sets it.
	Split func(e *core.RequestEvent, gig *Gig, member string, total money.Amount) (web.Split, error)
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, f *files.Room) *Room {
	r := &Room{site: site, clock: c, files: f, OnPublished: &hook.Hook[*PublishedEvent]{}}
	r.Split = func(*core.RequestEvent, *Gig, string, money.Amount) (web.Split, error) { return web.Split{}, nil }
	return r
}

// Bind puts the rules on the room's collections and checks the search index before the first visitor.
func (r *Room) Bind(app core.App) {
	bindRules(app)
	app.OnServe().BindFunc(func(e *core.ServeEvent) error {
		if err := CheckIndex(e.App); err != nil {
			return err
		}
		return e.Next()
	})
}
