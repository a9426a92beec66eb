package events

import (
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// States of a reservation. Who has none is not coming, as far as the event knows.
const (
	Going   = "going"
	Waiting = "waiting"
)

// Guest is one reservation with its person.
type Guest struct {
	Person string `db:"person"`
	State  string `db:"state"`
	Number int    `db:"number"`
	Came   bool   `db:"came"`
	Name   string `db:"name"`
	Handle string `db:"handle"`
	Kind   string `db:"kind"`
	Photo  string `db:"portrait"`
}

// Portrait is the address of the person's picture, or "".
func (g Guest) Portrait() string { return files.URL(g.Photo, files.Tile) }

// IsMember reports whether the person has a page.
func (g Guest) IsMember() bool { return g.Kind == members.Member }

// guests lists the reservations in the order in which they came.
func guests(app core.App, event int64) ([]Guest, error) {
	var list []Guest
	err := app.DB().Select("r.person", "r.state", "r.number", "r.came", "u.name", "u.handle", "u.kind", "u.portrait").From("event_rsvps r").
		InnerJoin("users u", dbx.NewExp("u.id = r.person")).Where(dbx.HashExp{"r.event": event}).OrderBy("r.number").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list reservations: %w", err)
	}
	return list, nil
}

// StateOf is the person's reservation: Going, Waiting or "".
func StateOf(app core.App, event int64, person string) (string, error) {
	var list []string
	err := app.DB().Select("state").From("event_rsvps").Where(dbx.HashExp{"event": event, "person": person}).Column(&list)
	if err != nil {
		return "", fmt.Errorf("find reservation: %w", err)
	}
	if len(list) == 0 {
		return "", nil
	}
	return list[0], nil
}

// Reserve takes a place for the person, or the end of the waiting list when none is free, and returns which. Asking
// again changes nothing.
func (r *Room) Reserve(app core.App, who *members.Person, id int64) (state string, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		e, err := seen(tx, who, id)
		if err != nil {
			return err
		}
		if state, err = StateOf(tx, id, who.Id); err != nil || state != "" {
			return err
		}
		now := r.clock.Now()
		switch {
		case e.Cancelled:
			return fault.New(fault.Conflict, "This event has been called off.")
		case e.Host == who.Id:
			return fault.New(fault.Conflict, "You host this event: you have a place anyway.")
		case !e.Open(now):
			return fault.New(fault.Conflict, "Places can no longer be taken.")
		}
		if state = Going; e.Full() {
			state = Waiting
		}
		return r.enter(tx, e, who.Id, state, now)
	})
	return state, err
}

// seen finds the event if it exists for the person.
func seen(app core.App, who *members.Person, id int64) (*Event, error) {
	e, err := ByID(app, id)
	if err == nil && (who == nil || !e.VisibleTo(who.IsMember())) {
		return nil, fault.Missing()
	}
	return e, err
}

// enter writes the reservation with the next number of the event.
func (r *Room) enter(tx core.App, e *Event, person, state string, now time.Time) error {
	var number int
	err := tx.DB().NewQuery("UPDATE events SET tickets = tickets + 1, " + state + " = " + state + " + 1 WHERE id = {:id} RETURNING tickets").
		Bind(dbx.Params{"id": e.ID}).Row(&number)
	if err != nil {
		return fmt.Errorf("number reservation: %w", err)
	}
	_, err = insert(tx, "event_rsvps", dbx.Params{"event": e.ID, "person": person, "state": state, "number": number, "since": stamp(now)})
	if err != nil {
		return fmt.Errorf("reserve: %w", err)
	}
	return nil
}

// Leave gives up the person's place or waiting; the first who waits gets a freed place in the same transaction and
// is told. Who has no reservation loses none.
func (r *Room) Leave(app core.App, who *members.Person, id int64) error {
	return app.RunInTransaction(func(tx core.App) error {
		e, err := seen(tx, who, id)
		if err != nil {
			return err
		}
		state, err := StateOf(tx, id, who.Id)
		if err != nil || state == "" {
			return err
		}
		if e.Over(r.clock.Now()) {
			return fault.New(fault.Conflict, "This event is over.")
		}
		if _, err := tx.NonconcurrentDB().Delete("event_rsvps", dbx.HashExp{"event": id, "person": who.Id}).Execute(); err != nil {
			return fmt.Errorf("leave event: %w", err)
		}
		_, err = tx.NonconcurrentDB().NewQuery("UPDATE events SET " + state + " = " + state + " - 1 WHERE id = {:id}").Bind(dbx.Params{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("leave event: %w", err)
		}
		return r.promote(tx, id)
	})
}

// promote gives free places to those who wait, first come, first served, until the event begins. The cut-off ends
// reserving, not moving up: a place that somebody gives back late should not stay empty.
func (r *Room) promote(tx core.App, id int64) error {
	e, err := ByID(tx, id)
	if err != nil || e.Cancelled || !r.clock.Now().Before(e.Starts()) {
		return err
	}
	free := e.Waiting
	if e.Capacity > 0 {
		free = min(e.Waiting, e.Capacity-e.Going)
	}
	if free <= 0 {
		return nil
	}
	var lucky []string
	err = tx.DB().Select("person").From("event_rsvps").Where(dbx.HashExp{"event": id, "state": Waiting}).OrderBy("number").Limit(int64(free)).Column(&lucky)
	if err != nil {
		return fmt.Errorf("read waiting list: %w", err)
	}
	for _, person := range lucky {
		if err := r.moveUp(tx, e, person); err != nil {
			return err
		}
	}
	return nil
}

// moveUp turns a waiting into a place and tells the person.
func (r *Room) moveUp(tx core.App, e *Event, person string) error {
	now := stamp(r.clock.Now())
	_, err := tx.NonconcurrentDB().Update("event_rsvps", dbx.Params{"state": Going, "since": now}, dbx.HashExp{"event": e.ID, "person": person}).Execute()
	if err == nil {
		_, err = tx.NonconcurrentDB().NewQuery("UPDATE events SET going = going + 1, waiting = waiting - 1 WHERE id = {:id}").Bind(dbx.Params{"id": e.ID}).Execute()
	}
	if err != nil {
		return fmt.Errorf("move up: %w", err)
	}
	return notices.Tell(tx, notices.News{To: person, Kind: Kind, Text: locale.Mark("A place has become free for you: %s, %s"),
		Args: []any{e.Title, e.Starts()}, Link: e.URL(), Key: fmt.Sprintf("event-place:%d:%s", e.ID, now)})
}
