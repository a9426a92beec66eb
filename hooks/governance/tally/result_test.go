package tally

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestEveryMethod_RefusesAndSaysWhere(t *testing.T) {
	t.Parallel()
	ab := letters(2)
	many := make([]string, mostOptions+1)
	for i := range many {
		many[i] = fmt.Sprint("option ", i)
	}
	for name, c := range map[string]struct {
		where string
		e     Election
	}{
		"no option":              {"options", Election{Method: Schulze}},
		"too many options":       {"options", Election{Method: Schulze, Options: many}},
		"option named twice":     {"options[1]", Election{Method: Borda, Options: []string{"A", "A"}}},
		"option without a name":  {"options[0]", Election{Method: Borda, Options: []string{"", "A"}}},
		"all withdrawn":          {"options", Election{Method: IRV, Options: ab, Withdrawn: []string{"B", "A"}}},
		"unknown one withdrawn":  {"withdrawn[0]", Election{Method: IRV, Options: ab, Withdrawn: []string{"C"}}},
		"withdrawn twice":        {"withdrawn[1]", Election{Method: IRV, Options: letters(3), Withdrawn: []string{"A", "A"}}},
		"unknown status quo":     {"status_quo", Election{Method: Schulze, Options: ab, StatusQuo: "C"}},
		"lot is short":           {"lot", Election{Method: Schulze, Options: ab, Lot: "7777"}},
		"lot is not hex":         {"lot", Election{Method: Schulze, Options: ab, Lot: strings.Repeat("x", 64)}},
		"no seats":               {"seats", Election{Method: ScottishSTV, Options: ab}},
		"no scale":               {"scale", Election{Method: MajorityJudgment, Options: ab}},
		"grade named twice":      {"scale[1]", Election{Method: MajorityJudgment, Options: ab, Scale: []string{"x", "x"}}},
		"scores begin below 0":   {"min", Election{Method: Score, Options: ab, Min: -1, Max: 3}},
		"scores too high":        {"max", Election{Method: Score, Options: ab, Max: highestScore + 1}},
		"score above the range":  {"ballots[0]", Election{Method: Score, Options: ab, Max: 9, Ballots: scores(t, ab, "1 10 0")}},
		"more than five stars":   {"ballots[1]", Election{Method: STAR, Options: ab, Ballots: scores(t, ab, "1 5 0\n1 6 0")}},
		"score below 0":          {"ballots[0]", Election{Method: STAR, Options: ab, Ballots: scores(t, ab, "1 -1 0")}},
		"score of no option":     {"ballots[0]", Election{Method: STAR, Options: ab, Ballots: scores(t, letters(3), "1 1 1 1")}},
		"ranks no option":        {"ballots[1]", Election{Method: Schulze, Options: ab, Ballots: ranks(t, "1 A\n1 C")}},
		"ranks one twice":        {"ballots[0]", Election{Method: Schulze, Options: ab, Ballots: ranks(t, "1 A>B=A")}},
		"empty rank":             {"ballots[0]", Election{Method: Schulze, Options: ab, Ballots: []Ballot{{Count: 1, Ranking: [][]string{{}}}}}},
		"approves one twice":     {"ballots[0]", Election{Method: Approval, Options: ab, Ballots: []Ballot{{Count: 1, Approve: []string{"A", "A"}}}}},
		"unknown grade":          {"ballots[0]", Election{Method: MajorityJudgment, Options: ab, Scale: french, Ballots: []Ballot{{Count: 1, Grades: map[string]string{"A": "bad"}}}}},
		"scores to a ranking":    {"ballots[0]", Election{Method: Schulze, Options: ab, Ballots: scores(t, ab, "1 1 0")}},
		"ranking to an approval": {"ballots[0]", Election{Method: Approval, Options: ab, Ballots: ranks(t, "1 A")}},
		"ranking to scores":      {"ballots[0]", Election{Method: Score, Options: ab, Ballots: ranks(t, "1 A")}},
		"ranking to grades":      {"ballots[0]", Election{Method: MajorityJudgment, Options: ab, Scale: french, Ballots: ranks(t, "1 A")}},
		"too many draws":         {"lot", Election{Method: IRV, Options: letters(12), Ballots: circles(12)}},
	} {
		_, err := Count(c.e)
		if b, ok := errors.AsType[*BadInput](err); !ok || b.Where != c.where || strings.Contains(b.What, "\n") {
			t.Errorf("%s: got %v, want a fault of %s", name, err, c.where)
		}
	}
}

// circles are ballots that treat all options alike, each beginning with another one.
func circles(n int) []Ballot {
	var list []Ballot
	for i := range n {
		b := Ballot{Count: 1}
		for j := range n {
			b.Ranking = append(b.Ranking, letters(n)[(i+j)%n:(i+j)%n+1])
		}
		list = append(list, b)
	}
	return list
}

func TestEveryMethod_EmptyIsBlank(t *testing.T) {
	t.Parallel()
	blank := []Ballot{{Count: 2}, {Count: 1, Ranking: [][]string{}}}
	for _, m := range everyMethod {
		r := mustCount(t, Election{Method: m, Options: letters(3), Seats: 1, Scale: french, Ballots: blank, Roll: 10, Quorum: Fraction{3, 10}})
		if r.Detail.Blank != 3 || r.Detail.Cast != 3 || !r.QuorumMet || len(r.Winners) != 3 || r.Passes {
			t.Errorf("%s: %+v", m, r)
		}
	}
}

func TestResult_IsReadAsItIsWritten(t *testing.T) {
	t.Parallel()
	for _, e := range []Election{
		{Method: ScottishSTV, Seats: 2, Options: letters(5), Ballots: ranks(t, schulze45)},
		{Method: Borda, Options: letters(4), Ballots: ranks(t, "1 A\n1 B=C>A")},
		{Method: STAR, Options: letters(2), Ballots: scores(t, letters(2), "1 5 0\n2 0 4")},
		{Method: RankedPairs, Options: letters(3), Lot: sevens, Ballots: ranks(t, "1 A>B>C\n1 B>C>A\n1 C>A>B")},
	} {
		want := mustCount(t, e)
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Result
		if err := json.Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\ngot %+v\nwant %+v", data, err, got, want)
		}
	}
}

func TestNumbers_AreExactInJSON(t *testing.T) {
	t.Parallel()
	for want, n := range map[string]any{"1.50000": Decimal(150_000), "0.00001": Decimal(1), "-0.10000": Decimal(-10_000), "12": Halves(24),
		"12.5": Halves(25), "-0.5": Halves(-1)} {
		data, err := json.Marshal(n)
		back := reflect.New(reflect.TypeOf(n))
		if err2 := json.Unmarshal(data, back.Interface()); err != nil || err2 != nil || string(data) != want || back.Elem().Interface() != n {
			t.Errorf("%v: %s, %v, %v", n, data, err, err2)
		}
	}
	var d Decimal
	var h Halves
	for _, s := range []string{`1.000001`, `"1"`, `1e3`} {
		if json.Unmarshal([]byte(s), &d) == nil {
			t.Errorf("%s was read as a decimal", s)
		}
	}
	if json.Unmarshal([]byte("1.2"), &h) == nil {
		t.Error("1.2 was read as halves")
	}
}
