// Package setup founds the co-op and keeps its particulars. The first start prints a link that works once; its
// wizard asks what a co-op needs to stand, and makes the first member steward and treasurer. Until then every page
// says that the co-op is being set up. The link's hash lies in setup_link, the particulars in collection coop.
package setup

import (
	"net/http"
	"strings"

	"cooperage/hooks/clock"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room is the setup room. Build it before the site's Group is made.
type Room struct {
	site    *web.Site
	clock   *clock.Clock
	members *members.Room
	files   *files.Room
	// Furnish gives a new co-op what it begins with, in its language, inside the founding's transaction; hooks sets it.
	Furnish func(tx core.App, language string) error
}

// New returns the room and sends every page of a co-op that does not stand yet to the waiting page.
func New(site *web.Site, c *clock.Clock, m *members.Room, f *files.Room) *Room {
	r := &Room{site: site, clock: c, members: m, files: f}
	site.Around(&hook.Handler[*core.RequestEvent]{Id: "founding", Func: r.untilFounded, Priority: -880})
	return r
}

// Routes adds the pages.
func (r *Room) Routes(g *web.Group) {
	g.GET("/setup", r.wait)
	g.GET("/setup/{token}", r.showWizard)
	g.POST("/setup/{token}", r.found).Bind(web.MaxBody(64 << 10))
	g.GET("/admin/settings", r.showSettings).BindFunc(members.Officer("steward"))
	g.POST("/admin/settings", r.settings).BindFunc(members.Officer("steward")).Bind(web.MaxBody(files.MaxPictureBytes + 1<<20))
}

// open are the paths that answer before the founding: the wizard, static files, health and the choice of language.
var open = []string{"/setup", "/css/", "/js/", "/img/", "/fonts/", "/vendor/", "/healthz", "/preferences"}

func (r *Room) untilFounded(e *core.RequestEvent) error {
	if r.site.Coop(e.App).Standing() {
		return e.Next()
	}
	for _, p := range open {
		if strings.HasPrefix(e.Request.URL.Path, p) {
			return e.Next()
		}
	}
	return e.Redirect(http.StatusSeeOther, "/setup")
}

// waitPage is templates/setup/wait.html.
type waitPage struct{ web.Page }

// wait handles GET /setup: the calm page of a co-op that is being set up.
func (r *Room) wait(e *core.RequestEvent) error {
	if r.site.Coop(e.App).Standing() {
		return e.Redirect(http.StatusSeeOther, "/")
	}
	return r.site.Show(e, "setup/wait.html", &waitPage{})
}
