package hooks

import (
	"fmt"
	"slices"
	"time"

	"cooperage/hooks/events"
	"cooperage/hooks/governance"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship"

	"github.com/pocketbase/pocketbase/core"
)

// calendars are what rooms above the events put into a person's own calendar.
func (h *House) calendars() []events.Source { return []events.Source{votes, h.deadlines, sessions} }

// votes are the opening and the close of votes that a member may take part in.
func votes(app core.App, who *members.Person, l *locale.Locale, from time.Time) ([]events.Entry, error) {
	if !who.IsMember() {
		return nil, nil
	}
	list, err := governance.InState(app, 100, governance.Deliberation, governance.Open)
	if err != nil {
		return nil, err
	}
	var entries []events.Entry
	for _, m := range list {
		link := fmt.Sprintf("/votes/%d", m.ID)
		if at := m.Opens(); at.After(from) {
			entries = append(entries, events.Entry{UID: fmt.Sprintf("vote-%d-opens", m.ID), Title: l.T("Voting opens: %s", m.Title), Start: at, Link: link})
		}
		if at := m.Closes(); at.After(from) {
			entries = append(entries, events.Entry{UID: fmt.Sprintf("vote-%d-closes", m.ID), Title: l.T("Voting closes: %s", m.Title), Start: at, Link: link})
		}
	}
	return entries, nil
}

// deadlines are those of the orders in which it is the person's turn.
func (h *House) deadlines(app core.App, who *members.Person, l *locale.Locale, from time.Time) ([]events.Entry, error) {
	list, err := h.Orders.WaitingFor(app, who.Id)
	if err != nil {
		return nil, err
	}
	var entries []events.Entry
	for _, o := range list {
		if o.Until.After(from) {
			entries = append(entries, events.Entry{UID: "order-" + o.Id + "-" + string(o.State), Link: o.Link(), Start: o.Until,
				Title: l.T("Due: order %s, %s", o.Code(), o.Title())})
		}
	}
	return entries, nil
}

// sessions are the meetings that the person has with a mentor or mentee.
func sessions(app core.App, who *members.Person, l *locale.Locale, from time.Time) ([]events.Entry, error) {
	pairs, err := mentorship.PairsOf(app, who.Id)
	if err != nil {
		return nil, err
	}
	var entries []events.Entry
	for _, p := range pairs {
		if p.State != mentorship.Active {
			continue
		}
		list, err := mentorship.SessionsOf(app, p.ID)
		if err != nil {
			return nil, err
		}
		for _, s := range list {
			if !s.IsCancelled() && s.Ends().After(from) {
				entries = append(entries, events.Entry{UID: "session-" + s.ID, Title: l.T("Mentorship: %s", p.Partner(who.Id)), Start: s.Starts(),
					Minutes: s.Minutes, Link: p.Link()})
			}
		}
	}
	return entries, nil
}

// paired reports whether one of the two has been the other's mentor.
func paired(app core.App, a, b string) (bool, error) {
	pairs, err := mentorship.PairsOf(app, a)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(pairs, func(p *mentorship.Pair) bool { return p.BegunAt != "" && p.SideOf(b) != "" && p.SideOf(a) != "" }), nil
}
