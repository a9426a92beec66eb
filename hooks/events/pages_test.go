package events_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/events"
	"cooperage/hooks/events/dates"
	"cooperage/hooks/members"

	"github.com/PuerkitoBio/goquery"
)

func TestList_PagesAreKeysetsAndCostFewStatements(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host := a.Member(t, "Host")
	held(t, a, host, func(p *events.Plan) { p.Rule = dates.Rule{Every: dates.Daily, Count: 45} })
	held(t, a, host, func(p *events.Plan) { p.Public, p.Title = false, "Wages talk" })
	me := a.As(t, a.Member(t, "Ana"))
	seen, path := map[string]bool{}, "/events"
	for path != "" {
		page := me.Get(path).Want(200).Says("46 dates")
		for _, href := range page.HTML().Find(".event-card h3 a").Map(func(_ int, s *goquery.Selection) string { return s.AttrOr("href", "") }) {
			if seen[href] {
				t.Errorf("%s is listed twice", href)
			}
			seen[href] = true
		}
		path = page.HTML().Find("a[rel=next]").AttrOr("href", "")
	}
	if len(seen) != 46 {
		t.Errorf("%d events are listed, want 46", len(seen))
	}
	if n := len(a.Statements(t, func() { me.Get("/events").Want(200) })); n > 12 {
		t.Errorf("the list costs %d statements", n)
	}
	if n := len(a.Statements(t, func() { me.Get("/events/3").Want(200) })); n > 12 {
		t.Errorf("an event costs %d statements", n)
	}
	a.Client(t).Get("/events").Want(200).Says("45 dates").Hides("Wages talk")
	me.Get("/events?skill=Pencil+DRAWING").Says("46 dates")
	me.Get("/events?skill=welding").Says("Nothing is planned just now")
	me.Get("/events?after=nonsense").Want(404)
}

func TestShow_TellsTheTimeOnBothClocks(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	e := held(t, a, a.Member(t, "Host"), func(p *events.Plan) { p.Zone, p.Start = "America/New_York", local(t, "2026-06-15T20:30") })
	far := a.Member(t, "Aroha")
	far.SetZone("Pacific/Auckland")
	check(t, a.Save(far))
	a.Client(t).Get(e.URL()).Want(200).Says("16 June 2026", "Tuesday, 02:30–04:00 CEST", "Monday, 20:30–22:00 EDT in New York, where it is held")
	a.As(t, far).Get(e.URL()).Want(200).Says("Tuesday, 12:30–14:00 NZST", "Monday, 20:30–22:00 EDT in New York")
	near := a.Member(t, "Joe")
	near.SetZone("America/Toronto")
	check(t, a.Save(near))
	a.As(t, near).Get(e.URL()).Says("Monday, 20:30–22:00 EDT").Hides("in New York")
}

func TestShow_NamesAndLinkAreForThoseConcerned(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana, clara := a.Member(t, "Host"), a.Member(t, "Ana Pérez"), a.Buyer(t, "Clara")
	e := held(t, a, host, nil)
	must[string](t)(a.Events.Reserve(a, ana, e.ID))
	for _, c := range []*apptest.Client{a.Client(t), a.As(t, clara)} {
		c.Get(e.URL()).Want(200).Says("1 of 2 places taken", "The link is shown to those who have a place").Hides("Ana Pérez", "meet.example")
	}
	a.As(t, a.Member(t, "Ben")).Get(e.URL()).Says("Ana Pérez").Hides("meet.example")
	a.As(t, ana).Get(e.URL()).Says("Join at meet.example")
	a.As(t, host).Get(e.URL()).Says("You host this event.", "Join at meet.example")
	must[string](t)(a.Events.Reserve(a, clara, e.ID)) // a client may come to a public event
	a.As(t, clara).Get(e.URL()).Says("You have a place").Hides("Ana Pérez")
}

func TestAnnounce_TheFormHasOneEffectAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	me := a.As(t, a.Member(t, "Host"))
	_, form := me.Get("/events/new?skill=Bookkeeping").Want(200).Form("form[action='/events']")
	for name, value := range map[string]string{"date": "2026-06-20", "time": "25:00", "place": "", "capacity": "many", "repeat": "weekly", "ends": "until", "until": "2026-06-20", "link": "meet.example"} {
		form.Set(name, value)
	}
	page := me.Post("/events", form).Want(422)
	page.Says("Please give a time of the day", "Please give a whole number", "whole address that begins with https://")
	if got := page.HTML().Find("#capacity").AttrOr("value", ""); got != "many" {
		t.Errorf("capacity holds %q", got)
	}
	for name, value := range map[string]string{"time": "19:00", "place": "Borkum", "capacity": "8", "until": "2026-07-04", "link": ""} {
		form.Set(name, value)
	}
	first := me.Post("/events", form).Want(303).To()
	if again := me.Post("/events", form).Want(303).To(); again != first {
		t.Errorf("sent twice: %s and %s", first, again)
	}
	me.Get("/events").Says("3 dates")
	me.Get(first).Says("Workshop: Bookkeeping", "Saturday, 19:00–20:30 CEST", "Every week, until 4 July 2026")
}

func TestAnnounce_RefusesWhatCannotBeHeld(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host := a.Member(t, "Host")
	for field, change := range map[string]func(*events.Plan){
		"title":    func(p *events.Plan) { p.Title = "" },
		"place":    func(p *events.Plan) { p.Place, p.Link = "", "" },
		"link":     func(p *events.Plan) { p.Link = "javascript:alert(1)" },
		"date":     func(p *events.Plan) { p.Start = local(t, "2026-05-31T18:00") },
		"zone":     func(p *events.Plan) { p.Zone = "Middle/Earth" },
		"capacity": func(p *events.Plan) { p.Capacity = -1 },
		"minutes":  func(p *events.Plan) { p.Minutes = 0 },
		"skills":   func(p *events.Plan) { p.Skills = make([]string, 7) },
		"count":    func(p *events.Plan) { p.Rule = dates.Rule{Every: dates.Weekly, Count: 1} },
		"until":    func(p *events.Plan) { p.Rule = dates.Rule{Every: dates.Daily, Until: local(t, "2029-06-15T00:00")} },
		"repeat":   func(p *events.Plan) { p.Rule = dates.Rule{Every: dates.Yearly, Count: 50} },
	} {
		p := plan(t)
		change(&p)
		_, err := a.Events.Announce(a, host, p)
		if err == nil || !strings.Contains(err.Error(), field+":") {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if _, err := a.Events.Announce(a, a.Buyer(t, "Clara"), plan(t)); err == nil {
		t.Error("a client announced an event")
	}
}

func TestEdit_TheFormOfASeriesAsksWhichDates(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host := a.Member(t, "Host")
	all := ids(t, a, held(t, a, host, weekly).Series)
	me := a.As(t, host)
	me.Submit(all[1].URL()+"/edit", "form[action='"+all[1].URL()+"']", url.Values{"scope": {"following"}, "time": {"20:00"}}).Want(303)
	var got []string
	for _, e := range all {
		got = append(got, must[*events.Event](t)(events.ByID(a, e.ID)).Local)
	}
	if want := "2026-06-15T18:00 2026-06-22T20:00 2026-06-29T20:00 2026-07-06T20:00"; strings.Join(got, " ") != want {
		t.Errorf("got %v", got)
	}
	a.Clock.Set(all[0].Ends().Add(time.Hour))
	me.Submit(all[0].URL()+"/after", "form[action$='/after']", url.Values{"body": {"It was *good*."}, "recording": {"nowhere"}}).Want(422).Says("whole address")
	me.Submit(all[0].URL()+"/after", "form[action$='/after']", url.Values{"body": {"It was *good*."}}).Want(303)
	me.Get("/events?when=past").Want(200).Says("Drawing evening")
}

func TestReserve_OfAMembersEventIsNotForClients(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	e := held(t, a, a.Member(t, "Host"), func(p *events.Plan) { p.Public = false })
	clara := a.Buyer(t, "Clara")
	a.As(t, clara).Post(fmt.Sprintf("/events/%d/reserve", e.ID), nil).Want(404)
	clara.SetKind(members.Member)
	clara.SetCode("M900")
	check(t, a.Save(clara))
	a.As(t, clara).Post(fmt.Sprintf("/events/%d/reserve", e.ID), nil).Want(303)
}
