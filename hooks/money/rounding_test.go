package money

import (
	"errors"
	"maps"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestCommission_RoundsDown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		minor int64
		rate  Bps
		want  int64
	}{
		{80000, 650, 5200}, {100000, 650, 6500}, {1, 650, 0}, {15, 650, 0}, {16, 650, 1}, {0, 650, 0}, {99999, 0, 0},
		{99999, 10000, 99999}, {-1, 650, -1}, {-80000, 650, -5200}, {math.MaxInt64, 10000, math.MaxInt64},
		{math.MinInt64, 10000, math.MinInt64}, {math.MaxInt64, 650, 599519182395560427},
	} {
		got, err := Commission(Amount{c.minor, "EUR"}, c.rate)
		if err != nil || got.Minor != c.want {
			t.Errorf("%d at %d: got %v, %v; want %d", c.minor, c.rate, got, err, c.want)
		}
	}
	if _, err := Commission(Amount{math.MaxInt64, "EUR"}, 20000); !errors.Is(err, ErrTooLarge) {
		t.Errorf("twice the largest amount: %v", err)
	}
}

func TestCommission_IsTheExactFloor(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		minor, rate := edgy(t, "minor"), edgy(t, "rate")
		product := new(big.Int).Mul(big.NewInt(minor), big.NewInt(rate))
		same(t, floor(product, 10000))(Commission(Amount{minor, "EUR"}, Bps(rate)))
	})
}

func TestTax_RoundsHalfAwayFromZero(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		minor int64
		rate  Bps
		want  int64
	}{{10000, 1900, 1900}, {50, 100, 1}, {49, 100, 0}, {-50, 100, -1}, {-49, 100, 0}, {150, 100, 2}, {25, 2000, 5}, {13, 1900, 2}} {
		if got, err := Tax(Amount{c.minor, "EUR"}, c.rate); err != nil || got.Minor != c.want {
			t.Errorf("%d at %d: got %v, %v; want %d", c.minor, c.rate, got, err, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		minor, rate := edgy(t, "minor"), edgy(t, "rate")
		product := new(big.Int).Mul(big.NewInt(minor), big.NewInt(rate))
		want := floor(new(big.Int).Add(new(big.Int).Abs(product), big.NewInt(5000)), 10000)
		if product.Sign() < 0 {
			want.Neg(want)
		}
		same(t, want)(Tax(Amount{minor, "EUR"}, Bps(rate)))
	})
}

func TestSplit_GivesLeftOverUnitsToTheLargestRemainders(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		total   int64
		weights map[string]int64
		want    map[string]int64
	}{
		{"the year's surplus", 123457, map[string]int64{"M001": 5200, "M002": 60450, "M003": 29332},
			map[string]int64{"M001": 6759, "M002": 78572, "M003": 38126}},
		{"an exact half leaves the odd unit with the client", 101, map[string]int64{"client": 5000, "member": 5000},
			map[string]int64{"client": 51, "member": 50}},
		{"a tie goes to the larger weight", 2, map[string]int64{"a": 1, "b": 3}, map[string]int64{"a": 0, "b": 2}},
		{"the mirror image", -101, map[string]int64{"client": 1, "member": 1}, map[string]int64{"client": -51, "member": -50}},
		{"no weight, no part", 5, map[string]int64{"a": 0, "b": 2}, map[string]int64{"a": 0, "b": 5}},
		{"nothing to share", 0, map[string]int64{"a": 0}, map[string]int64{"a": 0}},
		{"the smallest number", math.MinInt64, map[string]int64{"a": math.MaxInt64, "b": math.MaxInt64},
			map[string]int64{"a": math.MinInt64 / 2, "b": math.MinInt64 / 2}},
		{"more weight than 64 bits hold", 3, map[string]int64{"a": math.MaxInt64, "b": math.MaxInt64, "c": math.MaxInt64,
			"d": math.MaxInt64, "e": math.MaxInt64, "f": 1 << 62}, map[string]int64{"a": 1, "b": 1, "c": 1, "d": 0, "e": 0, "f": 0}},
		{"the smallest number in one part", math.MinInt64, map[string]int64{"a": 1}, map[string]int64{"a": math.MinInt64}},
	} {
		got, err := Split(Amount{c.total, "EUR"}, c.weights)
		if err != nil || !maps.Equal(minors(got), c.want) {
			t.Errorf("%s: got %v, %v; want %v", c.name, got, err, c.want)
		}
	}
	for _, weights := range []map[string]int64{{"a": -1, "b": 2}, {"a": 0}, {}} {
		if got, err := Split(Amount{1, "EUR"}, weights); !errors.Is(err, ErrWeights) {
			t.Errorf("Split by %v = %v, %v; want ErrWeights", weights, got, err)
		}
	}
}

func TestSplit_SumsToTheWholeAndStaysWithinOneUnit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		total := edgy(t, "total")
		weights := rapid.MapOfN(rapid.StringMatching("M[0-9]{3}"), rapid.Int64Min(0), 1, 12).Draw(t, "weights")
		weights["M999"] = rapid.Int64Min(1).Draw(t, "sure")
		got, err := Split(Amount{total, "EUR"}, weights)
		if err != nil {
			t.Fatal(err)
		}
		sum, weight := new(big.Int), new(big.Int)
		for key, part := range got {
			sum.Add(sum, big.NewInt(part.Minor))
			weight.Add(weight, big.NewInt(weights[key]))
		}
		if sum.Cmp(big.NewInt(total)) != 0 || len(got) != len(weights) {
			t.Fatalf("parts %v sum to %s, want %d", got, sum, total)
		}
		for key, part := range got {
			exact := new(big.Int).Mul(big.NewInt(total), big.NewInt(weights[key]))
			off := new(big.Int).Sub(new(big.Int).Mul(big.NewInt(part.Minor), weight), exact)
			if off.CmpAbs(weight) >= 0 {
				t.Fatalf("%s gets %d, a unit or more from its exact share", key, part.Minor)
			}
		}
		if total == math.MinInt64 {
			return
		}
		mirror, err := Split(Amount{-total, "EUR"}, weights)
		if err != nil {
			t.Fatal(err)
		}
		for key := range got {
			if mirror[key].Minor != -got[key].Minor {
				t.Fatalf("%s gets %d, and %d of the mirror image", key, got[key].Minor, mirror[key].Minor)
			}
		}
	})
}

func minors(parts map[string]Amount) map[string]int64 {
	m := map[string]int64{}
	for key, part := range parts {
		m[key] = part.Minor
	}
	return m
}

func floor(n *big.Int, d int64) *big.Int {
	// Div of math/big is Euclidean: with a positive divisor it rounds down.
	return new(big.Int).Div(n, big.NewInt(d))
}
