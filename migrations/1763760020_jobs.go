package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// job_runs holds one row for every slot of a scheduled job, so that each slot is done once.
func init() {
	m.Register(func(app core.App) error {
		return exec(app, `
			CREATE TABLE job_runs (
				name     TEXT    NOT NULL,
				slot     TEXT    NOT NULL,
				attempts INTEGER NOT NULL DEFAULT 0,
				started  TEXT    NOT NULL,
				finished TEXT    NOT NULL DEFAULT '',
				problem  TEXT    NOT NULL DEFAULT '',
				PRIMARY KEY (name, slot)
			) STRICT, WITHOUT ROWID`)
	}, func(app core.App) error {
		return exec(app, `DROP TABLE job_runs`)
	})
}
