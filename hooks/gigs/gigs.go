// Package gigs is about members' standing offers: writing and publishing them (collections gigs, packages, extras),
// finding them (full-text table gigs_fts) and showing what they cost. Addresses a gig had before are in gig_slugs.
// It fires OnPublished when a gig appears in the directory for the first time.
package gigs

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
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
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, f *files.Room) *Room {
	return &Room{site: site, clock: c, files: f, OnPublished: &hook.Hook[*PublishedEvent]{}}
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

// Routes adds the room's pages. The fixed addresses win over slugs, which therefore never equal them.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	g.GET("/gigs", p.list)
	g.GET("/gigs.atom", p.feed)
	g.GET("/gigs/new", p.blank).BindFunc(members.Only)
	g.POST("/gigs", p.create).BindFunc(members.Only)
	g.GET("/gigs/mine", p.mine).BindFunc(members.Only)
	g.GET("/gigs/{slug}", p.show)
	g.GET("/gigs/{slug}/edit", p.edit).BindFunc(members.Only)
	g.POST("/gigs/{slug}", p.save).BindFunc(members.Only)
	g.POST("/gigs/{slug}/publish", p.publish).BindFunc(members.Only)
	g.POST("/gigs/{slug}/pause", p.pause).BindFunc(members.Only)
	g.GET("/gigs/{slug}/discard", p.askDiscard).BindFunc(members.Only)
	g.POST("/gigs/{slug}/discard", p.discard).BindFunc(members.Only)
}
