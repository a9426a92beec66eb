package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// policies is a raw table: no dashboard form, no REST API. Its triggers refuse every change but the next link
// of the chain, also to somebody who types SQL. REPLACE slips past delete triggers, so the insert is guarded.
func init() {
	m.Register(func(app core.App) error {
		return exec(app, `
CREATE TABLE policies (
  id              INTEGER PRIMARY KEY,
  key             TEXT NOT NULL,
  version         INTEGER NOT NULL CHECK (version > 0),
  value           TEXT NOT NULL CHECK (json_valid(value)),
  effective_from  TEXT NOT NULL,
  enacted_by_kind TEXT NOT NULL CHECK (enacted_by_kind IN ('founding', 'motion', 'emergency')),
  enacted_by      TEXT NOT NULL,
  decided_at      TEXT NOT NULL,
  prev_hash       TEXT NOT NULL,
  hash            TEXT NOT NULL CHECK (length(hash) = 64),
  UNIQUE (key, version)
) STRICT`,
			`CREATE INDEX policies_in_force ON policies (key, effective_from, version)`, `
CREATE TRIGGER policies_insert BEFORE INSERT ON policies BEGIN
  SELECT RAISE(ABORT, 'policies: versions are numbered without gaps')
   WHERE NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM policies)
      OR NEW.version <> (SELECT COALESCE(MAX(version), 0) + 1 FROM policies WHERE key = NEW.key);
  SELECT RAISE(ABORT, 'policies: the chain is broken')
   WHERE NEW.prev_hash <> COALESCE((SELECT hash FROM policies ORDER BY id DESC LIMIT 1), '');
  SELECT RAISE(ABORT, 'policies: the founding phase is over')
   WHERE NEW.enacted_by_kind = 'founding'
     AND EXISTS (SELECT 1 FROM policies WHERE key = 'founding' AND value = 'false');
END`, `
CREATE TRIGGER policies_update BEFORE UPDATE ON policies BEGIN
  SELECT RAISE(ABORT, 'policies: a version is never changed');
END`, `
CREATE TRIGGER policies_delete BEFORE DELETE ON policies BEGIN
  SELECT RAISE(ABORT, 'policies: a version is never deleted');
END`)
	}, func(app core.App) error {
		return exec(app, `DROP TABLE policies`)
	})
}
