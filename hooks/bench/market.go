package bench

import (
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/members"
	"cooperage/hooks/prose"
)

var (
	crafts = []string{"illustration", "translation", "design", "data"}
	tiers  = []string{"human", "assisted", "hybrid"}
)

// market stores published gigs, each with one package.
func (s *seeding) market(people []person) error {
	first := s.now.AddDate(-1, 0, 0)
	step := s.now.Sub(first) / time.Duration(s.wish.Gigs+1)
	for n := range s.wish.Gigs {
		id, price, days := fmt.Sprintf("seed%011d", n), int64(5_000+s.dice.IntN(200)*500), 1+s.dice.IntN(30)
		title := s.words.title()
		body, html := s.words.post(n%rareEvery == rareEvery/2)
		slug := strings.ToLower(strings.ReplaceAll(title, " ", "-")) + fmt.Sprintf("-%d", n)
		stamp := members.Stamp(first.Add(time.Duration(n) * step))
		if err := s.add("gigs", "id, owner, slug, title, body, html, bodyVersion, summary, craft, industries, languages, tier, state, currency, fromMinor, minDays, published, created, updated",
			id, people[s.dice.IntN(len(people))].id, slug, title, body, html, prose.Version, prose.Plain(body, 150), crafts[n%len(crafts)], " cultural ", " en ",
			tiers[n%len(tiers)], "published", "EUR", price, days, stamp, stamp, stamp); err != nil {
			return err
		}
		if err := s.add("packages", "id, gig, position, name, description, priceMinor, days, rounds, created, updated", id, id, 1, "Basic",
			title, price, days, 1, stamp, stamp); err != nil {
			return err
		}
	}
	return nil
}
