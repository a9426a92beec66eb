package pairing_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"cooperage/hooks/mentorship/pairing"
)

// example is a round in words.
type example struct {
	mentees map[string]string // id: mentors, best first, separated by spaces
	mentors map[string]string
	places  map[string]int // 1 where it names nothing
	blocked string         // "mentee mentor" pairs separated by commas
}

// file writes the example as a match file.
func (x example) file() string {
	type mentor struct {
		Capacity int      `json:"capacity"`
		Prefs    []string `json:"prefs"`
	}
	f := struct {
		Mentees map[string][]string `json:"mentees"`
		Mentors map[string]mentor   `json:"mentors"`
		Blocked [][]string          `json:"blocked"`
	}{map[string][]string{}, map[string]mentor{}, [][]string{}}
	words := func(s string) []string { return append([]string{}, strings.Fields(s)...) }
	for id, list := range x.mentees {
		f.Mentees[id] = words(list)
	}
	for id, list := range x.mentors {
		n, ok := x.places[id]
		if !ok {
			n = 1
		}
		f.Mentors[id] = mentor{n, words(list)}
	}
	if x.blocked != "" {
		for pair := range strings.SplitSeq(x.blocked, ",") {
			f.Blocked = append(f.Blocked, words(pair))
		}
	}
	raw, err := json.Marshal(f)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func (x example) round(t testing.TB) *pairing.Round {
	t.Helper()
	r, err := pairing.Read(strings.NewReader(x.file()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// matched computes a round and returns mentor by mentee, "" for nobody.
func matched(t testing.TB, r *pairing.Round) map[string]string {
	t.Helper()
	o, err := r.Match()
	if err != nil {
		t.Fatal(err)
	}
	return named(r, o.Mentor)
}

func named(r *pairing.Round, mentor []int32) map[string]string {
	all := map[string]string{}
	for i, j := range mentor {
		all[r.Mentees[i].ID] = ""
		if j != pairing.Nobody {
			all[r.Mentees[i].ID] = r.Mentors[j].ID
		}
	}
	return all
}

func TestMatch_PublishedExamples(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		example
		want map[string]string
	}{
		// D. Gale and L. S. Shapley, College Admissions and the Stability of Marriage, Amer. Math. Monthly 69 (1962),
		// Example 1: with alpha, beta, gamma proposing each gets his first choice.
		"Gale and Shapley 1962, example 1": {example{
			mentees: map[string]string{"alpha": "A B C", "beta": "B C A", "gamma": "C A B"},
			mentors: map[string]string{"A": "beta gamma alpha", "B": "gamma alpha beta", "C": "alpha beta gamma"}},
			map[string]string{"alpha": "A", "beta": "B", "gamma": "C"}},
		// The same with the women proposing: each of them gets her first choice, each man his last.
		"Gale and Shapley 1962, example 1, the other side proposes": {example{
			mentors: map[string]string{"alpha": "A B C", "beta": "B C A", "gamma": "C A B"},
			mentees: map[string]string{"A": "beta gamma alpha", "B": "gamma alpha beta", "C": "alpha beta gamma"}},
			map[string]string{"A": "beta", "B": "gamma", "C": "alpha"}},
		// Example 2: one stable set of marriages only, although nobody gets a first choice.
		"Gale and Shapley 1962, example 2": {galeShapley2, map[string]string{"alpha": "C", "beta": "D", "gamma": "A", "delta": "B"}},
		// National Resident Matching Program, "How the matching algorithm works" (nrmp.org/res_match/about_res/algorithms.html,
		// no longer there): eight applicants, four programs with two positions each. Lists and result are those that J. Aghion
		// published in 2010 (joey.aghion.com/the-national-resident-matching-programs-nrmp); the test of
		// github.com/cookrn/stable_match, test/functional/nrmp_test.rb, has the same lists and expects the same.
		"NRMP": {nrmp, map[string]string{"Anderson": "", "Brown": "", "Chen": "Mercy", "Davis": "General", "Eastman": "City",
			"Ford": "State", "Garcia": "City", "Hassan": "State"}},
		"one-sided listings": {example{mentees: map[string]string{"a": "X Y"}, mentors: map[string]string{"X": "", "Y": "a"}}, map[string]string{"a": "Y"}},
		"a block": {example{mentees: map[string]string{"a": "X Y", "b": "X"}, mentors: map[string]string{"X": "a b", "Y": "a"}, blocked: "a X"},
			map[string]string{"a": "Y", "b": "X"}},
		"a mentor without places": {example{mentees: map[string]string{"a": "X"}, mentors: map[string]string{"X": "a"}, places: map[string]int{"X": 0}}, map[string]string{"a": ""}},
		"nobody":                  {example{}, map[string]string{}},
	} {
		r := x.round(t)
		if got := matched(t, r); !maps.Equal(got, x.want) {
			t.Errorf("%s: got %v, want %v", name, got, x.want)
		}
	}
}

var galeShapley2 = example{
	mentees: map[string]string{"alpha": "A B C D", "beta": "A D C B", "gamma": "B A C D", "delta": "D B C A"},
	mentors: map[string]string{"A": "delta gamma alpha beta", "B": "beta delta alpha gamma", "C": "delta alpha beta gamma", "D": "gamma beta alpha delta"},
}

var nrmp = example{
	mentees: map[string]string{"Anderson": "City", "Brown": "City Mercy", "Chen": "City Mercy", "Davis": "Mercy City General State",
		"Eastman": "City Mercy State General", "Ford": "City General Mercy State", "Garcia": "City Mercy State General",
		"Hassan": "State City Mercy General"},
	mentors: map[string]string{"Mercy": "Chen Garcia", "City": "Garcia Hassan Eastman Anderson Brown Chen Davis Ford",
		"General": "Brown Eastman Hassan Anderson Chen Davis Garcia", "State": "Brown Eastman Anderson Chen Hassan Ford Davis Garcia"},
	places: map[string]int{"Mercy": 2, "City": 2, "General": 2, "State": 2},
}

func TestMatch_GaleShapleyExample2HasOneStableResult(t *testing.T) {
	t.Parallel()
	r := galeShapley2.round(t)
	if all := stable(r); len(all) != 1 {
		t.Errorf("%d stable results: %v", len(all), all)
	}
}

func TestOutcome_ExplainsBothSides(t *testing.T) {
	t.Parallel()
	r := nrmp.round(t)
	o, err := r.Match()
	if err != nil {
		t.Fatal(err)
	}
	mentee := func(id string) int {
		return slices.IndexFunc(r.Mentees, func(m pairing.Mentee) bool { return m.ID == id })
	}
	mentor := func(id string) int32 {
		return int32(slices.IndexFunc(r.Mentors, func(m pairing.Mentor) bool { return m.ID == id }))
	}
	for id, want := range map[string]pairing.Choice{
		"Garcia": {Mentor: mentor("City"), Choice: 1},
		"Chen":   {Mentor: mentor("Mercy"), Choice: 2, Passed: []pairing.Passed{{mentor("City"), 1, pairing.Filled}}},
		"Ford": {Mentor: mentor("State"), Choice: 4, Passed: []pairing.Passed{
			{mentor("City"), 1, pairing.Filled}, {mentor("General"), 2, pairing.NotPossible}, {mentor("Mercy"), 3, pairing.NotPossible}}},
		"Brown": {Mentor: pairing.Nobody, Passed: []pairing.Passed{
			{mentor("City"), 1, pairing.Filled}, {mentor("Mercy"), 2, pairing.NotPossible}}},
	} {
		if got := o.OfMentee(mentee(id)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", id, got, want)
		}
	}
	n := func(id string) int32 { return int32(mentee(id)) }
	for id, want := range map[string]pairing.Places{
		"City": {Kept: []pairing.Kept{{n("Garcia"), 1}, {n("Eastman"), 3}}, Passed: []pairing.Passed{
			{n("Hassan"), 2, pairing.Elsewhere}}},
		"Mercy": {Kept: []pairing.Kept{{n("Chen"), 1}}, Passed: []pairing.Passed{
			{n("Garcia"), 2, pairing.Elsewhere}}},
		"State": {Kept: []pairing.Kept{{n("Hassan"), 5}, {n("Ford"), 6}}, Passed: []pairing.Passed{
			{n("Brown"), 1, pairing.NotPossible}, {n("Eastman"), 2, pairing.Elsewhere}, {n("Anderson"), 3, pairing.NotPossible},
			{n("Chen"), 4, pairing.NotPossible}}},
	} {
		if got := o.OfMentor(int(mentor(id))); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", id, got, want)
		}
	}
}

// A block must look to both like a person who did not list them.
func TestOutcome_ABlockLooksLikeAMissingListing(t *testing.T) {
	t.Parallel()
	x := example{mentees: map[string]string{"a": "X Y", "b": "X"}, mentors: map[string]string{"X": "a b", "Y": "a"}, blocked: "a X"}
	blocked := x.round(t)
	x.blocked = ""
	unlistedByX := x
	unlistedByX.mentors = map[string]string{"X": "b", "Y": "a"}
	unlistedByA := x
	unlistedByA.mentees = map[string]string{"a": "Y", "b": "X"}
	seen := func(r *pairing.Round) (pairing.Choice, pairing.Places) {
		o, err := r.Match()
		if err != nil {
			t.Fatal(err)
		}
		a := slices.IndexFunc(r.Mentees, func(m pairing.Mentee) bool { return m.ID == "a" })
		return o.OfMentee(a), o.OfMentor(slices.IndexFunc(r.Mentors, func(m pairing.Mentor) bool { return m.ID == "X" }))
	}
	choice, places := seen(blocked)
	if other, _ := seen(unlistedByX.round(t)); !reflect.DeepEqual(choice, other) {
		t.Errorf("the mentee can tell: %+v and %+v", choice, other)
	}
	if _, other := seen(unlistedByA.round(t)); !reflect.DeepEqual(places, other) {
		t.Errorf("the mentor can tell: %+v and %+v", places, other)
	}
	public, err := blocked.Mutual()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := public.Write(&text); err != nil {
		t.Fatal(err)
	}
	want := `{"mentees":{` + "\n" + `"a":["Y"],` + "\n" + `"b":["X"]` + "\n" + `},"mentors":{` + "\n" + `"X":{"capacity":1,"prefs":["b"]},` + "\n" +
		`"Y":{"capacity":1,"prefs":["a"]}` + "\n" + `},"blocked":[]}` + "\n"
	if text.String() != want {
		t.Errorf("the published round is %s", &text)
	}
}

func TestJudge_FindsWhatIsWrongWithAResult(t *testing.T) {
	t.Parallel()
	r := &pairing.Round{Mentees: []pairing.Mentee{{"a", []int32{0, 1}}, {"b", []int32{0, 1}}},
		Mentors: []pairing.Mentor{{"X", 1, []int32{0, 1}}, {"Y", 1, []int32{0}}}}
	for name, given := range map[string][]int32{"too many at X": {0, 0}, "Y does not list b": {0, 1}, "one mentee too few": {0}} {
		if _, err := r.Judge(given); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	o, err := r.Judge([]int32{1, 0})
	if err != nil {
		t.Fatal(err)
	}
	if n, pairs := o.Blocking(); n != 3 || !slices.Equal(pairs, []pairing.Pair{{0, 0}}) {
		t.Errorf("of %d pairs %v would rather have each other", n, pairs)
	}
	o, err = r.Judge([]int32{0, pairing.Nobody})
	if err != nil {
		t.Fatal(err)
	}
	if _, pairs := o.Blocking(); pairs != nil {
		t.Errorf("a stable result is said to be blocked by %v", pairs)
	}
}

func TestMatch_RefusesWrongIndexes(t *testing.T) {
	t.Parallel()
	a, x := pairing.Mentee{"a", []int32{0}}, pairing.Mentor{"X", 1, []int32{0}}
	for name, r := range map[string]pairing.Round{
		"mentee lists nobody":  {Mentees: []pairing.Mentee{{"a", []int32{1}}}, Mentors: []pairing.Mentor{x}},
		"mentee lists twice":   {Mentees: []pairing.Mentee{{"a", []int32{0, 0}}}, Mentors: []pairing.Mentor{x}},
		"listed by none twice": {Mentees: []pairing.Mentee{{"a", []int32{0, 0}}}, Mentors: []pairing.Mentor{{"X", 1, nil}}},
		"mentor lists nobody":  {Mentees: []pairing.Mentee{a}, Mentors: []pairing.Mentor{{"X", 1, []int32{-1}}}},
		"mentor lists twice":   {Mentees: []pairing.Mentee{a}, Mentors: []pairing.Mentor{{"X", 1, []int32{0, 0}}}},
		"negative capacity":    {Mentees: []pairing.Mentee{a}, Mentors: []pairing.Mentor{{"X", -1, []int32{0}}}},
		"blocked nobody":       {Mentees: []pairing.Mentee{a}, Mentors: []pairing.Mentor{x}, Blocked: []pairing.Pair{{0, 1}}},
	} {
		if _, err := r.Match(); err == nil {
			t.Errorf("%s: matched", name)
		}
	}
}
