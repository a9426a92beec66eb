package tally

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// scores reads lines of equal ballots: a count and a score for each option in order.
func scores(t failer, options []string, lines string) []Ballot {
	t.Helper()
	var list []Ballot
	for _, row := range rows(t, lines) {
		b := Ballot{Count: row[0], Scores: map[string]int64{}}
		for i, score := range row[1:] {
			b.Scores[options[i]] = score
		}
		list = append(list, b)
	}
	return list
}

// Wikipedia, "STAR voting": Tennessee with stars. Totals, finalists and the runoff.
func TestSTAR_PublishedExample(t *testing.T) {
	t.Parallel()
	r := mustCount(t, Election{Method: STAR, Options: cities, Ballots: scores(t, cities, `
		42 5 2 1 0
		26 0 5 2 1
		15 0 3 5 4
		17 0 2 4 5
	`)})
	d := r.Detail
	for i, want := range []string{"210", "293", "237", "171"} {
		if got := d.Scores[cities[i]].String(); got != want {
			t.Errorf("%s has %s, want %s", cities[i], got, want)
		}
	}
	if want := (Runoff{Finalists: [2]string{"Nashville", "Chattanooga"}, Votes: [2]int64{68, 32}}); *d.Runoff != want {
		t.Errorf("runoff %+v, want %+v", *d.Runoff, want)
	}
	if !slices.Equal(r.Winners, []string{"Nashville"}) || len(d.Ties) > 0 {
		t.Errorf("winners %v, ties %v", r.Winners, d.Ties)
	}
}

// The order of tie-breaks is that of starvoting.org/ties; the profiles are made for them.
func TestSTAR_TiesAreBrokenInOrder(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ballots, lot, winners string
		by                    []Breaker
	}{
		"finalist by head-to-head":       {"1 5 3 2 \n1 5 1 4 \n1 0 4 2", "", "A", []Breaker{ByHeadToHead}},
		"finalist by fives":              {"1 5 5 1\n1 5 0 4", "", "A", []Breaker{ByFives}},
		"runoff by total":                {"1 5 1 0\n1 2 3 0\n1 0 0 1", "", "A", []Breaker{ByScore}},
		"runoff by fives":                {"1 5 2 0\n1 1 4 0", "", "A", []Breaker{ByFives}},
		"runoff by nothing":              {"1 5 2 0\n1 2 5 0", "", "A B", []Breaker{Undecided}},
		"runoff by lot":                  {"1 5 2 0\n1 2 5 0", sevens, lotFirst(letters(2)), []Breaker{ByLot}},
		"third place does not matter":    {"1 5 1 1\n1 5 0 0", "", "A", []Breaker{Undecided}},
		"circle of three, one goes home": {"1 3 2 1\n1 1 3 2\n1 2 1 3", "", "A B C", nil},
	} {
		e := Election{Method: STAR, Options: letters(3), Lot: c.lot, Ballots: scores(t, letters(3), c.ballots)}
		r := mustCount(t, e)
		if want := slices.Collect(fields(c.winners)); !slices.Equal(r.Winners, want) {
			t.Errorf("%s: winners %v, want %v", name, r.Winners, want)
		}
		var by []Breaker
		for _, tie := range r.Detail.Ties {
			by = append(by, tie.By)
		}
		if c.by != nil && !slices.Equal(by, c.by) {
			t.Errorf("%s: broken by %v, want %v", name, by, c.by)
		}
	}
}

func TestScoreApprovalBorda_CountPoints(t *testing.T) {
	t.Parallel()
	approvals := []Ballot{{Count: 3, Approve: []string{"A", "B"}}, {Count: 2, Approve: []string{"B"}}, {Count: 1, Approve: []string{}},
		{Count: 2, Approve: []string{"C", "A"}}}
	for name, c := range map[string]struct {
		e                     Election
		points, order, winner string
	}{
		"approval":          {Election{Method: Approval, Options: letters(3), Ballots: approvals}, "5 5 2", "A = B, C", "A B"},
		"approval, by lot":  {Election{Method: Approval, Options: letters(3), Ballots: approvals, Lot: sevens}, "5 5 2", "A = B, C", lotFirst(letters(2))},
		"approval, one out": {Election{Method: Approval, Options: letters(3), Withdrawn: []string{"A"}, Ballots: approvals}, "5 2", "B, C", "B"},
		"score": {Election{Method: Score, Options: letters(3), Max: 10, Ballots: []Ballot{
			{Count: 2, Scores: map[string]int64{"A": 10, "B": 3}}, {Count: 1, Scores: map[string]int64{"C": 10, "B": 9}}}},
			"20 15 10", "A, B, C", "A"},
		// Wikipedia, "Borda count": Tennessee.
		"Borda, Tennessee": {Election{Method: Borda, Options: cities, Ballots: ranks(t, tennessee)}, "126 194 173 107",
			"Nashville, Chattanooga, Memphis, Knoxville", "Nashville"},
		"Borda, the rest is shared": {Election{Method: Borda, Options: letters(4), Ballots: ranks(t, "1 A\n1 B=C>A\n1")}, "4 3.5 3.5 1",
			"A, B = C, D", "A"},
	} {
		r := mustCount(t, c.e)
		var points []string
		for _, o := range r.Detail.Options {
			points = append(points, r.Detail.Scores[o].String())
		}
		if got := strings.Join(points, " "); got != c.points || tiersOf(r.Order) != c.order {
			t.Errorf("%s: points %s, order %s; want %s, %s", name, got, tiersOf(r.Order), c.points, c.order)
		}
		if want := slices.Collect(fields(c.winner)); !slices.Equal(r.Winners, want) {
			t.Errorf("%s: winners %v, want %v", name, r.Winners, want)
		}
	}
}

// lined makes ballots of which the grades of each option add up to counts; who gave which does not matter to the method.
func lined(options, scale []string, counts [][]int) []Ballot {
	var list []Ballot
	for o, line := range counts {
		voter := 0
		for grade, n := range line {
			for range n {
				if voter == len(list) {
					list = append(list, Ballot{Count: 1, Grades: map[string]string{}})
				}
				list[voter].Grades[options[o]] = scale[grade]
				voter++
			}
		}
	}
	return list
}

var french = []string{"excellent", "very good", "good", "acceptable", "poor", "reject"}

// M. Balinski and R. Laraki, "Election by majority judgement: experimental evidence", Cahier 2007-28 of the Laboratoire
// d'économétrie, École polytechnique: Orsay, 22 April 2007, the three foremost of twelve candidates, in tenths of a
// percent. Bayrou is "good +", Royal "good -", Sarkozy "good -" with more worse grades. (Royal's column adds up to 100.1
// as printed; one tenth of her rejections is left out here.)
func TestMajorityJudgment_OrsayExperiment(t *testing.T) {
	t.Parallel()
	options := []string{"Sarkozy", "Royal", "Bayrou"}
	r := mustCount(t, Election{Method: MajorityJudgment, Options: options, Scale: french, Ballots: lined(options, french, [][]int{
		{191, 198, 143, 115, 71, 282}, {167, 227, 191, 168, 122, 125}, {136, 307, 251, 148, 84, 74}})})
	if got := tiersOf(r.Order); got != "Bayrou, Royal, Sarkozy" {
		t.Errorf("order %s", got)
	}
	for _, o := range options {
		if r.Detail.Grades[o] != "good" {
			t.Errorf("%s is judged %s, want good", o, r.Detail.Grades[o])
		}
	}
	if got := r.Detail.GradeCounts["Royal"]; !slices.Equal(got, []int64{167, 227, 191, 168, 122, 125}) {
		t.Errorf("grades of Royal %v", got)
	}
}

// The examples of French Wikipedia's article "Jugement majoritaire", as the tests of the OCaml library Major have them,
// with the grades and the winners expected there. The last is a poll of 2011; its table stands best first. Its columns
// are rounded to tenths of a percent and do not add up to the same; what one lacks is put on its grade in the middle.
func TestMajorityJudgment_FrenchWikipedia(t *testing.T) {
	t.Parallel()
	scale := []string{"excellent", "très bien", "bien", "assez bien", "passable", "insuffisant", "à rejeter"}
	for name, c := range map[string]struct {
		options, order string
		counts         string // by option, by grade, the worst first as in the tests read
		grades         []int  // by option, from 0 for the worst
	}{
		"first": {"A B C", "A, B, C", `1484 1763  912 1971 2128 1742 0
			2427 1158 1342 1295 2073 1705 0
			2500 2500 1500 1500 1000 1000 0`, []int{3, 3, 1}},
		"second": {"E F", "F, E", "0 1 2 2 0 0 0\n0 0 3 2 0 0 0", []int{2, 2}},
		"third":  {"E F", "F, E", "1 0 2 2 1 0 0\n0 1 2 3 0 0 0", []int{2, 2}},
		"2011": {"Aubry Borloo Villepin Bayrou Joly Sarkozy Chevènement Mélenchon Besancenot Dupont-Aignan Arthaud Le-Pen",
			"Aubry, Borloo, Villepin, Bayrou, Joly, Sarkozy, Chevènement, Mélenchon, Besancenot, Dupont-Aignan, Arthaud, Le-Pen",
			`184 114 196 126 170 129 82
			185 159 196 223 153  62 22
			219 174 207 204 119  58 20
			193 166 261 192 128  47 12
			309 190 203 145  74  47 32
			413 118 135  95 111  87 41
			322 247 228 129  58  11  5
			418 214 165 112  50  27 13
			442 204 161  99  69  17  8
			467 277 139  70  27  14  5
			480 261 137  77  34   9  1
			556  93  78  72  70  65 68`, []int{3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 0}},
	} {
		options := strings.Fields(c.options)
		var counts [][]int
		voters := 0
		for _, row := range rows(t, c.counts) {
			var best []int
			for _, n := range slices.Backward(row) {
				best = append(best, int(n))
			}
			counts = append(counts, best)
			voters = max(voters, sum(best))
		}
		for i, best := range counts {
			best[len(scale)-1-c.grades[i]] += voters - sum(best)
		}
		r := mustCount(t, Election{Method: MajorityJudgment, Options: options, Scale: scale, Ballots: lined(options, scale, counts)})
		if got := tiersOf(r.Order); got != c.order {
			t.Errorf("%s: order %s, want %s", name, got, c.order)
		}
		for i, o := range options {
			if got, want := r.Detail.Grades[o], scale[len(scale)-1-c.grades[i]]; got != want {
				t.Errorf("%s: %s is judged %s, want %s", name, o, got, want)
			}
		}
	}
}

func sum(list []int) int {
	total := 0
	for _, n := range list {
		total += n
	}
	return total
}

func TestMajorityJudgment_Edges(t *testing.T) {
	t.Parallel()
	scale := []string{"good", "fair", "bad"}
	for name, c := range map[string]struct {
		counts        [][]int // by option, by grade
		order, grades string
	}{
		"lower middle of an even group": {[][]int{{1, 0, 1}, {0, 2, 0}}, "B, A", "bad fair"},
		"missing grades are the worst":  {[][]int{{1, 0, 0}, {0, 2, 0}}, "B, A", "bad fair"},
		"same middle, better above":     {[][]int{{1, 2, 0}, {0, 3, 0}}, "A, B", "fair fair"},
		"same middle, worse below":      {[][]int{{1, 1, 1}, {0, 3, 0}}, "B, A", "fair fair"},
		"alike":                         {[][]int{{1, 1, 1}, {1, 1, 1}}, "A = B", "fair fair"},
		"one voter":                     {[][]int{{0, 0, 1}, {0, 1, 0}}, "B, A", "bad fair"},
	} {
		r := mustCount(t, Election{Method: MajorityJudgment, Options: letters(2), Scale: scale, Ballots: lined(letters(2), scale, c.counts)})
		if got := tiersOf(r.Order); got != c.order {
			t.Errorf("%s: order %s, want %s", name, got, c.order)
		}
		if got := r.Detail.Grades["A"] + " " + r.Detail.Grades["B"]; got != c.grades {
			t.Errorf("%s: grades %s, want %s", name, got, c.grades)
		}
	}
	r := mustCount(t, Election{Method: MajorityJudgment, Options: letters(2), Scale: scale, Ballots: []Ballot{{Count: 3}}})
	if len(r.Winners) != 2 || r.Detail.Blank != 3 || r.Detail.Grades != nil {
		t.Errorf("only blanks: %+v", r)
	}
}

// majorityValue takes the lower middle grade out of a line again and again, as the book describes it.
func majorityValue(counts []int) []int {
	var line, value []int
	for grade, n := range counts {
		line = append(line, slices.Repeat([]int{grade}, n)...)
	}
	for len(line) > 0 {
		at := len(line) / 2 // best first, so the lower one of two
		value = append(value, line[at])
		line = slices.Delete(line, at, at+1)
	}
	return value
}

func TestMajorityJudgment_InRunsAsOneByOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "voters")
		var lines [2][]int
		var counts [2][]int64
		for i := range lines {
			lines[i], counts[i] = make([]int, 4), make([]int64, 4)
			for range n {
				grade := rapid.IntRange(0, 3).Draw(t, "grade")
				lines[i][grade]++
				counts[i][grade]++
			}
		}
		want := slices.Compare(majorityValue(lines[0]), majorityValue(lines[1]))
		if got := compareMiddles(counts[0], counts[1], int64(n)); cmp.Compare(got, 0) != want {
			t.Fatalf("%v against %v: %d, want %d", lines[0], lines[1], got, want)
		}
	})
}
