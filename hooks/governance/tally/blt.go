package tally

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"cooperage/hooks/strictjson"
)

// bltFile reads BLT, the format of Hill, Wichmann and Woodall, Algorithm 123 (1987), in the dialect of OpenSTV and
// OpaVote: the numbers of options and seats; on a line of its own, each with a minus, the options that have
// withdrawn; ballots, one a line, as (id) weight options 0 with = between equal ranks and - for a rank left out; a
// line with 0; then the quoted names of the options and the title. A # begins a comment.
type bltFile struct {
	reading
	in        *bufio.Reader
	line      int
	size      int // how many options the file names
	withdrawn []bool
	ballot    int
}

func readBLT(in *bufio.Reader, as As) (*File, error) {
	f := &bltFile{in: in}
	f.as, f.lines = as, map[string]int{}
	for _, part := range []func() error{f.head, f.body, f.names, f.reading.formed} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	f.end = f.line
	return f.finish()
}

func (f *bltFile) fail(what string, args ...any) error {
	return strictjson.At(f.line, what, args...)
}

// next returns the next line that says something, without its comment. It is valid until the next call.
func (f *bltFile) next() ([]byte, error) {
	for {
		line, err := f.in.ReadSlice('\n')
		if len(line) > 0 {
			f.line++
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			return nil, f.fail("the line has more than %d bytes", MaxLine)
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		}
		if line = bytes.TrimSpace(uncomment(line)); len(line) > 0 {
			return line, nil
		}
		if err != nil {
			return nil, io.EOF
		}
	}
}

// uncomment cuts a comment off, which does not begin inside quotes.
func uncomment(line []byte) []byte {
	quoted := false
	for i, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '#' && !quoted:
			return line[:i]
		}
	}
	return line
}

// need is next where the file must go on.
func (f *bltFile) need(what string) ([]byte, error) {
	line, err := f.next()
	if errors.Is(err, io.EOF) {
		return nil, f.fail("the file ends before %s", what)
	}
	return line, err
}

func (f *bltFile) head() error {
	line, err := f.need("the numbers of options and seats")
	if err != nil {
		return err
	}
	words := bytes.Fields(line)
	if len(words) != 2 {
		return f.fail("expected the numbers of options and seats, found %q", clip(line))
	}
	options, ok := positive(words[0], MaxOptions)
	if !ok {
		return f.fail("%q is not a number of options from 1 to %d", clip(words[0]), MaxOptions)
	}
	seats, ok := positive(words[1], MaxSeats)
	if !ok {
		return f.fail("%q is not a number of seats from 1 to %d", clip(words[1]), MaxSeats)
	}
	f.size, f.Election.Seats, f.lines["seats"] = int(options), int(seats), f.line
	f.withdrawn = make([]bool, f.size)
	f.Election.Method = f.as.Method
	if f.as.Method == "" {
		return f.fail("a BLT file does not say how it is counted; name a method")
	}
	return nil
}

// positive reads a number from 1 to most.
func positive(word []byte, most int64) (int64, bool) {
	n, ok := digits(string(word))
	return n, ok && n >= 1 && n <= most
}

// clip keeps a quotation short.
func clip(text []byte) []byte { return text[:min(len(text), 40)] }

// body reads the withdrawn options, if any, and the ballots to the line with the single zero.
func (f *bltFile) body() error {
	for first := true; ; first = false {
		line, err := f.need("the line with a single 0 that ends the ballots")
		if err != nil {
			return err
		}
		switch {
		case len(line) == 1 && line[0] == '0':
			return nil
		case first && line[0] == '-':
			err = f.withdraw(line)
		case line[0] == '"':
			return f.fail("a name stands before the line with a single 0 that ends the ballots")
		default:
			f.ballot++
			err = f.readBallot(line)
		}
		if err != nil {
			return err
		}
	}
}

func (f *bltFile) withdraw(line []byte) error {
	for word := range bytes.FieldsSeq(line) {
		if word[0] != '-' {
			return f.fail("%q stands among the options that have withdrawn", clip(word))
		}
		option, err := f.option(word[1:])
		if err != nil {
			return err
		}
		if f.withdrawn[option] {
			return f.fail("option %s withdraws twice", word[1:])
		}
		f.withdrawn[option] = true
	}
	return nil
}

// option reads the number of an option and returns its place in the list.
func (f *bltFile) option(word []byte) (int, error) {
	n, ok := digits(string(word))
	switch {
	case !ok || n < 1:
		return 0, f.fail("%q is not an option", clip(word))
	case n > int64(f.size):
		return 0, f.fail("option %d does not exist, the file names %d", n, f.size)
	}
	return int(n) - 1, nil
}

// readBallot reads "(id) weight options 0".
func (f *bltFile) readBallot(line []byte) error {
	if line[0] == '(' {
		_, rest, closed := bytes.Cut(line, []byte(")"))
		if !closed {
			return f.fail("the id of the ballot does not end with a bracket")
		}
		line = rest
	}
	words := bytes.Fields(line)
	if len(words) < 2 || string(words[len(words)-1]) != "0" {
		return f.fail("the ballot does not end with 0")
	}
	weight, ok := positive(words[0], MaxBallots)
	if !ok {
		return f.fail("%q is not a number of ballots from 1 to %d", clip(words[0]), int64(MaxBallots))
	}
	f.marks = f.marks[:0]
	for rank, word := range words[1 : len(words)-1] {
		if string(word) == "-" {
			continue // nothing has this rank
		}
		if err := f.rank(int64(rank), word); err != nil {
			return err
		}
	}
	f.closeUp()
	f.seal(formRanking)
	if err := f.put(weight, place{line: f.line}); err != nil {
		return f.fail("%s", err)
	}
	return nil
}

// rank reads options of equal rank.
func (f *bltFile) rank(rank int64, word []byte) error {
	for number := range bytes.SplitSeq(word, []byte("=")) {
		if len(number) == 0 {
			return f.fail("%q is not an option", clip(word))
		}
		option, err := f.option(number)
		if err != nil {
			return err
		}
		if !f.once(f.ballot, option) {
			return f.fail("option %d is named twice", option+1)
		}
		f.marks = append(f.marks, mark{option, rank})
	}
	return nil
}

// closeUp numbers the ranks without gaps, so that ballots that mean the same are the same.
func (f *bltFile) closeUp() {
	rank, before := int64(-1), int64(-1)
	for i := range f.marks {
		if f.marks[i].with != before {
			before = f.marks[i].with
			rank++
		}
		f.marks[i].with = rank
	}
}

// names reads the quoted names of the options and the title, which is dropped.
func (f *bltFile) names() error {
	for i := range f.size + 1 {
		line, err := f.need(fmt.Sprintf("the %d names of the options and the title", f.size))
		if err != nil {
			return err
		}
		if err := f.name(line, i == f.size); err != nil {
			return err
		}
	}
	line, err := f.next()
	if err == nil {
		return f.fail("%q follows the title", clip(line))
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// name reads a line with the name of an option, or with the title, which may be empty.
func (f *bltFile) name(line []byte, title bool) error {
	name, ok := unquote(line)
	if !ok {
		return f.fail("%q is not a name in quotation marks", clip(line))
	}
	if title && name == "" {
		return nil
	}
	if err := plain(name); err != nil {
		return f.fail("%s", err)
	}
	if title {
		return nil
	}
	if slices.Contains(f.options.names, name) {
		return f.fail("the name %q is given twice", name)
	}
	if f.withdrawn[len(f.options.names)] {
		f.Election.Withdrawn = append(f.Election.Withdrawn, name)
	}
	f.options.names = append(f.options.names, name)
	f.Election.Options = f.options.names
	return nil
}

func unquote(line []byte) (string, bool) {
	if len(line) < 2 || line[0] != '"' || line[len(line)-1] != '"' {
		return "", false
	}
	name := line[1 : len(line)-1]
	return string(name), !bytes.Contains(name, []byte(`"`))
}
