// Package messages is about people writing to each other about one thing: the thread of an order today, of a brief
// or between two people later. Its collections are threads, thread_people (who takes part, and what they have read)
// and messages. Only the people of a thread can read or write it; to everyone else it does not exist.
//
// The room that owns the subject opens the thread, shows it on its own page and checks nothing twice: every action
// here asks whether the person takes part.
package messages

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"
	"cooperage/hooks/web"
)

// Room is the messages room.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	files *files.Room
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, f *files.Room) *Room {
	return &Room{site: site, clock: c, files: f}
}

// Routes adds the room's pages.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	g.GET("/messages", p.list).BindFunc(members.SignedIn)
	g.GET("/messages/{thread}/files/{file}", p.file).BindFunc(members.SignedIn)
	g.POST("/messages/{thread}/read", p.read).BindFunc(members.SignedIn)
}

// NewsKinds are the subjects of this room's news.
func NewsKinds() []notices.Kind {
	return []notices.Kind{{Name: "message", Title: locale.Mark("Messages"),
		About: locale.Mark("Somebody wrote to you."),
		Why:   locale.Mark("You get this mail because somebody wrote to you at %s.")}}
}
