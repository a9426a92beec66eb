package demo

import (
	"testing"
)

func TestContent_HoldsWhatTheDemoPromises(t *testing.T) {
	t.Parallel()
	people := everyMember()
	crafts := map[string]bool{}
	for _, m := range people {
		crafts[m.craft] = true
	}
	published := 0
	for _, g := range everyGig() {
		if !g.draft && !g.paused {
			published++
		}
	}
	for name, x := range map[string]struct{ got, want int }{
		"members": {len(people), 24}, "crafts": {len(crafts), 8}, "published gigs": {published, 40},
		"orders": {len(everyOrder()), 60}, "clients": {len(clients), 12}, "motions": {len(motions), 5},
	} {
		if x.got < x.want {
			t.Errorf("%s: got %d, want at least %d", name, x.got, x.want)
		}
	}
}

func TestContent_PointsAtWhatExists(t *testing.T) {
	t.Parallel()
	people, offers, buyers := map[string]member{}, map[string]gig{}, map[string]bool{}
	for _, m := range everyMember() {
		if _, twice := people[m.handle]; twice {
			t.Errorf("member %s is there twice", m.handle)
		}
		people[m.handle] = m
	}
	for _, c := range clients {
		buyers[c.key] = true
	}
	for _, g := range everyGig() {
		offers[g.key] = g
		owner, ok := people[g.owner]
		if !ok || owner.joined < g.published {
			t.Errorf("gig %s: owner %q joined %d days ago, published %d days ago", g.key, g.owner, owner.joined, g.published)
		}
		for _, n := range g.pictures {
			if n >= len(owner.samples) {
				t.Errorf("gig %s: %s has no sample %d", g.key, g.owner, n)
			}
		}
	}
	for _, o := range everyOrder() {
		g, ok := offers[o.gig]
		if !ok || o.pack >= len(g.packages) || !buyers[o.client] || g.published < o.day || g.draft || g.paused {
			t.Errorf("order of %s by %s, day %d cannot be placed", o.gig, o.client, o.day)
		}
		if o.done != "" && len(disclosures[o.gig]) == 0 {
			t.Errorf("deliveries of %s have no disclosure", o.gig)
		}
		if (o.change == "") != (o.redone == "") && o.fate != changing {
			t.Errorf("order of %s by %s: a change without its delivery", o.gig, o.client)
		}
	}
}

func TestContent_EveryFateIsThere(t *testing.T) {
	t.Parallel()
	seen := map[fate]bool{}
	for _, o := range everyOrder() {
		seen[o.fate] = true
	}
	for f := paid; f <= givenup; f++ {
		if !seen[f] {
			t.Errorf("no order has fate %d", f)
		}
	}
}

func TestContent_EveryGigHasItsOwnCover(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	owners := map[string]member{}
	for _, m := range everyMember() {
		owners[m.handle] = m
	}
	for _, g := range everyGig() {
		s := owners[g.owner].samples[g.pictures[0]]
		if other, twice := seen[s.title]; twice {
			t.Errorf("gigs %s and %s show %q first", g.key, other, s.title)
		}
		seen[s.title] = g.key
	}
	drawn := map[sample]string{}
	for _, m := range everyMember() {
		for _, s := range m.samples {
			key := sample{craft: s.craft, seed: s.seed}
			if other, twice := drawn[key]; twice {
				t.Errorf("%q and %q are one drawing", s.title, other)
			}
			drawn[key] = s.title
		}
	}
}

func TestContent_TheForumIsTalkedInByThoseWhoAreThere(t *testing.T) {
	t.Parallel()
	joined, places, titles, posts := map[string]int{}, map[string]bool{}, map[string]bool{}, 0
	for _, m := range everyMember() {
		joined[m.handle] = m.joined
	}
	for _, c := range rooms {
		places[c.slug] = true
	}
	for _, x := range everyThread() {
		if titles[x.title] || !places[x.in] || joined[x.by] <= x.day {
			t.Errorf("topic %q in %q by %q, day %d", x.title, x.in, x.by, x.day)
		}
		titles[x.title] = true
		posts += 1 + len(x.posts)
		last := 0.0
		for n, p := range x.posts {
			if _, known := joined[p.by]; !known || p.after < last || p.after > float64(x.day) || p.to > int64(n+1) {
				t.Errorf("topic %q, post %d by %q, after %v days, to %d", x.title, n+2, p.by, p.after, p.to)
			}
			last = p.after
		}
		if x.decided > int64(1+len(x.posts)) {
			t.Errorf("topic %q is decided by a post that is not there", x.title)
		}
	}
	if len(titles) < 60 || posts < 350 {
		t.Errorf("%d topics with %d posts, want at least 60 with 350", len(titles), posts)
	}
}
