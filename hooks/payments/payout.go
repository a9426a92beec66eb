package payments

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/members"
	"cooperage/hooks/money"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// States of a payout.
const (
	InTransit = "in_transit"
	Settled   = "settled"
	Returned  = "returned"
)

// Payout is one record of payouts: an order to the bank to pay a member.
type Payout struct{ core.BaseRecordProxy }

// Number counts the payouts of the co-op from 1.
func (p *Payout) Number() int { return p.GetInt("number") }

// MemberID is who is paid; Code stands for them in the books.
func (p *Payout) MemberID() string { return p.GetString("member") }

// Code is the member's code at the time.
func (p *Payout) Code() string { return p.GetString("code") }

// Holder is the name of the account it goes to.
func (p *Payout) Holder() string { return p.GetString("holder") }

// IBAN is the account it goes to.
func (p *Payout) IBAN() IBAN { return IBAN(p.GetString("iban")) }

// Amount is what is paid.
func (p *Payout) Amount() money.Amount {
	return money.Amount{Minor: int64(p.GetInt("amountMinor")), Currency: p.GetString("currency")}
}

// State is in_transit, settled or returned.
func (p *Payout) State() string { return p.GetString("state") }

// Made is when the payout was made; Closed when it was settled or came back.
func (p *Payout) Made() time.Time { return p.GetDateTime("created").Time() }

// Closed is when the bank has paid it or sent it back; zero while it is under way.
func (p *Payout) Closed() time.Time { return p.GetDateTime("closed").Time() }

// Account is one record of bank_accounts: where a member wants to be paid.
type Account struct{ core.BaseRecordProxy }

// Holder is the account holder's name.
func (a *Account) Holder() string { return a.GetString("holder") }

// IBAN is the account's number.
func (a *Account) IBAN() IBAN { return IBAN(a.GetString("iban")) }

// AccountOf returns the person's bank account, or fault.NotFound.
func AccountOf(app core.App, person string) (*Account, error) {
	a := &Account{}
	return a, one(app.RecordQuery("bank_accounts").AndWhere(dbx.HashExp{"person": person}), a, "find bank account")
}

// PayoutByID returns the payout, or fault.NotFound.
func PayoutByID(app core.App, id string) (*Payout, error) {
	p := &Payout{}
	return p, one(app.RecordQuery("payouts").AndWhere(dbx.HashExp{"id": id}), p, "find payout")
}

// payouts returns the payouts that match, newest first.
func payouts(app core.App, where dbx.Expression, most int) ([]*Payout, error) {
	var list []*Payout
	err := app.RecordQuery("payouts").AndWhere(where).OrderBy("number DESC").Limit(int64(most)).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list payouts: %w", err)
	}
	return list, nil
}

// Owing is what the co-op owes one member, and where it can be paid to.
type Owing struct {
	Member  *members.Person
	Amount  money.Amount
	Account *Account // nil while the member has named none
}

// Payable reports whether a run would pay it.
func (d Owing) Payable() bool { return d.Account != nil }

// Owings lists what members have earned and not been paid, by code.
func Owings(app core.App) ([]Owing, error) {
	standing, err := ledger.OfKind(app, book.KindMemberPayable)
	if err != nil {
		return nil, err
	}
	var list []Owing
	for _, s := range standing {
		owed := money.Amount{Minor: -s.Balance.Minor, Currency: s.Balance.Currency}
		if owed.Minor <= 0 {
			continue
		}
		d := Owing{Amount: owed}
		if d.Member, err = members.ByCode(app, s.Account.Member()); err != nil {
			return nil, err
		}
		d.Account, err = AccountOf(app, d.Member.Id)
		if fault.Is(err, fault.NotFound) {
			d.Account, err = nil, nil
		}
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	return list, nil
}

func one(q *dbx.SelectQuery, into core.RecordProxy, doing string) error {
	err := q.Limit(1).One(into)
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
