package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// threads are conversations about one thing between the people listed in thread_people; messages are what they say.
func init() {
	m.Register(func(app core.App) error {
		threads := base("threads", required("kind", 20), required("subject", 40), required("title", 200), required("link", 200),
			whole("count"), date("lastAt"))
		threads.AddIndex("threads_subject", true, "kind, subject", "")
		if err := app.Save(threads); err != nil {
			return err
		}
		people := base("thread_people", relation(app, "thread", "threads"), relation(app, "person", "users"), whole("read"))
		people.AddIndex("thread_people_pair", true, "person, thread", "")
		people.AddIndex("thread_people_thread", false, "thread", "")
		if err := app.Save(people); err != nil {
			return err
		}
		messages := base("messages", relation(app, "thread", "threads"), whole("number"), relation(app, "author", "users"),
			required("text", 8000), required("html", 64000))
		messages.AddIndex("messages_thread", true, "thread, number", "")
		return app.Save(messages)
	}, func(app core.App) error {
		return drop(app, "messages", "thread_people", "threads")
	})
}
