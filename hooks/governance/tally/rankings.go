package tally

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
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
	blank int64
	key   []byte
	order []uint16 // the ranking just read
	room  []uint16 // for the entries of the list
	seen  []int32  // by option: the last ballot, from 1, that named it
	err   error
}

var errKind = errors.New("it is not a ballot of this method")

// perReader is how many ballots are worth a reader of their own.
const perReader = 20_000

// rankings reads and merges the rankings; blank ones are only counted. Several readers take a stretch each, and what
// they found is put together in the order of the file, as one reader would have found it.
func (c *counting) rankings() ([]ranked, error) {
	all := c.e.Ballots
	readers := make([]merger, min(runtime.GOMAXPROCS(0), 1+len(all)/perReader))
	var wait sync.WaitGroup
	for i := range readers {
		from, to := i*len(all)/len(readers), (i+1)*len(all)/len(readers)
		wait.Go(func() { readers[i].read(c, from, to) })
	}
	wait.Wait()
	m := &readers[0]
	for i := range readers {
		if readers[i].err != nil {
			return nil, readers[i].err
		}
		c.r.Detail.Blank += readers[i].blank
		if i > 0 {
			m.addAll(readers[i].list)
		}
	}
	return m.list, nil
}

// read reads the ballots from one to but without another.
func (m *merger) read(c *counting, from, to int) {
	m.short, m.long = make(map[uint64]int32, min(to-from, 1<<12)), map[string]int32{}
	m.seen = make([]int32, len(c.e.Options))
	for i := from; i < to && m.err == nil; i++ {
		b := &c.e.Ballots[i]
		err := c.readRanking(m, b, int32(i+1))
		switch {
		case err != nil:
			m.err = badBallot(i, err)
		case len(m.order) == 0:
			m.blank += b.Count
		default:
			m.add(b.Count)
		}
	}
}

// readRanking reads one ranking into m.order.
func (c *counting) readRanking(m *merger, b *Ballot, number int32) error {
	if b.Value != nil || b.Choice != "" || b.Approve != nil || b.Scores != nil || b.Grades != nil {
		return errKind
	}
	m.order = m.order[:0]
	for rank, group := range b.Ranking {
		if len(group) == 0 {
			return fmt.Errorf("rank %d names no option", rank+1)
		}
		from := len(m.order)
		for _, name := range group {
			o, err := c.place(name, m.seen, number)
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

// addAll adds what another reader found.
func (m *merger) addAll(list []ranked) {
	for i := range list {
		m.order = append(m.order[:0], list[i].order...)
		m.add(list[i].count)
	}
}

// find returns where the rankings equal to the one just read are, of which key is the name.
func find[K comparable](m *merger, known map[K]int32, key K) int32 {
	at, ok := known[key]
	if !ok {
		at = int32(len(m.list))
		m.list = append(m.list, ranked{order: m.keep(m.order)})
		known[key] = at
	}
	return at
}

// keep copies entries to where they stay, many rankings in one piece of memory.
func (m *merger) keep(order []uint16) []uint16 {
	if cap(m.room)-len(m.room) < len(order) {
		m.room = make([]uint16, 0, max(1<<14, len(order)))
	}
	from := len(m.room)
	m.room = append(m.room, order...)
	return m.room[from:len(m.room):len(m.room)]
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
