package tally

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

var eight = []string{"Ash", "Beech", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel"}

// profile makes single ballots of a method, always the same ones: two in three rank everything, the others less, one in
// ten of the ranks is shared where the method allows that.
func profile(m Method, n int) Election {
	rng := rand.New(rand.NewPCG(20_261_122, uint64(n)))
	e := Election{Method: m, Options: eight, Seats: 3, Ballots: make([]Ballot, n), Lot: fmt.Sprintf("%064x", 7),
		Scale: []string{"excellent", "very good", "good", "fair", "poor", "reject"}}
	if m == Majority {
		e.Options = nil
	}
	if m == Median {
		e.Options = nil
	}
	for i := range e.Ballots {
		e.Ballots[i] = madeBallot(rng, &e)
	}
	return e
}

func madeBallot(rng *rand.Rand, e *Election) Ballot {
	b := Ballot{Count: 1}
	switch e.Method {
	case Majority:
		b.Choice = []string{Yes, No, Abstain}[rng.IntN(3)]
	case Median:
		b.Value = new(int64(rng.IntN(60) * 25))
	case Approval:
		for _, o := range rng.Perm(8)[:rng.IntN(8)] {
			b.Approve = append(b.Approve, eight[o])
		}
	case Score, STAR:
		b.Scores = map[string]int64{}
		for _, o := range eight {
			b.Scores[o] = int64(rng.IntN(6))
		}
	case MajorityJudgment:
		b.Grades = map[string]string{}
		for _, o := range eight {
			b.Grades[o] = e.Scale[rng.IntN(6)]
		}
	default:
		b.Ranking = madeRanking(rng, e.Method != IRV && e.Method != ScottishSTV)
	}
	return b
}

func madeRanking(rng *rand.Rand, equal bool) [][]string {
	order := rng.Perm(8)
	if rng.IntN(3) == 0 {
		order = order[:rng.IntN(8)]
	}
	var ranking [][]string
	for i, o := range order {
		if equal && i > 0 && rng.IntN(10) == 0 {
			ranking[len(ranking)-1] = append(ranking[len(ranking)-1], eight[o])
		} else {
			ranking = append(ranking, []string{eight[o]})
		}
	}
	return ranking
}

func BenchmarkCount(b *testing.B) {
	for _, m := range []Method{Majority, Median, Schulze, ScottishSTV, Approval, Score, STAR, MajorityJudgment, RankedPairs,
		Minimax, Borda, IRV} {
		for _, n := range []int{120_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", m, n), func(b *testing.B) {
				e := profile(m, n)
				for b.Loop() {
					if _, err := Count(e); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
