package mentorship

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// States of a session.
const (
	Planned   = "planned"
	Held      = "held"
	Cancelled = "cancelled"
)

// MaxPlaceChars is how long the place or link of a session may be.
const MaxPlaceChars = 200

// Session is one meeting of a pair.
type Session struct {
	ID        string `db:"id"`
	Pair      string `db:"pair"`
	StartsAt  string `db:"starts_at"`
	Minutes   int    `db:"minutes"`
	Place     string `db:"place"`
	State     string `db:"state"`
	Sequence  int    `db:"sequence"`
	UpdatedAt string `db:"updated_at"`
}

// Starts is when it begins.
func (s *Session) Starts() time.Time { return instant(s.StartsAt) }

// Ends is when it ends.
func (s *Session) Ends() time.Time { return s.Starts().Add(time.Duration(s.Minutes) * time.Minute) }

// IsPlanned, IsHeld and IsCancelled are its states.
func (s *Session) IsPlanned() bool { return s.State == Planned }

// IsHeld reports whether the two have met.
func (s *Session) IsHeld() bool { return s.State == Held }

// IsCancelled reports whether it does not take place.
func (s *Session) IsCancelled() bool { return s.State == Cancelled }

// SessionsOf returns the sessions of a pair in their order.
func SessionsOf(app core.App, pair string) ([]*Session, error) {
	var list []*Session
	err := app.DB().Select("*").From("mentorship_sessions").Where(dbx.HashExp{"pair": pair}).OrderBy("starts_at", "id").Limit(300).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	return list, nil
}

func sessionOf(app core.App, pair, id string) (*Session, error) {
	s := &Session{}
	err := app.DB().Select("*").From("mentorship_sessions").Where(dbx.HashExp{"id": id, "pair": pair}).One(s)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find session: %w", err)
	}
	return s, nil
}

// Meeting is what a session is planned as.
type Meeting struct {
	Starts  time.Time
	Minutes int
	Place   string
}

func (m Meeting) check(now time.Time) error {
	var p fault.Problems
	switch {
	case m.Starts.IsZero():
		p.Add("date", "Please give a day and a time.")
	case m.Starts.Before(now.AddDate(-1, 0, 0)) || m.Starts.After(now.AddDate(2, 0, 0)):
		p.Add("date", "Please choose a day of the last year or of the next two years.")
	}
	if m.Minutes < 5 || m.Minutes > 480 {
		p.Add("minutes", "Please give between 5 and 480 minutes.")
	}
	if utf8.RuneCountInString(m.Place) > MaxPlaceChars {
		p.Add("place", "This may have at most %d characters.", MaxPlaceChars)
	}
	return p.Err()
}

// Plan adds a session, or with an id moves one that is still planned, and tells the other one.
func (r *Room) Plan(app core.App, who *members.Person, pair, id string, m Meeting) (string, error) {
	now := r.clock.Now()
	if err := m.check(now); err != nil {
		return "", err
	}
	err := app.RunInTransaction(func(tx core.App) error {
		p, err := activePair(tx, pair, who)
		if err != nil {
			return err
		}
		set := dbx.Params{"starts_at": stamp(m.Starts), "minutes": m.Minutes, "place": m.Place, "updated_at": stamp(now), "reminded": 0}
		sequence := 0
		text := locale.Mark("%s has planned a session with you: %s")
		if id == "" {
			id = newID()
			set["id"], set["pair"], set["state"], set["made_at"] = id, pair, Planned, stamp(now)
			_, err = tx.DB().Insert("mentorship_sessions", set).Execute()
		} else {
			text = locale.Mark("%s has moved your session: %s")
			s, found := sessionOf(tx, pair, id)
			if found != nil {
				return found
			}
			if s.State != Planned {
				return fault.New(fault.Conflict, "Only a planned session can be changed.")
			}
			sequence = s.Sequence + 1
			set["sequence"] = sequence
			_, err = tx.DB().Update("mentorship_sessions", set, dbx.HashExp{"id": id}).Execute()
		}
		if err != nil {
			return fmt.Errorf("plan session: %w", err)
		}
		return notices.Tell(tx, notices.News{To: p.other(who.Id), Kind: "mentorship", Text: text, Args: []any{who.Name(), m.Starts},
			Link: p.Link(), Key: fmt.Sprintf("mentorship:session:%s:%d", id, sequence)})
	})
	return id, err
}

// Settle marks a planned session as held or cancelled.
func (r *Room) Settle(app core.App, who *members.Person, pair, id, state string) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		p, err := activePair(tx, pair, who)
		if err != nil {
			return err
		}
		s, err := sessionOf(tx, pair, id)
		if err != nil {
			return err
		}
		if s.State != Planned || state != Held && state != Cancelled || state == Held && now.Before(s.Starts()) {
			return fault.New(fault.Conflict, "This cannot be done with the session as it stands.")
		}
		_, err = tx.DB().Update("mentorship_sessions", dbx.Params{"state": state, "sequence": s.Sequence + 1, "updated_at": stamp(now)},
			dbx.HashExp{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("settle session: %w", err)
		}
		if state == Held {
			return nil
		}
		return notices.Tell(tx, notices.News{To: p.other(who.Id), Kind: "mentorship", Args: []any{who.Name(), s.Starts()}, Link: p.Link(),
			Text: locale.Mark("%s has cancelled the session of %s."), Key: "mentorship:session:" + id + ":cancelled"})
	})
}

// remindSessions reminds both of a session within the next day, once.
func (r *Room) remindSessions(app core.App) error {
	now := r.clock.Now()
	var due []*Session
	err := app.DB().Select("s.*").From("mentorship_sessions s").InnerJoin("mentorship_pairs p", dbx.NewExp("p.id = s.pair AND p.state = 'active'")).
		Where(dbx.NewExp("s.state = 'planned' AND s.reminded = 0 AND s.starts_at > {:now} AND s.starts_at <= {:soon}",
			dbx.Params{"now": stamp(now), "soon": stamp(now.Add(24 * time.Hour))})).Limit(1000).All(&due)
	if err != nil {
		return fmt.Errorf("list sessions to remind of: %w", err)
	}
	var failed []error
	for _, s := range due {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error {
			if _, err := tx.DB().Update("mentorship_sessions", dbx.Params{"reminded": 1}, dbx.HashExp{"id": s.ID}).Execute(); err != nil {
				return fmt.Errorf("remind of session: %w", err)
			}
			p := &Pair{}
			if err := pairs(tx).Where(dbx.HashExp{"p.id": s.Pair}).One(p); err != nil {
				return fmt.Errorf("find pair: %w", err)
			}
			for _, person := range p.both() {
				err := notices.Tell(tx, notices.News{To: person, Kind: "mentorship", Args: []any{p.Partner(person), s.Starts()}, Link: p.Link(),
					Text: locale.Mark("Your session with %s is soon: %s"), Key: fmt.Sprintf("mentorship:session:%s:%d:soon", s.ID, s.Sequence)})
				if err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return errors.Join(failed...)
}

// activePair returns a pair that works together, to one of the two.
func activePair(tx core.App, id string, who *members.Person) (*Pair, error) {
	p, err := PairFor(tx, id, who.Id)
	if err != nil {
		return nil, err
	}
	if !p.IsActive() {
		return nil, fault.New(fault.Conflict, "This mentorship is not running.")
	}
	return p, nil
}
