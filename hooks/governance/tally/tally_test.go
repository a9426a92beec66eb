package tally

import (
	"encoding/json"
	"errors"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// values makes single ballots; below zero abstains.
func values(vs ...int64) []Ballot {
	var list []Ballot
	for _, v := range vs {
		b := Ballot{Count: 1}
		if v >= 0 {
			b.Value = &v
		}
		list = append(list, b)
	}
	return list
}

func choices(yes, no, abstain int64) []Ballot {
	var list []Ballot
	for _, c := range []struct {
		choice string
		n      int64
	}{{Yes, yes}, {No, no}, {Abstain, abstain}} {
		if c.n > 0 {
			list = append(list, Ballot{Count: c.n, Choice: c.choice})
		}
	}
	return list
}

func TestMedian_TheMiddleDecidesAndTheStatusQuoBreaksEvenCounts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		present int64
		ballots []Ballot
		want    int64
	}{
		"nobody voted":                {500, nil, 500},
		"all abstain":                 {500, values(-1, -1), 500},
		"one":                         {500, values(300), 300},
		"odd":                         {500, values(900, 300, 450), 450},
		"even, status quo between":    {500, values(300, 800), 500},
		"even, status quo below both": {100, values(300, 800), 300},
		"even, status quo above both": {900, values(300, 800), 800},
		"even, both equal":            {900, values(100, 400, 400, 800), 400},
		"abstaining does not weigh":   {500, values(300, -1, -1, -1, 300, 900), 300},
		"equal ballots as one":        {500, []Ballot{{Count: 3, Value: new(int64(700))}, {Count: 2, Value: new(int64(300))}}, 700},
	} {
		r, err := Count(Election{Method: Median, Present: c.present, Ballots: c.ballots})
		if err != nil || *r.Value != c.want {
			t.Errorf("%s: got %v, %v; want %d", name, r.Value, err, c.want)
		}
	}
}

func TestMajority_TiesFailAndThresholdsAreExact(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		yes, no, abstain, roll int64
		threshold              Fraction
		base                   Base
		want                   bool
	}{
		"more than half":                  {yes: 3, no: 2, want: true},
		"tie fails":                       {yes: 3, no: 3, want: false},
		"tie at 2/4 fails too":            {yes: 3, no: 3, threshold: Fraction{2, 4}, want: false},
		"abstaining does not weigh":       {yes: 2, no: 1, abstain: 90, want: true},
		"two thirds exactly":              {yes: 4, no: 2, threshold: Fraction{2, 3}, want: true},
		"just under two thirds":           {yes: 665, no: 335, threshold: Fraction{2, 3}, want: false},
		"half of the roll fails":          {yes: 5, roll: 10, base: Roll, want: false},
		"more than half of the roll":      {yes: 6, roll: 10, base: Roll, want: true},
		"two thirds of the roll":          {yes: 6, roll: 9, base: Roll, threshold: Fraction{2, 3}, want: true},
		"all of the roll":                 {yes: 9, roll: 9, base: Roll, threshold: Fraction{1, 1}, want: true},
		"nobody for or against":           {abstain: 4, threshold: Fraction{2, 3}, want: false},
		"nobody at all":                   {want: false},
		"large numbers do not overflow":   {yes: 600_000_000_000, no: 300_000_000_000, threshold: Fraction{2, 3}, want: true},
		"large numbers, one vote missing": {yes: 599_999_999_999, no: 300_000_000_001, threshold: Fraction{2, 3}, want: false},
	} {
		e := Election{Method: Majority, Roll: c.roll, Threshold: c.threshold, Base: c.base, Ballots: choices(c.yes, c.no, c.abstain)}
		r, err := Count(e)
		if err != nil || r.Passes != c.want {
			t.Errorf("%s: got %v, %v; want %v", name, r.Passes, err, c.want)
			continue
		}
		want := []string{No}
		if c.want {
			want = []string{Yes}
		}
		if !slices.Equal(r.Winners, want) {
			t.Errorf("%s: winners %v, want %v", name, r.Winners, want)
		}
	}
}

func TestQuorum_IsExactAndCountsAbstaining(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cast, roll int64
		quorum     Fraction
		want       bool
	}{
		"exactly":            {5, 10, Fraction{1, 2}, true},
		"one short of half":  {5, 11, Fraction{1, 2}, false},
		"a third of ten":     {3, 10, Fraction{1, 3}, false},
		"four is above":      {4, 10, Fraction{1, 3}, true},
		"none needed":        {0, 10, Fraction{0, 1}, true},
		"no quorum given":    {0, 10, Fraction{}, true},
		"everyone":           {10, 10, Fraction{1, 1}, true},
		"everyone save one":  {9, 10, Fraction{1, 1}, false},
		"one of a small few": {1, 3, Fraction{1, 5}, true},
	} {
		r, err := Count(Election{Method: Majority, Roll: c.roll, Quorum: c.quorum, Ballots: choices(0, 0, c.cast)})
		if err != nil || r.QuorumMet != c.want {
			t.Errorf("%s: got %v, %v; want %v", name, r.QuorumMet, err, c.want)
		}
	}
	r, err := Count(Election{Method: Majority, Roll: 10, Quorum: half, Ballots: choices(4, 0, 0)})
	if err != nil || r.Passes {
		t.Errorf("without the quorum: passes %v, %v", r.Passes, err)
	}
}

func TestCount_RefusesAndSaysWhere(t *testing.T) {
	t.Parallel()
	for where, e := range map[string]Election{
		"method":           {Method: "coin"},
		"roll":             {Method: Median, Quorum: half},
		"quorum":           {Method: Median, Roll: 3, Quorum: Fraction{3, 2}},
		"threshold":        {Method: Majority, Threshold: Fraction{1, 3}},
		"base":             {Method: Majority, Base: "all"},
		"options":          {Method: Median, Options: []string{"a"}},
		"min":              {Method: Median, Grid: 25, Min: 9, Max: 3},
		"grid":             {Method: Median, Grid: -1},
		"ballots":          {Method: Median, Roll: 1, Ballots: values(1, 2)},
		"ballots[1]":       {Method: Median, Grid: 25, Max: 100, Ballots: values(25, 30)},
		"ballots[0]":       {Method: Majority, Ballots: []Ballot{{Count: 1, Choice: "maybe"}}},
		"ballots[0].count": {Method: Majority, Ballots: []Ballot{{Count: 0, Choice: Yes}}},
		"ballots[1].count": {Method: Majority, Ballots: []Ballot{{Count: mostBallots, Choice: Yes}, {Count: 1, Choice: Yes}}},
	} {
		_, err := Count(e)
		if b, ok := errors.AsType[*BadInput](err); !ok || b.Where != where {
			t.Errorf("%s: got %v", where, err)
		}
	}
}

func TestElection_IsExportedInTheAgreedForm(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]Election{
		`{"method":"median","status_quo":450,"roll":3,"quorum":"1/5","grid":25,"min":0,"max":1500,"ballots":[{"tracker":"a","count":1,"value":500},{"count":1,"value":null}]}`: {
			Method: Median, Present: 450, Roll: 3, Quorum: Fraction{1, 5}, Grid: 25, Max: 1500,
			Ballots: []Ballot{{Tracker: "a", Count: 1, Value: new(int64(500))}, {Count: 1}}},
		`{"method":"majority","options":["yes","no","abstain"],"threshold":"2/3","base":"votes","ballots":[{"voter":"M001","count":1,"choice":"yes"}]}`: {
			Method: Majority, Options: []string{Yes, No, Abstain}, Threshold: Fraction{2, 3}, Base: Votes,
			Ballots: []Ballot{{Voter: "M001", Count: 1, Choice: Yes}}},
	} {
		got, err := json.Marshal(e)
		if err != nil || string(got) != want {
			t.Errorf("got %s, %v\nwant %s", got, err, want)
		}
	}
}

// The median's promise: no other value would be preferred to it by more than half of those who named one,
// and neither the order of ballots nor how equal ones are bundled matters.
func TestMedian_Properties(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		vs := rapid.SliceOfN(rapid.Int64Range(-1, 20), 0, 40).Draw(t, "values")
		present := rapid.Int64Range(0, 20).Draw(t, "present")
		e := Election{Method: Median, Present: present, Ballots: values(vs...)}
		r, err := Count(e)
		if err != nil {
			t.Fatal(err)
		}
		m := *r.Value
		below, above, n := 0, 0, 0
		for _, v := range vs {
			if v < 0 {
				continue
			}
			n++
			if v < m {
				below++
			}
			if v > m {
				above++
			}
		}
		if 2*below > n || 2*above > n {
			t.Errorf("%d below and %d above of %d", below, above, n)
		}
		shuffled := slices.Clone(e.Ballots)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		again, err := Count(Election{Method: Median, Present: present, Ballots: shuffled})
		if err != nil || *again.Value != m {
			t.Errorf("shuffled: %v, %v; want %d", again.Value, err, m)
		}
		// A voter who moves away from the middle cannot pull it nearer to what they named before.
		if len(vs) == 0 || vs[0] < 0 {
			return
		}
		moved := slices.Clone(vs)
		moved[0] = rapid.Int64Range(0, 20).Draw(t, "instead")
		other, err := Count(Election{Method: Median, Present: present, Ballots: values(moved...)})
		if err != nil || distance(*other.Value, vs[0]) < distance(m, vs[0]) {
			t.Errorf("naming %d instead of %d moved the middle from %d to %d", moved[0], vs[0], m, *other.Value)
		}
	})
}

func distance(a, b int64) int64 { return max(a-b, b-a) }

func TestAtLeast_EqualsExactFractions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Int64Range(0, mostBallots).Draw(t, "part")
		whole := rapid.Int64Range(0, mostBallots).Draw(t, "whole")
		den := rapid.Int64Range(1, mostBallots).Draw(t, "den")
		f := Fraction{rapid.Int64Range(0, den).Draw(t, "num"), den}
		share := new(big.Rat).Mul(big.NewRat(f.Num, f.Den), new(big.Rat).SetInt64(whole))
		want := new(big.Rat).SetInt64(part).Cmp(share)
		if AtLeast(part, whole, f) != (want >= 0) || MoreThan(part, whole, f) != (want > 0) {
			t.Errorf("%d of %d against %s: want %d", part, whole, f, want)
		}
		least := f.Of(whole)
		if !AtLeast(least, whole, f) || least > 0 && AtLeast(least-1, whole, f) {
			t.Errorf("least number for %s of %d: %d", f, whole, least)
		}
	})
}

func BenchmarkMedian_Million(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	list := make([]Ballot, 1_000_000)
	for i := range list {
		list[i] = Ballot{Count: 1, Value: new(int64(rng.IntN(60) * 25))}
	}
	for b.Loop() {
		if _, err := Count(Election{Method: Median, Present: 500, Ballots: list}); err != nil {
			b.Fatal(err)
		}
	}
}
