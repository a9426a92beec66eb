package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// notice_choices holds what a person chose about a kind of news, where it differs from the kind's default;
// notice_rhythms how often mails come. Unread news of one group is one row that counts, so a notice knows its group.
// digest marks what waits for a digest: 'next', or the key of the digest that tells it.
func init() {
	m.Register(func(app core.App) error {
		n, err := app.FindCollectionByNameOrId("notices")
		if err != nil {
			return err
		}
		n.Fields.Add(text("groupKey", 120), text("many", 300), text("about", 300), whole("folded"), text("digest", 100))
		n.AddIndex("notices_group", false, "person, groupKey", "read = '' AND groupKey <> ''")
		n.AddIndex("notices_digest", false, "digest, person", "digest <> ''")
		if err := app.Save(n); err != nil {
			return err
		}
		return exec(app, `
			CREATE TABLE notice_choices (
				person TEXT NOT NULL,
				kind   TEXT NOT NULL,
				sense  TEXT NOT NULL CHECK (sense IN ('mail', 'app', 'none')),
				PRIMARY KEY (person, kind)
			) STRICT, WITHOUT ROWID`, `
			CREATE TABLE notice_rhythms (
				person TEXT NOT NULL PRIMARY KEY,
				rhythm TEXT NOT NULL CHECK (rhythm IN ('instant', 'daily', 'weekly', 'none')),
				last   TEXT NOT NULL DEFAULT ''
			) STRICT, WITHOUT ROWID`)
	}, func(app core.App) error {
		n, err := app.FindCollectionByNameOrId("notices")
		if err != nil {
			return err
		}
		n.RemoveIndex("notices_group")
		n.RemoveIndex("notices_digest")
		for _, name := range []string{"groupKey", "many", "about", "folded", "digest"} {
			n.Fields.RemoveByName(name)
		}
		if err := app.Save(n); err != nil {
			return err
		}
		return exec(app, `DROP TABLE notice_rhythms`, `DROP TABLE notice_choices`)
	})
}
