package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		pictures := base("pictures", relation(app, "owner", "users"), whole("width"), whole("height"), whole("bytes"),
			text("alt", 200), flag("kept"), jpegFile("large"), jpegFile("card"), jpegFile("tile"))
		pictures.AddIndex("pictures_owner", false, "owner, created", "")
		pictures.AddIndex("pictures_unkept", false, "created", "kept = 0")
		if err := app.Save(pictures); err != nil {
			return err
		}
		attachments := base("attachments", relation(app, "owner", "users"), required("room", 40), required("record", 40),
			required("name", 120), required("type", 60), whole("bytes"), required("sha256", 64),
			&core.FileField{Name: "file", MaxSelect: 1, MaxSize: 25 << 20, Required: true, Protected: true})
		attachments.AddIndex("attachments_record", false, "room, record, created", "")
		attachments.AddIndex("attachments_owner", false, "owner", "")
		return app.Save(attachments)
	}, func(app core.App) error {
		return drop(app, "attachments", "pictures")
	})
}

// jpegFile holds one size of a picture. Protected, so that PocketBase's own file route serves it to nobody.
func jpegFile(name string) *core.FileField {
	return &core.FileField{Name: name, MaxSelect: 1, MaxSize: 5 << 20, Required: true, Protected: true,
		MimeTypes: []string{"image/jpeg"}}
}
