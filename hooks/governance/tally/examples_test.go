package tally

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// failer is what helpers need of a test, of Go's or of rapid's.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// schulze45 is the profile of 45 voters of Schulze's third example and of Wikipedia's article on his method.
const schulze45 = `
	5 A > C > B > E > D
	5 A > D > E > C > B
	8 B > E > D > A > C
	3 C > A > B > E > D
	7 C > A > E > B > D
	2 C > B > A > D > E
	7 D > C > E > B > A
	8 E > B > A > D > C
`

// tennessee is the vote on the site of a capital that Wikipedia's articles on voting methods share.
const tennessee = `
	42 Memphis > Nashville > Chattanooga > Knoxville
	26 Nashville > Chattanooga > Knoxville > Memphis
	15 Chattanooga > Knoxville > Nashville > Memphis
	17 Knoxville > Chattanooga > Nashville > Memphis
`

var cities = []string{"Memphis", "Nashville", "Chattanooga", "Knoxville"}

// sevens is the hash of some closing record.
var sevens = strings.Repeat("7", 64)

func fields(s string) iter.Seq[string] { return strings.FieldsSeq(s) }

// lotFirst returns the option that wins a tie by the lot of sevens, as the rules say it: the least SHA-256 of hash and name.
func lotFirst(options []string) string {
	hash, _ := hex.DecodeString(sevens)
	return slices.MinFunc(options, func(a, b string) int {
		x, y := sha256.Sum256([]byte(string(hash)+a)), sha256.Sum256([]byte(string(hash)+b))
		return slices.Compare(x[:], y[:])
	})
}

// ranks reads a profile as papers print it: a line for equal ballots, "12 A > B = C". What is left out is unranked.
func ranks(t failer, lines string) []Ballot {
	t.Helper()
	var list []Ballot
	for line := range strings.Lines(lines) {
		number, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if number == "" {
			continue
		}
		count, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			t.Fatalf("profile line %q: %v", line, err)
		}
		b := Ballot{Count: count, Ranking: [][]string{}}
		for group := range strings.SplitSeq(rest, ">") {
			var names []string
			for name := range strings.SplitSeq(group, "=") {
				if name = strings.TrimSpace(name); name != "" {
					names = append(names, name)
				}
			}
			if names != nil {
				b.Ranking = append(b.Ranking, names)
			}
		}
		list = append(list, b)
	}
	return list
}

// letters returns the first n capital letters as options.
func letters(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = string(rune('A' + i))
	}
	return list
}

// tiersOf writes an order as "A, B = C".
func tiersOf(order [][]string) string {
	var list []string
	for _, tier := range order {
		list = append(list, strings.Join(tier, " = "))
	}
	return strings.Join(list, ", ")
}

// rows reads a matrix as papers print it.
func rows(t failer, lines string) [][]int64 {
	t.Helper()
	var m [][]int64
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		var row []int64
		for cell := range strings.FieldsSeq(line) {
			if cell == "-" {
				cell = "0"
			}
			n, err := strconv.ParseInt(cell, 10, 64)
			if err != nil {
				t.Fatalf("matrix line %q: %v", line, err)
			}
			row = append(row, n)
		}
		m = append(m, row)
	}
	return m
}

func sameMatrix(a, b [][]int64) bool {
	return slices.EqualFunc(a, b, func(x, y []int64) bool { return slices.Equal(x, y) })
}

func mustCount(t failer, e Election) Result {
	t.Helper()
	r, err := Count(e)
	if err != nil {
		t.Fatalf("count %s: %v", e.Method, err)
	}
	return r
}
