package governance

import (
	"errors"
	"fmt"
	"strconv"

	"cooperage/hooks/governance/tally"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Outcomes of a vote, in words on its page.
const (
	Passed       = "passed"        // the rule changes, or the resolution stands
	Kept         = "kept"          // the middle is what holds today
	Refused      = "refused"       // not enough for it
	TooFew       = "too_few"       // the quorum was missed
	Confirming   = "confirming"    // a second vote decides whether a large step holds
	NotConfirmed = "not_confirmed" // that second vote did not confirm it
)

// close counts a vote whose deadline has come, in the caller's transaction: it opens the boxes, publishes the
// ballots with the record, deletes the boxes, enacts what was decided and tells the roll. After the commit the
// private key is destroyed; if a crash keeps that from happening, the next start does it.
func (r *Room) close(tx core.App, m *Motion) error {
	ru, err := m.Rules(tx, m.Closes())
	if err != nil {
		return err
	}
	papers, err := openBoxes(tx, m)
	if errors.Is(err, errLostKey) {
		return r.void(tx, m, ru, LostKey)
	}
	if errors.Is(err, errMismatch) {
		return r.void(tx, m, ru, Mismatched)
	}
	if err != nil {
		return err
	}
	result, err := r.writeRecord(tx, m, ru, papers)
	if err != nil {
		return err
	}
	if err := publish(tx, m, papers); err != nil {
		return err
	}
	if err := r.decide(tx, m, ru, result); err != nil {
		return err
	}
	if err := r.dropBoxes(tx, m); err != nil {
		return err
	}
	return r.tellRoll(tx, m, closed)
}

// dropBoxes deletes the sealed boxes and, once that is committed, destroys their key.
func (r *Room) dropBoxes(tx core.App, m *Motion) error {
	if _, err := tx.DB().Delete("ballots_sealed", dbx.HashExp{"motion": m.ID}).Execute(); err != nil {
		return fmt.Errorf("delete the boxes of motion %d: %w", m.ID, err)
	}
	tx.TxInfo().OnComplete(func(problem error) error {
		if problem != nil {
			return nil
		}
		if err := r.sweep(r.root, false); err != nil {
			// The vote is closed and stands; the job sweeps again in a minute.
			r.root.Logger().Error("ballot key not destroyed yet", "motion", m.ID, "error", err.Error())
		}
		return nil
	})
	return nil
}

// decide draws the consequence of a count.
func (r *Room) decide(tx core.App, m *Motion, ru *Rules, result tally.Result) error {
	m.Value = result.Value
	switch {
	case !result.QuorumMet:
		return r.end(tx, m, FailedQuorum, TooFew)
	case m.Kind == FeeLevel && *m.Value == *ru.StatusQuo:
		return r.end(tx, m, Rejected, Kept)
	case m.Kind == FeeLevel && ru.NeedsConfirming(*m.Value):
		return r.confirm(tx, m)
	case m.Kind == FeeLevel:
		return r.enact(tx, m, m, ru)
	case m.Kind == Confirmation && result.Passes:
		return r.enactConfirmed(tx, m, ru)
	case result.Passes:
		m.EffectiveFrom = m.ClosesAt
		return r.end(tx, m, Enacted, Passed)
	}
	return r.end(tx, m, Rejected, Refused)
}

// end writes how a vote came out. The time of the close is its deadline, whenever it was counted. A confirmation
// that does not pass ends the motion it was to confirm.
func (r *Room) end(tx core.App, m *Motion, state, outcome string) error {
	m.State, m.Outcome, m.ClosedAt = state, outcome, m.ClosesAt
	set := dbx.Params{"state": m.State, "outcome": m.Outcome, "closed_at": m.ClosedAt, "effective_from": m.EffectiveFrom, "value": m.Value}
	if _, err := tx.DB().Update("motions", set, dbx.HashExp{"id": m.ID}).Execute(); err != nil {
		return fmt.Errorf("end motion %d: %w", m.ID, err)
	}
	if err := noted(tx, m); err != nil {
		return err
	}
	if m.Kind != Confirmation || state == Enacted || state == Void {
		return nil
	}
	original, err := ByID(tx, *m.Confirms)
	if err != nil {
		return err
	}
	return r.end(tx, original, Rejected, NotConfirmed)
}

// enact writes the policy version that a fee vote decided. vote is the motion whose close decides the date: the
// motion itself, or its confirmation.
func (r *Room) enact(tx core.App, m, vote *Motion, ru *Rules) error {
	closes := vote.Closes()
	from := effective(closes, ru.DelayDays, r.zone(tx))
	m.EffectiveFrom = stamp(from)
	if err := r.end(tx, m, Enacted, Passed); err != nil {
		return err
	}
	version, err := policies.Enact(tx, policies.Change{Key: policies.Key(m.Subject), From: from, At: closes,
		Value: strconv.FormatInt(*m.Value, 10)}, m.ID)
	if err != nil {
		return err
	}
	return r.OnAdopted.Trigger(&Adopted{App: tx, Motion: m, Version: version}, func(e *Adopted) error { return e.Next() })
}

// confirm ends a fee vote that moved further than the largest step, and opens the yes-or-no vote on it.
func (r *Room) confirm(tx core.App, m *Motion) error {
	if err := r.end(tx, m, Closed, Confirming); err != nil {
		return err
	}
	_, err := r.followUp(tx, m, Motion{Kind: Confirmation, Method: string(tally.Majority), Majority: Qualified,
		Secrecy: m.Secrecy, Confirms: &m.ID}, r.clock.Now(), "")
	return err
}

// enactConfirmed ends both votes and enacts what the first one came to.
func (r *Room) enactConfirmed(tx core.App, m *Motion, ru *Rules) error {
	original, err := ByID(tx, *m.Confirms)
	if err != nil {
		return err
	}
	if err := r.enact(tx, original, m, ru); err != nil {
		return err
	}
	m.EffectiveFrom = original.EffectiveFrom
	return r.end(tx, m, Enacted, Passed)
}

// void ends a vote whose ballots cannot be counted and holds it again, under the quorum it had.
func (r *Room) void(tx core.App, m *Motion, ru *Rules, why string) error {
	if err := r.end(tx, m, Void, why); err != nil {
		return err
	}
	if err := r.dropBoxes(tx, m); err != nil {
		return err
	}
	_, err := r.followUp(tx, m, Motion{Kind: m.Kind, Subject: m.Subject, Method: m.Method, Majority: m.Majority,
		Secrecy: m.Secrecy, Repeats: &m.ID, Confirms: m.Confirms}, r.clock.Now(), ru.Quorum)
	return err
}
