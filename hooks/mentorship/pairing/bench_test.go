package pairing_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"cooperage/hooks/mentorship/pairing"
)

// full is a round in which everybody lists everybody in random order, with fewer places than mentees, so that many
// ask through their whole list.
func full(mentees, mentors, capacity int) *pairing.Round {
	random := rand.New(rand.NewPCG(1, 2))
	perm := func(n int) []int32 {
		list := make([]int32, n)
		for k := range list {
			list[k] = int32(k)
		}
		random.Shuffle(n, func(a, b int) { list[a], list[b] = list[b], list[a] })
		return list
	}
	r := &pairing.Round{}
	for i := range mentees {
		r.Mentees = append(r.Mentees, pairing.Mentee{ID: fmt.Sprint("e", i), Prefs: perm(mentors)})
	}
	for j := range mentors {
		r.Mentors = append(r.Mentors, pairing.Mentor{ID: fmt.Sprint("m", j), Capacity: capacity, Prefs: perm(mentees)})
	}
	return r
}

// sparse is a round of mentees with short lists, whose mentors list those who list them.
func sparse(mentees, mentors, length, capacity int) *pairing.Round {
	random := rand.New(rand.NewPCG(1, 2))
	r := &pairing.Round{}
	for j := range mentors {
		r.Mentors = append(r.Mentors, pairing.Mentor{ID: fmt.Sprint("m", j), Capacity: capacity})
	}
	for i := range mentees {
		m := pairing.Mentee{ID: fmt.Sprint("e", i)}
		chosen := map[int32]bool{}
		for len(m.Prefs) < length {
			// Some mentors are sought more than others.
			j := int32(float64(mentors) * random.Float64() * random.Float64())
			if !chosen[j] {
				chosen[j] = true
				m.Prefs = append(m.Prefs, j)
				r.Mentors[j].Prefs = append(r.Mentors[j].Prefs, int32(i))
			}
		}
		r.Mentees = append(r.Mentees, m)
	}
	for j := range r.Mentors {
		p := r.Mentors[j].Prefs
		random.Shuffle(len(p), func(a, b int) { p[a], p[b] = p[b], p[a] })
	}
	return r
}

func BenchmarkMatch(b *testing.B) {
	for _, x := range []struct {
		name string
		make func() *pairing.Round
	}{
		{"5000x1000-full-4places", func() *pairing.Round { return full(5000, 1000, 4) }},
		{"5000x1000-full-1place", func() *pairing.Round { return full(5000, 1000, 1) }},
		{"100000x20000-lists-of-30", func() *pairing.Round { return sparse(100_000, 20_000, 30, 4) }},
	} {
		b.Run(x.name, func(b *testing.B) {
			r := x.make()
			b.ReportAllocs()
			for b.Loop() {
				o, err := r.Match()
				if err != nil {
					b.Fatal(err)
				}
				if _, pairs := o.Blocking(); len(pairs) > 0 {
					b.Fatal(pairs)
				}
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	for _, x := range []struct {
		name string
		make func() *pairing.Round
	}{
		{"5000x1000-full", func() *pairing.Round { return full(5000, 1000, 4) }},
		{"100000x20000-lists-of-30", func() *pairing.Round { return sparse(100_000, 20_000, 30, 4) }},
	} {
		b.Run(x.name, func(b *testing.B) {
			var text bytes.Buffer
			if err := x.make().Write(&text); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := pairing.Read(bytes.NewReader(text.Bytes())); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// people are a large co-op: 300 skills, 12 goals, 6 languages, evenings in several zones.
func people(n int, capacity int, seed uint64) []pairing.Person {
	random := rand.New(rand.NewPCG(seed, 3))
	some := func(prefix string, of, most int) (list []string) {
		for range 1 + random.IntN(most) {
			list = append(list, fmt.Sprint(prefix, random.IntN(of)))
		}
		return list
	}
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/Lisbon"}
	all := make([]pairing.Person, n)
	for k := range all {
		zone, err := time.LoadLocation(zones[random.IntN(len(zones))])
		if err != nil {
			panic(err)
		}
		var spans []pairing.Span
		for day := range 7 {
			if from := 8 + random.IntN(12); random.IntN(2) == 0 {
				spans = append(spans, pairing.Span{Day: time.Weekday(day), From: from * 60, To: (from + 4) * 60})
			}
		}
		all[k] = pairing.Person{ID: fmt.Sprint(seed, "-", k), Skills: some("skill", 300, 8), Goals: some("goal", 12, 4),
			Languages: map[string]pairing.Level{"en": pairing.Level(1 + random.IntN(4)), fmt.Sprint("l", random.IntN(6)): pairing.Native},
			Hours:     pairing.Hours(spans, zone, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)), Capacity: capacity, Fill: true}
	}
	return all
}

func BenchmarkLists(b *testing.B) {
	mentees, mentors := people(5000, 0, 1), people(1000, 4, 2)
	terms := pairing.Terms{Weights: pairing.Usual, Least: 60, Plenty: 240, Seed: []byte("seed")}
	b.ReportAllocs()
	for b.Loop() {
		r := pairing.NewField(terms, mentees, mentors).Round(nil)
		if _, err := r.Match(); err != nil {
			b.Fatal(err)
		}
	}
}
