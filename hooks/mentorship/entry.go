package mentorship

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Entry is somebody's place in a round.
type Entry struct {
	Round  int64  `db:"round"`
	Side   string `db:"side"`
	Person string `db:"person"`
	Code   string `db:"code"` // under which they stand in the published file
	Ranks  string `db:"ranked"`
	Nevers string `db:"never"`
	Fill   bool   `db:"fill"`
}

// Ranked are the people they ranked, best first, by record id.
func (e *Entry) Ranked() []string { return decode[[]string](e.Ranks) }

// Never are the people they never want, by record id.
func (e *Entry) Never() []string { return decode[[]string](e.Nevers) }

// EntryOf returns somebody's entry, or fault.NotFound.
func EntryOf(app core.App, round int64, side Side, person string) (*Entry, error) {
	e := &Entry{}
	err := app.DB().Select("*").From("mentorship_entries").
		Where(dbx.HashExp{"round": round, "side": string(side), "person": person}).One(e)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find entry: %w", err)
	}
	return e, nil
}

// Wishes are how somebody ranks the other side.
type Wishes struct {
	Ranked []string // record ids, best first
	Never  []string
	Fill   bool
}

// Rank stores somebody's wishes for the open round, as long as it takes them. People who are not in the round are
// fault.Invalid.
func (r *Room) Rank(app core.App, who *members.Person, side Side, w Wishes) error {
	return app.RunInTransaction(func(tx core.App) error {
		round, err := OpenRound(tx)
		if err != nil {
			return err
		}
		if _, err := EntryOf(tx, round.ID, side, who.Id); err != nil {
			return err
		}
		if !round.Ranks(r.clock.Now()) {
			return fault.New(fault.Conflict, "This round is closed, it is being matched.")
		}
		if err := w.check(tx, round.ID, side.Other()); err != nil {
			return err
		}
		_, err = tx.DB().Update("mentorship_entries", dbx.Params{"ranked": encode(append([]string{}, w.Ranked...)),
			"never": encode(append([]string{}, w.Never...)), "fill": w.Fill},
			dbx.HashExp{"round": round.ID, "side": string(side), "person": who.Id}).Execute()
		if err != nil {
			return fmt.Errorf("save ranking: %w", err)
		}
		return nil
	})
}

// check refuses people who are not in the round, are named twice, or are ranked and never wanted at once.
func (w Wishes) check(tx core.App, round int64, side Side) error {
	all := slices.Concat(w.Ranked, w.Never)
	var n int
	err := tx.DB().NewQuery(`SELECT count(*) FROM mentorship_entries WHERE round = {:round} AND side = {:side}
		AND person IN (SELECT value FROM json_each({:all}))`).
		Bind(dbx.Params{"round": round, "side": string(side), "all": encode(append([]string{}, all...))}).Row(&n)
	if err != nil {
		return fmt.Errorf("check ranking: %w", err)
	}
	if n != len(all) { // a name given twice is found once
		return fault.New(fault.Invalid, "Somebody on your list is not in this round, or is there twice.")
	}
	return nil
}

// Block keeps two people from being matched or asking each other, for good, without anybody but who knowing.
func (r *Room) Block(app core.App, who *members.Person, other string) error {
	if who.Id == other {
		return fault.New(fault.Invalid, "You cannot block yourself.")
	}
	if p, err := members.ByID(app, other); err != nil || !p.IsMember() {
		return fault.Missing()
	}
	_, err := app.NonconcurrentDB().NewQuery("INSERT OR IGNORE INTO mentorship_blocks (person, other, made_at) VALUES ({:p}, {:o}, {:now})").
		Bind(dbx.Params{"p": who.Id, "o": other, "now": stamp(r.clock.Now())}).Execute()
	if err != nil {
		return fmt.Errorf("block: %w", err)
	}
	return nil
}

// Unblock takes a block of the person's back.
func (r *Room) Unblock(app core.App, who *members.Person, other string) error {
	_, err := app.NonconcurrentDB().Delete("mentorship_blocks", dbx.HashExp{"person": who.Id, "other": other}).Execute()
	if err != nil {
		return fmt.Errorf("unblock: %w", err)
	}
	return nil
}

// blockedBy returns whom the person has blocked.
func blockedBy(app core.App, person string) ([]string, error) {
	var list []string
	err := app.DB().Select("other").From("mentorship_blocks").Where(dbx.HashExp{"person": person}).OrderBy("made_at", "other").Column(&list)
	if err != nil {
		return nil, fmt.Errorf("list blocks: %w", err)
	}
	return list, nil
}

// isBlocked reports whether a block stands between two people, whoever set it.
func isBlocked(app core.App, a, b string) (bool, error) {
	var n int
	err := app.DB().NewQuery("SELECT count(*) FROM mentorship_blocks WHERE person = {:a} AND other = {:b} OR person = {:b} AND other = {:a}").
		Bind(dbx.Params{"a": a, "b": b}).Row(&n)
	if err != nil {
		return false, fmt.Errorf("look for a block: %w", err)
	}
	return n > 0, nil
}
