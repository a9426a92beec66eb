package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

func init() {
	m.Register(func(app core.App) error {
		for _, make := range []func(core.App) error{gigs, packages, extras, oldSlugs, gigSearch} {
			if err := make(app); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		if err := exec(app, "DROP TABLE gigs_fts", "DROP TRIGGER gigs_fts_insert", "DROP TRIGGER gigs_fts_update",
			"DROP TRIGGER gigs_fts_delete", "DROP VIEW gigs_search"); err != nil {
			return err
		}
		return drop(app, "gig_slugs", "extras", "packages", "gigs")
	})
}

// gigs carries what lists filter and sort by: the lowest price and days of its packages, and codes between spaces.
func gigs(app core.App) error {
	owner := relation(app, "owner", "users")
	owner.Required = true
	pictures := relation(app, "pictures", "pictures")
	pictures.MaxSelect = 8
	c := base("gigs", owner, required("slug", 80), required("title", 100), text("body", 32000), text("html", 2_000_000),
		whole("bodyVersion"), text("summary", 200), text("craft", 20), text("industries", 300), text("languages", 200),
		choice("tier", "human", "assisted", "hybrid"), choice("state", "draft", "published", "paused"),
		text("currency", 3), minor("fromMinor"), whole("minDays"), pictures, text("cover", 15), text("words", 2000), date("published"))
	c.AddIndex("gigs_slug", true, "slug", "")
	c.AddIndex("gigs_owner", false, "owner, updated", "")
	c.AddIndex("gigs_newest", false, "published, id", "state = 'published'")
	c.AddIndex("gigs_price", false, "fromMinor, id", "state = 'published'")
	c.AddIndex("gigs_days", false, "minDays, id", "state = 'published'")
	c.AddIndex("gigs_craft_newest", false, "craft, published, id", "state = 'published'")
	c.AddIndex("gigs_craft_price", false, "craft, fromMinor, id", "state = 'published'")
	c.AddIndex("gigs_craft_days", false, "craft, minDays, id", "state = 'published'")
	return app.Save(c)
}

func packages(app core.App) error {
	gig := relation(app, "gig", "gigs")
	gig.CascadeDelete, gig.Required = true, true
	c := base("packages", gig, whole("position"), required("name", 60), text("description", 400), minor("priceMinor"),
		whole("days"), whole("rounds"))
	c.AddIndex("packages_gig", true, "gig, position", "")
	return app.Save(c)
}

func extras(app core.App) error {
	gig := relation(app, "gig", "gigs")
	gig.CascadeDelete, gig.Required = true, true
	c := base("extras", gig, whole("position"), required("name", 100), minor("priceMinor"), whole("days"))
	c.AddIndex("extras_gig", true, "gig, position", "")
	return app.Save(c)
}

// oldSlugs keeps the addresses a gig had before its title changed.
func oldSlugs(app core.App) error {
	gig := relation(app, "gig", "gigs")
	gig.CascadeDelete, gig.Required = true, true
	c := base("gig_slugs", gig, required("slug", 80))
	c.AddIndex("gig_slugs_slug", true, "slug", "")
	c.AddIndex("gig_slugs_gig", false, "gig", "")
	return app.Save(c)
}

// gigSearch indexes published gigs only. The content is a view, so that integrity-check and rebuild agree on that.
func gigSearch(app core.App) error {
	return exec(app,
		`CREATE VIEW gigs_search AS SELECT rowid AS doc, title, body, words FROM gigs WHERE state = 'published'`,
		`CREATE VIRTUAL TABLE gigs_fts USING fts5(title, body, words, content='gigs_search', content_rowid='doc',
			tokenize='unicode61 remove_diacritics 2')`,
		`CREATE TRIGGER gigs_fts_insert AFTER INSERT ON gigs WHEN new.state = 'published' BEGIN
			INSERT INTO gigs_fts(rowid, title, body, words) VALUES (new.rowid, new.title, new.body, new.words);
		END`,
		`CREATE TRIGGER gigs_fts_delete AFTER DELETE ON gigs WHEN old.state = 'published' BEGIN
			INSERT INTO gigs_fts(gigs_fts, rowid, title, body, words) VALUES ('delete', old.rowid, old.title, old.body, old.words);
		END`,
		`CREATE TRIGGER gigs_fts_update AFTER UPDATE ON gigs
			WHEN (old.state = 'published' OR new.state = 'published')
				AND (old.state, old.title, old.body, old.words) IS NOT (new.state, new.title, new.body, new.words)
		BEGIN
			INSERT INTO gigs_fts(gigs_fts, rowid, title, body, words)
				SELECT 'delete', old.rowid, old.title, old.body, old.words WHERE old.state = 'published';
			INSERT INTO gigs_fts(rowid, title, body, words)
				SELECT new.rowid, new.title, new.body, new.words WHERE new.state = 'published';
		END`)
}
