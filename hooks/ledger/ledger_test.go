package ledger

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"

	_ "cooperage/migrations"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// connect opens a file as the program does, with full durability off: tests need no fsync.
func connect(path string) (*dbx.DB, error) {
	return dbx.Open("sqlite", path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(OFF)&_pragma=foreign_keys(ON)")
}

// empty is a migrated folder, made once and copied by each test.
var empty string

func TestMain(m *testing.M) {
	if dir := os.Getenv("LEDGER_WRITE_INTO"); dir != "" {
		writeForEver(dir)
	}
	dir, err := os.MkdirTemp("", "ledger")
	if err != nil {
		panic(err)
	}
	empty = filepath.Join(dir, "empty")
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: empty, DBConnect: connect})
	if err := app.Bootstrap(); err != nil {
		panic(err)
	}
	if err := app.RunAllMigrations(); err != nil {
		panic(err)
	}
	if err := app.ResetBootstrapState(); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(dir) // only a folder of the system's own temporary ones
	os.Exit(code)
}

func newApp(t testing.TB) core.App {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(empty)); err != nil {
		t.Fatal(err)
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: connect})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.ResetBootstrapState(); err != nil {
			t.Error(err)
		}
	})
	return app
}

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

func entry(key string, postings ...book.Posting) book.Entry {
	return book.Entry{Key: key, Kind: "fund", At: day, Actor: "M001", Reference: "order:o1", Text: "Order o1", Postings: postings}
}

func mustPost(t testing.TB, app core.App, entries ...book.Entry) book.Tx {
	t.Helper()
	var last book.Tx
	for _, e := range entries {
		tx, err := Post(app, e)
		if err != nil {
			t.Fatalf("post %s: %v", e.Key, err)
		}
		last = tx
	}
	return last
}

// example books one order of 1,000.00 EUR to its end, another in yen that is only funded, and some running costs.
func example(t testing.TB, app core.App) {
	t.Helper()
	yen := money.Amount{Minor: 30000, Currency: "JPY"}
	dinar := money.Amount{Minor: 1234, Currency: "KWD"}
	late := entry("late", book.Debit(book.Expenses("hosting"), eur(700)), book.Credit(book.Bank, eur(700)))
	late.Effective = day.AddDate(0, 0, -3)
	late.Text = "Hosting; paid late"
	mustPost(t, app,
		entry("a", book.Debit(book.Bank, eur(100000)), book.Credit(book.ClientFunds("o1", "1"), eur(100000))),
		entry("b", book.Debit(book.ClientFunds("o1", "1"), eur(20000)), book.Credit(book.ClientRefunds("o1", "1"), eur(20000))),
		entry("c", book.Debit(book.ClientFunds("o1", "1"), eur(80000)), book.Credit(book.MemberPayable("M001"), eur(74800)), book.Credit(book.Commission, eur(5200))),
		entry("d", book.Debit(book.ClientRefunds("o1", "1"), eur(20000)), book.Credit(book.Bank, eur(20000))),
		entry("e", book.Debit(book.Bank, yen), book.Credit(book.ClientFunds("o2", "1"), yen)),
		entry("f", book.Debit(book.MemberPayable("M001"), eur(74800)), book.Credit(book.PayoutsInTransit("M001"), eur(74800))),
		entry("g", book.Debit(book.Clearing, dinar), book.Credit(book.Shares("M002"), dinar)),
		late)
}
