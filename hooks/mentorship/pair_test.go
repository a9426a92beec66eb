package mentorship_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/mentorship"

	ics "github.com/arran4/golang-ical"
	"github.com/pocketbase/dbx"
)

// running has a pair of dora and rosa that both accepted.
func running(t *testing.T) (*programme, *mentorship.Pair) {
	t.Helper()
	p := open(t)
	p.rank(t, "rosa", mentorship.Mentor, true, "dora")
	p.close(t)
	pair := p.pairOf(t, "dora")
	check(t, p.Mentorship.Answer(p, p.who["dora"], pair.ID, true))
	check(t, p.Mentorship.Answer(p, p.who["rosa"], pair.ID, true))
	return p, pair
}

func TestPair_GoalsSessionsNotesAndFeedback(t *testing.T) {
	t.Parallel()
	p, pair := running(t)
	dora, rosa := p.As(t, p.who["dora"]), p.As(t, p.who["rosa"])
	at := pair.Link()
	dora.Submit(at, "form[action$='/goals']", url.Values{"goal": {"Send three offers"}}).Want(http.StatusSeeOther)
	dora.Submit(at, "form[action$='/notes']", url.Values{"note": {"I was *afraid* of the price."}, "shared": {}}).Want(http.StatusSeeOther)
	rosa.Submit(at, "form[action$='/notes']", url.Values{"note": {"We look at offers next time."}, "shared": {"1"}}).Want(http.StatusSeeOther)
	rosa.Get(at).Want(http.StatusOK).Says("Send three offers", "We look at offers").Hides("afraid")
	dora.Get(at).Want(http.StatusOK).Says("only for you", "afraid", "We look at offers")
	p.As(t, p.who["ana"]).Get(at).Want(http.StatusNotFound)
	p.As(t, p.who["steward"]).Get(at).Want(http.StatusNotFound)

	day := p.Clock.Now().AddDate(0, 0, 3)
	form := url.Values{"date": {day.Format(time.DateOnly)}, "time": {"18:00"}, "minutes": {"45"}, "place": {"Café Ebbe"}}
	dora.Submit(at, "form[action$='/sessions']", url.Values{"date": {"yesterday"}, "time": {"18:00"}, "minutes": {"4"}}).Want(http.StatusUnprocessableEntity)
	dora.Submit(at, "form[action$='/sessions']", url.Values{"date": {"2020-01-01"}, "time": {"18:00"}, "minutes": {"45"}}).Want(http.StatusUnprocessableEntity).Says("Please choose a day of the last year")
	dora.Submit(at, "form[action$='/sessions']", form).Want(http.StatusSeeOther)
	list, err := mentorship.SessionsOf(p, pair.ID)
	check(t, err)
	s := list[0]
	if got := s.Starts().Format("15:04"); got != "16:00" { // Berlin's summer
		t.Errorf("the session begins at %s UTC", got)
	}
	rosa.Get("/notices").Says("Dora has planned a session with you")
	check(t, p.Mentorship.Settle(p, p.who["rosa"], pair.ID, s.ID, mentorship.Cancelled))
	if err := p.Mentorship.Settle(p, p.who["rosa"], pair.ID, s.ID, mentorship.Held); !fault.Is(err, fault.Conflict) {
		t.Errorf("a cancelled session was held: %v", err)
	}
	rosa.Submit(at+"/close", "form[action$='/close']", url.Values{"helped": {"9"}}).Want(http.StatusUnprocessableEntity)
	rosa.Submit(at+"/close", "form[action$='/close']", url.Values{"helped": {"5"}, "text": {"A joy to work with."}}).Want(http.StatusSeeOther)
	dora.Get(at).Want(http.StatusOK).Says("Feedback").Hides("A joy to work with.")
	p.As(t, p.who["steward"]).Get(p.round.Link()).Want(http.StatusOK).Says("A joy to work with.")
	p.As(t, p.who["bela"]).Get(p.round.Link()).Want(http.StatusOK).Hides("A joy to work with.")
	dora.Submit(at+"/close", "form[action$='/close']", url.Values{"helped": {"4"}, "text": {"Thank you."}, "shared": {"1"}}).Want(http.StatusSeeOther)
	rosa.Get(at).Want(http.StatusOK).Says("Thank you.")
}

func TestPair_SessionsForCalendarsKeepUIDAndCountChanges(t *testing.T) {
	t.Parallel()
	p, pair := running(t)
	dora := p.As(t, p.who["dora"])
	starts := p.Clock.Now().AddDate(0, 0, 3)
	id, err := p.Mentorship.Plan(p, p.who["dora"], pair.ID, "", mentorship.Meeting{Starts: starts, Minutes: 60, Place: "Room 2; upstairs"})
	check(t, err)
	read := func() *ics.VEvent {
		page := dora.Get(pair.Link() + "/sessions/" + id + "/session.ics").Want(http.StatusOK)
		if !strings.HasPrefix(page.Header.Get("Content-Type"), "text/calendar") {
			t.Errorf("the type is %s", page.Header.Get("Content-Type"))
		}
		c, err := ics.ParseCalendar(strings.NewReader(page.Body))
		check(t, err)
		return c.Events()[0]
	}
	first := read()
	if at, err := first.GetStartAt(); err != nil || !at.Equal(starts) {
		t.Errorf("begins at %v (%v), want %v", at, err, starts)
	}
	_, err = p.Mentorship.Plan(p, p.who["rosa"], pair.ID, id, mentorship.Meeting{Starts: starts.AddDate(0, 0, 1), Minutes: 60})
	check(t, err)
	check(t, p.Mentorship.Settle(p, p.who["rosa"], pair.ID, id, mentorship.Cancelled))
	last := read()
	value := func(e *ics.VEvent, name ics.ComponentProperty) string { return e.GetProperty(name).Value }
	if value(first, ics.ComponentPropertyUniqueId) != value(last, ics.ComponentPropertyUniqueId) {
		t.Error("the UID changed")
	}
	if value(first, ics.ComponentPropertySequence) != "0" || value(last, ics.ComponentPropertySequence) != "2" || value(last, ics.ComponentPropertyStatus) != "CANCELLED" {
		t.Errorf("the last state is %s %s", value(last, ics.ComponentPropertySequence), value(last, ics.ComponentPropertyStatus))
	}
}

func TestPair_RemindsGentlyAndOnce(t *testing.T) {
	t.Parallel()
	p, pair := running(t)
	p.Clock.Shift(22 * day)
	for range 3 {
		check(t, p.Mentorship.Tick(p))
	}
	if n := p.told(t, "dora", "%three weeks%"); n != 1 {
		t.Errorf("reminded %d times", n)
	}
	_, err := p.Mentorship.Plan(p, p.who["dora"], pair.ID, "", mentorship.Meeting{Starts: p.Clock.Now().Add(30 * time.Hour), Minutes: 60})
	check(t, err)
	check(t, p.Mentorship.Tick(p))
	p.Clock.Shift(8 * time.Hour)
	check(t, p.Mentorship.Tick(p))
	check(t, p.Mentorship.Tick(p))
	if n := p.told(t, "dora", "%is soon%"); n != 1 {
		t.Errorf("reminded of the session %d times", n)
	}
}

// told counts the notices of somebody whose text is like the pattern.
func (p *programme) told(t *testing.T, name, like string) (n int) {
	t.Helper()
	check(t, p.DB().NewQuery("SELECT count(*) FROM notices WHERE person = {:p} AND text LIKE {:like}").
		Bind(dbx.Params{"p": p.who[name].Id, "like": like}).Row(&n))
	return n
}

func TestPair_WhoPartsIsMatchedAnewButNotWithTheSame(t *testing.T) {
	t.Parallel()
	p, pair := running(t)
	check(t, p.Mentorship.Part(p, p.who["dora"], pair.ID))
	if err := p.Mentorship.Aim(p, p.who["rosa"], pair.ID, "More"); !fault.Is(err, fault.Conflict) {
		t.Errorf("an ended pair goes on: %v", err)
	}
	n, err := p.Mentorship.Again(p, p.round.ID)
	check(t, err)
	if got := p.partner(t, "dora"); got == "Rosa" {
		t.Error("dora is with rosa again")
	}
	if got := p.partner(t, "rosa"); n != 1 || got == "" {
		t.Errorf("%d pairs, rosa is with %q", n, got)
	}
}

func TestAsk_OnlyOpenMentorsWithAFreePlace(t *testing.T) {
	t.Parallel()
	p, pair := running(t)
	if _, err := p.Mentorship.Ask(p, p.who["ana"], p.who["rosa"].Id, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("asked a full mentor: %v", err)
	}
	check(t, p.Mentorship.Part(p, p.who["dora"], pair.ID))
	ana, handle := p.As(t, p.who["ana"]), p.who["rosa"].Handle()
	ana.Submit("/mentorship/blocks", "form.form", url.Values{"person": {" http://127.0.0.1/members/" + handle + "/"}}).Want(http.StatusSeeOther)
	refused := ana.Submit("/mentorship/mentors/"+handle, "form[action^='/mentorship/mentors/']", url.Values{"wish": {"Lettering."}})
	refused.Want(http.StatusConflict).Says("You never want to be matched with this person.", "Lettering.")
	ana.Submit("/mentorship/blocks", "form[action$='/remove']", nil).Want(http.StatusSeeOther)
	asked, err := p.Mentorship.Ask(p, p.who["ana"], p.who["rosa"].Id, "Lettering, please.")
	check(t, err)
	if _, err := p.Mentorship.Ask(p, p.who["ana"], p.who["rosa"].Id, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("asked twice: %v", err)
	}
	rosa := p.As(t, p.who["rosa"])
	rosa.Get(asked.Link()).Want(http.StatusOK).Says("Lettering, please.", "Do you want to work together?")
	rosa.Submit(asked.Link(), "form[action$='/answer']", url.Values{"yes": {"1"}}).Want(http.StatusSeeOther)
	p.As(t, p.who["ana"]).Get(asked.Link()).Want(http.StatusOK).Says("New goal")
	if _, err := p.Mentorship.Ask(p, p.who["steward"], p.who["tom"].Id, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("asked without a card: %v", err)
	}
}
