package mentorship

import (
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Publish shows the result of a computed round to everybody in it; the pairs can accept from now on.
func (r *Room) Publish(app core.App, steward *members.Person, id int64) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		round, err := RoundByID(tx, id)
		if err != nil {
			return err
		}
		if round.State != Matched {
			return fault.New(fault.Conflict, "This round has nothing to publish.")
		}
		until := now.AddDate(0, 0, round.AcceptDays)
		_, err = tx.DB().Update("mentorship_rounds", dbx.Params{"state": Published, "published_at": stamp(now), "accept_until": stamp(until),
			"ends_at": stamp(until.AddDate(0, 0, round.LengthDays))}, dbx.HashExp{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("publish round: %w", err)
		}
		err = members.Audit(tx, now, members.Act{By: steward, Office: "steward", Link: round.Link(),
			Text: locale.Mark("Published the result of mentorship round %s."), Args: []string{fmt.Sprint(id)}})
		if err != nil {
			return err
		}
		return r.show(tx, round, 1, until)
	})
}

// show makes the pairs of a run visible and tells everybody who was in it.
func (r *Room) show(tx core.App, round *Round, number int, until time.Time) error {
	_, err := tx.DB().Update("mentorship_pairs", dbx.Params{"state": Proposed, "answer_by": stamp(until)},
		dbx.HashExp{"round": round.ID, "run": number, "state": Hidden}).Execute()
	if err != nil {
		return fmt.Errorf("show pairs: %w", err)
	}
	var paired, all []string
	err = tx.DB().NewQuery(`SELECT mentee FROM mentorship_pairs WHERE round = {:r} AND run = {:n}
		UNION SELECT mentor FROM mentorship_pairs WHERE round = {:r} AND run = {:n}`).
		Bind(dbx.Params{"r": round.ID, "n": number}).Column(&paired)
	if err != nil {
		return fmt.Errorf("list who was paired: %w", err)
	}
	err = tx.DB().NewQuery(`SELECT DISTINCT person FROM mentorship_reasons WHERE round = {:r} AND run = {:n}
		AND person NOT IN (SELECT value FROM json_each({:paired}))`).
		Bind(dbx.Params{"r": round.ID, "n": number, "paired": encode(append([]string{}, paired...))}).Column(&all)
	if err != nil {
		return fmt.Errorf("list who was not paired: %w", err)
	}
	key := fmt.Sprintf("mentorship:%d:%d", round.ID, number)
	err = notices.TellMany(tx, paired, notices.News{Kind: "mentorship", Key: key, Link: round.Link() + "/why",
		Text: locale.Mark("You have a match in the mentorship round. Please accept it by %s."), Args: []any{until}})
	if err != nil {
		return err
	}
	return notices.TellMany(tx, all, notices.News{Kind: "mentorship", Key: key, Link: round.Link() + "/why",
		Text: locale.Mark("The mentorship round is matched. There was nobody for you this time; see why and what comes next.")})
}

// Answer is somebody's yes or no to a proposed pair. With the second yes it begins; with a no the place goes to the
// next run. Of an asked-for pair the mentor's answer alone decides.
func (r *Room) Answer(app core.App, who *members.Person, id string, yes bool) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		p, err := PairFor(tx, id, who.Id)
		if err != nil {
			return err
		}
		if !p.Waits(who.Id, now) {
			return fault.New(fault.Conflict, "This is answered already, or its time is over.")
		}
		side := p.SideOf(who.Id)
		set := dbx.Params{string(side) + "_yes": yes}
		text := ""
		switch {
		case !yes:
			set["state"], set["ended_at"] = Declined, stamp(now)
			text = locale.Mark("%s did not accept the mentorship. Your place goes into the next run.")
			if p.Round == 0 {
				text = locale.Mark("%s cannot take you on at the moment.")
			}
		case p.Said(p.other(who.Id)):
			set["state"], set["begun_at"] = Active, stamp(now)
			text = locale.Mark("Your mentorship with %s begins. Its room is open.")
		}
		if err := p.change(tx, set); err != nil || text == "" {
			return err
		}
		return notices.Tell(tx, notices.News{To: p.other(who.Id), Kind: "mentorship", Text: text, Args: []any{who.Name()}, Link: p.Link(),
			Key: "mentorship:" + p.ID + ":answer"})
	})
}

// Again computes a further run for those without a mentor and the places that are free, and shows it at once. It
// reports how many pairs it found. A run that would change nothing is not made.
func (r *Room) Again(app core.App, id int64) (matched int, err error) {
	now := r.clock.Now()
	err = app.RunInTransaction(func(tx core.App) error {
		round, err := RoundByID(tx, id)
		if err != nil {
			return err
		}
		if round.State != Published {
			return fault.New(fault.Conflict, "This round has no further run.")
		}
		last, err := LastRun(tx, id)
		if err != nil {
			return err
		}
		if err := r.compute(tx, round, last.Run+1, now); err != nil {
			return err
		}
		until := now.AddDate(0, 0, round.AcceptDays)
		_, err = tx.DB().Update("mentorship_rounds", dbx.Params{"accept_until": stamp(until)}, dbx.HashExp{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("run again: %w", err)
		}
		next, err := LastRun(tx, id)
		if err != nil {
			return err
		}
		matched = next.Matched
		return r.show(tx, round, next.Run, until)
	})
	return matched, err
}
