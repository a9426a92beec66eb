package mentorship

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Close computes a round whose time is over, in one transaction: inputs, version, result, reasons and hidden pairs are
// all there or nothing is. Stewards are told that a result waits for them. A round that is still open for ranking or
// was closed before is fault.Conflict.
func (r *Room) Close(app core.App, id int64) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		round, err := RoundByID(tx, id)
		if err != nil {
			return err
		}
		if round.State != Open || now.Before(round.RankUntil()) {
			return fault.New(fault.Conflict, "This round cannot be closed now.")
		}
		if err := r.compute(tx, round, 1, now); err != nil {
			return err
		}
		_, err = tx.DB().Update("mentorship_rounds", dbx.Params{"state": Matched, "closed_at": stamp(now)}, dbx.HashExp{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("close round: %w", err)
		}
		stewards, err := members.HoldersOf(tx, "steward", now)
		if err != nil {
			return err
		}
		for _, p := range stewards {
			err := notices.Tell(tx, notices.News{To: p.Id, Kind: "office", Key: fmt.Sprintf("mentorship:%d:closed", id), Link: round.Link() + "/preview",
				Text: locale.Mark("A mentorship round is matched. Please look at the result and publish it.")})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// compute matches the people of a round and stores everything about it. The pairs stay hidden.
func (r *Room) compute(tx core.App, round *Round, number int, now time.Time) error {
	in, err := gather(tx, round, number > 1)
	if err != nil {
		return err
	}
	field, err := in.field()
	if err != nil {
		return err
	}
	lists := in.round(field)
	outcome, err := lists.Match()
	if err != nil {
		return fmt.Errorf("match round %d: %w", round.ID, err)
	}
	possible, unstable := outcome.Blocking()
	if len(unstable) > 0 {
		return fmt.Errorf("match round %d: %d pairs would rather have each other", round.ID, len(unstable))
	}
	public, err := lists.Mutual()
	if err != nil {
		return err
	}
	file, err := fileOf(public, io.Discard)
	if err != nil {
		return err
	}
	packed, err := in.pack()
	if err != nil {
		return err
	}
	result, err := json.Marshal(outcome)
	if err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	places, matched := 0, 0
	for _, m := range in.Mentors {
		places += m.Capacity
	}
	for _, j := range outcome.Mentor {
		if j != pairing.Nobody {
			matched++
		}
	}
	_, err = tx.DB().Insert("mentorship_runs", dbx.Params{"round": round.ID, "run": number, "version": pairing.Version, "input": packed,
		"file": file, "result": string(result), "mentees": len(in.Mentees), "mentors": len(in.Mentors), "places": places,
		"matched": matched, "possible": possible, "made_at": stamp(now)}).Execute()
	if err != nil {
		return fmt.Errorf("store run: %w", err)
	}
	if err := in.storeReasons(tx, round.ID, number, outcome); err != nil {
		return err
	}
	return in.storePairs(tx, round.ID, number, now, field, outcome)
}

// why is a stored reason. Of a long list only the first few are kept.
type why struct {
	Of     int        `json:"of"` // people on the own list
	Choice int        `json:"choice,omitempty"`
	Kept   []whyOther `json:"kept,omitempty"` // of a mentee one, of a mentor as many as places
	Passed []whyOther `json:"passed,omitempty"`
	More   int        `json:"more,omitempty"` // passed over beyond those
}

type whyOther struct {
	Person string      `json:"person"`
	Choice int         `json:"choice"`
	Why    pairing.Why `json:"why,omitempty"`
}

// told is how many passed-over people a reason names.
const told = 8

func (in *input) storeReasons(tx core.App, round int64, number int, o *pairing.Outcome) error {
	type row struct {
		Side   Side   `json:"side"`
		Person string `json:"person"`
		Why    string `json:"why"`
	}
	var rows []row
	passed := func(w *why, list []pairing.Passed, others []entrant) {
		for n, p := range list {
			if n == told {
				w.More = len(list) - told
				return
			}
			w.Passed = append(w.Passed, whyOther{others[p.Other].Person, p.Choice, p.Why})
		}
	}
	for i, e := range in.Mentees {
		c := o.OfMentee(i)
		w := why{Of: o.Listed(i), Choice: c.Choice}
		if c.Mentor != pairing.Nobody {
			w.Kept = []whyOther{{Person: in.Mentors[c.Mentor].Person, Choice: c.Choice}}
		}
		passed(&w, c.Passed, in.Mentors)
		rows = append(rows, row{Mentee, e.Person, encode(w)})
	}
	for j, m := range in.Mentors {
		c := o.OfMentor(j)
		w := why{Of: o.ListedBy(j)}
		for _, k := range c.Kept {
			w.Kept = append(w.Kept, whyOther{Person: in.Mentees[k.Mentee].Person, Choice: k.Choice})
		}
		passed(&w, c.Passed, in.Mentees)
		rows = append(rows, row{Mentor, m.Person, encode(w)})
	}
	_, err := tx.DB().NewQuery(`INSERT INTO mentorship_reasons (round, run, side, person, why)
		SELECT {:round}, {:run}, value ->> 'side', value ->> 'person', value ->> 'why' FROM json_each({:rows})`).
		Bind(dbx.Params{"round": round, "run": number, "rows": encode(append([]row{}, rows...))}).Execute()
	if err != nil {
		return fmt.Errorf("store reasons: %w", err)
	}
	return nil
}

// Fit is what a pair has in common, as its pages say it.
type Fit struct {
	Skills   []string `json:"skills"` // in the mentee's words
	Goals    []string `json:"goals"`
	Minutes  int      `json:"minutes"`
	Language string   `json:"language"`
	Level    int      `json:"level"`
}

func (in *input) storePairs(tx core.App, round int64, number int, now time.Time, f *pairing.Field, o *pairing.Outcome) error {
	type row struct {
		ID     string `json:"id"`
		Mentee string `json:"mentee"`
		Mentor string `json:"mentor"`
		Fit    string `json:"fit"`
	}
	rows := []row{}
	for i, j := range o.Mentor {
		if j == pairing.Nobody {
			continue
		}
		fit, _, _, _ := f.Pair(i, int(j))
		mentee, mentor := &in.Mentees[i], &in.Mentors[j]
		rows = append(rows, row{newID(), mentee.Person, mentor.Person, encode(fitOf(mentee, mentor, fit))})
	}
	_, err := tx.DB().NewQuery(`INSERT INTO mentorship_pairs (id, round, run, mentee, mentor, state, fit, made_at)
		SELECT value ->> 'id', {:round}, {:run}, value ->> 'mentee', value ->> 'mentor', 'hidden', value ->> 'fit', {:now}
		FROM json_each({:rows})`).Bind(dbx.Params{"round": round, "run": number, "now": stamp(now), "rows": encode(rows)}).Execute()
	if err != nil {
		return fmt.Errorf("store pairs: %w", err)
	}
	return nil
}

// fitOf puts what two people have in common into words.
func fitOf(mentee, mentor *entrant, fit pairing.Fit) Fit {
	out := Fit{Skills: []string{}, Goals: []string{}, Minutes: fit.Minutes, Level: int(fit.Level)}
	offered, goals, spoken := map[string]bool{}, map[string]bool{}, map[string]pairing.Level{}
	for _, s := range mentor.Skills {
		offered[fold(s)] = true
	}
	for _, g := range mentor.Goals {
		goals[g] = true
	}
	for _, l := range mentor.Languages {
		spoken[l.Code] = levels[l.Level]
	}
	for _, s := range mentee.Skills {
		if offered[fold(s)] {
			out.Skills = append(out.Skills, s)
		}
	}
	for _, g := range mentee.Goals {
		if goals[g] {
			out.Goals = append(out.Goals, g)
		}
	}
	for _, l := range mentee.Languages {
		if out.Language == "" && fit.Level > 0 && min(spoken[l.Code], levels[l.Level]) == fit.Level {
			out.Language = l.Code
		}
	}
	return out
}
