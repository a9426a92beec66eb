package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// setup_link holds the hash of the one link that may found the co-op.
func init() {
	m.Register(func(app core.App) error {
		return exec(app, `CREATE TABLE setup_link (
			id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
			hash    TEXT    NOT NULL,
			expires TEXT    NOT NULL
		) STRICT`)
	}, func(app core.App) error {
		return exec(app, `DROP TABLE setup_link`)
	})
}
