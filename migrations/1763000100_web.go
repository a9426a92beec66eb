package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		c := base("coop", required("name", 80), required("country", 2), required("currency", 3), required("zone", 64),
			required("language", 8), text("hue", 20), text("tagline", 200), text("holder", 70), text("iban", 34), text("bic", 11),
			text("address", 400), text("taxId", 40), date("founded"), whole("members"))
		return app.Save(c)
	}, func(app core.App) error {
		return drop(app, "coop")
	})
}
