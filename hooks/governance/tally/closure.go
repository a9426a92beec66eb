package tally

import "slices"

// closure holds for every option the set of those it is above, directly or by way of others, one bit each.
type closure [][]uint64

func newClosure(n int) closure {
	g := make(closure, n)
	for i := range g {
		g[i] = make([]uint64, (n+63)/64)
	}
	return g
}

func (g closure) above(a, b int) bool { return g[a][b/64]>>(b%64)&1 == 1 }

// lock puts a above b, with all that follows, and reports whether it does not contradict what is locked.
func (g closure) lock(a, b int) bool {
	if g.above(b, a) {
		return false
	}
	if g.above(a, b) {
		return true
	}
	for o, set := range g {
		if o == a || g.above(o, a) {
			for w, bits := range g[b] {
				set[w] |= bits
			}
			set[b/64] |= 1 << (b % 64)
		}
	}
	return true
}

// holds reports whether all of these defeats can be locked together.
func (g closure) holds(pairs []pair, list []int) bool {
	trial := make(closure, len(g))
	for i := range g {
		trial[i] = slices.Clone(g[i])
	}
	for _, at := range list {
		if !trial.lock(pairs[at].winner, pairs[at].loser) {
			return false
		}
	}
	return true
}

// and returns what two of them agree on; a nil one agrees with all.
func (g closure) and(other closure) closure {
	if g == nil {
		return other
	}
	for i := range g {
		for w := range g[i] {
			g[i][w] &= other[i][w]
		}
	}
	return g
}
