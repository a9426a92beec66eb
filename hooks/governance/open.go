package governance

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/members"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// late is how long after its hour a vote may open and still close as announced. Later than that, after downtime,
// it opens when it opens, so that nobody loses days of voting.
const late = time.Hour

// Settle opens and closes every vote whose time has come. Reads, writes and the job call it; each step is one
// transaction that looks again, so it happens exactly once however many ask at the same time.
func (r *Room) Settle(app core.App) error {
	ids, err := due(app, r.clock.Now())
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ids {
		if err := r.settle(app, id); err != nil {
			failed = append(failed, fmt.Errorf("settle motion %d: %w", id, err))
		}
	}
	return errors.Join(failed...)
}

func (r *Room) settle(app core.App, id int64) error {
	return app.RunInTransaction(func(tx core.App) error {
		m, err := ByID(tx, id)
		if err != nil {
			return err
		}
		now := r.clock.Now()
		switch {
		case m.State == Deliberation && !now.Before(m.Opens()):
			at := m.Opens()
			if now.Sub(at) > late {
				at = now
			}
			return r.open(tx, m, at, "")
		case m.State == Open && !now.Before(m.Closes()):
			return r.close(tx, m)
		}
		return nil
	})
}

// open freezes the roll, the text and the rules of a motion and begins the vote. A quorum given replaces the
// policy's: a repeat is held with its own.
func (r *Room) open(tx core.App, m *Motion, at time.Time, quorum string) error {
	ru, err := rulesAt(tx, m, at)
	if err != nil {
		return err
	}
	if quorum != "" {
		ru.Quorum = quorum
	}
	if err := r.complete(tx, m, ru, at); err != nil {
		return err
	}
	raw, err := json.Marshal(ru)
	if err != nil {
		return err
	}
	m.State, m.OpensAt, m.ClosesAt, m.Roll = Open, ru.OpensAt, ru.ClosesAt, int64(ru.Roll)
	m.RulesJSON, m.RulesHash, m.PublicKey = string(raw), hashText(string(raw)), ru.PublicKey
	_, err = tx.DB().Update("motions", dbx.Params{"state": m.State, "opens_at": m.OpensAt, "closes_at": m.ClosesAt,
		"roll": m.Roll, "rules": m.RulesJSON, "rules_hash": m.RulesHash, "public_key": m.PublicKey},
		dbx.HashExp{"id": m.ID}).Execute()
	if err != nil {
		return fmt.Errorf("open motion %d: %w", m.ID, err)
	}
	if err := noted(tx, m); err != nil {
		return err
	}
	return r.tellRoll(tx, m, opened)
}

// complete adds to the rules what the opening itself fixes: text, times, roll and key.
func (r *Room) complete(tx core.App, m *Motion, ru *Rules, at time.Time) error {
	t, err := text(tx, m.ID, m.Version)
	if err != nil {
		return err
	}
	days, err := policies.Days(tx, policies.VotingDays, at)
	if err != nil {
		return err
	}
	codes, err := freezeRoll(tx, m.ID)
	if err != nil {
		return err
	}
	ru.TextHash, ru.Roll, ru.RollHash = t.Hash, len(codes), hashCodes(codes)
	ru.OpensAt, ru.ClosesAt = stamp(at), stamp(at.In(r.zone(tx)).AddDate(0, 0, days))
	if m.Confirms != nil {
		confirmed, err := ByID(tx, *m.Confirms)
		if err != nil {
			return err
		}
		ru.Proposed = confirmed.Value
	}
	ru.PublicKey, err = makeKey(tx, m.ID)
	return err
}

// followUp makes a motion that repeats or confirms another one, with its text, and opens its vote at once.
func (r *Room) followUp(tx core.App, of *Motion, next Motion, at time.Time, quorum string) (*Motion, error) {
	t, err := text(tx, of.ID, of.Version)
	if err != nil {
		return nil, err
	}
	m := &next
	m.Mover, m.Title = of.Mover, of.Title
	if err := create(tx, m, t.Body, at); err != nil {
		return nil, err
	}
	mover, err := members.ByCode(tx, m.Mover)
	if err != nil {
		return nil, err
	}
	if err := r.talk(tx, mover, m, t.Body, 0); err != nil {
		return nil, err
	}
	if err := deliberate(tx, m, at, at); err != nil {
		return nil, err
	}
	return m, r.open(tx, m, at, quorum)
}
