package tally

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// rbvote is the profile of 921 voters in R. LeGrand's "Descriptions of ranked-ballot voting methods"
// (cs.wustl.edu/~legrand/rbvote/desc.html).
const rbvote = `
	98 Abby>Cora>Erin>Dave>Brad
	64 Brad>Abby>Erin>Cora>Dave
	12 Brad>Abby>Erin>Dave>Cora
	98 Brad>Erin>Abby>Cora>Dave
	13 Brad>Erin>Abby>Dave>Cora
	125 Brad>Erin>Dave>Abby>Cora
	124 Cora>Abby>Erin>Dave>Brad
	76 Cora>Erin>Abby>Dave>Brad
	21 Dave>Abby>Brad>Erin>Cora
	30 Dave>Brad>Abby>Erin>Cora
	98 Dave>Brad>Erin>Cora>Abby
	139 Dave>Cora>Abby>Brad>Erin
	23 Dave>Cora>Brad>Abby>Erin
`

var five = []string{"Abby", "Brad", "Cora", "Dave", "Erin"}

// burlington is the mayoral election of Burlington, Vermont, of 2009, as far as it ranks the three last in the count:
// W. D. Smith's table at rangevoting.org/Burlington.html.
const burlington = `
	1332 Montroll > Kiss > Wright
	767 Montroll > Wright > Kiss
	455 Montroll
	2043 Kiss > Montroll > Wright
	371 Kiss > Wright > Montroll
	568 Kiss
	1513 Wright > Montroll > Kiss
	495 Wright > Kiss > Montroll
	1289 Wright
`

var mayors = []string{"Kiss", "Montroll", "Wright"}

func TestRankedPairs_PublishedExamples(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options               []string
		ballots, order, locks string // locks: the defeats in the order they are looked at, the skipped in brackets
	}{
		"Wikipedia, Tennessee": {cities, tennessee, "Nashville, Chattanooga, Knoxville, Memphis", ""},
		"French Wikipedia, the profile of Schulze's third example": {letters(5), schulze45, "A, C, E, B, D",
			"BD ED AD CB (DC) EB AC (BA) CE (EA)"},
		"R. LeGrand":                   {five, rbvote, "Brad, Abby, Erin, Dave, Cora", ""},
		"E. Gorr, example 1":           {letters(3), "7 A>B>C\n5 B>A>C\n4 C>A>B\n2 B>C>A", "A, B, C", "BC AC AB"},
		"E. Gorr, example 2":           {letters(3), "40 A>B>C\n35 B>C>A\n25 C>A>B", "A, B, C", "BC AB (CA)"},
		"E. Gorr, example 3, two even": {letters(3), "7 A>B>C\n7 B>A>C\n2 C>A>B\n2 C>B>A", "A = B, C", "AC BC"},
		"Burlington 2009":              {mayors, burlington, "Montroll, Kiss, Wright", ""},
	} {
		r := mustCount(t, Election{Method: RankedPairs, Options: c.options, Ballots: ranks(t, c.ballots)})
		if got := tiersOf(r.Order); got != c.order {
			t.Errorf("%s: order %s, want %s", name, got, c.order)
		}
		if got := locksOf(r); c.locks != "" && got != c.locks {
			t.Errorf("%s: looked at %s, want %s", name, got, c.locks)
		}
	}
}

// T. N. Tideman's own, "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4 (1987),
// examples 2, 4 and 5. The ballots are read in the tests of github.com/pivot-libre/tideman,
// tests/test_cases_tideman_1987_example_2.tsv, _4 and _5, the margins of 2 and 4 in MarginCalculatorIntegrationTest.php
// there, the order of 2 in RankedPairsCalculatorTest.php. Ballots and order of 5 are also in the tests of
// github.com/julien-boudry/Condorcet, Tests/lib/Algo/Methods/RankedPairs/RankedPairsTest.php. The margins of 5 and the
// order of 4 are printed in neither; they follow from the ballots and the rule.
func TestRankedPairs_TidemansExamples(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options                string
		ballots, margins, want string // margins: of the row over the column
		locks                  string
	}{
		"2": {"V W X Y Z", "9 V>W>X>Y>Z\n8 W>V>X>Z>Y\n15 X>Z>Y>W>V\n16 Y>Z>V>W>X",
			"- 2 18 -14 -14\n-2 - 18 -14 -14\n-18 -18 - 16 16\n14 14 -16 - 2\n14 14 -16 -2 -", "V, W, X, Y, Z",
			"VX WX XY XZ (YV) (YW) (ZV) (ZW) VW YZ"},
		"4": {"W X Y Z", "6 W>X>Y>Z\n5 X>Y>W>Z\n4 Y>W>X>Z\n5 Z>W>X>Y\n4 Z>X>Y>W\n3 Z>Y>W>X",
			"- 9 -5 3\n-9 - 13 3\n5 -13 - 3\n-3 -3 -3 -", "W, X, Y, Z", "XY WX (YW) WZ XZ YZ"},
		"5": {"V W X Y Z", "7 V>W>X>Y>Z\n3 Z>Y>V>W>X\n6 Y>Z>W>X>V\n3 W>X>V>Z>Y\n5 Z>X>V>W>Y\n3 Y>X>V>W>Z",
			"- 9 -7 3 -1\n-9 - 11 3 -1\n7 -11 - 3 -1\n-3 -3 -3 - 5\n1 1 1 -5 -", "V, W, X, Y, Z", "WX VW (XV) YZ VY WY XY (ZV) (ZW) (ZX)"},
	} {
		r := mustCount(t, Election{Method: RankedPairs, Options: strings.Fields(c.options), Ballots: ranks(t, c.ballots)})
		margins := rows(t, c.margins)
		for i, line := range r.Detail.Pairwise {
			for j := range line {
				if got := r.Detail.Pairwise[i][j] - r.Detail.Pairwise[j][i]; i != j && got != margins[i][j] {
					t.Errorf("example %s: margin of %d over %d is %d, want %d", name, i, j, got, margins[i][j])
				}
			}
		}
		if got := tiersOf(r.Order); got != c.want {
			t.Errorf("example %s: order %s, want %s", name, got, c.want)
		}
		if got := locksOf(r); got != c.locks {
			t.Errorf("example %s: looked at %s, want %s", name, got, c.locks)
		}
	}
}

// locksOf writes the defeats in the order they were looked at, the skipped in brackets.
func locksOf(r Result) string {
	var list []string
	for _, d := range r.Detail.Defeats {
		if text := d.Winner + d.Loser; d.Locked {
			list = append(list, text)
		} else {
			list = append(list, "("+text+")")
		}
	}
	return strings.Join(list, " ")
}

// In example 4 of E. Gorr's page (ericgorr.net/condorcet/rankedpairs) two equal defeats, A over C and C over B, cannot
// both be locked. Which one is looked at first decides the election.
func TestRankedPairs_EqualDefeatsThatContradictNeedALot(t *testing.T) {
	t.Parallel()
	e := Election{Method: RankedPairs, Options: letters(4), Ballots: ranks(t, `
		12 A>D>C>B
		3 B>A>C>D
		25 B>C>A>D
		21 C>B>A>D
		12 D>A>B>C
		21 D>A>C>B
		6 D>B>A>C
	`)}
	r := mustCount(t, e)
	if !slices.Equal(r.Winners, []string{"B", "C"}) || r.Passes {
		t.Errorf("without a lot: winners %v, passes %v", r.Winners, r.Passes)
	}
	if tie := r.Detail.Ties[0]; tie.By != Undecided || tie.About != ForDefeats || !slices.Equal(tie.Options, []string{"A", "B", "C"}) {
		t.Errorf("without a lot: tie %+v", tie)
	}
	open := 0
	for _, d := range r.Detail.Defeats {
		if d.Open {
			open++
		}
	}
	if open != 3 {
		t.Errorf("%d defeats are open, want A over C, C over B and what follows: %+v", open, r.Detail.Defeats)
	}
	e.Lot = sevens
	want := "C"
	if lotFirst([]string{"A", "C"}) == "A" {
		want = "B"
	}
	if r := mustCount(t, e); !slices.Equal(r.Winners, []string{want}) || r.Detail.LotOrder == nil || !r.Passes {
		t.Errorf("by lot: winners %v, want %s; lot order %v", r.Winners, want, r.Detail.LotOrder)
	}
}

// A ranking of the options is as ranked pairs wants it if, of any two options in it, the upper one has a path of
// defeats down to the lower one, each at least as strong as the defeat the other way: Zavist and Tideman's stack. It is
// the same as locking the strongest first, where no two defeats are equal. This tries every ranking.
func stacks(d matrix, order []int) bool {
	for i, upper := range order {
		for _, lower := range order[i+1:] {
			against := d.defeat(lower, upper)
			if against > 0 && downPath(d, order, upper)[lower] < against {
				return false
			}
		}
	}
	return true
}

// downPath returns the strongest path from an option to each below it, only ever going down the ranking.
func downPath(d matrix, order []int, from int) map[int]int64 {
	best := map[int]int64{}
	at := slices.Index(order, from)
	for i := at + 1; i < len(order); i++ {
		to := order[i]
		best[to] = d.defeat(from, to)
		for _, via := range order[at+1 : i] {
			best[to] = max(best[to], min(best[via], d.defeat(via, to)))
		}
	}
	return best
}

func permutations(list []int, yield func([]int)) {
	if len(list) == 0 {
		yield(nil)
		return
	}
	for i := range list {
		rest := slices.Delete(slices.Clone(list), i, i+1)
		permutations(rest, func(p []int) { yield(append([]int{list[i]}, p...)) })
	}
}

func TestRankedPairs_AgreesWithTryingEveryRanking(t *testing.T) {
	t.Parallel()
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		e := drawRanked(t, RankedPairs, 5)
		for i := range e.Ballots {
			e.Ballots[i].Count *= rapid.Int64Range(1, 1000).Draw(t, "more") // so that few defeats are equal
		}
		r := mustCount(t, e)
		d := matrix(r.Detail.Pairwise)
		seen := map[int64]bool{}
		for i := range d {
			for j := range i {
				strength := max(d.defeat(i, j), d.defeat(j, i))
				if strength == 0 || seen[strength] {
					return
				}
				seen[strength] = true
			}
		}
		tried++
		var found []string
		options := make([]int, len(d))
		for i := range options {
			options[i] = i
		}
		permutations(options, func(order []int) {
			if stacks(d, order) {
				for _, o := range order {
					found = append(found, e.Options[o])
				}
			}
		})
		if want := slices.Concat(r.Order...); !slices.Equal(found, want) {
			t.Fatalf("order %v, by trying all %v", want, found)
		}
	})
	if tried == 0 {
		t.Error("no profile without equal defeats came up")
	}
}

// The two without worst defeats are those that github.com/julien-boudry/Condorcet names and expects in its tests,
// Tests/lib/Algo/Methods/Minimax/MinimaxTest.php.
func TestMinimax_PublishedExamples(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options         []string
		ballots, winner string
		worst           []int64 // by option, where published
	}{
		"Wikipedia, Tennessee": {cities, tennessee, "Nashville", []int64{58, 0, 68, 83}},
		"Wikipedia, a Condorcet winner who loses by pairwise opposition": {letters(3),
			"47 A>C>B\n43 C>B>A\n4 A=C>B\n6 B>A=C", "A", []int64{0, 94, 47}},
		"Wikipedia, Condorcet loser criterion: it elects the one who loses to everybody": {strings.Fields("A B C L"),
			"1 A>B>C\n1 A>B>L\n3 B>C>A\n1 C>L>A\n1 L>A>B\n2 L>C>A", "L", nil},
		"R. LeGrand":              {five, rbvote, "Cora", nil},
		"Schulze's third example": {letters(5), schulze45, "E", []int64{25, 29, 28, 33, 24}},
		"Burlington 2009":         {mayors, burlington, "Montroll", []int64{4067, 0, 4597}},
	} {
		r := mustCount(t, Election{Method: Minimax, Options: c.options, Ballots: ranks(t, c.ballots)})
		if !slices.Equal(r.Winners, []string{c.winner}) {
			t.Errorf("%s: winners %v, want %s", name, r.Winners, c.winner)
		}
		for i, want := range c.worst {
			if o := c.options[i]; r.Detail.Worst[o] != want {
				t.Errorf("%s: worst defeat of %s %d, want %d", name, o, r.Detail.Worst[o], want)
			}
		}
	}
}
