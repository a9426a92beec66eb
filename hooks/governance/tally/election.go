package tally

import (
	"encoding/json"
)

// Election is everything a count depends on, as the exports write it.
type Election struct {
	Method    Method
	Options   []string // none for the median
	Withdrawn []string // options taken out of the count; ballots naming them are read as if they did not
	Seats     int      // Scottish STV; the other methods look for one winner
	StatusQuo string   // an option; empty when there is none
	Present   int64    // the median's status quo, a value
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

// blank reports whether nothing was put on the ballot. A list that is there but empty is not nothing: of an empty
// list of grades every option gets the worst.
func (b *Ballot) blank() bool {
	return b.Value == nil && b.Choice == "" && len(b.Ranking) == 0 && b.Approve == nil && b.Scores == nil && b.Grades == nil
}

// MarshalJSON writes the election in the form of the export.
func (e Election) MarshalJSON() ([]byte, error) {
	out := struct {
		Method    Method   `json:"method"`
		Options   []string `json:"options,omitempty"`
		Withdrawn []string `json:"withdrawn,omitempty"`
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
	}{Method: e.Method, Options: e.Options, Withdrawn: e.Withdrawn, Seats: e.Seats, Roll: e.Roll, Base: e.Base, Scale: e.Scale,
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
