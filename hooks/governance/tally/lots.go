package tally

import (
	"math/big"
	"slices"
)

// lots decides what only a lot can, in the midst of a count. With a hash the lot order is known. Without one the count
// is repeated under every lot order that makes a difference: lots then plays a script of decisions, and grows it where
// a decision comes up that it does not hold.
type lots struct {
	places   []int
	script   []decision
	next     int
	ahead    map[int]*big.Int // by option: those it is ahead of in the lot order, by what was decided so far
	hopeless bool             // there are too many ways to go on
}

// mostSorted is how many options are sorted in every way: nine have more ways than mostCourses.
const mostSorted = 8

// decision is who of tied options was taken: one of those that the decisions before allow.
type decision struct {
	allowed []int
	taken   int
}

// first returns which of tied options is the first in the lot order.
func (l *lots) first(tied []int) int {
	if l.places != nil {
		return slices.MinFunc(tied, func(a, b int) int { return l.places[a] - l.places[b] })
	}
	o := l.decide(tied, func(o, other int) bool { return l.isAhead(other, o) })
	for _, other := range tied {
		l.put(o, other)
	}
	return o
}

// last returns which of tied options is the last in the lot order.
func (l *lots) last(tied []int) int {
	if l.places != nil {
		return slices.MaxFunc(tied, func(a, b int) int { return l.places[a] - l.places[b] })
	}
	o := l.decide(tied, func(o, other int) bool { return l.isAhead(o, other) })
	for _, other := range tied {
		l.put(other, o)
	}
	return o
}

// sort returns options in the lot order. Without a lot more than mostSorted options cannot be tried in every order.
func (l *lots) sort(tied []int) []int {
	tied = slices.Clone(tied)
	if l.places != nil {
		slices.SortFunc(tied, func(a, b int) int { return l.places[a] - l.places[b] })
		return tied
	}
	if len(tied) > mostSorted {
		l.hopeless = true
		return tied
	}
	var sorted []int
	for len(tied) > 0 {
		o := l.first(tied)
		sorted = append(sorted, o)
		tied = slices.DeleteFunc(tied, func(other int) bool { return other == o })
	}
	return sorted
}

// decide takes the option that the script names, of those that nothing decided before excludes.
func (l *lots) decide(tied []int, excluded func(o, other int) bool) int {
	allowed := slices.DeleteFunc(slices.Clone(tied), func(o int) bool {
		return slices.ContainsFunc(tied, func(other int) bool { return excluded(o, other) })
	})
	if len(allowed) == 1 {
		return allowed[0]
	}
	if l.next == len(l.script) {
		l.script = append(l.script, decision{allowed: allowed})
	}
	d := l.script[l.next]
	l.next++
	return d.allowed[d.taken]
}

func (l *lots) isAhead(a, b int) bool { return l.ahead[a] != nil && l.ahead[a].Bit(b) == 1 }

// put notes that a is ahead of b, and so is everything ahead of a.
func (l *lots) put(a, b int) {
	if a == b || l.isAhead(a, b) {
		return
	}
	if l.ahead == nil {
		l.ahead = map[int]*big.Int{}
	}
	behind := new(big.Int)
	if l.ahead[b] != nil {
		behind.Set(l.ahead[b])
	}
	behind.SetBit(behind, b, 1)
	if l.ahead[a] == nil {
		l.ahead[a] = new(big.Int)
	}
	for o, set := range l.ahead {
		if o == a || set.Bit(a) == 1 {
			set.Or(set, behind)
		}
	}
}

// again moves the script to the next course of decisions, and reports whether there is one.
func (l *lots) again() bool {
	for n := len(l.script); n > 0; n-- {
		if d := &l.script[n-1]; d.taken+1 < len(d.allowed) {
			d.taken++
			l.script = l.script[:n]
			l.next, l.ahead = 0, nil
			return true
		}
	}
	return false
}
