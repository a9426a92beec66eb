// Package forums is where members talk: categories with their rights, topics, flat posts. Its tables are raw:
// forum_people, forum_categories, forum_topics, forum_posts, forum_edits, forum_mentions, forum_reads,
// forum_topic_levels, forum_category_levels, forum_drafts. Posts of a topic are numbered without gaps, so that a page
// is a range of numbers and never an offset.
//
// What somebody may not read does not exist for them: every finder that takes a reader answers fault.NotFound for it,
// and lists, notices and quotes leave it out.
package forums

import (
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Room is the forums room.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	files *files.Room

	readings readings
	drawn    drawings
	flood    *web.Limiter // posts of each person in a span of time
	flags    *web.Limiter // flags of each person in an hour
	// silenced says why, and until when, a person may not write; moderation sets it.
	silenced func(tx core.App, person int64, now time.Time) error
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, f *files.Room) *Room {
	r := &Room{site: site, clock: c, files: f, readings: newReadings(), drawn: newDrawings(), flood: web.NewLimiter(c, paceMost, paceSpan)}
	r.silenced, r.flags = r.silencedNow, web.NewLimiter(c, 20, time.Hour)
	return r
}

// Routes adds the room's pages. Who may read is decided by the category; writing takes an account.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	g.GET("/forum", p.front)
	g.GET("/forum/latest", p.across(latest))
	g.GET("/forum/unread", p.across(unread)).BindFunc(members.SignedIn)
	g.GET("/forum/mine", p.across(mine)).BindFunc(members.SignedIn)
	g.POST("/forum/read", p.readAll).BindFunc(members.SignedIn)
	g.GET("/forum/settings", p.settings).BindFunc(members.SignedIn)
	g.POST("/forum/settings", p.keepSettings).BindFunc(members.SignedIn)
	g.GET("/forum/new", p.fresh).BindFunc(members.SignedIn)
	g.POST("/forum/new", p.start).BindFunc(members.SignedIn)
	g.POST("/forum/new/draft", p.draft).BindFunc(members.SignedIn)
	g.GET("/forum/{category}", p.category)
	g.POST("/forum/{category}/level", p.followCategory).BindFunc(members.SignedIn)
	r.topicRoutes(g, p)
	r.postRoutes(g, p)
	r.deskRoutes(g, p)
	r.careRoutes(g, p)
}

func (r *Room) topicRoutes(g *web.Group, p pages) {
	g.GET("/forum/t/{id}", p.short)
	g.GET("/forum/t/{id}/{slug}", p.show)
	g.GET("/forum/t/{id}/{slug}/{number}", p.post)
	g.POST("/forum/t/{id}/posts", p.answer).BindFunc(members.SignedIn)
	g.POST("/forum/t/{id}/draft", p.draft).BindFunc(members.SignedIn)
	g.POST("/forum/t/{id}/level", p.follow).BindFunc(members.SignedIn)
	g.POST("/forum/t/{id}/decide", p.decide).BindFunc(members.SignedIn)
	g.POST("/forum/t/{id}/pin", p.pin).BindFunc(members.Officer("moderator"))
	g.POST("/forum/t/{id}/lock", p.lock).BindFunc(members.Officer("moderator"))
}

func (r *Room) postRoutes(g *web.Group, p pages) {
	g.GET("/forum/p/{id}", p.link)
	g.GET("/forum/posts/{id}/edit", p.edit).BindFunc(members.SignedIn)
	g.POST("/forum/posts/{id}/edit", p.save).BindFunc(members.SignedIn)
	g.GET("/forum/posts/{id}/history", p.history)
	g.GET("/forum/posts/{id}/take-back", p.confirmTakeBack).BindFunc(members.SignedIn)
	g.POST("/forum/posts/{id}/take-back", p.takeBack).BindFunc(members.SignedIn)
	g.GET("/forum/posts/{id}/files/{file}", p.file)
}

// deskRoutes are the pages where a steward or the board makes and orders categories.
func (r *Room) deskRoutes(g *web.Group, p pages) {
	desk := members.Officer("steward", "board")
	g.GET("/admin/forum", p.desk).BindFunc(desk)
	g.POST("/admin/forum", p.make).BindFunc(desk)
	g.GET("/admin/forum/{id}", p.change).BindFunc(desk)
	g.POST("/admin/forum/{id}", p.keep).BindFunc(desk)
	g.POST("/admin/forum/{id}/move", p.move).BindFunc(desk)
}
