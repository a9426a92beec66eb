package mentorship

import (
	"math/rand/v2"
	"slices"
	"testing"

	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/profiles"
)

// anybody is somebody as they may fill in the card and the ranking; others are the codes of the other side.
func anybody(random *rand.Rand, code string, others []string) entrant {
	some := func(list ...string) []string {
		random.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
		return list[:random.IntN(len(list)+1)]
	}
	list := some(slices.Clone(others)...)
	ranked := random.IntN(len(list) + 1)
	never := min(len(list), ranked+1)
	return entrant{Person: "person " + code, Code: code, Skills: some("Lettering", "law", "Pricing", "tax"), Goals: some("prices", "craft", "clients"),
		Hours: append(some("wed-18", "sat-9"), "mon-12", "mon-15"), Zone: []string{"Europe/Berlin", "Europe/Lisbon"}[random.IntN(2)],
		Languages: []profiles.Spoken{{Code: []string{"en", "de"}[random.IntN(2)], Level: "fluent"}, {Code: "fr", Level: []string{"basic", "native"}[random.IntN(2)]}},
		Capacity:  random.IntN(4), Ranked: list[:ranked], Never: list[ranked:never], Fill: random.IntN(3) > 0}
}

func anyInput(random *rand.Rand) *input {
	in := &input{Terms: terms{pairing.Usual, 30, plenty, "2026-06-01"}, Seed: "5eed", Apart: [][2]string{{"e0", "m0"}}}
	mentees, mentors := []string{"e0", "e1", "e2", "e3", "e4", "e5", "e6"}, []string{"m0", "m1", "m2", "m3", "m4"}
	for _, code := range mentees {
		in.Mentees = append(in.Mentees, anybody(random, code, mentors))
	}
	for _, code := range mentors {
		in.Mentors = append(in.Mentors, anybody(random, code, mentees))
	}
	return in
}

// What somebody says about themselves and about others changes their own list and, on the lists of the other side,
// their own place. It never changes how others stand to each other.
func TestInput_AChangeMovesOnlyTheOneWhoMadeIt(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 3))
		before := anyInput(random)
		after := *before
		after.Mentees, after.Mentors = slices.Clone(before.Mentees), slices.Clone(before.Mentors)
		side, codes := &after.Mentees, before.Mentors
		if random.IntN(2) == 0 {
			side, codes = &after.Mentors, before.Mentees
		}
		var others []string
		for _, e := range codes {
			others = append(others, e.Code)
		}
		who := random.IntN(len(*side))
		(*side)[who] = anybody(random, (*side)[who].Code, others)
		changed := (*side)[who].Code
		a, b := listsWithout(t, before, changed), listsWithout(t, &after, changed)
		for code := range a {
			if !slices.Equal(a[code], b[code]) {
				t.Fatalf("%s changed what they say, and the list of %s went from %v to %v", changed, code, a[code], b[code])
			}
		}
	}
}

// listsWithout are all lists by code, except the list of one person and their place on the others'.
func listsWithout(t *testing.T, in *input, code string) map[string][]string {
	t.Helper()
	f, err := in.field()
	if err != nil {
		t.Fatal(err)
	}
	r, all := in.round(f), map[string][]string{}
	for _, m := range r.Mentees {
		for _, j := range m.Prefs {
			all[m.ID] = append(all[m.ID], r.Mentors[j].ID)
		}
	}
	for _, m := range r.Mentors {
		for _, i := range m.Prefs {
			all[m.ID] = append(all[m.ID], r.Mentees[i].ID)
		}
	}
	delete(all, code)
	for other := range all {
		all[other] = slices.DeleteFunc(all[other], func(c string) bool { return c == code })
	}
	return all
}
