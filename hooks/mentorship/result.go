package mentorship

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Run is one computation of a round, without its inputs.
type Run struct {
	Round    int64  `db:"round"`
	Run      int    `db:"run"`
	Version  int    `db:"version"`
	File     string `db:"file"` // SHA-256 of the match file
	Result   string `db:"result"`
	Mentees  int    `db:"mentees"`
	Mentors  int    `db:"mentors"`
	Places   int    `db:"places"`
	Matched  int    `db:"matched"`
	Possible int    `db:"possible"` // pairs in which each listed the other
	MadeAt   string `db:"made_at"`
}

// Made is when it was computed.
func (r *Run) Made() time.Time { return instant(r.MadeAt) }

const runColumns = "round, run, version, file, result, mentees, mentors, places, matched, possible, made_at"

// Runs returns the runs of a round, the first one first.
func Runs(app core.App, round int64) ([]*Run, error) {
	var list []*Run
	err := app.DB().NewQuery("SELECT " + runColumns + " FROM mentorship_runs WHERE round = {:r} ORDER BY run").Bind(dbx.Params{"r": round}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	return list, nil
}

// LastRun returns the newest run of a round, or fault.NotFound.
func LastRun(app core.App, round int64) (*Run, error) {
	list, err := Runs(app, round)
	if err == nil && len(list) == 0 {
		err = fault.Missing()
	}
	if err != nil {
		return nil, err
	}
	return list[len(list)-1], nil
}

// inputOf reads what a run was computed from, or fault.NotFound.
func inputOf(app core.App, round int64, number int) (*input, error) {
	var raw []byte
	err := app.ConcurrentDB().Select("input").From("mentorship_runs").Where(dbx.HashExp{"round": round, "run": number}).Row(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("read input of run: %w", err)
	}
	return unpack(raw)
}

// Proof is what the check of a published run found.
type Proof struct {
	SameFile   bool // the match file made from the stored inputs has the published hash
	SameResult bool // computing it again gives the published result
	Possible   int  // pairs in which each listed the other, all of them looked at
	Unstable   int  // of these, pairs who would both rather have each other: none
}

// Holds reports whether the result is what it should be.
func (p Proof) Holds() bool { return p.SameFile && p.SameResult && p.Unstable == 0 }

// Prove computes a run again from its stored inputs and checks its published result.
func Prove(app core.App, run *Run) (Proof, error) {
	in, err := inputOf(app, run.Round, run.Run)
	if err != nil {
		return Proof{}, err
	}
	return in.prove(run)
}

// reasonsOf returns why somebody has the result they have in each run they were in, the newest first.
func reasonsOf(app core.App, round int64, side Side, person string) ([]reasonRow, error) {
	var list []reasonRow
	err := app.DB().Select("run", "why").From("mentorship_reasons").
		Where(dbx.HashExp{"round": round, "side": string(side), "person": person}).OrderBy("run DESC").All(&list)
	if err != nil {
		return nil, fmt.Errorf("read reasons: %w", err)
	}
	return list, nil
}

type reasonRow struct {
	Run int    `db:"run"`
	Why string `db:"why"`
}

// Waiting counts the mentees of a round who have no mentor, and the places that are free.
func Waiting(app core.App, round *Round) (mentees, places int, err error) {
	in, err := gather(app, round, true)
	if err != nil {
		return 0, 0, err
	}
	for _, m := range in.Mentors {
		places += m.Capacity
	}
	return len(in.Mentees), places, nil
}

// began counts the pairs of a round that both accepted, those that have ended since included.
func began(app core.App, round int64) (n int, err error) {
	err = app.ConcurrentDB().Select("count(*)").From("mentorship_pairs").Where(dbx.HashExp{"round": round}).
		AndWhere(dbx.NewExp("begun_at <> ''")).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count pairs of round: %w", err)
	}
	return n, nil
}

// voices lists the closing feedback of a round, for stewards.
func voices(app core.App, round int64) ([]voice, error) {
	var list []voice
	err := app.ConcurrentDB().Select("u.name", "f.helped", "f.text").From("mentorship_feedback f").
		InnerJoin("mentorship_pairs p", dbx.NewExp("p.id = f.pair")).InnerJoin("users u", dbx.NewExp("u.id = f.author")).
		Where(dbx.HashExp{"p.round": round}).OrderBy("f.made_at DESC", "u.name").Limit(200).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list feedback: %w", err)
	}
	return list, nil
}
