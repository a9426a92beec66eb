package orders

import (
	"fmt"
	"strconv"

	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/locale"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/payments"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// account is the path in the ledger of an account's role.
func (w *work) account(a flow.Account) book.Account {
	milestone := strconv.Itoa(w.Milestone.Number())
	switch a {
	case flow.Clearing:
		return book.Clearing
	case flow.Unmatched:
		return book.Unmatched
	case flow.ClientFunds:
		return book.ClientFunds(w.Code(), milestone)
	case flow.ClientRefunds:
		return book.ClientRefunds(w.Code(), milestone)
	case flow.MemberPayable:
		return book.MemberPayable(w.Member.Code())
	case flow.MemberReceivable:
		return book.MemberReceivable(w.Member.Code())
	case flow.Commission:
		return book.Commission
	}
	return book.Bank
}

// entryTexts are what the books say about each kind of entry. The books are in English, like their account names.
var entryTexts = map[string]string{
	"receipt": "Payment of order %s", "release": "Release of order %s", "refund": "Refund owed for order %s",
	"refund-paid": "Refund paid for order %s", "clawback": "Claw-back of order %s",
}

// post books the entries of a step. Each kind of entry happens at most once to a milestone, so milestone and kind
// are its key: whatever calls twice, the books hear it once.
func post(tx core.App, w *work, d deed, entries []flow.Entry) error {
	for _, e := range entries {
		entry := book.Entry{Key: "milestone:" + w.Milestone.Id + ":" + e.Kind, Kind: e.Kind, At: d.move.Now, Actor: w.signs(d),
			Reference: "order:" + w.Code(), Text: fmt.Sprintf(entryTexts[e.Kind], w.Code())}
		for _, l := range e.Lines {
			entry.Postings = append(entry.Postings, book.Posting{Account: w.account(l.Account),
				Amount: money.Amount{Minor: l.Minor, Currency: w.Currency()}})
		}
		if _, err := ledger.Post(tx, entry); err != nil {
			return fmt.Errorf("post %s of order %s: %w", e.Kind, w.Code(), err)
		}
	}
	return nil
}

// signs is who stands in the books: a member's code, or a word, never a name.
func (w *work) signs(d deed) string {
	if d.by != nil && d.by.Code() != "" {
		return d.by.Code()
	}
	return string(d.move.Actor)
}

// refer gives the milestone the creditor reference that its invoice asks for.
func (w *work) refer() error {
	ref, err := payments.NewReference(fmt.Sprintf("%06d%02d", w.Number(), w.Milestone.Number()))
	if err != nil {
		return err
	}
	w.Milestone.Set("reference", string(ref))
	return nil
}

// receive funds the order that money arrived for. What does not fit stays with the payments room as unmatched, with
// the reason; any other error undoes the receipt.
func (r *Room) receive(e *payments.Received) error {
	m, err := ByReference(e.App, string(e.Reference))
	if isMissing(err) {
		return e.Next()
	}
	if err != nil {
		return err
	}
	o, err := ByID(e.App, m.GetString("order"))
	if err != nil {
		return err
	}
	w, err := complete(e.App, o, m)
	if err != nil {
		return err
	}
	if e.Amount.Currency != w.Currency() {
		e.Refuse(locale.Mark("The amount is not in the currency of the invoice."))
		return nil
	}
	from := flow.Account(flow.Bank)
	if e.FromUnmatched {
		from = flow.Unmatched
	}
	err = r.carryOut(e.App, w, deed{by: e.Officer,
		move: flow.Move{Actor: flow.Treasurer, Action: flow.Fund, Amount: e.Amount.Minor, From: from}})
	if f := refusal(err); f != nil {
		e.Refuse(f.Text)
		return nil
	}
	if err != nil {
		return err
	}
	e.Take("order:"+w.Id, w.Title(), w.Link())
	return nil
}

// expected lists the invoices that wait for money, soonest deadline first.
func (r *Room) expected(app core.App) ([]payments.Expectation, error) {
	var rows []struct {
		Reference string         `db:"reference"`
		Minor     int64          `db:"amountMinor"`
		Currency  string         `db:"currency"`
		Title     string         `db:"title"`
		Payer     string         `db:"payer"`
		Order     string         `db:"order"`
		PayBy     types.DateTime `db:"payBy"`
	}
	err := app.ConcurrentDB().Select("m.reference", "m.amountMinor", "m.payBy", "m.order", "o.currency", "o.title",
		"(CASE WHEN u.organisation <> '' THEN u.organisation ELSE u.name END) AS payer").From("milestones m").
		InnerJoin("orders o", dbx.NewExp("o.id = m.[[order]]")).InnerJoin("users u", dbx.NewExp("u.id = o.client")).
		Where(dbx.NewExp("m.state = 'awaiting_funds' AND m.payBy > {:now}", dbx.Params{"now": stamp(r.clock.Now())})).
		OrderBy("m.payBy", "m.id").Limit(200).All(&rows)
	list := make([]payments.Expectation, len(rows))
	for i, x := range rows {
		list[i] = payments.Expectation{Reference: payments.Reference(x.Reference), Title: x.Title, Payer: x.Payer,
			Amount: money.Amount{Minor: x.Minor, Currency: x.Currency}, Due: x.PayBy.Time()}
	}
	return list, wrapped("list expected payments", err)
}
