package events

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/prose"

	ical "github.com/arran4/golang-ical"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// calendar gathers what goes into one calendar file. Times are written on the clock of their place with the changes
// of that clock beside them (VTIMEZONE): a start in UTC would shift when a series crosses a clock change.
type calendar struct {
	base  string // address of the site
	out   *ical.Calendar
	spans map[string]span // of each zone used
	list  []*ical.VEvent
}

type span struct{ from, to time.Time }

func newCalendar(base, name string) *calendar {
	c := &calendar{base: base, out: ical.NewCalendarFor("Cooperage"), spans: map[string]span{}}
	c.out.SetProductId("-//Cooperage//Events//EN")
	c.out.SetCalscale("GREGORIAN")
	c.out.SetMethod(ical.MethodPublish)
	if name != "" {
		c.out.SetName(name)
		c.out.SetXWRCalName(name)
		c.out.SetRefreshInterval("PT1H", ical.WithValue(string(ical.ValueDataTypeDuration)))
		c.out.SetXPublishedTTL("PT1H")
	}
	return c
}

// zoned writes a local time with its zone, and remembers that the zone is needed there.
func (c *calendar) zoned(v *ical.VEvent, property ical.ComponentProperty, at dates.Local, zone string) {
	v.AddProperty(property, at.Stamp(), ical.WithTZID(zone))
	t := at.In(place(zone))
	s, ok := c.spans[zone]
	if !ok {
		s = span{t, t}
	}
	c.spans[zone] = span{minTime(s.from, t), maxTime(s.to, t)}
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// add writes one date as an event of its own; link is shown to those who have a place, and state is theirs.
func (c *calendar) add(e *Event, link bool, state string) *ical.VEvent {
	v := c.event(e, e.UID, e.Sequence, link, dates.At(e.Starts(), e.Location()))
	if state == Waiting && !e.Cancelled {
		v.SetStatus(ical.ObjectStatusTentative)
	}
	return v
}

// event writes what every form of an event has in common. at is its start as clocks show it: a time that a clock change
// skips is written as the one that comes instead, for readers of calendar files do not agree on it.
func (c *calendar) event(e *Event, uid string, sequence int, link bool, at dates.Local) *ical.VEvent {
	v := ical.NewEvent(uid)
	v.SetDtStampTime(instant(e.Updated))
	v.SetCreatedTime(instant(e.Created))
	v.SetModifiedAt(instant(e.Updated))
	v.SetSequence(sequence)
	c.zoned(v, ical.ComponentPropertyDtStart, at, e.Zone)
	// The length and not the end, which a clock change within the event would shift.
	v.AddProperty(ical.ComponentPropertyDuration, fmt.Sprintf("PT%dM", e.Minutes))
	v.SetSummary(e.Title)
	v.SetStatus(ical.ObjectStatusConfirmed)
	if e.Cancelled {
		v.SetStatus(ical.ObjectStatusCancelled)
	}
	where, about := e.Place, prose.Plain(e.Body, 1500)
	if link && e.Link != "" {
		where = cmp.Or(where, e.Link)
		about += "\n\n" + e.Link
	}
	if where != "" {
		v.SetLocation(where)
	}
	v.SetDescription(about + "\n\n" + c.base + e.URL())
	v.SetURL(c.base + e.URL())
	c.list = append(c.list, v)
	return v
}

// addSeries writes a series as one event that comes again. Dates that differ stand beside it under their
// RECURRENCE-ID; those that are not for these readers are left out of it. A series that meets a time which the clocks
// skip is written by its dates and not by its rule, because programs read such times differently.
func (c *calendar) addSeries(s *series, rows []*Event, shown func(*Event) bool) {
	first := rows[0]
	for _, e := range rows {
		if e.TextID == s.Text && !e.Moved {
			first = e // a date that reads as the series does
			break
		}
	}
	rule, zone := s.rule(), place(s.Zone)
	clocks := func(d dates.Local) dates.Local { return dates.At(d.In(zone), zone) }
	last := rule.Last(s.start())
	all := rule.Distinct(s.start(), last, zone)
	regular := len(all) == len(rule.Dates(s.start(), last)) && !slices.ContainsFunc(all, func(d dates.Local) bool { return clocks(d) != d })
	master := *first
	master.Zone, master.Minutes, master.Cancelled, master.Updated, master.Created = s.Zone, s.Minutes, false, s.Updated, s.Created
	v := c.event(&master, s.UID, s.Sequence, false, clocks(s.start()))
	if regular {
		v.AddRrule(rule.RRULE(s.start(), zone))
	}
	c.spans[s.Zone] = span{c.spans[s.Zone].from, maxTime(c.spans[s.Zone].to, last.In(zone))}
	bySlot := map[string]*Event{}
	for _, e := range rows {
		bySlot[e.Slot] = e
	}
	for _, d := range all {
		e := bySlot[d.String()]
		hidden := e != nil && !shown(e)
		if hidden {
			c.zoned(v, ical.ComponentPropertyExdate, clocks(d), s.Zone)
		} else if !regular {
			c.zoned(v, ical.ComponentPropertyRdate, clocks(d), s.Zone)
		}
		if e != nil && !hidden && (e.Cancelled || e.Moved || e.TextID != s.Text) {
			o := c.event(e, s.UID, max(e.Sequence, s.Sequence), false, dates.At(e.Starts(), e.Location()))
			c.zoned(o, ical.ComponentPropertyRecurrenceId, clocks(d), s.Zone)
		}
	}
}

// addEntry writes something that is no event as a moment.
func (c *calendar) addEntry(x Entry, now time.Time) {
	v := ical.NewEvent(x.UID + "@cooperage")
	v.SetDtStampTime(now)
	v.SetStartAt(x.Start)
	v.AddProperty(ical.ComponentPropertyDuration, fmt.Sprintf("PT%dM", x.Minutes))
	v.SetSummary(x.Title)
	if x.Minutes == 0 {
		v.SetTimeTransparency(ical.TransparencyTransparent)
	}
	v.SetURL(c.base + x.Link)
	v.SetDescription(c.base + x.Link)
	c.list = append(c.list, v)
}

// text is the finished file: zones first, as readers expect them.
func (c *calendar) text() string {
	names := make([]string, 0, len(c.spans))
	for name := range c.spans {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		c.out.AddVTimezone(timezone(name, c.spans[name]))
	}
	for _, v := range c.list {
		c.out.AddVEvent(v)
	}
	return c.out.Serialize(ical.WithNewLine("\r\n"))
}

// timezone describes the clock of a place over the span and a year before it: programs want to see a standard time
// before the first daylight time.
func timezone(name string, s span) *ical.VTimezone {
	z := ical.NewTimezone(name)
	for _, o := range dates.Observances(place(name), s.from.AddDate(-1, 0, 0), s.to.AddDate(0, 0, 2)) {
		part := &ical.ComponentBase{}
		part.AddProperty(ical.ComponentPropertyDtStart, o.Onset)
		part.AddProperty(ical.ComponentProperty(ical.PropertyTzoffsetfrom), o.From)
		part.AddProperty(ical.ComponentProperty(ical.PropertyTzoffsetto), o.To)
		part.AddProperty(ical.ComponentProperty(ical.PropertyTzname), o.Name)
		if o.Daylight {
			z.Components = append(z.Components, &ical.Daylight{ComponentBase: *part})
		} else {
			z.Components = append(z.Components, &ical.Standard{ComponentBase: *part})
		}
	}
	return z
}

// ofSeries loads the series of an event with all its dates.
func ofSeries(app core.App, e *Event) (*series, []*Event, error) {
	s, err := seriesByID(app, e.Series)
	if err != nil {
		return nil, nil, err
	}
	var rows []*Event
	if err := query(app.ConcurrentDB()).Where(dbx.HashExp{"e.series": s.ID}).OrderBy("e.slot").All(&rows); err != nil {
		return nil, nil, fmt.Errorf("list dates of series: %w", err)
	}
	return s, rows, nil
}
