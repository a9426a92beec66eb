package gigs_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/gigs"

	"pgregory.net/rapid"
)

func titles(t *testing.T, a *apptest.App, q gigs.Query) string {
	t.Helper()
	f, err := gigs.Find(context.Background(), a, q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	var list []string
	for _, c := range f.Cards {
		list = append(list, c.Title)
	}
	if f.Count != len(list) && f.Next == "" && q.After == "" {
		t.Errorf("%+v: says %d, shows %d", q, f.Count, len(list))
	}
	return strings.Join(list, ", ")
}

// market stores four published gigs, an hour apart, and a draft and a paused one that must never be found.
func market(t *testing.T) *apptest.App {
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid Solheim")
	add := func(title, body, craft, tier, industry, language string, price int64, days int) gigs.Offer {
		o := offer(title)
		o.Body, o.Craft, o.Tier = body+strings.Repeat(" and so on", 10), craft, tier
		o.Industries, o.Languages = []string{industry}, []string{language}
		o.Packages = o.Packages[:1]
		o.Packages[0].Price, o.Packages[0].Days = eur(price), days
		a.Clock.Shift(time.Hour)
		return o
	}
	published(t, a, m, add("Plants", "Drawn from life for museums", "illustration", "human", "science", "en", 48000, 4))
	published(t, a, m, add("Sworn translation", "Contracts about plants", "translation", "human", "legal", "de", 9000, 2))
	published(t, a, m, add("Trail maps", "For walkers, café owners", "data", "assisted", "tourism", "no", 72000, 10))
	published(t, a, m, add("Posters", "For festivals", "design", "hybrid", "cultural", "de", 39000, 6))
	written(t, a, m, add("Draft plants", "unseen", "illustration", "human", "science", "en", 100, 1))
	p := published(t, a, m, add("Paused plants", "unseen", "illustration", "human", "science", "en", 100, 1))
	if err := a.Gigs.Pause(a, m, p); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestFind_ByWordsAndFilters(t *testing.T) {
	t.Parallel()
	a := market(t)
	for _, c := range []struct {
		q    gigs.Query
		want string
	}{
		{gigs.Query{}, "Posters, Trail maps, Sworn translation, Plants"},
		{gigs.Query{Sort: gigs.Price}, "Sworn translation, Posters, Plants, Trail maps"},
		{gigs.Query{Sort: gigs.Days}, "Sworn translation, Plants, Posters, Trail maps"},
		{gigs.Query{Words: "plants"}, "Plants, Sworn translation"}, // in the title before in the text
		{gigs.Query{Words: "plants", Sort: gigs.Newest}, "Sworn translation, Plants"},
		{gigs.Query{Words: "PLA"}, "Plants, Sworn translation"},
		{gigs.Query{Words: "cafe"}, "Trail maps"},
		{gigs.Query{Words: "plants museums"}, "Plants"},
		{gigs.Query{Words: "Übersetzen"}, "Sworn translation"}, // the craft, in German
		{gigs.Query{Words: "unseen"}, ""},
		{gigs.Query{Craft: "data"}, "Trail maps"},
		{gigs.Query{Craft: "data", Sort: gigs.Price}, "Trail maps"},
		{gigs.Query{Tier: "hybrid"}, "Posters"},
		{gigs.Query{Industry: "legal"}, "Sworn translation"},
		{gigs.Query{Language: "de"}, "Posters, Sworn translation"},
		{gigs.Query{MaxPrice: 48000}, "Posters, Sworn translation, Plants"},
		{gigs.Query{MaxDays: 4}, "Sworn translation, Plants"},
		{gigs.Query{Words: "plants", MaxPrice: 10000, Language: "de"}, "Sworn translation"},
	} {
		if got := titles(t, a, c.q); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.q, got, c.want)
		}
	}
}

func TestFind_NothingTypedCanBreakTheSearch(t *testing.T) {
	t.Parallel()
	a := market(t)
	for _, words := range []string{`AND (`, `"`, `"unclosed`, `*`, `title:`, `NEAR(a b`, `a OR`, `-`, `^x`, `{title} : x`, `';--`, `%`, `\`, "a\tb", "💥", "٣", strings.Repeat("a ", 50)} {
		if _, err := gigs.Find(context.Background(), a, gigs.Query{Words: words}); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.StringN(0, 40, -1).Draw(r, "words")
		if _, err := gigs.Find(context.Background(), a, gigs.Query{Words: strings.ReplaceAll(words, "\x00", "")}); err != nil {
			r.Fatalf("%q: %v", words, err)
		}
	})
}

func TestFind_PagesShowEachGigOnce(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	for i := range 47 {
		o := offer(fmt.Sprintf("Plants %02d", i))
		o.Packages[0].Price = eur(int64(1000 * (i%5*10 + 1)))
		published(t, a, m, o)
		if i%3 == 0 {
			a.Clock.Shift(time.Minute)
		}
	}
	for _, q := range []gigs.Query{{}, {Sort: gigs.Price}, {Sort: gigs.Days}, {Words: "plants"}, {Words: "plants", Sort: gigs.Price}, {Craft: "illustration"}} {
		var seen []string
		for page := range 3 {
			f, err := gigs.Find(context.Background(), a, q)
			if err != nil || f.Count != 47 || f.More {
				t.Fatalf("%+v page %d: %d, %v", q, page, f.Count, err)
			}
			for _, c := range f.Cards {
				seen = append(seen, c.ID)
			}
			q.After = f.Next
		}
		slices.Sort(seen)
		if q.After != "" || len(seen) != 47 || len(slices.Compact(seen)) != 47 {
			t.Errorf("%+v: saw %d gigs, next %q", q, len(seen), q.After)
		}
	}
}

func TestFind_ForeignCursorsAreNoPage(t *testing.T) {
	t.Parallel()
	a := market(t)
	for _, after := range []string{"x", "AAAA", "WyJwcmljZSIsIjEiLCJ4Il0"} {
		if _, err := gigs.Find(context.Background(), a, gigs.Query{After: after}); !fault.Is(err, fault.NotFound) {
			t.Errorf("%q: %v, want not found", after, err)
		}
	}
}

func TestFind_WhatIsPublishedIsFoundAtOnceAndWhatIsPausedIsNot(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	g := published(t, a, m, offer("Plants"))
	q := gigs.Query{Words: "plants"}
	if got := titles(t, a, q); got != "Plants" {
		t.Errorf("published: %q", got)
	}
	if err := a.Gigs.Edit(a, m, g, offer("Ferns")); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, a, gigs.Query{Words: "ferns"}); got != "Ferns" {
		t.Errorf("edited: %q", got)
	}
	if err := a.Gigs.Pause(a, m, g); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, a, gigs.Query{Words: "ferns"}) + titles(t, a, gigs.Query{}); got != "" {
		t.Errorf("paused: %q", got)
	}
}

func TestCheckIndex_RepairsWhatDiffers(t *testing.T) {
	t.Parallel()
	a := market(t)
	if err := gigs.CheckIndex(a); err != nil {
		t.Fatal(err)
	}
	if _, err := a.NonconcurrentDB().NewQuery("INSERT INTO gigs_fts(gigs_fts) VALUES ('delete-all')").Execute(); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, a, gigs.Query{Words: "plants"}); got != "" {
		t.Fatalf("the index was not emptied: %q", got)
	}
	if err := gigs.CheckIndex(a); err != nil {
		t.Fatal(err)
	}
	if got := titles(t, a, gigs.Query{Words: "plants"}); got != "Plants, Sworn translation" {
		t.Errorf("after repair: %q", got)
	}
}

// The plans of the list queries must not sort or scan, or pages slow down as the market grows.
func TestFind_UsesIndexes(t *testing.T) {
	t.Parallel()
	a := market(t)
	for sort, q := range map[string]gigs.Query{
		"gigs_newest": {}, "gigs_price": {Sort: gigs.Price}, "gigs_days": {Sort: gigs.Days}, "gigs_craft_newest": {Craft: "data"},
		"gigs_craft_price": {Craft: "data", Sort: gigs.Price}, "gigs_craft_days": {Craft: "data", Sort: gigs.Days},
	} {
		for _, plan := range gigs.Plan(t, a, q) {
			if strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN g") && !strings.Contains(plan, sort) ||
				strings.Contains(plan, "SEARCH g ") && !strings.Contains(plan, sort) || strings.Contains(plan, "SCAN u") {
				t.Errorf("%+v: %s", q, plan)
			}
		}
	}
}
