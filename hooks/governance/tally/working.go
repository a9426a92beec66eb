package tally

import (
	"fmt"
	"slices"
	"strings"
)

// mostColumns is how many options a matrix on paper may have.
const mostColumns = 30

// matrices shows who is preferred to whom, and the strongest paths.
func (p *report) matrices() {
	d := p.r.Detail
	p.matrix("Ballots that rank the row above the column", d.Pairwise)
	p.matrix("Strongest paths from the row to the column", d.StrongestPaths)
	if len(d.Undefeated) > 1 {
		p.line("Nobody beats: %s", list(d.Undefeated))
	}
}

func (p *report) matrix(title string, of [][]int64) {
	if of == nil {
		return
	}
	p.title("%s", title)
	if len(of) > mostColumns {
		p.line("It has %d rows; --json shows it.", len(of))
		return
	}
	head := []string{""}
	for i := range of {
		head = append(head, fmt.Sprintf("(%d)", i+1))
	}
	rows := [][]string{head}
	for i, line := range of {
		row := []string{fmt.Sprintf("(%d) %s", i+1, p.r.Detail.Options[i])}
		for j, n := range line {
			cell := "-"
			if i != j {
				cell = fmt.Sprint(n)
			}
			row = append(row, cell)
		}
		rows = append(rows, row)
	}
	p.table(rows)
}

// defeats shows ranked pairs in the order in which they were looked at, and for minimax the strongest of each.
func (p *report) defeats() {
	d := p.r.Detail
	if d.Defeats != nil {
		p.title("Defeats, strongest first")
		rows := [][]string{{"", "votes", "against", ""}}
		for _, x := range d.Defeats {
			kept := "kept"
			switch {
			case x.Open:
				kept = "a lot decides"
			case !x.Locked:
				kept = "left out, stronger ones contradict it"
			}
			rows = append(rows, []string{x.Winner + " beats " + x.Loser, fmt.Sprint(x.Votes), fmt.Sprint(x.Against), kept})
		}
		p.short(rows)
	}
	if d.Worst != nil {
		p.title("Votes in the strongest defeat, the least is best")
		p.tallied(d.Options, d.Worst)
	}
}

// tallied shows a number for each option.
func (p *report) tallied(options []string, of map[string]int64) {
	var rows [][]string
	for _, o := range options {
		rows = append(rows, []string{o, fmt.Sprint(of[o])})
	}
	p.short(rows)
}

// stages shows a transferable vote, options without votes left out.
func (p *report) stages() {
	d := p.r.Detail
	if d.Quota > 0 {
		p.title("Quota: %d votes for each of %d seats", d.Quota, p.e.Seats)
	}
	for i, s := range d.Stages {
		what := string(s.Action)
		if s.Option != "" {
			what += " of " + s.Option
		}
		p.title("Stage %d: %s", i+1, what)
		var rows [][]string
		for _, o := range d.Options {
			if s.Totals[o] != 0 || s.Transfers[o] != 0 {
				rows = append(rows, []string{o, moved(s.Transfers, o), s.Totals[o].String()})
			}
		}
		rows = append(rows, []string{"not transferable", "", s.Exhausted.String()})
		if s.Lost != 0 {
			rows = append(rows, []string{"cut off by rounding", "", s.Lost.String()})
		}
		p.table(rows)
		if len(s.Elected) > 0 {
			p.line("Elected: %s", list(s.Elected))
		}
		if len(s.Excluded) > 0 {
			p.line("Excluded: %s", list(s.Excluded))
		}
	}
}

// moved is what a stage added to an option, with its sign.
func moved(transfers map[string]Decimal, option string) string {
	switch t := transfers[option]; {
	case t > 0:
		return "+" + t.String()
	case t < 0:
		return t.String()
	}
	return ""
}

// points shows approvals, scores and Borda points, most first.
func (p *report) points() {
	d := p.r.Detail
	if d.Scores == nil {
		return
	}
	p.title("Points")
	options := slices.Clone(d.Options)
	slices.SortStableFunc(options, func(a, b string) int { return int(max(-1, min(1, d.Scores[b]-d.Scores[a]))) })
	var rows [][]string
	for _, o := range options {
		row := []string{o, d.Scores[o].String()}
		if d.Fives != nil {
			row = append(row, fmt.Sprintf("%d fives", d.Fives[o]))
		}
		rows = append(rows, row)
	}
	p.short(rows)
}

func (p *report) runoff() {
	x := p.r.Detail.Runoff
	if x == nil {
		return
	}
	p.title("Runoff")
	p.table([][]string{{x.Finalists[0], fmt.Sprint(x.Votes[0])}, {x.Finalists[1], fmt.Sprint(x.Votes[1])}, {"scored alike", fmt.Sprint(x.Equal)}})
}

// judgment shows how many ballots give each option each grade.
func (p *report) judgment() {
	d := p.r.Detail
	if d.Grades == nil {
		return
	}
	p.title("Grades")
	rows := [][]string{append(append([]string{""}, d.Scale...), "in the middle")}
	for _, o := range d.Options {
		row := []string{o}
		for _, n := range d.GradeCounts[o] {
			row = append(row, fmt.Sprint(n))
		}
		rows = append(rows, append(row, d.Grades[o]))
	}
	p.short(rows)
}

// ties says what broke each tie.
func (p *report) ties() {
	d := p.r.Detail
	if len(d.Ties) > 0 {
		p.title("Ties")
	}
	for _, t := range d.Ties[:min(len(d.Ties), mostRows)] {
		said := fmt.Sprintf("For the %s between %s: %s", t.About, strings.Join(t.Options, " = "), t.By)
		if t.Earlier > 0 {
			said += fmt.Sprintf(" %d", t.Earlier)
		}
		if t.Stage > 0 {
			said = fmt.Sprintf("After stage %d, f", t.Stage) + said[1:]
		}
		if len(t.Chosen) > 0 {
			said += ", which takes " + list(t.Chosen)
		}
		p.line("%s.", said)
	}
	if left := len(d.Ties) - mostRows; left > 0 {
		p.line("and %d more, which --json shows", left)
	}
	if d.LotOrder != nil {
		p.line("The lot puts them in this order: %s", list(d.LotOrder[:min(len(d.LotOrder), mostRows)]))
	}
}
