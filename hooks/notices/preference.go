package notices

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Rhythm is how often a person's mails come. Kinds that are prompt come at once in every rhythm but Never.
type Rhythm string

const (
	Instant Rhythm = "instant"
	Daily   Rhythm = "daily"
	Weekly  Rhythm = "weekly"
	Never   Rhythm = "none"
)

var rhythms = []Rhythm{Instant, Daily, Weekly, Never}

var rhythmNames = map[Rhythm]string{
	Instant: locale.Mark("At once"), Daily: locale.Mark("Once a day"), Weekly: locale.Mark("Once a week"), Never: locale.Mark("No mails"),
}

// rhythmHints say what a rhythm means, on the page where one chooses.
var rhythmHints = map[Rhythm]string{
	Instant: locale.Mark("One mail for each thing."),
	Daily:   locale.Mark("In the morning, what you have not read by then."),
	Weekly:  locale.Mark("On Monday morning, what you have not read by then."),
	Never:   locale.Mark("Only those about the security of your account."),
}

var senses = []Sense{ByMail, InApp, Nowhere}

var senseNames = map[Sense]string{
	ByMail: locale.Mark("App and mail"), InApp: locale.Mark("Only app"), Nowhere: locale.Mark("Nothing"),
}

// Choices are what a person wants to be told, and how.
type Choices struct {
	Rhythm Rhythm
	Senses map[string]Sense // by kind
}

// ChoicesOf returns the person's choices; where they have not chosen, the kind's default.
func (r *Room) ChoicesOf(app core.App, person string) (Choices, error) {
	c := Choices{Rhythm: Instant, Senses: map[string]Sense{}}
	for _, k := range r.kinds {
		c.Senses[k.Name] = k.Default
	}
	var chosen []struct {
		Kind  string `db:"kind"`
		Sense Sense  `db:"sense"`
	}
	err := app.DB().Select("kind", "sense").From("notice_choices").Where(dbx.HashExp{"person": person}).All(&chosen)
	if err != nil {
		return c, fmt.Errorf("read choices of notices: %w", err)
	}
	for _, one := range chosen {
		c.Senses[one.Kind] = one.Sense
	}
	err = app.DB().Select("rhythm").From("notice_rhythms").Where(dbx.HashExp{"person": person}).Row(&c.Rhythm)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return c, fmt.Errorf("read rhythm of mails: %w", err)
	}
	return c, nil
}

// Choose keeps the person's choices for the kinds named in them. Kinds that concern security are left alone.
func (r *Room) Choose(app core.App, person *members.Person, c Choices) error {
	if err := r.check(c); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		old, err := r.ChoicesOf(tx, person.Id)
		if err != nil {
			return err
		}
		if c.Rhythm != old.Rhythm {
			if err := r.setRhythm(tx, person, c.Rhythm); err != nil {
				return err
			}
		}
		for _, k := range r.kinds {
			sense, given := c.Senses[k.Name]
			if !given || k.Always {
				continue
			}
			if err := setSense(tx, person.Id, k.Name, sense); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *Room) check(c Choices) error {
	var problems fault.Problems
	if !slices.Contains(rhythms, c.Rhythm) {
		problems.Add("rhythm", "Choose one of these.")
	}
	for _, k := range r.kinds {
		if sense, given := c.Senses[k.Name]; given && !slices.Contains(senses, sense) {
			problems.Add("kind-"+k.Name, "Choose one of these.")
		}
	}
	return problems.Err()
}

// setRhythm starts a rhythm with the next morning.
func (r *Room) setRhythm(tx core.App, person *members.Person, how Rhythm) error {
	local := r.clock.Now().In(zoneOr(person.Zone(), r.site.Coop(tx).Location()))
	if local.Hour() < morning {
		local = local.AddDate(0, 0, -1)
	}
	_, err := tx.NonconcurrentDB().NewQuery(`INSERT INTO notice_rhythms (person, rhythm, last) VALUES ({:p}, {:r}, {:today})
		ON CONFLICT (person) DO UPDATE SET rhythm = excluded.rhythm, last = excluded.last`).
		Bind(dbx.Params{"p": person.Id, "r": string(how), "today": local.Format(day)}).Execute()
	if err == nil && how == Never {
		err = unmark(tx, dbx.HashExp{"person": person.Id, "digest": next})
	}
	if err != nil {
		return fmt.Errorf("choose the rhythm of mails: %w", err)
	}
	return nil
}

// setSense keeps one choice. A kind that is no longer wanted by mail leaves the next digest too.
func setSense(tx core.App, person, kind string, s Sense) error {
	_, err := tx.NonconcurrentDB().NewQuery(`INSERT INTO notice_choices (person, kind, sense) VALUES ({:p}, {:k}, {:s})
		ON CONFLICT (person, kind) DO UPDATE SET sense = excluded.sense`).
		Bind(dbx.Params{"p": person, "k": kind, "s": string(s)}).Execute()
	if err == nil && s != ByMail {
		err = unmark(tx, dbx.HashExp{"person": person, "kind": kind, "digest": next})
	}
	if err != nil {
		return fmt.Errorf("choose about %s: %w", kind, err)
	}
	return nil
}

func unmark(tx core.App, which dbx.Expression) error {
	_, err := tx.NonconcurrentDB().Update("notices", dbx.Params{"digest": ""}, which).Execute()
	return err
}

// Stop turns off mails of the kind for the person, and drops those that wait; with the kind of digests, it ends the
// digests. The app goes on telling. An unknown kind, or one that cannot be turned off, is fault.NotFound.
func (r *Room) Stop(app core.App, person *members.Person, kind string) error {
	return app.RunInTransaction(func(tx core.App) error {
		old, err := r.ChoicesOf(tx, person.Id)
		if err != nil {
			return err
		}
		sense, known := old.Senses[kind]
		switch {
		case kind == digestKind:
			err = r.setRhythm(tx, person, Never)
		case !known || r.kind(kind).Always:
			return fault.Missing()
		case sense == ByMail:
			err = setSense(tx, person.Id, kind, InApp)
		}
		if err != nil {
			return err
		}
		_, err = tx.NonconcurrentDB().Delete("outbox", dbx.HashExp{"person": person.Id, "kind": kind, "state": Waiting}).Execute()
		if err != nil {
			return fmt.Errorf("drop mails that wait: %w", err)
		}
		return nil
	})
}
