package ledger

import (
	"fmt"
	"testing"

	"cooperage/hooks/ledger/book"

	"github.com/pocketbase/pocketbase/core"
)

// BenchmarkPost books into ledgers of different lengths: the cost must not grow with them.
func BenchmarkPost(b *testing.B) {
	for _, length := range []int{100, 10_000} {
		b.Run(fmt.Sprint(length), func(b *testing.B) {
			app := newApp(b)
			n := 0
			fill(b, app, &n, length)
			for b.Loop() {
				fill(b, app, &n, 1)
			}
		})
	}
}

// fill books n more orders in one transaction of the database.
func fill(b *testing.B, app core.App, next *int, n int) {
	b.Helper()
	err := app.RunInTransaction(func(tx core.App) error {
		for range n {
			*next++
			order := fmt.Sprintf("o%d", *next)
			e := entry(order, book.Debit(book.Bank, eur(1000)), book.Credit(book.ClientFunds(order, "1"), eur(1000)))
			if _, err := Post(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
