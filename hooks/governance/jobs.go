package governance

import (
	"errors"
	"time"

	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
)

// Tick opens and closes what is due, reminds, and finishes the destruction of keys that a crash interrupted. It is
// the job of every minute and does nothing that a page would not do as well.
func (r *Room) Tick(app core.App) error {
	return errors.Join(r.Settle(app), r.Remind(app), r.sweep(app, false))
}

// Remind sends the rounds of reminders that are due, each once. Of rounds missed during downtime only the later is
// sent; a round whose time lies before the opening is left out.
func (r *Room) Remind(app core.App) error {
	list, err := InState(app, 1000, Open)
	if err != nil {
		return err
	}
	var failed []error
	for _, m := range list {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return r.remindOf(tx, m.ID) }))
	}
	return errors.Join(failed...)
}

func (r *Room) remindOf(tx core.App, id int64) error {
	m, err := ByID(tx, id)
	now := r.clock.Now()
	if err != nil || !m.IsOpen(now) {
		return err
	}
	round := int64(0)
	for i, key := range []policies.Key{policies.FirstReminderDays, policies.LastReminderDays} {
		days, err := policies.Days(tx, key, m.Opens())
		if err != nil {
			return err
		}
		at := m.Closes().Add(-time.Duration(days) * 24 * time.Hour)
		if at.After(m.Opens()) && !now.Before(at) {
			round = int64(i + 1)
		}
	}
	if round <= m.Reminders {
		return nil
	}
	return remind(tx, m, round)
}
