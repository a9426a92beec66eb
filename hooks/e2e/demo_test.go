package e2e

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/clock"
	"cooperage/hooks/demo"
	"cooperage/hooks/members"
)

// today is when the demo is looked at: some weeks after the tests' clock, in no zone near a clock change.
var today = time.Date(2026, 11, 20, 11, 0, 0, 0, time.UTC)

// marram serves the demo in a folder of the test's own.
func marram(t *testing.T) *Server {
	t.Helper()
	c := clock.New()
	c.Set(today)
	app := apptest.Open(t, t.TempDir(), c)
	if err := app.NewDemo(demo.Wish{On: true}).Fill(app.App); err != nil {
		t.Fatal(err)
	}
	c.Set(today) // the demo lets the clock run when it is done
	return Serve(t, app)
}

// person finds one of the demo's people by the address that the demo prints.
func (s *Server) person(t *testing.T, name string) *members.Person {
	t.Helper()
	p, err := members.ByEmail(s.App, name+"@marram.example")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p
}

// TestDemo_EveryPageIsFit walks through the demo as a visitor and as everyone who signs in there. Those who sign in
// share what has been looked at, so that a page which is the same for them is not looked at four times.
func TestDemo_EveryPageIsFit(t *testing.T) {
	t.Parallel()
	s := marram(t)
	seen := map[string]int{}
	for _, w := range []struct {
		who    string
		starts []string
	}{
		{"visitor", []string{"/", "/login", "/signup", "/password/forgot"}},
		{"amara", []string{"/", "/orders", "/gigs/new", "/votes/new", "/account", "/account/password", "/account/devices", "/account/payouts"}},
		{"clara", []string{"/", "/orders"}},
		{"saskia", []string{"/admin/receipts", "/admin/payouts"}},
		{"aoife", []string{"/applications", "/admin/settings", "/admin/mail"}},
	} {
		tab := s.Open(t, Look{})
		if w.who != "visitor" {
			tab = s.OpenAs(t, Look{}, s.person(t, w.who))
		}
		walker := newWalker(s, tab, w.who)
		if w.who != "visitor" {
			walker.looked = seen
		}
		walker.walk(t, w.starts...)
	}
}

// TestBudget_FirstVisit measures what a first visit costs, on the demo, whose pages are full. It runs alone, so that
// the paint it reports is the page's own.
func TestBudget_FirstVisit(t *testing.T) {
	s := marram(t)
	tab := s.Open(t, Look{})
	tab.Visit("/gigs")
	gig := eval[string](tab, `document.querySelector(".gig-card a").pathname`)
	for _, path := range []string{"/", "/gigs", gig, "/votes", "/fees", "/treasury"} {
		measure(tab, path).within(t, path)
	}
}

// TestScreenshots takes the README's pictures; make screenshots runs it.
func TestScreenshots(t *testing.T) {
	folder := os.Getenv("COOPERAGE_SCREENSHOTS")
	if folder == "" {
		return // nobody asked for pictures
	}
	s := marram(t)
	visitor, member, client := s.Open(t, Look{}), s.OpenAs(t, Look{}, s.person(t, "amara")), s.OpenAs(t, Look{}, s.person(t, "clara"))
	visitor.Visit("/gigs")
	gig := eval[string](visitor, `document.querySelector(".gig-card a").pathname`)
	member.Visit("/votes")
	vote := eval[string](member, `(document.querySelector(".motion-card a") ?? document.querySelector('main a[href^="/votes/"]')).pathname`)
	client.Visit("/orders")
	order := eval[string](client, `document.querySelector('main .list a[href^="/orders/"]').pathname`)
	visitor.Visit("/verify")
	work := eval[string](visitor, `document.querySelector('main a[href^="/verify/"]').pathname`)
	for _, shot := range []struct {
		name string
		tab  *Tab
		path string
		look Look
	}{
		{"home", visitor, "/", Look{}}, {"gig", visitor, gig, Look{}}, {"vote", member, vote, Look{}}, {"order", client, order, Look{}},
		{"forum", member, "/forum", Look{Dark: true}}, {"certificate", visitor, work, Look{}},
	} {
		shot.tab.See(shot.look)
		shot.tab.Visit(shot.path)
		shot.tab.Window(filepath.Join(folder, shot.name+".png"))
	}
}
