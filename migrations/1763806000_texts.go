package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Every rendered text has the renderer's version beside it, so that a newer renderer can find it. text_renderings
// says which tables a renderer has gone through. The HTML of a motion's text may change with a newer renderer and
// never otherwise; the text itself, which the hash is of, never does.
func init() {
	m.Register(func(app core.App) error {
		for _, c := range renderedCollections {
			if err := c.add(app); err != nil {
				return err
			}
		}
		return exec(app, `CREATE TABLE text_renderings (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
			`ALTER TABLE motion_texts ADD COLUMN renderer INTEGER NOT NULL DEFAULT 1`,
			`DROP TRIGGER motion_texts_update`, `
CREATE TRIGGER motion_texts_update BEFORE UPDATE ON motion_texts BEGIN
  SELECT RAISE(ABORT, 'motion_texts: a version is never changed')
   WHERE NEW.motion <> OLD.motion OR NEW.version <> OLD.version OR NEW.title <> OLD.title OR NEW.body <> OLD.body
      OR NEW.made_at <> OLD.made_at OR NEW.hash <> OLD.hash OR NEW.renderer <= OLD.renderer;
END`)
	}, func(app core.App) error {
		for _, c := range renderedCollections {
			if err := c.remove(app); err != nil {
				return err
			}
		}
		return exec(app, `DROP TABLE text_renderings`, `DROP TRIGGER motion_texts_update`,
			`ALTER TABLE motion_texts DROP COLUMN renderer`, `
CREATE TRIGGER motion_texts_update BEFORE UPDATE ON motion_texts BEGIN
  SELECT RAISE(ABORT, 'motion_texts: a version is never changed');
END`)
	})
}

// rendered is a collection that gains a version. Its HTML may be longer than it was: code is coloured.
type rendered struct{ name, html, version string }

var renderedCollections = []rendered{{"messages", "html", "textVersion"}, {"orders", "noteHtml", "noteVersion"}, {"deliveries", "noteHtml", "noteVersion"}}

func (r rendered) add(app core.App) error {
	c, err := app.FindCollectionByNameOrId(r.name)
	if err != nil {
		return err
	}
	c.Fields.Add(whole(r.version))
	c.Fields.GetByName(r.html).(*core.TextField).Max = 2_000_000
	return app.Save(c)
}

func (r rendered) remove(app core.App) error {
	c, err := app.FindCollectionByNameOrId(r.name)
	if err != nil {
		return err
	}
	c.Fields.RemoveByName(r.version)
	c.Fields.GetByName(r.html).(*core.TextField).Max = 64_000
	return app.Save(c)
}
