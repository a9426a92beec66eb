package web

import (
	"database/sql"
	"errors"
	"sync/atomic"
	"time"

	"cooperage/hooks/locale"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Coop is the co-op that runs this installation, as its pages show it: one record of the collection coop.
// The zero value is an installation that has not been founded.
type Coop struct {
	ID       string         `db:"id"`
	Name     string         `db:"name"`
	Country  string         `db:"country"`  // ISO 3166-1 alpha-2
	Currency string         `db:"currency"` // ISO 4217
	Zone     string         `db:"zone"`     // IANA
	Language string         `db:"language"`
	Hue      string         `db:"hue"`     // one of the accent hues of css/base.css
	Tagline  string         `db:"tagline"` // one sentence under the name
	Logo     string         `db:"logo"`    // id of a picture, or ""
	Holder   string         `db:"holder"`  // account holder shown on invoices
	IBAN     string         `db:"iban"`
	BIC      string         `db:"bic"`
	Address  string         `db:"address"` // postal address for invoices, several lines
	TaxID    string         `db:"taxId"`
	Founded  types.DateTime `db:"founded"`
	Members  int            `db:"members"` // active members, kept by the members room
}

// Standing reports whether the co-op has been founded.
func (c *Coop) Standing() bool { return c.ID != "" }

// Location is the co-op's time zone; UTC before founding.
func (c *Coop) Location() *time.Location {
	if l := locale.Zone(c.Zone); l != nil {
		return l
	}
	return time.UTC
}

// identity caches the one record that every page needs.
type identity struct{ current atomic.Pointer[Coop] }

// Bind keeps the cached co-op in step with its record, and lets go of the database at the end.
func (s *Site) Bind(app core.App) {
	renew := func(e *core.RecordEvent) error {
		s.identity.current.Store(nil)
		return e.Next()
	}
	app.OnRecordAfterCreateSuccess("coop").BindFunc(renew)
	app.OnRecordAfterUpdateSuccess("coop").BindFunc(renew)
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		s.versions.stop()
		return e.Next()
	})
}

// Coop returns the co-op. It is never nil.
func (s *Site) Coop(app core.App) *Coop {
	if c := s.identity.current.Load(); c != nil {
		return c
	}
	c := &Coop{}
	err := app.ConcurrentDB().Select("*").From("coop").Limit(1).One(c)
	if errors.Is(err, sql.ErrNoRows) {
		return c
	}
	if err != nil {
		app.Logger().Error("read the co-op's record", "error", err)
		return c
	}
	s.identity.current.Store(c)
	return c
}
