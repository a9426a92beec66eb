package ledger

import (
	"testing"
	"time"

	"cooperage/hooks/ledger/book"
)

func TestTotals_AddUpAndReadOnWhatIsNew(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	var totals Totals
	sums, err := totals.Read(app)
	if err != nil {
		t.Fatal(err)
	}
	february, march := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	hosting := Sum{february, book.Expenses("hosting"), "fund", "EUR"}
	bank := Sum{march, book.Bank, "fund", "EUR"}
	if sums[hosting] != 700 || sums[bank] != 80000 {
		t.Errorf("got %v", sums)
	}
	mustPost(t, app, entry("more", book.Debit(book.Bank, eur(55)), book.Credit(book.Dues, eur(55))))
	again, err := totals.Read(app)
	if err != nil || again[bank] != 80055 || again[hosting] != 700 || sums[bank] != 80000 {
		t.Errorf("got %v, %v", again, err)
	}
}
