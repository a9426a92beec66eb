package mentorship

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"cooperage/hooks/members"
	"cooperage/hooks/web"

	ics "github.com/arran4/golang-ical"
	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// sessionPage is templates/mentorship/session.html.
type sessionPage struct {
	web.Page
	Pair    *Pair
	Session *Session
	Form    pairForm
}

// Partner is the name of the other one.
func (p *sessionPage) Partner() string { return p.Pair.Partner(p.Viewer.ID) }

// Zone is the zone in which times are typed.
func (p *sessionPage) Zone() string { return p.Locale.Zone.String() }

func (p pages) sessionPage(e *core.RequestEvent) (*sessionPage, error) {
	pair, err := PairFor(e.App, e.Request.PathValue("id"), members.Viewer(e).Id)
	if err != nil {
		return nil, err
	}
	s, err := sessionOf(e.App, pair.ID, e.Request.PathValue("session"))
	return &sessionPage{Pair: pair, Session: s}, err
}

// session handles GET /mentorship/pairs/{id}/sessions/{session}.
func (p pages) session(e *core.RequestEvent) error {
	page, err := p.sessionPage(e)
	if err != nil {
		return err
	}
	at := page.Session.Starts().In(p.site.Locale(e).Zone)
	page.Form = pairForm{Date: at.Format(time.DateOnly), Time: at.Format("15:04"), Minutes: strconv.Itoa(page.Session.Minutes), Place: page.Session.Place}
	return p.site.Show(e, "mentorship/session.html", page)
}

// move handles POST /mentorship/pairs/{id}/sessions/{session}.
func (p pages) move(e *core.RequestEvent) error {
	page, err := p.sessionPage(e)
	if err != nil {
		return err
	}
	err = p.site.Read(e, &page.Form)
	if err == nil {
		_, err = p.Plan(e.App, members.Viewer(e), page.Pair.ID, page.Session.ID, page.Form.meeting(p.site.Locale(e).Zone))
	}
	if err != nil {
		return p.site.Again(e, "mentorship/session.html", page, err)
	}
	return p.site.Done(e, page.Pair.Link()+"#sessions", "The session is moved.")
}

// ics handles GET /mentorship/pairs/{id}/sessions/{session}/session.ics, for the calendar of one of the two.
func (p pages) ics(e *core.RequestEvent) error {
	page, err := p.sessionPage(e)
	if err != nil {
		return err
	}
	title := p.site.Locale(e).T("Mentorship with %s", page.Pair.Partner(members.Viewer(e).Id))
	text := calendar(page.Session, title, e.App.Settings().Meta.AppURL+page.Pair.Link())
	return attachment(e, "session.ics", "text/calendar; charset=utf-8", []byte(text))
}

// calendar writes a session for calendars. One session needs no zone: its instant in UTC is the same everywhere.
func calendar(s *Session, title, link string) string {
	c := ics.NewCalendarFor("Cooperage")
	c.SetMethod(ics.MethodPublish)
	v := c.AddEvent(s.ID + "@mentorship.cooperage")
	v.SetDtStampTime(instant(s.UpdatedAt))
	v.SetStartAt(s.Starts())
	v.SetEndAt(s.Ends())
	v.SetSequence(s.Sequence)
	v.SetSummary(title)
	v.SetLocation(s.Place)
	v.SetURL(link)
	v.SetStatus(ics.ObjectStatusConfirmed)
	if s.IsCancelled() {
		v.SetStatus(ics.ObjectStatusCancelled)
	}
	return c.Serialize()
}

// closePage is templates/mentorship/close.html.
type closePage struct {
	web.Page
	Pair *Pair
	Form closeForm
}

type closeForm struct {
	Helped string `form:"helped"`
	Text   string `form:"text"`
	Shared bool   `form:"shared"`
}

// Partner is the name of the other one.
func (p *closePage) Partner() string { return p.Pair.Partner(p.Viewer.ID) }

// Steps are the answers to how much it helped.
func (p *closePage) Steps() []int { return []int{1, 2, 3, 4, 5} }

// closing handles GET /mentorship/pairs/{id}/close.
func (p pages) closing(e *core.RequestEvent) error {
	pair, err := PairFor(e.App, e.Request.PathValue("id"), members.Viewer(e).Id)
	if err != nil {
		return err
	}
	return p.site.Show(e, "mentorship/close.html", &closePage{Pair: pair})
}

// finish handles POST /mentorship/pairs/{id}/close.
func (p pages) finish(e *core.RequestEvent) error {
	pair, err := PairFor(e.App, e.Request.PathValue("id"), members.Viewer(e).Id)
	if err != nil {
		return err
	}
	page := &closePage{Pair: pair}
	err = p.site.Read(e, &page.Form)
	if err == nil {
		f := Feedback{Text: page.Form.Text, Shared: page.Form.Shared}
		if n, numeric := strconv.Atoi(page.Form.Helped); numeric == nil {
			f.Helped = n
		}
		err = p.Finish(e.App, members.Viewer(e), pair.ID, f)
	}
	if err != nil {
		return p.site.Again(e, "mentorship/close.html", page, err)
	}
	return p.site.Done(e, pair.Link(), "Thank you. The programme learns from it.")
}

// given is feedback that was given.
type given struct {
	Helped int    `db:"helped"`
	Text   string `db:"text"`
	Shared bool   `db:"shared"`
}

// feedbackOf returns what somebody said about a pair, or nil when they have not yet.
func feedbackOf(app core.App, pair, author string) (*given, error) {
	g := &given{}
	err := app.DB().Select("helped", "text", "shared").From("mentorship_feedback").Where(dbx.HashExp{"pair": pair, "author": author}).One(g)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read feedback: %w", err)
	}
	return g, nil
}
