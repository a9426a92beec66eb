package gigs

import (
	"crypto/rand"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/unicode/norm"
)

// reserved are slugs that our own pages use.
var reserved = []string{"new", "mine", "preview"}

var spelled = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "oe", "å", "aa", "ł", "l", "đ", "d", "&", " and ")

// slugOf turns a title into the last part of an address: plain letters, digits and hyphens, at most 70 of them.
func slugOf(title string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(spelled.Replace(strings.ToLower(norm.NFC.String(title)))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		default:
			if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
				b.WriteByte('-')
			}
		}
		if b.Len() >= 70 {
			break
		}
	}
	slug := strings.Trim(b.String(), "-")
	for _, r := range reserved {
		if slug == r {
			return "gig-" + slug
		}
	}
	if slug == "" {
		return "gig"
	}
	return slug
}

// freeSlug returns the slug of the title with a number if others have it, now or before. gig may have it.
func freeSlug(tx core.App, title, gig string) (string, error) {
	base := slugOf(title)
	for n := 1; n < 30; n++ {
		slug := base
		if n > 1 {
			slug += "-" + strconv.Itoa(n)
		}
		var taken int
		err := tx.DB().NewQuery("SELECT (SELECT COUNT(*) FROM gigs WHERE slug = {:slug} AND id <> {:gig}) + " +
			"(SELECT COUNT(*) FROM gig_slugs WHERE slug = {:slug} AND gig <> {:gig})").
			Bind(dbx.Params{"slug": slug, "gig": gig}).Row(&taken)
		if err != nil {
			return "", fmt.Errorf("look for a free address: %w", err)
		}
		if taken == 0 {
			return slug, nil
		}
	}
	return base + "-" + strings.ToLower(rand.Text()[:6]), nil
}

// address gives the gig the slug of its title. A gig that was seen by others keeps its old address as well.
func address(tx core.App, g *Gig, title string) error {
	if g.Slug() != "" && slugOf(title) == slugOf(g.Title()) {
		return nil
	}
	slug, err := freeSlug(tx, title, g.Id)
	if err != nil {
		return err
	}
	if old := g.Slug(); old != "" && old != slug && !g.PublishedAt().IsZero() {
		c, err := tx.FindCachedCollectionByNameOrId("gig_slugs")
		if err != nil {
			return fmt.Errorf("keep old address: %w", err)
		}
		kept := core.NewRecord(c)
		kept.Load(map[string]any{"gig": g.Id, "slug": old, "created": g.Get("updated"), "updated": g.Get("updated")})
		if err := tx.Save(kept); err != nil {
			return fmt.Errorf("keep old address: %w", err)
		}
	}
	// A gig that takes back an address of its own no longer needs the pointer.
	_, err = tx.NonconcurrentDB().Delete("gig_slugs", dbx.HashExp{"slug": slug, "gig": g.Id}).Execute()
	if err != nil {
		return fmt.Errorf("take back old address: %w", err)
	}
	g.Set("slug", slug)
	return nil
}
