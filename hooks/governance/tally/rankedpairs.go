package tally

import (
	"cmp"
	"slices"
)

// pair is a defeat between options.
type pair struct {
	winner, loser  int
	votes, against int64
}

func comparePairs(a, b pair) int {
	return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(a.against, b.against))
}

// countRankedPairs looks at the defeats from the strongest to the weakest and locks each that does not contradict the
// locked ones: T. N. Tideman, "Independence of clones as a criterion for voting rules", Social Choice and Welfare 4
// (1987). Strength is the winning votes, then the smaller opposition. Who is not defeated by a locked one wins.
//
// Tideman leaves equal defeats open. Where they contradict each other the lot decides which is looked at first, after
// T. M. Zavist and T. N. Tideman, "Complete independence of clones in the ranked pairs rule", Social Choice and Welfare 6
// (1989), who take a ranking of the options drawn before: the defeat of which the winner is first in the lot order. The
// lot also decides between several options that nobody defeats.
// Without a lot see underEveryLot; Order is then what every lot agrees on.
func countRankedPairs(c *counting) error {
	d, err := c.pairwise()
	if err != nil {
		return err
	}
	pairs := defeats(d)
	slices.SortStableFunc(pairs, comparePairs)
	locked := make([]int, len(pairs)) // in how many courses
	courses, common := 0, closure(nil)
	_, err = c.underEveryLot(len(d)*len(d)*(1+len(d)/16), func(l *lots, detail *Detail) []int {
		g := c.lockAll(l, detail, pairs, locked)
		courses++
		common = common.and(g)
		top := c.layers(g.above)[0]
		return []int{c.source(l, detail, top)}
	})
	if err != nil {
		return err
	}
	c.setOrder(c.layers(common.above))
	for i, p := range pairs {
		c.r.Detail.Defeats = append(c.r.Detail.Defeats, Defeat{Winner: c.names[p.winner], Loser: c.names[p.loser],
			Votes: p.votes, Against: p.against, Locked: locked[i] == courses, Open: locked[i] > 0 && locked[i] < courses})
	}
	return nil
}

// defeats returns every pair in which one wins.
func defeats(d matrix) []pair {
	var list []pair
	for i := range d {
		for j := range d {
			if d[i][j] > d[j][i] {
				list = append(list, pair{i, j, d[i][j], d[j][i]})
			}
		}
	}
	return list
}

// source returns the winner of those that no locked defeat is against.
func (c *counting) source(l *lots, d *Detail, top []int) int {
	if len(top) == 1 {
		return top[0]
	}
	o := l.first(top)
	d.Ties = append(d.Ties, Tie{About: ForWinner, Options: c.called(top), By: c.drawn(), Chosen: c.called([]int{o})})
	return o
}

// lockAll locks the sorted defeats and counts in locked which ones.
func (c *counting) lockAll(l *lots, d *Detail, pairs []pair, locked []int) closure {
	g := newClosure(len(c.names))
	for from := 0; from < len(pairs); {
		to := from + 1
		for to < len(pairs) && comparePairs(pairs[from], pairs[to]) == 0 {
			to++
		}
		for _, at := range c.inTurn(l, d, g, pairs, from, to) {
			if g.lock(pairs[at].winner, pairs[at].loser) {
				locked[at]++
			}
		}
		from = to
	}
	return g
}

// inTurn returns the order in which equal defeats are looked at. It does not matter where all of them that the locked
// ones allow can be locked; else the lot decides.
func (c *counting) inTurn(l *lots, d *Detail, g closure, pairs []pair, from, to int) []int {
	var turn []int
	for at := from; at < to; at++ {
		if !g.above(pairs[at].loser, pairs[at].winner) {
			turn = append(turn, at)
		}
	}
	if len(turn) < 2 || g.holds(pairs, turn) {
		return turn
	}
	d.Ties = append(d.Ties, Tie{About: ForDefeats, Options: c.inPairs(pairs, turn), By: c.drawn()})
	return byLot(l, pairs, turn)
}

// inPairs names every option that has a part in defeats.
func (c *counting) inPairs(pairs []pair, list []int) []string {
	part := make([]bool, len(c.names))
	for _, at := range list {
		part[pairs[at].winner], part[pairs[at].loser] = true, true
	}
	return c.called(slices.DeleteFunc(c.all(), func(o int) bool { return !part[o] }))
}

// byLot sorts equal defeats by the lot order of their winners. Those of one winner need no order among themselves: one
// that leads away from an option closes no circle for another that does.
func byLot(l *lots, pairs []pair, turn []int) []int {
	of := map[int][]int{}
	var winners, sorted []int
	for _, at := range turn {
		w := pairs[at].winner
		if of[w] == nil {
			winners = append(winners, w)
		}
		of[w] = append(of[w], at)
	}
	for _, w := range l.sort(winners) {
		sorted = append(sorted, of[w]...)
	}
	return sorted
}
