package ledger

import (
	"fmt"
	"maps"
	"sync"
	"time"

	"cooperage/hooks/ledger/book"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Sum is what one kind of account moved in one month by one kind of transaction, debit positive. Spending is told
// apart by category: there Account has the whole path.
type Sum struct {
	Month    time.Time // its first day
	Account  book.Account
	TxKind   string
	Currency string
}

// Totals adds the books up by month, kind of account and kind of transaction. It remembers how far it has read, so
// that each call reads only what is new; the books being append-only, nothing that was read can change.
type Totals struct {
	mu   sync.Mutex
	last int64
	sums map[Sum]int64
}

// Read returns the sums in minor units of all postings so far.
func (t *Totals) Read(app core.App) (map[Sum]int64, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	var rows []struct {
		Month    string `db:"month"`
		Account  string `db:"line"`
		TxKind   string `db:"kind"`
		Currency string `db:"currency"`
		Minor    int64  `db:"minor"`
		Last     int64  `db:"last"`
	}
	err := app.ConcurrentDB().NewQuery(`SELECT substr(t.effective, 1, 7) month, CASE a.kind WHEN 'expenses' THEN a.base ELSE a.kind END line,
			t.kind kind, p.currency currency, SUM(p.amount_minor) minor, MAX(p.id) last
		FROM ledger_posting p JOIN ledger_tx t ON t.seq = p.tx JOIN ledger_account a ON a.id = p.account
		WHERE p.id > {:last} GROUP BY month, line, t.kind, p.currency`).Bind(dbx.Params{"last": t.last}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("add up the ledger: %w", err)
	}
	sums := maps.Clone(t.sums)
	if sums == nil {
		sums = map[Sum]int64{}
	}
	last := t.last
	for _, r := range rows {
		month, err := time.Parse("2006-01", r.Month)
		if err != nil {
			return nil, fmt.Errorf("month %q of the ledger: %w", r.Month, err)
		}
		sums[Sum{month, book.Account(r.Account), r.TxKind, r.Currency}] += r.Minor
		last = max(last, r.Last)
	}
	t.sums, t.last = sums, last
	return maps.Clone(sums), nil
}
