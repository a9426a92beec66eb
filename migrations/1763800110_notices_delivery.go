package migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// A mail is claimed before it is sent, so that one in doubt after a crash is known; what was claimed within the last
// minute counts against the minute's share, also after a restart. Letters that open an account go first.
// mail_refusals holds the addresses whose server said for good that they take no mail; notice_secret signs the
// addresses at which mail is stopped.
func init() {
	m.Register(func(app core.App) error {
		o, err := app.FindCollectionByNameOrId("outbox")
		if err != nil {
			return err
		}
		state, ok := o.Fields.GetByName("state").(*core.SelectField)
		if !ok {
			return fmt.Errorf("outbox.state is a %T", o.Fields.GetByName("state"))
		}
		state.Values = []string{"waiting", "sending", "sent", "kept", "dead"}
		o.Fields.Add(date("claimed"), flag("doubt"))
		o.RemoveIndex("outbox_due")
		o.AddIndex("outbox_due", false, "secret DESC, due, id", "state = 'waiting'")
		o.AddIndex("outbox_claimed", false, "claimed", "claimed <> ''")
		o.AddIndex("outbox_sending", false, "id", "state = 'sending'")
		o.AddIndex("outbox_list", false, "state, created, id", "")
		if err := app.Save(o); err != nil {
			return err
		}
		return exec(app, `
			CREATE TABLE mail_refusals (
				address TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
				problem TEXT NOT NULL,
				since   TEXT NOT NULL
			) STRICT, WITHOUT ROWID`,
			`CREATE TABLE notice_secret (id INTEGER PRIMARY KEY CHECK (id = 1), secret BLOB NOT NULL) STRICT`,
			`INSERT INTO notice_secret VALUES (1, randomblob(32))`)
	}, func(app core.App) error {
		o, err := app.FindCollectionByNameOrId("outbox")
		if err != nil {
			return err
		}
		for _, name := range []string{"outbox_claimed", "outbox_sending", "outbox_list"} {
			o.RemoveIndex(name)
		}
		o.RemoveIndex("outbox_due")
		o.AddIndex("outbox_due", false, "due, id", "state = 'waiting'")
		o.Fields.RemoveByName("claimed")
		o.Fields.RemoveByName("doubt")
		if err := exec(app, `UPDATE outbox SET state = 'waiting' WHERE state = 'sending'`); err != nil {
			return err
		}
		if err := app.Save(o); err != nil {
			return err
		}
		return exec(app, `DROP TABLE notice_secret`, `DROP TABLE mail_refusals`)
	})
}
