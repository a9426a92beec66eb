package profiles

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/certificates"
	"cooperage/hooks/fault"
	"cooperage/hooks/files"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Work is one record of works: a sample of what a member makes.
type Work struct{ core.BaseRecordProxy }

// Person is the id of the member.
func (w *Work) Person() string { return w.GetString("person") }

// Title names the work.
func (w *Work) Title() string { return w.GetString("title") }

// Note says what it was for, in plain words.
func (w *Work) Note() string { return w.GetString("note") }

// Picture is the id of its picture, or "".
func (w *Work) Picture() string { return w.GetString("picture") }

// Shown is a work as pages show it.
type Shown struct {
	ID      string         `db:"id"`
	Title   string         `db:"title"`
	Note    string         `db:"note"`
	Image   string         `db:"picture"`
	Alt     string         `db:"alt"`
	Width   int            `db:"width"`
	Height  int            `db:"height"`
	Changed types.DateTime `db:"updated"`
	Seal    string         `db:"-"` // address of its certificate, or ""; see SealedOf
}

// Picture is the address of the picture in lists, or "".
func (s Shown) Picture() string { return files.URL(s.Image, files.Card) }

// Large is the address of the large picture, or "".
func (s Shown) Large() string { return files.URL(s.Image, files.Large) }

// WorksOf returns the samples of a member in their order.
func WorksOf(app core.App, person string) ([]Shown, error) {
	var list []Shown
	err := app.ConcurrentDB().NewQuery("SELECT w.id, w.title, w.note, w.picture, w.updated, COALESCE(f.alt, '') AS alt, COALESCE(f.width, 0) AS width, " +
		"COALESCE(f.height, 0) AS height FROM works w LEFT JOIN pictures f ON f.id = w.picture WHERE w.person = {:person} " +
		"ORDER BY w.position, w.id").Bind(dbx.Params{"person": person}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list works: %w", err)
	}
	return list, nil
}

// maxSealed is how many certified works a member's page shows; all of them are at /verify.
const maxSealed = 12

// SealedOf returns the samples of a member, those that are certified with their seals, and the member's newest
// certified works, shown among the samples or not. What is not valid at the moment has no seal, nor has a sample that was
// changed since: nobody has looked at what it shows now.
func SealedOf(app core.App, person string, at time.Time) (works []Shown, certified []certificates.Line, err error) {
	if works, err = WorksOf(app, person); err != nil {
		return nil, nil, err
	}
	if certified, err = certificates.OfPerson(app, person, at, maxSealed); err != nil {
		return nil, nil, err
	}
	for _, c := range certified {
		for i := range works {
			if works[i].ID == c.Work && !works[i].Changed.Time().After(c.Created.Time()) {
				works[i].Seal = c.URL()
			}
		}
	}
	return works, certified, nil
}

// WorkByID returns the person's sample, or fault.NotFound when it is absent or somebody else's.
func WorkByID(app core.App, person, id string) (*Work, error) {
	w := &Work{}
	err := app.RecordQuery("works").AndWhere(dbx.HashExp{"id": id, "person": person}).Limit(1).One(w)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find work: %w", err)
	}
	return w, nil
}
