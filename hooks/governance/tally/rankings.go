package tally

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// ranked is Count equal rankings: the options best first, without the withdrawn ones. An entry is the position of an
// option times two, plus one where it is ranked equal with the entry before. Equal ones are in rising order, so that
// equal rankings have equal entries.
type ranked struct {
	count int64
	order []uint16
}

func (r *ranked) option(i int) int { return int(r.order[i] >> 1) }

// groups yields the bounds of each group of options that are ranked equal, best first.
func (r *ranked) groups(yield func(from, to int) bool) {
	for from := 0; from < len(r.order); {
		to := from + 1
		for to < len(r.order) && r.order[to]&1 == 1 {
			to++
		}
		if !yield(from, to) {
			return
		}
		from = to
	}
}

// merger collects rankings and merges equal ones. Short ones are compared as one number, which a million ballots
// notice.
type merger struct {
	list  []ranked
	short map[uint64]int32
	long  map[string]int32
	key   []byte
	order []uint16 // the ranking just read
	seen  []int32  // by option: the last ballot, from 1, that named it
}

var errKind = errors.New("it is not a ballot of this method")

// rankings reads and merges the rankings; blank ones are only counted.
func (c *counting) rankings() ([]ranked, error) {
	m := merger{short: map[uint64]int32{}, long: map[string]int32{}, seen: make([]int32, len(c.e.Options))}
	for i := range c.e.Ballots {
		b := &c.e.Ballots[i]
		if b.Value != nil || b.Choice != "" || b.Approve != nil || b.Scores != nil || b.Grades != nil {
			return nil, badBallot(i, errKind)
		}
		if err := c.readRanking(&m, b.Ranking, int32(i+1)); err != nil {
			return nil, badBallot(i, err)
		}
		if len(m.order) == 0 {
			c.r.Detail.Blank += b.Count
			continue
		}
		m.add(b.Count)
	}
	return m.list, nil
}

// readRanking reads one ranking into m.order.
func (c *counting) readRanking(m *merger, ranking [][]string, ballot int32) error {
	m.order = m.order[:0]
	for rank, group := range ranking {
		if len(group) == 0 {
			return fmt.Errorf("rank %d names no option", rank+1)
		}
		from := len(m.order)
		for _, name := range group {
			o, err := c.place(name, m.seen, ballot)
			if err != nil {
				return err
			}
			if o < len(c.names) {
				m.order = append(m.order, uint16(o)<<1)
			}
		}
		if equal := m.order[from:]; len(equal) > 1 {
			slices.Sort(equal)
			for i := 1; i < len(equal); i++ {
				equal[i]++
			}
		}
	}
	return nil
}

// place returns the position of an option that a ballot names for the first time.
func (c *counting) place(name string, seen []int32, ballot int32) (int, error) {
	o, ok := c.index[name]
	if !ok {
		return 0, fmt.Errorf("%q is not an option", name)
	}
	if seen[o] == ballot {
		return 0, fmt.Errorf("%q is named twice", name)
	}
	seen[o] = ballot
	return int(o), nil
}

// add adds the ranking just read to the equal ones before it.
func (m *merger) add(count int64) {
	if key, ok := packed(m.order); ok {
		m.list[find(m, m.short, key)].count += count
		return
	}
	m.key = m.key[:0]
	for _, entry := range m.order {
		m.key = binary.BigEndian.AppendUint16(m.key, entry)
	}
	at, ok := m.long[string(m.key)] // written here, where it costs no copy
	if !ok {
		at = find(m, m.long, string(m.key))
	}
	m.list[at].count += count
}

// find returns where the rankings equal to the one just read are, of which key is the name.
func find[K comparable](m *merger, known map[K]int32, key K) int32 {
	at, ok := known[key]
	if !ok {
		at = int32(len(m.list))
		m.list = append(m.list, ranked{order: slices.Clone(m.order)})
		known[key] = at
	}
	return at
}

// packed writes a ranking of at most eight entries below 255 as one number. It writes each plus one, so that a
// shorter ranking is never the number of a longer one.
func packed(order []uint16) (uint64, bool) {
	if len(order) > 8 {
		return 0, false
	}
	key := uint64(0)
	for _, entry := range order {
		if entry >= math.MaxUint8 {
			return 0, false
		}
		key = key<<8 | uint64(entry+1)
	}
	return key, true
}
