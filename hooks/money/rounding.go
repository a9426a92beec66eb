package money

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"slices"
)

// Commission is the co-op's part of an amount, rounded down: members never pay more than the voted rate. On the
// releases of an order it is taken of the cumulative amount (see fees/schedule).
func Commission(a Amount, rate Bps) (Amount, error) {
	whole, rest, err := parts(a, rate)
	if err != nil {
		return Amount{}, err
	}
	if rest != 0 && negative(a, rate) {
		return signed(a, rate, whole+1)
	}
	return signed(a, rate, whole)
}

// Tax is the tax on a document's net sum of one rate, rounded to the nearest minor unit, a half away from zero.
// It is never taken line by line.
func Tax(net Amount, rate Bps) (Amount, error) {
	whole, rest, err := parts(net, rate)
	if err != nil {
		return Amount{}, err
	}
	if rest >= uint64(Whole)/2 {
		whole++
	}
	return signed(net, rate, whole)
}

// parts divides |amount × rate| by 10000 in 128 bits.
func parts(a Amount, rate Bps) (whole, rest uint64, err error) {
	hi, lo := bits.Mul64(magnitude(a.Minor), magnitude(int64(rate)))
	if hi >= uint64(Whole) {
		return 0, 0, ErrTooLarge
	}
	if whole, rest = bits.Div64(hi, lo, uint64(Whole)); whole > 1<<63 {
		return 0, 0, ErrTooLarge
	}
	return whole, rest, nil
}

func signed(a Amount, rate Bps, whole uint64) (Amount, error) {
	switch {
	case negative(a, rate) && whole <= 1<<63:
		return Amount{Minor: -int64(whole), Currency: a.Currency}, nil
	case !negative(a, rate) && whole <= math.MaxInt64:
		return Amount{Minor: int64(whole), Currency: a.Currency}, nil
	}
	return Amount{}, ErrTooLarge
}

func negative(a Amount, rate Bps) bool { return (a.Minor < 0) != (rate < 0) }

// magnitude is |n|, right for the smallest int64 too.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// Split shares a total by weights with the largest-remainder method: each part is rounded towards zero, then the
// left-over units go one each to the largest remainders, ties to the larger weight, then to the smaller key. The
// parts always sum to the total, and a negative total splits as the mirror image of the positive one. Negative
// weights, and no weight at all for money that is there, are refused with ErrWeights.
func Split(total Amount, weights map[string]int64) (map[string]Amount, error) {
	var sum wide
	for _, w := range weights {
		if w < 0 {
			return nil, ErrWeights
		}
		sum = sum.plus(uint64(w))
	}
	if sum == (wide{}) {
		if total.Minor != 0 {
			return nil, ErrWeights
		}
		sum.lo = 1
	}
	return share(total, weights, sum), nil
}

// portion is one part while it is being worked out, all in magnitudes.
type portion struct {
	key    string
	weight int64
	whole  uint64
	rest   wide
}

func share(total Amount, weights map[string]int64, sum wide) map[string]Amount {
	size := magnitude(total.Minor)
	left := size
	portions := make([]portion, 0, len(weights))
	for key, weight := range weights {
		whole, rest := sum.divide(size, uint64(weight))
		left -= whole
		portions = append(portions, portion{key, weight, whole, rest})
	}
	slices.SortFunc(portions, func(a, b portion) int {
		return cmp.Or(b.rest.compare(a.rest), cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
	})
	shares := make(map[string]Amount, len(portions))
	for i, p := range portions {
		if uint64(i) < left {
			p.whole++
		}
		minor := int64(p.whole)
		if total.Minor < 0 {
			minor = -minor
		}
		shares[p.key] = Amount{Minor: minor, Currency: total.Currency}
	}
	return shares
}

// wide is a number of 128 bits, enough for the sum of any weights and for an amount times a weight.
type wide struct{ hi, lo uint64 }

func (w wide) plus(n uint64) wide {
	lo, carry := bits.Add64(w.lo, n, 0)
	return wide{w.hi + carry, lo}
}

func (w wide) compare(other wide) int {
	if w.hi != other.hi {
		return cmp.Compare(w.hi, other.hi)
	}
	return cmp.Compare(w.lo, other.lo)
}

func (w wide) big() *big.Int {
	n := new(big.Int).Lsh(new(big.Int).SetUint64(w.hi), 64)
	return n.Or(n, new(big.Int).SetUint64(w.lo))
}

// divide returns the whole and the rest of size × weight / w. A weight is never above w, the sum of all.
func (w wide) divide(size, weight uint64) (uint64, wide) {
	hi, lo := bits.Mul64(size, weight)
	if w.hi == 0 {
		whole, rest := bits.Div64(hi, lo, w.lo)
		return whole, wide{0, rest}
	}
	whole, rest := new(big.Int).QuoRem(wide{hi, lo}.big(), w.big(), new(big.Int))
	return whole.Uint64(), wide{new(big.Int).Rsh(rest, 64).Uint64(), low(rest)}
}

// low is the lower 64 bits of a number that is not negative.
func low(n *big.Int) uint64 {
	return new(big.Int).And(n, new(big.Int).SetUint64(math.MaxUint64)).Uint64()
}
