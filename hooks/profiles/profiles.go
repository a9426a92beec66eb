// Package profiles is what members show of themselves: craft, skills, languages, rates (collection profiles) and
// samples of their work (collection works), with the directory of members; and what stands behind their skills:
// member_skills (offered and wanted), skill_endorsements (the word of people they worked or learned with). The lists of crafts, industries and
// languages that gigs use as well are here.
package profiles

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/web"
)

// Room is the profiles room. Build it with New.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	files *files.Room
	// Bonds say whether two people have worked or learned together; hooks adds those of rooms above.
	Bonds []Bond
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, f *files.Room) *Room {
	return &Room{site: site, clock: c, files: f}
}
