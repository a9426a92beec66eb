package tally

import (
	"encoding/json"
)

// Election is everything a count depends on, as the exports write it.
type Election struct {
	Method    Method
	Options   []string // none for the median
	Seats     int
	StatusQuo string // an option; empty when there is none
	Present   int64  // the median's status quo, a value
	Roll      int64
	Quorum    Fraction
	Threshold Fraction // zero means 1/2
	Base      Base     // empty means votes
	Scale     []string // grades, best first
	Grid      int64    // 0 means that any value may be named
	Min, Max  int64    // apply only with a grid
	Lot       string   // 64 hex digits: the hash of the closing record
	Ballots   []Ballot
}

// Ballot is Count equal ballots. Which field is used depends on the method; one that is not given leaves the
// ballot blank. Tracker or Voter name a single published ballot and are not counted.
type Ballot struct {
	Tracker string
	Voter   string
	Count   int64
	Choice  string           // majority
	Value   *int64           // median; nil abstains
	Ranking [][]string       // ranked methods
	Approve []string         // approval
	Scores  map[string]int64 // score, STAR
	Grades  map[string]string
}

// Result is the outcome of a count with its working.
type Result struct {
	Method    Method     `json:"method"`
	Winners   []string   `json:"winners"`
	Order     [][]string `json:"order,omitempty"`   // tiers, best first
	Elected   []string   `json:"elected,omitempty"` // several seats
	Value     *int64     `json:"value,omitempty"`   // median
	Passes    bool       `json:"passes"`            // a majority with the quorum met; a median with the quorum met
	QuorumMet bool       `json:"quorum_met"`
	Detail    Detail     `json:"detail"`
}

// Detail is the working. A method fills what it has.
type Detail struct {
	Cast      int64            `json:"cast"`
	Counts    map[string]int64 `json:"counts,omitempty"`    // majority: ballots by option
	Base      int64            `json:"base,omitempty"`      // majority: what the share is of
	Needed    int64            `json:"needed,omitempty"`    // majority: the least number of yes that passes
	Abstained int64            `json:"abstained,omitempty"` // median
	Sorted    []int64          `json:"sorted,omitempty"`    // median: the line of values
	Middle    []int64          `json:"middle,omitempty"`    // median: the value in the middle, or the two
}

// MarshalJSON writes the election in the form of the export.
func (e Election) MarshalJSON() ([]byte, error) {
	out := struct {
		Method    Method   `json:"method"`
		Options   []string `json:"options,omitempty"`
		Seats     int      `json:"seats,omitempty"`
		StatusQuo any      `json:"status_quo,omitempty"`
		Roll      int64    `json:"roll,omitempty"`
		Quorum    string   `json:"quorum,omitempty"`
		Threshold string   `json:"threshold,omitempty"`
		Base      Base     `json:"base,omitempty"`
		Scale     []string `json:"scale,omitempty"`
		Grid      int64    `json:"grid,omitempty"`
		Min       *int64   `json:"min,omitempty"`
		Max       *int64   `json:"max,omitempty"`
		Lot       string   `json:"lot,omitempty"`
		Ballots   []any    `json:"ballots"`
	}{Method: e.Method, Options: e.Options, Seats: e.Seats, Roll: e.Roll, Base: e.Base, Scale: e.Scale,
		Grid: e.Grid, Lot: e.Lot, Ballots: make([]any, len(e.Ballots))}
	if !e.Quorum.IsZero() {
		out.Quorum = e.Quorum.String()
	}
	if !e.Threshold.IsZero() {
		out.Threshold = e.Threshold.String()
	}
	if e.Method == Median {
		out.StatusQuo = e.Present
	} else if e.StatusQuo != "" {
		out.StatusQuo = e.StatusQuo
	}
	if e.Grid > 0 {
		out.Min, out.Max = &e.Min, &e.Max
	}
	for i, b := range e.Ballots {
		out.Ballots[i] = b.export(e.Method)
	}
	return json.Marshal(out)
}

// name is what identifies a published ballot, and how many equal ones it stands for.
type name struct {
	Tracker string `json:"tracker,omitempty"`
	Voter   string `json:"voter,omitempty"`
	Count   int64  `json:"count"`
}

// export returns the ballot in the form of its method.
func (b Ballot) export(m Method) any {
	n := name{b.Tracker, b.Voter, b.Count}
	switch {
	case m == Median:
		return struct {
			name
			Value *int64 `json:"value"` // null abstains
		}{n, b.Value}
	case m == Majority:
		return struct {
			name
			Choice string `json:"choice"`
		}{n, b.Choice}
	case b.Approve != nil:
		return struct {
			name
			Approve []string `json:"approve"`
		}{n, b.Approve}
	case b.Scores != nil:
		return struct {
			name
			Scores map[string]int64 `json:"scores"`
		}{n, b.Scores}
	case b.Grades != nil:
		return struct {
			name
			Grades map[string]string `json:"grades"`
		}{n, b.Grades}
	}
	ranking := b.Ranking
	if ranking == nil {
		ranking = [][]string{} // blank
	}
	return struct {
		name
		Ranking [][]string `json:"ranking"`
	}{n, ranking}
}
