package events_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/events"
	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
)

func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func local(t *testing.T, s string) dates.Local {
	t.Helper()
	return must[dates.Local](t)(dates.Parse(s))
}

// plan is an evening two weeks after the tests' start, with two places.
func plan(t *testing.T) events.Plan {
	return events.Plan{Title: "Drawing evening", Body: "Bring *pencils*.", Start: local(t, "2026-06-15T18:00"), Zone: "Europe/Berlin",
		Minutes: 90, Place: "Strandweg 1, Borkum", Link: "https://meet.example/draw", Capacity: 2, Public: true, Skills: []string{"Pencil Drawing"}}
}

func held(t *testing.T, a *apptest.App, host *members.Person, change func(*events.Plan)) *events.Event {
	t.Helper()
	p := plan(t)
	if change != nil {
		change(&p)
	}
	return must[*events.Event](t)(a.Events.Announce(a, host, p))
}

// told lists what the person's notices say, the newest last.
func told(t *testing.T, a *apptest.App, p *members.Person) []string {
	t.Helper()
	var list []string
	check(t, a.ConcurrentDB().NewQuery("SELECT text FROM notices WHERE person = '"+p.Id+"' AND kind = 'event' ORDER BY created, rowid").Column(&list))
	return list
}

func mails(t *testing.T, a *apptest.App, p *members.Person) int {
	t.Helper()
	var n int
	check(t, a.ConcurrentDB().NewQuery("SELECT count(*) FROM outbox WHERE person = '"+p.Id+"' AND kind = 'event'").Row(&n))
	return n
}

func TestReserve_FirstComeFirstServedAndPromotionIsTold(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host := a.Member(t, "Host")
	var p []*members.Person
	for i := range 5 {
		p = append(p, a.Member(t, fmt.Sprintf("Guest %d", i)))
	}
	e := held(t, a, host, nil)
	for i, want := range []string{"going", "going", "waiting", "waiting", "waiting"} {
		if got := must[string](t)(a.Events.Reserve(a, p[i], e.ID)); got != want {
			t.Errorf("guest %d: %s, want %s", i, got, want)
		}
	}
	if got := must[string](t)(a.Events.Reserve(a, p[2], e.ID)); got != "waiting" {
		t.Errorf("asking again: %s", got)
	}
	check(t, a.Events.Leave(a, p[2], e.ID)) // from the middle of the list
	check(t, a.Events.Leave(a, p[0], e.ID))
	for i, want := range []string{"", "going", "", "going", "waiting"} {
		if got := must[string](t)(events.StateOf(a, e.ID, p[i].Id)); got != want {
			t.Errorf("after two left, guest %d: %q, want %q", i, got, want)
		}
	}
	if len(told(t, a, p[3])) != 1 || mails(t, a, p[3]) != 1 || len(told(t, a, p[4])) != 0 {
		t.Errorf("told: %v and %v", told(t, a, p[3]), told(t, a, p[4]))
	}
	if got := must[string](t)(a.Events.Reserve(a, p[0], e.ID)); got != "waiting" {
		t.Errorf("who comes back: %s, want the end of the list", got)
	}
	e = must[*events.Event](t)(events.ByID(a, e.ID))
	if e.Going != 2 || e.Waiting != 2 {
		t.Errorf("counters: %d going, %d waiting", e.Going, e.Waiting)
	}
}

func TestReserve_TheLastSeatGoesToOne(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	e := held(t, a, a.Member(t, "Host"), func(p *events.Plan) { p.Capacity = 1 })
	people := []*members.Person{a.Member(t, "Ana"), a.Member(t, "Ben"), a.Member(t, "Cleo"), a.Member(t, "Dana")}
	states := make([]string, len(people))
	var all sync.WaitGroup
	for i, p := range people {
		all.Go(func() { states[i], _ = a.Events.Reserve(a, p, e.ID) })
	}
	all.Wait()
	count := map[string]int{}
	for _, s := range states {
		count[s]++
	}
	if count["going"] != 1 || count["waiting"] != 3 {
		t.Errorf("got %v", states)
	}
	e = must[*events.Event](t)(events.ByID(a, e.ID))
	if e.Going != 1 || e.Waiting != 3 {
		t.Errorf("counters: %d going, %d waiting", e.Going, e.Waiting)
	}
}

func TestReserve_RefusesAfterTheCutoffForTheHostAndWhenCalledOff(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana, ben := a.Member(t, "Host"), a.Member(t, "Ana"), a.Member(t, "Ben")
	e := held(t, a, host, func(p *events.Plan) { p.Cutoff, p.Capacity = 24*60, 1 })
	refused := func(p *members.Person, kind fault.Kind) {
		t.Helper()
		if _, err := a.Events.Reserve(a, p, e.ID); !fault.Is(err, kind) {
			t.Errorf("got %v, want %s", err, kind)
		}
	}
	refused(host, fault.Conflict)
	must[string](t)(a.Events.Reserve(a, ana, e.ID))
	must[string](t)(a.Events.Reserve(a, ben, e.ID))
	a.Clock.Set(e.Starts().Add(-23 * time.Hour))
	refused(a.Member(t, "Cleo"), fault.Conflict)
	check(t, a.Events.Leave(a, ana, e.ID)) // one can still say that one cannot come, and the place is not left empty
	if got := must[string](t)(events.StateOf(a, e.ID, ben.Id)); got != "going" {
		t.Errorf("after the cut-off a freed place stays empty: %q", got)
	}
	check(t, a.Events.Cancel(a, host, e.ID, events.One, "The ferry does not run."))
	refused(ana, fault.Conflict)
	if got := told(t, a, ben); len(got) != 2 || !strings.Contains(got[1], "called off") {
		t.Errorf("told %v", got)
	}
	a.As(t, ben).Get(e.URL()).Want(200).Says("Called off.", "The ferry does not run.")
}

func TestRemind_OnceADayAndAnHourBeforeAndNotWhoLeft(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana, ben := a.Member(t, "Host"), a.Member(t, "Ana"), a.Member(t, "Ben")
	e := held(t, a, host, nil)
	must[string](t)(a.Events.Reserve(a, ana, e.ID))
	must[string](t)(a.Events.Reserve(a, ben, e.ID))
	check(t, a.Events.Leave(a, ben, e.ID))
	run := func(before time.Duration, want int) {
		t.Helper()
		a.Clock.Set(e.Starts().Add(-before))
		for range 2 {
			check(t, a.Events.Remind(context.Background(), a))
		}
		if got := told(t, a, ana); len(got) != want {
			t.Errorf("%s before: told %v, want %d", before, got, want)
		}
	}
	run(25*time.Hour, 0)
	run(24*time.Hour, 1)
	run(61*time.Minute, 1)
	run(50*time.Minute, 2)
	run(-time.Minute, 2)
	if len(told(t, a, ben)) != 0 || len(told(t, a, host)) != 2 || mails(t, a, ana) != 2 {
		t.Errorf("who left was told %v, the host %v; %d mails", told(t, a, ben), told(t, a, host), mails(t, a, ana))
	}
}

func weekly(p *events.Plan) { p.Rule = dates.Rule{Every: dates.Weekly, Count: 4} }

func ids(t *testing.T, a *apptest.App, series int64) []*events.Event {
	t.Helper()
	var list []int64
	check(t, a.ConcurrentDB().NewQuery(fmt.Sprintf("SELECT id FROM events WHERE series = %d ORDER BY starts", series)).Column(&list))
	var all []*events.Event
	for _, id := range list {
		all = append(all, must[*events.Event](t)(events.ByID(a, id)))
	}
	return all
}

func when(list []*events.Event) string {
	var all []string
	for _, e := range list {
		s := e.Local
		if e.Cancelled {
			s = "(" + s + ")"
		}
		all = append(all, s)
	}
	return strings.Join(all, " ")
}

func TestSeries_KeepsLocalTimeAcrossAClockChange(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	e := held(t, a, a.Member(t, "Host"), func(p *events.Plan) {
		weekly(p)
		p.Start = local(t, "2026-10-13T18:00")
	})
	var got []string
	for _, x := range ids(t, a, e.Series) {
		got = append(got, x.Starts().Format("01-02T15:04"))
	}
	if want := "10-13T16:00 10-20T16:00 10-27T17:00 11-03T17:00"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestSeries_HasRowsAYearAheadAndAJobWritesOn(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	e := held(t, a, a.Member(t, "Host"), func(p *events.Plan) {
		p.Rule = dates.Rule{Every: dates.Monthly, Until: local(t, "2028-06-15T00:00")}
	})
	if n := len(ids(t, a, e.Series)); n != 12 {
		t.Errorf("%d dates at first, want 12", n)
	}
	a.Clock.Shift(40 * 24 * time.Hour)
	for range 2 {
		check(t, a.Events.Extend(context.Background(), a))
	}
	if n := len(ids(t, a, e.Series)); n != 13 {
		t.Errorf("%d dates after forty days, want 13", n)
	}
	a.Clock.Shift(5 * 365 * 24 * time.Hour)
	check(t, a.Events.Extend(context.Background(), a))
	if n := len(ids(t, a, e.Series)); n != 25 {
		t.Errorf("%d dates in the end, want 25", n)
	}
}

func TestChange_OneDateIsAnException(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana := a.Member(t, "Host"), a.Member(t, "Ana")
	all := ids(t, a, held(t, a, host, weekly).Series)
	must[string](t)(a.Events.Reserve(a, ana, all[1].ID))
	p := must[events.Plan](t)(events.PlanOf(a, all[1]))
	p.Title, p.Start = "In the garden", local(t, "2026-06-23T19:00")
	must[*events.Event](t)(a.Events.Change(a, host, all[1].ID, events.One, p))
	after := ids(t, a, all[0].Series)
	if when(after) != "2026-06-15T18:00 2026-06-23T19:00 2026-06-29T18:00 2026-07-06T18:00" || after[1].Title != "In the garden" || after[2].Title != "Drawing evening" {
		t.Errorf("got %s; %s, %s", when(after), after[1].Title, after[2].Title)
	}
	if after[1].Sequence != 1 || after[0].Sequence != 0 || after[1].UID != all[1].UID {
		t.Errorf("sequence %d and %d, uid kept: %v", after[1].Sequence, after[0].Sequence, after[1].UID == all[1].UID)
	}
	if got := told(t, a, ana); len(got) != 1 || !strings.Contains(got[0], "moved") {
		t.Errorf("told %v", got)
	}
	p = must[events.Plan](t)(events.PlanOf(a, after[0]))
	p.Start = local(t, "2026-06-15T17:00")
	must[*events.Event](t)(a.Events.Change(a, host, after[0].ID, events.All, p))
	if got := when(ids(t, a, all[0].Series)); got != "2026-06-15T17:00 2026-06-23T19:00 2026-06-29T17:00 2026-07-06T17:00" {
		t.Errorf("the exception moved with the rest: %s", got)
	}
}

func TestChange_FollowingDatesBecomeASeriesOfTheirOwn(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana := a.Member(t, "Host"), a.Member(t, "Ana")
	all := ids(t, a, held(t, a, host, weekly).Series)
	must[string](t)(a.Events.Reserve(a, ana, all[2].ID))
	must[string](t)(a.Events.Reserve(a, ana, all[3].ID))
	p := must[events.Plan](t)(events.PlanOf(a, all[2]))
	p.Start, p.Capacity = local(t, "2026-06-30T18:00"), 5 // Tuesdays from now on
	p.Rule.Until = local(t, "2026-07-14T00:00")
	must[*events.Event](t)(a.Events.Change(a, host, all[2].ID, events.Following, p))
	later := must[*events.Event](t)(events.ByID(a, all[2].ID))
	if got := when(ids(t, a, all[0].Series)); got != "2026-06-15T18:00 2026-06-22T18:00" {
		t.Errorf("left behind: %s", got)
	}
	if got := when(ids(t, a, later.Series)); got != "2026-06-30T18:00 2026-07-07T18:00 2026-07-14T18:00" || later.Series == all[0].Series {
		t.Errorf("following: %s", got)
	}
	if got := must[string](t)(events.StateOf(a, all[3].ID, ana.Id)); got != "going" || len(told(t, a, ana)) != 1 {
		t.Errorf("the place is %q; told %v", got, told(t, a, ana))
	}
	check(t, a.Events.Extend(context.Background(), a))
	if n := len(ids(t, a, all[0].Series)); n != 2 {
		t.Errorf("the old series grew to %d", n)
	}
}

func TestChange_AShorterSeriesCallsOffTheRest(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana := a.Member(t, "Host"), a.Member(t, "Ana")
	all := ids(t, a, held(t, a, host, weekly).Series)
	must[string](t)(a.Events.Reserve(a, ana, all[3].ID))
	p := must[events.Plan](t)(events.PlanOf(a, all[0]))
	p.Rule.Until = local(t, "2026-06-29T00:00")
	must[*events.Event](t)(a.Events.Change(a, host, all[0].ID, events.All, p))
	if got := when(ids(t, a, all[0].Series)); got != "2026-06-15T18:00 2026-06-22T18:00 2026-06-29T18:00 (2026-07-06T18:00)" {
		t.Errorf("got %s", got)
	}
	if got := told(t, a, ana); len(got) != 1 || !strings.Contains(got[0], "called off") {
		t.Errorf("told %v", got)
	}
}

func TestChange_RaisedCapacityLetsPeopleMoveUp(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana, ben := a.Member(t, "Host"), a.Member(t, "Ana"), a.Member(t, "Ben")
	e := held(t, a, host, func(p *events.Plan) { p.Capacity = 1 })
	must[string](t)(a.Events.Reserve(a, ana, e.ID))
	must[string](t)(a.Events.Reserve(a, ben, e.ID))
	p := plan(t)
	must[*events.Event](t)(a.Events.Change(a, host, e.ID, events.One, p))
	if got := must[string](t)(events.StateOf(a, e.ID, ben.Id)); got != "going" || len(told(t, a, ana)) != 0 {
		t.Errorf("Ben is %q; Ana was told %v", got, told(t, a, ana))
	}
	if _, err := a.Events.Change(a, ana, e.ID, events.One, p); !fault.Is(err, fault.NotFound) {
		t.Errorf("a guest changed the event: %v", err)
	}
}

func TestCancel_OfASeriesTellsEachOnce(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana, steward := a.Member(t, "Host"), a.Member(t, "Ana"), a.Officer(t, "Stella", "steward")
	all := ids(t, a, held(t, a, host, weekly).Series)
	for _, e := range all[1:] {
		must[string](t)(a.Events.Reserve(a, ana, e.ID))
	}
	if err := a.Events.Cancel(a, ana, all[1].ID, events.All, ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("a guest called it off: %v", err)
	}
	a.As(t, steward).Submit(all[1].URL()+"/cancel", "form[action$='/cancel']", url.Values{"scope": {"following"}, "reason": {"No room."}}).Want(303)
	if got := when(ids(t, a, all[0].Series)); got != "2026-06-15T18:00 (2026-06-22T18:00) (2026-06-29T18:00) (2026-07-06T18:00)" {
		t.Errorf("got %s", got)
	}
	if got := told(t, a, ana); len(got) != 1 {
		t.Errorf("told %v, want once", got)
	}
	a.As(t, host).Get("/admin/audit").Want(200).Says("Drawing evening")
}
