package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The co-op's own mark: the id of a picture.
func init() {
	m.Register(func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("coop")
		if err != nil {
			return err
		}
		c.Fields.Add(text("logo", 15))
		return app.Save(c)
	}, func(app core.App) error {
		c, err := app.FindCollectionByNameOrId("coop")
		if err != nil {
			return err
		}
		c.Fields.RemoveByName("logo")
		return app.Save(c)
	})
}
