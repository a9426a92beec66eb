package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cooperage/hooks/ledger/book"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Report is what a verification found.
type Report struct {
	Transactions int64
	Postings     int64
	Head         string // hash of the last transaction: note it down elsewhere, and no later rewriting goes unnoticed
	Fault        *Fault // the first thing that is wrong; nil when the books are whole
}

// Fault is a place in the books and what is wrong there, in plain English for officers and the log.
type Fault struct {
	Place string
	What  string
}

// String writes the fault on one line.
func (f Fault) String() string { return f.Place + ": " + f.What }

// Verify recomputes the books: tables and triggers are as they were made, accounts follow the grammar, and chain,
// running figures, balances and guards are right from the first transaction to the last. An error means that the
// books could not be read at all.
func Verify(app core.App) (Report, error) { return verify(app.ConcurrentDB()) }

func verify(db dbx.Builder) (Report, error) {
	var report Report
	for _, step := range []func(dbx.Builder, *Report) error{verifySchema, verifyAccounts, verifyChain, verifyOrphans} {
		if err := step(db, &report); err != nil {
			return report, fmt.Errorf("verify ledger: %w", err)
		}
		if report.Fault != nil {
			break
		}
	}
	return report, nil
}

func (r *Report) wrong(what string, place string, args ...any) {
	r.Fault = &Fault{Place: fmt.Sprintf(place, args...), What: what}
}

// schema holds the SHA-256 of each statement that made the tables, indexes and triggers, white space aside. The
// newest migration of this room and this list change together; a test says what belongs here.
var schema = map[string]string{
	"index ledger_posting_account":     "6007de6359aaabcc15a0d1ee973f56a4",
	"index ledger_posting_currency":    "19de019763032eff9f3b5e1324905ce5",
	"index ledger_posting_tx":          "ea6ba6368dde4c6b4cb10786893c9df0",
	"index ledger_tx_reference":        "a657ee3787ba371e04a6645d95ef59be",
	"table ledger_account":             "b21c02399ed0a6f59e6f20eea6d8d4fb",
	"table ledger_posting":             "128b70cc6adb4fe428da313af18f611d",
	"table ledger_tx":                  "7710ff870f0369d370e28f6f1b8a7063",
	"trigger ledger_account_insert":    "d710341c77dbea64e7825d5c84b9fd0b",
	"trigger ledger_account_no_delete": "c6980e93a1f2cc4f75e1b4ded8a1e788",
	"trigger ledger_account_no_update": "283ba9e8b8ab2ea4bf0e325589d4ceac",
	"trigger ledger_posting_insert":    "273885749173a83616cb31ab050b884d",
	"trigger ledger_posting_no_delete": "8e14aa4bc7e027886dcc1bb066391fcb",
	"trigger ledger_posting_no_update": "5ff923011d198d96d8eeec944b8c35bb",
	"trigger ledger_tx_insert":         "cb0ed6f056fcfe7dd8d64125cb014d83",
	"trigger ledger_tx_no_delete":      "3c672b8f8d69f72e08445c12399f3ca8",
	"trigger ledger_tx_no_update":      "fd1dd3fa72137ac9f4639a29c82d8c88",
}

func verifySchema(db dbx.Builder, report *Report) error {
	found, err := readSchema(db)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(schema)) {
		switch found[name] {
		case schema[name]:
		case "":
			report.wrong("is missing", "%s", name)
			return nil
		default:
			report.wrong("was altered", "%s", name)
			return nil
		}
		delete(found, name)
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		report.wrong("was added", "%s", name)
		return nil
	}
	return nil
}

// readSchema returns the digest of every statement about the tables of the ledger.
func readSchema(db dbx.Builder) (map[string]string, error) {
	var rows []struct {
		Type string `db:"type"`
		Name string `db:"name"`
		SQL  string `db:"sql"`
	}
	err := db.NewQuery(`SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL
		AND tbl_name IN ('ledger_account', 'ledger_posting', 'ledger_tx')`).All(&rows)
	found := map[string]string{}
	for _, r := range rows {
		sum := sha256.Sum256([]byte(strings.Join(strings.Fields(r.SQL), " ")))
		found[r.Type+" "+r.Name] = hex.EncodeToString(sum[:16])
	}
	return found, err
}

func verifyAccounts(db dbx.Builder, report *Report) error {
	rows, err := db.NewQuery(`SELECT id, path, base, kind, currency FROM ledger_account ORDER BY id`).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	firsts := map[book.Account]bool{}
	for next := int64(1); rows.Next(); next++ {
		var id int64
		var path, base book.Account
		var kind book.Kind
		var currency string
		if err := rows.Scan(&id, &path, &base, &kind, &currency); err != nil {
			return err
		}
		// The first currency of a path has it to itself; the later ones carry their code.
		should := base
		if firsts[base] {
			should = base.In(currency)
		}
		firsts[base] = true
		if is, ok := base.Kind(); id != next || !ok || is != kind || path != should {
			report.wrong("is not as it was opened", "account %d (%s)", id, path)
			return nil
		}
	}
	return rows.Err()
}

// verifyChain reads all transactions in one statement, so that it sees one moment of the books, row by row, so
// that it needs little memory.
func verifyChain(db dbx.Builder, report *Report) error {
	rows, err := db.NewQuery(columns + `ORDER BY t.seq, p.id`).Rows()
	if err != nil {
		return err
	}
	defer rows.Close()
	var audit book.Auditor
	var tx book.Tx
	check := func() bool {
		if why := audit.Next(tx); why != "" {
			report.wrong(why, "%s", tx.Code())
		}
		return report.Fault == nil
	}
	for rows.Next() {
		var r row
		if err := r.scan(rows); err != nil {
			return err
		}
		if r.Seq != tx.Seq || report.Transactions == 0 {
			if report.Transactions > 0 && !check() {
				return nil
			}
			tx = r.header()
			report.Transactions++
		}
		if r.ID != 0 {
			tx.Lines = append(tx.Lines, r.line())
			report.Postings++
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if report.Transactions > 0 && !check() {
		return nil
	}
	report.Head = audit.Head()
	return nil
}

func (r *row) scan(rows *dbx.Rows) error {
	return rows.Scan(&r.Seq, &r.Key, &r.RequestHash, &r.Effective, &r.Created, &r.Kind, &r.Actor, &r.Reference, &r.Text,
		&r.PrevHash, &r.Hash, &r.ID, &r.AccountID, &r.Path, &r.Currency, &r.Amount, &r.Balance, &r.Cover)
}

// verifyOrphans looks for postings that no transaction seals and for a currency that is not the account's.
func verifyOrphans(db dbx.Builder, report *Report) error {
	var id, tx int64
	err := db.NewQuery(`SELECT id, tx FROM ledger_posting WHERE tx NOT IN (SELECT seq FROM ledger_tx) ORDER BY id LIMIT 1`).Row(&id, &tx)
	if err = none(err); err != nil {
		return err
	}
	if id != 0 {
		report.wrong("no transaction seals it", "posting %d of %s", id, book.Code(tx))
		return nil
	}
	err = db.NewQuery(`SELECT p.id, p.tx FROM ledger_posting p LEFT JOIN ledger_account a ON a.id = p.account
		WHERE a.currency IS NOT p.currency ORDER BY p.id LIMIT 1`).Row(&id, &tx)
	if err = none(err); err == nil && id != 0 {
		report.wrong("its account has another currency", "posting %d of %s", id, book.Code(tx))
	}
	return err
}
