package pairing_test

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"cooperage/hooks/mentorship/pairing"
)

// changing calls try with many rounds of ten mentees and four mentors, and somebody of each.
func changing(t *testing.T, try func(random *rand.Rand, r *pairing.Round, mentee, mentor int)) {
	t.Helper()
	for seed := range uint64(500) {
		random := rand.New(rand.NewPCG(seed, 2))
		list := func(n int) (list []int32) {
			for _, k := range random.Perm(n)[:random.IntN(n+1)] {
				list = append(list, int32(k))
			}
			return list
		}
		r := &pairing.Round{Mentees: make([]pairing.Mentee, 10), Mentors: make([]pairing.Mentor, 4)}
		for i := range r.Mentees {
			r.Mentees[i] = pairing.Mentee{ID: "e" + strconv.Itoa(i), Prefs: list(4)}
		}
		for j := range r.Mentors {
			r.Mentors[j] = pairing.Mentor{ID: "m" + strconv.Itoa(j), Capacity: random.IntN(4), Prefs: list(10)}
		}
		try(random, r, random.IntN(10), random.IntN(4))
	}
}

func mentorsOf(t *testing.T, r *pairing.Round) []int32 {
	t.Helper()
	o, err := r.Match()
	if err != nil {
		t.Fatal(err)
	}
	return o.Mentor
}

// What a mentee says about mentors below the one they have changes nothing for anybody.
func TestChange_BelowAMenteesMentorDoesNotMatter(t *testing.T) {
	t.Parallel()
	changing(t, func(random *rand.Rand, r *pairing.Round, i, _ int) {
		before := mentorsOf(t, r)
		if before[i] == pairing.Nobody {
			return
		}
		list := r.Mentees[i].Prefs
		at := slices.Index(list, before[i]) + 1
		below := slices.Clone(list[at:])
		random.Shuffle(len(below), func(a, b int) { below[a], below[b] = below[b], below[a] })
		r.Mentees[i].Prefs = append(slices.Clone(list[:at]), below[:random.IntN(len(below)+1)]...)
		if after := mentorsOf(t, r); !slices.Equal(before, after) {
			t.Fatalf("mentee %d said %v and then %v: from %v to %v", i, list, r.Mentees[i].Prefs, before, after)
		}
	})
}

// A mentor who strikes a mentee changes nothing when that mentee is with somebody they would rather have.
func TestChange_StrikingWhoIsBetterOffDoesNotMatter(t *testing.T) {
	t.Parallel()
	changing(t, func(_ *rand.Rand, r *pairing.Round, i, j int) {
		before := mentorsOf(t, r)
		if int(before[i]) == j || before[i] == pairing.Nobody || prefers(r.Mentees[i].Prefs, int32(j), before[i]) {
			return
		}
		r.Mentors[j].Prefs = slices.DeleteFunc(slices.Clone(r.Mentors[j].Prefs), func(k int32) bool { return int(k) == i })
		if after := mentorsOf(t, r); !slices.Equal(before, after) {
			t.Fatalf("mentor %d struck mentee %d: from %v to %v", j, i, before, after)
		}
	})
}

// When a mentee steps back or a mentor has one more place, no other mentee is worse off for it.
func TestChange_RoomForOthersHarmsNoMentee(t *testing.T) {
	t.Parallel()
	changing(t, func(random *rand.Rand, r *pairing.Round, i, j int) {
		before, lists := mentorsOf(t, r), slices.Clone(r.Mentees)
		if random.IntN(2) == 0 {
			r.Mentees[i].Prefs = nil
		} else {
			r.Mentors[j].Capacity++
			i = -1
		}
		after := mentorsOf(t, r)
		for k := range after {
			if k != i && prefers(lists[k].Prefs, before[k], after[k]) {
				t.Fatalf("mentee %d had %d and has %d", k, before[k], after[k])
			}
		}
	})
}
