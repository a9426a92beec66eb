package e2e

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// enough is how many pages of a route a walk looks at: of those with a placeholder two, because a second one is
// often in another state.
func enough(pattern string) int {
	if strings.Contains(pattern, "{") {
		return 2
	}
	return 1
}

// route is one GET address of the site, as a pattern for real addresses.
type route struct {
	pattern string
	match   *regexp.Regexp
}

// walker goes from link to link as one person and looks at every kind of page once or twice.
type walker struct {
	tab    *Tab
	routes []route
	seen   map[string]bool
	looked map[string]int
	queue  []string
	who    string
}

// download matches the routes whose answers are files and not pages.
var download = regexp.MustCompile(`\.|/pictures/|/files/|/healthz|/logo|/qr|/credentials/|/badges/`)

var placeholder = regexp.MustCompile(`\\\{[^/]*?\\\}`)

func newWalker(s *Server, tab *Tab, who string) *walker {
	w := &walker{tab: tab, seen: map[string]bool{}, looked: map[string]int{}, who: who}
	for _, r := range s.Site.Routes() {
		if r.Method == http.MethodGet {
			w.routes = append(w.routes, route{r.Pattern, regexp.MustCompile("^" + placeholder.ReplaceAllString(regexp.QuoteMeta(strings.TrimSuffix(r.Pattern, "{$}")), "[^/]+") + "$")})
		}
	}
	return w
}

// routeOf names the route that answers an address; a fixed one goes before one with a placeholder.
func (w *walker) routeOf(path string) string {
	path, _, _ = strings.Cut(path, "?")
	best := ""
	for _, r := range w.routes {
		if r.match.MatchString(path) && (best == "" || strings.Count(r.pattern, "{") < strings.Count(best, "{")) {
			best = r.pattern
		}
	}
	return best
}

// note remembers an address for later, if its route has not been looked at enough.
func (w *walker) note(path string) {
	path, _, _ = strings.Cut(path, "#")
	if path == "" || w.seen[path] || !strings.HasPrefix(path, "/") {
		return
	}
	w.seen[path] = true
	w.queue = append(w.queue, path)
}

// walk starts at the addresses and follows links until every route it meets has been looked at.
func (w *walker) walk(t *testing.T, starts ...string) {
	t.Helper()
	for _, start := range starts {
		w.note(start)
	}
	for len(w.queue) > 0 {
		path := w.queue[0]
		w.queue = w.queue[1:]
		name := w.routeOf(path)
		if name == "" || w.looked[name] >= enough(name) || download.MatchString(name) || strings.HasSuffix(path, ".ics") {
			if name == "" && !served(path) {
				t.Errorf("%s follows a link to %s, which no route answers", w.who, path)
			}
			continue
		}
		w.looked[name]++
		w.look(t, path, w.looked[name] == 1)
	}
}

// served tells addresses that are answered outside the pages: files and PocketBase's own.
func served(path string) bool {
	for _, prefix := range []string{"/css/", "/js/", "/img/", "/fonts/", "/vendor/", "/api/", "/_/"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

// look checks one page everywhere and gathers its links. German pages have the same elements, so that of a route only
// the first page is loaded in German.
func (w *walker) look(t *testing.T, path string, german bool) {
	t.Helper()
	languages := everywhere
	if !german {
		languages = languages[:1]
	}
	for _, looks := range languages {
		w.tab.See(looks[0])
		if got := w.tab.Visit(path); got >= 400 && got != http.StatusUnprocessableEntity { // the style guide shows a refused form
			t.Errorf("%s gets %d from %s", w.who, got, path)
			return
		}
		w.tab.LookOver(looks)
	}
	for _, href := range eval[[]string](w.tab, `[...document.querySelectorAll("a[href]")].filter((a) => a.origin === location.origin).map((a) => a.pathname + a.search)`) {
		w.note(href)
	}
}
