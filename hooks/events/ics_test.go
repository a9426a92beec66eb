package events_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/events"
	"cooperage/hooks/events/dates"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/pocketbase/core"
)

// read is a date as python3-icalendar understands it.
type read struct {
	UID, Title, Status, Start, About, Where string
	Sequence, Minutes                       int
}

// parse reads calendar files, one after the other, with a library that has nothing to do with the one that wrote it. hooks/e2e reads the
// same with another one.
func parse(t *testing.T, file string) []read {
	t.Helper()
	for _, line := range strings.Split(strings.TrimSuffix(file, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line of %d bytes: %q", len(line), line)
		}
	}
	c := exec.Command("/usr/bin/python3", "testdata/instants.py") // Debian's: make tools installs python3-icalendar for it
	c.Stdin = strings.NewReader(file)
	var wrong bytes.Buffer
	c.Stderr = &wrong
	out, err := c.Output()
	if err != nil {
		t.Fatalf("python3-icalendar (make tools installs it): %v: %s\n%s", err, wrong.String(), file)
	}
	var list []read
	for line := range strings.Lines(string(out)) {
		var r read
		check(t, json.Unmarshal([]byte(line), &r))
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b read) int { return strings.Compare(a.Start, b.Start) })
	return list
}

func starts(list []read) string {
	var all []string
	for _, r := range list {
		all = append(all, r.Start)
	}
	return strings.Join(all, " ")
}

// stored are the instants that the co-op itself goes by.
func stored(t *testing.T, a *apptest.App, series int64) string {
	t.Helper()
	var all []string
	for _, e := range ids(t, a, series) {
		all = append(all, e.Starts().UTC().Format(time.RFC3339))
	}
	return strings.Join(all, " ")
}

// changes are series that meet a change of the clock, with the instants that RFC 5545 makes of them.
var changes = []struct{ name, zone, start, every, now, want string }{
	{"Berlin in autumn", "Europe/Berlin", "2026-10-13T18:00", "weekly", "2026-10-01", "2026-10-13T16:00:00Z 2026-10-20T16:00:00Z 2026-10-27T17:00:00Z 2026-11-03T17:00:00Z"},
	{"Berlin's gap", "Europe/Berlin", "2027-03-27T02:30", "daily", "2027-03-01", "2027-03-27T01:30:00Z 2027-03-28T01:30:00Z 2027-03-29T00:30:00Z 2027-03-30T00:30:00Z"},
	{"New York in autumn", "America/New_York", "2026-10-20T18:00", "weekly", "2026-10-01", "2026-10-20T22:00:00Z 2026-10-27T22:00:00Z 2026-11-03T23:00:00Z 2026-11-10T23:00:00Z"},
	{"New York's double hour", "America/New_York", "2026-10-31T01:30", "daily", "2026-10-01", "2026-10-31T05:30:00Z 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z 2026-11-03T06:30:00Z"},
	{"Kolkata", "Asia/Kolkata", "2026-10-22T09:15", "fortnight", "2026-10-01", "2026-10-22T03:45:00Z 2026-11-05T03:45:00Z 2026-11-19T03:45:00Z 2026-12-03T03:45:00Z"},
	{"Apia without the 30th", "Pacific/Apia", "2011-12-28T10:00", "daily", "2011-12-01", "2011-12-28T20:00:00Z 2011-12-29T20:00:00Z 2011-12-30T20:00:00Z"},
	{"Apia today", "Pacific/Apia", "2026-10-20T10:00", "weekly", "2026-10-01", "2026-10-19T21:00:00Z 2026-10-26T21:00:00Z 2026-11-02T21:00:00Z 2026-11-09T21:00:00Z"},
}

func TestSeriesFile_SaysTheSameInstantsToAnotherProgram(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host := a.Member(t, "Host")
	for _, c := range changes {
		a.Clock.Set(must[time.Time](t)(time.Parse(time.DateOnly, c.now)))
		e := held(t, a, host, func(p *events.Plan) {
			p.Start, p.Zone, p.Rule = local(t, c.start), c.zone, dates.Rule{Every: dates.Every(c.every), Count: 4}
		})
		if got := stored(t, a, e.Series); got != c.want {
			t.Errorf("%s: stored %s, want %s", c.name, got, c.want)
		}
		file := a.Client(t).Get(e.URL() + "/series.ics").Want(200).Body
		if got := starts(parse(t, file)); got != c.want {
			t.Errorf("%s: read %s, want %s\n%s", c.name, got, c.want, file)
		}
		var alone strings.Builder
		for _, x := range ids(t, a, e.Series) {
			alone.WriteString(a.Client(t).Get(x.URL() + ".ics").Want(200).Body)
		}
		if got := starts(parse(t, alone.String())); got != c.want {
			t.Errorf("%s, each date alone: read %s, want %s", c.name, got, c.want)
		}
	}
}

func TestFile_EscapesFoldsAndKeepsTheLinkForThoseWithAPlace(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana := a.Member(t, "Host"), a.Member(t, "Ana")
	const title = `Zürich, "Bücher"; Ähren \ Öl: ` + "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß"
	e := held(t, a, host, func(p *events.Plan) { p.Title, p.Body = title, "One, two; three.\n\n- four\n- five\\six" })
	read := parse(t, a.As(t, ana).Get(e.URL()+".ics").Want(200).Body)[0]
	if read.Title != title || !strings.HasPrefix(read.About, `One, two; three. four five\six`) || read.Minutes != 90 {
		t.Errorf("got %+v", read)
	}
	if strings.Contains(read.About+read.Where, "meet.example") {
		t.Error("the link is in the file of somebody who has no place")
	}
	must[string](t)(a.Events.Reserve(a, ana, e.ID))
	if read = parse(t, a.As(t, ana).Get(e.URL()+".ics").Body)[0]; !strings.Contains(read.About, "https://meet.example/draw") {
		t.Errorf("who has a place gets no link: %+v", read)
	}
}

func TestFile_KeepsItsUIDAndRaisesItsSequence(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host := a.Member(t, "Host")
	e := held(t, a, host, nil)
	now := func() read { t.Helper(); return parse(t, a.Client(t).Get(e.URL()+".ics").Want(200).Body)[0] }
	first := now()
	p := plan(t)
	p.Start = local(t, "2026-06-16T18:00")
	must[*events.Event](t)(a.Events.Change(a, host, e.ID, events.One, p))
	moved := now()
	check(t, a.Events.Cancel(a, host, e.ID, events.One, ""))
	off := now()
	if first.UID != moved.UID || first.UID != off.UID || moved.Sequence <= first.Sequence || off.Sequence <= moved.Sequence {
		t.Errorf("got %+v, %+v, %+v", first, moved, off)
	}
	if first.Status != "CONFIRMED" || moved.Start != "2026-06-16T16:00:00Z" || off.Status != "CANCELLED" {
		t.Errorf("got %+v, %+v, %+v", first, moved, off)
	}
}

func TestSeriesFile_ShowsExceptionsAndCancelledDates(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host := a.Member(t, "Host")
	all := ids(t, a, held(t, a, host, weekly).Series)
	before := parse(t, a.Client(t).Get("/events.ics").Want(200).Body)
	p := must[events.Plan](t)(events.PlanOf(a, all[1]))
	p.Title, p.Start = "In the garden", local(t, "2026-06-23T19:00")
	must[*events.Event](t)(a.Events.Change(a, host, all[1].ID, events.One, p))
	check(t, a.Events.Cancel(a, host, all[2].ID, events.One, ""))
	p = must[events.Plan](t)(events.PlanOf(a, all[3]))
	p.Public = false
	must[*events.Event](t)(a.Events.Change(a, host, all[3].ID, events.One, p))
	got := parse(t, a.Client(t).Get("/events.ics").Want(200).Body)
	if want := "2026-06-15T16:00:00Z 2026-06-23T17:00:00Z 2026-06-29T16:00:00Z"; starts(got) != want {
		t.Fatalf("got %s, want %s", starts(got), want)
	}
	if got[1].Title != "In the garden" || got[2].Status != "CANCELLED" || got[0].Status != "CONFIRMED" || got[0].UID != before[0].UID || got[1].Sequence == 0 {
		t.Errorf("got %+v", got)
	}
	if full := parse(t, a.As(t, host).Get(all[0].URL()+"/series.ics").Body); len(full) != 4 {
		t.Errorf("a member reads %d dates, want 4", len(full))
	}
}

func TestFeeds_PublicOnesHidePrivateOnesAreSecretAndRevocable(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana := a.Member(t, "Host"), a.Member(t, "Ana")
	open := held(t, a, host, nil)
	closed := held(t, a, host, func(p *events.Plan) { p.Public, p.Title, p.Capacity = false, "Wages talk", 1 })
	if file := a.Client(t).Get("/events.ics").Want(200).Body; !strings.Contains(file, open.UID) || strings.Contains(file, closed.UID) || strings.Contains(file, "Wages") {
		t.Errorf("the public feed: %s", file)
	}
	must[string](t)(a.Events.Reserve(a, a.Member(t, "Ben"), closed.ID))
	must[string](t)(a.Events.Reserve(a, ana, closed.ID))
	me := a.As(t, ana)
	me.Submit("/events/calendar", "form[action='/events/calendar']", nil).Want(303)
	feed := must[*events.Feed](t)(events.FeedOf(a, ana.Id))
	me.Get("/events/calendar").Want(200).Says(feed.Path())
	guest := a.Client(t)
	list := parse(t, guest.Get(feed.Path()).Want(200).Body)
	if len(list) != 1 || list[0].Title != "Wages talk" || list[0].Status != "TENTATIVE" {
		t.Errorf("who waits reads %+v", list)
	}
	me.Submit("/events/calendar", "form[action='/events/calendar']", nil).Want(303)
	guest.Get(feed.Path()).Want(404)
	feed = must[*events.Feed](t)(events.FeedOf(a, ana.Id))
	guest.Get(feed.Path()).Want(200)
	ana.SetKind(members.Former)
	check(t, a.Save(ana))
	guest.Get(feed.Path()).Want(404)
	ana.SetKind(members.Member)
	check(t, a.Save(ana))
	check(t, a.Events.Revoke(a, ana))
	guest.Get(feed.Path()).Want(404)
	guest.Get(strings.TrimSuffix(feed.Path(), ".ics")).Want(404)
}

func TestFeed_CarriesWhatOtherRoomsPutIntoIt(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ana := a.Member(t, "Ana")
	at := a.Clock.Now().Add(50 * time.Hour)
	a.Events.Sources = []events.Source{func(_ core.App, _ *members.Person, l *locale.Locale, _ time.Time) ([]events.Entry, error) {
		return []events.Entry{{UID: "vote-1-closes", Title: l.T("Voting closes: %s", "Dues"), Start: at, Link: "/votes/1"}}, nil
	}}
	feed := must[*events.Feed](t)(a.Events.Renew(a, ana))
	list := parse(t, a.Client(t).Get(feed.Path()).Want(200).Body)
	if len(list) != 1 || list[0].Title != "Voting closes: Dues" || list[0].Start != at.UTC().Format(time.RFC3339) {
		t.Errorf("got %+v", list)
	}
}

func TestFile_OfAMembersEventDoesNotExistForOthers(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	e := held(t, a, a.Member(t, "Host"), func(p *events.Plan) { weekly(p); p.Public = false })
	for _, c := range []*apptest.Client{a.Client(t), a.As(t, a.Buyer(t, "Clara"))} {
		for _, path := range []string{"", ".ics", "/series.ics"} {
			c.Get(e.URL() + path).Want(404)
		}
		c.Get("/events").Want(200).Hides("Drawing evening")
		c.Get(fmt.Sprintf("/events/0%d", e.ID)).Want(404)
	}
}
