package tally

// countIRV excludes the option with the fewest votes and passes its ballots on to their next preference, until one has
// more than half of those that are still in the count: T. Hare's transferable vote for a single seat, which W. R. Ware
// proposed about 1871. Ties are broken by the latest earlier stage in which they differ, then by the lot.
//
// A ballot counts as far as it ranks without equals; see strict. Without a lot see underEveryLot.
func countIRV(c *counting) error {
	list, err := c.strict()
	if err != nil {
		return err
	}
	_, err = c.underEveryLot(entries(list), func(l *lots, d *Detail) []int {
		t := c.begin(list, 1, l, d)
		for t.majority() < 0 {
			t.exclude(t.lowest())
		}
		t.elect([]int{t.majority()})
		return t.winners
	})
	return err
}

// entries is about how many steps it takes to count a list once.
func entries(list []ranked) int {
	n := 0
	for i := range list {
		n += len(list[i].order)
	}
	return n
}

// majority returns who has more than half of the votes still in the count, or who alone is left, or -1.
func (t *transfer) majority() int {
	left, sum := t.those(hopeful), Decimal(0)
	for _, o := range left {
		sum += t.totals[o]
	}
	for _, o := range left {
		if 2*t.totals[o] > sum || len(left) == 1 {
			return o
		}
	}
	return -1
}
