package tally

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cooperage/hooks/strictjson"
)

// The limits of a file. What lies beyond is refused, so that reading takes memory for the different ballots only.
const (
	MaxOptions  = 1000               // options of an election
	MaxGrades   = 100                // grades of a scale
	MaxName     = 500                // bytes of the name of an option, a grade, a voter or a tracker
	MaxSeats    = MaxOptions         // to be filled
	MaxBallots  = mostBallots        // in all, equal ones counted
	MaxStacks   = 2_000_000          // ballots that differ
	MaxMarks    = 20_000_000         // options named by the ballots that differ, together
	MaxVoters   = 5_000_000          // voters named
	MaxLine     = 64 << 10           // bytes of a line of a BLT file
	maxFraction = int64(mostBallots) // of a numerator or denominator
)

// As says how a file is counted where that differs from what the file says. The zero value changes nothing.
type As struct {
	Method Method
	Seats  int
}

// place is where a ballot or a name stands in a file: the line, and which of the ballots it is, from one.
type place struct{ line, ballot int }

// fail refuses what stands at the place.
func (p place) fail(what string, args ...any) error {
	what = fmt.Sprintf(what, args...)
	if p.ballot > 0 {
		what = fmt.Sprintf("ballot %d: %s", p.ballot, what)
	}
	return strictjson.At(p.line, "%s", what)
}

// File is an election as read, and where in the file things stand.
type File struct {
	Election Election // equal ballots are merged
	lines    map[string]int
	end      int // the last line
	ballots  []place
}

// Read reads an election to be counted, from the JSON of the exports or, when the file does not begin with a brace,
// from BLT. It is counted by the file's own method unless as names another one that counts such ballots. A file that
// leaves anything to guess is refused with a *strictjson.Error, one line that says where; so is a method that is not
// known, before anything is read.
func Read(src io.Reader, as As) (*File, error) {
	if as.Method != "" && !as.Method.Known() {
		return nil, place{line: 1}.fail("%q is not a method", string(as.Method))
	}
	in := bufio.NewReaderSize(src, MaxLine)
	first, err := begin(in)
	if err != nil {
		return nil, err
	}
	if first == '{' {
		return readJSON(in, as)
	}
	return readBLT(in, as)
}

// Count counts the election. What the method refuses is a *strictjson.Error with the line of the file.
func (f *File) Count() (Result, error) {
	result, err := Count(f.Election)
	if wrong, ok := errors.AsType[*BadInput](err); ok {
		return Result{}, f.at(wrong.Where).fail("%s", wrong.What)
	}
	return result, err
}

// at finds what a *BadInput names, such as seats, options[2] or ballots[7].count. What is not there would stand at
// the end.
func (f *File) at(where string) place {
	field, rest, listed := strings.Cut(where, "[")
	if listed && field == "ballots" {
		number, _, _ := strings.Cut(rest, "]")
		if i, err := strconv.Atoi(number); err == nil && i < len(f.ballots) {
			return f.ballots[i]
		}
	}
	if line, ok := f.lines[field]; ok {
		return place{line: line}
	}
	return f.last()
}

// last is the last line, where something might still stand.
func (f *File) last() place { return place{line: f.end} }

// begin returns the first byte that is not white space, and leaves it in its place.
func begin(in *bufio.Reader) (byte, error) {
	for n := 1; ; n++ {
		head, err := in.Peek(n)
		switch {
		case errors.Is(err, io.EOF):
			return 0, place{line: 1}.fail("the file is empty")
		case errors.Is(err, bufio.ErrBufferFull):
			return 0, place{line: 1}.fail("the file begins with more than %d bytes of white space", MaxLine)
		case err != nil:
			return 0, err
		case !strings.ContainsRune(" \t\r\n", rune(head[n-1])):
			return head[n-1], nil
		}
	}
}

// plain says what is wrong with the name of an option or a grade. Names are printed, so they must be printable.
func plain(name string) error {
	switch {
	case name == "":
		return errors.New("a name is empty")
	case len(name) > MaxName:
		return fmt.Errorf("a name has more than %d bytes", MaxName)
	case !utf8.ValidString(name):
		return errors.New("a name is not valid UTF-8")
	case strings.ContainsFunc(name, func(c rune) bool { return !unicode.IsGraphic(c) }):
		return fmt.Errorf("the name %q holds a character that cannot be printed", name)
	}
	return nil
}

// reading is what both formats collect.
type reading struct {
	box
	File
	as As
}

// finish hands the election over.
func (f *reading) finish() (*File, error) {
	e := &f.Election
	e.Method = cmp.Or(f.as.Method, e.Method)
	e.Seats = cmp.Or(f.as.Seats, e.Seats)
	e.Ballots = f.spread()
	f.ballots = make([]place, len(f.stacks))
	for i, s := range f.stacks {
		f.ballots[i] = s.at
	}
	return &f.File, nil
}

// formed checks that the method counts such ballots.
func (f *reading) formed() error {
	for i := range f.stacks {
		if err := f.counts(&f.stacks[i]); err != nil {
			return err
		}
	}
	return nil
}

// forms are the forms of ballot that a method counts, where it is not a ranking.
var forms = map[Method][]byte{Majority: {formChoice}, Median: {formValue, formChoice}, Approval: {formApprove},
	Score: {formScores}, STAR: {formScores}, MajorityJudgment: {formGrades}}

// counts checks that the method counts ballots of the form.
func (f *reading) counts(s *stack) error {
	allowed := forms[f.Election.Method]
	if allowed == nil {
		allowed = []byte{formRanking}
	}
	if slices.Contains(allowed, s.key[0]) {
		return nil
	}
	return s.at.fail("%s counts %s, this ballot has %s", f.Election.Method, formNames[allowed[0]], formNames[s.key[0]])
}

// Known reports whether the method is counted here.
func (m Method) Known() bool {
	_, ok := methods[m]
	return ok
}
