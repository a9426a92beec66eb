// Package tally counts votes. It takes plain values and returns plain values with the working a person can follow;
// it knows no database, no clock and no floating point, so that anyone can repeat a count from a public export.
//
// Every method is one entry of the table below: what its ballots must look like, and how they are counted.
package tally

import (
	"cmp"
	"fmt"
	"math/bits"
)

// Method names a counting rule, as exports and the command do.
type Method string

// The methods that are counted.
const (
	Majority         Method = "majority"
	Median           Method = "median"
	Schulze          Method = "schulze"
	ScottishSTV      Method = "stv-scottish"
	Approval         Method = "approval"
	Score            Method = "score"
	STAR             Method = "star"
	MajorityJudgment Method = "majority-judgment"
	RankedPairs      Method = "ranked-pairs"
	Minimax          Method = "minimax"
	Borda            Method = "borda"
	IRV              Method = "irv"
)

// method is a counting rule: check refuses an election or a ballot that it cannot count, count does it. The methods
// with options read their ballots while they count, since a million of them are read only once.
type method struct {
	check  func(e *Election) error
	ballot func(e *Election, b *Ballot) error
	count  func(e *Election, r *Result) error
}

var methods = map[Method]method{
	Majority:         {checkMajority, majorityBallot, countMajority},
	Median:           {checkMedian, medianBallot, countMedian},
	Schulze:          {checkOptions, nil, among(countSchulze)},
	ScottishSTV:      {checkSeats, nil, among(countScottish)},
	Approval:         {checkOptions, nil, among(countApproval)},
	Score:            {checkScore, nil, among(countScore)},
	STAR:             {checkOptions, nil, among(countSTAR)},
	MajorityJudgment: {checkScale, nil, among(countJudgment)},
	RankedPairs:      {checkOptions, nil, among(countRankedPairs)},
	Minimax:          {checkOptions, nil, among(countMinimax)},
	Borda:            {checkOptions, nil, among(countBorda)},
	IRV:              {checkOptions, nil, among(countIRV)},
}

// Base says what a majority is counted of.
type Base string

// The bases: the votes for and against, or everyone on the roll.
const (
	Votes Base = "votes"
	Roll  Base = "roll"
)

// The options of a majority vote, in this order.
const (
	Yes     = "yes"
	No      = "no"
	Abstain = "abstain"
)

// mostBallots keeps every sum and product of this package inside 64 bits where 128 are not used.
const mostBallots = 1_000_000_000_000

// BadInput says where an election cannot be counted as given, and why. Nothing is guessed.
type BadInput struct{ Where, What string }

// Error describes the problem on one line.
func (b *BadInput) Error() string { return b.Where + ": " + b.What }

func bad(where, what string, args ...any) error {
	return &BadInput{Where: where, What: fmt.Sprintf(what, args...)}
}

func badBallot(i int, err error) error { return bad(fmt.Sprintf("ballots[%d]", i), "%s", err) }

// Count counts an election. A *BadInput error says what is wrong with it.
func Count(e Election) (Result, error) {
	m, ok := methods[e.Method]
	if !ok {
		return Result{}, bad("method", "%q is not a method", e.Method)
	}
	if err := checkCommon(&e); err != nil {
		return Result{}, err
	}
	if err := m.check(&e); err != nil {
		return Result{}, err
	}
	cast, err := checkBallots(&e, m)
	if err != nil {
		return Result{}, err
	}
	r := Result{Method: e.Method, Winners: []string{}}
	r.Detail.Cast = cast
	r.QuorumMet = e.Quorum.IsZero() || AtLeast(cast, e.Roll, e.Quorum)
	if err := m.count(&e, &r); err != nil {
		return Result{}, err
	}
	return r, nil
}

func checkCommon(e *Election) error {
	if e.Roll < 0 || e.Roll > mostBallots {
		return bad("roll", "%d is not a number of voters", e.Roll)
	}
	if !e.Quorum.IsZero() && !e.Quorum.valid() {
		return bad("quorum", "%s is not a share between 0 and 1", e.Quorum)
	}
	if !e.Quorum.IsZero() && e.Roll == 0 && e.Quorum.Num > 0 {
		return bad("roll", "a quorum needs the number of voters")
	}
	return nil
}

// checkBallots returns how many ballots were cast, blank ones included.
func checkBallots(e *Election, m method) (int64, error) {
	cast := int64(0)
	for i := range e.Ballots {
		b := &e.Ballots[i]
		if b.Count < 1 || b.Count > mostBallots || cast+b.Count > mostBallots {
			return 0, bad(fmt.Sprintf("ballots[%d].count", i), "%d is not a number of ballots", b.Count)
		}
		cast += b.Count
		if m.ballot == nil {
			continue
		}
		if err := m.ballot(e, b); err != nil {
			return 0, badBallot(i, err)
		}
	}
	if e.Roll > 0 && cast > e.Roll {
		return 0, bad("ballots", "%d ballots are more than the roll of %d", cast, e.Roll)
	}
	return cast, nil
}

// Fraction is an exact share. The zero value means that none is given.
type Fraction struct{ Num, Den int64 }

// IsZero reports whether no share is given.
func (f Fraction) IsZero() bool { return f == Fraction{} }

// String writes the share as people do: 2/3.
func (f Fraction) String() string { return fmt.Sprintf("%d/%d", f.Num, f.Den) }

func (f Fraction) valid() bool {
	return f.Num >= 0 && f.Den > 0 && f.Num <= f.Den && f.Den <= mostBallots
}

// Of returns the least whole number that is at least this share of whole, such as the quorum of a roll.
func (f Fraction) Of(whole int64) int64 {
	hi, lo := bits.Mul64(uint64(whole), uint64(f.Num))
	q, rest := bits.Div64(hi, lo, uint64(f.Den))
	if rest > 0 {
		q++
	}
	return int64(q)
}

// AtLeast reports whether part is at least the share f of whole, exactly.
func AtLeast(part, whole int64, f Fraction) bool { return compare(part, whole, f) >= 0 }

// MoreThan reports whether part is more than the share f of whole, exactly.
func MoreThan(part, whole int64, f Fraction) bool { return compare(part, whole, f) > 0 }

// compare compares part × denominator with whole × numerator in 128 bits.
func compare(part, whole int64, f Fraction) int {
	h1, l1 := bits.Mul64(uint64(part), uint64(f.Den))
	h2, l2 := bits.Mul64(uint64(whole), uint64(f.Num))
	return cmp.Or(cmp.Compare(h1, h2), cmp.Compare(l1, l2))
}
