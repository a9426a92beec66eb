package tally

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"cooperage/hooks/strictjson"
)

// sample has everything that the dialect knows.
const sample = `# the board
4 2          # four options, two seats
-2 -4

3 1 3 4 0
(id 7) 4 1 3 2 0
2 4 1=3 0    # equal ranks
2 4 3=1 0
1 - 2 - 3 0
1 2 3 0
1 0
0
"Ada"
 "Ben # 2" # has withdrawn
"Cäcilie"
"Dora"
"Board 2026"
`

func TestReadBLT_ReadsTheWholeDialect(t *testing.T) {
	t.Parallel()
	want := Election{Method: ScottishSTV, Options: []string{"Ada", "Ben # 2", "Cäcilie", "Dora"}, Withdrawn: []string{"Ben # 2", "Dora"}, Seats: 2,
		Ballots: []Ballot{
			{Count: 3, Ranking: [][]string{{"Ada"}, {"Cäcilie"}, {"Dora"}}},
			{Count: 4, Ranking: [][]string{{"Ada"}, {"Cäcilie"}, {"Ben # 2"}}},
			{Count: 4, Ranking: [][]string{{"Dora"}, {"Ada", "Cäcilie"}}},
			{Count: 2, Ranking: [][]string{{"Ben # 2"}, {"Cäcilie"}}},
			{Count: 1, Ranking: [][]string{}},
		}}
	for name, text := range map[string]string{"as it is": sample, "from Windows": strings.ReplaceAll(sample, "\n", "\r\n"),
		"without the last line feed": strings.TrimSpace(sample)} {
		if got := readText(t, text, As{Method: ScottishSTV}).Election; !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
		}
	}
	if e := readText(t, sample, As{Method: Schulze, Seats: 1}).Election; e.Seats != 1 || e.Method != Schulze {
		t.Errorf("as asked: %s, %d seats", e.Method, e.Seats)
	}
}

func TestReadBLT_RefusesWhatItWouldHaveToGuess(t *testing.T) {
	t.Parallel()
	const names = "0\n\"A\"\n\"B\"\n\"title\"\n"
	for text, want := range map[string]string{
		"x":                                  "line 1: expected the numbers of options and seats, found \"x\"",
		"2 1 1\n":                            "line 1: expected the numbers of options and seats, found \"2 1 1\"",
		"# only\n\n":                         "line 2: the file ends before the numbers of options and seats",
		"0 1\n":                              `line 1: "0" is not a number of options from 1 to 1000`,
		"1001 1\n":                           `line 1: "1001" is not a number of options from 1 to 1000`,
		"2 0\n":                              `line 1: "0" is not a number of seats from 1 to 1000`,
		"2 two\n":                            `line 1: "two" is not a number of seats from 1 to 1000`,
		"2 1\n-3\n":                          "line 2: option 3 does not exist, the file names 2",
		"2 1\n-1 -1\n":                       "line 2: option 1 withdraws twice",
		"2 1\n-1 2\n":                        `line 2: "2" stands among the options that have withdrawn`,
		"2 1\n--1\n":                         `line 2: "-1" is not an option`,
		"2 1\n1 1 0\n-1\n":                   "line 3: the ballot does not end with 0",
		"2 1\n1 1 0\n-1 0\n" + names:         `line 3: "-1" is not a number of ballots from 1 to 1000000000000`,
		"8 1\n\n# c\n1 9 0\n":                "line 4: option 9 does not exist, the file names 8",
		"2 1\n1 1 2\n1 2 0\n":                "line 2: the ballot does not end with 0",
		"2 1\n1 1 0 2 0\n":                   `line 2: "0" is not an option`,
		"2 1\n1 1 1 0\n":                     "line 2: option 1 is named twice",
		"2 1\n1 1=1 0\n":                     "line 2: option 1 is named twice",
		"2 1\n1 1 = 2 0\n":                   `line 2: "=" is not an option`,
		"2 1\n1 1=2= 0\n":                    `line 2: "1=2=" is not an option`,
		"2 1\n1 1.5 0\n":                     `line 2: "1.5" is not an option`,
		"2 1\n1 99999999999999999999 0\n":    `line 2: "99999999999999999999" is not an option`,
		"2 1\n0 1 0\n":                       `line 2: "0" is not a number of ballots from 1 to 1000000000000`,
		"2 1\n1.5 1 0\n":                     `line 2: "1.5" is not a number of ballots from 1 to 1000000000000`,
		"2 1\n1000000000000 1 0\n1 1 0\n":    "line 3: there are more than 1000000000000 ballots",
		"2 1\n(a 1 1 0\n":                    "line 2: the id of the ballot does not end with a bracket",
		"2 1\n(a)\n":                         "line 2: the ballot does not end with 0",
		"2 1\n1 1 0\n":                       "line 2: the file ends before the line with a single 0 that ends the ballots",
		"2 1\n1 1 0\n\"A\"\n":                "line 3: a name stands before the line with a single 0 that ends the ballots",
		"2 1\n0\n\"A\"\n\"B\"\n":             "line 4: the file ends before the 2 names of the options and the title",
		"2 1\n0\nA\n":                        `line 3: "A" is not a name in quotation marks`,
		"2 1\n0\n\"A\" \"B\"\n":              `line 3: "\"A\" \"B\"" is not a name in quotation marks`,
		"2 1\n0\n\"\"\n":                     "line 3: a name is empty",
		"2 1\n0\n\"A\"\n\"A\"\n\"t\"\n":      `line 4: the name "A" is given twice`,
		"2 1\n0\n\"A\x00\"\n":                `line 3: the name "A\x00" holds a character that cannot be printed`,
		"2 1\n0\n\"\xff\"\n":                 "line 3: a name is not valid UTF-8",
		"2 1\n" + names + "\"source\"\n":     `line 6: "\"source\"" follows the title`,
		"2 1\n-1 -2\n" + names:               "line 6: there is none to count",
		strings.Repeat("1", 70000):           "line 1: the line has more than 65536 bytes",
		"2 1\n" + strings.Repeat("1", 70000): "line 2: the line has more than 65536 bytes",
	} {
		for name, src := range map[string]io.Reader{"whole": strings.NewReader(text), "bytes": iotest.OneByteReader(strings.NewReader(text))} {
			_, err := count(src, As{Method: Schulze})
			if refused, ok := errors.AsType[*strictjson.Error](err); !ok || refused.Error() != want {
				t.Errorf("%s, %.80q:\ngot  %v\nwant %s", name, text, err, want)
			}
		}
	}
	if _, err := count(strings.NewReader(sample), As{}); fmt.Sprint(err) != "line 2: a BLT file does not say how it is counted; name a method" {
		t.Errorf("without a method: %v", err)
	}
}
