package pairing

import (
	"fmt"
	"sync"
)

// Outcome is who is with whom in a round, with what it takes to explain and to check it.
type Outcome struct {
	Mentor []int32 // by mentee: the mentor, or Nobody

	round  *Round
	table  *table
	worst  []int32 // by mentor: a better rank than this would be taken; open while there is a free place
	filled []int32 // by mentor: places taken
	mutual func() [][]bool
}

// Match computes the round: mentees propose, each mentor keeps the best up to the capacity. Its time is linear in the
// lists but for a logarithm of the capacity. It fails only when the round refers to people it does not have.
func (r *Round) Match() (*Outcome, error) {
	t, err := r.table()
	if err != nil {
		return nil, err
	}
	o := r.outcome(t, make([]int32, len(r.Mentees)))
	kept := r.desks()
	next := make([]int32, len(r.Mentees))
	copy(next, t.start)
	o.worst = make([]int32, len(r.Mentors))
	for j := range o.worst {
		o.worst[j] = kept[j].worst()
	}
	for i := range r.Mentees {
		for me := int32(i); me != Nobody; {
			me = propose(r, t, kept, o.worst, next, me)
		}
	}
	o.read(kept)
	return o, nil
}

// outcome is an empty one around the assignment.
func (r *Round) outcome(t *table, mentor []int32) *Outcome {
	return &Outcome{round: r, table: t, Mentor: mentor, mutual: sync.OnceValue(func() [][]bool { return r.mutual(t) })}
}

// propose lets a mentee without a mentor ask on from where they stopped, and returns who is without one then: the
// mentee whose place was taken, or Nobody. The array worst turns most proposals down without a look at the desk.
func propose(r *Round, t *table, desks []desk, worst, next []int32, me int32) int32 {
	for k := next[me]; k < t.end[me]; k++ {
		c := t.cells[k]
		if c.rank >= worst[c.mentor] {
			continue
		}
		next[me] = k + 1
		d := &desks[c.mentor]
		out := d.take(c.rank)
		worst[c.mentor] = d.worst()
		if out == free {
			return Nobody
		}
		return r.Mentors[c.mentor].Prefs[out]
	}
	next[me] = t.end[me]
	return Nobody
}

// read writes down who sits at which desk.
func (o *Outcome) read(desks []desk) {
	for i := range o.Mentor {
		o.Mentor[i] = Nobody
	}
	o.filled = make([]int32, len(desks))
	for j, d := range desks {
		o.filled[j] = int32(len(d.ranks))
		for _, rank := range d.ranks {
			o.Mentor[o.round.Mentors[j].Prefs[rank]] = int32(j)
		}
	}
}

// desk holds the ranks of the mentees whom a mentor keeps so far, as a heap with the worst on top.
type desk struct {
	ranks    []int32
	capacity int
}

// free is what take returns when nobody had to go.
const free = int32(-1)

// desks returns an empty desk for each mentor, all in one piece of memory.
func (r *Round) desks() []desk {
	sum := 0
	for _, m := range r.Mentors {
		sum += min(m.Capacity, len(m.Prefs))
	}
	room := make([]int32, sum)
	all := make([]desk, len(r.Mentors))
	for j, m := range r.Mentors {
		c := min(m.Capacity, len(m.Prefs))
		all[j] = desk{room[:0:c], m.Capacity}
		room = room[c:]
	}
	return all
}

// worst is the rank that a proposal must beat.
func (d *desk) worst() int32 {
	switch {
	case len(d.ranks) < d.capacity:
		return open
	case d.capacity == 0:
		return 0
	}
	return d.ranks[0]
}

// take keeps a rank that beats worst and returns the one that has to go for it, or free.
func (d *desk) take(rank int32) (out int32) {
	h := d.ranks
	if len(h) < d.capacity {
		h = append(h, rank)
		for k := len(h) - 1; k > 0 && h[(k-1)/2] < rank; k = (k - 1) / 2 {
			h[k], h[(k-1)/2] = h[(k-1)/2], rank
		}
		d.ranks = h
		return free
	}
	out, h[0] = h[0], rank
	for k := 0; ; {
		big := 2*k + 1
		if big+1 < len(h) && h[big+1] > h[big] {
			big++
		}
		if big >= len(h) || h[big] <= rank {
			return out
		}
		h[k], h[big] = h[big], rank
		k = big
	}
}

// Judge takes a result from elsewhere, such as a published one: by mentee the mentor, or Nobody. It fails when a pair
// in it is not possible or a mentor has more mentees than places. Whether it is stable says Blocking.
func (r *Round) Judge(mentor []int32) (*Outcome, error) {
	t, err := r.table()
	if err != nil {
		return nil, err
	}
	if len(mentor) != len(r.Mentees) {
		return nil, fmt.Errorf("the result names %d mentees, the round %d", len(mentor), len(r.Mentees))
	}
	o := r.outcome(t, mentor)
	o.worst, o.filled = make([]int32, len(r.Mentors)), make([]int32, len(r.Mentors))
	for i, j := range mentor {
		if j == Nobody {
			continue
		}
		c, ok := o.cell(i, j)
		if !ok {
			return nil, fmt.Errorf("mentee %q is with somebody who is not possible for them", r.Mentees[i].ID)
		}
		o.filled[j]++
		o.worst[j] = max(o.worst[j], c.rank)
	}
	for j, m := range r.Mentors {
		if int(o.filled[j]) > m.Capacity {
			return nil, fmt.Errorf("mentor %q has %d mentees and %d places", m.ID, o.filled[j], m.Capacity)
		}
		if int(o.filled[j]) < m.Capacity {
			o.worst[j] = open
		}
	}
	return o, nil
}

// cell finds a mentor among those possible for a mentee.
func (o *Outcome) cell(mentee int, mentor int32) (cell, bool) {
	for _, c := range o.table.of(mentee) {
		if c.mentor == mentor {
			return c, true
		}
	}
	return cell{}, false
}

// Blocking looks at every possible pair and returns how many there are and those who would both rather have each other
// than what they have: none when the result is stable.
func (o *Outcome) Blocking() (possible int, pairs []Pair) {
	for i, mine := range o.Mentor {
		cells := o.table.of(i)
		possible += len(cells)
		for _, c := range cells {
			if c.mentor == mine {
				break // what follows is worse for the mentee
			}
			if c.rank < o.worst[c.mentor] {
				pairs = append(pairs, Pair{int32(i), c.mentor})
			}
		}
	}
	return possible, pairs
}

// Filled is how many mentees a mentor has.
func (o *Outcome) Filled(mentor int) int { return int(o.filled[mentor]) }
