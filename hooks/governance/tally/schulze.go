package tally

import (
	"math/big"
	"regexp"
	"slices"
)

// countSchulze finds the options that no other has a stronger path to than they have back: M. Schulze, "A new
// monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method", Social
// Choice and Welfare 36 (2011), sections 2.2 (definition) and 2.3 (the algorithm of Floyd and Warshall); also "The
// Schulze Method of Voting", arXiv:1804.02973. A link is as strong as its winning votes (section 2.1), there is none
// where a pair is tied, and a path is as strong as its weakest link.
//
// Of several undefeated options the status quo wins if it is one of them, else the nearest to it where the options are
// numbers, else the lot decides.
func countSchulze(c *counting) error {
	d, err := c.pairwise()
	if err != nil {
		return err
	}
	p := strongestPaths(d)
	c.r.Detail.StrongestPaths = p
	tiers := c.layers(func(a, b int) bool { return p[a][b] > p[b][a] })
	c.setOrder(tiers)
	c.r.Detail.Undefeated = c.called(tiers[0])
	c.drawWinner(c.towardsStatusQuo(tiers[0]))
	return nil
}

// strongestPaths widens the direct links by way of every option in turn.
func strongestPaths(d matrix) matrix {
	p := newMatrix(len(d))
	for i := range d {
		for j := range d {
			p[i][j] = d.defeat(i, j)
		}
	}
	for k, via := range p {
		for i, row := range p {
			first := row[k]
			if first == 0 || i == k {
				continue
			}
			for j, second := range via {
				row[j] = max(row[j], min(first, second))
			}
			row[i] = 0 // a way round back to itself is no path
		}
	}
	return p
}

// towardsStatusQuo keeps the status quo of tied options, or where all options are numbers those nearest to it.
func (c *counting) towardsStatusQuo(tied []int) []int {
	now, ok := c.index[c.e.StatusQuo]
	if len(tied) == 1 || !ok {
		return tied
	}
	kept, by := []int{int(now)}, ByStatusQuo
	if !slices.Contains(tied, int(now)) {
		by = ByNearest
		if kept = nearest(c.called(tied), c.e.StatusQuo, tied); kept == nil {
			return tied
		}
	}
	c.r.Detail.Ties = append(c.r.Detail.Ties, Tie{About: ForWinner, Options: c.called(tied), By: by, Chosen: c.called(kept)})
	return kept
}

var plainNumber = regexp.MustCompile(`^-?[0-9]{1,18}(\.[0-9]{1,18})?$`)

// nearest returns those options of which the number is nearest to the status quo, or nil where one is not a number.
func nearest(names []string, now string, options []int) []int {
	var best []int
	var least *big.Rat
	for i, name := range names {
		if !plainNumber.MatchString(name) || !plainNumber.MatchString(now) {
			return nil
		}
		a, _ := new(big.Rat).SetString(name)
		b, _ := new(big.Rat).SetString(now)
		gap := a.Sub(a, b)
		gap.Abs(gap)
		if least == nil || gap.Cmp(least) < 0 {
			best, least = nil, gap
		}
		if gap.Cmp(least) == 0 {
			best = append(best, options[i])
		}
	}
	return best
}
