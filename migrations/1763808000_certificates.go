package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// issuer_keys are the pairs of keys that the co-op signs with, private halves encrypted, one pair in use at a time; it
// is a raw table, so that neither the dashboard nor the REST API reaches them. status_lists counts what each batch of
// certificates has used of its two lists, and the changes of these. certificates are the certified works with what was
// signed of them.
func init() {
	m.Register(func(app core.App) error {
		if err := exec(app, sealTables...); err != nil {
			return err
		}
		c := base("certificates", relation(app, "person", "users"), text("work", 15), required("maker", 200), required("title", 200),
			required("about", 2000), required("craft", 40), jsonField("parts", 64<<10), jsonField("sources", 4<<10), jsonField("files", 64<<10),
			jsonField("reviews", 64<<10), date("made"), date("validFrom"), date("validUntil"), whole("batch"), whole("slot"),
			choice("state", "valid", "suspended", "revoked"), text("reason", 2000), date("decided"), text("decidedBy", 15), whole("pair"),
			required("origin", 300), required("credential", 256<<10), required("compact", 512<<10))
		c.AddIndex("certificates_slot", true, "batch, slot", "")
		c.AddIndex("certificates_off", false, "batch, state, slot", "state != 'valid'")
		c.AddIndex("certificates_person", false, "person, id", "")
		c.AddIndex("certificates_newest", false, "created, id", "")
		c.AddIndex("certificates_work", false, "work", "work != ''")
		return app.Save(c)
	}, func(app core.App) error {
		if err := drop(app, "certificates"); err != nil {
			return err
		}
		return exec(app, `DROP TABLE status_lists`, `DROP TABLE issuer_keys`)
	})
}

var sealTables = []string{`
CREATE TABLE issuer_keys (
  number         INTEGER PRIMARY KEY,
  document       TEXT NOT NULL,
  documentSecret TEXT NOT NULL,
  token          TEXT NOT NULL,
  tokenSecret    TEXT NOT NULL,
  created        TEXT NOT NULL,
  retired        TEXT NOT NULL DEFAULT ''
) STRICT`,
	`CREATE UNIQUE INDEX issuer_keys_current ON issuer_keys (retired) WHERE retired = ''`, `
CREATE TRIGGER issuer_keys_update BEFORE UPDATE ON issuer_keys BEGIN
  SELECT RAISE(ABORT, 'issuer_keys: a pair is only ever retired')
   WHERE OLD.retired <> '' OR NEW.number <> OLD.number OR NEW.document <> OLD.document OR NEW.documentSecret <> OLD.documentSecret
      OR NEW.token <> OLD.token OR NEW.tokenSecret <> OLD.tokenSecret OR NEW.created <> OLD.created;
END`, `
CREATE TRIGGER issuer_keys_delete BEFORE DELETE ON issuer_keys BEGIN
  SELECT RAISE(ABORT, 'issuer_keys: what a pair has signed must stay verifiable');
END`, `
CREATE TABLE status_lists (
  batch   INTEGER PRIMARY KEY,
  used    INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 0,
  updated TEXT NOT NULL
) STRICT`,
}
