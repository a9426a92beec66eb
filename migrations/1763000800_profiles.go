package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		if err := profiles(app); err != nil {
			return err
		}
		return works(app)
	}, func(app core.App) error {
		return drop(app, "works", "profiles")
	})
}

// profiles is what members say about themselves. words is their searchable text, folded to plain lower case.
func profiles(app core.App) error {
	person := relation(app, "person", "users")
	person.CascadeDelete, person.Required = true, true
	c := base("profiles", person, text("headline", 100), text("body", 32000), text("html", 2_000_000), whole("bodyVersion"),
		text("craft", 20), jsonField("skills", 4000), jsonField("languages", 2000), minor("rateMinor"),
		choice("rateUnit", "hour", "day"), text("currency", 3), text("location", 80), flag("open"), text("words", 6000))
	c.AddIndex("profiles_person", true, "person", "")
	c.AddIndex("profiles_craft", false, "craft, person", "")
	return app.Save(c)
}

// works are samples of a member's work, shown in their order of position.
func works(app core.App) error {
	person := relation(app, "person", "users")
	person.CascadeDelete, person.Required = true, true
	picture := relation(app, "picture", "pictures")
	c := base("works", person, required("title", 100), text("note", 400), picture, whole("position"))
	c.AddIndex("works_person", false, "person, position, id", "")
	return app.Save(c)
}
