package ledger

import (
	"fmt"
	"strings"
	"testing"

	"cooperage/hooks/ledger/book"

	"github.com/pocketbase/pocketbase/core"
)

func execute(app core.App, sql string) error {
	_, err := app.NonconcurrentDB().NewQuery(sql).Execute()
	return err
}

func TestTables_RefuseEveryChangeBySQL(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	zeros := "'" + book.Genesis + "'"
	header := func(seq, prev string) string {
		return `INSERT INTO ledger_tx VALUES (` + seq + `, 'x', ` + zeros + `, '2026-03-01', '2026-03-01 10:00:00', 'fund', 'M001', 'order:o1', 'x', ` + prev + `, ` + zeros + `)`
	}
	last := `(SELECT hash FROM ledger_tx ORDER BY seq DESC LIMIT 1)`
	// posting is a well-formed next line on an account, k lines after the last, in the next transaction.
	posting := func(k, account, amount int, balance string) string {
		return fmt.Sprintf(`INSERT INTO ledger_posting SELECT max(id) + 1, 9, %d, 'EUR', %d, %s, (SELECT cover_after_minor
			FROM ledger_posting WHERE currency = 'EUR' ORDER BY id DESC LIMIT 1) + %d FROM ledger_posting`, account, amount, balance, amount)
	}
	after := func(account, amount int) string {
		return fmt.Sprintf(`(SELECT balance_after_minor FROM ledger_posting WHERE account = %d ORDER BY id DESC LIMIT 1) + %d`, account, amount)
	}
	for name, statements := range map[string][]string{
		"update posting":         {`UPDATE ledger_posting SET amount_minor = 1 WHERE id = 1`},
		"update nothing new":     {`UPDATE ledger_tx SET text = text`},
		"update or replace":      {`UPDATE OR REPLACE ledger_tx SET seq = 2 WHERE seq = 1`},
		"update account":         {`UPDATE ledger_account SET path = 'income:dues' WHERE id = 1`},
		"delete posting":         {`DELETE FROM ledger_posting WHERE id = 1`},
		"delete header":          {`DELETE FROM ledger_tx`},
		"delete account":         {`DELETE FROM ledger_account WHERE id = 1`},
		"replace posting":        {`INSERT OR REPLACE INTO ledger_posting SELECT * FROM ledger_posting WHERE id = 1`},
		"replace header":         {`REPLACE INTO ledger_tx SELECT * FROM ledger_tx WHERE seq = 8`},
		"replace header by key":  {`REPLACE INTO ledger_tx SELECT 9, key, request_hash, effective, created, kind, actor, reference, text, ` + last + `, 'f' || substr(hash, 2) FROM ledger_tx WHERE seq = 3`},
		"replace account":        {`REPLACE INTO ledger_account SELECT * FROM ledger_account WHERE id = 1`},
		"replace account's path": {`REPLACE INTO ledger_account SELECT (SELECT max(id) + 1 FROM ledger_account), path, base, kind, 'USD' FROM ledger_account WHERE id = 1`},
		"insert or ignore":       {`INSERT OR IGNORE INTO ledger_posting SELECT * FROM ledger_posting WHERE id = 1`},
		"upsert":                 {`INSERT INTO ledger_posting SELECT * FROM ledger_posting WHERE id = 1 ON CONFLICT DO UPDATE SET amount_minor = 5`},
		"an unsealed line":       {posting(1, 1, 5, after(1, 5))},
		"one line only":          {posting(1, 1, 5, after(1, 5)), header("9", last)},
		"unbalanced":             {posting(1, 1, 5, after(1, 5)), posting(2, 2, -4, after(2, -4)), header("9", last)},
		"wrong balance":          {posting(1, 1, 5, "5")},
		"client funds overdrawn": {posting(1, 2, 5, after(2, 5)), posting(2, 1, -5, after(1, -5)), header("9", last)},
		"out of sequence":        {posting(1, 1, 5, after(1, 5)), posting(2, 2, -5, after(2, -5)), header("10", last)},
		"a broken chain":         {posting(1, 1, 5, after(1, 5)), posting(2, 2, -5, after(2, -5)), header("9", zeros)},
		"a line to an old tx":    {strings.Replace(posting(1, 1, 5, after(1, 5)), "+ 1, 9,", "+ 1, 8,", 1)},
		"a header alone":         {header("9", last)},
		"another currency":       {strings.Replace(posting(1, 1, 5, after(1, 5)), "'EUR', 5", "'USD', 5", 1)},
		"text for an amount":     {strings.Replace(posting(1, 1, 5, after(1, 5)), "'EUR', 5", "'EUR', 'five'", 1)},
		"a wrong kind of path":   {`INSERT INTO ledger_account SELECT max(id) + 1, 'pocket', 'pocket', 'assets:bank', 'EUR' FROM ledger_account`},
	} {
		err := app.RunInTransaction(func(tx core.App) error {
			for _, s := range statements {
				if err := execute(tx, s); err != nil {
					return err
				}
			}
			return nil
		})
		if err == nil || !strings.Contains(err.Error(), "constraint failed") {
			t.Errorf("%s was not refused by the tables: %v", name, err)
		}
	}
	sealed := []string{posting(1, 1, 5, after(1, 5)), posting(2, 2, -5, after(2, -5)), header("9", last)}
	err := app.RunInTransaction(func(tx core.App) error {
		for _, s := range sealed {
			if err := execute(tx, s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Errorf("the well-formed transaction that the others are spoilt copies of: %v", err)
	}
	if report, err := Verify(app); err != nil || report.Fault == nil || report.Fault.Place != "TX-000009" {
		t.Errorf("a transaction with a made-up hash: %+v, %v", report.Fault, err)
	}
}

// drop takes the guards off, changes the books, and puts the guards back if told to.
func drop(t *testing.T, app core.App, restore bool, change string) {
	t.Helper()
	var triggers []struct{ Name, SQL string }
	if err := app.DB().NewQuery(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'`).All(&triggers); err != nil {
		t.Fatal(err)
	}
	statements := []string{`PRAGMA foreign_keys = OFF`, `PRAGMA ignore_check_constraints = ON`}
	for _, trigger := range triggers {
		statements = append(statements, `DROP TRIGGER `+trigger.Name)
	}
	statements = append(statements, change)
	for _, trigger := range triggers {
		if restore {
			statements = append(statements, trigger.SQL)
		}
	}
	for _, s := range statements {
		if err := execute(app, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestVerify_NamesThePlaceOfAnyChange(t *testing.T) {
	t.Parallel()
	text := func(table, column, where string) string {
		return fmt.Sprintf(`UPDATE %s SET %s = %s || 'x' WHERE %s`, table, column, column, where)
	}
	number := func(column string) string {
		return fmt.Sprintf(`UPDATE ledger_posting SET %s = %s + 40 WHERE id = 6`, column, column)
	}
	for change, place := range map[string]string{
		text("ledger_tx", "key", "seq = 3"): "TX-000003", text("ledger_tx", "request_hash", "seq = 3"): "TX-000003",
		text("ledger_tx", "effective", "seq = 3"): "TX-000003", text("ledger_tx", "created", "seq = 3"): "TX-000003",
		text("ledger_tx", "kind", "seq = 3"): "TX-000003", text("ledger_tx", "actor", "seq = 3"): "TX-000003",
		text("ledger_tx", "reference", "seq = 3"): "TX-000003", text("ledger_tx", "text", "seq = 3"): "TX-000003",
		text("ledger_tx", "prev_hash", "seq = 3"): "TX-000003", text("ledger_tx", "hash", "seq = 3"): "TX-000003",
		`UPDATE ledger_tx SET seq = 77 WHERE seq = 3`: "TX-000004",
		number("id"): "TX-000003", number("amount_minor"): "TX-000003", number("balance_after_minor"): "TX-000003",
		number("cover_after_minor"): "TX-000003", number("account"): "TX-000003", number("tx"): "TX-000003",
		text("ledger_posting", "currency", "id = 6"):                                                      "TX-000003",
		text("ledger_account", "path", "id = 3"):                                                          "account 3",
		text("ledger_account", "base", "id = 3"):                                                          "account 3",
		text("ledger_account", "kind", "id = 3"):                                                          "account 3",
		text("ledger_account", "currency", "id = 3"):                                                      "posting 4",
		`UPDATE ledger_account SET id = 90 WHERE id = 3`:                                                  "account 4",
		`UPDATE ledger_account SET path = path || '0', base = base || '0' WHERE id = 2`:                   "TX-000001",
		`DELETE FROM ledger_posting WHERE id = 6`:                                                         "TX-000003",
		`DELETE FROM ledger_posting WHERE tx = 8`:                                                         "TX-000008",
		`DELETE FROM ledger_tx WHERE seq = 8`:                                                             "posting 16 of TX-000008",
		`DELETE FROM ledger_tx WHERE seq = 2`:                                                             "TX-000003",
		`DELETE FROM ledger_account WHERE id = 1`:                                                         "account 2",
		`INSERT INTO ledger_posting SELECT max(id) + 1, 9, 1, 'EUR', 5, 5, 5 FROM ledger_posting`:         "posting 18 of TX-000009",
		`CREATE TRIGGER sly AFTER INSERT ON ledger_tx BEGIN UPDATE ledger_posting SET currency = ''; END`: "trigger sly",
	} {
		t.Run(change, func(t *testing.T) {
			t.Parallel()
			app := newApp(t)
			example(t, app)
			drop(t, app, true, change)
			report, err := Verify(app)
			if err != nil || report.Fault == nil || !strings.HasPrefix(report.Fault.Place, place) {
				t.Errorf("got %v, %v; want a fault at %s", report.Fault, err, place)
			}
		})
	}
}

func TestVerify_MissesNoTriggerTableOrIndex(t *testing.T) {
	t.Parallel()
	for _, change := range []string{
		`DROP TRIGGER ledger_posting_no_update`, `DROP TRIGGER ledger_tx_insert`, `DROP INDEX ledger_posting_account`,
		`ALTER TABLE ledger_tx ADD COLUMN note TEXT`, `DROP TABLE ledger_account`,
	} {
		app := newApp(t)
		if err := execute(app, `PRAGMA foreign_keys = OFF`); err != nil {
			t.Fatal(err)
		}
		if err := execute(app, change); err != nil {
			t.Fatal(err)
		}
		if report, err := Verify(app); err != nil || report.Fault == nil {
			t.Errorf("%s: got %v, %v", change, report.Fault, err)
		}
	}
	app := newApp(t)
	drop(t, app, false, `SELECT 1`)
	if report, err := Verify(app); err != nil || report.Fault == nil || report.Fault.What != "is missing" {
		t.Errorf("without triggers: got %v, %v", report.Fault, err)
	}
}
