package mentorship

import (
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/notices"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Tick does what time has decided: closes and opens rounds, lets unanswered pairs lapse, makes the second run, ends
// rounds and reminds. It is the job of every minute; doing it twice changes nothing.
func (r *Room) Tick(app core.App) error {
	return errors.Join(r.closeDue(app), r.beginDue(app), r.lapse(app), r.secondRuns(app), r.endDue(app), r.remindSessions(app), r.nudge(app))
}

func (r *Room) closeDue(app core.App) error {
	round, err := OpenRound(app)
	if fault.Is(err, fault.NotFound) || err == nil && r.clock.Now().Before(round.RankUntil()) {
		return nil
	}
	if err != nil {
		return err
	}
	return r.Close(app, round.ID)
}

// beginDue opens the next round when the policy says so. The first round is opened by a steward.
func (r *Room) beginDue(app core.App) error {
	last, err := oneRound(app, nil)
	if fault.Is(err, fault.NotFound) || err == nil && (last.State == Open || last.State == Matched) {
		return nil
	}
	if err != nil {
		return err
	}
	now := r.clock.Now()
	days, err := policies.Days(app, policies.MentorshipEveryDays, now)
	if err != nil || days == 0 || now.Before(last.Opens().AddDate(0, 0, days)) {
		return err
	}
	_, err = r.Begin(app, nil)
	return err
}

// lapse gives up pairs whose time to answer is over.
func (r *Room) lapse(app core.App) error {
	var due []*Pair
	err := pairs(app).Where(dbx.NewExp("p.state = 'proposed' AND p.answer_by <= {:now}", dbx.Params{"now": stamp(r.clock.Now())})).All(&due)
	if err != nil {
		return fmt.Errorf("list lapsed pairs: %w", err)
	}
	var failed []error
	for _, p := range due {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error {
			if err := p.change(tx, dbx.Params{"state": Lapsed, "ended_at": stamp(r.clock.Now())}); err != nil {
				return err
			}
			for _, person := range p.both() {
				err := notices.Tell(tx, notices.News{To: person, Kind: "mentorship", Link: "/mentorship", Args: []any{p.Partner(person)},
					Text: locale.Mark("The match with %s was not accepted in time and is given up."), Key: "mentorship:" + p.ID + ":lapsed"})
				if err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return errors.Join(failed...)
}

// secondRuns makes the second run of rounds whose first time to accept is over.
func (r *Room) secondRuns(app core.App) error {
	var ids []int64
	err := app.DB().NewQuery(`SELECT id FROM mentorship_rounds WHERE state = 'published' AND accept_until <= {:now}
		AND NOT EXISTS (SELECT 1 FROM mentorship_runs WHERE round = id AND run > 1)`).Bind(dbx.Params{"now": stamp(r.clock.Now())}).Column(&ids)
	if err != nil {
		return fmt.Errorf("list second runs: %w", err)
	}
	var failed []error
	for _, id := range ids {
		round, err := RoundByID(app, id)
		if err == nil {
			var mentees, places int
			if mentees, places, err = Waiting(app, round); err == nil && mentees > 0 && places > 0 {
				_, err = r.Again(app, id)
			}
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// endDue ends rounds and asks their pairs for feedback; the pairs themselves end when they say so.
func (r *Room) endDue(app core.App) error {
	var ids []int64
	now := stamp(r.clock.Now())
	err := app.DB().Select("id").From("mentorship_rounds").Where(dbx.NewExp("state = 'published' AND ends_at <= {:now}", dbx.Params{"now": now})).Column(&ids)
	if err != nil {
		return fmt.Errorf("list rounds that end: %w", err)
	}
	var failed []error
	for _, id := range ids {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error {
			if _, err := tx.DB().Update("mentorship_rounds", dbx.Params{"state": Ended}, dbx.HashExp{"id": id, "state": Published}).Execute(); err != nil {
				return fmt.Errorf("end round: %w", err)
			}
			var list []*Pair
			if err := pairs(tx).Where(dbx.HashExp{"p.round": id, "p.state": Active}).All(&list); err != nil {
				return fmt.Errorf("list pairs of round: %w", err)
			}
			for _, p := range list {
				for _, person := range p.both() {
					err := notices.Tell(tx, notices.News{To: person, Kind: "mentorship", Link: p.Link() + "/close", Args: []any{p.Partner(person)},
						Text: locale.Mark("The time of your mentorship with %s is over. Please close it with a few words."), Key: "mentorship:" + p.ID + ":over"})
					if err != nil {
						return err
					}
				}
			}
			return nil
		}))
	}
	return errors.Join(failed...)
}

// quiet is after how long without a session a pair is reminded gently, once in that time.
const quiet = 21 * 24 * time.Hour

// nudge reminds pairs that have neither met for a while nor planned to.
func (r *Room) nudge(app core.App) error {
	now := r.clock.Now()
	var list []*Pair
	err := pairs(app).Where(dbx.NewExp(`p.state = 'active' AND p.begun_at <= {:old} AND p.reminded_at <= {:old} AND NOT EXISTS
		(SELECT 1 FROM mentorship_sessions s WHERE s.pair = p.id AND s.state <> 'cancelled' AND s.starts_at > {:old})`,
		dbx.Params{"old": stamp(now.Add(-quiet))})).Limit(500).All(&list)
	if err != nil {
		return fmt.Errorf("list quiet pairs: %w", err)
	}
	var failed []error
	for _, p := range list {
		failed = append(failed, app.RunInTransaction(func(tx core.App) error {
			if err := p.change(tx, dbx.Params{"reminded_at": stamp(now)}); err != nil {
				return err
			}
			for _, person := range p.both() {
				err := notices.Tell(tx, notices.News{To: person, Kind: "mentorship", Link: p.Link(), Args: []any{p.Partner(person)},
					Text: locale.Mark("You and %s have not met for three weeks. Do you want to plan a session?"),
					Key:  "mentorship:" + p.ID + ":quiet:" + now.Format(time.DateOnly)})
				if err != nil {
					return err
				}
			}
			return nil
		}))
	}
	return errors.Join(failed...)
}
