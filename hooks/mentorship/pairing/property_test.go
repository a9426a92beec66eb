package pairing_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"cooperage/hooks/mentorship/pairing"

	"pgregory.net/rapid"
)

// small draws a round of a few people with lists in any order and of any length, places and blocks.
func small(t *rapid.T) *pairing.Round {
	mentees, mentors := rapid.IntRange(0, 4).Draw(t, "mentees"), rapid.IntRange(0, 3).Draw(t, "mentors")
	list := func(n int, name string) []int32 {
		all := make([]int32, n)
		for k := range all {
			all[k] = int32(k)
		}
		if n == 0 {
			return all
		}
		return rapid.Permutation(all).Draw(t, name)[:rapid.IntRange(0, n).Draw(t, name+" length")]
	}
	r := &pairing.Round{}
	for i := range mentees {
		r.Mentees = append(r.Mentees, pairing.Mentee{ID: "e" + strconv.Itoa(i), Prefs: list(mentors, "mentee")})
	}
	for j := range mentors {
		r.Mentors = append(r.Mentors, pairing.Mentor{ID: "m" + strconv.Itoa(j), Capacity: rapid.IntRange(0, 3).Draw(t, "capacity"), Prefs: list(mentees, "mentor")})
	}
	if mentees > 0 && mentors > 0 {
		for range rapid.IntRange(0, 2).Draw(t, "blocks") {
			r.Blocked = append(r.Blocked, pairing.Pair{Mentee: rapid.Int32Range(0, int32(mentees-1)).Draw(t, "blocked"), Mentor: rapid.Int32Range(0, int32(mentors-1)).Draw(t, "blocker")})
		}
	}
	return r
}

// stable finds all stable results by trying every assignment, by definition and without the code under test.
func stable(r *pairing.Round) [][]int32 {
	var all [][]int32
	now := make([]int32, len(r.Mentees))
	var try func(i int)
	try = func(i int) {
		if i == len(now) {
			if isStable(r, now) {
				all = append(all, slices.Clone(now))
			}
			return
		}
		for j := pairing.Nobody; int(j) < len(r.Mentors); j++ {
			now[i] = j
			try(i + 1)
		}
	}
	try(0)
	return all
}

func possible(r *pairing.Round, i, j int32) bool {
	return slices.Contains(r.Mentees[i].Prefs, j) && slices.Contains(r.Mentors[j].Prefs, i) && !slices.Contains(r.Blocked, pairing.Pair{Mentee: i, Mentor: j})
}

func isStable(r *pairing.Round, mentor []int32) bool {
	with := make([][]int32, len(r.Mentors))
	for i, j := range mentor {
		if j == pairing.Nobody {
			continue
		}
		if !possible(r, int32(i), j) {
			return false
		}
		with[j] = append(with[j], int32(i))
	}
	for j := range with {
		if len(with[j]) > r.Mentors[j].Capacity {
			return false
		}
	}
	for i := range r.Mentees {
		for j := range r.Mentors {
			if possible(r, int32(i), int32(j)) && rathers(r, mentor, with[j], int32(i), int32(j)) {
				return false
			}
		}
	}
	return true
}

// rathers reports whether i and j would both rather be together.
func rathers(r *pairing.Round, mentor, kept []int32, i, j int32) bool {
	if !prefers(r.Mentees[i].Prefs, j, mentor[i]) {
		return false
	}
	if len(kept) < r.Mentors[j].Capacity {
		return true
	}
	return slices.ContainsFunc(kept, func(k int32) bool { return prefers(r.Mentors[j].Prefs, i, k) })
}

// prefers reports whether a stands before b on the list; anybody on it stands before nobody.
func prefers(list []int32, a, b int32) bool {
	at, bt := slices.Index(list, a), slices.Index(list, b)
	return at >= 0 && (bt < 0 || at < bt)
}

func TestMatch_IsStableAndBestForEveryMentee(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := small(t)
		o, err := r.Match()
		if err != nil {
			t.Fatal(err)
		}
		all := stable(r)
		if !slices.ContainsFunc(all, func(s []int32) bool { return slices.Equal(s, o.Mentor) }) {
			t.Fatalf("%v is not among the stable results %v", o.Mentor, all)
		}
		if n, pairs := o.Blocking(); len(pairs) > 0 {
			t.Fatalf("of %d pairs %v block", n, pairs)
		}
		for _, other := range all {
			for i := range other {
				if prefers(r.Mentees[i].Prefs, other[i], o.Mentor[i]) {
					t.Fatalf("mentee %d does better in %v than in %v", i, other, o.Mentor)
				}
				if (other[i] == pairing.Nobody) != (o.Mentor[i] == pairing.Nobody) {
					t.Fatalf("mentee %d is without a mentor in one of %v and %v only", i, other, o.Mentor)
				}
			}
			for j := range r.Mentors {
				if filled(other, j) != o.Filled(j) {
					t.Fatalf("mentor %d fills different numbers of places in %v and %v", j, other, o.Mentor)
				}
			}
			if judged, err := r.Judge(other); err != nil {
				t.Fatal(err)
			} else if _, pairs := judged.Blocking(); len(pairs) > 0 {
				t.Fatalf("%v is stable, and %v are said to block it", other, pairs)
			}
		}
	})
}

func filled(mentor []int32, j int) (n int) {
	for _, k := range mentor {
		if k == int32(j) {
			n++
		}
	}
	return n
}

// Blocking agrees with the definition on results that are not stable, too.
func TestBlocking_AgreesWithTheDefinition(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := small(t)
		mentor := make([]int32, len(r.Mentees))
		for i := range mentor {
			mentor[i] = rapid.Int32Range(-1, int32(len(r.Mentors)-1)).Draw(t, "mentor")
		}
		o, err := r.Judge(mentor)
		if err != nil {
			return // not a result at all
		}
		if _, pairs := o.Blocking(); (len(pairs) == 0) != isStable(r, mentor) {
			t.Fatalf("%v of %+v: %v", mentor, r, pairs)
		}
	})
}

// No mentee gains by handing in another list than the honest one.
func TestMatch_HonestRankingIsBestForAMentee(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := small(t)
		if len(r.Mentees) == 0 || len(r.Mentors) == 0 {
			return
		}
		honest, err := r.Match()
		if err != nil {
			t.Fatal(err)
		}
		i := rapid.IntRange(0, len(r.Mentees)-1).Draw(t, "who")
		truth := r.Mentees[i].Prefs
		for _, lie := range everyList(len(r.Mentors)) {
			r.Mentees[i].Prefs = lie
			o, err := r.Match()
			if err != nil {
				t.Fatal(err)
			}
			if prefers(truth, o.Mentor[i], honest.Mentor[i]) {
				t.Fatalf("mentee %d with the list %v gains by saying %v", i, truth, lie)
			}
		}
	})
}

// everyList returns all lists without repetition of the numbers below n.
func everyList(n int) [][]int32 {
	all := [][]int32{{}}
	for at := 0; at < len(all); at++ {
		for k := range int32(n) {
			if !slices.Contains(all[at], k) {
				all = append(all, append(slices.Clone(all[at]), k))
			}
		}
	}
	return all
}

func TestMatch_DoesNotDependOnTheOrderOfTheInput(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := small(t)
		o, err := r.Match()
		if err != nil {
			t.Fatal(err)
		}
		other, mutual := shuffled(r, rapid.Uint64().Draw(t, "seed")), (*pairing.Round)(nil)
		if mutual, err = r.Mutual(); err != nil {
			t.Fatal(err)
		}
		for name, same := range map[string]*pairing.Round{"in another order": other, "with possible pairs only": mutual} {
			p, err := same.Match()
			if err != nil {
				t.Fatal(err)
			}
			if got, want := named(same, p.Mentor), named(r, o.Mentor); !maps.Equal(got, want) {
				t.Fatalf("%s: got %v, want %v", name, got, want)
			}
		}
	})
}

// shuffled is the same round with everybody in other places.
func shuffled(r *pairing.Round, seed uint64) *pairing.Round {
	random := rand.New(rand.NewPCG(seed, 1))
	e, m := random.Perm(len(r.Mentees)), random.Perm(len(r.Mentors))
	moved := func(list []int32, to []int) []int32 {
		out := make([]int32, len(list))
		for k, x := range list {
			out[k] = int32(to[x])
		}
		return out
	}
	s := &pairing.Round{Mentees: make([]pairing.Mentee, len(e)), Mentors: make([]pairing.Mentor, len(m))}
	for i, x := range r.Mentees {
		s.Mentees[e[i]] = pairing.Mentee{ID: x.ID, Prefs: moved(x.Prefs, m)}
	}
	for j, x := range r.Mentors {
		s.Mentors[m[j]] = pairing.Mentor{ID: x.ID, Capacity: x.Capacity, Prefs: moved(x.Prefs, e)}
	}
	for _, p := range r.Blocked {
		s.Blocked = append(s.Blocked, pairing.Pair{Mentee: int32(e[p.Mentee]), Mentor: int32(m[p.Mentor])})
	}
	random.Shuffle(len(s.Blocked), func(a, b int) { s.Blocked[a], s.Blocked[b] = s.Blocked[b], s.Blocked[a] })
	return s
}
