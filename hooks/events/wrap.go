package events

import (
	"fmt"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// MaxNotesChars is how long the account of an event may be.
const MaxNotesChars = 20_000

// After is what a host writes down when it is over.
type After struct {
	Notes     string // Markdown
	Recording string // address of a recording, or ""
	Came      []string
}

// Wrap keeps what the host writes down after the event and who came. Those who came have it among what they have
// learned. It can be mended at any time.
func (r *Room) Wrap(app core.App, who *members.Person, id int64, a After) error {
	var problems fault.Problems
	if utf8.RuneCountInString(a.Notes) > MaxNotesChars {
		problems.Add("body", "This may have at most %d characters.", MaxNotesChars)
	}
	if !address(a.Recording) {
		problems.Add("recording", "Please give a whole address that begins with https://.")
	}
	html, err := prose.Render(a.Notes)
	if f := fault.As(err); f != nil {
		problems.Add("body", f.Text, f.Args...)
	} else if err != nil {
		return err
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		e, err := mine(tx, who, id)
		if err != nil {
			return err
		}
		now := r.clock.Now()
		if e.Cancelled || now.Before(e.Starts()) {
			return fault.New(fault.Conflict, "This can be written once the event has begun.")
		}
		_, err = tx.NonconcurrentDB().Update("events", dbx.Params{"notes": a.Notes, "notesHtml": string(html), "recording": a.Recording,
			"wrapped": stamp(now), "updated": stamp(now)}, dbx.HashExp{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("keep notes of event: %w", err)
		}
		return came(tx, id, a.Came)
	})
}

// came marks who was there; only those who had a place can have been.
func came(tx core.App, id int64, people []string) error {
	_, err := tx.NonconcurrentDB().Update("event_rsvps", dbx.Params{"came": 0}, dbx.HashExp{"event": id, "came": 1}).Execute()
	if err != nil {
		return fmt.Errorf("mark attendance: %w", err)
	}
	for _, p := range people {
		_, err := tx.NonconcurrentDB().Update("event_rsvps", dbx.Params{"came": 1}, dbx.HashExp{"event": id, "person": p, "state": Going}).Execute()
		if err != nil {
			return fmt.Errorf("mark attendance: %w", err)
		}
	}
	return nil
}

// Together is an event that two people were both at, one of them perhaps as its host.
type Together struct {
	ID     int64  `db:"id"`
	Title  string `db:"title"`
	Public bool   `db:"public"`
}

// Attended lists the events that both people were at, the newest first: each came, or held it for the other.
func Attended(app core.App, a, b string) ([]Together, error) {
	var list []Together
	err := app.ConcurrentDB().NewQuery(`SELECT e.id, t.title, e.public FROM events e JOIN event_texts t ON t.id = e.text
		WHERE e.id IN (SELECT event FROM event_rsvps WHERE person = {:a} AND came = 1) AND
			(e.host = {:b} OR EXISTS (SELECT 1 FROM event_rsvps o WHERE o.event = e.id AND o.person = {:b} AND o.came = 1))
		   OR e.host = {:a} AND EXISTS (SELECT 1 FROM event_rsvps o WHERE o.event = e.id AND o.person = {:b} AND o.came = 1)
		ORDER BY e.starts DESC LIMIT 20`).Bind(dbx.Params{"a": a, "b": b}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list events attended together: %w", err)
	}
	return list, nil
}

// Learned is a workshop that a person attended, with one of the skills it taught.
type Learned struct {
	Together
	Skill string `db:"skill"` // as Key has it
	Label string `db:"label"`
}

// LearnedBy lists what the person has learned at events, the newest first.
func LearnedBy(app core.App, person string) ([]Learned, error) {
	var list []Learned
	err := app.ConcurrentDB().NewQuery(`SELECT e.id, t.title, e.public, s.skill, s.label FROM event_rsvps r JOIN events e ON e.id = r.event
		JOIN event_texts t ON t.id = e.text JOIN event_skills s ON s.text = e.text
		WHERE r.person = {:p} AND r.came = 1 ORDER BY e.starts DESC, s.skill LIMIT 200`).Bind(dbx.Params{"p": person}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list what was learned: %w", err)
	}
	return list, nil
}
