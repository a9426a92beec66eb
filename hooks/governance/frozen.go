package governance

import (
	"encoding/json"
	"fmt"
	"time"

	"cooperage/hooks/governance/tally"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
)

// Rules are what a vote is held under, frozen and hashed when it opens.
type Rules struct {
	Motion      int64    `json:"motion"`
	Kind        string   `json:"kind"`
	Title       string   `json:"title"`
	TextVersion int64    `json:"text_version"`
	TextHash    string   `json:"text_hash"`
	Method      string   `json:"method"`
	Options     []string `json:"options,omitempty"`
	StatusQuo   *int64   `json:"status_quo,omitempty"` // fee level today, basis points
	Proposed    *int64   `json:"proposed,omitempty"`   // what a confirmation confirms
	Grid        int64    `json:"grid,omitempty"`
	Min         int64    `json:"min,omitempty"`
	Max         int64    `json:"max,omitempty"`
	MaxStep     int64    `json:"max_step,omitempty"`
	Quorum      string   `json:"quorum"`
	Repeat      string   `json:"repeat_quorum"`
	Threshold   string   `json:"threshold,omitempty"`
	Qualified   string   `json:"qualified_threshold"`
	Base        string   `json:"base,omitempty"`
	Secrecy     string   `json:"secrecy"`
	DelayDays   int      `json:"enactment_delay_days"`
	OpensAt     string   `json:"opens_at"`
	ClosesAt    string   `json:"closes_at"`
	Roll        int      `json:"roll"`
	RollHash    string   `json:"roll_hash"`
	PublicKey   string   `json:"public_key"`
	Policies    []Frozen `json:"policies"`
}

// Frozen is the version of one policy that a vote is held under. Version 0 is the default of the program.
type Frozen struct {
	Key     policies.Key `json:"key"`
	ID      int64        `json:"id"`
	Version int64        `json:"version"`
}

// frozenKeys are the policies that a vote depends on.
var frozenKeys = []policies.Key{policies.CommissionRate, policies.CommissionGrid, policies.CommissionMin,
	policies.CommissionMax, policies.CommissionMaxStep, policies.Quorum, policies.RepeatQuorum, policies.VotingDays,
	policies.QualifiedThreshold, policies.MajorityBase, policies.EnactmentDelayDays}

// rulesAt gathers the rules of a motion as the policies stand at the time.
func rulesAt(app core.App, m *Motion, at time.Time) (*Rules, error) {
	values := map[policies.Key]policies.Version{}
	ru := &Rules{Motion: m.ID, Kind: m.Kind, Title: m.Title, TextVersion: m.Version, Method: m.Method, Secrecy: m.Secrecy}
	for _, key := range frozenKeys {
		v, err := policies.At(app, key, at)
		if err != nil {
			return nil, err
		}
		values[key] = v
		ru.Policies = append(ru.Policies, Frozen{key, v.ID, v.Number})
	}
	ru.Quorum, ru.Repeat = values[policies.Quorum].Text(), values[policies.RepeatQuorum].Text()
	ru.Qualified = values[policies.QualifiedThreshold].Text()
	ru.DelayDays = int(values[policies.EnactmentDelayDays].Int())
	if m.Kind != Resolution {
		ru.MaxStep = values[policies.CommissionMaxStep].Int()
	}
	if m.Kind == FeeLevel {
		today, err := standing(app, at)
		if err != nil {
			return nil, err
		}
		ru.StatusQuo, ru.Grid = &today, values[policies.CommissionGrid].Int()
		ru.Min, ru.Max = values[policies.CommissionMin].Int(), values[policies.CommissionMax].Int()
		return ru, nil
	}
	ru.Options = []string{tally.Yes, tally.No, tally.Abstain}
	ru.Base, ru.Threshold = values[policies.MajorityBase].Text(), "1/2"
	if m.Majority == Qualified {
		ru.Threshold = ru.Qualified
	}
	return ru, nil
}

// standing is the commission as it will hold if nothing more is decided: a version that is enacted and not yet in
// force is what a vote would change.
func standing(app core.App, at time.Time) (int64, error) {
	coming, err := policies.Coming(app, policies.CommissionRate, at)
	if err != nil {
		return 0, err
	}
	if n := len(coming); n > 0 {
		return coming[n-1].Int(), nil
	}
	return policies.Int(app, policies.CommissionRate, at)
}

// Rules returns the frozen rules of a motion whose vote has opened, else the rules as they stand at the time.
func (m *Motion) Rules(app core.App, at time.Time) (*Rules, error) {
	if m.RulesJSON == "" {
		return rulesAt(app, m, at)
	}
	ru := &Rules{}
	if err := json.Unmarshal([]byte(m.RulesJSON), ru); err != nil {
		return nil, fmt.Errorf("read the rules of motion %d: %w", m.ID, err)
	}
	return ru, nil
}

// election is what tally counts under these rules.
func (ru *Rules) election(ballots []tally.Ballot, lot string) (tally.Election, error) {
	e := tally.Election{Method: tally.Method(ru.Method), Options: ru.Options, Roll: int64(ru.Roll), Base: tally.Base(ru.Base),
		Grid: ru.Grid, Min: ru.Min, Max: ru.Max, Lot: lot, Ballots: ballots}
	if ru.StatusQuo != nil {
		e.Present = *ru.StatusQuo
	}
	var err error
	if e.Quorum, err = fraction(ru.Quorum); err != nil {
		return e, err
	}
	if ru.Threshold != "" {
		e.Threshold, err = fraction(ru.Threshold)
	}
	return e, err
}

// fraction reads a share as the policies write it.
func fraction(s string) (tally.Fraction, error) {
	f, err := policies.ParseFraction(s)
	return tally.Fraction(f), err
}

// NeedsConfirming reports whether a fee level is too far from today's to hold without a second vote.
func (ru *Rules) NeedsConfirming(value int64) bool {
	return ru.StatusQuo != nil && max(value-*ru.StatusQuo, *ru.StatusQuo-value) > ru.MaxStep
}

// Needed is the number of members who must take part.
func (ru *Rules) Needed() int64 {
	f, err := fraction(ru.Quorum)
	if err != nil {
		return int64(ru.Roll)
	}
	return f.Of(int64(ru.Roll))
}

// effective is the first of a month in the co-op's zone that is at least the days after the close.
func effective(closed time.Time, days int, zone *time.Location) time.Time {
	earliest := closed.In(zone).AddDate(0, 0, days)
	first := time.Date(earliest.Year(), earliest.Month(), 1, 0, 0, 0, 0, zone)
	if first.Before(earliest) {
		first = time.Date(earliest.Year(), earliest.Month()+1, 1, 0, 0, 0, 0, zone)
	}
	return first
}
