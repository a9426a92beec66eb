package ledger

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"

	"github.com/pocketbase/pocketbase/core"
	"pgregory.net/rapid"
)

// strict runs the programs that outsiders would check the books with. They are Debian packages; `make test`
// installs them, and without them the test says so and stops.
func strict(t testing.TB, journal []byte) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "books.journal")
	if err := os.WriteFile(file, journal, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{
		{"hledger", "-f", file, "check", "--strict"}, {"hledger", "-f", file, "check", "ordereddates"},
		{"ledger", "-f", file, "--strict", "--pedantic", "balance"},
	} {
		if _, err := exec.LookPath(command[0]); err != nil {
			t.Fatalf("%s is not installed: make tools installs it", command[0])
		}
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil || bytes.Contains(out, []byte("Warning")) {
			t.Errorf("%v: %v\n%s", command, err, out)
		}
	}
}

func exported(t testing.TB, app core.App, format Format) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Export(app, format, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestExport_IsAJournal(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	got := string(exported(t, app, HLedger))
	for _, want := range []string{
		"commodity EUR\n", "commodity JPY\n", "commodity KWD\n", "account assets:bank\n", "account assets:bank:JPY\n",
		"\n2026-02-26 * (TX-000008) Hosting, paid late\n    ; kind:fund\n    expenses:hosting  7.00 EUR\n    assets:bank  -7.00 EUR\n",
		"    assets:bank:JPY  30000 JPY\n", "    assets:psp-clearing  1.234 KWD\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Index(got, "TX-000008") > strings.Index(got, "TX-000001") {
		t.Error("the dates are out of order")
	}
	strict(t, []byte(got))
}

func TestExport_OfEmptyBooksIsAJournal(t *testing.T) {
	t.Parallel()
	strict(t, exported(t, newApp(t), HLedger))
}

func TestExport_CSVHasEveryPostingAndItsBalance(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	e := entry("z", book.Debit(book.Bank, eur(1)), book.Credit(book.Dues, eur(1)))
	e.Text = "=1+1"
	mustPost(t, app, e)
	rows, err := csv.NewReader(bytes.NewReader(exported(t, app, CSV))).ReadAll()
	if err != nil || len(rows) != 1+19 || rows[1][6] != "7.00" || rows[2][8] != "793.00" {
		t.Errorf("got %d rows, %v: %v", len(rows), err, rows)
	}
	if last := rows[len(rows)-1]; last[4] != "'=1+1" {
		t.Errorf("a text that a spreadsheet would run: %v", last)
	}
	if err := Export(app, "pdf", &bytes.Buffer{}); err == nil {
		t.Error("an unknown format was written")
	}
}

// Random books in several currencies, whatever order, dates and texts: both programs must take the export.
func TestExport_AnyBooksPassTheStrictPrograms(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	member := rapid.SampledFrom([]string{"M001", "M042", "M1234"})
	order := rapid.SampledFrom([]string{"o1", "8fk3jd92ks01xa2", "2026-0007"})
	account := rapid.Custom(func(t *rapid.T) book.Account {
		m, o := member.Draw(t, "member"), order.Draw(t, "order")
		return rapid.SampledFrom([]book.Account{book.Bank, book.Clearing, book.PaymentFees, book.VAT, book.Unmatched, book.Reserve,
			book.Commission, book.Dues, book.DuesReceivable(m), book.MemberReceivable(m), book.Expenses("rent-2"),
			book.ClientFunds(o, "1"), book.ClientRefunds(o, "1"), book.MemberPayable(m), book.PayoutsInTransit(m),
			book.PatronagePayable(m), book.Shares(m), book.PatronageRetained(m), book.Surplus("2026")}).Draw(t, "account")
	})
	text := rapid.StringMatching(`[ -~äß€“|;=()*!"']{1,60}`).Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		amount := money.Amount{Minor: rapid.Int64Range(1, 1<<40).Draw(t, "minor"), Currency: rapid.SampledFrom(money.Currencies()).Draw(t, "currency")}
		e := entry(fmt.Sprint(n), book.Debit(account.Draw(t, "debit"), amount), book.Credit(account.Draw(t, "credit"), amount))
		e.Text = text.Draw(t, "text")
		e.Effective = day.AddDate(0, 0, rapid.IntRange(-400, 400).Draw(t, "days"))
		if _, err := Post(app, e); err != nil && !fault.Is(err, fault.Conflict) {
			t.Fatal(err)
		}
	})
	strict(t, exported(t, app, HLedger))
	if report, err := Verify(app); err != nil || report.Fault != nil || report.Transactions < 10 {
		t.Errorf("got %+v, %v", report, err)
	}
}
