package gigs

import (
	"fmt"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"
	"cooperage/hooks/prose"

	"github.com/pocketbase/pocketbase/core"
)

// Write stores a new draft of the member's. Incomplete drafts are fine; what cannot be stored is fault.Invalid.
func (r *Room) Write(app core.App, owner *members.Person, currency string, o Offer) (*Gig, error) {
	if !owner.IsMember() {
		return nil, fault.Missing()
	}
	g := &Gig{}
	err := app.RunInTransaction(func(tx core.App) error {
		c, err := tx.FindCachedCollectionByNameOrId("gigs")
		if err != nil {
			return fmt.Errorf("write gig: %w", err)
		}
		g.SetProxyRecord(core.NewRecord(c))
		g.Id = core.GenerateDefaultRandomId()
		now := r.clock.Now()
		g.Load(map[string]any{"owner": owner.Id, "state": Draft, "currency": currency, "created": now})
		return r.store(tx, g, o)
	})
	if err != nil {
		return nil, err
	}
	return g, nil
}

// Edit changes a gig of the member's, in whatever state it is. A published one must stay complete.
// Orders keep what they were placed under.
func (r *Room) Edit(app core.App, owner *members.Person, g *Gig, o Offer) error {
	return r.mine(app, owner, g, func(tx core.App, g *Gig) error {
		if g.Offered() {
			if err := o.complete().Err(); err != nil {
				return err
			}
		}
		return r.store(tx, g, o)
	})
}

// Publish shows a gig of the member's to everyone. What is missing is fault.Invalid with the fields of the form.
func (r *Room) Publish(app core.App, owner *members.Person, g *Gig) error {
	return r.mine(app, owner, g, func(tx core.App, g *Gig) error {
		if g.Offered() {
			return nil
		}
		o, err := OfferOf(tx, g)
		if err != nil {
			return err
		}
		if err := o.complete().Err(); err != nil {
			return err
		}
		first := g.PublishedAt().IsZero()
		g.Set("state", Published)
		if first {
			g.Set("published", r.clock.Now())
		}
		if err := r.save(tx, g); err != nil || !first {
			return err
		}
		return r.OnPublished.Trigger(&PublishedEvent{App: tx, Gig: g})
	})
}

// Pause takes a published gig of the member's out of the directory. Orders that run are not touched.
func (r *Room) Pause(app core.App, owner *members.Person, g *Gig) error {
	return r.mine(app, owner, g, func(tx core.App, g *Gig) error {
		if !g.Offered() {
			return nil
		}
		g.Set("state", Paused)
		return r.save(tx, g)
	})
}

// Discard deletes a draft of the member's that was never published.
func (r *Room) Discard(app core.App, owner *members.Person, g *Gig) error {
	return r.mine(app, owner, g, func(tx core.App, g *Gig) error {
		if !g.PublishedAt().IsZero() {
			return fault.New(fault.Conflict, "This gig was published and can only be paused.")
		}
		for _, picture := range g.Pictures() {
			if err := r.files.Drop(tx, picture); err != nil {
				return err
			}
		}
		if g, err := ByID(tx, g.Id); err != nil { // deleting a picture has changed the stored gig
			return err
		} else if err := tx.Delete(g); err != nil {
			return fmt.Errorf("discard gig: %w", err)
		}
		return nil
	})
}

// mine runs act on the stored gig in one transaction, if it is the person's; a foreign one is not there for them.
// The caller's gig is brought up to date.
func (r *Room) mine(app core.App, owner *members.Person, g *Gig, act func(core.App, *Gig) error) error {
	if owner == nil || !owner.IsMember() || owner.Id != g.Owner() {
		return fault.Missing()
	}
	return app.RunInTransaction(func(tx core.App) error {
		fresh, err := ByID(tx, g.Id)
		if err != nil {
			return err
		}
		if err := act(tx, fresh); err != nil {
			return err
		}
		g.SetProxyRecord(fresh.ProxyRecord())
		return nil
	})
}

func (r *Room) save(tx core.App, g *Gig) error {
	g.Set("updated", r.clock.Now())
	if err := tx.Save(g); err != nil {
		return fmt.Errorf("save gig: %w", err)
	}
	return nil
}

// store writes the offer with its packages, extras and pictures.
func (r *Room) store(tx core.App, g *Gig, o Offer) error {
	problems := o.check(nil)
	html, err := prose.Render(o.Body)
	if f := fault.As(err); f != nil {
		problems.Add("body", f.Text, f.Args...)
	} else if err != nil {
		return err
	}
	if err := problems.Err(); err != nil {
		return err
	}
	if err := address(tx, g, o.Title); err != nil {
		return err
	}
	pictures, err := r.keep(tx, g, o.Pictures)
	if err != nil {
		return err
	}
	priceMinor, days := o.lowest()
	g.Load(map[string]any{"title": o.Title, "body": o.Body, "html": string(html), "bodyVersion": prose.Version,
		"summary": prose.Plain(o.Body, 180), "craft": o.Craft, "industries": codes(o.Industries), "languages": codes(o.Languages),
		"tier": o.Tier, "fromMinor": priceMinor, "minDays": days, "pictures": pictures, "cover": "", "words": r.words(o)})
	if len(pictures) > 0 {
		g.Set("cover", pictures[0])
	}
	if err := r.save(tx, g); err != nil {
		return err
	}
	return r.storeRows(tx, g, o)
}

// keep claims the pictures for the gig, stores their descriptions and deletes those that were taken out.
func (r *Room) keep(tx core.App, g *Gig, offered []PictureOffer) ([]string, error) {
	ids := make([]string, len(offered))
	for i, x := range offered {
		ids[i] = x.ID
		if err := r.files.Keep(tx, g.Owner(), x.ID); err != nil {
			return nil, err
		}
		if err := files.Describe(tx, x.ID, x.Alt); err != nil {
			return nil, err
		}
	}
	for _, old := range g.Pictures() {
		if !contains(ids, old) {
			if err := r.files.Drop(tx, old); err != nil {
				return nil, err
			}
		}
	}
	return ids, nil
}

// codes keeps a space on either side of each code, so that a list can be searched for one.
func codes(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return " " + strings.Join(list, " ") + " "
}

// words is what a search finds beside title and body: the names of the craft and the industries in all languages,
// and those of the packages.
func (r *Room) words(o Offer) string {
	labels := profiles.Among(profiles.Industries, o.Industries)
	if o.Craft != "" {
		labels = append(labels, profiles.Label{Code: o.Craft, Text: profiles.TextOf(profiles.Crafts, o.Craft)})
	}
	var all []string
	for _, lang := range r.site.Catalogs().Languages() {
		l := r.site.Catalogs().For(lang, nil)
		for _, label := range labels {
			all = append(all, l.T(label.Text))
		}
	}
	for _, p := range o.Packages {
		all = append(all, p.Name)
	}
	return strings.Join(all, " · ")
}
