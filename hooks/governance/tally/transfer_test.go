package tally

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// stageLine writes a stage: what it did, the totals in the order of options, exhausted, lost, who it elected.
func stageLine(options []string, s Stage) string {
	line := strings.TrimSpace(fmt.Sprintf("%s %s", s.Action, s.Option)) + ":"
	for _, o := range options {
		line += " " + strings.TrimSuffix(s.Totals[o].String(), ".00000")
	}
	line += fmt.Sprintf(" (%s, %s)", strings.TrimSuffix(s.Exhausted.String(), ".00000"), strings.TrimSuffix(s.Lost.String(), ".00000"))
	if len(s.Elected) > 0 {
		line += " elects " + strings.Join(s.Elected, ", ")
	}
	return line
}

func checkStages(t *testing.T, name string, e Election, want []string) {
	t.Helper()
	r := mustCount(t, e)
	var got []string
	for _, s := range r.Detail.Stages {
		got = append(got, stageLine(e.Options, s))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestIRV_PublishedExamples(t *testing.T) {
	t.Parallel()
	// Tennessee: Wikipedia, "Instant-runoff voting".
	checkStages(t, "Tennessee", Election{Method: IRV, Options: cities, Ballots: ranks(t, tennessee)}, []string{
		"first preferences: 42 26 15 17 (0, 0)",
		"exclusion Chattanooga: 42 26 0 32 (0, 0)",
		"exclusion Nashville: 42 0 0 58 (0, 0) elects Knoxville",
	})
	// Burlington 2009: the last two rounds, in which Kiss beat Wright although Montroll beats both one to one.
	checkStages(t, "Burlington", Election{Method: IRV, Options: mayors, Ballots: ranks(t, burlington)}, []string{
		"first preferences: 2982 2554 3297 (0, 0)",
		"exclusion Montroll: 4314 0 4064 (455, 0) elects Kiss",
	})
	r := mustCount(t, Election{Method: Schulze, Options: mayors, Ballots: ranks(t, burlington)})
	if !slices.Equal(r.Winners, []string{"Montroll"}) ||
		!sameMatrix(r.Detail.Pairwise, rows(t, "- 3477 4314\n4067 - 4597\n4064 3668 -")) {
		t.Errorf("Burlington by Schulze: %v, %v", r.Winners, r.Detail.Pairwise)
	}
}

// The count of 4 May 2017 in Ward 7, Tain and Easter Ross, of Highland Council. Stages 1 to 3 are in the council's
// "Candidate Votes Per Stage Report" with five decimals, stages 4 to 6 in whole votes in Wikipedia's article on the
// ward (874, 860, 736; 861, 736; 1,342). The ballots are not those of the voters, which this test does not have: they
// are made so that every published number comes out, and what they leave open is chosen.
const tain = `
	23 Ferguson > Louden
	135 Ferguson > Rhind
	36 Ferguson > Robertson > Louden
	116 Ferguson > Robertson
	155 Ferguson > Stone
	93 Ferguson
	300 Louden > Stone
	180 Louden > Rhind
	351 Louden
	481 Rhind > Stone
	88 Rhind
	408 Robertson > Rhind
	262 Robertson > Stone
	38 Robertson > Louden
	25 Skinner > Ferguson
	16 Skinner > Louden
	18 Skinner > Rhind
	43 Skinner > Robertson > Louden
	17 Skinner > Stone
	20 Skinner
	679 Stone
`

func TestScottish_PublishedCountStageByStage(t *testing.T) {
	t.Parallel()
	e := Election{Method: ScottishSTV, Seats: 3, Ballots: ranks(t, tain),
		Options: []string{"Ferguson", "Louden", "Rhind", "Robertson", "Skinner", "Stone"}}
	checkStages(t, "Tain and Easter Ross", e, []string{
		"first preferences: 558 831 569 708 139 679 (0, 0)",
		"exclusion Skinner: 583 847 587 751 0 696 (20, 0)",
		"exclusion Ferguson: 0 870 722 903 0 851 (138, 0) elects Robertson",
		"surplus Robertson: 0 874.01661 736.00664 872 0 859.99446 (141.98228, 0.00001) elects Louden",
		"surplus Louden: 0 872 736.42064 872 0 860.68446 (142.88747, 0.00743)",
		"exclusion Rhind: 0 872 0 872 0 1341.68446 (398.30811, 0.00743) elects Stone",
	})
	r := mustCount(t, e)
	if r.Detail.Quota != 872 || !slices.Equal(r.Elected, []string{"Robertson", "Louden", "Stone"}) || !slices.Equal(r.Winners, r.Elected) {
		t.Errorf("quota %d, elected %v, winners %v", r.Detail.Quota, r.Elected, r.Winners)
	}
	if got := r.Detail.Stages[3].Transfers; len(got) != 3 || got["Stone"].String() != "8.99446" {
		t.Errorf("transfers of stage 4: %v", got)
	}
}

// The preference profile of Ward 11, Bishopton, Bridge of Weir and Langbank, of Renfrewshire Council on 4 May 2017, as
// the council published it and the collection github.com/mggg/scot-elex (D. McCune) keeps it: 5,613 ballots in
// testdata. 1 Don, 2 Harrison, 3 Höfer-Franz, 4 MacLaren, 5 McCulloch; Don, MacLaren and McCulloch were elected.
func TestScottish_RealProfileElectsWhoWasElected(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/renfrewshire_2017_ward_11.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var profile strings.Builder
	for lines := bufio.NewScanner(file); lines.Scan(); {
		count, order, _ := strings.Cut(lines.Text(), " ")
		fmt.Fprintln(&profile, count, strings.ReplaceAll(order, " ", ">"))
	}
	e := Election{Method: ScottishSTV, Seats: 3, Options: strings.Fields("1 2 3 4 5"), Ballots: ranks(t, profile.String())}
	r := mustCount(t, e)
	if !slices.Equal(r.Elected, []string{"4", "1", "5"}) || r.Detail.Cast != 5613 || r.Detail.Quota != 1404 {
		t.Errorf("elected %v of %d by a quota of %d", r.Elected, r.Detail.Cast, r.Detail.Quota)
	}
	if got := bySlowCount(t, e); !slices.Equal(got, r.Elected) {
		t.Errorf("counted slowly: %v", got)
	}
}

func TestScottish_RulesAndEdges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options, seats  int
		ballots, lot    string
		elected, others string // others: winners that a lot may still elect
		stages          int
		last            string
	}{
		"as many as seats": {3, 3, "5 A\n1 B\n0", "", "A B C", "", 1, ""},
		"fewer than seats": {2, 3, "5 A\n1 B", "", "A B", "", 1, ""},
		"equal ranks stop the paper: B>C=D is for B only": {4, 1, "4 A\n3 B>C=D\n2 C", "", "A", "", 4, ""},
		"equal first preferences are void":                {2, 1, "9 A=B\n2 A\n1 B", "", "A", "", 1, "first preferences: 2 1 (0, 0) elects A"},
		"largest surplus first":                           {4, 2, "8 A>C\n9 B>D\n1 C\n1 D", "", "B A", "", 1, ""},
		"exclusion by the earlier stage, no lot needed": {4, 1, "5 A\n3 B\n2 C\n1 D>C", "", "A", "", 4,
			"exclusion B: 5 0 0 0 (6, 0) elects A"},
		"a tie that matters without a lot": {3, 1, "2 A\n1 B>A\n1 C", "", "A", "", 0, ""},
		"two for the last seat":            {3, 2, "6 A\n2 B\n2 C", "", "A", "B C", 2, ""},
		"nobody voted":                     {3, 1, "", "", "", "A B C", 1, ""},
	} {
		if strings.HasPrefix(name, "as many") {
			c.ballots = strings.TrimSuffix(c.ballots, "\n0")
		}
		e := Election{Method: ScottishSTV, Options: letters(c.options), Seats: c.seats, Lot: c.lot, Ballots: ranks(t, c.ballots)}
		r := mustCount(t, e)
		if want := slices.Collect(fields(c.elected)); !slices.Equal(r.Elected, want) {
			t.Errorf("%s: elected %v, want %v", name, r.Elected, want)
		}
		want := slices.Sorted(fields(c.elected + " " + c.others))
		if got := slices.Sorted(slices.Values(r.Winners)); !slices.Equal(got, want) || r.Passes != (c.others == "") {
			t.Errorf("%s: winners %v, want %v; passes %v", name, got, want, r.Passes)
		}
		n := len(r.Detail.Stages)
		if c.stages > 0 && n != c.stages {
			t.Errorf("%s: %d stages, want %d: %+v", name, n, c.stages, r.Detail.Stages)
		}
		if c.last != "" && stageLine(e.Options, r.Detail.Stages[n-1]) != c.last {
			t.Errorf("%s: last stage %s", name, stageLine(e.Options, r.Detail.Stages[n-1]))
		}
	}
}
