package mentorship

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Limits of a card; the forms show them.
const (
	MaxSkills     = 15
	MaxSkillChars = 40
	MaxAboutChars = 600
	MaxCapacity   = 5
)

// Card is what somebody says as mentor or as mentee.
type Card struct {
	Person    string
	Side      Side
	Skills    []string // wanted by a mentee, offered by a mentor
	Goals     []string // codes of Goals
	Languages []profiles.Spoken
	Hours     []string // codes of the form
	Zone      string   // IANA
	Capacity  int      // of a mentor: how many mentees at once
	About     string
	Open      bool // of a mentor: may be asked between rounds
}

// cardRow is a card as it is stored.
type cardRow struct {
	Person    string `db:"person"`
	Side      string `db:"side"`
	Skills    string `db:"skills"`
	Goals     string `db:"goals"`
	Languages string `db:"languages"`
	Hours     string `db:"hours"`
	Zone      string `db:"zone"`
	Capacity  int    `db:"capacity"`
	About     string `db:"about"`
	Open      bool   `db:"open"`
}

func (r *cardRow) card() Card {
	return Card{Person: r.Person, Side: Side(r.Side), Skills: decode[[]string](r.Skills), Goals: decode[[]string](r.Goals),
		Languages: decode[[]profiles.Spoken](r.Languages), Hours: decode[[]string](r.Hours), Zone: r.Zone, Capacity: r.Capacity,
		About: r.About, Open: r.Open}
}

// CardOf returns somebody's card, or fault.NotFound.
func CardOf(app core.App, person string, side Side) (Card, error) {
	var row cardRow
	err := app.DB().Select("*").From("mentorship_cards").Where(dbx.HashExp{"person": person, "side": string(side)}).One(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return Card{}, fault.Missing()
	}
	if err != nil {
		return Card{}, fmt.Errorf("find card: %w", err)
	}
	return row.card(), nil
}

// check refuses what cannot be matched or stored.
func (c *Card) check() fault.Problems {
	var p fault.Problems
	if len(c.Skills) == 0 || len(c.Skills) > MaxSkills {
		p.Add("skills", "Please name one to %d skills.", MaxSkills)
	}
	if slices.ContainsFunc(c.Skills, func(s string) bool { return utf8.RuneCountInString(s) > MaxSkillChars }) && !p.Has("skills") {
		p.Add("skills", "A skill may have at most %d characters. Put commas between skills.", MaxSkillChars)
	}
	if slices.ContainsFunc(c.Goals, func(g string) bool { return !profiles.Known(Goals, g) }) {
		p.Add("goals", "Please choose one of the list.")
	}
	seen := map[string]bool{}
	for _, s := range c.Languages {
		if (!profiles.Known(profiles.Languages, s.Code) || !profiles.Known(profiles.Levels, s.Level) || seen[s.Code]) && !p.Has("languages") {
			p.Add("languages", "Please choose each language once, with how well you know it.")
		}
		seen[s.Code] = true
	}
	if len(c.Languages) == 0 {
		p.Add("languages", "Please name at least one language.")
	}
	if len(c.Hours) == 0 || slices.ContainsFunc(c.Hours, func(h string) bool { return !knownHour(h) }) {
		p.Add("hours", "Please tick at least one time of the week.")
	}
	members.CheckZone(&p, c.Zone, false)
	if c.Side == Mentor && (c.Capacity < 1 || c.Capacity > MaxCapacity) {
		p.Add("capacity", "Please choose between 1 and %d mentees.", MaxCapacity)
	}
	if utf8.RuneCountInString(c.About) > MaxAboutChars {
		p.Add("about", "This may have at most %d characters.", MaxAboutChars)
	}
	return p
}

// Describe stores somebody's card; what cannot be stored is fault.Invalid. With join they take part in the open round,
// without it they leave it. Both work only while the round enrols; fault.Conflict says so when it is too late.
func (r *Room) Describe(app core.App, who *members.Person, c Card, join bool) error {
	if who == nil || !who.IsMember() {
		return fault.Missing()
	}
	c.Person = who.Id
	if err := c.check().Err(); err != nil {
		return err
	}
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		_, err := tx.DB().NewQuery(`INSERT INTO mentorship_cards (person, side, skills, goals, languages, hours, zone, capacity, about, open, updated_at)
			VALUES ({:person}, {:side}, {:skills}, {:goals}, {:languages}, {:hours}, {:zone}, {:capacity}, {:about}, {:open}, {:now})
			ON CONFLICT (person, side) DO UPDATE SET skills = excluded.skills, goals = excluded.goals, languages = excluded.languages,
			hours = excluded.hours, zone = excluded.zone, capacity = excluded.capacity, about = excluded.about, open = excluded.open,
			updated_at = excluded.updated_at`).Bind(dbx.Params{"person": c.Person, "side": string(c.Side), "skills": encode(c.Skills),
			"goals": encode(append([]string{}, c.Goals...)), "languages": encode(c.Languages), "hours": encode(c.Hours), "zone": c.Zone,
			"capacity": c.Capacity, "about": c.About, "open": c.Open && c.Side == Mentor, "now": stamp(now)}).Execute()
		if err != nil {
			return fmt.Errorf("save card: %w", err)
		}
		return r.enrol(tx, who, c.Side, join, now)
	})
}

// enrol puts somebody into the open round or takes them out, as long as it enrols.
func (r *Room) enrol(tx core.App, who *members.Person, side Side, join bool, now time.Time) error {
	round, err := OpenRound(tx)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = EntryOf(tx, round.ID, side, who.Id)
	in := err == nil
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	switch {
	case in == join:
		return nil
	case !now.Before(round.EnrolUntil()) && join:
		return fault.New(fault.Conflict, "Enrolment for this round is over. What you said is kept for the next one.")
	case !now.Before(round.RankUntil()):
		return fault.New(fault.Conflict, "This round is closed, it is being matched.")
	case join:
		_, err = tx.DB().Insert("mentorship_entries", dbx.Params{"round": round.ID, "side": string(side), "person": who.Id,
			"code": newID()[:8], "made_at": stamp(now)}).Execute()
	default:
		_, err = tx.DB().Delete("mentorship_entries", dbx.HashExp{"round": round.ID, "side": string(side), "person": who.Id}).Execute()
	}
	if err != nil {
		return fmt.Errorf("enrol: %w", err)
	}
	return nil
}
