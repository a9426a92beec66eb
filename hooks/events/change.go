package events

import (
	"fmt"
	"slices"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Scope says which dates of a series an act is about.
type Scope string

// The scopes. All are the dates that have not begun; what is past stays as it was.
const (
	One       Scope = "one"
	Following Scope = "following"
	All       Scope = "all"
)

// PlanOf is the event as its host announced it, to be changed. The rule of a series ends by its last day.
func PlanOf(app core.App, e *Event) (Plan, error) {
	p := Plan{Title: e.Title, Body: e.Body, Start: local(e.Local), Zone: e.Zone, Minutes: e.Minutes, Place: e.Place, Link: e.Link,
		Capacity: e.Capacity, Cutoff: e.Cutoff, Public: e.Public}
	skills, err := SkillsOf(app, e)
	if err != nil {
		return p, err
	}
	for _, s := range skills[e.TextID] {
		p.Skills = append(p.Skills, s.Label)
	}
	if e.Series == 0 {
		return p, nil
	}
	s, err := seriesByID(app, e.Series)
	if err != nil {
		return p, err
	}
	p.Rule = dates.Rule{Every: dates.Every(s.Every), Until: s.rule().Last(s.start())}
	return p, nil
}

// Change gives the event, or the dates of its series that the scope names, another plan. People with a place are told
// when time or place change; a raised capacity lets those who wait move up.
func (r *Room) Change(app core.App, who *members.Person, id int64, scope Scope, p Plan) (*Event, error) {
	e, err := mine(app, who, id)
	if err != nil {
		return nil, err
	}
	if scope == One || e.Series == 0 {
		scope, p.Rule = One, dates.Rule{}
	}
	w, err := p.render(r.clock.Now())
	if err != nil {
		return nil, err
	}
	err = app.RunInTransaction(func(tx core.App) error {
		e, err := mine(tx, who, id)
		if err != nil {
			return err
		}
		if !e.On(r.clock.Now()) {
			return fault.New(fault.Conflict, "This event is over or called off and can no longer be changed.")
		}
		if scope == One {
			return r.changeOne(tx, e, w)
		}
		return r.changeSeries(tx, e, scope, w)
	})
	if err != nil {
		return nil, err
	}
	return ByID(app, id)
}

// mine returns the event if the person hosts it, else fault.NotFound.
func mine(app core.App, who *members.Person, id int64) (*Event, error) {
	e, err := ByID(app, id)
	if err == nil && (who == nil || e.Host != who.Id) {
		return nil, fault.Missing()
	}
	return e, err
}

// changeOne changes one date. In a series it gets a text of its own.
func (r *Room) changeOne(tx core.App, e *Event, w words) error {
	text := e.TextID
	if e.Series > 0 {
		s, err := seriesByID(tx, e.Series)
		if err != nil {
			return err
		}
		if text == s.Text {
			text = 0
		}
	}
	text, err := w.write(tx, text)
	if err != nil {
		return err
	}
	set := when(w.Start, w.Zone, w.Minutes)
	set["text"], set["public"] = text, w.Public
	set["moved"] = e.Moved || e.Series > 0 && (set["starts"] != e.StartsAt || set["ends"] != e.EndsAt)
	return r.alter(tx, []*Event{e}, []dbx.Params{set}, w)
}

// alter writes changed columns over dates, tells their guests what they need to know, and lets people move up.
func (r *Room) alter(tx core.App, list []*Event, sets []dbx.Params, w words) error {
	told := map[string]bool{}
	for i, e := range list {
		set := sets[i]
		moved := set["starts"] != nil && (set["starts"] != e.StartsAt || set["ends"] != e.EndsAt)
		if moved {
			set["reminded"] = 0
		}
		set["sequence"], set["updated"] = e.Sequence+1, stamp(r.clock.Now())
		if _, err := tx.NonconcurrentDB().Update("events", set, dbx.HashExp{"id": e.ID}).Execute(); err != nil {
			return fmt.Errorf("change event: %w", err)
		}
		if err := r.promote(tx, e.ID); err != nil {
			return err
		}
		if e.Cancelled || !moved && e.Place == w.Place && e.Link == w.Link {
			continue
		}
		if err := r.tellChange(tx, e.ID, moved, told); err != nil {
			return err
		}
	}
	return nil
}

// tellChange tells the guests of a date who have not been told of another one in the same act.
func (r *Room) tellChange(tx core.App, id int64, moved bool, told map[string]bool) error {
	e, err := ByID(tx, id)
	if err != nil || e.Going+e.Waiting == 0 {
		return err
	}
	text, args := locale.Mark("The place of “%s” has changed."), []any{e.Title}
	if moved {
		text, args = locale.Mark("“%s” has been moved. It now begins on %s."), []any{e.Title, e.Starts()}
	}
	return r.tellGuests(tx, e, told, notices.News{Kind: Kind, Text: text, Args: args, Link: e.URL(),
		Key: fmt.Sprintf("event-changed:%d:%d", e.ID, e.Sequence)})
}

// tellGuests tells everyone who has a place or waits and has not been told yet.
func (r *Room) tellGuests(tx core.App, e *Event, told map[string]bool, n notices.News) error {
	list, err := guests(tx, e.ID)
	if err != nil {
		return err
	}
	var people []string
	for _, g := range list {
		if !told[g.Person] {
			told[g.Person] = true
			people = append(people, g.Person)
		}
	}
	return notices.TellMany(tx, people, n)
}

// changeSeries changes the dates of a series that the scope names. Dates left behind keep the old series, which then
// ends before them; new times are given to the dates in their order, so that people keep their places.
func (r *Room) changeSeries(tx core.App, e *Event, scope Scope, w words) error {
	s, err := seriesByID(tx, e.Series)
	if err != nil {
		return err
	}
	rows, left, err := r.datesOf(tx, s, e, scope)
	if err != nil {
		return err
	}
	old := local(rows[0].Slot)
	start := old.AddDays(local(e.Local).DaysTo(w.Start))
	if w.Start.Clock() != local(e.Local).Clock() {
		start = start.At(w.Start)
	}
	same := start == old && w.Zone == s.Zone && w.Minutes == s.Minutes && w.Public == s.Public &&
		string(w.Rule.Every) == s.Every && w.Rule.Until.Date() == s.rule().Last(s.start()).Date()
	w.Start = start
	text := s.Text
	switch {
	case len(left) > 0 && (scope == Following || !same):
		if s, err = r.split(tx, s, left[len(left)-1], w); err != nil {
			return err
		}
	case same:
		err = r.touch(tx, s, dbx.Params{})
	default:
		s.Every, s.Count, s.Until, s.Local, s.Zone, s.Minutes, s.Public = string(w.Rule.Every), 0, w.Rule.Until.String(), start.String(), w.Zone, w.Minutes, w.Public
		err = r.touch(tx, s, dbx.Params{"every": s.Every, "count": 0, "until": s.Until, "local": s.Local, "zone": s.Zone, "minutes": s.Minutes, "public": s.Public})
	}
	if err != nil {
		return err
	}
	if _, err := w.write(tx, s.Text); err != nil {
		return err
	}
	return r.replan(tx, s, rows, text, same, w)
}

// touch raises the series' sequence and changes columns of it.
func (r *Room) touch(tx core.App, s *series, set dbx.Params) error {
	s.Sequence++
	set["sequence"], set["updated"] = s.Sequence, stamp(r.clock.Now())
	if _, err := tx.NonconcurrentDB().Update("event_series", set, dbx.HashExp{"id": s.ID}).Execute(); err != nil {
		return fmt.Errorf("change series: %w", err)
	}
	return nil
}

// datesOf returns the dates that the scope names, and those before them, by slot.
func (r *Room) datesOf(tx core.App, s *series, e *Event, scope Scope) (rows, left []*Event, err error) {
	var all []*Event
	if err := query(tx.DB()).Where(dbx.HashExp{"e.series": s.ID}).OrderBy("e.slot").All(&all); err != nil {
		return nil, nil, fmt.Errorf("list dates of series: %w", err)
	}
	now := r.clock.Now()
	i := slices.IndexFunc(all, func(x *Event) bool {
		if scope == Following {
			return x.ID == e.ID
		}
		return x.ID == e.ID || x.Starts().After(now)
	})
	return all[i:], all[:i], nil
}

// split ends the series with the date last and begins another one with the rest.
func (r *Room) split(tx core.App, s *series, last *Event, w words) (*series, error) {
	err := r.touch(tx, s, dbx.Params{"count": 0, "until": last.Slot, "made": last.Slot})
	if err != nil {
		return nil, err
	}
	text, err := w.write(tx, 0)
	if err != nil {
		return nil, err
	}
	return r.begin(tx, s.Host, text, w.Plan)
}

// replan gives the dates the times of their series in order, unless these stay the same. Dates beyond the rule's end
// are called off, missing ones are written. text is the one that the dates shared before.
func (r *Room) replan(tx core.App, s *series, rows []*Event, text int64, same bool, w words) error {
	list := s.rule().Distinct(s.start(), s.start().AddYears(dates.MaxYears+1), place(s.Zone))
	kept, sets := rows, make([]dbx.Params, 0, len(rows))
	for i, e := range rows {
		if !same && i == len(list) {
			kept = rows[:i]
			break
		}
		set := dbx.Params{}
		if !same && !e.Moved {
			set = when(list[i], s.Zone, s.Minutes)
		}
		if !same {
			set["slot"], set["public"], set["series"] = list[i].String(), s.Public, s.ID
		} else {
			set["series"] = s.ID
		}
		if e.TextID == text {
			set["text"] = s.Text
		}
		sets = append(sets, set)
	}
	if err := r.alter(tx, kept, sets, w); err != nil {
		return err
	}
	if err := r.callOff(tx, rows[len(kept):], ""); err != nil {
		return err
	}
	s.Made = list[min(len(kept), len(list))-1].String()
	if same {
		s.Made = rows[len(rows)-1].Slot
	}
	if _, err := tx.NonconcurrentDB().Update("event_series", dbx.Params{"made": s.Made}, dbx.HashExp{"id": s.ID}).Execute(); err != nil {
		return fmt.Errorf("change series: %w", err)
	}
	_, err := r.extend(tx, s)
	return err
}
