package events

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const perPage = 20

// Card is an event as lists show it.
type Card struct {
	*Event
	TileDay   int    // of the month, for the reader
	TileMonth string // in few letters
	When      string // weekday and hours on the reader's clock
	There     string // the hours on the clock of its place, when that differs
	City      string // where that clock is
	State     string // the reader's reservation
	Own       bool   // the reader hosts it
	Skills    []Skill
	Past      bool
	Begins    string // for the datetime attribute
}

// month is a part of the list with its heading.
type month struct {
	Name  string
	Cards []Card
}

// listPage is templates/events/list.html.
type listPage struct {
	web.Page
	Past   bool
	Skill  string
	Count  int
	Months []month
	First  string
	Next   string
}

// list handles GET /events: what is to come, or with ?when=past what was, a page at a time.
func (p pages) list(e *core.RequestEvent) error {
	in := e.Request.URL.Query()
	page := &listPage{Past: in.Get("when") == "past", Skill: Key(cut(in.Get("skill"), MaxSkillChars))}
	who := p.site.Viewer(e)
	q := Query{Past: page.Past, Skill: page.Skill, Member: who.IsMember(), After: in.Get("after"), Now: p.clock.Now()}
	found, err := Find(e.App, q)
	if err != nil {
		return err
	}
	page.Count = found.Count
	cards, err := p.cards(e, found.Events)
	if err != nil {
		return err
	}
	l := p.site.Locale(e)
	for _, c := range cards {
		name := l.Month(c.Starts())
		if n := len(page.Months); n == 0 || page.Months[n-1].Name != name {
			page.Months = append(page.Months, month{Name: name})
		}
		last := &page.Months[len(page.Months)-1]
		last.Cards = append(last.Cards, c)
	}
	if q.After != "" {
		page.First = page.address("")
	}
	if found.Next != "" {
		page.Next = page.address(found.Next)
	}
	return p.site.Show(e, "events/list.html", page)
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most])
	}
	return s
}

func (p *listPage) address(after string) string {
	q := url.Values{}
	if p.Past {
		q.Set("when", "past")
	}
	if p.Skill != "" {
		q.Set("skill", p.Skill)
	}
	if after != "" {
		q.Set("after", after)
	}
	if len(q) == 0 {
		return "/events"
	}
	return "/events?" + q.Encode()
}

// Query asks for a page of events.
type Query struct {
	Past   bool   // those that are over, the newest first; else those to come, the next first
	Skill  string // only those that teach it, as Key has it
	Member bool   // members see all, others what is public
	After  string // cursor
	Now    time.Time
	Most   int // 0 is a page of the list; with another number nothing is counted
}

// Found is one page of events.
type Found struct {
	Events []*Event
	Count  int    // of those to come; the past grows without end and is not counted
	Next   string // cursor of the next page, or ""
}

// Find returns a page of events. It costs two statements at most.
func Find(app core.App, q Query) (Found, error) {
	var found Found
	order, direction := "coming", "ASC"
	// The bound on the start is what the index can use; no event is longer.
	where := dbx.NewExp("e.starts > {:longest} AND e.ends > {:now}", dbx.Params{"now": stamp(q.Now),
		"longest": stamp(q.Now.Add(-maxMinutes * time.Minute))})
	if q.Past {
		order, direction = "past", "DESC"
		where = dbx.NewExp("e.starts <= {:now} AND e.ends <= {:now} AND e.cancelled = 0", dbx.Params{"now": stamp(q.Now)})
	}
	after, err := records.ReadCursor(q.After, order, 2)
	if err != nil {
		return found, err
	}
	conditions := []dbx.Expression{where}
	if !q.Member {
		conditions = append(conditions, dbx.HashExp{"e.public": true})
	}
	if q.Skill != "" {
		conditions = append(conditions, dbx.NewExp("e.text IN (SELECT text FROM event_skills WHERE skill = {:skill})", dbx.Params{"skill": q.Skill}))
	}
	if !q.Past && q.Most == 0 {
		if err := app.ConcurrentDB().Select("COUNT(*)").From("events e").Where(dbx.And(conditions...)).Row(&found.Count); err != nil {
			return found, fmt.Errorf("count events: %w", err)
		}
	}
	most := q.Most
	if most == 0 {
		most = perPage
	}
	err = query(app.ConcurrentDB()).Where(dbx.And(conditions...)).
		AndWhere(records.Beyond(q.Past, []string{"e.starts", "e.id"}, after)).
		OrderBy("e.starts "+direction, "e.id "+direction).Limit(int64(most) + 1).All(&found.Events)
	if err != nil {
		return found, fmt.Errorf("list events: %w", err)
	}
	if len(found.Events) > most {
		found.Events = found.Events[:most]
		last := found.Events[most-1]
		found.Next = records.Cursor(order, last.StartsAt, fmt.Sprint(last.ID))
	}
	return found, nil
}

// cards adds to events what the reader sees of them: two statements for all.
func (p pages) cards(e *core.RequestEvent, list []*Event) ([]Card, error) {
	return p.Cards(e.App, p.site.Locale(e), members.Viewer(e), list)
}

// Cards returns events as lists show them to the reader, nil for a guest.
func (r *Room) Cards(app core.App, l *locale.Locale, reader *members.Person, list []*Event) ([]Card, error) {
	person := ""
	if reader != nil {
		person = reader.Id
	}
	states, err := statesOf(app, person, list)
	if err != nil {
		return nil, err
	}
	skills, err := SkillsOf(app, list...)
	if err != nil {
		return nil, err
	}
	cards := make([]Card, len(list))
	for i, e := range list {
		cards[i] = card(l, e, r.clock.Now())
		cards[i].State, cards[i].Skills, cards[i].Own = states[e.ID], skills[e.TextID], person != "" && e.Host == person
	}
	return cards, nil
}

func card(l *locale.Locale, e *Event, now time.Time) Card {
	starts := e.Starts()
	here := starts.In(l.Zone)
	c := Card{Event: e, TileDay: here.Day(), TileMonth: l.ShortMonth(starts), Past: e.Over(now), Begins: starts.UTC().Format(time.RFC3339)}
	c.When = l.T("%[1]s, %[2]s", l.Weekday(here.Weekday()), l.Hours(starts, e.Ends(), l.Zone))
	_, mine := here.Zone()
	if _, theirs := starts.In(e.Location()).Zone(); mine != theirs {
		there := e.Location()
		c.There, c.City = l.Hours(starts, e.Ends(), there), City(e.Zone)
		if starts.In(there).Day() != here.Day() {
			c.There = l.T("%[1]s, %[2]s", l.Weekday(starts.In(there).Weekday()), c.There)
		}
	}
	return c
}

// City is the place that a zone is named after: "New York".
func City(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
}
