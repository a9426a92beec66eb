package forums

import (
	"context"
	"fmt"
	"sync"
	"time"

	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// place is a person's record id and a topic.
type place struct {
	person string
	topic  int64
}

// readings are how far people have read, not stored yet. Looking at a page writes nothing at once: a write costs the
// disk a sync, and a member who leafs through a topic would cost one a page. Losing the last seconds of it in a crash
// shows somebody a post twice, no more.
type readings struct {
	mu   sync.Mutex
	seen map[place]int64
	wake chan struct{}
}

func newReadings() readings {
	return readings{seen: map[place]int64{}, wake: make(chan struct{}, 1)}
}

// note remembers that the person has seen the topic up to the number.
func (n *readings) note(person string, topic, number int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	at := place{person, topic}
	n.seen[at] = max(n.seen[at], number)
	select {
	case n.wake <- struct{}{}:
	default: // somebody is awake already
	}
}

// take removes what is to be stored: of one person, or of all when person is "".
func (n *readings) take(person string) map[place]int64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	taken := map[place]int64{}
	for at, number := range n.seen {
		if person == "" || at.person == person {
			taken[at] = number
			delete(n.seen, at)
		}
	}
	return taken
}

// of is what is noted of one person and topic, 0 for nothing.
func (n *readings) of(person string, topic int64) int64 {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.seen[place{person, topic}]
}

// Settle stores what the person has read, or what all have when person is "". Lists of what is unread ask for it first.
func (r *Room) Settle(app core.App, person string) error {
	taken := r.readings.take(person)
	if len(taken) == 0 {
		return nil
	}
	now := ms(r.clock.Now())
	err := app.RunInTransaction(func(tx core.App) error {
		for at, number := range taken {
			id, err := PersonOf(tx, at.person)
			if err != nil {
				return err
			}
			if err := markRead(tx, id, at.topic, number, now); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		for at, number := range taken {
			r.readings.note(at.person, at.topic, number)
		}
	}
	return err
}

// Work stores readings a moment after they were made, until ctx ends; the hooks package runs it beside the server.
func (r *Room) Work(ctx context.Context, app core.App) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.readings.wake:
		}
		select {
		case <-ctx.Done():
		case <-time.After(2 * time.Second):
		}
		if err := r.Settle(app, ""); err != nil && ctx.Err() == nil {
			app.Logger().Error("store what was read in the forum", "error", err.Error())
		}
	}
}

// markRead moves a person's place in a topic forward, never back.
func markRead(tx core.App, person, topic, number, now int64) error {
	_, err := tx.DB().NewQuery(`INSERT INTO forum_reads (person, topic, number, read_at) VALUES ({:p}, {:t}, {:n}, {:now})
		ON CONFLICT (person, topic) DO UPDATE SET number = max(number, excluded.number), read_at = excluded.read_at`).
		Bind(dbx.Params{"p": person, "t": topic, "n": number, "now": now}).Execute()
	if err != nil {
		return fmt.Errorf("note what was read: %w", err)
	}
	return nil
}

// ReadAll counts everything written so far as read by the person.
func (r *Room) ReadAll(app core.App, who *members.Person) error {
	return app.RunInTransaction(func(tx core.App) error {
		person, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		_, err = tx.DB().Update("forum_people", dbx.Params{"read_before": ms(r.clock.Now())}, dbx.HashExp{"id": person}).Execute()
		if err != nil {
			return fmt.Errorf("count all as read: %w", err)
		}
		return nil
	})
}
