package events

import (
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Entry is something in a person's calendar that is no event: the close of a vote, the day an order is due.
type Entry struct {
	UID   string // stable, such as vote-12-closes
	Title string // in the reader's language
	Start time.Time
	Link  string // path of its page
	// Minutes is how long it takes; 0 is a moment, which leaves the time free.
	Minutes int
}

// Source yields what stands in a person's calendar from a time on, in the words of their language.
type Source func(app core.App, person *members.Person, l *locale.Locale, from time.Time) ([]Entry, error)

// Feed is a person's secret calendar address. It is kept as it is, not hashed, so that it can be shown again for a
// second device: whoever could read it in the database could read the calendar itself there.
type Feed struct {
	Person string `db:"person"`
	Token  string `db:"token"`
	Made   string `db:"made"`
}

// Path is the address under which calendars read it.
func (f *Feed) Path() string { return "/calendar/" + f.Token + ".ics" }

// MadeAt is when the address was made.
func (f *Feed) MadeAt() time.Time { return instant(f.Made) }

// FeedOf returns the person's feed, or nil when they have none.
func FeedOf(app core.App, person string) (*Feed, error) {
	return feedWhere(app, dbx.HashExp{"person": person})
}

func feedWhere(app core.App, where dbx.Expression) (*Feed, error) {
	var list []*Feed
	if err := app.DB().Select("person", "token", "made").From("event_feeds").Where(where).All(&list); err != nil {
		return nil, fmt.Errorf("find feed: %w", err)
	}
	if len(list) == 0 {
		return nil, nil
	}
	return list[0], nil
}

// feedByToken returns the feed with its person, or fault.NotFound; former members have none.
func feedByToken(app core.App, token string) (*members.Person, error) {
	f, err := feedWhere(app, dbx.HashExp{"token": token})
	if err != nil {
		return nil, err
	}
	if f == nil {
		return nil, fault.Missing()
	}
	p, err := members.ByID(app, f.Person)
	if err == nil && p.Kind() == members.Former {
		return nil, fault.Missing()
	}
	return p, err
}

// Renew gives the person a fresh address; the one before answers nobody any more.
func (r *Room) Renew(app core.App, who *members.Person) (*Feed, error) {
	f := &Feed{Person: who.Id, Token: strings.ToLower(rand.Text()), Made: stamp(r.clock.Now())}
	_, err := app.NonconcurrentDB().NewQuery(`INSERT INTO event_feeds (person, token, made) VALUES ({:person}, {:token}, {:made})
		ON CONFLICT (person) DO UPDATE SET token = excluded.token, made = excluded.made`).
		Bind(dbx.Params{"person": f.Person, "token": f.Token, "made": f.Made}).Execute()
	if err != nil {
		return nil, fmt.Errorf("make feed: %w", err)
	}
	return f, nil
}

// Revoke ends the person's address.
func (r *Room) Revoke(app core.App, who *members.Person) error {
	if _, err := app.NonconcurrentDB().Delete("event_feeds", dbx.HashExp{"person": who.Id}).Execute(); err != nil {
		return fmt.Errorf("close feed: %w", err)
	}
	return nil
}

// How far feeds reach: events stay a while after they are over, so that a calendar hears of a late change, and a
// public feed holds no more than a calendar can show.
const (
	feedPast = 45 * 24 * time.Hour
	feedMost = 500
)

// ownEvents are those the person has a place at, waits for or hosts.
func ownEvents(app core.App, person string, from time.Time) ([]*Event, map[int64]string, error) {
	var list []*Event
	err := query(app.ConcurrentDB()).Where(dbx.NewExp(`e.starts >= {:from} AND
		(e.host = {:p} OR e.id IN (SELECT event FROM event_rsvps WHERE person = {:p}))`, dbx.Params{"p": person, "from": stamp(from)})).
		OrderBy("e.starts", "e.id").Limit(feedMost).All(&list)
	if err != nil {
		return nil, nil, fmt.Errorf("list own events: %w", err)
	}
	states, err := statesOf(app, person, list)
	return list, states, err
}

// statesOf is the person's reservation for each of the events, where there is one.
func statesOf(app core.App, person string, list []*Event) (map[int64]string, error) {
	states := map[int64]string{}
	if person == "" || len(list) == 0 {
		return states, nil
	}
	ids := make([]any, len(list))
	for i, e := range list {
		ids[i] = e.ID
	}
	var rows []struct {
		Event int64  `db:"event"`
		State string `db:"state"`
	}
	err := app.ConcurrentDB().Select("event", "state").From("event_rsvps").
		Where(dbx.HashExp{"person": person}).AndWhere(dbx.In("event", ids...)).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("find reservations: %w", err)
	}
	for _, x := range rows {
		states[x.Event] = x.State
	}
	return states, nil
}

// publicEvents are those of the public feed: single ones, and the dates of each series that has one in its reach.
func publicEvents(app core.App, from time.Time) ([]*Event, error) {
	var list []*Event
	err := query(app.ConcurrentDB()).Where(dbx.NewExp(`(e.series IS NULL AND e.public = 1 AND e.starts >= {:from}) OR
		e.series IN (SELECT series FROM events WHERE public = 1 AND starts >= {:from} AND series IS NOT NULL)`,
		dbx.Params{"from": stamp(from)})).OrderBy("e.series", "e.slot", "e.starts").Limit(4 * feedMost).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list public events: %w", err)
	}
	return list, nil
}
