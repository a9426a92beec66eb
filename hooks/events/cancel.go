package events

import (
	"fmt"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// May reports whether the person may call the event off: its host, a steward or a moderator.
func May(who *members.Person, e *Event) bool {
	return who != nil && (who.Id == e.Host || who.IsMember() && (who.Has("steward") || who.Has("moderator")))
}

// Cancel calls off the event, or the dates of its series that the scope names, and tells everyone who had a place or
// waited. The page stays, with the reason. When an officer does it, the audit log says so.
func (r *Room) Cancel(app core.App, who *members.Person, id int64, scope Scope, reason string) error {
	if utf8.RuneCountInString(reason) > MaxReasonChars {
		var problems fault.Problems
		problems.Add("reason", "This may have at most %d characters.", MaxReasonChars)
		return problems.Err()
	}
	return app.RunInTransaction(func(tx core.App) error {
		e, err := ByID(tx, id)
		if err != nil {
			return err
		}
		if !May(who, e) {
			return fault.Missing()
		}
		now := r.clock.Now()
		if !e.On(now) {
			return fault.New(fault.Conflict, "This event is over or called off already.")
		}
		rows := []*Event{e}
		if e.Series > 0 && scope != One {
			if rows, err = r.end(tx, e, scope); err != nil {
				return err
			}
		}
		if err := r.callOff(tx, rows, reason); err != nil || who.Id == e.Host {
			return err
		}
		return members.Audit(tx, now, members.Act{By: who, Office: office(who), Text: locale.Mark("Called off an event: %s."), Args: []string{e.Title},
			Subject: e.Host, Link: e.URL()})
	})
}

func office(who *members.Person) string {
	if who.Has("moderator") {
		return "moderator"
	}
	return "steward"
}

// end stops a series from growing and returns the dates that the scope names.
func (r *Room) end(tx core.App, e *Event, scope Scope) ([]*Event, error) {
	s, err := seriesByID(tx, e.Series)
	if err != nil {
		return nil, err
	}
	rows, _, err := r.datesOf(tx, s, e, scope)
	if err != nil {
		return nil, err
	}
	return rows, r.touch(tx, s, dbx.Params{"count": 0, "until": s.Made})
}

// callOff marks the dates and tells each guest once, of the first of them that was theirs.
func (r *Room) callOff(tx core.App, rows []*Event, reason string) error {
	told := map[string]bool{}
	for _, e := range rows {
		if e.Cancelled {
			continue
		}
		_, err := tx.NonconcurrentDB().Update("events", dbx.Params{"cancelled": 1, "reason": reason, "sequence": e.Sequence + 1,
			"updated": stamp(r.clock.Now())}, dbx.HashExp{"id": e.ID}).Execute()
		if err != nil {
			return fmt.Errorf("call off event: %w", err)
		}
		text := locale.Mark("“%s” on %s has been called off.")
		if len(rows) > 1 {
			text = locale.Mark("“%s” has been called off, from %s on.")
		}
		err = r.tellGuests(tx, e, told, notices.News{Kind: Kind, Text: text, Args: []any{e.Title, e.Starts()}, Link: e.URL(),
			Key: fmt.Sprintf("event-off:%d", e.ID)})
		if err != nil {
			return err
		}
	}
	return nil
}
