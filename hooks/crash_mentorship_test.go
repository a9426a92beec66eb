package hooks_test

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"cooperage/hooks"
	"cooperage/hooks/apptest"
	"cooperage/hooks/clock"
	"cooperage/hooks/mentorship"

	"github.com/pocketbase/dbx"
)

const (
	closings      = 8
	crowdMentees  = 1200
	crowdMentors  = 240
	roundIsClosed = "SELECT count(*) FROM mentorship_rounds WHERE state = 'matched' AND closed_at <> ''"
	jobHasBegun   = "SELECT count(*) FROM job_runs WHERE name = 'mentorship'"
)

// TestKill_AMentorshipRoundIsClosedWholeOrNotAtAll kills the serving program while its job closes a round whose time
// is over, at moments spread over the closing, until one is left in
// peace.
func TestKill_AMentorshipRoundIsClosedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	a.Clock.Set(time.Now().Add(-22 * 24 * time.Hour)) // the round is over in the time of the program under test
	a.Officer(t, "Sol Steward", "steward")
	round, err := a.Mentorship.Begin(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	a.Crowd(t, round.ID, crowdMentees, crowdMentors)

	data := snapshot(t, a)
	took := closeRound(t, data, 0)
	whole(t, data, true)
	data, cut := snapshot(t, a), 0
	for k := range closings {
		// Most of the time goes into computing; what is written is written in the second half.
		part := 0.4 + 0.7*(float64(k)+rand.Float64())/closings
		closeRound(t, data, time.Duration(part*float64(took)))
		if whole(t, data, false) {
			data = snapshot(t, a)
			continue
		}
		cut++
	}
	closeRound(t, data, 0)
	whole(t, data, true)
	now := clock.New()
	app := apptest.Open(t, data, now)
	run, err := mentorship.LastRun(app, round.ID)
	if err != nil {
		t.Fatal(err)
	}
	if proof, err := mentorship.Prove(app, run); err != nil || !proof.Holds() {
		t.Errorf("the result that was left: %+v, %v", proof, err)
	}
	t.Logf("a closing takes %s; %d of %d were cut off", took, cut, closings)
}

// closeRound runs the program on the folder and kills it so long after its job has begun, or with 0 as soon as
// anything of a result is to be seen. It returns how long that took.
func closeRound(t *testing.T, data string, after time.Duration) time.Duration {
	t.Helper()
	db := database(t, data)
	defer db.Close()
	// A slot is tried a few times only; each life here is to try at once, without waiting for the next minute.
	if _, err := db.NewQuery("DELETE FROM job_runs").Execute(); err != nil {
		t.Fatal(err)
	}
	p := start(t, data)
	await(t, db, jobHasBegun)
	begun := time.Now()
	if after == 0 {
		await(t, db, "SELECT count(*) FROM mentorship_runs")
	} else {
		<-time.After(after)
	}
	p.kill()
	return time.Since(begun)
}

func database(t *testing.T, data string) *dbx.DB {
	t.Helper()
	db, err := hooks.Connect(filepath.Join(data, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// await asks until the count is not zero any more.
func await(t *testing.T, db *dbx.DB, query string) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(20 * time.Second); count(t, db, query) == 0; <-tick.C {
		if time.Now().After(end) {
			t.Fatalf("never came true: %s", query)
		}
	}
}

func count(t *testing.T, db *dbx.DB, query string) (n int) {
	t.Helper()
	if err := db.NewQuery(query).Row(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// whole reports whether the folder's round has its result, and fails the test when it has a part of one, or has none
// although it must.
func whole(t *testing.T, data string, must bool) bool {
	t.Helper()
	db := database(t, data)
	defer db.Close()
	closed := count(t, db, roundIsClosed)
	if must && closed != 1 {
		t.Errorf("%d closed rounds, want one", closed)
	}
	for _, c := range []struct {
		what, query string
		want        int // of a closed round; of an open one 0
	}{
		{"runs with inputs, version and match file", "SELECT count(*) FROM mentorship_runs WHERE run = 1 AND length(input) > 0 AND version > 0 AND length(file) = 64", 1},
		{"runs", "SELECT count(*) FROM mentorship_runs", 1},
		{"mentees in the result", "SELECT count(*) FROM mentorship_runs r, json_each(r.result, '$.matches')", crowdMentees},
		{"mentees with a reason", "SELECT count(*) FROM mentorship_reasons WHERE side = 'mentee'", crowdMentees},
		{"mentors with a reason", "SELECT count(*) FROM mentorship_reasons WHERE side = 'mentor'", crowdMentors},
		{"pairs other than the result's", `SELECT abs((SELECT count(*) FROM mentorship_pairs WHERE state = 'hidden' AND run = 1)
			- (SELECT coalesce(sum(matched), 0) FROM mentorship_runs))`, 0},
		{"notices to the steward", "SELECT count(*) FROM notices WHERE key LIKE 'mentorship:%:closed'", 1},
		{"mails to the steward", "SELECT count(*) FROM outbox WHERE key LIKE '%mentorship:%:closed'", 1},
	} {
		if n := count(t, db, c.query); n != c.want*closed {
			t.Errorf("closed: %d, %s: %d", closed, c.what, n)
		}
	}
	return closed == 1
}
