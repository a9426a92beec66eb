package mentorship

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/notices"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// States of a round. Matched is computed and waits for a steward's look.
const (
	Open      = "open"
	Matched   = "matched"
	Published = "published"
	Ended     = "ended"
)

// Round is one row of mentorship_rounds.
type Round struct {
	ID          int64  `db:"id"`
	State       string `db:"state"`
	OpensAt     string `db:"opens_at"`
	EnrolsUntil string `db:"enrol_until"`
	RanksUntil  string `db:"rank_until"`
	ClosedAt    string `db:"closed_at"`
	PublishedAt string `db:"published_at"`
	AcceptsTill string `db:"accept_until"`
	EndsAt      string `db:"ends_at"`
	AcceptDays  int    `db:"accept_days"`
	LengthDays  int    `db:"length_days"`
	TermsJSON   string `db:"terms"`
	SeedHex     string `db:"seed"`
	SeedHash    string `db:"seed_hash"`
}

// Opens, EnrolUntil, RankUntil, Closed, PublishedOn, AcceptUntil and Ends are the moments of its life; zero when not
// yet known.
func (r *Round) Opens() time.Time { return instant(r.OpensAt) }

// EnrolUntil is when enrolment ends.
func (r *Round) EnrolUntil() time.Time { return instant(r.EnrolsUntil) }

// RankUntil is when the round closes.
func (r *Round) RankUntil() time.Time { return instant(r.RanksUntil) }

// Closed is when it was computed.
func (r *Round) Closed() time.Time { return instant(r.ClosedAt) }

// PublishedOn is when a steward published the result.
func (r *Round) PublishedOn() time.Time { return instant(r.PublishedAt) }

// AcceptUntil is until when the pairs of the newest run can accept.
func (r *Round) AcceptUntil() time.Time { return instant(r.AcceptsTill) }

// Ends is when its mentorships end.
func (r *Round) Ends() time.Time { return instant(r.EndsAt) }

// Enrols reports whether one can enrol at now.
func (r *Round) Enrols(now time.Time) bool { return r.State == Open && now.Before(r.EnrolUntil()) }

// Ranks reports whether one can rank at now.
func (r *Round) Ranks(now time.Time) bool { return r.State == Open && now.Before(r.RankUntil()) }

// IsPublic reports whether members see the result.
func (r *Round) IsPublic() bool { return r.State == Published || r.State == Ended }

// Seed is the seed once the round is closed, "" before.
func (r *Round) Seed() string {
	if r.State == Open {
		return ""
	}
	return r.SeedHex
}

// Link is the address of its page.
func (r *Round) Link() string { return fmt.Sprintf("/mentorship/rounds/%d", r.ID) }

// terms are what a round is scored by, frozen when it opens.
type terms struct {
	Weights pairing.Weights `json:"weights"`
	Least   int             `json:"least"`  // minutes a week in common
	Plenty  int             `json:"plenty"` // minutes a week beyond which more does not count
	On      string          `json:"on"`     // the day whose clocks hold, as 2026-01-31
}

// plenty is how much common time more is not better beyond: four hours a week.
const plenty = 240

// RoundByID returns the round, or fault.NotFound.
func RoundByID(app core.App, id int64) (*Round, error) { return oneRound(app, dbx.HashExp{"id": id}) }

// OpenRound returns the round that is open, or fault.NotFound.
func OpenRound(app core.App) (*Round, error) { return oneRound(app, dbx.HashExp{"state": Open}) }

func oneRound(app core.App, where dbx.Expression) (*Round, error) {
	r := &Round{}
	err := app.DB().Select("*").From("mentorship_rounds").Where(where).OrderBy("id DESC").Limit(1).One(r)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find mentorship round: %w", err)
	}
	return r, nil
}

// Rounds returns the rounds, the newest first, at most fifty.
func Rounds(app core.App) ([]*Round, error) {
	var list []*Round
	if err := app.ConcurrentDB().Select("*").From("mentorship_rounds").OrderBy("id DESC").Limit(50).All(&list); err != nil {
		return nil, fmt.Errorf("list mentorship rounds: %w", err)
	}
	return list, nil
}

// Begin opens a round under the policies of the day and tells all members. A steward does it, or the clock (nil). A
// round that is still open or waits for its publication is fault.Conflict.
func (r *Room) Begin(app core.App, steward *members.Person) (*Round, error) {
	now := r.clock.Now()
	var round *Round
	err := app.RunInTransaction(func(tx core.App) error {
		if _, err := oneRound(tx, dbx.In("state", Open, Matched)); !fault.Is(err, fault.NotFound) {
			if err != nil {
				return err
			}
			return fault.New(fault.Conflict, "There is a round already that is not published.")
		}
		id, err := r.insertRound(tx, now)
		if err != nil {
			return err
		}
		if round, err = RoundByID(tx, id); err != nil {
			return err
		}
		if steward != nil {
			err = members.Audit(tx, now, members.Act{By: steward, Office: "steward", Link: round.Link(),
				Text: locale.Mark("Opened mentorship round %s."), Args: []string{fmt.Sprint(id)}})
			if err != nil {
				return err
			}
		}
		var all []string
		if err := tx.DB().Select("id").From("users").Where(dbx.HashExp{"kind": members.Member}).Column(&all); err != nil {
			return fmt.Errorf("list members: %w", err)
		}
		return notices.TellMany(tx, all, notices.News{Kind: "mentorship", Link: "/mentorship", Key: fmt.Sprintf("mentorship:%d:open", id),
			Text: locale.Mark("A mentorship round is open. Enrol as mentor or mentee until %s."), Args: []any{round.EnrolUntil()}})
	})
	return round, err
}

func (r *Room) insertRound(tx core.App, now time.Time) (int64, error) {
	days := map[policies.Key]int{}
	for _, key := range []policies.Key{policies.MentorshipEnrolDays, policies.MentorshipRankDays, policies.MentorshipAcceptDays,
		policies.MentorshipLengthDays, policies.MentorshipMinutes} {
		n, err := policies.Days(tx, key, now)
		if err != nil {
			return 0, err
		}
		days[key] = n
	}
	var seed [32]byte
	rand.Read(seed[:]) // never fails
	hash := sha256.Sum256(seed[:])
	enrol := now.AddDate(0, 0, days[policies.MentorshipEnrolDays])
	res, err := tx.DB().Insert("mentorship_rounds", dbx.Params{"state": Open, "opens_at": stamp(now), "enrol_until": stamp(enrol),
		"rank_until":  stamp(enrol.AddDate(0, 0, days[policies.MentorshipRankDays])),
		"accept_days": days[policies.MentorshipAcceptDays], "length_days": days[policies.MentorshipLengthDays],
		"terms": encode(terms{pairing.Usual, days[policies.MentorshipMinutes], plenty, now.Format(time.DateOnly)}),
		"seed":  hex.EncodeToString(seed[:]), "seed_hash": hex.EncodeToString(hash[:])}).Execute()
	if err != nil {
		return 0, fmt.Errorf("open mentorship round: %w", err)
	}
	return res.LastInsertId()
}
