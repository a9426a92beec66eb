package tally

import "slices"

// countMinimax finds the option of which the worst defeat is the least, measured in winning votes: P. B. Simpson, "On
// defining areas of voter choice", Quarterly Journal of Economics 83 (1969), and G. H. Kramer, "A dynamical model of
// political equilibrium", Journal of Economic Theory 16 (1977). An option that nobody defeats has 0; the lot breaks
// ties.
func countMinimax(c *counting) error {
	d, err := c.pairwise()
	if err != nil {
		return err
	}
	worst := make([]int64, len(d))
	for i := range d {
		for j := range d {
			worst[i] = max(worst[i], d.defeat(j, i))
		}
	}
	c.r.Detail.Worst = keyed(c, worst)
	least := slices.Min(worst)
	c.drawWinner(slices.DeleteFunc(c.all(), func(o int) bool { return worst[o] != least }))
	return nil
}
