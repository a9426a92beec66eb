package mentorship

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// input is everything a run depends on, as it was when it was computed.
type input struct {
	Terms   terms       `json:"terms"`
	Seed    string      `json:"seed"` // hex
	Mentees []entrant   `json:"mentees"`
	Mentors []entrant   `json:"mentors"`
	Apart   [][2]string `json:"apart"` // mentee and mentor, by code: blocked, or a pair that was given up
}

// entrant is one person in a run.
type entrant struct {
	Person    string            `json:"person"`
	Code      string            `json:"code"`
	Skills    []string          `json:"skills"`
	Goals     []string          `json:"goals"`
	Languages []profiles.Spoken `json:"languages"`
	Hours     []string          `json:"hours"`
	Zone      string            `json:"zone"`
	Capacity  int               `json:"capacity"` // places that are free
	Ranked    []string          `json:"ranked"`   // by code
	Never     []string          `json:"never"`    // by code
	Fill      bool              `json:"fill"`
}

// entrantRow is an entry with its card.
type entrantRow struct {
	cardRow
	Code  string `db:"code"`
	Ranks string `db:"ranked"`
	Never string `db:"never"`
	Fill  bool   `db:"fill"`
	Taken int    `db:"taken"`
}

// gather reads the people of a round as they are now: active members with their cards, mentors with the places that
// are left. From the second run on only mentees without a mentor are in it, and nobody who let a proposal lapse.
func gather(tx core.App, round *Round, again bool) (*input, error) {
	in := &input{Terms: decode[terms](round.TermsJSON), Seed: round.SeedHex}
	codes := map[Side]map[string]string{}
	rows := map[Side][]entrantRow{}
	for _, side := range []Side{Mentee, Mentor} {
		list, err := entrants(tx, round.ID, side, again)
		if err != nil {
			return nil, err
		}
		rows[side], codes[side] = list, map[string]string{}
		for _, r := range list {
			codes[side][r.Person] = r.Code
		}
	}
	coded := func(side Side, people []string) []string {
		list := []string{}
		for _, p := range people {
			if code, ok := codes[side][p]; ok {
				list = append(list, code)
			}
		}
		return list
	}
	for side, into := range map[Side]*[]entrant{Mentee: &in.Mentees, Mentor: &in.Mentors} {
		for _, r := range rows[side] {
			c := r.card()
			*into = append(*into, entrant{Person: r.Person, Code: r.Code, Skills: c.Skills, Goals: c.Goals, Languages: c.Languages,
				Hours: c.Hours, Zone: c.Zone, Capacity: max(0, c.Capacity-r.Taken), Ranked: coded(side.Other(), decode[[]string](r.Ranks)),
				Never: coded(side.Other(), decode[[]string](r.Never)), Fill: r.Fill})
		}
	}
	apart, err := apart(tx, round.ID)
	if err != nil {
		return nil, err
	}
	in.Apart = [][2]string{}
	for _, p := range apart {
		if e, ok := codes[Mentee][p.Mentee]; ok {
			if m, ok := codes[Mentor][p.Mentor]; ok {
				in.Apart = append(in.Apart, [2]string{e, m})
			}
		}
	}
	return in, nil
}

// finished is the condition under which pair p came to its end with feedback. Who parted without wants to be matched
// anew.
const finished = `p.state = 'ended' AND EXISTS (SELECT 1 FROM mentorship_feedback f WHERE f.pair = p.id)`

// entrants lists one side of a run in the order of codes. Taken counts a mentor's mentees, of other rounds as well.
func entrants(tx core.App, round int64, side Side, again bool) ([]entrantRow, error) {
	where := ""
	if again {
		where = ` AND NOT EXISTS (SELECT 1 FROM mentorship_pairs p WHERE p.round = e.round AND p.state = 'lapsed' AND p.` + string(side) +
			` = e.person AND p.` + string(side) + `_yes = 0)`
	}
	if side == Mentee {
		where += ` AND NOT EXISTS (SELECT 1 FROM mentorship_pairs p WHERE p.round = e.round AND p.mentee = e.person
			AND (p.state IN ('hidden', 'proposed', 'active') OR ` + finished + `))`
	}
	var list []entrantRow
	err := tx.DB().NewQuery(`SELECT c.*, e.code, e.ranked, e.never, e.fill,
			(SELECT count(*) FROM mentorship_pairs p WHERE p.mentor = e.person AND (p.state IN ('hidden', 'proposed', 'active')
				OR p.round = e.round AND ` + finished + `)) AS taken
		FROM mentorship_entries e JOIN mentorship_cards c ON c.person = e.person AND c.side = e.side
		JOIN users u ON u.id = e.person AND u.kind = 'member'
		WHERE e.round = {:round} AND e.side = {:side}` + where + ` ORDER BY e.code`).
		Bind(dbx.Params{"round": round, "side": string(side)}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list %ss of the round: %w", side, err)
	}
	return list, nil
}

type couple struct {
	Mentee string `db:"mentee"`
	Mentor string `db:"mentor"`
}

// apart lists who cannot be paired: a block either way, a pair of this round that was given up, or one that stands.
func apart(tx core.App, round int64) ([]couple, error) {
	var list []couple
	err := tx.DB().NewQuery(`SELECT person AS mentee, other AS mentor FROM mentorship_blocks
		UNION SELECT other, person FROM mentorship_blocks
		UNION SELECT mentee, mentor FROM mentorship_pairs WHERE round = {:round} OR state IN ('proposed', 'active')`).
		Bind(dbx.Params{"round": round}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list who stays apart: %w", err)
	}
	return list, nil
}

// field makes the people comparable.
func (in *input) field() (*pairing.Field, error) {
	seed, err := hex.DecodeString(in.Seed)
	if err != nil {
		return nil, fmt.Errorf("read seed: %w", err)
	}
	on, err := time.Parse(time.DateOnly, in.Terms.On)
	if err != nil {
		return nil, fmt.Errorf("read reference day: %w", err)
	}
	numbers := func(list []entrant) map[string]int32 {
		m := map[string]int32{}
		for k, e := range list {
			m[e.Code] = int32(k)
		}
		return m
	}
	mentees, mentors := numbers(in.Mentees), numbers(in.Mentors)
	return pairing.NewField(pairing.Terms{Weights: in.Terms.Weights, Least: in.Terms.Least, Plenty: in.Terms.Plenty, Seed: seed},
		people(in.Mentees, mentors, on), people(in.Mentors, mentees, on)), nil
}

// people are the entrants as pairing knows them; others numbers the other side.
func people(list []entrant, others map[string]int32, on time.Time) []pairing.Person {
	all := make([]pairing.Person, len(list))
	zones := map[string]*time.Location{}
	for k, e := range list {
		p := pairing.Person{ID: e.Code, Goals: e.Goals, Languages: map[string]pairing.Level{}, Capacity: e.Capacity, Fill: e.Fill}
		for _, s := range e.Skills {
			p.Skills = append(p.Skills, fold(s))
		}
		for _, l := range e.Languages {
			p.Languages[l.Code] = levels[l.Level]
		}
		if zones[e.Zone] == nil {
			zone, err := time.LoadLocation(e.Zone)
			if err != nil {
				zone = time.UTC // it was checked when it was typed; zone data may have changed since
			}
			zones[e.Zone] = zone
		}
		var spans []pairing.Span
		for _, h := range e.Hours {
			if s, ok := span(h); ok {
				spans = append(spans, s)
			}
		}
		p.Hours = pairing.Hours(spans, zones[e.Zone], on)
		for _, code := range e.Ranked {
			p.Ranked = append(p.Ranked, others[code])
		}
		for _, code := range e.Never {
			p.Never = append(p.Never, others[code])
		}
		all[k] = p
	}
	return all
}

// round makes the strict lists.
func (in *input) round(f *pairing.Field) *pairing.Round {
	mentees, mentors := map[string]int32{}, map[string]int32{}
	for k, e := range in.Mentees {
		mentees[e.Code] = int32(k)
	}
	for k, e := range in.Mentors {
		mentors[e.Code] = int32(k)
	}
	var blocked []pairing.Pair
	for _, p := range in.Apart {
		blocked = append(blocked, pairing.Pair{Mentee: mentees[p[0]], Mentor: mentors[p[1]]})
	}
	byID := map[string]int{} // the same person on both sides
	for k, e := range in.Mentees {
		byID[e.Person] = k
	}
	for k, e := range in.Mentors {
		if i, both := byID[e.Person]; both {
			blocked = append(blocked, pairing.Pair{Mentee: int32(i), Mentor: int32(k)})
		}
	}
	return f.Round(blocked)
}

// public is the match file of a run as it is published, by codes, without anything that tells a block.
func (in *input) public() (*pairing.Round, error) {
	f, err := in.field()
	if err != nil {
		return nil, err
	}
	return in.round(f).Mutual()
}

// fileOf writes the match file and returns its SHA-256.
func fileOf(public *pairing.Round, w io.Writer) (string, error) {
	sum := sha256.New()
	if err := public.Write(io.MultiWriter(w, sum)); err != nil {
		return "", fmt.Errorf("write match file: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// pack and unpack store the input of a run.
func (in *input) pack() ([]byte, error) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if err := json.NewEncoder(w).Encode(in); err != nil {
		return nil, fmt.Errorf("pack round: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("pack round: %w", err)
	}
	return b.Bytes(), nil
}

func unpack(raw []byte) (*input, error) {
	r, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("unpack round: %w", err)
	}
	in := &input{}
	if err := json.NewDecoder(r).Decode(in); err != nil {
		return nil, fmt.Errorf("unpack round: %w", err)
	}
	return in, nil
}

// prove checks a run against the inputs.
func (in *input) prove(run *Run) (Proof, error) {
	var proof Proof
	public, err := in.public()
	if err != nil {
		return proof, err
	}
	file, err := fileOf(public, io.Discard)
	if err != nil {
		return proof, err
	}
	proof.SameFile = file == run.File
	outcome, err := public.Match()
	if err != nil {
		return proof, err
	}
	result, err := json.Marshal(outcome)
	if err != nil {
		return proof, err
	}
	proof.SameResult = string(result) == run.Result
	possible, unstable := outcome.Blocking()
	proof.Possible, proof.Unstable = possible, len(unstable)
	return proof, nil
}
