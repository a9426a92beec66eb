package mentorship

import (
	"strconv"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// pairPage is templates/mentorship/pair.html.
type pairPage struct {
	web.Page
	Pair     *Pair
	Side     Side
	Goals    []Goal
	Sessions []*Session
	Notes    []Note
	Theirs   *given // the other one's feedback, when shared
	Mine     *given
	Form     pairForm
}

// pairForm holds what was typed into any of the page's forms.
type pairForm struct {
	Goal    string `form:"goal"`
	Done    bool   `form:"done"`
	Note    string `form:"note"`
	Shared  bool   `form:"shared"`
	Date    string `form:"date"`
	Time    string `form:"time"`
	Minutes string `form:"minutes"`
	Place   string `form:"place"`
	State   string `form:"state"`
	Yes     bool   `form:"yes"`
}

// meeting reads the session that was typed, in the person's own zone.
func (f pairForm) meeting(zone *time.Location) Meeting {
	m := Meeting{Place: f.Place}
	if at, err := time.ParseInLocation("2006-01-02 15:04", f.Date+" "+f.Time, zone); err == nil {
		m.Starts = at
	}
	if n, err := strconv.Atoi(f.Minutes); err == nil {
		m.Minutes = n
	}
	return m
}

// Partner is the name of the other one.
func (p *pairPage) Partner() string { return p.Pair.Partner(p.Viewer.ID) }

// PartnerHandle is the last part of the other one's address.
func (p *pairPage) PartnerHandle() string { return p.Pair.PartnerHandle(p.Viewer.ID) }

// Waits reports whether the viewer has to answer.
func (p *pairPage) Waits() bool { return p.Pair.Waits(p.Viewer.ID, p.Now) }

// Pending reports whether the other one has to answer.
func (p *pairPage) Pending() bool {
	return p.Pair.State == Proposed && p.Pair.Said(p.Viewer.ID) && p.Now.Before(p.Pair.Until())
}

// Gone reports whether it never began.
func (p *pairPage) Gone() bool {
	return p.Pair.State == Declined || p.Pair.State == Lapsed || p.Pair.State == Proposed && !p.Now.Before(p.Pair.Until())
}

// Reached counts the goals that are reached.
func (p *pairPage) Reached() (n int) {
	for _, g := range p.Goals {
		if g.IsDone() {
			n++
		}
	}
	return n
}

// HeldCount counts the sessions that were held.
func (p *pairPage) HeldCount() (n int) {
	for _, s := range p.Sessions {
		if s.IsHeld() {
			n++
		}
	}
	return n
}

// Zone is the zone in which times are typed.
func (p *pairPage) Zone() string { return p.Locale.Zone.String() }

// Begins reports whether a session has begun, so that it can be marked as held.
func (p *pairPage) Begins(s *Session) bool { return !p.Now.Before(s.Starts()) }

// pair handles GET /mentorship/pairs/{id}.
func (p pages) pair(e *core.RequestEvent) error {
	page, err := p.pairPage(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "mentorship/pair.html", page)
}

func (p pages) pairPage(e *core.RequestEvent) (*pairPage, error) {
	me := members.Viewer(e).Id
	pair, err := PairFor(e.App, e.Request.PathValue("id"), me)
	if err != nil {
		return nil, err
	}
	page := &pairPage{Pair: pair, Side: pair.SideOf(me), Form: pairForm{Minutes: "60", Shared: true}}
	if !pair.IsActive() && !pair.IsOver() {
		return page, nil
	}
	if page.Goals, err = GoalsOf(e.App, pair.ID); err != nil {
		return nil, err
	}
	if page.Sessions, err = SessionsOf(e.App, pair.ID); err != nil {
		return nil, err
	}
	if page.Notes, err = NotesOf(e.App, pair.ID, me); err != nil {
		return nil, err
	}
	if !pair.IsOver() {
		return page, nil
	}
	if page.Mine, err = feedbackOf(e.App, pair.ID, me); err != nil {
		return nil, err
	}
	page.Theirs, err = feedbackOf(e.App, pair.ID, pair.other(me))
	if page.Theirs != nil && !page.Theirs.Shared {
		page.Theirs = nil
	}
	return page, err
}

// done carries out one act of a form on the pair's page and shows the page again when it is refused.
func (p pages) done(e *core.RequestEvent, part, text string, act func(who *members.Person, f *pairForm, pair string) error) error {
	page, err := p.pairPage(e)
	if err != nil {
		return err
	}
	page.Form = pairForm{}
	err = p.site.Read(e, &page.Form)
	if err == nil {
		err = act(members.Viewer(e), &page.Form, page.Pair.ID)
	}
	if err != nil {
		return p.site.Again(e, "mentorship/pair.html", page, err)
	}
	return p.site.Done(e, page.Pair.Link()+part, text)
}

// answer handles POST /mentorship/pairs/{id}/answer.
func (p pages) answer(e *core.RequestEvent) error {
	return p.done(e, "", locale.Mark("Your answer is noted."), func(who *members.Person, f *pairForm, pair string) error {
		return p.Answer(e.App, who, pair, f.Yes)
	})
}

// aim handles POST /mentorship/pairs/{id}/goals.
func (p pages) aim(e *core.RequestEvent) error {
	return p.done(e, "#goals", locale.Mark("The goal is added."), func(who *members.Person, f *pairForm, pair string) error {
		return p.once(e, who, func(tx core.App) error { return p.Aim(tx, who, pair, f.Goal) })
	})
}

// once lets an act of a form that carries a token happen once.
func (p pages) once(e *core.RequestEvent, who *members.Person, act func(tx core.App) error) error {
	_, err := records.Once(e.App, records.FormKey(e.Request, who.Id), func(tx core.App) (string, error) { return "", act(tx) })
	return err
}

// reach handles POST /mentorship/pairs/{id}/goals/{goal}.
func (p pages) reach(e *core.RequestEvent) error {
	goal, err := strconv.ParseInt(e.Request.PathValue("goal"), 10, 64)
	if err != nil {
		return fault.Missing()
	}
	return p.done(e, "#goals", "", func(who *members.Person, f *pairForm, pair string) error {
		return p.Reach(e.App, who, pair, goal, f.Done)
	})
}

// note handles POST /mentorship/pairs/{id}/notes.
func (p pages) note(e *core.RequestEvent) error {
	return p.done(e, "#notes", locale.Mark("The note is saved."), func(who *members.Person, f *pairForm, pair string) error {
		return p.once(e, who, func(tx core.App) error { return p.Write(tx, who, pair, f.Note, f.Shared) })
	})
}

// plan handles POST /mentorship/pairs/{id}/sessions.
func (p pages) plan(e *core.RequestEvent) error {
	return p.done(e, "#sessions", locale.Mark("The session is planned."), func(who *members.Person, f *pairForm, pair string) error {
		return p.once(e, who, func(tx core.App) error {
			_, err := p.Plan(tx, who, pair, "", f.meeting(p.site.Locale(e).Zone))
			return err
		})
	})
}

// settle handles POST /mentorship/pairs/{id}/sessions/{session}/settle.
func (p pages) settle(e *core.RequestEvent) error {
	return p.done(e, "#sessions", locale.Mark("The session is noted."), func(who *members.Person, f *pairForm, pair string) error {
		return p.Settle(e.App, who, pair, e.Request.PathValue("session"), f.State)
	})
}

// part handles POST /mentorship/pairs/{id}/part: a re-match, without a reason.
func (p pages) part(e *core.RequestEvent) error {
	pair, err := PairFor(e.App, e.Request.PathValue("id"), members.Viewer(e).Id)
	if err == nil {
		err = p.Part(e.App, members.Viewer(e), pair.ID)
	}
	if err != nil {
		return err
	}
	return p.site.Done(e, "/mentorship", "The mentorship is ended. The next run takes you in again.")
}
