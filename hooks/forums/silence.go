package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// SilenceDays are how long a silence can last.
var SilenceDays = []int{1, 3, 7, 14, 30}

// Silenced is a silence of somebody.
type Silenced struct {
	ID        int64  `db:"id"`
	Person    int64  `db:"person"`
	Moderator int64  `db:"moderator"`
	Reason    string `db:"reason"`
	BeginsAt  int64  `db:"begins_at"`
	EndsAt    int64  `db:"ends_at"`
	LiftedAt  int64  `db:"lifted_at"`
	Name      string `db:"name"`
	Handle    string `db:"handle"`
}

// Begins is when the silence began.
func (s *Silenced) Begins() time.Time { return at(s.BeginsAt) }

// Ends is when the silence ends by itself.
func (s *Silenced) Ends() time.Time { return at(s.EndsAt) }

// URL is where the person concerned reads about it and appeals.
func (s *Silenced) URL() string { return "/forum/silences/" + str(s.ID) }

// silencedNow refuses the writing of somebody who is silenced, with the reason and the end.
func (r *Room) silencedNow(app core.App, person int64, now time.Time) error {
	s, err := silenceOf(app, person, now)
	if err != nil || s == nil {
		return err
	}
	return fault.New(fault.Forbidden, "You cannot write in the forum until %s. The moderator's reason: %s", s.Ends(), s.Reason)
}

// silenceOf returns the silence that a person is under now, or nil.
func silenceOf(app core.App, person int64, now time.Time) (*Silenced, error) {
	s := &Silenced{}
	err := app.DB().Select("id", "person", "moderator", "reason", "begins_at", "ends_at", "lifted_at").From("forum_silences").
		Where(dbx.HashExp{"person": person, "lifted_at": 0}).AndWhere(dbx.NewExp("ends_at > {:now}", dbx.Params{"now": ms(now)})).
		OrderBy("ends_at DESC").Limit(1).One(s)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for a silence: %w", err)
	}
	return s, nil
}

// Silence keeps a person from writing in the forum for some days; reading, voting and all else stay. The person is told
// why and until when, and can appeal to the board.
func (r *Room) Silence(app core.App, who *members.Person, handle, reason string, days int) (*Silenced, error) {
	var problems fault.Problems
	checkNote(&problems, "reason", reason, true)
	if !slices.Contains(SilenceDays, days) {
		problems.Add("days", "Choose one of the options.")
	}
	person, err := members.ByHandle(app, strings.TrimPrefix(strings.TrimSpace(handle), "@"))
	if fault.Is(err, fault.NotFound) {
		problems.Add("handle", "No member has this handle.")
	} else if err != nil {
		return nil, err
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	now := r.clock.Now()
	s := &Silenced{Reason: strings.TrimSpace(reason), BeginsAt: ms(now), EndsAt: ms(now.AddDate(0, 0, days))}
	err = app.RunInTransaction(func(tx core.App) error {
		if s.Person, err = PersonOf(tx, person.Id); err != nil {
			return err
		}
		if s.Moderator, err = r.judge(tx, who, s.Person); err != nil {
			return err
		}
		known, err := silenceOf(tx, s.Person, now)
		if err != nil {
			return err
		}
		if known != nil {
			return fault.New(fault.Conflict, "This person is silenced already, until %s.", known.Ends())
		}
		err = tx.DB().NewQuery(`INSERT INTO forum_silences (person, moderator, reason, begins_at, ends_at)
			VALUES ({:p}, {:m}, {:why}, {:from}, {:to}) RETURNING id`).
			Bind(dbx.Params{"p": s.Person, "m": s.Moderator, "why": s.Reason, "from": s.BeginsAt, "to": s.EndsAt}).Row(&s.ID)
		if err != nil {
			return fmt.Errorf("silence a person: %w", err)
		}
		err = tellPerson(tx, s.Person, notices.News{Text: "A moderator asks you not to write in the forum until %s, because: %s",
			Args: []any{s.Ends(), s.Reason}, Link: s.URL(), Key: "silence:" + str(s.ID)})
		if err != nil {
			return err
		}
		return r.note(tx, who, s.Person, s.URL(), locale.Mark("Silenced a person in the forum for %s days."), str(int64(days)))
	})
	return s, err
}

// Lift ends a silence early.
func (r *Room) Lift(app core.App, who *members.Person, id int64) error {
	return app.RunInTransaction(func(tx core.App) error {
		s, err := silenceByID(tx, id)
		if err != nil {
			return err
		}
		if _, err := r.judge(tx, who, s.Person); err != nil {
			return err
		}
		if err := r.lift(tx, s); err != nil {
			return err
		}
		return r.note(tx, who, s.Person, s.URL(), locale.Mark("Ended a silence in the forum early."))
	})
}

// lift ends the silence and tells the person.
func (r *Room) lift(tx core.App, s *Silenced) error {
	now := ms(r.clock.Now())
	if s.LiftedAt != 0 || s.EndsAt <= now {
		return fault.New(fault.Conflict, "This silence is over already.")
	}
	if _, err := tx.DB().Update("forum_silences", dbx.Params{"lifted_at": now}, dbx.HashExp{"id": s.ID}).Execute(); err != nil {
		return fmt.Errorf("lift a silence: %w", err)
	}
	return tellPerson(tx, s.Person, notices.News{Text: "You can write in the forum again.", Link: "/forum", Key: "lifted:" + str(s.ID)})
}

const silenceColumns = `SELECT s.id, s.person, s.moderator, s.reason, s.begins_at, s.ends_at, s.lifted_at,
	COALESCE(NULLIF(u.name, ''), f.name) AS name, COALESCE(u.handle, '') AS handle
	FROM forum_silences s JOIN forum_people f ON f.id = s.person LEFT JOIN users u ON u.id = f.person `

// silenceByID returns a silence, or fault.NotFound.
func silenceByID(app core.App, id int64) (*Silenced, error) {
	s := &Silenced{}
	err := app.DB().NewQuery(silenceColumns + "WHERE s.id = {:id}").Bind(dbx.Params{"id": id}).One(s)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find silence %d: %w", id, err)
	}
	return s, nil
}

// Silences returns those who cannot write now, the next to end first.
func (r *Room) Silences(app core.App) ([]*Silenced, error) {
	var list []*Silenced
	err := app.DB().NewQuery(silenceColumns + "WHERE s.lifted_at = 0 AND s.ends_at > {:now} ORDER BY s.ends_at LIMIT 100").
		Bind(dbx.Params{"now": ms(r.clock.Now())}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list silences: %w", err)
	}
	return list, nil
}
