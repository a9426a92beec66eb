package members

import (
	"fmt"
	"slices"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Offices are the roles that members hold for a term.
var Offices = []string{"steward", "treasurer", "moderator", "board"}

var officeNames = map[string]string{
	"steward": locale.Mark("steward"), "treasurer": locale.Mark("treasurer"), "moderator": locale.Mark("moderator"), "board": locale.Mark("board"),
}

// OfficeName is the English catalogue key of an office's name.
func OfficeName(office string) string { return officeNames[office] }

// Appoint gives a member an office for a term; the zero end is open. source says by what: "founding", a motion or
// the code of a steward. It is called inside a transaction.
func Appoint(tx core.App, person, office string, begins, ends time.Time, source string) error {
	if !slices.Contains(Offices, office) {
		return fmt.Errorf("appoint: no office is called %q", office)
	}
	p, err := ByID(tx, person)
	if err != nil {
		return err
	}
	if !p.IsMember() {
		return fault.New(fault.Conflict, "Only members hold offices.")
	}
	held, err := OfficesOf(tx, person, begins)
	if err != nil {
		return err
	}
	if slices.Contains(held, office) {
		return fault.New(fault.Conflict, "This member holds the office already.")
	}
	c, err := tx.FindCachedCollectionByNameOrId("offices")
	if err != nil {
		return fmt.Errorf("appoint: %w", err)
	}
	rec := core.NewRecord(c)
	rec.Load(map[string]any{"person": person, "office": office, "begins": begins, "by": source, "created": begins, "updated": begins})
	if !ends.IsZero() {
		rec.Set("ends", ends)
	}
	if err := tx.Save(rec); err != nil {
		return fmt.Errorf("appoint: %w", err)
	}
	return nil
}

// Term is one term of office, as the list of offices shows it.
type Term struct {
	ID     string `db:"id"`
	Office string `db:"office"`
	From   string `db:"begins"`
	To     string `db:"ends"`
	By     string `db:"by"`
	Name   string `db:"name"`
	Handle string `db:"handle"`
	Code   string `db:"code"`
}

// Begins is when the term begins.
func (t Term) Begins() time.Time { return when(t.From) }

// Ends is when the term ends; zero means open.
func (t Term) Ends() time.Time { return when(t.To) }

// terms returns all terms, current ones first within each office.
func terms(app core.App) ([]Term, error) {
	var list []Term
	err := app.ConcurrentDB().Select("offices.id", "office", "begins", "ends", "by", "users.name", "users.handle", "users.code").
		From("offices").InnerJoin("users", dbx.NewExp("users.id = offices.person")).
		OrderBy("office", "begins DESC").Limit(500).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list offices: %w", err)
	}
	return list, nil
}

// EndTerm ends a running term now. The last steward stays, for nobody else can admit or appoint.
func (r *Room) EndTerm(app core.App, by *Person, id string) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		rec, err := tx.FindRecordById("offices", id)
		if err != nil {
			return fault.Missing()
		}
		ends := rec.GetDateTime("ends").Time()
		if !ends.IsZero() && !ends.After(now) {
			return fault.New(fault.Conflict, "This term is over already.")
		}
		office := rec.GetString("office")
		holders, err := HoldersOf(tx, office, now)
		if err != nil {
			return err
		}
		if office == "steward" && len(holders) < 2 {
			return fault.New(fault.Conflict, "The co-op needs a steward. Appoint another one first.")
		}
		rec.Set("ends", now)
		rec.Set("updated", now)
		if err := tx.Save(rec); err != nil {
			return fmt.Errorf("end term: %w", err)
		}
		return Audit(tx, now, Act{By: by, Office: "steward", Text: locale.Mark("Ended a term of office: %s."), Args: []string{office},
			Subject: rec.GetString("person"), Link: "/admin/offices"})
	})
}

// AppointMember lets a steward fill an office for the term that the rules set.
func (r *Room) AppointMember(app core.App, by *Person, code, office string) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		var problems fault.Problems
		p, err := ByCode(tx, code)
		if fault.Is(err, fault.NotFound) {
			problems.Add("code", "No member has this code.")
		} else if err != nil {
			return err
		}
		if !slices.Contains(Offices, office) {
			problems.Add("office", "Please choose an office.")
		}
		if err := problems.Err(); err != nil {
			return err
		}
		var ends time.Time
		if r.Rules.TermMonths != nil {
			months, err := r.Rules.TermMonths(tx, now)
			if err != nil {
				return err
			}
			ends = now.AddDate(0, months, 0)
		}
		if err := Appoint(tx, p.Id, office, now, ends, by.Code()); err != nil {
			return err
		}
		err = Audit(tx, now, Act{By: by, Office: "steward", Text: locale.Mark("Appointed %s to an office: %s."), Args: []string{p.Code(), office},
			Subject: p.Id, Link: "/admin/offices"})
		if err != nil {
			return err
		}
		return r.tell(tx, &TellEvent{To: p.Id, Kind: "office", Link: "/admin/offices", Text: locale.Mark("You hold an office now: %s."),
			Args: []any{locale.Word(OfficeName(office))}})
	})
}
