package events

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// horizon is how far ahead the dates of a series have rows.
const horizon = 1 // years

// Announce puts the event on the calendar, with every date of the next year if it comes again, and returns the first.
func (r *Room) Announce(app core.App, host *members.Person, p Plan) (*Event, error) {
	if host == nil || !host.IsMember() {
		return nil, fault.Missing()
	}
	w, err := p.render(r.clock.Now())
	if err != nil {
		return nil, err
	}
	var first int64
	err = app.RunInTransaction(func(tx core.App) error {
		text, err := w.write(tx, 0)
		if err != nil {
			return err
		}
		if p.Rule.Every == dates.Once {
			first, err = r.put(tx, row{Host: host.Id, Text: text, At: p.Start, Zone: p.Zone, Minutes: p.Minutes, Public: p.Public})
			return err
		}
		s, err := r.begin(tx, host.Id, text, p)
		if err != nil {
			return err
		}
		first, err = r.extend(tx, s)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ByID(app, first)
}

// begin stores a new series without its dates.
func (r *Room) begin(tx core.App, host string, text int64, p Plan) (*series, error) {
	now := stamp(r.clock.Now())
	count := p.Rule.Count
	if !p.Rule.Until.IsZero() {
		count = 0
	}
	id, err := insert(tx, "event_series", dbx.Params{"uid": uid(), "host": host, "text": text, "every": string(p.Rule.Every), "count": count,
		"until": p.Rule.Until.String(), "local": p.Start.String(), "zone": p.Zone, "minutes": p.Minutes, "public": p.Public,
		"made": "", "created": now, "updated": now})
	if err != nil {
		return nil, fmt.Errorf("begin series: %w", err)
	}
	return seriesByID(tx, id)
}

// extend writes the dates of the series that lie within the horizon and have no row yet, and returns the first of
// them, or 0.
func (r *Room) extend(tx core.App, s *series) (int64, error) {
	zone := place(s.Zone)
	until := dates.At(r.clock.Now(), zone).AddYears(horizon)
	var first int64
	for _, d := range s.rule().Distinct(s.start(), until, zone) {
		if d.String() <= s.Made {
			continue
		}
		id, err := r.put(tx, row{Series: s.ID, Slot: d, Host: s.Host, Text: s.Text, At: d, Zone: s.Zone, Minutes: s.Minutes, Public: s.Public,
			Sequence: s.Sequence})
		if err != nil {
			return 0, err
		}
		if first == 0 {
			first = id
		}
		s.Made = d.String()
	}
	if first == 0 {
		return 0, nil
	}
	_, err := tx.NonconcurrentDB().Update("event_series", dbx.Params{"made": s.Made}, dbx.HashExp{"id": s.ID}).Execute()
	if err != nil {
		return 0, fmt.Errorf("extend series: %w", err)
	}
	return first, nil
}

// row is a date to be stored.
type row struct {
	Series   int64
	Slot     dates.Local
	Host     string
	Text     int64
	At       dates.Local
	Zone     string
	Minutes  int
	Public   bool
	Sequence int
}

// when are the columns that say when an event takes place.
func when(at dates.Local, zone string, minutes int) dbx.Params {
	starts := at.In(place(zone))
	return dbx.Params{"local": at.String(), "zone": zone, "minutes": minutes, "starts": stamp(starts),
		"ends": stamp(starts.Add(time.Duration(minutes) * time.Minute))}
}

// put stores one date.
func (r *Room) put(tx core.App, x row) (int64, error) {
	now := stamp(r.clock.Now())
	columns := when(x.At, x.Zone, x.Minutes)
	for name, value := range (dbx.Params{"uid": uid(), "slot": x.Slot.String(), "host": x.Host, "text": x.Text, "public": x.Public,
		"sequence": x.Sequence, "created": now, "updated": now}) {
		columns[name] = value
	}
	if x.Series > 0 {
		columns["series"] = x.Series
	}
	id, err := insert(tx, "events", columns)
	if err != nil {
		return 0, fmt.Errorf("store event: %w", err)
	}
	return id, nil
}

// uid names something for all calendars and all time.
func uid() string { return strings.ToLower(rand.Text()) + "@cooperage" }

// Extend writes on the dates of every series up to the horizon. It is a job, each series a transaction of its own.
func (r *Room) Extend(ctx context.Context, app core.App) error {
	until := stamp(r.clock.Now().AddDate(horizon, 0, 1))
	var ids []int64
	err := app.ConcurrentDB().Select("id").From("event_series").
		Where(dbx.NewExp("made < {:until} AND (until = '' OR made < until)", dbx.Params{"until": until})).OrderBy("id").Column(&ids)
	if err != nil {
		return fmt.Errorf("list series to extend: %w", err)
	}
	var failed []error
	for _, id := range ids {
		if ctx.Err() != nil {
			break
		}
		failed = append(failed, app.RunInTransaction(func(tx core.App) error {
			s, err := seriesByID(tx, id)
			if err == nil {
				_, err = r.extend(tx, s)
			}
			return err
		}))
	}
	return errors.Join(failed...)
}
