// Package members is about people: who they are (collection users: clients, applicants, members, former members),
// how they sign in (sessions) and which offices they hold (offices). It puts the person behind a request and
// offers the guards that routes use. Every room may import it.
package members

import (
	"cooperage/hooks/clock"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room is the members room. Build it with New before the site's Group is made.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	// Unread counts a person's unread notices for the badge; notices sets it.
	Unread func(app core.App, person string) int
	// PortraitURL turns a stored picture id into an address; hooks sets it.
	PortraitURL func(picture string) string
}

// New returns the room and puts the session into every page request.
func New(site *web.Site, c *clock.Clock) *Room {
	r := &Room{site: site, clock: c}
	r.Unread = func(core.App, string) int { return 0 }
	r.PortraitURL = func(string) string { return "" }
	site.Around(&hook.Handler[*core.RequestEvent]{Id: "session", Func: r.session,
		Priority: apis.DefaultLoadAuthTokenMiddlewarePriority - 1})
	return r
}
