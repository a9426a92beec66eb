package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// form_once remembers the forms that were acted on, so that a form sent twice has one effect.
func init() {
	m.Register(func(app core.App) error {
		return exec(app, `
			CREATE TABLE form_once (
				token        TEXT NOT NULL PRIMARY KEY CHECK (length(token) BETWEEN 16 AND 100),
				actor        TEXT NOT NULL,
				request_hash TEXT NOT NULL,
				result       TEXT NOT NULL,
				created      TEXT NOT NULL
			) STRICT, WITHOUT ROWID`,
			`CREATE INDEX form_once_created ON form_once (created)`)
	}, func(app core.App) error {
		return exec(app, `DROP TABLE form_once`)
	})
}
