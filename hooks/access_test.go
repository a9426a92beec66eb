package hooks_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
)

// roles are the columns of the access table, in order. client and seller are the two sides of the order, the thread
// and the files that the addresses name; stranger is a client and member a member who have nothing to do with them.
var roles = []string{"guest", "client", "stranger", "applicant", "seller", "member", "treasurer", "steward"}

// The table is testdata/access.txt: one line for each route, with what each role gets:
//
//	ok     the page, or the act (a refused form counts: its reader got in)
//	login  sent to sign in
//	home   sent to the front page
//	403, 404
//
// A line with one word says it of every role.
type accessRow struct {
	method, pattern string
	want            []string
}

func accessTable(t *testing.T) []accessRow {
	t.Helper()
	raw, err := os.ReadFile("testdata/access.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows []accessRow
	for i, line := range strings.Split(string(raw), "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) == 3 {
			f = append(f[:2], slices.Repeat(f[2:], len(roles))...)
		}
		if len(f) != 2+len(roles) {
			t.Fatalf("testdata/access.txt:%d: %d columns, want a method, a route and %d roles", i+1, len(f), len(roles))
		}
		rows = append(rows, accessRow{f[0], f[1], f[2:]})
	}
	return rows
}

func TestAccess_EveryRouteIsInTheTable(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	listed := map[string]bool{}
	for _, row := range accessTable(t) {
		listed[row.method+" "+row.pattern] = true
	}
	for _, r := range app.Site.Routes() {
		if !listed[r.Method+" "+r.Pattern] {
			t.Errorf("%s %s is not in testdata/access.txt", r.Method, r.Pattern)
		}
		delete(listed, r.Method+" "+r.Pattern)
	}
	for line := range listed {
		t.Errorf("testdata/access.txt names %s, which does not exist", line)
	}
}

func TestAccess_EachRoleGetsWhatTheTableSays(t *testing.T) {
	t.Parallel()
	reading := openWorld(t) // shared: a GET changes nothing
	for _, row := range accessTable(t) {
		t.Run(row.method+" "+row.pattern, func(t *testing.T) {
			w := reading
			if row.method != http.MethodGet {
				w = openWorld(t)
			}
			w.checkRow(t, row)
		})
	}
}

// checkRow asks as every role. Those who are refused come first: an act that works may change what others would meet.
func (w *world) checkRow(t *testing.T, row accessRow) {
	t.Helper()
	for pass := range 2 {
		for i, role := range roles {
			if refused := row.want[i] != "ok"; refused == (pass == 0) {
				w.check(t, row, role, row.want[i])
			}
		}
	}
}

func (w *world) check(t *testing.T, row accessRow, role, want string) {
	t.Helper()
	path, err := w.address(row.pattern)
	if err != nil {
		t.Fatal(err)
	}
	c := w.app.Client(t)
	if p := w.people[role]; p != nil {
		c = w.app.As(t, p)
	}
	page := c.Get(path)
	if row.method == "POST" {
		page = c.Post(path, url.Values{})
	}
	if got := answer(page); got != want {
		t.Errorf("%s %s as %s: got %s (status %d to %q), want %s", row.method, path, role, got, page.Status, page.To(), want)
	}
	if want == "404" {
		absent := c.Get("/nowhere-at-all")
		if page.HTML().Find("h1").Text() != absent.HTML().Find("h1").Text() {
			t.Errorf("%s as %s: the refusal differs from that of an absent page", path, role)
		}
	}
}

// answer sums a page up in one word of the table.
func answer(p *apptest.Page) string {
	switch {
	case p.Status == http.StatusSeeOther && strings.HasPrefix(p.To(), "/login"):
		return "login"
	case p.Status == http.StatusSeeOther && p.To() == "/":
		return "home"
	case p.Status == http.StatusForbidden, p.Status == http.StatusNotFound:
		return fmt.Sprint(p.Status)
	case p.Status >= 500:
		return fmt.Sprintf("%d: %.200s", p.Status, p.Text())
	}
	return "ok"
}

// address fills a pattern's placeholders with records of the world: the value for "{id}" of "/orders/{id}/files/{file}"
// is found under "/orders/{id}".
func (w *world) address(pattern string) (string, error) {
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if !strings.HasPrefix(part, "{") {
			continue
		}
		key := strings.Join(strings.Split(pattern, "/")[:i+1], "/")
		value, ok := w.values[key]
		if !ok {
			return "", fmt.Errorf("the test world has no value for %s", key)
		}
		parts[i] = value
	}
	return strings.Join(parts, "/"), nil
}
