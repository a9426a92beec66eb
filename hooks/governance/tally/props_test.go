package tally

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// everyMethod are the methods among options.
var everyMethod = []Method{Schulze, ScottishSTV, Approval, Score, STAR, MajorityJudgment, RankedPairs, Minimax, Borda, IRV}

// drawRanked draws an election with equal ranks, short ballots, blank ones and ties in plenty.
func drawRanked(t *rapid.T, m Method, most int) Election {
	e := Election{Method: m, Options: letters(rapid.IntRange(1, most).Draw(t, "options")), Max: 5, Scale: []string{"good", "fair", "bad"}}
	e.Seats = rapid.IntRange(1, len(e.Options)).Draw(t, "seats")
	for range rapid.IntRange(0, 9).Draw(t, "ballots") {
		b := Ballot{Count: rapid.Int64Range(1, 3).Draw(t, "count")}
		order := rapid.Permutation(e.Options).Draw(t, "order")
		order = order[:rapid.IntRange(0, len(order)).Draw(t, "ranked")]
		rates := rapid.SliceOfN(rapid.IntRange(0, 5), len(order), len(order)).Draw(t, "rates")
		fill(&b, &e, order, rates)
		e.Ballots = append(e.Ballots, b)
	}
	return e
}

// fill fills in a ballot of the election's method from an order and a number for each place in it.
func fill(b *Ballot, e *Election, order []string, rates []int) {
	switch e.Method {
	case Approval:
		b.Approve = order
	case Score, STAR:
		b.Scores = map[string]int64{}
		for i, o := range order {
			b.Scores[o] = int64(rates[i])
		}
	case MajorityJudgment:
		b.Grades = map[string]string{}
		for i, o := range order {
			b.Grades[o] = e.Scale[rates[i]%3]
		}
	default:
		for i, o := range order {
			if i > 0 && rates[i] == 0 {
				b.Ranking[len(b.Ranking)-1] = append(b.Ranking[len(b.Ranking)-1], o)
			} else {
				b.Ranking = append(b.Ranking, []string{o})
			}
		}
	}
}

// eachMethod checks a property for every method among options.
func eachMethod(t *testing.T, methods []Method, check func(t *rapid.T, e Election)) {
	for _, m := range methods {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) { check(t, drawRanked(t, m, 5)) })
		})
	}
}

// renamed returns the election with other names, its options and ballots in another order.
func renamed(e Election) Election {
	with := func(o string) string { return "the option " + strings.ToLower(o) }
	out := e
	out.Options, out.Ballots = nil, nil
	for _, i := range rand.Perm(len(e.Options)) {
		out.Options = append(out.Options, with(e.Options[i]))
	}
	for _, i := range rand.Perm(len(e.Ballots)) {
		b := Ballot{Count: e.Ballots[i].Count}
		if e.Ballots[i].Scores != nil {
			b.Scores = map[string]int64{}
		}
		if e.Ballots[i].Grades != nil {
			b.Grades = map[string]string{}
		}
		for _, o := range e.Ballots[i].Approve {
			b.Approve = append(b.Approve, with(o))
		}
		for o, score := range e.Ballots[i].Scores {
			b.Scores[with(o)] = score
		}
		for o, grade := range e.Ballots[i].Grades {
			b.Grades[with(o)] = grade
		}
		for _, group := range e.Ballots[i].Ranking {
			var names []string
			for _, o := range group {
				names = append(names, with(o))
			}
			b.Ranking = append(b.Ranking, names)
		}
		out.Ballots = append(out.Ballots, b)
	}
	return out
}

// outcome writes who wins, each list in the order of names, since equals stand in the order of the file.
func outcome(r Result) string {
	var order []string
	for _, tier := range r.Order {
		order = append(order, fmt.Sprint(slices.Sorted(slices.Values(tier))))
	}
	return fmt.Sprintln(slices.Sorted(slices.Values(r.Winners)), slices.Sorted(slices.Values(r.Elected)), order, r.Passes)
}

func TestEveryMethod_NamesAndOrderDoNotMatter(t *testing.T) {
	t.Parallel()
	eachMethod(t, everyMethod, func(t *rapid.T, e Election) {
		got := outcome(mustCount(t, renamed(e)))
		want := outcome(mustCount(t, e))
		for _, o := range e.Options {
			want = strings.ReplaceAll(want, o, "the option "+strings.ToLower(o))
		}
		if got != want {
			t.Fatalf("renamed and shuffled: %s, want %s", got, want)
		}
	})
}

func TestEveryMethod_BundlesCountAsSingleBallots(t *testing.T) {
	t.Parallel()
	eachMethod(t, everyMethod, func(t *rapid.T, e Election) {
		single := e
		single.Ballots = nil
		for _, b := range e.Ballots {
			n := b.Count
			b.Count = 1
			single.Ballots = append(single.Ballots, slices.Repeat([]Ballot{b}, int(n))...)
		}
		got, err := json.Marshal(mustCount(t, single))
		want, err2 := json.Marshal(mustCount(t, e))
		if err != nil || err2 != nil || string(got) != string(want) {
			t.Fatalf("single %s, %v\nbundled %s, %v", got, err, want, err2)
		}
	})
}

func TestEveryMethod_AWithdrawnOptionIsAsIfItNeverStood(t *testing.T) {
	t.Parallel()
	eachMethod(t, everyMethod, func(t *rapid.T, e Election) {
		with := e
		with.Options = slices.Insert(slices.Clone(e.Options), rapid.IntRange(0, len(e.Options)).Draw(t, "at"), "gone")
		with.Withdrawn = []string{"gone"}
		with.Ballots = nil
		for _, b := range e.Ballots {
			switch {
			case b.Approve != nil:
				b.Approve = append([]string{"gone"}, b.Approve...)
			case b.Ranking != nil:
				b.Ranking = slices.Insert(slices.Clone(b.Ranking), rapid.IntRange(0, len(b.Ranking)).Draw(t, "rank"), []string{"gone"})
			}
			with.Ballots = append(with.Ballots, b)
		}
		got := mustCount(t, with)
		if !slices.Equal(got.Detail.Withdrawn, []string{"gone"}) {
			t.Fatalf("withdrawn %v", got.Detail.Withdrawn)
		}
		got.Detail.Withdrawn = nil
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(mustCount(t, e))
		if string(a) != string(b) {
			t.Fatalf("with it %s\nwithout %s", a, b)
		}
	})
}

// allLots returns hashes of closing records that put the first four letters in each of their 24 orders.
var allLots = func() (list []string) {
	seen := map[string]bool{}
	for i := 0; len(list) < 24; i++ {
		hash := sha256.Sum256([]byte{byte(i), byte(i >> 8)})
		lot := hex.EncodeToString(hash[:])
		if order := fmt.Sprint(lotPlaces(lot, letters(4))); !seen[order] {
			seen[order] = true
			list = append(list, lot)
		}
	}
	return list
}()

func TestEveryMethod_WithoutALotAllWinnersOfSomeLotAreReported(t *testing.T) {
	t.Parallel()
	for _, m := range everyMethod {
		t.Run(string(m), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				e := drawRanked(t, m, 4)
				open := mustCount(t, e)
				some, always := map[string]bool{}, map[string]int{}
				for _, lot := range allLots {
					e.Lot = lot
					r := mustCount(t, e)
					if !r.Passes || m != ScottishSTV && len(r.Winners) != 1 {
						t.Fatalf("by lot %s: winners %v, passes %v", lot, r.Winners, r.Passes)
					}
					for _, o := range r.Winners {
						some[o] = true
						always[o]++
					}
				}
				for _, o := range e.Options {
					if some[o] != slices.Contains(open.Winners, o) {
						t.Fatalf("winners without a lot %v, by some lot %v", open.Winners, some)
					}
					if m == ScottishSTV && (always[o] == len(allLots)) != slices.Contains(open.Elected, o) {
						t.Fatalf("elected without a lot %v, how often by lots %v", open.Elected, always)
					}
				}
			})
		})
	}
}

func TestCondorcetMethods_ElectWhoBeatsEveryone(t *testing.T) {
	t.Parallel()
	eachMethod(t, []Method{Schulze, RankedPairs, Minimax}, func(t *rapid.T, e Election) {
		r := mustCount(t, e)
		for i, row := range r.Detail.Pairwise {
			beats := 0
			for j := range row {
				if row[j] > r.Detail.Pairwise[j][i] {
					beats++
				}
			}
			if beats == len(row)-1 && !slices.Equal(r.Winners, []string{e.Options[i]}) {
				t.Fatalf("%s beats everyone, the winners are %v", e.Options[i], r.Winners)
			}
		}
	})
}

// smith returns the Smith set, the smallest that beats everyone outside: those who reach everyone by "not beaten".
func smith(d [][]int64) []int {
	n := len(d)
	reach := make([][]bool, n)
	for i := range d {
		reach[i] = make([]bool, n)
		for j := range d {
			reach[i][j] = d[i][j] >= d[j][i]
		}
	}
	for k := range n {
		for i := range n {
			for j := range n {
				reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
			}
		}
	}
	var set []int
	for i := range n {
		if !slices.Contains(reach[i], false) {
			set = append(set, i)
		}
	}
	return set
}

func TestSchulze_WinnersAreInTheSmithSet(t *testing.T) {
	t.Parallel()
	eachMethod(t, []Method{Schulze, RankedPairs}, func(t *rapid.T, e Election) {
		r := mustCount(t, e)
		set := smith(r.Detail.Pairwise)
		for _, w := range r.Winners {
			if !slices.Contains(set, slices.Index(e.Options, w)) {
				t.Fatalf("winner %s is not in the Smith set %v", w, set)
			}
		}
	})
}

func TestTransfer_FillsTheSeatsAndLosesNothing(t *testing.T) {
	t.Parallel()
	eachMethod(t, []Method{ScottishSTV, IRV}, func(t *rapid.T, e Election) {
		e.Lot = sevens
		for i := range e.Ballots {
			e.Ballots[i].Count *= rapid.SampledFrom([]int64{1, 7, 1001, 3_000_000_001}).Draw(t, "times")
		}
		r := mustCount(t, e)
		d := r.Detail
		valid := Decimal(d.Cast-d.Blank-d.Void) * one
		for i, s := range d.Stages {
			sum := s.Exhausted + s.Lost
			for _, votes := range s.Totals {
				sum += votes
			}
			if sum != valid || s.Lost < 0 || s.Lost > Decimal(d.Cast)*Decimal(e.Seats) { // less than 0.00001 a paper and surplus
				t.Fatalf("stage %d: %s with %s lost, of %s", i+1, sum, s.Lost, valid)
			}
		}
		if e.Method == ScottishSTV && (len(r.Elected) != e.Seats || !slices.Equal(r.Elected, r.Winners)) {
			t.Fatalf("elected %v for %d seats, winners %v", r.Elected, e.Seats, r.Winners)
		}
	})
}

func TestTransfer_AgreesWithTheSlowCount(t *testing.T) {
	t.Parallel()
	eachMethod(t, []Method{ScottishSTV, IRV}, func(t *rapid.T, e Election) {
		e.Lot = sevens
		if got, want := mustCount(t, e).Winners, bySlowCount(t, e); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
			t.Fatalf("winners %v, counted slowly %v", got, want)
		}
	})
}

func TestRankings_EqualOnesAreMergedHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	e := Election{Options: letters(12), Ballots: ranks(t, `
		1 A>B=C>D
		2 A>C=B>D
		1 A>B>C>D
		3 A>B=C>D
		1 A=B=C=D=E=F=G=H=I=J
		1 J=I=H=G=F=E=D=C=B=A
	`)}
	var r Result
	var list []ranked
	err := among(func(c *counting) (err error) {
		list, err = c.rankings()
		return err
	})(&e, &r)
	var counts []int64
	for _, b := range list {
		counts = append(counts, b.count)
	}
	if err != nil || !slices.Equal(counts, []int64{6, 1, 2}) {
		t.Errorf("merged to %v, %v", counts, err)
	}
}
