package pairing

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"slices"
)

// ties is the one order of a side that breaks all ties: by SHA-256 of the round's seed and the id, then by the id.
type ties struct {
	place []int32 // by person
	who   []int32 // by place
}

func tieOrder(seed []byte, people []Person) ties {
	keys := make([][sha256.Size]byte, len(people))
	t := ties{make([]int32, len(people)), make([]int32, len(people))}
	for k, p := range people {
		keys[k] = sha256.Sum256(slices.Concat(seed, []byte(p.ID)))
		t.who[k] = int32(k)
	}
	slices.SortFunc(t.who, func(a, b int32) int {
		return cmp.Or(bytes.Compare(keys[a][:], keys[b][:]), cmp.Compare(people[a].ID, people[b].ID))
	})
	for place, k := range t.who {
		t.place[k] = int32(place)
	}
	return t
}

// Suggested is somebody on a list in the order of scores.
type Suggested struct {
	Other int32
	Sum   int
}

// OfMentee returns everybody possible for a mentee, best score first.
func (f *Field) OfMentee(mentee int) []Suggested {
	me := &f.wants[mentee]
	return suggest(len(f.mentors), f.mentorTies, func(j int) (int, bool) {
		fit, ok := f.fit(mentee, j)
		return f.terms.score(fit, me.nSkills, me.nGoals).Sum(), ok
	})
}

// OfMentor returns everybody possible for a mentor, best score first.
func (f *Field) OfMentor(mentor int) []Suggested {
	me := &f.offers[mentor]
	return suggest(len(f.mentees), f.menteeTies, func(i int) (int, bool) {
		fit, ok := f.fit(i, mentor)
		return f.terms.score(fit, me.nSkills, me.nGoals).Sum(), ok
	})
}

// suggest sorts n people by score, best first, ties by the one order. Score and place share one number, so that the
// many sorts of a large round are fast.
func suggest(n int, t ties, score func(int) (int, bool)) []Suggested {
	const top = 1<<31 - 1
	keys := make([]uint64, 0, n)
	for k := range n {
		if sum, ok := score(k); ok {
			keys = append(keys, uint64(top-sum)<<32|uint64(t.place[k]))
		}
	}
	slices.Sort(keys)
	list := make([]Suggested, len(keys))
	for k, key := range keys {
		list[k] = Suggested{t.who[uint32(key)], top - int(key>>32)}
	}
	return list
}

// Round makes the strict lists: first the people somebody ranked, as far as they are possible, then, if they wish, the
// other possible ones by score; never those they never want. Blocked pairs stay in the lists, since a list must not
// tell a block; the round names them, and Mutual takes them out.
func (f *Field) Round(blocked []Pair) *Round {
	r := &Round{Mentees: make([]Mentee, len(f.mentees)), Mentors: make([]Mentor, len(f.mentors)), Blocked: blocked}
	all := func(n int, list func(k int)) {
		// No part can fail.
		_ = inParts(n, func(_, from, to int) error {
			for k := from; k < to; k++ {
				list(k)
			}
			return nil
		})
	}
	all(len(f.mentees), func(i int) {
		p := &f.mentees[i]
		r.Mentees[i] = Mentee{p.ID, strict(p, len(f.mentors), func(j int) bool { _, ok := f.fit(i, j); return ok },
			func() []Suggested { return f.OfMentee(i) })}
	})
	all(len(f.mentors), func(j int) {
		p := &f.mentors[j]
		r.Mentors[j] = Mentor{p.ID, p.Capacity, strict(p, len(f.mentees), func(i int) bool { _, ok := f.fit(i, j); return ok },
			func() []Suggested { return f.OfMentor(j) })}
	})
	return r
}

// strict makes one person's list out of the n people of the other side.
func strict(p *Person, n int, possible func(int) bool, suggested func() []Suggested) []int32 {
	done := make([]bool, n)
	for _, k := range p.Never {
		done[k] = true
	}
	var list []int32
	add := func(k int32) {
		if !done[k] {
			done[k] = true
			list = append(list, k)
		}
	}
	for _, k := range p.Ranked {
		if possible(int(k)) {
			add(k)
		}
	}
	if p.Fill {
		rest := suggested()
		list = slices.Grow(list, len(rest))
		for _, s := range rest {
			add(s.Other)
		}
	}
	return list
}
