package gigs

import (
	"database/sql"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// States of a gig. A draft was never seen by others; a paused one was, and keeps its address.
const (
	Draft     = "draft"
	Published = "published"
	Paused    = "paused"
)

// Gig is one record of gigs.
type Gig struct{ core.BaseRecordProxy }

// Owner is the id of the member who offers it.
func (g *Gig) Owner() string { return g.GetString("owner") }

// Slug is the last part of the gig's address.
func (g *Gig) Slug() string { return g.GetString("slug") }

// URL is the gig's address.
func (g *Gig) URL() string { return "/gigs/" + g.Slug() }

// Title is what is offered, in one line.
func (g *Gig) Title() string { return g.GetString("title") }

// Body is the offer in Markdown.
func (g *Gig) Body() string { return g.GetString("body") }

// HTML is the body as it was rendered when it was written.
func (g *Gig) HTML() template.HTML { return prose.Stored(g.GetString("html")) }

// Summary is the beginning of the body in plain words.
func (g *Gig) Summary() string { return g.GetString("summary") }

// Craft is a code of profiles.Crafts, or "" in a draft.
func (g *Gig) Craft() string { return g.GetString("craft") }

// Industries are codes of profiles.Industries.
func (g *Gig) Industries() []string { return strings.Fields(g.GetString("industries")) }

// Languages are codes of profiles.Languages.
func (g *Gig) Languages() []string { return strings.Fields(g.GetString("languages")) }

// TierCode is the code of the promised tier, or "" in a draft.
func (g *Gig) TierCode() string { return g.GetString("tier") }

// Tier is the promised tier.
func (g *Gig) Tier() Tier { return TierOf(g.TierCode()) }

// State is one of Draft, Published and Paused.
func (g *Gig) State() string { return g.GetString("state") }

// Offered reports whether the gig can be seen and ordered by everyone.
func (g *Gig) Offered() bool { return g.State() == Published }

// Currency is the ISO code that the gig's prices are in.
func (g *Gig) Currency() string { return g.GetString("currency") }

// From is the price of the cheapest package.
func (g *Gig) From() money.Amount {
	return money.Amount{Minor: int64(g.GetInt("fromMinor")), Currency: g.Currency()}
}

// Pictures are the ids of its pictures, the cover first.
func (g *Gig) Pictures() []string { return g.GetStringSlice("pictures") }

// PublishedAt is when it first appeared; zero for a draft.
func (g *Gig) PublishedAt() time.Time { return g.GetDateTime("published").Time() }

// UpdatedAt is when it was last changed.
func (g *Gig) UpdatedAt() time.Time { return g.GetDateTime("updated").Time() }

// VisibleTo reports whether the person ("" for a guest) may see the gig: everyone a published one, the owner all.
func (g *Gig) VisibleTo(person string) bool {
	return g.Offered() || person != "" && person == g.Owner()
}

// BySlug returns the gig at an address, whatever its state, or fault.NotFound. An address that the gig had before
// finds it too: compare the slug, and send readers on.
func BySlug(app core.App, slug string) (*Gig, error) {
	g, err := one(app, dbx.HashExp{"slug": slug})
	if !fault.Is(err, fault.NotFound) {
		return g, err
	}
	return one(app, dbx.NewExp("id = (SELECT gig FROM gig_slugs WHERE slug = {:slug})", dbx.Params{"slug": slug}))
}

// ByID returns the gig, whatever its state, or fault.NotFound.
func ByID(app core.App, id string) (*Gig, error) { return one(app, dbx.HashExp{"id": id}) }

func one(app core.App, where dbx.Expression) (*Gig, error) {
	g := &Gig{}
	err := app.RecordQuery("gigs").AndWhere(where).Limit(1).One(g)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find gig: %w", err)
	}
	return g, nil
}

// OfMember returns all gigs of a member, the last changed first.
func OfMember(app core.App, member string) ([]*Gig, error) {
	var list []*Gig
	err := app.RecordQuery("gigs").AndWhere(dbx.HashExp{"owner": member}).OrderBy("updated DESC", "id").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list gigs of member: %w", err)
	}
	return list, nil
}
