package events

import (
	"database/sql"
	"errors"
	"fmt"
	"html/template"
	"strconv"
	"time"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Event is one date with what is read of it and who holds it.
type Event struct {
	ID        int64  `db:"id"`
	UID       string `db:"uid"`
	Series    int64  `db:"series"` // 0 for an event that does not come again
	Slot      string `db:"slot"`   // the date that the series' rule gave it
	Host      string `db:"host"`   // person id
	TextID    int64  `db:"text"`
	Local     string `db:"local"`
	Zone      string `db:"zone"`
	Minutes   int    `db:"minutes"`
	StartsAt  string `db:"starts"`
	EndsAt    string `db:"ends"`
	Public    bool   `db:"public"`
	Cancelled bool   `db:"cancelled"`
	Reason    string `db:"reason"`
	Moved     bool   `db:"moved"` // alone, away from its slot
	Going     int    `db:"going"`
	Waiting   int    `db:"waiting"`
	Sequence  int    `db:"sequence"`
	Notes     string `db:"notes"`
	NotesHTML string `db:"notesHtml"`
	Recording string `db:"recording"`
	Wrapped   string `db:"wrapped"`
	Created   string `db:"created"`
	Updated   string `db:"updated"`

	Title    string `db:"title"`
	Body     string `db:"body"`
	BodyHTML string `db:"html"`
	Place    string `db:"place"`
	Link     string `db:"link"`
	Capacity int    `db:"capacity"` // 0 is no limit
	Cutoff   int    `db:"cutoff"`   // minutes before the start

	HostName   string `db:"hostName"`
	HostHandle string `db:"hostHandle"`
	HostFace   string `db:"hostFace"`
}

// URL is the event's address.
func (e *Event) URL() string { return "/events/" + strconv.FormatInt(e.ID, 10) }

// Starts is the instant at which it begins; Ends is when it is over.
func (e *Event) Starts() time.Time { return instant(e.StartsAt) }

// Ends is the instant at which it is over.
func (e *Event) Ends() time.Time { return instant(e.EndsAt) }

// Text is the description as safe HTML, rendered when it was written.
func (e *Event) Text() template.HTML { return prose.Stored(e.BodyHTML) }

// Minute is the host's account of it as safe HTML.
func (e *Event) Minute() template.HTML { return prose.Stored(e.NotesHTML) }

// Summary is the beginning of the description in plain words.
func (e *Event) Summary() string { return prose.Plain(e.Body, 180) }

// Face is the host as lists show a person.
func (e *Event) Face() struct{ Name, Portrait string } {
	return struct{ Name, Portrait string }{e.HostName, files.URL(e.HostFace, files.Tile)}
}

// Location is the zone it takes place in; one that the binary no longer knows is UTC.
func (e *Event) Location() *time.Location { return place(e.Zone) }

// On reports whether it takes place as announced: not called off and not over.
func (e *Event) On(now time.Time) bool { return !e.Cancelled && now.Before(e.Ends()) }

// Over reports whether it has ended.
func (e *Event) Over(now time.Time) bool { return !now.Before(e.Ends()) }

// Deadline is until when one can take a place.
func (e *Event) Deadline() time.Time {
	return e.Starts().Add(-time.Duration(e.Cutoff) * time.Minute)
}

// Open reports whether one can take a place or join the waiting list.
func (e *Event) Open(now time.Time) bool { return !e.Cancelled && now.Before(e.Deadline()) }

// Left is how many places are free, and -1 without a limit. Whoever waits comes before any new reader.
func (e *Event) Left() int {
	switch {
	case e.Capacity == 0:
		return -1
	case e.Waiting > 0:
		return 0
	}
	return max(e.Capacity-e.Going, 0)
}

// Full reports whether who comes now has to wait.
func (e *Event) Full() bool { return e.Left() == 0 }

// VisibleTo reports whether the event exists for the reader: a public one for everybody, others for members.
func (e *Event) VisibleTo(member bool) bool { return e.Public || member }

const columns = `e.id, e.uid, COALESCE(e.series, 0) AS series, e.slot, e.host, e.text, e.local, e.zone, e.minutes, e.starts, e.ends,
	e.public, e.cancelled, e.reason, e.moved, e.going, e.waiting, e.sequence, e.notes, e.notesHtml, e.recording, e.wrapped, e.created, e.updated,
	t.title, t.body, t.html, t.place, t.link, t.capacity, t.cutoff,
	u.name AS hostName, u.handle AS hostHandle, u.portrait AS hostFace`

// query selects events with their texts and hosts.
func query(db dbx.Builder) *dbx.SelectQuery {
	return db.Select(columns).From("events e").InnerJoin("event_texts t", dbx.NewExp("t.id = e.text")).
		InnerJoin("users u", dbx.NewExp("u.id = e.host"))
}

// ByID returns the event whoever asks, or fault.NotFound.
func ByID(app core.App, id int64) (*Event, error) {
	var list []*Event
	if err := query(app.DB()).Where(dbx.HashExp{"e.id": id}).All(&list); err != nil {
		return nil, fmt.Errorf("find event: %w", err)
	}
	if len(list) == 0 {
		return nil, fault.Missing()
	}
	return list[0], nil
}

// Seen returns the event of an address if the reader may know of it, else fault.NotFound.
func Seen(app core.App, id string, member bool) (*Event, error) {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != id {
		return nil, fault.Missing()
	}
	e, err := ByID(app, n)
	if err == nil && !e.VisibleTo(member) {
		return nil, fault.Missing()
	}
	return e, err
}

// Skill is something that a workshop teaches: Key makes it comparable, Label is how the host wrote it.
type Skill struct {
	Text  int64  `db:"text"`
	Key   string `db:"skill"`
	Label string `db:"label"`
}

// SkillsOf returns what the events teach, by the id of their text.
func SkillsOf(app core.App, list ...*Event) (map[int64][]Skill, error) {
	texts := make([]any, 0, len(list))
	for _, e := range list {
		texts = append(texts, e.TextID)
	}
	var rows []Skill
	err := app.ConcurrentDB().Select("text", "skill", "label").From("event_skills").Where(dbx.In("text", texts...)).OrderBy("text", "label").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list skills of events: %w", err)
	}
	skills := map[int64][]Skill{}
	for _, s := range rows {
		skills[s.Text] = append(skills[s.Text], s)
	}
	return skills, nil
}

// series is one record of event_series.
type series struct {
	ID       int64  `db:"id"`
	UID      string `db:"uid"`
	Host     string `db:"host"`
	Text     int64  `db:"text"`
	Every    string `db:"every"`
	Count    int    `db:"count"`
	Until    string `db:"until"`
	Local    string `db:"local"`
	Zone     string `db:"zone"`
	Minutes  int    `db:"minutes"`
	Public   bool   `db:"public"`
	Made     string `db:"made"` // the last date that has a row
	Sequence int    `db:"sequence"`
	Created  string `db:"created"`
	Updated  string `db:"updated"`
}

func (s *series) start() dates.Local { return local(s.Local) }

func (s *series) rule() dates.Rule {
	return dates.Rule{Every: dates.Every(s.Every), Count: s.Count, Until: local(s.Until)}
}

func seriesByID(app core.App, id int64) (*series, error) {
	s := &series{}
	err := app.DB().Select("*").From("event_series").Where(dbx.HashExp{"id": id}).One(s)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find series: %w", err)
	}
	return s, nil
}

// local reads a stored local time; what is not one, such as the until of a counted series, is the zero time.
func local(s string) dates.Local {
	l, err := dates.Parse(s)
	if err != nil {
		return dates.Local{}
	}
	return l
}

// place is a stored zone.
func place(zone string) *time.Location {
	z, err := time.LoadLocation(zone)
	if err != nil {
		return time.UTC
	}
	return z
}

// instant reads a stored instant; zero for none.
func instant(s string) time.Time {
	t, err := types.ParseDateTime(s)
	if err != nil {
		return time.Time{}
	}
	return t.Time()
}

func stamp(t time.Time) string { return members.Stamp(t) }
