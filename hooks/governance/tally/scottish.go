package tally

import "slices"

// checkSeats checks how many are to be elected.
func checkSeats(e *Election) error {
	if e.Seats < 1 || e.Seats > mostOptions {
		return bad("seats", "%d is not a number of seats between 1 and %d", e.Seats, mostOptions)
	}
	return checkOptions(e)
}

// countScottish fills several seats by the single transferable vote of Scottish local elections: the Scottish Local
// Government Elections Order 2007 (S.S.I. 2007/42), Schedule 1, Part III.
//
//   - Rule 46: the quota is the valid votes divided by one more than the seats, without the fraction, plus one.
//   - Rule 47: who has the quota at the end of a stage is elected.
//   - Rules 48 and 49: the largest surplus is transferred first, one a stage, all papers of the elected at their value
//     times the surplus divided by the votes, cut off behind the fifth decimal. What is cut off is lost; papers without
//     a next preference are exhausted.
//   - Rules 50 and 51: with no surplus left the option with the fewest votes is excluded, its papers pass on at the
//     value they came with.
//   - Ties of both kinds are broken by the latest earlier stage in which the tied differ, then by the lot.
//   - Rule 52: when at the end of a stage as many are left as there are seats to fill, they are elected and no more
//     votes are transferred. The exclusion that leaves as many is a whole stage, its transfer included, as the published
//     counts show: Highland Council's report for Ward 7, Tain and Easter Ross, of 4 May 2017 passes on the papers of the
//     last one excluded at stage 6.
//
// A paper counts as far as it ranks without equals; see strict. Without a lot see underEveryLot: Elected are then those
// that every lot elects, Winners those that some lot does.
func countScottish(c *counting) error {
	list, err := c.strict()
	if err != nil {
		return err
	}
	valid := c.r.Detail.Cast - c.r.Detail.Blank - c.r.Detail.Void
	c.r.Detail.Quota = valid/int64(c.e.Seats+1) + 1
	certain, err := c.underEveryLot(entries(list), func(l *lots, d *Detail) []int {
		t := c.begin(list, c.e.Seats, l, d)
		t.fill(Decimal(c.r.Detail.Quota) * one)
		return t.winners
	})
	c.r.Elected = c.called(certain)
	return err
}

// fill goes on stage by stage until the seats are filled.
func (t *transfer) fill(quota Decimal) {
	waiting := []int{} // elected with a surplus not yet transferred
	for {
		reached := slices.DeleteFunc(t.those(hopeful), func(o int) bool { return t.totals[o] < quota })
		if len(reached) > 0 {
			t.elect(reached)
		}
		for _, o := range reached {
			if t.totals[o] > quota {
				waiting = append(waiting, o)
			}
		}
		left, vacant := t.those(hopeful), t.seats-len(t.winners)
		switch {
		case vacant == 0 || len(left) == 0:
			return
		case len(left) <= vacant:
			t.elect(left)
			return
		case len(waiting) > 0:
			o := t.largest(waiting)
			waiting = slices.DeleteFunc(waiting, func(other int) bool { return other == o })
			t.passSurplus(o, quota)
		default:
			t.exclude(t.lowest())
		}
	}
}

// largest returns whose surplus goes next, of tied ones who had more votes at the latest earlier stage in which they
// differ, then the first in the lot order.
func (t *transfer) largest(waiting []int) int {
	tied := least(waiting, func(o int) Decimal { return -t.totals[o] })
	if len(tied) == 1 {
		return tied[0]
	}
	left, earlier := t.lookBack(tied, func(votes Decimal) Decimal { return -votes })
	tie := Tie{About: ForSurplus, Stage: len(t.history), Options: t.called(tied), By: ByStage, Earlier: earlier}
	o := left[0]
	if len(left) > 1 {
		tie.By = t.drawn()
		o = t.lots.first(left)
	}
	tie.Chosen = t.called([]int{o})
	t.detail.Ties = append(t.detail.Ties, tie)
	return o
}

// passSurplus passes what an elected option has above the quota on to the next preferences of all its papers.
func (t *transfer) passSurplus(o int, quota Decimal) {
	votes, surplus := t.totals[o], t.totals[o]-quota
	passed := Decimal(0)
	for _, p := range t.piles[o] {
		p.value = share(p.value, surplus, votes)
		passed += Decimal(p.ballot.count) * p.value
		t.give(p)
	}
	t.piles[o], t.totals[o] = nil, quota
	t.lost += surplus - passed
	t.close(Stage{Action: SurplusOf, Option: t.names[o]})
}
