// Package pairing finds who learns from whom in a mentorship round, by a rule that anyone can recompute.
//
// Mentees and mentors rank each other; the mentees propose and the mentors keep the best proposals they have places
// for, until nobody proposes any more: deferred acceptance (Gale and Shapley 1962, "College Admissions and the
// Stability of Marriage", Amer. Math. Monthly 69, 9-15), with a number of places per mentor. The result does not
// depend on the order of the input. It is stable: no mentee and mentor who are not together would both rather be.
// No mentee does better in any other stable result, and ranking honestly is the best a mentee can do (Roth 1982;
// Dubins and Freedman 1981). The same people stay without a partner in every stable result (Roth 1984, 1986).
//
// A pair is possible only when each lists the other and no block stands between them. Nothing that is told about a
// result tells a block from a missing listing: both are "not possible".
//
// Lists may be ranked by people or made from scores (see Field). This package knows no database and no clock.
package pairing

import (
	"math"
)

// Version names the rules of this package. It is stored with a round, since a later program may rank by others.
const Version = 1

// Round is everything a result depends on. People are referred to by their index.
type Round struct {
	Mentees []Mentee
	Mentors []Mentor
	Blocked []Pair // in any order; a pair may be here twice
}

// Mentee ranks mentors.
type Mentee struct {
	ID    string
	Prefs []int32 // mentors, best first; who is missing is not wanted
}

// Mentor has places and ranks mentees.
type Mentor struct {
	ID       string
	Capacity int     // places; 0 or more
	Prefs    []int32 // mentees, best first; who is missing is not wanted
}

// Pair is a mentee and a mentor.
type Pair struct{ Mentee, Mentor int32 }

// Nobody stands for a mentee without a mentor.
const Nobody = int32(-1)

// open is the rank below which a mentor with a free place accepts: any.
const open = int32(math.MaxInt32)

// cell is a mentor who is possible for a mentee, and the place that this mentor gives the mentee, from 0.
type cell struct{ mentor, rank int32 }
