package apptest_test

import (
	"testing"

	"cooperage/hooks/apptest"
)

func BenchmarkBare(b *testing.B) {
	for b.Loop() {
		apptest.Bare(b)
	}
}
