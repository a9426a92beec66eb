package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

func init() {
	m.Register(func(app core.App) error {
		if err := people(app); err != nil {
			return err
		}
		if err := sessions(app); err != nil {
			return err
		}
		return offices(app)
	}, func(app core.App) error {
		return drop(app, "offices", "sessions")
	})
}

// people turns PocketBase's own users collection into ours. Its REST rules are nil: a token of it reads nothing.
func people(app core.App) error {
	c, err := app.FindCollectionByNameOrId("users")
	if err != nil {
		return err
	}
	for _, name := range []string{"name", "avatar", "created", "updated"} {
		c.Fields.RemoveByName(name)
	}
	c.Fields.Add(required("name", 80), text("handle", 40), choice("kind", "client", "applicant", "member", "former"),
		text("code", 12), text("organisation", 120), text("language", 8), text("zone", 64), choice("theme", "light", "dark"),
		text("portrait", 15), text("totp", 64), date("joined"))
	c.Fields.Add(dates()...)
	c.ListRule, c.ViewRule, c.CreateRule, c.UpdateRule, c.DeleteRule, c.ManageRule = nil, nil, nil, nil, nil, nil
	c.AuthRule = types.Pointer(`kind != "former"`)
	c.AuthAlert.Enabled = false
	c.OAuth2.Enabled, c.OTP.Enabled, c.MFA.Enabled = false, false, false
	c.AddIndex("users_handle", true, "handle", "handle != ''")
	c.AddIndex("users_code", true, "code", "code != ''")
	c.AddIndex("users_kind", false, "kind, name", "")
	return app.Save(c)
}

func sessions(app core.App) error {
	c := base("sessions", relation(app, "person", "users"), required("tokenHash", 64), text("previousHash", 64), date("rotated"),
		date("seen"), date("expires"), date("confirmed"), text("agent", 200), text("rights", 200))
	c.Fields.GetByName("person").(*core.RelationField).CascadeDelete = true
	c.AddIndex("sessions_token", true, "tokenHash", "")
	c.AddIndex("sessions_previous", false, "previousHash", "previousHash != ''")
	c.AddIndex("sessions_person", false, "person, seen", "")
	return app.Save(c)
}

func offices(app core.App) error {
	c := base("offices", relation(app, "person", "users"), choice("office", "treasurer", "steward", "moderator", "board"),
		date("begins"), date("ends"), text("by", 40))
	c.AddIndex("offices_person", false, "person, ends", "")
	return app.Save(c)
}
