package pairing_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"time"

	"cooperage/hooks/mentorship/pairing"

	"pgregory.net/rapid"
)

var winter, summer = time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC), time.Date(2026, 7, 15, 0, 0, 0, 0, time.UTC)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestHours_ComparesZonesAsTheyStandOnTheDay(t *testing.T) {
	t.Parallel()
	type free struct {
		zone string
		span pairing.Span
	}
	for name, x := range map[string]struct {
		a, b free
		on   time.Time
		want int
	}{
		"the same zone":            {free{"Europe/Berlin", pairing.Span{time.Monday, 600, 720}}, free{"Europe/Berlin", pairing.Span{time.Monday, 660, 780}}, winter, 60},
		"another day":              {free{"Europe/Berlin", pairing.Span{time.Monday, 600, 720}}, free{"Europe/Berlin", pairing.Span{time.Tuesday, 600, 720}}, winter, 0},
		"Berlin and New York":      {free{"Europe/Berlin", pairing.Span{time.Friday, 900, 1080}}, free{"America/New_York", pairing.Span{time.Friday, 540, 660}}, winter, 120},
		"Berlin and Kolkata":       {free{"Europe/Berlin", pairing.Span{time.Friday, 540, 600}}, free{"Asia/Kolkata", pairing.Span{time.Friday, 810, 870}}, winter, 60},
		"Kolkata in summer":        {free{"Europe/Berlin", pairing.Span{time.Friday, 540, 600}}, free{"Asia/Kolkata", pairing.Span{time.Friday, 810, 870}}, summer, 0},
		"Kathmandu, quarter hours": {free{"UTC", pairing.Span{time.Friday, 0, 60}}, free{"Asia/Kathmandu", pairing.Span{time.Friday, 345, 390}}, winter, 45},
		"over the end of the week": {free{"Pacific/Apia", pairing.Span{time.Monday, 0, 60}}, free{"UTC", pairing.Span{time.Sunday, 660, 720}}, winter, 60},
		"the other way round":      {free{"America/Los_Angeles", pairing.Span{time.Sunday, 1380, 1440}}, free{"UTC", pairing.Span{time.Monday, 420, 480}}, winter, 60},
		"only whole quarters":      {free{"UTC", pairing.Span{time.Monday, 1, 44}}, free{"UTC", pairing.Span{time.Monday, 0, 60}}, winter, 15},
		"nothing":                  {free{"UTC", pairing.Span{time.Monday, 60, 60}}, free{"UTC", pairing.Span{time.Monday, 0, 1440}}, winter, 0},
	} {
		a := pairing.Hours([]pairing.Span{x.a.span}, zone(t, x.a.zone), x.on)
		b := pairing.Hours([]pairing.Span{x.b.span}, zone(t, x.b.zone), x.on)
		if got := a.Minutes(&b); got != x.want || b.Minutes(&a) != got {
			t.Errorf("%s: %d minutes in common, want %d", name, got, x.want)
		}
	}
}

// A clock change does not make a week longer or shorter: every zone has its minutes on every day of the year.
func TestHours_KeepTheirLength(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		z, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe"}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		from := rapid.IntRange(0, 95).Draw(t, "from") * 15
		to := rapid.IntRange(from/15, 96).Draw(t, "to") * 15
		on := winter.AddDate(0, 0, rapid.IntRange(0, 365).Draw(t, "day"))
		w := pairing.Hours([]pairing.Span{{time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday")), from, to}}, z, on)
		if got := w.Minutes(&w); got != to-from {
			t.Fatalf("%d minutes out of %d", got, to-from)
		}
	})
}

var always = pairing.Hours([]pairing.Span{{time.Monday, 0, 1440}}, time.UTC, winter)

func terms() pairing.Terms {
	return pairing.Terms{Weights: pairing.Usual, Least: 60, Plenty: 240, Seed: []byte("seed")}
}

// person speaks English well and is free on Mondays.
func person(id string, change func(p *pairing.Person)) pairing.Person {
	p := pairing.Person{ID: id, Languages: map[string]pairing.Level{"en": pairing.Fluent}, Hours: always, Capacity: 1, Fill: true}
	if change != nil {
		change(&p)
	}
	return p
}

func TestPair_ScoresEachSideFromItsOwnWishes(t *testing.T) {
	t.Parallel()
	mentee := person("a", func(p *pairing.Person) {
		p.Skills, p.Goals = []string{"lettering", "pricing", "pricing"}, []string{"portfolio"}
		p.Languages["de"] = pairing.Working
	})
	mentor := person("X", func(p *pairing.Person) {
		p.Skills, p.Goals = []string{"pricing", "law", "tax"}, []string{"portfolio", "clients"}
		p.Languages = map[string]pairing.Level{"de": pairing.Native, "en": pairing.Basic}
		p.Hours = pairing.Hours([]pairing.Span{{time.Monday, 0, 120}}, time.UTC, winter)
	})
	f := pairing.NewField(terms(), []pairing.Person{mentee}, []pairing.Person{mentor})
	fit, mentees, mentors, ok := f.Pair(0, 0)
	if want := (pairing.Fit{Skills: 1, Goals: 1, Minutes: 120, Level: pairing.Working}); !ok || fit != want {
		t.Errorf("got %+v, %v, want %+v", fit, ok, want)
	}
	if want := (pairing.Score{Skills: 45 * 500, Goals: 25 * 1000, Hours: 20 * 500, Language: 10 * 500}); mentees != want {
		t.Errorf("the mentee scores %+v, want %+v", mentees, want)
	}
	if want := (pairing.Score{Skills: 45 * 333, Goals: 25 * 500, Hours: 20 * 500, Language: 10 * 500}); mentors != want || mentors.Sum() != 14985+12500+15000 {
		t.Errorf("the mentor scores %+v, want %+v", mentors, want)
	}
}

func TestPair_HardFilters(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(p *pairing.Person){
		"themselves":         func(p *pairing.Person) { p.ID = "a" },
		"no common language": func(p *pairing.Person) { p.Languages = map[string]pairing.Level{"de": pairing.Native} },
		"too few hours": func(p *pairing.Person) {
			p.Hours = pairing.Hours([]pairing.Span{{time.Monday, 0, 45}}, time.UTC, winter)
		},
		"no place": func(p *pairing.Person) { p.Capacity = 0 },
	} {
		f := pairing.NewField(terms(), []pairing.Person{person("a", nil)}, []pairing.Person{person("X", change)})
		if _, _, _, ok := f.Pair(0, 0); ok {
			t.Errorf("%s: possible", name)
		}
		if r := f.Round(nil); len(r.Mentees[0].Prefs) > 0 || len(r.Mentors[0].Prefs) > 0 {
			t.Errorf("%s: listed", name)
		}
	}
}

func TestRound_OwnRankingFirstThenTheRestIfWished(t *testing.T) {
	t.Parallel()
	teaches := func(skills ...string) func(*pairing.Person) { return func(p *pairing.Person) { p.Skills = skills } }
	mentors := []pairing.Person{person("W", nil), person("X", teaches("law")), person("Y", teaches("law", "tax")), person("Z", nil),
		person("away", func(p *pairing.Person) { p.Hours = pairing.Week{} })}
	for name, x := range map[string]struct {
		change func(p *pairing.Person)
		want   []int32
	}{
		"by score":            {func(p *pairing.Person) { p.Never = []int32{0} }, []int32{2, 1, 3}},
		"own ranking only":    {func(p *pairing.Person) { p.Ranked, p.Fill = []int32{3, 1}, false }, []int32{3, 1}},
		"own ranking first":   {func(p *pairing.Person) { p.Ranked, p.Never = []int32{3}, []int32{0} }, []int32{3, 2, 1}},
		"never beats ranking": {func(p *pairing.Person) { p.Ranked, p.Never = []int32{3, 0}, []int32{0, 1} }, []int32{3, 2}},
		"impossible is left":  {func(p *pairing.Person) { p.Ranked, p.Fill = []int32{4, 3}, false }, []int32{3}},
	} {
		mentee := person("a", func(p *pairing.Person) { p.Skills = []string{"law", "tax"}; x.change(p) })
		r := pairing.NewField(terms(), []pairing.Person{mentee}, mentors).Round(nil)
		if got := r.Mentees[0].Prefs; !slices.Equal(got, x.want) {
			t.Errorf("%s: got %v, want %v", name, got, x.want)
		}
	}
}

// Equal scores are ordered by SHA-256 of seed and id, the same for everyone, in whatever order people come.
func TestRound_TiesHaveOneOrderForAll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.SliceOfN(rapid.Byte(), 1, 8).Draw(t, "seed")
		var mentors []pairing.Person
		for _, k := range rapid.Permutation([]int{0, 1, 2, 3, 4, 5}).Draw(t, "order") {
			mentors = append(mentors, person(fmt.Sprint("m", k), nil))
		}
		with := terms()
		with.Seed = seed
		r := pairing.NewField(with, []pairing.Person{person("a", nil), person("b", nil)}, mentors).Round(nil)
		want := slices.SortedFunc(slices.Values([]int32{0, 1, 2, 3, 4, 5}), func(x, y int32) int {
			hx, hy := sha256.Sum256(append(slices.Clone(seed), mentors[x].ID...)), sha256.Sum256(append(slices.Clone(seed), mentors[y].ID...))
			return slices.Compare(hx[:], hy[:])
		})
		if !slices.Equal(r.Mentees[0].Prefs, want) || !slices.Equal(r.Mentees[1].Prefs, want) {
			t.Fatalf("got %v and %v, want %v", r.Mentees[0].Prefs, r.Mentees[1].Prefs, want)
		}
	})
}
