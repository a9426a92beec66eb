package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// notices are what people see in the app; outbox holds the mails to send, written in the transaction that caused
// them. Both keep key and arguments, not sentences, so that each is read in the reader's language.
func init() {
	m.Register(func(app core.App) error {
		n := base("notices", relation(app, "person", "users"), required("kind", 40), required("text", 300),
			jsonField("args", 4000), text("link", 300), required("key", 160), date("read"))
		n.AddIndex("notices_key", true, "person, key", "")
		n.AddIndex("notices_person", false, "person, created, id", "")
		n.AddIndex("notices_unread", false, "person", "read = ''")
		if err := app.Save(n); err != nil {
			return err
		}
		o := base("outbox", relation(app, "person", "users"), required("kind", 40), text("subject", 300),
			required("text", 300), jsonField("args", 4000), text("link", 500), required("key", 160), flag("secret"),
			choice("state", "waiting", "sent", "kept", "dead"), whole("attempts"), date("due"), date("done"),
			text("problem", 500), text("shownSubject", 300), text("shownText", 8000))
		o.AddIndex("outbox_key", true, "key", "")
		o.AddIndex("outbox_due", false, "due, id", "state = 'waiting'")
		o.AddIndex("outbox_done", false, "state, done, id", "")
		return app.Save(o)
	}, func(app core.App) error {
		return drop(app, "outbox", "notices")
	})
}
