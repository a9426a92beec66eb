package money

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// weights are n members' commissions of a year, seeded.
func weights(n int) map[string]int64 {
	random := rand.New(rand.NewPCG(1, 2))
	m := make(map[string]int64, n)
	for i := range n {
		m[fmt.Sprintf("M%07d", i)] = random.Int64N(1_000_000)
	}
	return m
}

// BenchmarkSplit shares one surplus among a million members, and a million small ones among three.
func BenchmarkSplit(b *testing.B) {
	for _, n := range []int{3, 1_000_000} {
		shares := weights(n)
		b.Run(fmt.Sprintf("weights=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Split(Amount{123456789, "EUR"}, shares); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
