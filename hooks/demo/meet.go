package demo

import (
	"fmt"
	"slices"
	"time"

	"cooperage/hooks/events"
	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// planMeetings plans every event: announced in the evening, filled over the following days, and written up the
// morning after.
func (s *seeding) planMeetings() {
	for _, m := range meetings {
		announced := s.at(m.announced, 19, "event "+m.key)
		s.plan(announced, "announce "+m.title, func(tx core.App) error { return s.announce(tx, m) })
		for i, who := range m.guests {
			at := announced.Add(time.Duration(2+7*i)*time.Hour + time.Duration(dice(m.key+who).IntN(3000))*time.Second)
			s.plan(at, who+" comes to "+m.title, func(tx core.App) error { return s.come(tx, m, who) })
		}
		if m.leaves != "" {
			s.plan(announced.AddDate(0, 0, 6), m.leaves+" cannot come to "+m.title, func(tx core.App) error { return s.stayAway(tx, m) })
		}
		if m.notes != "" {
			s.plan(s.at(m.day-1, 10, "notes "+m.key), "write up "+m.title, func(tx core.App) error { return s.writeUp(tx, m) })
		}
	}
}

func (s *seeding) announce(tx core.App, m meeting) error {
	host, err := s.person(tx, m.host)
	if err != nil {
		return err
	}
	day := s.first.In(s.zone).AddDate(0, 0, -m.day)
	start, err := dates.Parse(day.Format(time.DateOnly) + "T" + m.clock)
	if err != nil {
		return err
	}
	_, err = s.Events.Announce(tx, host, events.Plan{Title: m.title, Body: m.body, Start: start, Zone: m.zone, Minutes: m.minutes, Place: m.place,
		Link: m.link, Capacity: m.capacity, Cutoff: m.cutoff, Public: m.public, Skills: m.skills, Rule: dates.Rule{Every: m.every, Count: m.count}})
	return err
}

// event is the first date of the meeting; titles are told apart.
func (s *seeding) event(tx core.App, m meeting) (int64, error) {
	var id int64
	err := tx.DB().Select("e.id").From("events e").InnerJoin("event_texts t", dbx.NewExp("t.id = e.text")).
		Where(dbx.HashExp{"t.title": m.title}).OrderBy("e.starts").Limit(1).Row(&id)
	if err != nil {
		return 0, fmt.Errorf("find %q: %w", m.title, err)
	}
	return id, nil
}

// come reserves a place, or waits. Who joined the co-op too late to have seen it in time stays at home.
func (s *seeding) come(tx core.App, m meeting, who string) error {
	p, err := s.person(tx, who)
	if err != nil {
		return err
	}
	id, err := s.event(tx, m)
	if err != nil {
		return err
	}
	if _, err := s.Events.Reserve(tx, p, id); !fault.Is(err, fault.Conflict) {
		return err
	}
	return nil
}

func (s *seeding) stayAway(tx core.App, m meeting) error {
	p, err := s.person(tx, m.leaves)
	if err != nil {
		return err
	}
	id, err := s.event(tx, m)
	if err != nil {
		return err
	}
	return s.Events.Leave(tx, p, id)
}

func (s *seeding) writeUp(tx core.App, m meeting) error {
	host, err := s.person(tx, m.host)
	if err != nil {
		return err
	}
	id, err := s.event(tx, m)
	if err != nil {
		return err
	}
	after := events.After{Notes: m.notes, Recording: m.recording}
	for _, who := range m.guests {
		if p, err := s.person(tx, who); err == nil && !slices.Contains(m.absent, who) {
			after.Came = append(after.Came, p.Id)
		}
	}
	return s.Events.Wrap(tx, host, id, after)
}
