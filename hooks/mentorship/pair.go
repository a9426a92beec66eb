package mentorship

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// States of a pair.
const (
	Hidden   = "hidden"   // computed, not published
	Proposed = "proposed" // one of the two has still to say yes
	Active   = "active"
	Declined = "declined" // one of the two said no
	Lapsed   = "lapsed"   // nobody said no, but the time is over
	Over     = "ended"
)

// Pair is one row of mentorship_pairs with the names of the two.
type Pair struct {
	ID           string `db:"id"`
	Round        int64  `db:"round"` // 0 when it was asked for between rounds
	Run          int    `db:"run"`
	Mentee       string `db:"mentee"`
	Mentor       string `db:"mentor"`
	State        string `db:"state"`
	MenteeYes    bool   `db:"mentee_yes"`
	MentorYes    bool   `db:"mentor_yes"`
	FitJSON      string `db:"fit"`
	Wish         string `db:"wish"`   // what a mentee wrote who asked
	Silent       bool   `db:"silent"` // the mentor never sees it
	MadeAt       string `db:"made_at"`
	AnswerBy     string `db:"answer_by"`
	BegunAt      string `db:"begun_at"`
	EndedAt      string `db:"ended_at"`
	RemindedAt   string `db:"reminded_at"`
	MenteeName   string `db:"menteeName"`
	MentorName   string `db:"mentorName"`
	MenteeHandle string `db:"menteeHandle"`
	MentorHandle string `db:"mentorHandle"`
}

// Link is the address of the pair's room.
func (p *Pair) Link() string { return "/mentorship/pairs/" + p.ID }

// Fit is what the two have in common.
func (p *Pair) Fit() Fit { return decode[Fit](p.FitJSON) }

// SideOf is the part of somebody in the pair, or "".
func (p *Pair) SideOf(person string) Side {
	switch person {
	case p.Mentee:
		return Mentee
	case p.Mentor:
		if !p.Silent {
			return Mentor
		}
	}
	return ""
}

// Partner is the name of the other one.
func (p *Pair) Partner(person string) string {
	if person == p.Mentee {
		return p.MentorName
	}
	return p.MenteeName
}

// PartnerHandle is the handle of the other one.
func (p *Pair) PartnerHandle(person string) string {
	if person == p.Mentee {
		return p.MentorHandle
	}
	return p.MenteeHandle
}

// other is the record id of the other one.
func (p *Pair) other(person string) string {
	if person == p.Mentee {
		return p.Mentor
	}
	return p.Mentee
}

// both are the record ids of those who know of the pair.
func (p *Pair) both() []string {
	if p.Silent {
		return []string{p.Mentee}
	}
	return []string{p.Mentee, p.Mentor}
}

// Said reports whether somebody has said yes.
func (p *Pair) Said(person string) bool {
	return person == p.Mentee && p.MenteeYes || person == p.Mentor && p.MentorYes
}

// Waits reports whether somebody has still to answer at now: the deadline decides, not the state alone.
func (p *Pair) Waits(person string, now time.Time) bool {
	return p.State == Proposed && !p.Said(person) && now.Before(p.Until())
}

// Until is until when it can be accepted.
func (p *Pair) Until() time.Time { return instant(p.AnswerBy) }

// Begun is when both had said yes.
func (p *Pair) Begun() time.Time { return instant(p.BegunAt) }

// Ended is when it ended.
func (p *Pair) Ended() time.Time { return instant(p.EndedAt) }

// IsActive reports whether the two work together.
func (p *Pair) IsActive() bool { return p.State == Active }

// IsOver reports whether they did and no longer do.
func (p *Pair) IsOver() bool { return p.State == Over }

// Language is the language they share best, in its own name.
func (f Fit) LanguageName() string { return profiles.TextOf(profiles.Languages, f.Language) }

// LevelText is the catalogue key of the level both have in it at least.
func (f Fit) LevelText() string { return levelText(pairing.Level(f.Level)) }

// GoalTexts are the catalogue keys of the common goals.
func (f Fit) GoalTexts() []string { return goalTexts(f.Goals) }

func goalTexts(codes []string) []string {
	var list []string
	for _, g := range codes {
		if text := profiles.TextOf(Goals, g); text != "" {
			list = append(list, text)
		}
	}
	return list
}

// Hours and Rest are the common time a week.
func (f Fit) Hours() int { return f.Minutes / 60 }

// Rest is what of the common time is less than an hour, in minutes.
func (f Fit) Rest() int { return f.Minutes % 60 }

func pairs(app core.App) *dbx.SelectQuery {
	return app.DB().Select("p.*", "e.name AS menteeName", "m.name AS mentorName", "e.handle AS menteeHandle", "m.handle AS mentorHandle").
		From("mentorship_pairs p").InnerJoin("users e", dbx.NewExp("e.id = p.mentee")).InnerJoin("users m", dbx.NewExp("m.id = p.mentor"))
}

// PairFor returns a published pair of the person, or fault.NotFound.
func PairFor(app core.App, id, person string) (*Pair, error) {
	p := &Pair{}
	err := pairs(app).Where(dbx.HashExp{"p.id": id}).AndWhere(dbx.NewExp("p.state <> 'hidden'")).One(p)
	if errors.Is(err, sql.ErrNoRows) || err == nil && p.SideOf(person) == "" {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find pair: %w", err)
	}
	return p, nil
}

// PairsOf returns the published pairs of somebody, the newest first, at most a hundred.
func PairsOf(app core.App, person string) ([]*Pair, error) {
	var list []*Pair
	err := pairs(app).Where(dbx.NewExp("(p.mentee = {:p} OR p.mentor = {:p} AND p.silent = 0) AND p.state <> 'hidden'", dbx.Params{"p": person})).
		OrderBy("p.made_at DESC", "p.id").Limit(100).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list pairs: %w", err)
	}
	return list, nil
}

// pairsOfRun returns the pairs of a run by the mentees' names.
func pairsOfRun(app core.App, round int64, number int) ([]*Pair, error) {
	var list []*Pair
	err := pairs(app).Where(dbx.HashExp{"p.round": round, "p.run": number}).OrderBy("e.name", "p.id").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list pairs of run: %w", err)
	}
	return list, nil
}

// change sets columns of a pair, if it still is in the state it was read in; fault.Conflict when it is not.
func (p *Pair) change(tx core.App, set dbx.Params) error {
	res, err := tx.DB().Update("mentorship_pairs", set, dbx.HashExp{"id": p.ID, "state": p.State}).Execute()
	if err != nil {
		return fmt.Errorf("change pair: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.New(fault.Conflict, "This has changed meanwhile. Please look at it again.")
	}
	return nil
}
