package book

import (
	"fmt"
	"slices"

	"cooperage/hooks/money"
)

// Before is what the books say before a transaction, of the accounts and currencies it touches.
type Before struct {
	Seq      int64 // of the last transaction
	Hash     string
	Line     int64            // number of the last line
	Accounts map[Posting]Row  // keyed by base path and currency: see Where
	Cover    map[string]int64 // by currency
}

// Row is an account as it stands.
type Row struct {
	ID      int64
	Account Account // the path in full, with the currency where it is a further one
	Balance int64
}

// Where is the key of a posting's account in Before: path and currency without the sum.
func (p Posting) Where() Posting {
	return Posting{Account: p.Account, Amount: money.Amount{Currency: p.Amount.Currency}}
}

// Seal turns a checked entry into the next transaction. It refuses one that a guard forbids with fault.Conflict.
func (e Entry) Seal(before Before) (Tx, error) {
	tx := Tx{
		Seq: before.Seq + 1, Key: e.Key, RequestHash: e.RequestHash(), Effective: e.Day(),
		Created: e.At.UTC().Format("2006-01-02T15:04:05.000Z"), Kind: e.Kind, Actor: e.Actor, Reference: e.Reference,
		Text: e.Text, PrevHash: before.Hash,
	}
	books := running{balance: map[int64]int64{}, cover: before.Cover}
	for i, p := range e.Postings {
		row, ok := before.Accounts[p.Where()]
		if !ok {
			return Tx{}, fmt.Errorf("entry %s: no account %s in %s", e.Key, p.Account, p.Amount.Currency)
		}
		if _, seen := books.balance[row.ID]; !seen {
			books.balance[row.ID] = row.Balance
		}
		line := Line{ID: before.Line + int64(i) + 1, AccountID: row.ID, Account: row.Account, Amount: p.Amount}
		line.Balance, line.Cover = books.add(line)
		tx.Lines = append(tx.Lines, line)
	}
	if why := tx.guard(); why != "" {
		return Tx{}, fmt.Errorf("entry %s: %s: %w", e.Key, why, errShort)
	}
	tx.Hash = netstrings(tx.Canonical()).hash()
	return tx, nil
}

// running keeps the balances while lines are added.
type running struct {
	balance map[int64]int64  // by row of the account
	cover   map[string]int64 // by currency
}

func (r running) add(l Line) (balance, cover int64) {
	r.balance[l.AccountID] += l.Amount.Minor
	if kind, _ := l.Account.Base(l.Amount.Currency).Kind(); kind.Covered() {
		r.cover[l.Amount.Currency] += l.Amount.Minor
	}
	return r.balance[l.AccountID], r.cover[l.Amount.Currency]
}

// guard looks at the last line of each account and of each currency, and says what it forbids.
func (t Tx) guard() string {
	accounts, currencies := map[int64]bool{}, map[string]bool{}
	for _, l := range slices.Backward(t.Lines) {
		kind, ok := l.Account.Base(l.Amount.Currency).Kind()
		if !ok {
			return fmt.Sprintf("%q is no account", l.Account)
		}
		if !accounts[l.AccountID] && (!kind.allows(l.Balance) || !small(l.Balance)) {
			return fmt.Sprintf("%s would stand at %s", l.Account, money.Amount{Minor: l.Balance, Currency: l.Amount.Currency})
		}
		if !currencies[l.Amount.Currency] && (l.Cover < 0 || !small(l.Cover)) {
			return fmt.Sprintf("the cover would stand at %s", money.Amount{Minor: l.Cover, Currency: l.Amount.Currency})
		}
		accounts[l.AccountID], currencies[l.Amount.Currency] = true, true
	}
	return ""
}

// Auditor checks transactions one after the other as they stand in the books. The zero value starts at the
// beginning.
type Auditor struct {
	seq, line int64
	hash      string
	books     running
}

// Next checks one transaction against all before it and says what is wrong, or "".
func (a *Auditor) Next(t Tx) string {
	if a.seq == 0 {
		a.hash, a.books = Genesis, running{map[int64]int64{}, map[string]int64{}}
	}
	a.seq++
	switch {
	case t.Seq != a.seq:
		return fmt.Sprintf("%s stands where %s belongs", t.Code(), Code(a.seq))
	case t.PrevHash != a.hash:
		return "it does not follow the hash of the transaction before it"
	case t.Hash != netstrings(t.Canonical()).hash():
		return "its content does not have its hash"
	case len(t.Lines) < 2:
		return fmt.Sprintf("it has %d postings", len(t.Lines))
	}
	a.hash = t.Hash
	for _, l := range t.Lines {
		if why := a.check(l); why != "" {
			return fmt.Sprintf("posting %d: %s", l.ID, why)
		}
	}
	if why := t.unbalanced(); why != "" {
		return why
	}
	return t.guard()
}

// Head is the hash of the last transaction checked.
func (a *Auditor) Head() string {
	if a.seq == 0 {
		return Genesis
	}
	return a.hash
}

func (a *Auditor) check(l Line) string {
	a.line++
	if l.ID != a.line {
		return fmt.Sprintf("it stands where posting %d belongs", a.line)
	}
	if l.Amount.Minor == 0 || !small(l.Amount.Minor) {
		return fmt.Sprintf("its amount is %d", l.Amount.Minor)
	}
	balance, cover := a.books.add(l)
	if l.Balance != balance {
		return fmt.Sprintf("balance after is %d and should be %d", l.Balance, balance)
	}
	if l.Cover != cover {
		return fmt.Sprintf("cover after is %d and should be %d", l.Cover, cover)
	}
	return ""
}

func (t Tx) unbalanced() string {
	sums := map[string]int64{}
	for _, l := range t.Lines {
		sums[l.Amount.Currency] += l.Amount.Minor
	}
	for currency, sum := range sums {
		if sum != 0 {
			return fmt.Sprintf("it is off by %s", money.Amount{Minor: sum, Currency: currency})
		}
	}
	return ""
}
