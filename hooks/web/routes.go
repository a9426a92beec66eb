package web

import (
	"compress/gzip"
	"net/http"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/router"
)

// Route is one address of the site, as registered; the access table must name each.
type Route struct{ Method, Pattern string }

// Group is where rooms add their routes. Everything in it has the site's protections.
type Group struct {
	site   *Site
	inner  *router.RouterGroup[*core.RequestEvent]
	origin *http.CrossOriginProtection
}

// Around adds middleware to every page route; members adds the session, setup the founding redirect.
// It must be called before Group.
func (s *Site) Around(h ...*hook.Handler[*core.RequestEvent]) { s.around = append(s.around, h...) }

// Group returns the group of all pages on the router. The cookie session is read in here and nowhere else, so
// it can never authenticate a call of /api/ or /_/.
func (s *Site) Group(se *core.ServeEvent) *Group {
	inner := se.Router.Group("")
	g := &Group{site: s, inner: inner, origin: http.NewCrossOriginProtection()}
	inner.Unbind(apis.DefaultCorsMiddlewareId)
	inner.Bind(
		&hook.Handler[*core.RequestEvent]{Id: "pageErrors", Func: s.catch, Priority: apis.DefaultPanicRecoverMiddlewarePriority - 1},
		&hook.Handler[*core.RequestEvent]{Id: "pageHeaders", Func: protect, Priority: apis.DefaultSecurityHeadersMiddlewarePriority + 1},
		&hook.Handler[*core.RequestEvent]{Id: "pageOrigin", Func: g.sameOrigin, Priority: -900},
		&hook.Handler[*core.RequestEvent]{Id: "pageInput", Func: plainAddress, Priority: -890},
		&hook.Handler[*core.RequestEvent]{Id: "pageCache", Func: s.cached, Priority: -800},
		apis.SkipSuccessActivityLog(),
		// The fastest level: the default one costs several times the work for pages a little smaller.
		apis.GzipWithConfig(apis.GzipConfig{Level: gzip.BestSpeed}),
	)
	inner.Bind(s.around...)
	g.static()
	return g
}

// Routes lists every route registered so far.
func (s *Site) Routes() []Route { return s.routes }

// GET adds a route that only shows.
func (g *Group) GET(path string, f func(*core.RequestEvent) error) *router.Route[*core.RequestEvent] {
	return g.route(http.MethodGet, path, f)
}

// POST adds a route that acts.
func (g *Group) POST(path string, f func(*core.RequestEvent) error) *router.Route[*core.RequestEvent] {
	return g.route(http.MethodPost, path, f)
}

// Open adds a route that acts for posts from anywhere, such as a mail program's. What it is sent must prove by itself
// that it may act; a session proves nothing there.
func (g *Group) Open(path string, f func(*core.RequestEvent) error) *router.Route[*core.RequestEvent] {
	g.origin.AddInsecureBypassPattern(http.MethodPost + " " + path)
	return g.POST(path, f)
}

// Anywhere adds a public route for programs and pages of other sites: they may read its answer and show its pictures.
// It is answered with Document. A preflight asks before it sends a header of its own; any is fine.
func (g *Group) Anywhere(path string, f func(*core.RequestEvent) error) {
	g.GET(path, f).Bind(&hook.Handler[*core.RequestEvent]{Id: "anywhere", Func: anywhere})
	g.inner.Route(http.MethodOptions, path, func(e *core.RequestEvent) error {
		e.Response.Header().Set("Access-Control-Allow-Methods", "GET, HEAD")
		e.Response.Header().Set("Access-Control-Allow-Headers", "*")
		e.Response.Header().Set("Access-Control-Max-Age", "86400")
		return e.NoContent(http.StatusNoContent)
	}).Bind(&hook.Handler[*core.RequestEvent]{Id: "anywhere", Func: anywhere})
}

func (g *Group) route(method, path string, f func(*core.RequestEvent) error) *router.Route[*core.RequestEvent] {
	g.site.routes = append(g.site.routes, Route{method, path})
	if method == http.MethodGet {
		g.site.shown[path] = true
	}
	return g.inner.Route(method, path, f)
}

func (g *Group) static() {
	for _, dir := range []string{"css", "js", "img", "fonts", "vendor"} {
		g.inner.GET("/"+dir+"/{path...}", g.site.assets.serve).Unbind(apis.DefaultGzipMiddlewareId)
	}
	g.POST("/preferences", g.site.preferences)
	g.inner.Any("/{path...}", func(e *core.RequestEvent) error { return e.NotFoundError("", nil) })
}

// MaxBody sets how large a request body a route takes, in bytes; the default is 32 MiB.
func MaxBody(bytes int64) *hook.Handler[*core.RequestEvent] { return apis.BodyLimit(bytes) }

// preferences handles POST /preferences: language (lang) and light or dark (theme). Guests' choices stay in their
// browser; those of people with an account are kept there too, by KeepPreference.
func (s *Site) preferences(e *core.RequestEvent) error {
	if err := parseForm(e.Request); err != nil {
		return err
	}
	for _, name := range []string{"lang", "theme"} {
		if !e.Request.PostForm.Has(name) {
			continue
		}
		value := e.Request.PostForm.Get(name)
		if !s.preferable(name, value) {
			value = ""
		}
		Remember(e, name, value)
		if s.KeepPreference != nil && s.Viewer(e).SignedIn() {
			if err := s.KeepPreference(e, name, value); err != nil {
				return err
			}
		}
	}
	return e.Redirect(http.StatusSeeOther, Local(e.Request.PostForm.Get("back")))
}

func (s *Site) preferable(name, value string) bool {
	if name == "theme" {
		return value == "light" || value == "dark"
	}
	for _, l := range s.catalogs.Languages() {
		if l == value {
			return true
		}
	}
	return false
}
