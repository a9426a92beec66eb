package pairing

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"sync"
)

// table holds for each mentee the possible mentors, best first: cells[start[i]:end[i]].
type table struct {
	start, end []int32
	cells      []cell
}

func (t *table) of(mentee int) []cell { return t.cells[t.start[mentee]:t.end[mentee]] }

// place is a mentor's rank of the mentee whose turn it is.
type place struct{ mentee, rank int32 }

// named marks a mentor whom the mentee has named already.
const named = int32(-1)

// table makes the mentors' rankings readable from the mentees' side, in time linear in the lists: turned around once,
// then one mentee at a time with the mentors' ranks in a small array. It fails when an index is wrong or comes twice.
func (r *Round) table() (*table, error) {
	t, err := r.turned()
	if err != nil {
		return nil, err
	}
	blocked, err := r.blocks()
	if err != nil {
		return nil, err
	}
	return t, inParts(len(r.Mentees), func(_, from, to int) error {
		places := make([]place, len(r.Mentors))
		for j := range places {
			places[j].mentee = Nobody
		}
		for i := from; i < to; i++ {
			if err := r.meet(t, blocked, places, i); err != nil {
				return err
			}
		}
		return nil
	})
}

// meet leaves of a mentee's cells those whom the mentee lists too, in the mentee's order.
func (r *Round) meet(t *table, blocked []Pair, places []place, i int) error {
	me := int32(i)
	for _, c := range t.of(i) {
		places[c.mentor] = place{me, c.rank}
	}
	at, _ := slices.BinarySearchFunc(blocked, me, func(p Pair, i int32) int { return cmp.Compare(p.Mentee, i) })
	for ; at < len(blocked) && blocked[at].Mentee == me; at++ {
		places[blocked[at].Mentor].mentee = Nobody
	}
	kept := t.of(i)[:0] // over the cells, which are in places now; the possible ones are no more than they
	for _, j := range r.Mentees[i].Prefs {
		if j < 0 || int(j) >= len(places) || places[j] == (place{me, named}) {
			return fmt.Errorf("mentee %q lists mentor %d, who is there already or does not exist", r.Mentees[i].ID, j)
		}
		if places[j].mentee == me {
			kept = append(kept, cell{j, places[j].rank})
		}
		places[j] = place{me, named}
	}
	t.end[i] = t.start[i] + int32(len(kept))
	return nil
}

// turned lists for each mentee the mentors who list them. Each processor takes a part of the mentors: it counts how
// often they list whom, and after its part of each mentee's cells is known, writes them.
func (r *Round) turned() (*table, error) {
	n := len(r.Mentees)
	t := &table{start: make([]int32, n+1), end: make([]int32, n)}
	at := make([][]int32, parts())
	if err := inParts(len(r.Mentors), func(part, from, to int) error {
		counts, err := r.counted(from, to)
		at[part] = counts
		return err
	}); err != nil {
		return nil, err
	}
	next := int32(0)
	for i := range n {
		t.start[i] = next
		for _, counts := range at {
			if counts != nil {
				next, counts[i] = next+counts[i], next
			}
		}
		t.end[i] = next
	}
	t.start[n] = next
	t.cells = make([]cell, next)
	return t, inParts(len(r.Mentors), func(part, from, to int) error {
		at := at[part]
		for j := from; j < to; j++ {
			for rank, i := range r.Mentors[j].Prefs {
				t.cells[at[i]] = cell{int32(j), int32(rank)}
				at[i]++
			}
		}
		return nil
	})
}

// counted counts by mentee how many of a part of the mentors list them.
func (r *Round) counted(from, to int) ([]int32, error) {
	n := len(r.Mentees)
	counts, last := make([]int32, n), make([]int32, n)
	for j := from; j < to; j++ {
		m := &r.Mentors[j]
		if m.Capacity < 0 {
			return nil, fmt.Errorf("mentor %q has a negative capacity", m.ID)
		}
		for _, i := range m.Prefs {
			if i < 0 || int(i) >= n || last[i] == int32(j)+1 {
				return nil, fmt.Errorf("mentor %q lists mentee %d, who is there already or does not exist", m.ID, i)
			}
			last[i] = int32(j) + 1
			counts[i]++
		}
	}
	return counts, nil
}

// parts is into how many parts work is split: one for each processor, of which more than a few would not help.
var parts = sync.OnceValue(func() int { return min(runtime.GOMAXPROCS(0), 8) })

// inParts splits 0 to n-1 into a part for each processor and returns the first error. The parts must not touch each
// other's results.
func inParts(n int, do func(part, from, to int) error) error {
	parts := parts()
	failed := make([]error, parts)
	var wait sync.WaitGroup
	for part := range parts {
		from, to := n*part/parts, n*(part+1)/parts
		if from < to {
			wait.Go(func() { failed[part] = do(part, from, to) })
		}
	}
	wait.Wait()
	return cmp.Or(failed...)
}

// blocks returns the blocked pairs in the order of mentees.
func (r *Round) blocks() ([]Pair, error) {
	for _, p := range r.Blocked {
		if p.Mentee < 0 || int(p.Mentee) >= len(r.Mentees) || p.Mentor < 0 || int(p.Mentor) >= len(r.Mentors) {
			return nil, fmt.Errorf("the blocked pair of mentee %d and mentor %d names nobody", p.Mentee, p.Mentor)
		}
	}
	return slices.SortedFunc(slices.Values(r.Blocked), func(a, b Pair) int { return cmp.Compare(a.Mentee, b.Mentee) }), nil
}

// Mutual returns the round with lists that hold only possible pairs and without blocks. It has the same result and
// tells nothing about who blocked or passed over whom, which makes it fit for publication.
func (r *Round) Mutual() (*Round, error) {
	t, err := r.table()
	if err != nil {
		return nil, err
	}
	pure := &Round{Mentees: make([]Mentee, len(r.Mentees)), Mentors: make([]Mentor, len(r.Mentors))}
	possible := r.mutual(t)
	for i, m := range r.Mentees {
		prefs := make([]int32, 0, len(t.of(i)))
		for _, c := range t.of(i) {
			prefs = append(prefs, c.mentor)
		}
		pure.Mentees[i] = Mentee{m.ID, prefs}
	}
	for j, m := range r.Mentors {
		pure.Mentors[j] = Mentor{ID: m.ID, Capacity: m.Capacity}
		for rank, i := range m.Prefs {
			if possible[j][rank] {
				pure.Mentors[j].Prefs = append(pure.Mentors[j].Prefs, i)
			}
		}
	}
	return pure, nil
}

// mutual says for each mentor, place by place of their list, who is possible for them.
func (r *Round) mutual(t *table) [][]bool {
	possible := make([][]bool, len(r.Mentors))
	for j, m := range r.Mentors {
		possible[j] = make([]bool, len(m.Prefs))
	}
	for i := range r.Mentees {
		for _, c := range t.of(i) {
			possible[c.mentor][c.rank] = true
		}
	}
	return possible
}
