package events

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

type pages struct{ *Room }

// showPage is templates/events/show.html.
type showPage struct {
	web.Page
	Card
	Going    []Guest // to members
	Waiters  []Guest // to the host
	Position int     // of the reader on the waiting list
	Others   []Card  // the next dates of the series
	Repeats  string  // how it comes again, in words
	Full     bool
	Open     bool
	MayLink  bool // the reader sees how to join from afar
	MayEnd   bool // the reader may call it off
	Begun    bool
	Zone     string // of the host
}

// Attended is how many came, once the host has said so.
func (p *showPage) Attended() int {
	n := 0
	for _, g := range p.Going {
		if g.Came {
			n++
		}
	}
	return n
}

// LinkHost is where the link leads, in few words.
func (p *showPage) LinkHost() string { return hostOf(p.Link) }

// RecordingHost is where the recording is kept.
func (p *showPage) RecordingHost() string { return hostOf(p.Recording) }

func hostOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}

// show handles GET /events/{id}, and with .ics behind the id the same as a calendar file.
func (p pages) show(e *core.RequestEvent) error {
	id, file := strings.CutSuffix(e.Request.PathValue("id"), ".ics")
	ev, err := Seen(e.App, id, p.site.Viewer(e).IsMember())
	if err != nil {
		return err
	}
	if file {
		return p.file(e, ev)
	}
	cards, err := p.cards(e, []*Event{ev})
	if err != nil {
		return err
	}
	now, who := p.clock.Now(), members.Viewer(e)
	page := &showPage{Card: cards[0], Full: ev.Full(), Open: ev.Open(now), MayEnd: May(who, ev) && ev.On(now),
		Begun: !now.Before(ev.Starts()), Zone: ev.Zone}
	page.MayLink = mayLink(page.Card)
	if err := p.people(e, page); err != nil {
		return err
	}
	if ev.Series > 0 {
		if err := p.siblings(e, page); err != nil {
			return err
		}
	}
	return p.site.Show(e, "events/show.html", page)
}

// mayLink reports whether the card's reader sees how to join from afar: the host, and whoever has a place.
func mayLink(c Card) bool { return c.Own || c.State == Going }

// people adds who comes and who waits, as far as the reader may know: names are for members, the waiting list is for
// the host.
func (p pages) people(e *core.RequestEvent, page *showPage) error {
	who := members.Viewer(e)
	if who == nil {
		return nil
	}
	list, err := guests(e.App, page.ID)
	if err != nil {
		return err
	}
	waiting := 0
	for _, g := range list {
		switch {
		case g.State == Going && (who.IsMember() || g.Person == who.Id):
			page.Going = append(page.Going, g)
		case g.State == Waiting:
			waiting++
			if g.Person == who.Id {
				page.Position = waiting
			}
			if page.Own {
				page.Waiters = append(page.Waiters, g)
			}
		}
	}
	return nil
}

// siblings adds how the series comes again, and its next dates.
func (p pages) siblings(e *core.RequestEvent, page *showPage) error {
	s, err := seriesByID(e.App, page.Series)
	if err != nil {
		return err
	}
	page.Repeats = repeats(p.site.Locale(e), s)
	var list []*Event
	q := query(e.App.ConcurrentDB()).Where(dbx.HashExp{"e.series": s.ID, "e.cancelled": false}).
		AndWhere(dbx.NewExp("e.id <> {:id} AND e.starts > {:now}", dbx.Params{"id": page.ID, "now": stamp(p.clock.Now())}))
	if !p.site.Viewer(e).IsMember() {
		q.AndWhere(dbx.HashExp{"e.public": true})
	}
	if err := q.OrderBy("e.slot").Limit(5).All(&list); err != nil {
		return fmt.Errorf("list other dates: %w", err)
	}
	page.Others, err = p.cards(e, list)
	return err
}

// repeats says how a series comes again: "Every month on the third Thursday, until 3 June 2027".
func repeats(l *locale.Locale, s *series) string {
	start := s.start()
	says := l.T(ways[dates.Every(s.Every)])
	switch dates.Every(s.Every) {
	case dates.Monthly:
		says = l.T("Every month")
	case dates.Weekday:
		says = l.T("Every month on the %[1]s %[2]s", l.T(nths[dates.Nth(start)]), l.Weekday(start.Weekday()))
	}
	last := s.rule().Last(start).In(place(s.Zone))
	return l.T("%[1]s, until %[2]s", says, l.Date(last))
}

var nths = map[int]string{1: locale.Mark("first"), 2: locale.Mark("second"), 3: locale.Mark("third"), 4: locale.Mark("fourth"), -1: locale.Mark("last")}

// reserve handles POST /events/{id}/reserve.
func (p pages) reserve(e *core.RequestEvent) error {
	ev, err := p.found(e)
	if err != nil {
		return err
	}
	state, err := p.Reserve(e.App, members.Viewer(e), ev.ID)
	switch {
	case fault.Is(err, fault.Conflict):
		return p.site.Done(e, ev.URL(), fault.As(err).Text)
	case err != nil:
		return err
	case state == Waiting:
		return p.site.Done(e, ev.URL(), "You are on the waiting list. We write to you when a place becomes free.")
	}
	return p.site.Done(e, ev.URL(), "You have a place. We remind you a day and an hour before.")
}

// leave handles POST /events/{id}/leave.
func (p pages) leave(e *core.RequestEvent) error {
	ev, err := p.found(e)
	if err != nil {
		return err
	}
	err = p.Leave(e.App, members.Viewer(e), ev.ID)
	if fault.Is(err, fault.Conflict) {
		return p.site.Done(e, ev.URL(), fault.As(err).Text)
	}
	if err != nil {
		return err
	}
	return p.site.Done(e, ev.URL(), "You are no longer on the list.")
}

// found is the event of the address, if the reader may know of it.
func (p pages) found(e *core.RequestEvent) (*Event, error) {
	return Seen(e.App, e.Request.PathValue("id"), p.site.Viewer(e).IsMember())
}

// hosted is the event of the address, if the reader hosts it.
func (p pages) hosted(e *core.RequestEvent) (*Event, error) {
	ev, err := p.found(e)
	if err == nil && ev.Host != members.Viewer(e).Id {
		return nil, fault.Missing()
	}
	return ev, err
}

// origin is the address that the reader used, as calendars need whole links.
func origin(r *http.Request) string {
	if web.Loopback(r) {
		return "http://" + r.Host
	}
	return "https://" + r.Host
}

// file answers one event as a calendar file.
func (p pages) file(e *core.RequestEvent, ev *Event) error {
	state := ""
	if who := members.Viewer(e); who != nil {
		var err error
		if state, err = StateOf(e.App, ev.ID, who.Id); err != nil {
			return err
		}
	}
	c := newCalendar(origin(e.Request), "")
	c.add(ev, mayLink(Card{Event: ev, State: state, Own: ev.Host == p.site.Viewer(e).ID}), state)
	return download(e, c, "event-"+strconv.FormatInt(ev.ID, 10), "private, no-store")
}

// series handles GET /events/{id}/series.ics: all dates of the event's series.
func (p pages) series(e *core.RequestEvent) error {
	ev, err := p.found(e)
	if err != nil {
		return err
	}
	if ev.Series == 0 {
		return fault.Missing()
	}
	s, rows, err := ofSeries(e.App, ev)
	if err != nil {
		return err
	}
	member := p.site.Viewer(e).IsMember()
	c := newCalendar(origin(e.Request), "")
	c.addSeries(s, rows, func(x *Event) bool { return x.VisibleTo(member) })
	return download(e, c, "series-"+strconv.FormatInt(s.ID, 10), "private, no-store")
}

// download answers a calendar file.
func download(e *core.RequestEvent, c *calendar, name, caching string) error {
	h := e.Response.Header()
	web.Caching(h, caching)
	h.Set("Content-Disposition", `attachment; filename="`+name+`.ics"`)
	return e.Blob(http.StatusOK, "text/calendar; charset=utf-8", []byte(c.text()))
}

// publicFeed handles GET /events.ics.
func (p pages) publicFeed(e *core.RequestEvent) error {
	list, err := publicEvents(e.App, p.clock.Now().Add(-feedPast))
	if err != nil {
		return err
	}
	c := newCalendar(origin(e.Request), p.site.Coop(e.App).Name)
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[0].Series > 0 && list[n].Series == list[0].Series {
			n++
		}
		rows := list[:n]
		list = list[n:]
		if rows[0].Series == 0 {
			c.add(rows[0], false, "")
			continue
		}
		s, err := seriesByID(e.App, rows[0].Series)
		if err != nil {
			return err
		}
		c.addSeries(s, rows, func(x *Event) bool { return x.Public })
	}
	return download(e, c, "events", "public, max-age=300")
}

// ownFeed handles GET /calendar/{token}: the person's own calendar, for programs that cannot sign in.
func (p pages) ownFeed(e *core.RequestEvent) error {
	token, ok := strings.CutSuffix(e.Request.PathValue("token"), ".ics")
	if !ok {
		return fault.Missing()
	}
	who, err := feedByToken(e.App, token)
	if err != nil {
		return err
	}
	from := p.clock.Now().Add(-feedPast)
	list, states, err := ownEvents(e.App, who.Id, from)
	if err != nil {
		return err
	}
	l := p.speech(e.App, who)
	c := newCalendar(origin(e.Request), l.T("%[1]s, %[2]s", p.site.Coop(e.App).Name, who.Name()))
	for _, ev := range list {
		if ev.VisibleTo(who.IsMember()) {
			c.add(ev, ev.Host == who.Id || states[ev.ID] == Going, states[ev.ID])
		}
	}
	for _, source := range p.Sources {
		entries, err := source(e.App, who, l, from)
		if err != nil {
			return err
		}
		for _, x := range entries {
			c.addEntry(x, p.clock.Now())
		}
	}
	return download(e, c, "calendar", "private, max-age=300")
}

// speech is the person's language and zone outside a page.
func (p pages) speech(app core.App, who *members.Person) *locale.Locale {
	coop := p.site.Coop(app)
	lang, zone := who.Language(), coop.Location()
	if lang == "" {
		lang = coop.Language
	}
	if who.Zone() != "" {
		zone = place(who.Zone())
	}
	return p.site.Catalogs().For(lang, zone)
}
