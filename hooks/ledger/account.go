package ledger

import (
	"fmt"

	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// standing reads an account with what its last line left on it.
const standing = `SELECT a.id, a.path, a.base, a.currency, COALESCE((SELECT balance_after_minor FROM ledger_posting p
	WHERE p.account = a.id ORDER BY p.id DESC LIMIT 1), 0) balance FROM ledger_account a `

// openAccount finds the account for a path and currency, or makes it. The first currency of a path has the path to
// itself, every further one the path and its code.
func openAccount(db dbx.Builder, base book.Account, currency string) (book.Row, error) {
	row := book.Row{}
	err := none(db.NewQuery(standing+`WHERE a.base = {:base} AND a.currency = {:currency}`).
		Bind(dbx.Params{"base": string(base), "currency": currency}).Row(&row.ID, &row.Account, new(string), new(string), &row.Balance))
	if err != nil || row.ID != 0 {
		return row, err
	}
	kind, _ := base.Kind()
	var further bool
	err = db.NewQuery(`SELECT COALESCE(MAX(id), 0) + 1, EXISTS (SELECT 1 FROM ledger_account WHERE base = {:base}) FROM ledger_account`).
		Bind(dbx.Params{"base": string(base)}).Row(&row.ID, &further)
	if err != nil {
		return row, err
	}
	if row.Account = base; further {
		row.Account = base.In(currency)
	}
	_, err = db.NewQuery(`INSERT INTO ledger_account (id, path, base, kind, currency) VALUES ({:id}, {:path}, {:base}, {:kind}, {:currency})`).
		Bind(dbx.Params{"id": row.ID, "path": string(row.Account), "base": string(base), "kind": string(kind), "currency": currency}).Execute()
	return row, err
}

// Standing is an account and its balance, debit positive.
type Standing struct {
	Account book.Account // without the code of a further currency
	Path    book.Account // as exported
	Balance money.Amount
}

// Balance is what stands on an account in a currency, debit positive; an account never used stands at zero.
func Balance(app core.App, account book.Account, currency string) (money.Amount, error) {
	list, err := standings(app.DB(), `WHERE a.base = {:base} AND a.currency = {:currency}`,
		dbx.Params{"base": string(account), "currency": currency})
	if err != nil || len(list) == 0 {
		return money.Amount{Currency: currency}, err
	}
	return list[0].Balance, nil
}

// Owed is what the co-op owes on a liability account: the balance the other way round.
func Owed(app core.App, account book.Account, currency string) (money.Amount, error) {
	balance, err := Balance(app, account, currency)
	balance.Minor = -balance.Minor
	return balance, err
}

// OfOrder returns the accounts of an order's milestones: money held, and money on its way back.
func OfOrder(app core.App, order string) ([]Standing, error) {
	// A path's children lie between "path:" and "path;", the next character: an index seek.
	return standings(app.DB(), `WHERE a.base > {:funds} || ':' AND a.base < {:funds} || ';'
		OR a.base > {:refunds} || ':' AND a.base < {:refunds} || ';' ORDER BY a.path`,
		dbx.Params{"funds": string(book.KindClientFunds) + ":" + order, "refunds": string(book.KindClientRefunds) + ":" + order})
}

// OfMember returns the accounts of a member that were ever used.
func OfMember(app core.App, code string) ([]Standing, error) {
	return standings(app.DB(), `WHERE a.base IN (`+memberAccounts+`) ORDER BY a.path`, memberParams(code))
}

// OfKind returns every account of a kind that does not stand at zero.
func OfKind(app core.App, kind book.Kind) ([]Standing, error) {
	return standings(app.DB(), `WHERE a.kind = {:kind} AND balance <> 0 ORDER BY a.path`, dbx.Params{"kind": string(kind)})
}

func standings(db dbx.Builder, clause string, params dbx.Params) ([]Standing, error) {
	var rows []struct {
		ID       int64  `db:"id"`
		Path     string `db:"path"`
		Base     string `db:"base"`
		Currency string `db:"currency"`
		Balance  int64  `db:"balance"`
	}
	if err := db.NewQuery(standing + clause).Bind(params).All(&rows); err != nil {
		return nil, fmt.Errorf("read balances: %w", err)
	}
	list := make([]Standing, len(rows))
	for i, r := range rows {
		list[i] = Standing{Account: book.Account(r.Base), Path: book.Account(r.Path),
			Balance: money.Amount{Minor: r.Balance, Currency: r.Currency}}
	}
	return list, nil
}

// memberAccounts are the placeholders of memberParams.
const memberAccounts = `{:m0}, {:m1}, {:m2}, {:m3}, {:m4}, {:m5}, {:m6}`

func memberParams(code string) dbx.Params {
	params := dbx.Params{}
	for i, account := range book.OfMember(code) {
		params[fmt.Sprintf("m%d", i)] = string(account)
	}
	return params
}

// StatementLine is one line of a member's statement. Amount and Balance are the member's side: what the co-op owes
// or holds for the member is above zero.
type StatementLine struct {
	ID        int64 // for the next page
	Tx        string
	Day       string // YYYY-MM-DD
	Kind      string
	Reference string
	Text      string
	Account   book.Account
	Amount    money.Amount
	Balance   money.Amount
}

// Statement returns at most limit lines of a member before the line with the number, newest first; before 0 means
// from the end.
func Statement(app core.App, member string, before int64, limit int) ([]StatementLine, error) {
	var rows []row
	params := memberParams(member)
	params["before"], params["limit"] = end(before), limit
	err := app.DB().NewQuery(columns + `WHERE a.base IN (` + memberAccounts + `) AND p.id < {:before}
		ORDER BY p.id DESC LIMIT {:limit}`).Bind(params).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read statement of %s: %w", member, err)
	}
	lines := make([]StatementLine, len(rows))
	for i, r := range rows {
		lines[i] = StatementLine{ID: r.ID, Tx: book.Code(r.Seq), Day: r.Effective, Kind: r.Kind, Reference: r.Reference,
			Text: r.Text, Account: book.Account(r.Path).Base(r.Currency),
			Amount:  money.Amount{Minor: -r.Amount, Currency: r.Currency},
			Balance: money.Amount{Minor: -r.Balance, Currency: r.Currency}}
	}
	return lines, nil
}
