package mentorship

import (
	"slices"
	"strconv"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// cardForm is the form of a card as it was typed.
type cardForm struct {
	Skills    string   `form:"skills"`
	Goals     []string `form:"goal"`
	Languages []string `form:"language"`
	Levels    []string `form:"level"`
	Hours     []string `form:"hour"`
	Zone      string   `form:"zone"`
	Capacity  string   `form:"capacity"`
	About     string   `form:"about"`
	Open      bool     `form:"open"`
	Join      bool     `form:"join"`
}

// Spoken are the rows of the form for languages, always some more than filled.
func (f cardForm) Spoken() []profiles.Spoken {
	rows := make([]profiles.Spoken, max(3, min(6, len(f.Languages)+1)))
	for i := range rows {
		if i < len(f.Languages) && i < len(f.Levels) {
			rows[i] = profiles.Spoken{Code: f.Languages[i], Level: f.Levels[i]}
		}
	}
	return rows
}

// HasGoal and HasHour say which boxes are ticked.
func (f cardForm) HasGoal(code string) bool { return slices.Contains(f.Goals, code) }

// HasHour reports whether the box of a time is ticked.
func (f cardForm) HasHour(code string) bool { return slices.Contains(f.Hours, code) }

func (f cardForm) card(side Side) Card {
	c := Card{Side: side, Goals: f.Goals, Hours: f.Hours, Zone: f.Zone, About: f.About, Open: f.Open}
	for s := range strings.SplitSeq(strings.ReplaceAll(f.Skills, "\n", ","), ",") {
		s = strings.Join(strings.Fields(s), " ")
		if s != "" && !slices.ContainsFunc(c.Skills, func(o string) bool { return fold(o) == fold(s) }) {
			c.Skills = append(c.Skills, s)
		}
	}
	for i, code := range f.Languages {
		if code != "" && i < len(f.Levels) {
			c.Languages = append(c.Languages, profiles.Spoken{Code: code, Level: f.Levels[i]})
		}
	}
	if n, err := strconv.Atoi(f.Capacity); err == nil {
		c.Capacity = n
	}
	return c
}

func cardFormOf(c Card) cardForm {
	f := cardForm{Skills: strings.Join(c.Skills, ", "), Goals: c.Goals, Hours: c.Hours, Zone: c.Zone, About: c.About, Open: c.Open,
		Capacity: strconv.Itoa(c.Capacity)}
	for _, s := range c.Languages {
		f.Languages, f.Levels = append(f.Languages, s.Code), append(f.Levels, s.Level)
	}
	return f
}

// cardPage is templates/mentorship/card.html.
type cardPage struct {
	web.Page
	Side         Side
	Form         cardForm
	Round        *Round // that one can enrol in, or nil
	AllGoals     []profiles.Label
	AllLanguages []profiles.Label
	AllLevels    []profiles.Label
	Days         []profiles.Label
	Blocks       []block
	Zones        []string
}

// IsMentor reports whether it is the card of a mentor.
func (p *cardPage) IsMentor() bool { return p.Side == Mentor }

// block is one row of the form of hours.
type block struct{ From, To int }

func (p pages) cardPage(e *core.RequestEvent, side Side) (*cardPage, error) {
	page := &cardPage{Side: side, AllGoals: Goals, AllLanguages: profiles.Languages, AllLevels: profiles.Levels, Days: Days, Zones: members.Zones}
	for _, from := range blocks {
		page.Blocks = append(page.Blocks, block{from, from + blockHours})
	}
	round, err := OpenRound(e.App)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	if err == nil && round.Ranks(p.clock.Now()) {
		page.Round = round
	}
	return page, nil
}

// card handles GET /mentorship/card/{side}. What the profile knows is filled in for those who have no card yet.
func (p pages) card(e *core.RequestEvent) error {
	side, ok := sideOf(e.Request.PathValue("side"))
	if !ok {
		return fault.Missing()
	}
	page, err := p.cardPage(e, side)
	if err != nil {
		return err
	}
	me := members.Viewer(e)
	card, err := CardOf(e.App, me.Id, side)
	if fault.Is(err, fault.NotFound) {
		card, err = p.firstCard(e, side)
	}
	if err != nil {
		return err
	}
	page.Form = cardFormOf(card)
	page.Form.Join = true
	if page.Round != nil {
		if _, err := EntryOf(e.App, page.Round.ID, side, me.Id); fault.Is(err, fault.NotFound) {
			page.Form.Join = page.Round.Enrols(p.clock.Now())
		} else if err != nil {
			return err
		}
	}
	return p.site.Show(e, "mentorship/card.html", page)
}

// firstCard takes from the other card and the profile what they say.
func (p pages) firstCard(e *core.RequestEvent, side Side) (Card, error) {
	me := members.Viewer(e)
	card := Card{Side: side, Zone: me.Zone(), Capacity: 1, Open: true}
	if card.Zone == "" {
		card.Zone = p.site.Coop(e.App).Zone
	}
	if other, err := CardOf(e.App, me.Id, side.Other()); err == nil {
		card.Languages, card.Hours, card.Zone = other.Languages, other.Hours, other.Zone
	}
	profile, err := profiles.ByPerson(e.App, me.Id)
	if fault.Is(err, fault.NotFound) {
		return card, nil
	}
	if err != nil {
		return card, err
	}
	if side == Mentor {
		card.Skills = profile.Skills()
	}
	if len(card.Languages) == 0 {
		card.Languages = profile.Languages()
	}
	return card, nil
}

// saveCard handles POST /mentorship/card/{side}.
func (p pages) saveCard(e *core.RequestEvent) error {
	side, ok := sideOf(e.Request.PathValue("side"))
	if !ok {
		return fault.Missing()
	}
	page, err := p.cardPage(e, side)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "mentorship/card.html", page, err)
	}
	if err := p.Describe(e.App, members.Viewer(e), page.Form.card(side), page.Form.Join); err != nil {
		return p.site.Again(e, "mentorship/card.html", page, err)
	}
	if page.Round != nil && page.Form.Join {
		return p.site.Done(e, "/mentorship/rank/"+string(side), "You are in. Now you can say with whom you would like to work.")
	}
	return p.site.Done(e, "/mentorship", "What you said is saved.")
}
