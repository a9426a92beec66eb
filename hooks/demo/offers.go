package demo

import (
	"fmt"

	"cooperage/hooks/gigs"
	"cooperage/hooks/money"

	"github.com/pocketbase/pocketbase/core"
)

const currency = "EUR"

func euros(n int64) money.Amount { return money.Amount{Minor: n * 100, Currency: currency} }

// planGigs plans the writing and publishing of every gig.
func (s *seeding) planGigs() {
	for _, g := range everyGig() {
		s.plan(s.at(g.published, 11, "gig "+g.key), "gig "+g.key, func(tx core.App) error { return s.offer(tx, g) })
		if g.paused {
			s.plan(s.at(9, 17, "pause "+g.key), "pause "+g.key, func(tx core.App) error {
				owner, err := s.person(tx, g.owner)
				if err != nil {
					return err
				}
				return s.Gigs.Pause(tx, owner, s.gigs[g.key])
			})
		}
	}
}

// offer writes the gig and, unless it is a draft, publishes it.
func (s *seeding) offer(tx core.App, g gig) error {
	owner, err := s.person(tx, g.owner)
	if err != nil {
		return err
	}
	maker := memberOf(g.owner)
	o := gigs.Offer{Title: g.title, Body: g.body, Craft: g.craft, Industries: g.industries, Tier: g.tier}
	for _, l := range maker.languages {
		if l.level == "native" || l.level == "fluent" {
			o.Languages = append(o.Languages, l.code)
		}
	}
	for i, p := range g.packages {
		o.Packages = append(o.Packages, gigs.PackageOffer{Row: i + 1, Name: p.name, Description: p.text, Price: euros(p.price),
			Days: p.days, Rounds: p.rounds})
	}
	for i, x := range g.extras {
		o.Extras = append(o.Extras, gigs.ExtraOffer{Row: i + 1, Name: x.name, Price: euros(x.price), Days: x.days})
	}
	for _, n := range g.pictures {
		alt := maker.samples[n].alt
		id, err := s.hang(tx, owner.Id, alt, s.gallery.samples[g.owner][n])
		if err != nil {
			return err
		}
		o.Pictures = append(o.Pictures, gigs.PictureOffer{ID: id, Alt: alt})
	}
	written, err := s.Gigs.Write(tx, owner, currency, o)
	if err != nil {
		return err
	}
	s.gigs[g.key] = written
	if g.draft {
		return nil
	}
	return s.Gigs.Publish(tx, owner, written)
}

// memberOf returns the member with the handle of the tables.
func memberOf(handle string) member {
	for _, m := range everyMember() {
		if m.handle == handle {
			return m
		}
	}
	panic(fmt.Sprintf("demo: no member is called %q", handle))
}

func gigOf(key string) gig {
	for _, g := range everyGig() {
		if g.key == key {
			return g
		}
	}
	panic(fmt.Sprintf("demo: no gig is called %q", key))
}
