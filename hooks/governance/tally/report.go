package tally

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// report writes tables and lines; the buffer keeps the first error of writing for later.
type report struct {
	bytes.Buffer
	e *Election
	r *Result
}

// Report writes the result of an election for people: the outcome first, then the working.
func (r Result) Report(w io.Writer, e Election) error {
	p := report{e: &e, r: &r}
	p.outcome()
	p.attendance()
	for _, part := range []func(){p.order, p.counts, p.values, p.matrices, p.defeats, p.stages, p.points, p.runoff, p.judgment, p.ties} {
		part()
	}
	_, err := w.Write(p.Bytes())
	return err
}

func (p *report) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// title begins a part of the working.
func (p *report) title(format string, args ...any) { p.line("\n"+format, args...) }

// table writes rows of cells, the first column to the left, the others to the right.
func (p *report) table(rows [][]string) {
	widest := 0
	for _, row := range rows {
		widest = max(widest, len([]rune(row[0])))
	}
	w := tabwriter.NewWriter(p, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range rows {
		pad := strings.Repeat(" ", widest-len([]rune(row[0])))
		fmt.Fprintf(w, "%s%s\t", row[0], pad)
		for _, cell := range row[1:] {
			fmt.Fprintf(w, "%s\t", cell)
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush() // into memory, which does not fail
}

func list(names []string) string { return strings.Join(names, ", ") }

// outcome says in one line what is decided.
func (p *report) outcome() {
	r := p.r
	switch {
	case r.Method == Majority && r.Passes:
		p.line("The motion passes.")
	case r.Method == Majority:
		p.line("The motion does not pass.")
	case r.Value != nil:
		p.line("The median is %d.", *r.Value)
	case slices.ContainsFunc(r.Detail.Ties, func(t Tie) bool { return t.By == Undecided }):
		p.line("Only a lot can decide, and the file names none. Some lot elects: %s", list(r.Winners))
	case r.Method == ScottishSTV:
		p.line("Elected: %s", list(r.Elected))
	default:
		p.line("Winner: %s", list(r.Winners))
	}
	if r.Method != Majority && !r.QuorumMet {
		p.line("The quorum is not met, so this decides nothing.")
	}
}

// attendance says how it was counted and how many took part.
func (p *report) attendance() {
	d, cast := p.r.Detail, fmt.Sprintf("%d ballots", p.r.Detail.Cast)
	if p.e.Roll > 0 {
		cast += fmt.Sprintf(" of %d on the roll", p.e.Roll)
	}
	if d.Blank > 0 {
		cast += fmt.Sprintf(", %d of them blank", d.Blank)
	}
	if d.Void > 0 {
		cast += fmt.Sprintf(", %d void, whose first options are equal", d.Void)
	}
	p.line("Counted by %s: %s.", p.r.Method, cast)
	if len(d.Withdrawn) > 0 {
		p.line("Withdrawn: %s", list(d.Withdrawn))
	}
	if q := p.e.Quorum; !q.IsZero() {
		met := "not met"
		if p.r.QuorumMet {
			met = "met"
		}
		p.line("The quorum of %s, %d ballots, is %s.", q, q.Of(p.e.Roll), met)
	}
}

func (p *report) order() {
	if p.r.Order == nil {
		return
	}
	p.title("Order, best first")
	place := 1
	for _, tier := range p.r.Order {
		p.line("%4d. %s", place, strings.Join(tier, " = "))
		place += len(tier)
	}
}

// counts shows a majority.
func (p *report) counts() {
	d := p.r.Detail
	if d.Counts == nil {
		return
	}
	p.title("Ballots")
	var rows [][]string
	for _, o := range spoken {
		rows = append(rows, []string{o, fmt.Sprint(d.Counts[o])})
	}
	p.table(rows)
	threshold := p.e.Threshold
	if threshold.IsZero() {
		threshold = half
	}
	what := "at least " + threshold.String()
	if compare(threshold.Num, threshold.Den, half) == 0 {
		what = "more than half"
	}
	base := "votes for and against"
	if p.e.Base == Roll {
		base = "members on the roll"
	}
	p.line("Needed: %s of %d %s, %d yes.", what, d.Base, base, d.Needed)
}

// mostRows keeps a table readable; what is longer stands in the JSON.
const mostRows = 60

// values shows the sorted line of a median, equal values as one row.
func (p *report) values() {
	d := p.r.Detail
	if p.r.Value == nil {
		return
	}
	p.title("The line of values")
	rows := [][]string{{"value", "ballots", "up to here"}}
	for from := 0; from < len(d.Sorted); {
		value := d.Sorted[from]
		n, _ := slices.BinarySearchFunc(d.Sorted[from:], value, func(a, b int64) int { return cmp.Or(cmp.Compare(a, b), -1) })
		from += n
		rows = append(rows, []string{fmt.Sprint(value), fmt.Sprint(n), fmt.Sprint(from)})
	}
	p.short(rows)
	p.line("Named: %d, abstained: %d. In the middle: %s. The status quo is %d.", len(d.Sorted), d.Abstained, numbers(d.Middle), p.e.Present)
}

func numbers(list []int64) string {
	if len(list) == 0 {
		return "nothing"
	}
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(list), " ", " and "), "[]")
}

// short writes the head of a table and says what is left out.
func (p *report) short(rows [][]string) {
	p.table(rows[:min(len(rows), mostRows)])
	if left := len(rows) - mostRows; left > 0 {
		p.line("and %d more, which --json shows", left)
	}
}
