package e2e

import (
	"fmt"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/governance"
	"cooperage/hooks/members"

	"github.com/chromedp/chromedp/kb"
)

// assembly is a co-op with a motion in every state; ids are by the state's name.
type assembly struct {
	*apptest.App
	people []*members.Person
	ids    map[string]int64
}

func assemble(t *testing.T) *assembly {
	t.Helper()
	a := &assembly{App: apptest.New(t), ids: map[string]int64{}}
	for _, name := range []string{"Amara Osei", "Samir Haddad", "Noor Jansen", "Lena Brandt", "Pavel Ruzicka"} {
		a.people = append(a.people, a.Member(t, name))
	}
	rates := func(values ...int64) func(*governance.Motion) {
		return func(m *governance.Motion) {
			for i, v := range values {
				a.cast(t, m, i, governance.Choice{Value: &v})
			}
		}
	}
	words := func(values ...string) func(*governance.Motion) {
		return func(m *governance.Motion) {
			for i, v := range values {
				a.cast(t, m, i, governance.Choice{Choice: v})
			}
		}
	}
	fee := governance.Words{Kind: governance.FeeLevel, Title: "Commission for 2027", Body: "Which share of each order shall the co-op keep? It pays for the **reserve**."}
	room := governance.Words{Kind: governance.Resolution, Majority: governance.Qualified, Title: "Shall we rent a room in town?", Body: "A room for workshops, paid from the reserve:\n\n- six desks\n- a darkroom"}
	a.decided(t, "few", room, words("yes"))
	a.decided(t, "refused", room, words("yes", "no", "abstain"))
	a.decided(t, "odd", fee, rates(500, 525, 700))
	a.Clock.Shift(91 * 24 * time.Hour)
	a.decided(t, "even", fee, rates(400, 500, 600, 700))
	a.Clock.Shift(91 * 24 * time.Hour)
	a.decided(t, "leap", fee, rates(1200, 1200, 1300))
	a.ids["confirming"] = a.ids["leap"] + 1
	a.ids["draft"] = a.move(t, room).ID
	talked := a.second(t, a.move(t, room))
	a.ids["talked over"] = talked.ID
	if _, err := a.Governance.Amend(a, a.people[0], talked.ID, "Shall we rent two rooms?", "Two rooms for workshops, paid from the reserve."); err != nil {
		t.Fatal(err)
	}
	for i, stance := range []string{"for", "against", ""} {
		if err := a.Governance.Say(a, a.people[i], talked.ID, stance, "It pays **itself** in a year.", fmt.Sprintf("once-%020d", i)); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func (a *assembly) move(t *testing.T, w governance.Words) *governance.Motion {
	t.Helper()
	m, err := a.Governance.Move(a, a.people[0], w)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (a *assembly) second(t *testing.T, m *governance.Motion) *governance.Motion {
	t.Helper()
	for _, p := range a.people[1:3] {
		var err error
		if m, err = a.Governance.Second(a, p, m.ID); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// opened brings a motion to its vote.
func (a *assembly) opened(t *testing.T, w governance.Words) *governance.Motion {
	t.Helper()
	m := a.second(t, a.move(t, w))
	a.Clock.Set(m.Opens())
	if err := a.Governance.Settle(a); err != nil {
		t.Fatal(err)
	}
	m, err := governance.ByID(a, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// decided brings a motion through its vote.
func (a *assembly) decided(t *testing.T, name string, w governance.Words, vote func(*governance.Motion)) {
	t.Helper()
	m := a.opened(t, w)
	a.ids[name] = m.ID
	vote(m)
	a.Clock.Set(m.Closes())
	if err := a.Governance.Settle(a); err != nil {
		t.Fatal(err)
	}
}

func (a *assembly) cast(t *testing.T, m *governance.Motion, who int, c governance.Choice) {
	t.Helper()
	if err := a.Governance.Cast(a, a.people[who], m.ID, c, governance.NewTracker()); err != nil {
		t.Fatal(err)
	}
}

func TestVotes_EveryStateIsFitInEveryLook(t *testing.T) {
	t.Parallel()
	a := assemble(t)
	server := Serve(t, a.App)
	pages := []string{"/votes", "/votes/new", "/rules", fmt.Sprintf("/votes/%d/amend", a.ids["talked over"]), fmt.Sprintf("/votes/%d/withdraw", a.ids["draft"])}
	for _, id := range a.ids {
		pages = append(pages, fmt.Sprintf("/votes/%d", id))
	}
	tab := server.OpenAs(t, Look{}, a.people[0])
	for _, path := range pages {
		tab.Survey(path, 200, `document.querySelectorAll("main details").forEach((x) => { x.open = true; })`) // what is folded away must be fit too
	}
}

func TestVotes_ABallotIsCastByKeyboardAlone(t *testing.T) {
	t.Parallel()
	a := assemble(t)
	a.Clock.Shift(91 * 24 * time.Hour)
	m := a.opened(t, governance.Words{Kind: governance.FeeLevel, Title: "Commission once more", Body: "Which share of each order shall the co-op keep?"})
	tab := Serve(t, a.App).OpenAs(t, Look{Width: 320}, a.people[1])
	tab.Visit(fmt.Sprintf("/votes/%d", m.ID))
	first := eval[string](tab, `document.querySelector("#ballot output").textContent`)
	if form := eval[string](tab, `document.querySelector("#ballot [name=tracker]").value`); form != first || len(first) != 19 {
		t.Errorf("the tracker shown is %q, the one sent %q", first, form)
	}
	tab.TabTo("#ballot [name=choice]").Key(" ").Key(kb.ArrowDown)
	chosen := tab.Value("choice")
	tab.TabTo("#ballot .acts button")
	tab.Key(kb.Enter).WaitFor(`document.querySelector("h1")?.textContent === "Your ballot is in"`).Says(first).Fit()
	a.Clock.Set(m.Closes())
	if err := a.Governance.Settle(a); err != nil {
		t.Fatal(err)
	}
	list, err := governance.PublishedBallots(a, m.ID)
	if err != nil || len(list) != 1 || list[0].Name != first || list[0].Said != `{"value":`+chosen+`}` {
		t.Errorf("counted %+v, %v; want %s under %s", list, err, chosen, first)
	}
}
