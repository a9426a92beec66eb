package events

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/jobs"
	"cooperage/hooks/locale"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Jobs schedules reminders and the dates to come of series.
func (r *Room) Jobs(app core.App, add func(name, spec string, do jobs.Work)) {
	add("event-reminders", "* * * * *", func(ctx context.Context, _ time.Time) error { return r.Remind(ctx, app) })
	add("event-dates", "27 2 * * *", func(ctx context.Context, _ time.Time) error { return r.Extend(ctx, app) })
}

// reminders are the times before the start at which people are reminded, the later one last. An event remembers how
// many of them it has seen.
var reminders = []struct {
	before time.Duration
	text   string
}{
	{24 * time.Hour, locale.Mark("A reminder: “%s” begins on %s.")},
	{time.Hour, locale.Mark("“%s” is about to begin: %s.")},
}

// Remind tells those who have a place, and the host, that their event comes near: a day and an hour before. Each event
// is a transaction of its own, so each reminder goes out once. After downtime only the nearest one is sent, and none
// for what has begun.
func (r *Room) Remind(ctx context.Context, app core.App) error {
	now := r.clock.Now()
	var failed []error
	for i := len(reminders) - 1; i >= 0; i-- {
		var ids []int64
		err := app.ConcurrentDB().Select("id").From("events").Where(dbx.NewExp(`starts > {:now} AND starts <= {:until} AND
			cancelled = 0 AND reminded <= {:i}`, dbx.Params{"now": stamp(now), "until": stamp(now.Add(reminders[i].before)), "i": i})).
			OrderBy("starts", "id").Column(&ids)
		if err != nil {
			return fmt.Errorf("list events to remind of: %w", err)
		}
		for _, id := range ids {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			failed = append(failed, app.RunInTransaction(func(tx core.App) error { return r.remind(tx, id, i) }))
		}
	}
	return errors.Join(failed...)
}

// remind sends the ith reminder of an event.
func (r *Room) remind(tx core.App, id int64, i int) error {
	e, err := ByID(tx, id)
	if err != nil {
		return err
	}
	_, err = tx.NonconcurrentDB().Update("events", dbx.Params{"reminded": i + 1}, dbx.HashExp{"id": id}).Execute()
	if err != nil {
		return fmt.Errorf("note reminder: %w", err)
	}
	if instant(e.Created).Add(reminders[i].before).After(e.Starts()) {
		return nil // it was announced later than that: who reserved since knows when it is
	}
	list, err := guests(tx, id)
	if err != nil {
		return err
	}
	people := []string{e.Host}
	for _, g := range list {
		if g.State == Going {
			people = append(people, g.Person)
		}
	}
	return notices.TellMany(tx, people, notices.News{Kind: Kind, Text: reminders[i].text, Args: []any{e.Title, e.Starts()}, Link: e.URL(),
		Key: fmt.Sprintf("event-reminder:%d:%s:%d", id, e.StartsAt, i)})
}
