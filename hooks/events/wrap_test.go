package events_test

import (
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/events"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
)

func TestWrap_WhoCameHasLearned(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	host, ana, ben, cleo := a.Member(t, "Host"), a.Member(t, "Ana"), a.Member(t, "Ben"), a.Member(t, "Cleo")
	e := held(t, a, host, nil)
	for _, p := range []*members.Person{ana, ben, cleo} {
		must[string](t)(a.Events.Reserve(a, p, e.ID))
	}
	after := events.After{Notes: "We drew *shells*.", Recording: "https://video.example/1", Came: []string{ana.Id, cleo.Id}}
	if err := a.Events.Wrap(a, host, e.ID, after); !fault.Is(err, fault.Conflict) {
		t.Errorf("written before it began: %v", err)
	}
	a.Clock.Set(e.Ends())
	check(t, a.Events.Wrap(a, host, e.ID, after))
	if got := must[[]events.Learned](t)(events.LearnedBy(a, ana.Id)); len(got) != 1 || got[0].Skill != "pencil drawing" {
		t.Errorf("Ana learned %v", got)
	}
	for _, p := range []*members.Person{ben, cleo} { // absent, and only waiting
		if got := must[[]events.Learned](t)(events.LearnedBy(a, p.Id)); len(got) != 0 {
			t.Errorf("%s learned %v", p.Name(), got)
		}
	}
	if len(must[[]events.Together](t)(events.Attended(a, ana.Id, host.Id))) != 1 || len(must[[]events.Together](t)(events.Attended(a, ana.Id, ben.Id))) != 0 {
		t.Error("who was there together is wrong")
	}
	a.As(t, ben).Get(e.URL()).Want(200).Says("We drew shells.", "Recording, at video.example")
}

func TestLeave_WhenThePromotionCannotBeToldNothingChanges(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ana, ben := a.Member(t, "Ana"), a.Member(t, "Ben")
	e := held(t, a, a.Member(t, "Host"), func(p *events.Plan) { p.Capacity = 1 })
	must[string](t)(a.Events.Reserve(a, ana, e.ID))
	must[string](t)(a.Events.Reserve(a, ben, e.ID))
	_, err := a.NonconcurrentDB().NewQuery("CREATE TRIGGER deaf BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no'); END").Execute()
	check(t, err)
	if err := a.Events.Leave(a, ana, e.ID); err == nil {
		t.Fatal("the place was given up")
	}
	for p, want := range map[*members.Person]string{ana: "going", ben: "waiting"} {
		if got := must[string](t)(events.StateOf(a, e.ID, p.Id)); got != want {
			t.Errorf("%s: %q, want %q", p.Name(), got, want)
		}
	}
}
