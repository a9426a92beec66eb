package ledger

import (
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// ErrOther is the refusal of a second, different entry under a key that was used.
var ErrOther = fault.New(fault.Conflict, "This was already booked, with other figures.")

// Post books an entry in the transaction of app, or in one of its own. The same entry under the same key gives the
// first result again; another entry under it is refused with ErrOther, and money that is not there with
// fault.Conflict. Any other error means that the entry itself is wrong.
func Post(app core.App, entry book.Entry) (book.Tx, error) {
	if err := entry.Check(); err != nil {
		return book.Tx{}, err
	}
	var sealed book.Tx
	err := app.RunInTransaction(func(tx core.App) error {
		first, err := ByKey(tx, entry.Key)
		if err == nil {
			sealed = first
			if first.RequestHash != entry.RequestHash() {
				return fmt.Errorf("entry %s: %w", entry.Key, ErrOther)
			}
			return nil
		}
		if !fault.Is(err, fault.NotFound) {
			return err
		}
		sealed, err = post(tx.NonconcurrentDB(), entry)
		return err
	})
	if err != nil {
		return book.Tx{}, err
	}
	return sealed, nil
}

func post(db dbx.Builder, entry book.Entry) (book.Tx, error) {
	before, err := read(db, entry)
	if err != nil {
		return book.Tx{}, fmt.Errorf("read the books for entry %s: %w", entry.Key, err)
	}
	tx, err := entry.Seal(before)
	if err != nil {
		return book.Tx{}, err
	}
	if err := write(db, tx); err != nil {
		return book.Tx{}, fmt.Errorf("write entry %s: %w", entry.Key, err)
	}
	return tx, nil
}

// read gathers what the books say of the accounts and currencies of an entry; an account that is used for the
// first time is made.
func read(db dbx.Builder, entry book.Entry) (book.Before, error) {
	before := book.Before{Hash: book.Genesis, Accounts: map[book.Posting]book.Row{}, Cover: map[string]int64{}}
	err := none(db.NewQuery(`SELECT seq, hash, (SELECT MAX(id) FROM ledger_posting) FROM ledger_tx ORDER BY seq DESC LIMIT 1`).
		Row(&before.Seq, &before.Hash, &before.Line))
	if err != nil {
		return before, err
	}
	for _, p := range entry.Postings {
		if _, ok := before.Accounts[p.Where()]; ok {
			continue
		}
		if before.Accounts[p.Where()], err = openAccount(db, p.Account, p.Amount.Currency); err != nil {
			return before, err
		}
		var cover int64
		err := none(db.NewQuery(`SELECT cover_after_minor FROM ledger_posting WHERE currency = {:currency} ORDER BY id DESC LIMIT 1`).
			Bind(dbx.Params{"currency": p.Amount.Currency}).Row(&cover))
		if err != nil {
			return before, err
		}
		before.Cover[p.Amount.Currency] = cover
	}
	return before, nil
}

// none turns the absence of a row into the zero values that were there before.
func none(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// write puts the lines in with one statement, because preparing it, triggers included, costs more than its rows.
func write(db dbx.Builder, tx book.Tx) error {
	values, params := make([]string, len(tx.Lines)), dbx.Params{}
	for i, l := range tx.Lines {
		fields := make([]string, 0, 7)
		for j, field := range []any{l.ID, tx.Seq, l.AccountID, l.Amount.Currency, l.Amount.Minor, l.Balance, l.Cover} {
			name := fmt.Sprintf("v%d_%d", i, j)
			params[name] = field
			fields = append(fields, "{:"+name+"}")
		}
		values[i] = "(" + strings.Join(fields, ", ") + ")"
	}
	_, err := db.NewQuery(`INSERT INTO ledger_posting (id, tx, account, currency, amount_minor, balance_after_minor,
		cover_after_minor) VALUES ` + strings.Join(values, ", ")).Bind(params).Execute()
	if err != nil {
		return err
	}
	_, err = db.NewQuery(`INSERT INTO ledger_tx (seq, key, request_hash, effective, created, kind, actor, reference, text, prev_hash, hash)
		VALUES ({:seq}, {:key}, {:request}, {:effective}, {:created}, {:kind}, {:actor}, {:reference}, {:text}, {:prev}, {:hash})`).
		Bind(dbx.Params{"seq": tx.Seq, "key": tx.Key, "request": tx.RequestHash, "effective": tx.Effective,
			"created": tx.Created, "kind": tx.Kind, "actor": tx.Actor, "reference": tx.Reference, "text": tx.Text,
			"prev": tx.PrevHash, "hash": tx.Hash}).Execute()
	return err
}

// row is one line with its header, as the queries of this room read them.
type row struct {
	Seq         int64  `db:"seq"`
	Key         string `db:"key"`
	RequestHash string `db:"request_hash"`
	Effective   string `db:"effective"`
	Created     string `db:"created"`
	Kind        string `db:"kind"`
	Actor       string `db:"actor"`
	Reference   string `db:"reference"`
	Text        string `db:"text"`
	PrevHash    string `db:"prev_hash"`
	Hash        string `db:"hash"`
	ID          int64  `db:"id"`
	AccountID   int64  `db:"account"`
	Path        string `db:"path"`
	Currency    string `db:"currency"`
	Amount      int64  `db:"amount_minor"`
	Balance     int64  `db:"balance_after_minor"`
	Cover       int64  `db:"cover_after_minor"`
}

func (r row) line() book.Line {
	return book.Line{ID: r.ID, AccountID: r.AccountID, Account: book.Account(r.Path), Balance: r.Balance, Cover: r.Cover,
		Amount: money.Amount{Minor: r.Amount, Currency: r.Currency}}
}

func (r row) header() book.Tx {
	return book.Tx{Seq: r.Seq, Key: r.Key, RequestHash: r.RequestHash, Effective: r.Effective, Created: r.Created,
		Kind: r.Kind, Actor: r.Actor, Reference: r.Reference, Text: r.Text, PrevHash: r.PrevHash, Hash: r.Hash}
}

// columns reads whole transactions. The outer joins keep headers whose postings are gone and postings whose
// account is gone in sight of the verification.
const columns = `SELECT t.seq, t.key, t.request_hash, t.effective, t.created, t.kind, t.actor, t.reference, t.text,
	t.prev_hash, t.hash, COALESCE(p.id, 0) id, COALESCE(p.account, 0) account, COALESCE(a.path, '') path,
	COALESCE(p.currency, '') currency, COALESCE(p.amount_minor, 0) amount_minor,
	COALESCE(p.balance_after_minor, 0) balance_after_minor, COALESCE(p.cover_after_minor, 0) cover_after_minor
	FROM ledger_tx t LEFT JOIN ledger_posting p ON p.tx = t.seq LEFT JOIN ledger_account a ON a.id = p.account `

// ByKey returns the transaction booked under a key, or fault.NotFound.
func ByKey(app core.App, key string) (book.Tx, error) {
	return one(app, `WHERE t.key = {:it} ORDER BY p.id`, key)
}

// BySeq returns a transaction by its number, or fault.NotFound.
func BySeq(app core.App, seq int64) (book.Tx, error) {
	return one(app, `WHERE t.seq = {:it} ORDER BY p.id`, seq)
}

func one(app core.App, where string, it any) (book.Tx, error) {
	txs, err := query(app.DB(), where, dbx.Params{"it": it})
	if err != nil {
		return book.Tx{}, fmt.Errorf("read transaction %v: %w", it, err)
	}
	if len(txs) == 0 {
		return book.Tx{}, fault.Missing()
	}
	return txs[0], nil
}

// Recent returns at most limit transactions before the number, newest first; before 0 means from the end. It is a
// seek, however long the books are.
func Recent(app core.App, before int64, limit int) ([]book.Tx, error) {
	return query(app.DB(), `WHERE t.seq IN (SELECT seq FROM ledger_tx WHERE seq < {:before} ORDER BY seq DESC LIMIT {:limit})
		ORDER BY t.seq DESC, p.id`, dbx.Params{"before": end(before), "limit": limit})
}

// end makes "from the end" a number, so that pages are index seeks.
func end(before int64) int64 {
	if before == 0 {
		return math.MaxInt64
	}
	return before
}

// OfReference returns what one cause led to, oldest first.
func OfReference(app core.App, reference string) ([]book.Tx, error) {
	return query(app.DB(), `WHERE t.reference = {:reference} ORDER BY t.seq, p.id`, dbx.Params{"reference": reference})
}

// query reads whole transactions; the clause must keep the lines of one together.
func query(db dbx.Builder, clause string, params dbx.Params) ([]book.Tx, error) {
	var rows []row
	if err := db.NewQuery(columns + clause).Bind(params).All(&rows); err != nil {
		return nil, err
	}
	var txs []book.Tx
	for _, r := range rows {
		if len(txs) == 0 || txs[len(txs)-1].Seq != r.Seq {
			txs = append(txs, r.header())
		}
		last := &txs[len(txs)-1]
		last.Lines = append(last.Lines, r.line())
	}
	return txs, nil
}
