package tally

// countBorda gives the first of n options n-1 points, the next n-2, the last none: J.-C. de Borda, "Mémoire sur les
// élections au scrutin", Histoire de l'Académie Royale des Sciences (1781). Options ranked equal share the points of
// their places equally, and those left out share what is left. A blank ballot gives nothing. The lot breaks ties.
func countBorda(c *counting) error {
	list, err := c.rankings()
	if err != nil {
		return err
	}
	n := len(c.names)
	points, rest := make([]Halves, n), Halves(0)
	for i := range list {
		b := &list[i]
		left := Halves(n-1-len(b.order)) * Halves(b.count) // what each one left out gets, in halves
		rest += left
		for from, to := range b.groups {
			each := Halves(2*(n-1)-from-(to-1)) * Halves(b.count) // the first and the last place of the group, halved
			for j := from; j < to; j++ {
				points[b.option(j)] += each - left
			}
		}
	}
	for i := range points {
		points[i] += rest
	}
	c.byMost(points)
	return nil
}
