package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// invoices are documents: what was issued stays as it was issued, whoever asks, superusers included.
func init() {
	m.Register(func(app core.App) error {
		c := base("invoices", required("number", 20), required("series", 10), whole("place"), relation(app, "order", "orders"),
			relation(app, "milestone", "milestones"), date("issued"), date("due"), required("reference", 25), required("currency", 3),
			minor("netMinor"), minor("taxMinor"), minor("totalMinor"), jsonField("seller", 4000), jsonField("buyer", 4000), jsonField("lines", 16000))
		c.AddIndex("invoices_number", true, "number", "")
		c.AddIndex("invoices_place", true, "series, place", "")
		c.AddIndex("invoices_milestone", true, "milestone", "")
		if err := app.Save(c); err != nil {
			return err
		}
		return exec(app,
			`CREATE TRIGGER invoices_no_update BEFORE UPDATE ON invoices BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be changed'); END`,
			`CREATE TRIGGER invoices_no_delete BEFORE DELETE ON invoices BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be deleted'); END`,
			`CREATE TRIGGER invoices_no_replace BEFORE INSERT ON invoices
				WHEN EXISTS (SELECT 1 FROM invoices WHERE id = NEW.id OR number = NEW.number OR milestone = NEW.milestone)
				BEGIN SELECT RAISE(ABORT, 'an issued invoice cannot be replaced'); END`)
	}, func(app core.App) error {
		return drop(app, "invoices")
	})
}
