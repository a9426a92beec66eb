package ledger

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Format is how the books are written for others.
type Format string

// The formats. Both name members by their codes and nobody else at all.
const (
	HLedger Format = "hledger" // a journal that hledger and ledger read in their strict modes
	CSV     Format = "csv"     // one posting a row, amounts in decimals
)

// Export writes the whole books in the order of their effective dates.
func Export(app core.App, format Format, w io.Writer) error {
	return export(app.ConcurrentDB(), format, w)
}

func export(db dbx.Builder, format Format, w io.Writer) error {
	out := bufio.NewWriter(w)
	var err error
	switch format {
	case HLedger:
		err = journal(db, out)
	case CSV:
		err = sheet(db, out)
	default:
		err = fmt.Errorf("no format %q", format)
	}
	if err != nil {
		return fmt.Errorf("export ledger: %w", err)
	}
	return out.Flush()
}

// journal writes what hledger and ledger both accept in their strict modes: declared commodities without a format
// and declared accounts first, then every amount with its currency and all its decimals.
func journal(db dbx.Builder, w *bufio.Writer) error {
	var used []struct{ Path, Currency string }
	err := db.NewQuery(`SELECT path, currency FROM ledger_account ORDER BY path`).All(&used)
	if err != nil {
		return err
	}
	commodities := map[string]bool{}
	for _, u := range used {
		if !commodities[u.Currency] {
			fmt.Fprintf(w, "commodity %s\n", u.Currency)
		}
		commodities[u.Currency] = true
	}
	for _, u := range used {
		fmt.Fprintf(w, "account %s\n", u.Path)
	}
	return each(db, func(r row, first bool) error {
		if first {
			fmt.Fprintf(w, "\n%s * (%s) %s\n    ; kind:%s\n", r.Effective, book.Code(r.Seq), plain(r.Text), r.Kind)
		}
		// bufio keeps the first error and Flush returns it.
		fmt.Fprintf(w, "    %s  %s\n", r.Path, money.Amount{Minor: r.Amount, Currency: r.Currency})
		return nil
	})
}

// plain takes the one sign out of a text that begins a comment in a journal.
func plain(text string) string { return strings.ReplaceAll(text, ";", ",") }

func sheet(db dbx.Builder, w *bufio.Writer) error {
	out := csv.NewWriter(w)
	head := []string{"transaction", "date", "kind", "reference", "text", "account", "amount", "currency", "balance_after"}
	if err := out.Write(head); err != nil {
		return err
	}
	err := each(db, func(r row, _ bool) error {
		return out.Write([]string{book.Code(r.Seq), r.Effective, r.Kind, r.Reference, harmless(r.Text), r.Path,
			money.Amount{Minor: r.Amount, Currency: r.Currency}.Decimal(), r.Currency,
			money.Amount{Minor: r.Balance, Currency: r.Currency}.Decimal()})
	})
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return err
}

// harmless keeps spreadsheets from taking a text for a formula.
func harmless(text string) string {
	if text != "" && strings.ContainsAny(text[:1], "=+-@\t\r") {
		return "'" + text
	}
	return text
}

// each visits every posting by effective date and number; first marks the first of its transaction.
func each(db dbx.Builder, visit func(r row, first bool) error) error {
	rows, err := db.NewQuery(columns + `ORDER BY t.effective, t.seq, p.id`).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	for last := int64(0); rows.Next(); {
		var r row
		if err := r.scan(rows); err != nil {
			return err
		}
		if err := visit(r, r.Seq != last); err != nil {
			return err
		}
		last = r.Seq
	}
	return rows.Err()
}
