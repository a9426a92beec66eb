package tally

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"cooperage/hooks/strictjson"
)

func readText(t *testing.T, text string, as As) *File {
	t.Helper()
	f, err := Read(iotest.OneByteReader(strings.NewReader(text)), as)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return f
}

func TestRead_TakesTheFieldsInAnyOrder(t *testing.T) {
	t.Parallel()
	want := readText(t, `{"method":"schulze","options":["A","B","C"],"status_quo":"B","roll":9,"quorum":"1/5","seats":1,
		"ballots":[{"count":2,"ranking":[["A"],["B","C"]]},{"count":1,"ranking":[]}]}`, As{}).Election
	for _, text := range []string{
		`{"ballots":[{"ranking":[["A"],["C","B"]],"count":2},{"ranking":[]}],"seats":1,"quorum":"1/5","roll":9,"status_quo":"B",
			"options":["A","B","C"],"method":"schulze"}`,
		"{\"ballots\":[{\"count\":1,\"ranking\":[[\"A\"],[\"B\",\"C\"]],\"tracker\":\"x\"},{\"ranking\":[],\"tracker\":\"x\"},\r\n\t" +
			`{"voter":"M001","ranking":[["\u0041"],["C","B"]]}],"status_quo":"B","method":"schulze","roll":9,"options":["A","B","C"],"quorum":"1/5","seats":1}`,
	} {
		got := readText(t, text, As{}).Election
		slices.SortFunc(got.Ballots, func(a, b Ballot) int { return int(b.Count - a.Count) })
		for i := range got.Ballots {
			for _, rank := range got.Ballots[i].Ranking {
				slices.Sort(rank)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", text, got, want)
		}
	}
}

func TestRead_MergesEqualBallots(t *testing.T) {
	t.Parallel()
	one := `{"count":3,"ranking":[["A","B"],["C"]]},{"count":4,"ranking":[["B","A"],["C"]]},{"count":1,"ranking":[["A"],["B"],["C"]]}`
	e := readText(t, `{"method":"schulze","options":["A","B","C"],"ballots":[`+one+`,`+one+`]}`, As{}).Election
	if len(e.Ballots) != 2 || e.Ballots[0].Count != 14 || e.Ballots[1].Count != 2 {
		t.Errorf("%+v", e.Ballots)
	}
}

// refusals are files that leave something to guess, and what is said about them.
var refusals = map[string]string{
	"":                                 "line 1: the file is empty",
	" \n\t ":                           "line 1: the file is empty",
	"{":                                "line 1: expected a name, but the file ends here",
	"{}":                               "line 1: the method is missing",
	`{"method":"schulze"}`:             "line 1: the ballots are missing",
	`{"method":"first-past"}`:          `line 1: method: "first-past" is not a method`,
	"{\"method\":7}":                   "line 1: method: expected a string, found '7'",
	"{\n\"Method\":\"schulze\"}":       `line 2: the field "Method" is not known`,
	"{\"roll\":1,\n\n\"roll\":1}":      `line 3: the name "roll" is here twice`,
	`{"seats":0}`:                      "line 1: seats: 0 is not a number from 1 to 1000",
	`{"seats":1001}`:                   "line 1: seats: 1001 is not a number from 1 to 1000",
	`{"seats":"1"}`:                    `line 1: seats: expected a number, found '"'`,
	`{"seats":null}`:                   "line 1: seats: expected a number, found 'n'",
	`{"seats":1.5}`:                    `line 1: seats: "1.5" is not a whole number in digits only`,
	`{"seats":1e2}`:                    `line 1: seats: "1e2" is not a whole number in digits only`,
	`{"roll":-1}`:                      "line 1: roll: -1 is not a number from 1 to 1000000000000",
	`{"roll":99999999999999999999}`:    `line 1: roll: "99999999999999999999" is too large`,
	`{"quorum":"20%"}`:                 `line 1: quorum: "20%" is not a share from 0/1 to 1/1, such as 2/3`,
	`{"quorum":"1/0"}`:                 `line 1: quorum: "1/0" is not a share from 0/1 to 1/1, such as 2/3`,
	`{"quorum":"3/2"}`:                 `line 1: quorum: "3/2" is not a share from 0/1 to 1/1, such as 2/3`,
	`{"quorum":"+1/2"}`:                `line 1: quorum: "+1/2" is not a share from 0/1 to 1/1, such as 2/3`,
	`{"quorum":0.2}`:                   "line 1: quorum: expected a string, found '0'",
	`{"base":"all"}`:                   `line 1: base: "all" is neither votes nor roll`,
	`{"lot":"12ab"}`:                   "line 1: lot: not 64 hexadecimal digits",
	`{"options":"A"}`:                  `line 1: options: expected a list, found '"'`,
	"{\"options\":[\"A\",\n\"A\"]}":    `line 2: options: "A" is listed twice`,
	`{"options":["A",""]}`:             "line 1: options: a name is empty",
	`{"options":["A\u001b[2J"]}`:       `line 1: options: the name "A\x1b[2J" holds a character that cannot be printed`,
	"{\"options\":[\"\xff\"]}":         "line 1: options: a text is not valid UTF-8",
	`{"method":"median","ballots":[]}`: "line 1: the status quo is missing",
	`{"method":"median","status_quo":"A","ballots":[]}`:                                                        "line 1: the status quo of a median is a number",
	`{"method":"schulze","options":["A"],"status_quo":5,"ballots":[]}`:                                         "line 1: the status quo is a number, not an option",
	`{"method":"schulze","options":["A"],"status_quo":"B","ballots":[]}`:                                       `line 1: status quo "B" is not one of those the file names`,
	`{"method":"median","status_quo":5,"grid":5,"min":0,"ballots":[]}`:                                         "line 1: a grid needs a min and a max",
	`{"method":"median","status_quo":5,"min":0,"ballots":[]}`:                                                  "line 1: a min needs a max",
	`{"method":"median","status_quo":5,"max":9,"ballots":[]}`:                                                  "line 1: a max needs a min",
	`{"method":"median","status_quo":5,"min":0,"max":9,"ballots":[{"value":10}]}`:                              "line 1: ballot 1: value 10 is not a step of 1 between 0 and 9",
	`{"method":"stv-scottish","options":["A"],"ballots":[]}`:                                                   "line 1: the number of seats is missing",
	`{"method":"schulze","ballots":[{"ranking":[["A"]]}]}`:                                                     `line 1: ballot 1: the file does not list its options`,
	"{\"method\":\"schulze\",\"ballots\":[],\n\"options\":[]}":                                                 "line 2: there is none to count",
	`{"method":"majority-judgment","options":["A"],"ballots":[{"grades":{"A":"good"}}]}`:                       "line 1: ballot 1: the file does not list its grades",
	"{\"ballots\":[{\"ranking\":[[\"A\"]]},\n{\"ranking\":[[\"Z\"]]}],\"options\":[\"A\"],\"method\":\"irv\"}": `line 2: ballot 2: option "Z" is not one of those the file names`,
	`{"method":"schulze","options":["A"],"ballots":[]}` + "\n]":                                                "line 2: expected the end of the file, found ']'",
	`{"method":"majority","threshold":"1/3","ballots":[]}`:                                                     "line 1: 1/3 is not a share between 1/2 and 1",
	"{\"method\":\"majority\",\n\"quorum\":\"1/2\",\"ballots\":[]}":                                            "line 2: a quorum needs the number of voters",
	"{\"method\":\"majority\",\n\"roll\":1,\"ballots\":[{\"count\":2,\"choice\":\"yes\"}]}":                    "line 2: 2 ballots are more than the roll of 1",
	`{"method":"majority","options":["A"],"ballots":[]}`:                                                       "line 1: a majority has yes, no and abstain",
	"\ufeff{}": `line 1: expected the numbers of options and seats, found "\ufeff{}"`,
	"[]":       `line 1: expected the numbers of options and seats, found "[]"`,
}

// ballotRefusals are ballots of a Schulze election with the options A, B and C, on line 2.
var ballotRefusals = map[string]string{
	`{}`:                                     "the ballot says nothing; a blank one has an empty list",
	`{"count":2}`:                            "the ballot says nothing; a blank one has an empty list",
	`[]`:                                     "expected an object, found '['",
	`{"rank":[]}`:                            `the field "rank" is not known`,
	`{"a\nb":[]}`:                            `the field "a\nb" is not known`,
	`{"ranking":1}`:                          "expected a list, found '1'",
	`{"ranking":["A"]}`:                      `expected a list, found '"'`,
	`{"ranking":[[1]]}`:                      "expected a string, found '1'",
	`{"ranking":[["A"],[]]}`:                 "a rank names no option",
	`{"ranking":[["A"],["A"]]}`:              `option "A" is named twice`,
	`{"ranking":[["A","A"]]}`:                `option "A" is named twice`,
	`{"ranking":[["a"]]}`:                    `option "a" is not one of those the file names`,
	`{"ranking":[["A"]],"ranking":[["A"]]}`:  `the name "ranking" is here twice`,
	`{"ranking":[],"approve":[]}`:            "a ballot has either a ranking or approvals",
	`{"ranking":[],"count":0}`:               "0 is not a number of ballots",
	`{"ranking":[],"count":-1}`:              "-1 is not a number of ballots",
	`{"ranking":[],"count":1000000000001}`:   "1000000000001 is not a number of ballots",
	`{"ranking":[],"count":1000000000000}`:   "there are more than 1000000000000 ballots",
	`{"ranking":[],"count":"1"}`:             `expected a number, found '"'`,
	`{"ranking":[],"tracker":"x","count":2}`: "a ballot with a tracker or a voter counts once",
	`{"ranking":[],"voter":"M001"}`:          `voter "M001" has two ballots`,
	`{"ranking":[],"voter":""}`:              "voter: a name is empty",
	`{"approve":["A"]}`:                      "schulze counts a ranking, this ballot has approvals",
	`{"scores":{"A":1}}`:                     "schulze counts a ranking, this ballot has scores",
	`{"scores":{"A":1,"A":1}}`:               `the name "A" is here twice`,
	`{"scores":{"A":1.5}}`:                   `"1.5" is not a whole number in digits only`,
	`{"grades":{"A":1}}`:                     "expected a string, found '1'",
	`{"value":450}`:                          "schulze counts a ranking, this ballot has a value",
	`{"value":null}`:                         "schulze counts a ranking, this ballot has a value",
	`{"choice":"yes"}`:                       "schulze counts a ranking, this ballot has a choice",
	`{"choice":"maybe"}`:                     `choice "maybe" is not yes, no or abstain`,
	`{"ranking":[["` + strings.Repeat("x", 501) + `"]]}`: "option a name has more than 500 bytes",
}

func TestRead_RefusesWhatItWouldHaveToGuess(t *testing.T) {
	t.Parallel()
	cases := map[string]string{}
	for text, want := range refusals {
		cases[text] = want
	}
	for ballot, want := range ballotRefusals {
		cases[`{"method":"schulze","options":["A","B","C"],"ballots":[{"voter":"M001","ranking":[["B"]]},`+"\n"+ballot+`]}`] = "line 2: ballot 2: " + want
	}
	for text, want := range cases {
		for name, src := range map[string]io.Reader{"whole": strings.NewReader(text), "bytes": iotest.OneByteReader(strings.NewReader(text))} {
			_, err := count(src, As{})
			if refused, ok := errors.AsType[*strictjson.Error](err); !ok || refused.Error() != want {
				t.Errorf("%s, %.150s:\ngot  %v\nwant %s", name, text, err, want)
			}
		}
	}
}

// count reads and counts.
func count(src io.Reader, as As) (Result, error) {
	f, err := Read(src, as)
	if err != nil {
		return Result{}, err
	}
	return f.Count()
}

func TestRead_HandsOnWhatTheSourceSays(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is gone")
	for _, head := range []string{"", "{", `{"ballots":[`, "3 1\n", "3 1\n1 2 0\n0\n\"A\"\n"} {
		if _, err := Read(io.MultiReader(strings.NewReader(head), iotest.ErrReader(broken)), As{Method: Schulze}); !errors.Is(err, broken) {
			t.Errorf("after %q: %v", head, err)
		}
	}
}

// An election that was exported is read back as it was, but for trackers and voters.
func TestRead_ReadsBackTheExport(t *testing.T) {
	t.Parallel()
	value := int64(450)
	for _, e := range []Election{
		{Method: Majority, Options: []string{Yes, No, Abstain}, Roll: 9, Quorum: Fraction{1, 5}, Threshold: Fraction{2, 3}, Base: Roll,
			Lot: strings.Repeat("0a", 32), Ballots: []Ballot{{Count: 3, Choice: Yes}, {Count: 1, Choice: Abstain}}},
		{Method: Median, Present: 500, Grid: 25, Min: 0, Max: 1500, Roll: 9, Quorum: Fraction{0, 1}, Ballots: []Ballot{{Count: 1, Value: &value}, {Count: 2}}},
		{Method: ScottishSTV, Options: []string{"Ä \"quoted\"", "B"}, Seats: 2, Ballots: []Ballot{{Count: 1, Ranking: [][]string{{"B"}}}, {Count: 7, Ranking: [][]string{}}}},
		{Method: Schulze, Options: []string{"A", "B", "C"}, Withdrawn: []string{"C"}, StatusQuo: "B", Ballots: []Ballot{{Count: 1, Ranking: [][]string{{"A", "C"}, {"B"}}}}},
		{Method: Approval, Options: []string{"A", "B"}, Ballots: []Ballot{{Count: 1, Approve: []string{}}, {Count: 2, Approve: []string{"A", "B"}}}},
		{Method: STAR, Options: []string{"A", "B"}, Ballots: []Ballot{{Count: 1, Scores: map[string]int64{"A": 5, "B": 0}}, {Count: 1, Scores: map[string]int64{}}}},
		{Method: MajorityJudgment, Options: []string{"A"}, Scale: []string{"good", "bad"}, Ballots: []Ballot{{Count: 1, Grades: map[string]string{"A": "bad"}}}},
	} {
		raw, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if got := readText(t, string(raw), As{}).Election; !reflect.DeepEqual(got, e) {
			t.Errorf("%s\ngot  %+v\nwant %+v", raw, got, e)
		}
	}
}

func TestRead_CountsByAnotherMethodWhatItCanCount(t *testing.T) {
	t.Parallel()
	const ranked = `{"method":"schulze","options":["A","B"],"ballots":[{"count":2,"ranking":[["B"],["A"]]},{"count":1,"ranking":[["A"]]}]}`
	const scored = `{"method":"score","options":["A","B"],"ballots":[{"scores":{"B":5,"A":1}}]}`
	for _, c := range []struct {
		text string
		as   As
		want string
	}{
		{ranked, As{Method: IRV}, "[B]"}, {ranked, As{Method: Borda}, "[B]"}, {ranked, As{Method: RankedPairs}, "[B]"},
		{ranked, As{Method: Minimax}, "[B]"}, {ranked, As{Method: ScottishSTV, Seats: 1}, "[B]"}, {scored, As{Method: STAR}, "[B]"},
		{ranked, As{Method: Approval}, "line 1: ballot 1: approval counts approvals, this ballot has a ranking"},
		{ranked, As{Method: Majority}, "line 1: ballot 1: majority counts a choice, this ballot has a ranking"},
		{ranked, As{Method: ScottishSTV}, "line 1: the number of seats is missing"},
		{scored, As{Method: Schulze}, "line 1: ballot 1: schulze counts a ranking, this ballot has scores"},
		{ranked, As{Method: "first\npast"}, `line 1: "first\npast" is not a method`},
		{"", As{Method: "\n"}, `line 1: "\n" is not a method`},
		{scored, As{Method: MajorityJudgment}, "line 1: ballot 1: majority-judgment counts grades, this ballot has scores"},
	} {
		result, err := count(strings.NewReader(c.text), c.as)
		got := fmt.Sprint(result.Winners)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s as %v: %s, want %s", c.text, c.as, got, c.want)
		}
	}
}
