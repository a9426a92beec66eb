package tally

import (
	"fmt"
	"slices"
)

var half = Fraction{1, 2}

// checkMajority fills in what a majority is by default: more than half of the votes for and against.
func checkMajority(e *Election) error {
	if e.Options == nil {
		e.Options = []string{Yes, No, Abstain}
	}
	if !slices.Equal(e.Options, []string{Yes, No, Abstain}) {
		return bad("options", "a majority has yes, no and abstain")
	}
	if e.Threshold.IsZero() {
		e.Threshold = half
	}
	if !e.Threshold.valid() || !AtLeast(e.Threshold.Num, e.Threshold.Den, half) {
		return bad("threshold", "%s is not a share between 1/2 and 1", e.Threshold)
	}
	if e.Base == "" {
		e.Base = Votes
	}
	if e.Base != Votes && e.Base != Roll {
		return bad("base", "%q is neither votes nor roll", e.Base)
	}
	if e.Base == Roll && e.Roll == 0 {
		return bad("roll", "a majority of the roll needs the number of voters")
	}
	return nil
}

func majorityBallot(e *Election, b *Ballot) error {
	if !slices.Contains(e.Options, b.Choice) {
		return fmt.Errorf("choice %q is not an option", b.Choice)
	}
	return nil
}

// countMajority decides by votes for and against. Simple: strictly more than half, a tie fails. Qualified: at
// least the share. Without a single yes nothing passes, whatever the base.
func countMajority(e *Election, r *Result) error {
	counts := map[string]int64{Yes: 0, No: 0, Abstain: 0}
	for i := range e.Ballots {
		counts[e.Ballots[i].Choice] += e.Ballots[i].Count
	}
	base := counts[Yes] + counts[No]
	if e.Base == Roll {
		base = e.Roll
	}
	simple := e.Threshold.Num*2 == e.Threshold.Den
	enough := AtLeast(counts[Yes], base, e.Threshold)
	needed := e.Threshold.Of(base)
	if simple {
		enough = MoreThan(counts[Yes], base, half)
		needed = base/2 + 1
	}
	r.Detail.Counts, r.Detail.Base, r.Detail.Needed = counts, base, max(1, needed)
	r.Passes = enough && counts[Yes] > 0 && r.QuorumMet
	r.Winners = []string{No}
	if r.Passes {
		r.Winners = []string{Yes}
	}
	return nil
}
