package events

import (
	"strconv"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// editPage is templates/events/edit.html.
type editPage struct {
	web.Page
	Form    eventForm
	Event   *Event // nil for a new one
	Zones   []string
	Lengths []choice
	Cutoffs []choice
	Ways    []choice
	Today   string
}

// Action is where the form is sent.
func (p *editPage) Action() string {
	if p.Event == nil {
		return "/events"
	}
	return p.Event.URL()
}

// InSeries reports whether the event comes again.
func (p *editPage) InSeries() bool { return p.Event != nil && p.Event.Series > 0 }

// MaxTitle is the longest title, for the form's control.
func (p *editPage) MaxTitle() int { return MaxTitleChars }

// MaxPlace is the longest place.
func (p *editPage) MaxPlace() int { return MaxPlaceChars }

// MaxCount is how many dates a series may have.
func (p *editPage) MaxCount() int { return dates.MaxCount }

func (p pages) editor(e *core.RequestEvent, form eventForm, ev *Event) *editPage {
	l := p.site.Locale(e)
	page := &editPage{Form: form, Event: ev, Zones: members.Zones, Today: dates.At(p.clock.Now(), l.Zone).Date()}
	page.Lengths = choices(lengths, form.Minutes, func(n int) string { return duration(l, n) })
	page.Cutoffs = choices(cutoffs, form.Cutoff, func(n int) string {
		if n == 0 {
			return l.T("until it begins")
		}
		return l.T("until %s before", duration(l, n))
	})
	for _, w := range dates.Ways {
		if w != dates.Once || ev == nil {
			page.Ways = append(page.Ways, choice{string(w), l.T(ways[w])})
		}
	}
	return page
}

// blank handles GET /events/new. A skill in the address invites to a workshop on it.
func (p pages) blank(e *core.RequestEvent) error {
	l, in := p.site.Locale(e), e.Request.URL.Query()
	form := eventForm{Time: "18:00", Zone: l.Zone.String(), Minutes: "90", Cutoff: "0", For: "members", Ends: "count", Count: "10"}
	if skill := cut(in.Get("skill"), MaxSkillChars); skill != "" {
		form.Skills, form.Title = skill, l.T("Workshop: %s", skill)
	}
	return p.site.Show(e, "events/edit.html", p.editor(e, form, nil))
}

// announce handles POST /events.
func (p pages) announce(e *core.RequestEvent) error {
	form, plan, err := p.read(e)
	if err != nil {
		return p.again(e, form, nil, err)
	}
	who := members.Viewer(e)
	id, err := records.Once(e.App, records.FormKey(e.Request, who.Id), func(tx core.App) (string, error) {
		ev, err := p.Announce(tx, who, plan)
		if err != nil {
			return "", err
		}
		return strconv.FormatInt(ev.ID, 10), nil
	})
	if err != nil {
		return p.again(e, form, nil, err)
	}
	return p.site.Done(e, "/events/"+id, "It stands in the calendar.")
}

// read reads the form and what of it the room checks.
func (p pages) read(e *core.RequestEvent) (eventForm, Plan, error) {
	var form eventForm
	if err := p.site.Read(e, &form); err != nil {
		return form, Plan{}, err
	}
	plan, problems := form.plan()
	if len(problems) > 0 {
		return form, plan, plan.check(problems, p.clock.Now()).Err()
	}
	return form, plan, nil
}

func (p pages) again(e *core.RequestEvent, form eventForm, ev *Event, problem error) error {
	return p.site.Again(e, "events/edit.html", p.editor(e, form, ev), problem)
}

// edit handles GET /events/{id}/edit.
func (p pages) edit(e *core.RequestEvent) error {
	ev, err := p.hosted(e)
	if err != nil {
		return err
	}
	if !ev.On(p.clock.Now()) {
		return p.site.Done(e, ev.URL(), "This event is over or called off and can no longer be changed.")
	}
	plan, err := PlanOf(e.App, ev)
	if err != nil {
		return err
	}
	return p.site.Show(e, "events/edit.html", p.editor(e, formOf(plan), ev))
}

// change handles POST /events/{id}.
func (p pages) change(e *core.RequestEvent) error {
	ev, err := p.hosted(e)
	if err != nil {
		return err
	}
	form, plan, err := p.read(e)
	if err == nil {
		_, err = p.Change(e.App, members.Viewer(e), ev.ID, scope(form.Scope), plan)
	}
	if err != nil {
		return p.again(e, form, ev, err)
	}
	return p.site.Done(e, ev.URL(), "Saved. Whoever has a place is told when time or place have changed.")
}

// cancelPage is templates/events/cancel.html.
type cancelPage struct {
	web.Page
	Event  *Event
	Form   cancelForm
	Series bool
	Told   int
}

type cancelForm struct {
	Reason string `form:"reason"`
	Scope  string `form:"scope"`
}

// MaxReason is the longest reason.
func (p *cancelPage) MaxReason() int { return MaxReasonChars }

func (p pages) canceller(e *core.RequestEvent) (*cancelPage, error) {
	ev, err := p.found(e)
	if err != nil {
		return nil, err
	}
	if !May(members.Viewer(e), ev) {
		return nil, fault.Missing()
	}
	return &cancelPage{Event: ev, Series: ev.Series > 0, Told: ev.Going + ev.Waiting, Form: cancelForm{Scope: string(One)}}, nil
}

// askCancel handles GET /events/{id}/cancel.
func (p pages) askCancel(e *core.RequestEvent) error {
	page, err := p.canceller(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "events/cancel.html", page)
}

// cancel handles POST /events/{id}/cancel.
func (p pages) cancel(e *core.RequestEvent) error {
	page, err := p.canceller(e)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return err
	}
	err = p.Cancel(e.App, members.Viewer(e), page.Event.ID, scope(page.Form.Scope), page.Form.Reason)
	if err != nil {
		return p.site.Again(e, "events/cancel.html", page, err)
	}
	return p.site.Done(e, page.Event.URL(), "It is called off. Everyone who had a place or waited is told.")
}

// afterPage is templates/events/after.html.
type afterPage struct {
	web.Page
	Event  *Event
	Form   afterForm
	Guests []Guest
}

type afterForm struct {
	Body      string   `form:"body"`
	Recording string   `form:"recording"`
	Came      []string `form:"came"`
}

// Was reports whether the person is ticked as having come.
func (p *afterPage) Was(person string) bool {
	for _, id := range p.Form.Came {
		if id == person {
			return true
		}
	}
	return false
}

func (p pages) account(e *core.RequestEvent) (*afterPage, error) {
	ev, err := p.hosted(e)
	if err != nil {
		return nil, err
	}
	page := &afterPage{Event: ev, Form: afterForm{Body: ev.Notes, Recording: ev.Recording}}
	list, err := guests(e.App, ev.ID)
	if err != nil {
		return nil, err
	}
	for _, g := range list {
		if g.State != Going {
			continue
		}
		page.Guests = append(page.Guests, g)
		if g.Came || ev.Wrapped == "" { // most people come: unticking a few is less work
			page.Form.Came = append(page.Form.Came, g.Person)
		}
	}
	return page, nil
}

// after handles GET /events/{id}/after.
func (p pages) after(e *core.RequestEvent) error {
	page, err := p.account(e)
	if err != nil {
		return err
	}
	if p.clock.Now().Before(page.Event.Starts()) || page.Event.Cancelled {
		return p.site.Done(e, page.Event.URL(), "This can be written once the event has begun.")
	}
	return p.site.Show(e, "events/after.html", page)
}

// wrap handles POST /events/{id}/after.
func (p pages) wrap(e *core.RequestEvent) error {
	page, err := p.account(e)
	if err != nil {
		return err
	}
	page.Form = afterForm{}
	if err := p.site.Read(e, &page.Form); err != nil {
		return err
	}
	err = p.Wrap(e.App, members.Viewer(e), page.Event.ID, After{Notes: page.Form.Body, Recording: page.Form.Recording, Came: page.Form.Came})
	if err != nil {
		return p.site.Again(e, "events/after.html", page, err)
	}
	return p.site.Done(e, page.Event.URL(), "Kept. Whoever came has it among what they have learned.")
}

// calendarPage is templates/events/calendar.html.
type calendarPage struct {
	web.Page
	Feed   *Feed
	Origin string
	Host   string
}

// calendar handles GET /events/calendar: the addresses under which calendar programs read along.
func (p pages) calendar(e *core.RequestEvent) error {
	feed, err := FeedOf(e.App, members.Viewer(e).Id)
	if err != nil {
		return err
	}
	return p.site.Show(e, "events/calendar.html", &calendarPage{Feed: feed, Origin: origin(e.Request), Host: e.Request.Host})
}

// renew handles POST /events/calendar.
func (p pages) renew(e *core.RequestEvent) error {
	if _, err := p.Renew(e.App, members.Viewer(e)); err != nil {
		return err
	}
	return p.site.Done(e, "/events/calendar", "Your calendar has a new address.")
}

// revoke handles POST /events/calendar/close.
func (p pages) revoke(e *core.RequestEvent) error {
	if err := p.Revoke(e.App, members.Viewer(e)); err != nil {
		return err
	}
	return p.site.Done(e, "/events/calendar", "The address answers nobody any more.")
}
