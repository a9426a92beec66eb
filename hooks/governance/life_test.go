package governance_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/governance"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
)

func TestMotion_NeedsSecondsFromOthers(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	m, err := c.Governance.Move(c, c.people[0], yesNoWords)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Governance.Second(c, c.people[0], m.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the mover seconded: %v", err)
	}
	if m, err = c.Governance.Second(c, c.people[1], m.ID); err != nil || m.State != governance.Draft {
		t.Errorf("after one second: %+v, %v", m, err)
	}
	if _, err := c.Governance.Second(c, c.people[1], m.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("seconded twice: %v", err)
	}
	if m, err = c.Governance.Second(c, c.people[2], m.ID); err != nil || m.State != governance.Deliberation {
		t.Fatalf("after two seconds: %+v, %v", m, err)
	}
	if got := m.Opens().Sub(c.Clock.Now()); got != 14*day {
		t.Errorf("opens after %v, want 14 days", got)
	}
}

func TestMotion_TextFreezesBeforeVoting(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	m := c.seconded(yesNoWords)
	amend := func(title string) error {
		_, err := c.Governance.Amend(c, c.people[0], m.ID, title, yesNoWords.Body)
		return err
	}
	if err := amend("Shall we rent two rooms?"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Governance.Amend(c, c.people[1], m.ID, "Shall we buy it?", yesNoWords.Body); !fault.Is(err, fault.NotFound) {
		t.Errorf("somebody else amended: %v", err)
	}
	c.Clock.Set(m.Opens().Add(-2 * day))
	if err := amend("Shall we rent ten rooms?"); !fault.Is(err, fault.Conflict) {
		t.Errorf("amended two days before voting: %v", err)
	}
	texts, err := governance.Texts(c, m.ID)
	if err != nil || len(texts) != 2 || texts[1].Title != "Shall we rent two rooms?" {
		t.Errorf("texts %+v, %v", texts, err)
	}
}

func TestMotion_IsWithdrawnByItsMoverBeforeVotingOnly(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	m := c.seconded(feeWords)
	if _, err := c.Governance.Withdraw(c, c.people[1], m.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("withdrawn by another: %v", err)
	}
	if m, err := c.Governance.Withdraw(c, c.people[0], m.ID); err != nil || m.State != governance.Withdrawn {
		t.Fatalf("got %+v, %v", m, err)
	}
	// A withdrawn subject does not rest.
	m = c.opened(feeWords)
	if _, err := c.Governance.Withdraw(c, c.people[0], m.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("withdrawn while open: %v", err)
	}
}

func TestFeeVote_ChangesTheCommissionOnTheFirstOfAMonth(t *testing.T) {
	t.Parallel()
	c := found(t, 5, nil)
	var told []int64
	c.Governance.OnAdopted.BindFunc(func(e *governance.Adopted) error {
		told = append(told, e.Version.Int())
		return e.Next()
	})
	m := c.opened(feeWords)
	c.rates(m, 500, 500, 700, 550)
	m = c.closed(m)
	// Four values, 500 500 550 700: today's 600 clamped between 500 and 550.
	if m.State != governance.Enacted || *m.Value != 550 {
		t.Fatalf("got %s %v, want enacted 550", m.State, m.Value)
	}
	if want := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC); !m.Effective().Equal(want) {
		t.Errorf("closed %s, effective %s, want %s", m.ClosedOn(), m.Effective(), want)
	}
	if got := c.commission(m.Effective().Add(-time.Second)); got != 600 {
		t.Errorf("the day before: %d, want 600", got)
	}
	if got := c.commission(m.Effective()); got != 550 {
		t.Errorf("on its day: %d, want 550", got)
	}
	v, err := policies.At(c, policies.CommissionRate, m.Effective())
	if err != nil || v.MotionNumber() != m.ID {
		t.Errorf("version %+v, %v; want motion %d", v, err, m.ID)
	}
	if len(told) != 1 || told[0] != 550 {
		t.Errorf("listeners heard %v", told)
	}
	if err := governance.Verify(c); err != nil {
		t.Error(err)
	}
	if _, err := c.Governance.Move(c, c.people[0], feeWords); !fault.Is(err, fault.Conflict) {
		t.Errorf("moved again within the rest: %v", err)
	}
	c.Clock.Shift(90 * day)
	if _, err := c.Governance.Move(c, c.people[0], feeWords); err != nil {
		t.Errorf("moved after the rest: %v", err)
	}
}

func TestFeeVote_ALargeStepNeedsConfirming(t *testing.T) {
	t.Parallel()
	for _, confirmed := range []bool{true, false} {
		c := found(t, 3, nil)
		m := c.opened(feeWords)
		c.rates(m, 1000, 1000, 900)
		m = c.closed(m)
		if m.State != governance.Closed || m.Outcome != governance.Confirming {
			t.Fatalf("got %s %s, want closed for confirming", m.State, m.Outcome)
		}
		second := c.motion(m.ID + 1)
		if second.State != governance.Open || *second.Confirms != m.ID {
			t.Fatalf("second vote %+v", second)
		}
		c.cast(second, 0, say("yes"))
		c.cast(second, 1, say("yes"))
		third := "no"
		if confirmed {
			third = "yes"
		}
		c.cast(second, 2, say(third))
		if !confirmed {
			// 2 of 3 is exactly the qualified majority; one more member against makes it fail.
			continue
		}
		second = c.closed(second)
		m = c.motion(m.ID)
		if m.State != governance.Enacted || second.State != governance.Enacted || c.commission(m.Effective()) != 1000 {
			t.Errorf("confirmed: %s, %s, rate %d", m.State, second.State, c.commission(m.Effective()))
		}
	}
}

func TestFeeVote_ALargeStepThatIsNotConfirmedIsRejected(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	c.rates(m, 1000, 1000, 900)
	m = c.closed(m)
	second := c.motion(m.ID + 1)
	c.cast(second, 0, say("yes"))
	c.cast(second, 1, say("no"))
	second = c.closed(second)
	m = c.motion(m.ID)
	if m.State != governance.Rejected || m.Outcome != governance.NotConfirmed || second.State != governance.Rejected {
		t.Errorf("got %s %s, second %s", m.State, m.Outcome, second.State)
	}
	if got := c.commission(c.Clock.Now().AddDate(1, 0, 0)); got != 600 {
		t.Errorf("rate %d, want 600", got)
	}
}

func TestVote_WithoutQuorumIsRepeatedOnceWithTheLowerOne(t *testing.T) {
	t.Parallel()
	c := found(t, 5, nil) // 1/2 of 5 is 3; 1/4 is 2
	m := c.opened(feeWords)
	c.rates(m, 500, 500)
	m = c.closed(m)
	if m.State != governance.FailedQuorum || c.commission(c.Clock.Now().AddDate(1, 0, 0)) != 600 {
		t.Fatalf("got %s", m.State)
	}
	again, err := c.Governance.Repeat(c, c.people[3], m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Governance.Repeat(c, c.people[3], m.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("repeated twice: %v", err)
	}
	c.rates(again, 500, 500)
	again = c.closed(again)
	if again.State != governance.Enacted {
		t.Errorf("repeat is %s, want enacted", again.State)
	}
	if _, err := c.Governance.Repeat(c, c.people[3], again.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("repeated a repeat: %v", err)
	}
}

func TestVote_OpensAndClosesByItsDeadlinesAlone(t *testing.T) {
	t.Parallel()
	for name, look := range map[string]func(c *coop, m *governance.Motion) error{
		"read": func(c *coop, m *governance.Motion) error { return c.Governance.Settle(c) },
		"write": func(c *coop, m *governance.Motion) error {
			err := c.Governance.Cast(c, c.people[0], m.ID, rate(500), governance.NewTracker())
			if !fault.Is(err, fault.Conflict) {
				return errors.Join(errors.New("late ballot taken"), err)
			}
			return nil
		},
		"job": func(c *coop, m *governance.Motion) error { return c.Governance.Tick(c) },
		"ten at once": func(c *coop, m *governance.Motion) error {
			var all sync.WaitGroup
			errs := make([]error, 10)
			for i := range errs {
				all.Go(func() { errs[i] = c.Governance.Settle(c) })
			}
			all.Wait()
			return errors.Join(errs...)
		},
		"restart after downtime": func(c *coop, m *governance.Motion) error {
			c.Clock.Shift(40 * day)
			again := apptest.Open(t, c.DataDir(), c.Clock)
			c.App = again
			return nil
		},
	} {
		c := found(t, 4, nil)
		m := c.opened(feeWords)
		c.rates(m, 500, 500, 500)
		c.Clock.Set(m.Closes())
		if err := look(c, m); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		deadline := m.Closes()
		m = c.motion(m.ID)
		if m.State != governance.Enacted || !m.ClosedOn().Equal(deadline) {
			t.Errorf("%s: %s at %s, want enacted at %s", name, m.State, m.ClosedOn(), deadline)
		}
		if n := c.count("vote_records", nil); n != 1 {
			t.Errorf("%s: %d records, want 1", name, n)
		}
		if n := c.count("policies", dbx.HashExp{"enacted_by_kind": "motion"}); n != 1 {
			t.Errorf("%s: %d policy versions, want 1", name, n)
		}
	}
}

func TestVote_OpenedLateLastsItsWholePeriod(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.seconded(feeWords)
	c.Clock.Set(m.Opens().Add(5 * day))
	c.settle()
	m = c.motion(m.ID)
	if m.State != governance.Open || !m.Closes().Equal(c.Clock.Now().Add(7*day)) {
		t.Errorf("%s until %s, want 7 days from %s", m.State, m.Closes(), c.Clock.Now())
	}
}

func TestClose_AFailingListenerUndoesEverything(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	boom := errors.New("boom")
	fail := true
	c.Governance.OnAdopted.BindFunc(func(e *governance.Adopted) error {
		if fail {
			return boom
		}
		return e.Next()
	})
	m := c.opened(feeWords)
	c.rates(m, 500, 500, 500)
	before := c.count("notices", nil)
	c.Clock.Set(m.Closes())
	if err := c.Governance.Settle(c); !errors.Is(err, boom) {
		t.Fatalf("got %v", err)
	}
	for table, want := range map[string]int{"vote_records": 0, "ballots": 0, "ballots_sealed": 3, "notices": before} {
		if n := c.count(table, nil); n != want {
			t.Errorf("%s has %d rows, want %d", table, n, want)
		}
	}
	if got := c.motion(m.ID); got.State != governance.Open || c.commission(c.Clock.Now().AddDate(1, 0, 0)) != 600 {
		t.Errorf("motion is %s", got.State)
	}
	fail = false
	if m = c.closed(m); m.State != governance.Enacted {
		t.Errorf("after the listener was mended: %s", m.State)
	}
}

func TestReminders_GoOnlyToThoseWhoHaveNotVoted(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	m := c.opened(feeWords)
	c.rates(m, 500)
	reminders := func() map[string]int {
		var rows []struct {
			Person string `db:"person"`
			Key    string `db:"key"`
		}
		err := c.DB().Select("person", "key").From("notices").Where(dbx.Like("key", "reminder")).All(&rows)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]int{}
		for _, r := range rows {
			got[r.Person]++
		}
		return got
	}
	tick := func() {
		for range 2 {
			if err := c.Governance.Tick(c); err != nil {
				t.Fatal(err)
			}
		}
	}
	tick()
	if got := reminders(); len(got) != 0 {
		t.Fatalf("too early: %v", got)
	}
	c.Clock.Set(m.Closes().Add(-3 * day))
	tick()
	if got := reminders(); len(got) != 3 || got[c.people[0].Id] != 0 {
		t.Errorf("first round: %v", got)
	}
	c.cast(m, 1, rate(600))
	c.Clock.Set(m.Closes().Add(-1 * day))
	tick()
	if got := reminders(); got[c.people[1].Id] != 1 || got[c.people[2].Id] != 2 || got[c.people[3].Id] != 2 {
		t.Errorf("second round: %v", got)
	}
}

func TestResolution_CanBeMadeSecretOnDemand(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	m := c.seconded(yesNoWords)
	if m.IsSecret() {
		t.Fatal("secret from the start")
	}
	for _, p := range c.people[1:3] {
		var err error
		if m, err = c.Governance.DemandSecrecy(c, p, m.ID); err != nil {
			t.Fatal(err)
		}
	}
	if !m.IsSecret() {
		t.Error("still open after two demands")
	}
}
