package tally

import (
	"cmp"
	"math/bits"
	"slices"
)

// standing is where an option stands in a transferable vote.
type standing int8

const (
	hopeful standing = iota
	elected
	excluded
)

// paper is a bundle of equal ballots that lies with one option, and what each of them is worth there.
type paper struct {
	ballot *ranked
	at     int // the entry of the option it lies with
	value  Decimal
}

// transfer is a count of transferable votes under way, for IRV and Scottish STV.
type transfer struct {
	*counting
	detail    *Detail
	lots      *lots
	seats     int
	standing  []standing
	totals    []Decimal
	piles     [][]paper
	exhausted Decimal
	lost      Decimal
	history   [][]Decimal // totals at the end of each stage
	winners   []int       // in the order they were elected
	safe      []bool      // see lowest
}

// strict cuts each ranking where options are ranked equal. By article 2 of the Scottish Local Government Elections Order
// 2007 a paper passes on by its second and further preferences "in consecutive order", and a number that stands
// against two gives neither; two first preferences make a paper void (Schedule 1, rule 43), so neither a valid vote
// nor blank. IRV reads ballots alike.
func (c *counting) strict() ([]ranked, error) {
	list, err := c.rankings()
	if err != nil {
		return nil, err
	}
	kept := list[:0]
	for _, b := range list {
		for from, to := range b.groups {
			if to > from+1 {
				b.order = b.order[:from]
				break
			}
		}
		if len(b.order) == 0 {
			c.r.Detail.Void += b.count
			continue
		}
		kept = append(kept, b)
	}
	return kept, nil
}

// begin gives each ballot to its first preference.
func (c *counting) begin(list []ranked, seats int, l *lots, d *Detail) *transfer {
	n := len(c.names)
	t := &transfer{counting: c, detail: d, lots: l, seats: seats, standing: make([]standing, n), totals: make([]Decimal, n),
		piles: make([][]paper, n), safe: make([]bool, n)}
	for i := range list {
		t.give(paper{&list[i], -1, one})
	}
	t.close(Stage{Action: FirstPreferences})
	return t
}

// give moves papers on to the next preference that is still hopeful, or puts them aside.
func (t *transfer) give(p paper) {
	votes := Decimal(p.ballot.count) * p.value
	for p.at++; p.at < len(p.ballot.order); p.at++ {
		if o := p.ballot.option(p.at); t.standing[o] == hopeful {
			t.piles[o] = append(t.piles[o], p)
			t.totals[o] += votes
			return
		}
	}
	t.exhausted += votes
}

// exclude takes an option out and passes its papers on at the value they came with.
func (t *transfer) exclude(o int) {
	t.standing[o] = excluded
	pile := t.piles[o]
	t.piles[o], t.totals[o] = nil, 0
	for _, p := range pile {
		t.give(p)
	}
	t.close(Stage{Action: ExclusionOf, Option: t.names[o], Excluded: []string{t.names[o]}})
}

// close ends a stage: it notes the totals and what the stage changed.
func (t *transfer) close(s Stage) {
	s.Totals, s.Exhausted, s.Lost = keyed(t.counting, t.totals), t.exhausted, t.lost
	if len(t.history) > 0 {
		s.Transfers = map[string]Decimal{}
		before := t.history[len(t.history)-1]
		for o, total := range t.totals {
			if total > before[o] {
				s.Transfers[t.names[o]] = total - before[o]
			}
		}
	}
	t.history = append(t.history, slices.Clone(t.totals))
	t.detail.Stages = append(t.detail.Stages, s)
}

// elect elects options at the end of the last stage, those with more votes first.
func (t *transfer) elect(options []int) {
	slices.SortStableFunc(options, func(a, b int) int { return cmp.Compare(t.totals[b], t.totals[a]) })
	for _, o := range options {
		t.standing[o] = elected
	}
	t.winners = append(t.winners, options...)
	s := &t.detail.Stages[len(t.detail.Stages)-1]
	s.Elected = append(s.Elected, t.called(options)...)
}

// those returns the options of a standing.
func (t *transfer) those(s standing) []int {
	return slices.DeleteFunc(t.all(), func(o int) bool { return t.standing[o] != s })
}

// lowest returns who is excluded next: the hopeful option with the fewest votes, of tied ones the one with the fewest
// at the latest earlier stage in which they differ, of those that never did the last in the lot order.
func (t *transfer) lowest() int {
	tied := least(t.those(hopeful), func(o int) Decimal { return t.totals[o] })
	if len(tied) == 1 {
		return tied[0]
	}
	left, earlier := t.lookBack(tied, func(votes Decimal) Decimal { return votes })
	tie := Tie{About: ForExclusion, Stage: len(t.history), Options: t.called(tied), By: ByStage, Earlier: earlier}
	o := left[0]
	if len(left) > 1 {
		tie.By = t.drawn()
		o = t.lastOf(left)
	}
	tie.Chosen = t.called([]int{o})
	t.detail.Ties = append(t.detail.Ties, tie)
	return o
}

// lastOf returns the last of tied options in the lot order. Where no lot is named and none of them has a vote, their
// exclusion moves nothing, so only who is left matters: those are drawn, and the rest go in the order of the file.
// That spares trying every order in which a list of options without votes can be excluded.
func (t *transfer) lastOf(tied []int) int {
	if t.lots.places != nil || t.totals[tied[0]] > 0 {
		return t.lots.last(tied)
	}
	spare := len(t.those(hopeful)) - (t.seats - len(t.winners))
	going := slices.DeleteFunc(slices.Clone(tied), func(o int) bool { return t.safe[o] })
	for len(going) > spare {
		o := t.lots.first(going)
		t.safe[o] = true
		going = slices.DeleteFunc(going, func(other int) bool { return other == o })
	}
	return going[0]
}

// lookBack keeps of tied options those with the least by what they had at earlier stages, the latest first, until one
// is left. It returns the stage, from 1, that last made a difference.
func (t *transfer) lookBack(tied []int, by func(Decimal) Decimal) (left []int, stage int) {
	for s := len(t.history) - 2; s >= 0 && len(tied) > 1; s-- {
		kept := least(tied, func(o int) Decimal { return by(t.history[s][o]) })
		if len(kept) < len(tied) {
			tied, stage = kept, s+1
		}
	}
	return tied, stage
}

// least returns the options that have the least.
func least[T cmp.Ordered](options []int, of func(o int) T) []int {
	var kept []int
	for _, o := range options {
		if len(kept) > 0 && of(o) < of(kept[0]) {
			kept = kept[:0]
		}
		if len(kept) == 0 || of(o) == of(kept[0]) {
			kept = append(kept, o)
		}
	}
	return kept
}

// share returns value × part / whole, cut off behind the fifth decimal. Part is at most whole.
func share(value, part, whole Decimal) Decimal {
	hi, lo := bits.Mul64(uint64(value), uint64(part))
	q, _ := bits.Div64(hi, lo, uint64(whole))
	return Decimal(q)
}
