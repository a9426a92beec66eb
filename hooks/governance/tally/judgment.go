package tally

import (
	"cmp"
	"fmt"
	"slices"
)

// mostGrades bounds the scale of a majority judgment.
const mostGrades = 100

// checkScale checks the grades, best first.
func checkScale(e *Election) error {
	if len(e.Scale) < 2 || len(e.Scale) > mostGrades {
		return bad("scale", "a majority judgment has between 2 and %d grades", mostGrades)
	}
	for i, grade := range e.Scale {
		if grade == "" || slices.Contains(e.Scale[:i], grade) {
			return bad(fmt.Sprintf("scale[%d]", i), "%q is empty or named before", grade)
		}
	}
	return checkOptions(e)
}

// countJudgment compares the options by the grade in the middle: M. Balinski and R. Laraki, "A theory of measuring,
// electing, and ranking", PNAS 104 (2007), and "Majority Judgment" (MIT Press, 2011). Of an even number it is the lower
// of the two in the middle, the majority-grade. Where the majority-grades are equal, one of them is taken from each and
// the next compared, and so on: the majority-value. A ballot without a grade for an option gives it the worst. Options
// that share every grade tie; the lot breaks it.
func countJudgment(c *counting) error {
	counts, total, err := c.readGrades()
	if err != nil {
		return err
	}
	tiers := c.tiers(func(a, b int) int { return compareMiddles(counts[a], counts[b], total) })
	c.setOrder(tiers)
	c.r.Detail.Scale, c.r.Detail.GradeCounts = c.e.Scale, keyed(c, counts)
	if total > 0 {
		grades := make([]string, len(counts))
		for o := range counts {
			grades[o] = c.e.Scale[at(counts[o], total/2).grade]
		}
		c.r.Detail.Grades = keyed(c, grades)
	}
	c.drawWinner(tiers[0])
	return nil
}

// readGrades counts by option and grade how many ballots give it.
func (c *counting) readGrades() (counts [][]int64, total int64, err error) {
	grades := make(map[string]int, len(c.e.Scale))
	for i, grade := range c.e.Scale {
		grades[grade] = i
	}
	counts = make([][]int64, len(c.names))
	for o := range counts {
		counts[o] = make([]int64, len(c.e.Scale))
	}
	for i := range c.e.Ballots {
		b := &c.e.Ballots[i]
		if b.blank() {
			c.r.Detail.Blank += b.Count
			continue
		}
		if err := c.addGrades(b, grades, counts); err != nil {
			return nil, 0, badBallot(i, err)
		}
		total += b.Count
	}
	worst := len(c.e.Scale) - 1
	for o := range counts {
		given := int64(0)
		for _, n := range counts[o] {
			given += n
		}
		counts[o][worst] += total - given
	}
	return counts, total, nil
}

// addGrades adds the grades that a ballot gives.
func (c *counting) addGrades(b *Ballot, grades map[string]int, counts [][]int64) error {
	if b.Value != nil || b.Choice != "" || b.Approve != nil || b.Scores != nil || len(b.Ranking) > 0 {
		return errKind
	}
	for name, grade := range b.Grades {
		o, ok := c.index[name]
		if !ok {
			return fmt.Errorf("%q is not an option", name)
		}
		g, ok := grades[grade]
		if !ok {
			return fmt.Errorf("%q of %q is not a grade", grade, name)
		}
		if int(o) < len(counts) {
			counts[o][g] += b.Count
		}
	}
	return nil
}

// run is a run of equal grades in the line of an option's grades, best first: places from up to but without to.
type run struct {
	grade    int
	from, to int64
}

// at returns the run that holds a place.
func at(counts []int64, place int64) run {
	from := int64(0)
	for grade, n := range counts {
		if place < from+n {
			return run{grade, from, from + n}
		}
		from += n
	}
	return run{len(counts), from, from + 1} // behind the last: nothing left to compare
}

// compareMiddles compares two lines of as many grades by their majority-values, the better one first. Taking the
// lower middle again and again goes outwards from the middle, one place towards the worse and one towards the better
// end in turn, so whole runs of equal grades are passed in one step.
func compareMiddles(a, b []int64, total int64) int {
	worse, better := total/2, total/2-1
	if total%2 == 1 {
		if d := cmp.Compare(at(a, worse).grade, at(b, worse).grade); d != 0 {
			return d
		}
		worse++
	}
	for better >= 0 {
		aw, bw, ab, bb := at(a, worse), at(b, worse), at(a, better), at(b, better)
		if d := cmp.Or(cmp.Compare(aw.grade, bw.grade), cmp.Compare(ab.grade, bb.grade)); d != 0 {
			return d
		}
		step := min(aw.to-worse, bw.to-worse, better-ab.from+1, better-bb.from+1)
		worse, better = worse+step, better-step
	}
	return 0
}
