package governance

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Kinds of motions.
const (
	FeeLevel     = "fee_level"    // one rate on the grid; the median decides
	Resolution   = "resolution"   // yes, no or abstain
	Confirmation = "confirmation" // yes or no to a fee level that moved further than the largest step
)

// States of a motion. Closed is counted and waiting for its confirmation.
const (
	Draft        = "draft"
	Deliberation = "deliberation"
	Open         = "open"
	Closed       = "closed"
	Enacted      = "enacted"
	Rejected     = "rejected"
	FailedQuorum = "failed_quorum"
	Withdrawn    = "withdrawn"
	Void         = "void"
)

// Why a vote was void; the page explains each.
const (
	LostKey    = "lost_key"   // the private key of the vote is gone
	Mismatched = "mismatched" // boxes and roll do not agree, or a box cannot be opened
)

// Ways to vote.
const (
	Secret = "secret"
	Named  = "open"
)

// Majorities of a resolution.
const (
	Simple    = "simple"
	Qualified = "qualified"
)

// Motion is one row of motions: what is decided, how, and where it stands.
type Motion struct {
	ID            int64  `db:"id"`
	Kind          string `db:"kind"`
	Subject       string `db:"subject"` // the policy it moves; rests after a decision
	State         string `db:"state"`
	Mover         string `db:"mover"`
	Title         string `db:"title"`
	Version       int64  `db:"version"`
	Method        string `db:"method"`
	Majority      string `db:"majority"`
	Secrecy       string `db:"secrecy"`
	Repeats       *int64 `db:"repeats"`
	Confirms      *int64 `db:"confirms"`
	CreatedAt     string `db:"created_at"`
	SecondedAt    string `db:"seconded_at"`
	OpensAt       string `db:"opens_at"`
	ClosesAt      string `db:"closes_at"`
	ClosedAt      string `db:"closed_at"`
	EffectiveFrom string `db:"effective_from"`
	RulesJSON     string `db:"rules"`
	RulesHash     string `db:"rules_hash"`
	PublicKey     string `db:"public_key"`
	Roll          int64  `db:"roll"`
	Voted         int64  `db:"voted"`
	Reminders     int64  `db:"reminders"`
	Value         *int64 `db:"value"` // what a fee vote came to, basis points
	Outcome       string `db:"outcome"`
}

// Created, Seconded, Opens, Closes, ClosedOn and Effective are the moments of its life; zero when not yet known.
func (m *Motion) Created() time.Time { return instant(m.CreatedAt) }

// Seconded is when deliberation began.
func (m *Motion) Seconded() time.Time { return instant(m.SecondedAt) }

// Opens is when voting opens, or opened.
func (m *Motion) Opens() time.Time { return instant(m.OpensAt) }

// Closes is the deadline of the vote.
func (m *Motion) Closes() time.Time { return instant(m.ClosesAt) }

// ClosedOn is when it was closed, or withdrawn.
func (m *Motion) ClosedOn() time.Time { return instant(m.ClosedAt) }

// Effective is the day from which its decision holds.
func (m *Motion) Effective() time.Time { return instant(m.EffectiveFrom) }

// IsOpen reports whether a ballot can be cast at now: the deadline decides, not the state alone.
func (m *Motion) IsOpen(now time.Time) bool {
	return m.State == Open && !now.Before(m.Opens()) && now.Before(m.Closes())
}

// IsSecret reports whether ballots are secret.
func (m *Motion) IsSecret() bool { return m.Secrecy == Secret }

// IsDecided reports whether a vote was counted.
func (m *Motion) IsDecided() bool {
	return m.State == Closed || m.State == Enacted || m.State == Rejected || m.State == FailedQuorum
}

// Frozen reports whether the text can no longer be amended at now; days is the policy of the text freeze.
func (m *Motion) Frozen(now time.Time, days int) bool {
	return m.State != Draft && (m.State != Deliberation || !now.Before(m.Opens().AddDate(0, 0, -days)))
}

// ByID returns the motion with the number, or fault.NotFound.
func ByID(app core.App, id int64) (*Motion, error) {
	m := &Motion{}
	err := app.DB().Select("*").From("motions").Where(dbx.HashExp{"id": id}).One(m)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find motion %d: %w", id, err)
	}
	return m, nil
}

// InState returns the motions in the states, the newest first, at most limit.
func InState(app core.App, limit int64, states ...any) ([]*Motion, error) {
	var list []*Motion
	err := app.DB().Select("*").From("motions").Where(dbx.In("state", states...)).
		OrderBy("id DESC").Limit(limit).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list motions: %w", err)
	}
	return list, nil
}

// follower returns the motion that repeats or confirms another one, or nil.
func follower(app core.App, column string, id int64) (*Motion, error) {
	m := &Motion{}
	err := app.DB().Select("*").From("motions").Where(dbx.HashExp{column: id}).OrderBy("id DESC").Limit(1).One(m)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find what %s motion %d: %w", column, id, err)
	}
	return m, nil
}

// due returns the numbers of motions whose opening or close has come.
func due(app core.App, now time.Time) ([]int64, error) {
	var ids []int64
	err := app.DB().NewQuery(`SELECT id FROM motions WHERE state = 'deliberation' AND opens_at <= {:now}
		UNION SELECT id FROM motions WHERE state = 'open' AND closes_at <= {:now} ORDER BY id`).
		Bind(dbx.Params{"now": stamp(now)}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find motions that are due: %w", err)
	}
	return ids, nil
}

// stamp writes an instant so that text order is time order.
func stamp(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

func instant(s string) time.Time {
	t, err := time.Parse(types.DefaultDateLayout, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
