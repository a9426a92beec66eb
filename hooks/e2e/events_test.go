package e2e

import (
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/events"
	"cooperage/hooks/events/dates"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"
)

//go:embed testdata/ical/ical.min.js
var icalJS []byte

// readCalendar is the list of dates that ical.js, the library of Thunderbird's calendar, finds in a file.
const readCalendar = `(async (file) => {
	const ICAL = (await import("data:text/javascript;base64,%s")).default;
	const calendar = new ICAL.Component(ICAL.parse(file));
	ICAL.TimezoneService.reset();
	for (const z of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(z);
	const all = calendar.getAllSubcomponents("vevent").map((c) => new ICAL.Event(c));
	const found = [];
	const add = (e, start) => found.push({uid: e.uid, title: e.summary, sequence: e.sequence,
		status: e.component.getFirstPropertyValue("status"), start: new Date(start.toUnixTime() * 1000).toISOString().slice(0, 19) + "Z"});
	for (const e of all.filter((e) => !e.isRecurrenceException())) {
		for (const x of all.filter((x) => x.isRecurrenceException() && x.uid === e.uid)) e.relateException(x);
		if (!e.isRecurring()) { add(e, e.startDate); continue; }
		const dates = e.iterator();
		for (let next; (next = dates.next()) && found.length < 1000;) {
			const one = e.getOccurrenceDetails(next);
			add(one.item, one.startDate);
		}
	}
	return JSON.stringify(found.sort((a, b) => a.start < b.start ? -1 : 1));
})(%s)`

// appointment is a date as ical.js understands it.
type appointment struct {
	UID, Title, Status, Start string
	Sequence                  int
}

// appointments reads a calendar file in the browser, on a page without our content policy.
func (tab *Tab) appointments(file string) []appointment {
	tab.t.Helper()
	quoted, err := json.Marshal(file)
	if err != nil {
		tab.t.Fatal(err)
	}
	raw := eval[string](tab, fmt.Sprintf(readCalendar, base64.StdEncoding.EncodeToString(icalJS), quoted))
	var list []appointment
	if err := json.Unmarshal([]byte(raw), &list); err != nil {
		tab.t.Fatalf("ical.js answers %.300s: %v", raw, err)
	}
	return list
}

func begin(list []appointment) string {
	var all []string
	for _, a := range list {
		all = append(all, a.Start)
	}
	return strings.Join(all, " ")
}

func hold(t *testing.T, s *Server, host *members.Person, p events.Plan) *events.Event {
	t.Helper()
	e, err := s.Events.Announce(s.App, host, p)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func wall(t *testing.T, text string) dates.Local {
	t.Helper()
	l, err := dates.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestCalendar_ThunderbirdReadsTheSameInstants gives ical.js the files that hooks/events gives to another parser.
func TestCalendar_ThunderbirdReadsTheSameInstants(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	host, guest, tab := s.Member(t, "Host"), s.Client(t), s.Open(t, Look{})
	for _, c := range []struct{ zone, start, every, now, want string }{
		{"Europe/Berlin", "2026-10-13T18:00", "weekly", "2026-10-01", "2026-10-13T16:00:00Z 2026-10-20T16:00:00Z 2026-10-27T17:00:00Z 2026-11-03T17:00:00Z"},
		{"Europe/Berlin", "2027-03-27T02:30", "daily", "2027-03-01", "2027-03-27T01:30:00Z 2027-03-28T01:30:00Z 2027-03-29T00:30:00Z 2027-03-30T00:30:00Z"},
		{"America/New_York", "2026-10-20T18:00", "weekly", "2026-10-01", "2026-10-20T22:00:00Z 2026-10-27T22:00:00Z 2026-11-03T23:00:00Z 2026-11-10T23:00:00Z"},
		{"Asia/Kolkata", "2026-10-22T09:15", "fortnight", "2026-10-01", "2026-10-22T03:45:00Z 2026-11-05T03:45:00Z 2026-11-19T03:45:00Z 2026-12-03T03:45:00Z"},
		{"Pacific/Apia", "2011-12-28T10:00", "daily", "2011-12-01", "2011-12-28T20:00:00Z 2011-12-29T20:00:00Z 2011-12-30T20:00:00Z"},
		{"Pacific/Apia", "2026-10-20T10:00", "weekday", "2026-10-01", "2026-10-19T21:00:00Z 2026-11-16T21:00:00Z 2026-12-14T21:00:00Z 2027-01-18T21:00:00Z"},
	} {
		now, err := time.Parse(time.DateOnly, c.now)
		if err != nil {
			t.Fatal(err)
		}
		s.Clock.Set(now)
		e := hold(t, s, host, events.Plan{Title: "Evening", Start: wall(t, c.start), Zone: c.zone, Minutes: 90, Place: "Borkum", Public: true,
			Rule: dates.Rule{Every: dates.Every(c.every), Count: 4}})
		file := guest.Get(e.URL() + "/series.ics").Want(200).Body
		if got := begin(tab.appointments(file)); got != c.want {
			t.Errorf("%s: ical.js reads %s, want %s\n%s", c.zone, got, c.want, file)
		}
		first, _, _ := strings.Cut(c.want, " ")
		if got := begin(tab.appointments(guest.Get(e.URL() + ".ics").Want(200).Body)); got != first {
			t.Errorf("%s, alone: ical.js reads %s, want %s", c.zone, got, first)
		}
	}
}

// TestCalendar_ChangesAndCancellationsReachIt: the UID stays, the sequence rises, the status tells.
func TestCalendar_ChangesAndCancellationsReachIt(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	host, guest, tab := s.Member(t, "Host"), s.Client(t), s.Open(t, Look{})
	plan := events.Plan{Title: "Evening", Start: wall(t, "2026-06-15T18:00"), Zone: "Europe/Berlin", Minutes: 90, Place: "Borkum", Public: true}
	e := hold(t, s, host, plan)
	read := func() appointment { return tab.appointments(guest.Get("/events.ics").Want(200).Body)[0] }
	first := read()
	plan.Start = wall(t, "2026-06-16T19:00")
	if _, err := s.Events.Change(s.App, host, e.ID, events.One, plan); err != nil {
		t.Fatal(err)
	}
	moved := read()
	if err := s.Events.Cancel(s.App, host, e.ID, events.One, ""); err != nil {
		t.Fatal(err)
	}
	off := read()
	if first.UID != moved.UID || moved.UID != off.UID || moved.Sequence <= first.Sequence || off.Sequence <= moved.Sequence {
		t.Errorf("got %+v, %+v, %+v", first, moved, off)
	}
	if first.Status != "CONFIRMED" || moved.Start != "2026-06-16T17:00:00Z" || off.Status != "CANCELLED" {
		t.Errorf("got %+v, %+v, %+v", first, moved, off)
	}
}

// TestEvents_AWeeklySeriesIsFilledWaitedForAndReadByACalendar is the journey of an evening class across a clock change.
func TestEvents_AWeeklySeriesIsFilledWaitedForAndReadByACalendar(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		s.Clock.Set(time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC))
		host, ana, ben := s.Member(t, "Ingrid Solheim"), s.Member(t, "Ana Pérez"), s.Member(t, "Ben Okafor")
		first := announceClass(t, s.OpenAs(t, look, host))
		anas, bens := s.OpenAs(t, look, ana), s.OpenAs(t, look, ben)
		anas.Go("/events", 200).Says("4 dates", "Drawing plants").Send("Drawing plants", 200).Says("0 of 1 place taken").Lacks("meet.example")
		anas.Submit(first+"/reserve", 200).Says("You have a place", "Join at meet.example")
		bens.Go(first, 200).Says("1 of 1 place taken", "Ana Pérez").Submit(first+"/reserve", 200).Says("You are number 1 on the waiting list").Lacks("meet.example")
		reader := s.Open(t, Look{}) // a blank page, where no policy keeps a library out
		subscribe(t, bens, reader, "2026-10-13T16:00:00Z", "TENTATIVE")
		anas.Submit(first+"/leave", 200).Says("You are no longer on the list.", "1 of 1 place taken")
		bens.Go(first, 200).Says("You have a place", "Join at meet.example")
		mailed(t, s, ben, "A place has become free for you: Drawing plants")
		subscribe(t, bens, reader, "2026-10-13T16:00:00Z", "CONFIRMED")
		file := reader.appointments(s.As(t, ben).Get(first + "/series.ics").Want(200).Body)
		if got := begin(file); got != "2026-10-13T16:00:00Z 2026-10-20T16:00:00Z 2026-10-27T17:00:00Z 2026-11-03T17:00:00Z" {
			t.Errorf("the series is read as %s", got)
		}
		s.Open(t, look).Go(first, 404)
	})
}

// announceClass has the host announce four Tuesdays with one place, first with the day forgotten, and returns the
// address of the first date.
func announceClass(t *testing.T, tab *Tab) string {
	t.Helper()
	tab.Go("/events", 200).Says("Nothing is planned just now").Send("Announce an event", 200)
	tab.Fill("title", "Drawing plants").Fill("body", "Four evenings, **one** plant.").Fill("date", "2026-10-13").Fill("time", "18:00").Fill("zone", "Europe/Berlin")
	tab.Fill("minutes", "120").Fill("repeat", "weekly").Fill("count", "1").Fill("place", "Strandweg 1").Fill("link", "https://meet.example/plants")
	tab.Fill("capacity", "1").Fill("skills", "Botanical drawing").Send("Announce", 422).Says("A series has 2 to 366 dates.")
	tab.Holds("title", "Drawing plants", "repeat", "weekly", "date", "2026-10-13", "minutes", "120", "capacity", "1")
	tab.Fill("count", "4").Send("Announce", 200).Says("It stands in the calendar.", "Tuesday, 18:00–20:00 CEST", "Every week, until 3 November 2026", "Other dates")
	return tab.Path()
}

// subscribe gives the person's calendar an address, if it has none, and reads it as a calendar does.
func subscribe(t *testing.T, tab, reader *Tab, start, status string) {
	t.Helper()
	tab.Go("/events/calendar", 200)
	if strings.Contains(tab.Text(), "You have no address yet") {
		tab.Send("Make my address", 200)
	}
	address := eval[string](tab, `document.querySelector("main .key").textContent`)
	file := tab.server.Client(t).Get(strings.TrimPrefix(address, tab.server.URL)).Want(200).Body
	for _, a := range reader.appointments(file) {
		if a.Start == start && a.Status == status && a.Title == "Drawing plants" {
			return
		}
	}
	t.Errorf("the calendar lacks %s, %s: %s", start, status, file)
}

// mailed fails the test unless a mail that says so waits for the person or has been sent.
func mailed(t *testing.T, s *Server, p *members.Person, says string) {
	t.Helper()
	if err := s.Notices.Drain(t.Context(), s.App); err != nil {
		t.Fatal(err)
	}
	var subjects []string
	err := s.ConcurrentDB().NewQuery("SELECT shownSubject FROM outbox WHERE person = '" + p.Id + "'").Column(&subjects)
	if err != nil {
		t.Fatal(err)
	}
	for _, subject := range subjects {
		if strings.Contains(subject, says) {
			return
		}
	}
	t.Errorf("%s was mailed %q, want %q", p.Name(), subjects, says)
}

// TestGerman_EventsAndSkills looks at each page of the two once, as host, guest and visitor.
func TestGerman_EventsAndSkills(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	look := Look{Language: "de", Width: phone}
	host, ana := s.Member(t, "Ingrid Solheim"), s.Member(t, "Ana Weber")
	e := hold(t, s, host, events.Plan{Title: "Pflanzen zeichnen", Body: "Vier Abende.", Start: wall(t, "2026-06-16T18:00"), Zone: "America/New_York",
		Minutes: 90, Place: "Borkum", Link: "https://meet.example/p", Capacity: 1, Cutoff: 60, Public: true, Skills: []string{"Zeichnen"},
		Rule: dates.Rule{Every: dates.Weekday, Count: 3}})
	if _, err := s.Profiles.Save(s.App, host, profiles.About{RateUnit: "hour", Skills: []string{"Zeichnen"}, Wanted: []string{"Buchhaltung"}}); err != nil {
		t.Fatal(err)
	}
	tab, guest := s.OpenAs(t, look, host), s.OpenAs(t, look, ana)
	for _, path := range []string{"/events", "/events?when=past", e.URL(), e.URL() + "/edit", e.URL() + "/cancel", "/events/calendar", "/skills", "/profile/skills", "/profile"} {
		tab.Go(path, 200).German()
	}
	tab.Go("/events/new", 200).German().Fill("title", "Zu kurz").Fill("date", "2026-06-20").Fill("repeat", "daily").Fill("count", "1").Send("Ankündigen", 422).German()
	guest.Go(e.URL(), 200).German().Submit(e.URL()+"/reserve", 200).German()
	s.Open(t, look).Go(e.URL(), 200).German()
	s.Clock.Set(e.Ends())
	tab.Go(e.URL()+"/after", 200).German().Fill("body", "Es war still.").Send("Festhalten", 200).German()
	guest.Go("/members/"+host.Handle(), 200).German().Send("Dafür einstehen", 200).German()
	tab.Go("/profile/skills", 200).German()
}
