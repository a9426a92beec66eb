// Package events is about meeting: what members announce, who comes, and the calendars it stands in. Its tables are
// events (one row for every date), event_texts (what is read of it; the dates of a series share one), event_skills
// (what a workshop teaches), event_series (how it comes again), event_rsvps (places and waiting list, strictly first
// come) and event_feeds (each person's secret calendar address).
//
// Times are kept as agreed: on the clock of a place, with its zone. The instants beside them follow from package
// dates. Dates of a series are written a year ahead; a job writes on.
package events

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"
	"cooperage/hooks/web"
)

// Room is the events room. Build it with New.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	// Sources are what else stands in a person's own calendar, such as votes and deadlines; hooks sets them.
	Sources []Source
}

// New returns the room.
func New(site *web.Site, c *clock.Clock) *Room { return &Room{site: site, clock: c} }

// Kind is the kind of the room's news.
const Kind = "event"

// NewsKinds are the kinds of news that the room tells.
func NewsKinds() []notices.Kind {
	return []notices.Kind{{Name: Kind, Title: locale.Mark("Events you go to"), Prompt: true,
		About: locale.Mark("A place that became free for you, a changed time, an event called off, and reminders a day and an hour before."),
		Why:   locale.Mark("You get this mail because you have a place at an event of %s, wait for one or hold it.")}}
}

// Routes adds the room's pages. An id with .ics behind it is the event as a calendar file.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	g.GET("/events", p.list)
	g.GET("/events.ics", p.publicFeed)
	g.GET("/events/new", p.blank).BindFunc(members.Only)
	g.POST("/events", p.announce).BindFunc(members.Only)
	g.GET("/events/calendar", p.calendar).BindFunc(members.SignedIn)
	g.POST("/events/calendar", p.renew).BindFunc(members.SignedIn)
	g.POST("/events/calendar/close", p.revoke).BindFunc(members.SignedIn)
	g.GET("/calendar/{token}", p.ownFeed)
	g.GET("/events/{id}", p.show)
	g.GET("/events/{id}/series.ics", p.series)
	g.GET("/events/{id}/edit", p.edit).BindFunc(members.Only)
	g.POST("/events/{id}", p.change).BindFunc(members.Only)
	g.GET("/events/{id}/cancel", p.askCancel).BindFunc(members.Only)
	g.POST("/events/{id}/cancel", p.cancel).BindFunc(members.Only)
	g.GET("/events/{id}/after", p.after).BindFunc(members.Only)
	g.POST("/events/{id}/after", p.wrap).BindFunc(members.Only)
	g.POST("/events/{id}/reserve", p.reserve).BindFunc(members.SignedIn)
	g.POST("/events/{id}/leave", p.leave).BindFunc(members.SignedIn)
}
