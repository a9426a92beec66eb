package tally

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// mostOptions keeps the methods that compare every option with every other, some of them by way of every third,
// within seconds.
const mostOptions = 1000

// counting is a count under way among options: those that stand, by their position in the file without the
// withdrawn ones, and the result so far.
type counting struct {
	e     *Election
	r     *Result
	names []string
	index map[string]int32 // position by name; the withdrawn ones come after all that stand
	lot   []int            // place in the lot order by position; nil where no lot is named
}

// among makes a count among options out of its rule.
func among(rule func(c *counting) error) func(e *Election, r *Result) error {
	return func(e *Election, r *Result) error {
		c := &counting{e: e, r: r, index: make(map[string]int32, len(e.Options))}
		for _, name := range e.Options {
			if !slices.Contains(e.Withdrawn, name) {
				c.names = append(c.names, name)
			}
		}
		for i, name := range slices.Concat(c.names, e.Withdrawn) {
			c.index[name] = int32(i)
		}
		r.Detail.Options, r.Detail.Withdrawn = c.names, e.Withdrawn
		c.lot = lotPlaces(e.Lot, c.names)
		return rule(c)
	}
}

// checkOptions checks what every method among options needs.
func checkOptions(e *Election) error {
	if len(e.Options) > mostOptions {
		return bad("options", "%d are more than the %d that are counted", len(e.Options), mostOptions)
	}
	for i, name := range e.Options {
		if name == "" || slices.Contains(e.Options[:i], name) {
			return bad(fmt.Sprintf("options[%d]", i), "%q is empty or named before", name)
		}
	}
	for i, name := range e.Withdrawn {
		if !slices.Contains(e.Options, name) || slices.Contains(e.Withdrawn[:i], name) {
			return bad(fmt.Sprintf("withdrawn[%d]", i), "%q is not an option or named before", name)
		}
	}
	if len(e.Options) == len(e.Withdrawn) {
		return bad("options", "there is none to count")
	}
	if e.StatusQuo != "" && !slices.Contains(e.Options, e.StatusQuo) {
		return bad("status_quo", "%q is not an option", e.StatusQuo)
	}
	if _, err := hex.DecodeString(e.Lot); err != nil || e.Lot != "" && len(e.Lot) != 2*sha256.Size {
		return bad("lot", "it has 64 hex digits")
	}
	return nil
}

// lotPlaces returns the place of each option in the lot order: rising SHA-256 of the closing record's hash followed
// by the option. Nobody can know it before the vote is closed, and everybody can repeat it after.
func lotPlaces(lot string, names []string) []int {
	if lot == "" {
		return nil
	}
	hash, _ := hex.DecodeString(lot) // checked by checkOptions
	sums := make([][sha256.Size]byte, len(names))
	order := make([]int, len(names))
	for i, name := range names {
		sums[i] = sha256.Sum256(append(slices.Clip(hash), name...))
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return slices.Compare(sums[a][:], sums[b][:]) })
	places := make([]int, len(names))
	for place, option := range order {
		places[option] = place
	}
	return places
}

// showLot publishes the lot order, once a tie needed it.
func (c *counting) showLot() {
	if c.lot == nil || c.r.Detail.LotOrder != nil {
		return
	}
	order := make([]string, len(c.names))
	for option, place := range c.lot {
		order[place] = c.names[option]
	}
	c.r.Detail.LotOrder = order
}

// drawWinner makes the one option the winner, or of several the first in the lot order, or without a lot all of them.
func (c *counting) drawWinner(tied []int) {
	winners := tied
	if len(tied) > 1 {
		t := Tie{About: ForWinner, Options: c.called(tied), By: Undecided}
		if c.lot != nil {
			winners = []int{slices.MinFunc(tied, func(a, b int) int { return cmp.Compare(c.lot[a], c.lot[b]) })}
			t.By, t.Chosen = ByLot, c.called(winners)
			c.showLot()
		}
		c.r.Detail.Ties = append(c.r.Detail.Ties, t)
	}
	c.r.Winners = c.called(winners)
	c.r.Passes = c.r.QuorumMet && len(winners) == 1
}

// called names options.
func (c *counting) called(options []int) []string {
	list := make([]string, len(options))
	for i, o := range options {
		list[i] = c.names[o]
	}
	return list
}

// all returns every position.
func (c *counting) all() []int {
	list := make([]int, len(c.names))
	for i := range list {
		list[i] = i
	}
	return list
}

// tiers sorts the options by a comparison, best first, with equal ones in one tier, and returns the tiers.
func (c *counting) tiers(compare func(a, b int) int) [][]int {
	list := c.all()
	slices.SortStableFunc(list, compare)
	var tiers [][]int
	for i, o := range list {
		if i == 0 || compare(list[i-1], o) != 0 {
			tiers = append(tiers, nil)
		}
		tiers[len(tiers)-1] = append(tiers[len(tiers)-1], o)
	}
	return tiers
}

// layers sorts options by a relation without circles: first those that nothing is above, then those that nothing
// is above once the first are set aside, and so on.
func (c *counting) layers(above func(a, b int) bool) [][]int {
	left := c.all()
	var tiers [][]int
	for len(left) > 0 {
		var top, rest []int
		for _, o := range left {
			if slices.ContainsFunc(left, func(other int) bool { return above(other, o) }) {
				rest = append(rest, o)
			} else {
				top = append(top, o)
			}
		}
		tiers = append(tiers, top)
		left = rest
	}
	return tiers
}

// setOrder publishes tiers.
func (c *counting) setOrder(tiers [][]int) {
	c.r.Order = make([][]string, len(tiers))
	for i, tier := range tiers {
		c.r.Order[i] = c.called(tier)
	}
}

// byMost wins with the most points, publishes the points and the order they make.
func (c *counting) byMost(points []Halves) {
	tiers := c.tiers(func(a, b int) int { return cmp.Compare(points[b], points[a]) })
	c.setOrder(tiers)
	c.r.Detail.Scores = keyed(c, points)
	c.drawWinner(tiers[0])
}

// keyed returns what each option has by its name.
func keyed[T any](c *counting, list []T) map[string]T {
	out := make(map[string]T, len(list))
	for i, v := range list {
		out[c.names[i]] = v
	}
	return out
}
