package payments

import (
	"fmt"
	"time"

	"cooperage/hooks/members"
	"cooperage/hooks/money"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// States of a receipt.
const (
	Matched   = "matched"
	Unmatched = "unmatched"
	GivenBack = "returned"
)

// Receipt is one record of receipts: money that arrived on the co-op's account.
type Receipt struct{ core.BaseRecordProxy }

// Number counts the receipts of the co-op from 1.
func (r *Receipt) Number() int { return r.GetInt("number") }

// Amount is what arrived.
func (r *Receipt) Amount() money.Amount {
	return money.Amount{Minor: int64(r.GetInt("amountMinor")), Currency: r.GetString("currency")}
}

// Reference is the payment reference as far as it could be read.
func (r *Receipt) Reference() Reference { return Reference(r.GetString("reference")) }

// Payer is who paid, as the bank statement names them.
func (r *Receipt) Payer() string { return r.GetString("payer") }

// PaidOn is the day on the bank statement, YYYY-MM-DD.
func (r *Receipt) PaidOn() string { return r.GetString("paidOn") }

// Day is the day on the bank statement as a time for pages: noon in UTC, the same date in almost every zone.
func (r *Receipt) Day() time.Time {
	day, err := time.Parse(time.DateOnly, r.PaidOn())
	if err != nil {
		return time.Time{} // checkIncoming let no other form pass
	}
	return day.Add(12 * time.Hour)
}

// State is matched, unmatched or returned.
func (r *Receipt) State() string { return r.GetString("state") }

// Reason says why an unmatched receipt fits nothing: an English catalogue key.
func (r *Receipt) Reason() string { return r.GetString("reason") }

// Title and Link name what a matched receipt paid.
func (r *Receipt) Title() string { return r.GetString("title") }

// Link is the page of what a matched receipt paid, or "".
func (r *Receipt) Link() string { return r.GetString("link") }

// Received says that money arrived. A listener that knows the reference calls Take, or Refuse with the reason why
// the money does not fit; App is the transaction.
type Received struct {
	hook.Event
	App       core.App
	Officer   *members.Person
	Amount    money.Amount
	Reference Reference
	// FromUnmatched says that the money stands on the unmatched receipts already, not newly on the bank account.
	FromUnmatched bool

	taken                        bool
	subject, title, link, reason string
}

// Take says that the money is booked to the subject, such as "order:<id>".
func (e *Received) Take(subject, title, link string) {
	e.taken, e.subject, e.title, e.link = true, subject, title, link
}

// Refuse says why the money does not fit what its reference names; reason is an English catalogue key.
func (e *Received) Refuse(reason string) { e.reason = reason }

// ReceiptByID returns the receipt, or fault.NotFound.
func ReceiptByID(app core.App, id string) (*Receipt, error) {
	r := &Receipt{}
	return r, one(app.RecordQuery("receipts").AndWhere(dbx.HashExp{"id": id}), r, "find receipt")
}

// receiptsIn returns the receipts in the state, newest first.
func receiptsIn(app core.App, state string, most int) ([]*Receipt, error) {
	var list []*Receipt
	err := app.RecordQuery("receipts").AndWhere(dbx.HashExp{"state": state}).OrderBy("number DESC").Limit(int64(most)).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list receipts: %w", err)
	}
	return list, nil
}
