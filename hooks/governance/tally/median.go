package tally

import (
	"fmt"
	"maps"
	"slices"
)

func checkMedian(e *Election) error {
	switch {
	case len(e.Options) > 0:
		return bad("options", "a median has none")
	case e.Grid < 0:
		return bad("grid", "%d is not a step", e.Grid)
	case e.Grid > 0 && e.Min > e.Max:
		return bad("min", "%d is above the maximum of %d", e.Min, e.Max)
	}
	return nil
}

// medianBallot checks that a value lies on the grid, where there is one.
func medianBallot(e *Election, b *Ballot) error {
	if b.Choice != "" && b.Choice != Abstain || b.Choice == Abstain && b.Value != nil {
		return fmt.Errorf("a ballot of a median names a value or abstains")
	}
	if b.Value == nil || e.Grid == 0 {
		return nil
	}
	if *b.Value < e.Min || *b.Value > e.Max || *b.Value%e.Grid != 0 {
		return fmt.Errorf("value %d is not a step of %d between %d and %d", *b.Value, e.Grid, e.Min, e.Max)
	}
	return nil
}

// mostValues keeps the line of values, which the result shows whole, within memory.
const mostValues = 10_000_000

// countMedian finds the middle of the values. Of an even number the status quo decides, clamped between the two
// in the middle, as if one more ballot lay on it: so there is no tie, and no change that less than half ask for.
func countMedian(e *Election, r *Result) error {
	if r.Detail.Cast > mostValues {
		return bad("ballots", "a median lines up at most %d ballots", mostValues)
	}
	line := sorted(e.Ballots)
	r.Detail.Sorted = line
	r.Detail.Abstained = r.Detail.Cast - int64(len(line))
	value := e.Present
	if n := len(line); n > 0 {
		lower, upper := line[(n-1)/2], line[n/2]
		value = max(lower, min(e.Present, upper))
		r.Detail.Middle = line[(n-1)/2 : n/2+1 : n/2+1]
	}
	r.Value = &value
	r.Passes = r.QuorumMet
	return nil
}

// sorted returns every named value in order. Values repeat a lot, so they are counted first.
func sorted(ballots []Ballot) []int64 {
	counts, total := map[int64]int64{}, int64(0)
	for i := range ballots {
		if v := ballots[i].Value; v != nil {
			counts[*v] += ballots[i].Count
			total += ballots[i].Count
		}
	}
	line := make([]int64, 0, total)
	for _, v := range slices.Sorted(maps.Keys(counts)) {
		for range counts[v] {
			line = append(line, v)
		}
	}
	return line
}
