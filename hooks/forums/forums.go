// Package forums is where members talk: categories with their rights, topics, flat posts. Its tables are raw:
// forum_people, forum_categories, forum_topics, forum_posts, forum_edits, forum_mentions, forum_reads,
// forum_topic_levels, forum_category_levels, forum_drafts. Posts of a topic are numbered without gaps, so that a page
// is a range of numbers and never an offset.
//
// What somebody may not read does not exist for them: every finder that takes a reader answers fault.NotFound for it,
// and lists, notices and quotes leave it out.
package forums

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/web"
)

// Room is the forums room.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	files *files.Room
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, f *files.Room) *Room {
	return &Room{site: site, clock: c, files: f}
}
