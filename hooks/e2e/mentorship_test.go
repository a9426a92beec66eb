package e2e

import (
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship"
	"cooperage/hooks/profiles"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestMentorship_FromTheRoundToTheFeedback(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		people := map[string]*members.Person{"steward": s.Officer(t, "Aoife Byrne", "steward")}
		for _, name := range []string{"Rosa Blum", "Tom Ferry", "Ana Lund"} {
			people[name] = s.Member(t, name)
		}
		steward, rosa, tom, ana := s.OpenAs(t, look, people["steward"]), s.OpenAs(t, look, people["Rosa Blum"]),
			s.OpenAs(t, look, people["Tom Ferry"]), s.OpenAs(t, look, people["Ana Lund"])
		steward.Go("/mentorship", 200).Says("No round is open").Send("Open a round", 200).Says("A round is open: enrol until")
		enrol(rosa, "mentor", "lettering, pricing")
		enrol(tom, "mentor", "pricing")
		enrol(ana, "mentee", "Pricing")
		rankByKeys(t, ana)

		s.Clock.Shift(21 * day)
		if err := s.Mentorship.Tick(s.App); err != nil {
			t.Fatal(err)
		}
		ana.Go("/mentorship", 200).Says("The round is being matched")
		steward = s.OpenAs(t, look, people["steward"]) // an officer's session has ended meanwhile
		steward.Go("/mentorship", 200).Send("Look at the result", 200).Says("Ana Lund", "Tom Ferry").Send("Publish the result", 200)
		ana.Go("/mentorship/rounds/1/why", 200).Says("Tom Ferry", "Choice 1 on your list.").Send("Accept Tom Ferry", 200)
		rosa.Go("/mentorship/rounds/1/why", 200).Says("Nobody this time", "Ana Lund is with somebody they ranked higher.")
		ana.Says("Tom Ferry has still to answer")
		room := ana.Path()
		tom.Go("/mentorship/rounds/1/why", 200).Says("Ana Lund", "Choice 1 on your list.").Send("Accept Ana Lund", 200)
		ana.Go("/mentorship/rounds/1/proof", 200).Says("everything holds", "No two people would both rather have each other.")

		ana.Go(room, 200).Fill("goal", "Send three offers at my own price").Submit(room+"/goals", 200).Says("Send three offers")
		for range 2 {
			at := s.Clock.Now().Add(2 * day)
			ana.Go(room, 200).Fill("date", at.Format(time.DateOnly)).Fill("time", "18:00").Submit(room+"/sessions", 200).Says("60 minutes")
			s.Clock.Shift(3 * day)
			tom.Go(room, 200).Send("We met", 200)
		}
		tom.Says("Sessions held 2").Fill("note", "We looked at her *last* offer.").Submit(room+"/notes", 200).Says("for both of you")
		ana.Go(room, 200).Send("Reached", 200).Says("1 / 1")
		ana.Send("Close with feedback", 200).Fill("helped", "5").Fill("text", "I know my price now.").Submit(room+"/close", 200).Says("You have given yours.")
		tom.Go("/mentorship", 200).Says("Ended mentorships")
		tom.Go(room, 200).Lacks("I know my price now.").Send("Give feedback", 200)
	})
}

// enrol fills in the card and takes part.
func enrol(tab *Tab, side, skills string) {
	tab.t.Helper()
	action := "/mentorship/card/" + side
	tab.Go("/mentorship", 200).Send("Take part as a "+side, 200)
	tab.Fill("goal", "prices").Fill("skills", skills).Fill("language", "en").Submit(action, 422).Says("at least one time of the week")
	tab.Holds("skills", skills, "language", "en").Fill("hour", "mon-18").Submit(action, 200).Says("You are in.")
}

// rankByKeys ranks without a pointer, on the narrowest phone: Tom before Rosa, whom the suggested order has first or
// second by lot.
func rankByKeys(t *testing.T, tab *Tab) {
	t.Helper()
	tab.See(Look{Width: 320, NoScript: tab.look.NoScript, Dark: tab.look.Dark})
	tab.Visit("/mentorship/rank/mentee")
	tab.Says("2 people fit", "Rosa Blum", "Tom Ferry").Fit()
	first := eval[string](tab, `document.querySelector("main .ranking h3").textContent`)
	numbers := []string{"1", "2"}
	if first == "Rosa Blum" {
		numbers = []string{"2", "1"}
	}
	for k, n := range numbers {
		tab.TabTo([]string{`main .ranking li:nth-child(1) input[name=number]`, `main .ranking li:nth-child(2) input[name=number]`}[k]).Key(n)
	}
	if got := tab.moves("press Enter in the ranking", chromedp.KeyEvent(kb.Enter)); got != 200 {
		t.Fatalf("the ranking by Enter: got status %d: %s", got, tab.Text())
	}
	tab.Says("Your ranking is saved.").Fit()
	if got := eval[string](tab, `document.querySelector("main .ranking h3").textContent`); got != "Tom Ferry" {
		t.Errorf("the first choice is %s", got)
	}
}

// TestMentorship_CalendarsReadItsSessions gives ical.js the sessions of a pair, as the other parser has them in
// hooks/mentorship: on both sides of clock changes, moved, and called off.
func TestMentorship_CalendarsReadItsSessions(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	tab := s.Open(t, Look{})
	pair, ana, rosa := askedPair(t, s)
	read := func(id string) appointment {
		t.Helper()
		list := tab.appointments(s.As(t, ana).Get(pair.Link() + "/sessions/" + id + "/session.ics").Want(200).Body)
		if len(list) != 1 {
			t.Fatalf("ical.js reads %d dates", len(list))
		}
		return list[0]
	}
	plan := func(id, zone, at string) string {
		t.Helper()
		place, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		starts, err := time.ParseInLocation("2006-01-02T15:04", at, place)
		if err != nil {
			t.Fatal(err)
		}
		id, err = s.Mentorship.Plan(s.App, ana, pair.ID, id, mentorship.Meeting{Starts: starts, Minutes: 60, Place: "Room 2; upstairs"})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	id := ""
	for _, c := range []struct{ zone, at, want string }{
		{"Europe/Berlin", "2026-10-24T18:00", "2026-10-24T16:00:00Z"}, {"Europe/Berlin", "2026-10-26T18:00", "2026-10-26T17:00:00Z"},
		{"America/New_York", "2026-10-31T18:00", "2026-10-31T22:00:00Z"}, {"America/New_York", "2026-11-01T18:00", "2026-11-01T23:00:00Z"},
		{"Asia/Kolkata", "2026-10-26T09:15", "2026-10-26T03:45:00Z"}, {"Pacific/Apia", "2026-10-26T10:00", "2026-10-25T21:00:00Z"},
	} {
		id = plan("", c.zone, c.at)
		if got := read(id); got.Start != c.want || got.Status != "CONFIRMED" || got.Sequence != 0 || got.Title != "Mentorship with Rosa Blum" {
			t.Errorf("%s in %s: ical.js reads %+v, want %s", c.at, c.zone, got, c.want)
		}
	}
	first := read(id)
	plan(id, "Europe/Berlin", "2026-10-27T19:00")
	moved := read(id)
	if err := s.Mentorship.Settle(s.App, rosa, pair.ID, id, mentorship.Cancelled); err != nil {
		t.Fatal(err)
	}
	off := read(id)
	if first.UID != moved.UID || moved.UID != off.UID || moved.Sequence != 1 || off.Sequence != 2 || moved.Start != "2026-10-27T18:00:00Z" || off.Status != "CANCELLED" {
		t.Errorf("ical.js reads %+v, %+v, %+v", first, moved, off)
	}
}

// askedPair is a running pair that needed no round: Ana Lund asked and Rosa Blum said yes.
func askedPair(t *testing.T, s *Server) (pair *mentorship.Pair, ana, rosa *members.Person) {
	t.Helper()
	rosa, ana = s.Member(t, "Rosa Blum"), s.Member(t, "Ana Lund")
	for side, p := range map[mentorship.Side]*members.Person{mentorship.Mentor: rosa, mentorship.Mentee: ana} {
		err := s.Mentorship.Describe(s.App, p, mentorship.Card{Side: side, Skills: []string{"Pricing"}, Goals: []string{"prices"}, Capacity: 1, Open: true,
			Languages: []profiles.Spoken{{Code: "en", Level: "fluent"}}, Hours: []string{"mon-18"}, Zone: "Europe/Berlin"}, false)
		if err != nil {
			t.Fatal(err)
		}
	}
	pair, err := s.Mentorship.Ask(s.App, ana, rosa.Id, "Prices, please.")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Mentorship.Answer(s.App, rosa, pair.ID, true); err != nil {
		t.Fatal(err)
	}
	return pair, ana, rosa
}
