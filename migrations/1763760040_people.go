package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// applications to join; person_tokens are the links and codes that prove an address; audit is what officers did to
// other people's records, for all members to read.
func init() {
	m.Register(func(app core.App) error {
		if err := applications(app); err != nil {
			return err
		}
		users, err := app.FindCollectionByNameOrId("users")
		if err != nil {
			return err
		}
		users.Fields.Add(whole("totpStep"))
		if err := app.Save(users); err != nil {
			return err
		}
		return exec(app, personTokens, auditTable,
			`CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
			`CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
			`CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
				BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`)
	}, func(app core.App) error {
		if err := exec(app, `DROP TABLE audit`, `DROP TABLE person_tokens`); err != nil {
			return err
		}
		return drop(app, "applications")
	})
}

func applications(app core.App) error {
	c := base("applications", relation(app, "person", "users"), required("craft", 120), text("links", 1000),
		required("statement", 4000), choice("state", "open", "admitted", "declined", "withdrawn"),
		text("decidedBy", 12), date("decided"), text("reason", 2000))
	c.AddIndex("applications_open", true, "person", "state = 'open'")
	c.AddIndex("applications_state", false, "state, created, id", "")
	return app.Save(c)
}

const personTokens = `
	CREATE TABLE person_tokens (
		hash    TEXT    NOT NULL PRIMARY KEY,
		purpose TEXT    NOT NULL,
		person  TEXT    NOT NULL,
		data    TEXT    NOT NULL,
		tries   INTEGER NOT NULL DEFAULT 0,
		expires TEXT    NOT NULL
	) STRICT, WITHOUT ROWID`

const auditTable = `
	CREATE TABLE audit (
		id      INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
		at      TEXT    NOT NULL,
		actor   TEXT    NOT NULL,
		office  TEXT    NOT NULL,
		act     TEXT    NOT NULL,
		args    TEXT    NOT NULL,
		subject TEXT    NOT NULL,
		link    TEXT    NOT NULL
	) STRICT`
