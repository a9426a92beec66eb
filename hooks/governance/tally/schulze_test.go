package tally

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The examples of M. Schulze, "The Schulze Method of Voting", arXiv:1804.02973, section 3, in its numbering, two
// situations where an example compares them; the profiles and the matrices of strongest paths (winning votes).
func TestSchulze_PublishedExamples(t *testing.T) {
	t.Parallel()
	seven := `
		3 A > D > E > B > C > F
		3 B > F > E > C > D > A
		4 C > A > B > F > D > E
		1 D > B > C > E > F > A
		4 D > E > F > A > B > C
		2 E > C > B > D > F > A
		2 F > A > C > D > B > E
	`
	for name, c := range map[string]struct {
		options                 int
		ballots, winners, paths string
	}{
		"1": {4, "8 A>C>D>B\n2 B>A>D>C\n4 C>D>B>A\n4 D>B>A>C\n3 D>C>B>A", "D",
			"- 14 14 12\n13 - 13 12\n13 15 - 12\n13 19 13 -"},
		"2": {4, "3 A>C>D>B\n9 B>A>C>D\n8 C>D>A>B\n5 D>A>B>C\n5 D>B>C>A", "C",
			"- 17 17 17\n18 - 19 19\n18 20 - 20\n18 21 19 -"},
		"3": {5, "5 A>C>B>E>D\n5 A>D>E>C>B\n8 B>E>D>A>C\n3 C>A>B>E>D\n7 C>A>E>B>D\n2 C>B>A>D>E\n7 D>C>E>B>A\n8 E>B>A>D>C", "E",
			"- 28 28 30 24\n25 - 28 33 24\n25 29 - 29 24\n25 28 28 - 24\n25 28 28 31 -"},
		"4": {4, "3 A>B>C>D\n2 C>B>D>A\n2 D>A>B>C\n2 D>B>C>A", "B D",
			"- 5 5 5\n5 - 7 5\n5 5 - 5\n6 5 5 -"},
		"5": {4, "12 A>B>C>D\n6 A>D>B>C\n9 B>C>D>A\n15 C>D>A>B\n21 D>B>A>C", "D",
			"- 36 39 36\n36 - 48 36\n36 36 - 36\n45 42 42 -"},
		"6": {4, "8 A>C>D>B\n2 B>C>D>A\n3 B>D>A>C\n5 C>B>D>A\n1 C>D>B>A\n3 D>A>B>C\n1 D>B>A>C", "A C",
			"- 14 15 15\n12 - 12 12\n15 14 - 16\n15 14 15 -"},
		"7, situation 1": {6, seven, "A", ""},
		"7, situation 2": {6, seven + "2 A>E>F>C>B>D", "D", ""},
		"8, situation 1": {4, "3 A>B>D>C\n5 A>D>B>C\n1 A>D>C>B\n2 B>A>D>C\n2 B>D>C>A\n4 C>A>B>D\n6 C>B>A>D\n2 D>B>C>A\n5 D>C>A>B", "A",
			"- 18 20 21\n17 - 17 17\n19 18 - 19\n19 18 20 -"},
		"8, situation 2": {5, "3 A>B>D>E>C\n5 A>D>E>B>C\n1 A>D>E>C>B\n2 B>A>D>E>C\n2 B>D>E>C>A\n4 C>A>B>D>E\n6 C>B>A>D>E\n2 D>B>E>C>A\n5 D>E>C>A>B", "B",
			"- 18 20 21 21\n19 - 19 19 19\n19 18 - 19 19\n19 18 20 - 30\n19 18 20 19 -"},
		"9, situation 1": {4, "5 A>C>D>B\n2 B>C>D>A\n4 B>D>A>C\n2 C>D>A>B", "A", ""},
		"9, situation 2": {5, "5 A>E>C>D>B\n2 B>C>D>A>E\n4 B>D>A>E>C\n2 C>D>A>B>E", "B", ""},
		"10": {4, "6 A>B>C>D\n8 A=B\n8 A=C\n18 A=C>D\n8 A=C=D\n40 B\n4 C>B>D\n9 C>D>A\n8 C=D\n14 D>A>B\n11 D>B>C\n4 D>C>A", "D",
			"- 67 67 45\n45 - 79 45\n45 45 - 45\n50 72 72 -"},
		"11": {5, "9 A>D>B>E>C\n6 B>C>A>D>E\n5 B>C>D>E>A\n2 C>D>B>E>A\n6 D>E>C>B>A\n14 E>A>C>B>D\n2 E>C>A>B>D\n1 E>D>A>C>B", "B",
			"- 26 28 31 28\n27 - 27 27 27\n28 26 - 29 28\n28 26 28 - 28\n30 26 32 30 -"},
		"12": {5, "9 A>D>B>E>C\n1 B>A>C>E>D\n6 C>B>A>D>E\n2 C>D>B>E>A\n5 C>D>E>A>B\n6 D>E>C>A>B\n14 E>B>A>C>D\n2 E>B>C>A>D", "E", ""},
		"13": {3, "2 A>B>C\n2 B>C>A\n1 C>A>B", "A B",
			"- 3 3\n3 - 4\n3 3 -"},
	} {
		r := mustCount(t, Election{Method: Schulze, Options: letters(c.options), Ballots: ranks(t, c.ballots)})
		if want := slices.Collect(fields(c.winners)); !slices.Equal(r.Winners, want) || !slices.Equal(r.Detail.Undefeated, want) {
			t.Errorf("example %s: winners %v, undefeated %v; want %v", name, r.Winners, r.Detail.Undefeated, want)
		}
		if c.paths != "" && !sameMatrix(r.Detail.StrongestPaths, rows(t, c.paths)) {
			t.Errorf("example %s: strongest paths %v", name, r.Detail.StrongestPaths)
		}
	}
}

// Example 3 prints all of it: the pairwise matrix and the order; it is also the example of Wikipedia's article.
func TestSchulze_ThirdExampleInFull(t *testing.T) {
	t.Parallel()
	r := mustCount(t, Election{Method: Schulze, Options: letters(5), Ballots: ranks(t, schulze45)})
	want := "- 20 26 30 22\n25 - 16 33 18\n19 29 - 17 24\n15 12 28 - 14\n23 27 21 31 -"
	if !sameMatrix(r.Detail.Pairwise, rows(t, want)) {
		t.Errorf("pairwise %v", r.Detail.Pairwise)
	}
	if got := tiersOf(r.Order); got != "E, A, C, B, D" {
		t.Errorf("order %s", got)
	}
	if !r.Passes || len(r.Detail.Ties) > 0 {
		t.Errorf("passes %v, ties %v", r.Passes, r.Detail.Ties)
	}
}

func TestSchulze_StatusQuoThenNearestThenLotBreakTies(t *testing.T) {
	t.Parallel()
	circle := func(a, b, c string) []Ballot {
		return []Ballot{{Count: 1, Ranking: [][]string{{a}, {b}, {c}}}, {Count: 1, Ranking: [][]string{{b}, {c}, {a}}},
			{Count: 1, Ranking: [][]string{{c}, {a}, {b}}}}
	}
	for name, c := range map[string]struct {
		options   []string
		statusQuo string
		lot       string
		ballots   []Ballot
		winners   string
		by        Breaker
	}{
		"status quo among them":     {letters(3), "B", "", circle("A", "B", "C"), "B", ByStatusQuo},
		"no lot":                    {letters(3), "", "", circle("A", "B", "C"), "A B C", Undecided},
		"lot":                       {letters(3), "", sevens, circle("A", "B", "C"), lotFirst(letters(3)), ByLot},
		"status quo is beaten":      {letters(4), "D", "", append(circle("A", "B", "C"), ranks(t, "3 A=B=C>D")...), "A B C", Undecided},
		"nearest number":            {[]string{"300", "450", "900", "500"}, "500", "", append(circle("300", "450", "900"), ranks(t, "3 300=450=900>500")...), "450", ByNearest},
		"nearest fraction":          {[]string{"4.75", "5.5", "9", "5"}, "5", "", append(circle("4.75", "5.5", "9"), ranks(t, "3 4.75=5.5=9>5")...), "4.75", ByNearest},
		"equally near without lot":  {[]string{"400", "600", "900", "500"}, "500", "", append(circle("400", "600", "900"), ranks(t, "3 400=600=900>500")...), "400 600", Undecided},
		"one is not a number":       {[]string{"300", "450", "none", "500"}, "500", "", append(circle("300", "450", "none"), ranks(t, "3 300=450=none>500")...), "300 450 none", Undecided},
		"nobody voted, status quo":  {letters(3), "C", "", nil, "C", ByStatusQuo},
		"nobody voted, only blanks": {letters(2), "", "", ranks(t, "4"), "A B", Undecided},
	} {
		r := mustCount(t, Election{Method: Schulze, Options: c.options, StatusQuo: c.statusQuo, Lot: c.lot, Ballots: c.ballots})
		if want := slices.Collect(fields(c.winners)); !slices.Equal(r.Winners, want) {
			t.Errorf("%s: winners %v, want %v", name, r.Winners, want)
		}
		if last := r.Detail.Ties[len(r.Detail.Ties)-1]; last.By != c.by {
			t.Errorf("%s: broken by %q, want %q", name, last.By, c.by)
		}
		if (r.Detail.LotOrder != nil) != (c.by == ByLot) || r.Passes != (c.by != Undecided) {
			t.Errorf("%s: lot order %v, passes %v", name, r.Detail.LotOrder, r.Passes)
		}
	}
}

// widest finds the strongest paths from one option as Dijkstra's algorithm finds the shortest: it settles the option
// that is best reached, and looks on from there.
func widest(d matrix, from int) []int64 {
	best, settled := make([]int64, len(d)), make([]bool, len(d))
	for to := range d {
		best[to] = d.defeat(from, to)
	}
	settled[from] = true
	for {
		next := -1
		for o := range d {
			if !settled[o] && (next < 0 || best[o] > best[next]) {
				next = o
			}
		}
		if next < 0 {
			best[from] = 0
			return best
		}
		settled[next] = true
		for to := range d {
			best[to] = max(best[to], min(best[next], d.defeat(next, to)))
		}
	}
}

func TestSchulze_TwoAlgorithmsAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		e := drawRanked(t, Schulze, 7)
		r := mustCount(t, e)
		for from := range r.Detail.Pairwise {
			if got, want := r.Detail.StrongestPaths[from], widest(r.Detail.Pairwise, from); !slices.Equal(got, want) {
				t.Fatalf("from %d: %v, by path search %v", from, got, want)
			}
		}
	})
}
