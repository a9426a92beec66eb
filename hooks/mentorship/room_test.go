package mentorship_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship"
	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const day = 24 * time.Hour

// programme is a co-op with a round in which ana, bela and dora seek, and rosa and tom mentor.
type programme struct {
	*apptest.App
	who   map[string]*members.Person
	round *mentorship.Round
}

// card is what everybody says unless a test says otherwise.
func card(side mentorship.Side, skills ...string) mentorship.Card {
	return mentorship.Card{Side: side, Skills: skills, Goals: []string{"prices"}, Languages: []profiles.Spoken{{Code: "en", Level: "fluent"}},
		Hours: []string{"mon-18", "wed-18"}, Zone: "Europe/Berlin", Capacity: 1, Open: true}
}

func open(t *testing.T) *programme {
	t.Helper()
	p := &programme{App: apptest.New(t), who: map[string]*members.Person{}}
	p.who["steward"] = p.Officer(t, "Sol Steward", "steward")
	round, err := p.Mentorship.Begin(p, p.who["steward"])
	if err != nil {
		t.Fatal(err)
	}
	p.round = round
	for name, skills := range map[string][]string{"ana": {"Lettering"}, "bela": {"Law", "tax"}, "dora": {"Pricing"}} {
		p.enrol(t, name, card(mentorship.Mentee, skills...))
	}
	for name, skills := range map[string][]string{"rosa": {"lettering", "pricing"}, "tom": {"law"}} {
		p.enrol(t, name, card(mentorship.Mentor, skills...))
	}
	return p
}

func (p *programme) enrol(t *testing.T, name string, c mentorship.Card) {
	t.Helper()
	if p.who[name] == nil {
		p.who[name] = p.Member(t, strings.ToUpper(name[:1])+name[1:])
	}
	check(t, p.Mentorship.Describe(p, p.who[name], c, true))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// rank gives somebody's list and says whether the rest is filled in.
func (p *programme) rank(t *testing.T, name string, side mentorship.Side, fill bool, list ...string) {
	t.Helper()
	w := mentorship.Wishes{Fill: fill}
	for _, n := range list {
		w.Ranked = append(w.Ranked, p.who[n].Id)
	}
	check(t, p.Mentorship.Rank(p, p.who[name], side, w))
}

// close lets the clock close the round and has the steward publish it.
func (p *programme) close(t *testing.T) {
	t.Helper()
	p.Clock.Shift(21*day + time.Hour)
	check(t, p.Mentorship.Tick(p))
	check(t, p.Mentorship.Publish(p, p.who["steward"], p.round.ID))
}

// pairOf is somebody's newest pair that waits or runs.
func (p *programme) pairOf(t *testing.T, name string) *mentorship.Pair {
	t.Helper()
	list, err := mentorship.PairsOf(p, p.who[name].Id)
	check(t, err)
	for _, x := range list {
		if x.State == mentorship.Proposed || x.State == mentorship.Active {
			return x
		}
	}
	return nil
}

func (p *programme) partner(t *testing.T, name string) string {
	t.Helper()
	if x := p.pairOf(t, name); x != nil {
		return x.Partner(p.who[name].Id)
	}
	return ""
}

func TestRound_ClosesByTheClockAndPairsByRanking(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.rank(t, "ana", mentorship.Mentee, false, "rosa", "tom")
	p.rank(t, "dora", mentorship.Mentee, false, "rosa")
	p.rank(t, "rosa", mentorship.Mentor, false, "dora", "ana")
	p.rank(t, "tom", mentorship.Mentor, true, "ana")
	p.Clock.Shift(21 * day)
	check(t, p.Mentorship.Tick(p))
	check(t, p.Mentorship.Tick(p)) // nothing more
	ana := p.As(t, p.who["ana"])
	ana.Get(p.round.Link() + "/why").Want(http.StatusNotFound)
	ana.Get(p.round.Link() + "/1/match.json").Want(http.StatusNotFound)
	if x := p.pairOf(t, "dora"); x != nil {
		t.Fatal("a pair shows before it is published")
	}
	p.As(t, p.who["steward"]).Get(p.round.Link()+"/preview").Want(http.StatusOK).Says("Dora", "Rosa", "Pricing")
	check(t, p.Mentorship.Publish(p, p.who["steward"], p.round.ID))
	for name, want := range map[string]string{"dora": "Rosa", "ana": "Tom", "bela": "", "rosa": "Dora"} {
		if got := p.partner(t, name); got != want {
			t.Errorf("%s is with %q, want %q", name, got, want)
		}
	}
	ana.Get(p.round.Link()+"/why").Want(http.StatusOK).Says("Tom", "Choice 2 on your list.", "Rosa was filled by people they ranked higher.")
	p.As(t, p.who["bela"]).Get(p.round.Link()+"/why").Want(http.StatusOK).Says("Nobody this time", "waiting list")
	p.As(t, p.who["rosa"]).Get(p.round.Link()+"/why").Want(http.StatusOK).Says("Dora", "Choice 1 on your list.")
	ana.Get(p.round.Link()).Want(http.StatusOK).Says("Waiting list", "What would help", "Run 1", "Seed")
	ana.Get(p.round.Link()+"/proof").Want(http.StatusOK).Says("everything holds", "No two people would both rather have each other.")
}

func TestRound_ExportRecomputesToThePublishedResult(t *testing.T) {
	t.Parallel()
	p := open(t)
	check(t, p.Mentorship.Block(p, p.who["ana"], p.who["rosa"].Id))
	p.close(t)
	c := p.As(t, p.who["bela"])
	file := c.Get(p.round.Link() + "/1/match.json").Want(http.StatusOK)
	round, err := pairing.Read(strings.NewReader(file.Body))
	check(t, err)
	o, err := round.Match()
	check(t, err)
	got, err := json.Marshal(o)
	check(t, err)
	if want := strings.TrimSpace(c.Get(p.round.Link() + "/1/result.json").Want(http.StatusOK).Body); string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, who := range p.who {
		file.Hides(who.Id, who.Name())
	}
	if len(round.Blocked) > 0 {
		t.Error("the published file holds blocks")
	}
}

func TestRanking_ShowsNobodyAsLongAsNobodyIsThere(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	if _, err := a.Mentorship.Begin(a, nil); err != nil {
		t.Fatal(err)
	}
	for _, side := range []mentorship.Side{mentorship.Mentor, mentorship.Mentee} {
		who := a.Member(t, "Only "+string(side))
		check(t, a.Mentorship.Describe(a, who, card(side, "law"), true))
		if side == mentorship.Mentor {
			a.As(t, who).Get("/mentorship/rank/mentor").Want(http.StatusOK).Says("Nobody fits yet")
		} else {
			a.As(t, who).Get("/mentorship/rank/mentee").Want(http.StatusOK).Says("1 person fits", "Only mentor")
		}
	}
}

func TestRound_TheSeedIsCommittedAndShownAtTheClose(t *testing.T) {
	t.Parallel()
	p := open(t)
	c := p.As(t, p.who["ana"])
	c.Get(p.round.Link()).Want(http.StatusOK).Says(p.round.SeedHash).Hides(p.round.SeedHex)
	p.close(t)
	c.Get(p.round.Link()).Want(http.StatusOK).Says(p.round.SeedHash, p.round.SeedHex)
}

func TestRound_VacatedPlacesGoToASecondRun(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.rank(t, "rosa", mentorship.Mentor, true, "dora")
	p.rank(t, "tom", mentorship.Mentor, true, "bela")
	p.close(t)
	dora, bela := p.pairOf(t, "dora"), p.pairOf(t, "bela")
	check(t, p.Mentorship.Answer(p, p.who["rosa"], dora.ID, true))
	check(t, p.Mentorship.Answer(p, p.who["dora"], dora.ID, true))
	check(t, p.Mentorship.Answer(p, p.who["bela"], bela.ID, false))
	if err := p.Mentorship.Answer(p, p.who["tom"], bela.ID, true); !fault.Is(err, fault.Conflict) {
		t.Errorf("a declined pair is accepted: %v", err)
	}
	p.Clock.Shift(7 * day)
	check(t, p.Mentorship.Tick(p))
	if got := p.partner(t, "ana"); got != "Tom" {
		t.Errorf("ana is with %q in the second run", got)
	}
	if got := p.partner(t, "bela"); got != "" {
		t.Errorf("bela is with %q again", got)
	}
	runs, err := mentorship.Runs(p, p.round.ID)
	check(t, err)
	if len(runs) != 2 || runs[1].Places != 1 || runs[1].Mentees != 2 {
		t.Errorf("%d runs, the second %+v", len(runs), runs[len(runs)-1])
	}
	for _, run := range runs {
		if proof, err := mentorship.Prove(p, run); err != nil || !proof.Holds() {
			t.Errorf("run %d: %+v, %v", run.Run, proof, err)
		}
	}
	ana := p.pairOf(t, "ana")
	check(t, p.Mentorship.Answer(p, p.who["ana"], ana.ID, true))
	p.Clock.Shift(7 * day)
	check(t, p.Mentorship.Tick(p)) // tom has not answered, so nothing is free for a third run
	if x := p.pairOf(t, "ana"); x != nil {
		t.Errorf("a pair that was not accepted is still %s", x.State)
	}
	p.As(t, p.who["ana"]).Get(ana.Link()).Want(http.StatusOK).Says("This mentorship did not begin.")
}

func TestRound_DeadlinesHoldWithoutTheJob(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.Clock.Shift(14 * day)
	late := p.Member(t, "Late")
	if err := p.Mentorship.Describe(p, late, card(mentorship.Mentee, "law"), true); !fault.Is(err, fault.Conflict) {
		t.Errorf("enrolled too late: %v", err)
	}
	p.rank(t, "ana", mentorship.Mentee, false, "tom")
	p.Clock.Shift(7 * day)
	if err := p.Mentorship.Rank(p, p.who["ana"], mentorship.Mentee, mentorship.Wishes{}); !fault.Is(err, fault.Conflict) {
		t.Errorf("ranked too late: %v", err)
	}
	if err := p.Mentorship.Publish(p, p.who["steward"], p.round.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("published before it was computed: %v", err)
	}
	if _, err := p.Mentorship.Begin(p, p.who["steward"]); !fault.Is(err, fault.Conflict) {
		t.Errorf("two rounds at once: %v", err)
	}
}

func TestRound_AFailingCloseLeavesNothing(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.Clock.Shift(21 * day)
	if _, err := p.NonconcurrentDB().NewQuery("CREATE TRIGGER stop BEFORE INSERT ON mentorship_pairs BEGIN SELECT RAISE(ABORT, 'stop'); END").Execute(); err != nil {
		t.Fatal(err)
	}
	if err := p.Mentorship.Close(p, p.round.ID); err == nil {
		t.Fatal("closed")
	}
	for _, table := range []string{"mentorship_runs", "mentorship_reasons", "mentorship_pairs", "mentorship_rounds WHERE state <> 'open'"} {
		var n int
		if err := p.DB().NewQuery("SELECT count(*) FROM " + table).Row(&n); err != nil || n != 0 {
			t.Errorf("%s holds %d rows (%v)", table, n, err)
		}
	}
}

func TestRound_TheNextOpensByThePolicy(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.close(t)
	p.Clock.Set(p.round.Opens().Add(181 * day))
	check(t, p.Mentorship.Tick(p))
	if _, err := mentorship.OpenRound(p); !fault.Is(err, fault.NotFound) {
		t.Errorf("a round opened too early: %v", err)
	}
	p.Clock.Shift(day)
	check(t, p.Mentorship.Tick(p))
	if _, err := mentorship.OpenRound(p); err != nil {
		t.Error(err)
	}
}

// Whoever changes what they say may change the others' result only through the lists: those of others stay as they are.
func TestRound_TheResultIsTheSameForTheSameInput(t *testing.T) {
	t.Parallel()
	var files []string
	p := open(t)
	p.Clock.Shift(21 * day)
	for range 2 { // computed twice in transactions that are given up, and once for good
		_ = p.RunInTransaction(func(tx core.App) error {
			if err := p.Mentorship.Close(tx, p.round.ID); err != nil {
				return err
			}
			files = append(files, fileHash(t, tx, p.round.ID))
			return fmt.Errorf("given up")
		})
	}
	check(t, p.Mentorship.Close(p, p.round.ID))
	files = append(files, fileHash(t, p, p.round.ID))
	if files[0] != files[1] || files[1] != files[2] {
		t.Errorf("three computations give %v", files)
	}
}

func fileHash(t *testing.T, app core.App, round int64) string {
	t.Helper()
	var hash string
	if err := app.DB().Select("file").From("mentorship_runs").Where(dbx.HashExp{"round": round, "run": 1}).Row(&hash); err != nil {
		t.Fatal(err)
	}
	return hash
}
