package payments

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Incoming is one line of the co-op's bank statement as the treasurer records it.
type Incoming struct {
	Amount    money.Amount
	Reference string // as it stands on the statement; what is no creditor reference matches nothing
	PaidOn    string // the day on the statement, YYYY-MM-DD
	Payer     string // may be empty
	BankRef   string // the bank's own mark of the entry, at most once; may be empty
}

// Receive records money that arrived. It funds what its reference and amount fit exactly; else it is booked to the
// unmatched receipts with the reason. The same entry of the bank twice is one receipt.
func (r *Room) Receive(app core.App, officer *members.Person, in Incoming) (*Receipt, error) {
	if err := r.checkIncoming(in); err != nil {
		return nil, err
	}
	receipt := &Receipt{}
	err := app.RunInTransaction(func(tx core.App) error {
		known, err := knownEntry(tx, in)
		if err != nil || known != nil {
			receipt = known
			return err
		}
		rec, err := r.numbered(tx, "receipts")
		if err != nil {
			return err
		}
		receipt.SetProxyRecord(rec)
		receipt.Load(map[string]any{"amountMinor": in.Amount.Minor, "currency": in.Amount.Currency, "reference": clip(in.Reference, 60),
			"payer": in.Payer, "paidOn": in.PaidOn, "bankRef": in.BankRef, "officer": officer.Id})
		e := &Received{App: tx, Officer: officer, Amount: in.Amount}
		if err := r.match(tx, receipt, e); err != nil {
			return err
		}
		return r.audit(tx, officer, locale.Mark("Recorded the incoming payment %s."), receipt.Number(), "", "/admin/receipts/"+receipt.Id)
	})
	return receipt, err
}

// match asks who knows the money and stores the receipt with the answer.
func (r *Room) match(tx core.App, receipt *Receipt, e *Received) error {
	ref, err := ParseReference(string(receipt.Reference()))
	if err != nil {
		e.reason = locale.Mark("The payment reference cannot be read.")
	} else {
		e.Reference = ref
		receipt.Set("reference", string(ref))
		if err := r.OnReceived.Trigger(e); err != nil {
			return fmt.Errorf("match receipt: %w", err)
		}
	}
	if !e.taken && e.reason == "" {
		e.reason = locale.Mark("Nothing that is open has this payment reference.")
	}
	if e.FromUnmatched && !e.taken {
		var problems fault.Problems
		problems.Add("reference", e.reason)
		return problems.Err()
	}
	state := Unmatched
	if e.taken {
		state, e.reason = Matched, ""
	}
	receipt.Load(map[string]any{"state": state, "reason": e.reason, "subject": e.subject, "title": e.title, "link": e.link})
	receipt.Set("updated", r.clock.Now())
	if err := tx.Save(receipt); err != nil {
		return fmt.Errorf("save receipt: %w", err)
	}
	if e.taken {
		return nil // booked by who took it
	}
	return r.book(tx, receipt, e.Officer, "receipt", book.Bank, book.Unmatched, "Receipt %d without an order")
}

// book moves the receipt's amount: debit the one account, credit the other.
func (r *Room) book(tx core.App, receipt *Receipt, officer *members.Person, kind string, debit, credit book.Account, text string) error {
	_, err := ledger.Post(tx, book.Entry{Key: "receipt:" + receipt.Id + ":" + kind, Kind: kind, At: r.clock.Now(), Actor: officer.Code(),
		Reference: "receipt:" + receipt.Id, Text: fmt.Sprintf(text, receipt.Number()),
		Postings: []book.Posting{book.Debit(debit, receipt.Amount()), book.Credit(credit, receipt.Amount())}})
	if err != nil {
		return fmt.Errorf("book receipt %d: %w", receipt.Number(), err)
	}
	return nil
}

// Assign gives an unmatched receipt its right reference. When nothing fits it exactly, nothing changes and the
// problem of the field "reference" says why.
func (r *Room) Assign(app core.App, officer *members.Person, id, reference string) (*Receipt, error) {
	return r.ofUnmatched(app, id, func(tx core.App, receipt *Receipt) error {
		receipt.Set("reference", clip(reference, 60))
		if err := r.match(tx, receipt, &Received{App: tx, Officer: officer, Amount: receipt.Amount(), FromUnmatched: true}); err != nil {
			return err
		}
		return r.audit(tx, officer, locale.Mark("Assigned the incoming payment %s."), receipt.Number(), "", "/admin/receipts/"+id)
	})
}

// GiveBack records that an unmatched receipt was sent back to who paid it.
func (r *Room) GiveBack(app core.App, officer *members.Person, id string) (*Receipt, error) {
	return r.ofUnmatched(app, id, func(tx core.App, receipt *Receipt) error {
		receipt.Set("state", GivenBack)
		receipt.Set("updated", r.clock.Now())
		if err := tx.Save(receipt); err != nil {
			return fmt.Errorf("save receipt: %w", err)
		}
		if err := r.book(tx, receipt, officer, "return", book.Unmatched, book.Bank, "Receipt %d sent back"); err != nil {
			return err
		}
		return r.audit(tx, officer, locale.Mark("Sent the incoming payment %s back."), receipt.Number(), "", "/admin/receipts/"+id)
	})
}

func (r *Room) ofUnmatched(app core.App, id string, do func(core.App, *Receipt) error) (*Receipt, error) {
	var receipt *Receipt
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if receipt, err = ReceiptByID(tx, id); err != nil {
			return err
		}
		if receipt.State() != Unmatched {
			return fault.New(fault.Conflict, "This receipt is not open any more.")
		}
		return do(tx, receipt)
	})
	return receipt, err
}

func (r *Room) checkIncoming(in Incoming) error {
	var problems fault.Problems
	if in.Amount.Minor <= 0 {
		problems.Add("amount", "Write the amount that arrived, above zero.")
	}
	day, err := time.Parse(time.DateOnly, in.PaidOn)
	switch {
	case err != nil:
		problems.Add("paidOn", "Write the day on the statement as year-month-day.")
	case day.After(r.clock.Now().AddDate(0, 0, 1)):
		problems.Add("paidOn", "This day has not come yet.")
	}
	if in.Reference == "" {
		problems.Add("reference", "Write the payment reference, or a dash when there is none.")
	}
	for field, x := range map[string]struct {
		text string
		most int
	}{"payer": {in.Payer, 120}, "bankRef": {in.BankRef, 80}} {
		if utf8.RuneCountInString(x.text) > x.most {
			problems.Add(field, "At most %d characters, please.", x.most)
		}
	}
	return problems.Err()
}

// knownEntry returns the receipt of a bank entry that was recorded before, or nil. The same mark with another
// amount is a mistake that a person must look at.
func knownEntry(tx core.App, in Incoming) (*Receipt, error) {
	if in.BankRef == "" {
		return nil, nil
	}
	known := &Receipt{}
	err := one(tx.RecordQuery("receipts").AndWhere(dbx.HashExp{"bankRef": in.BankRef}), known, "find receipt by entry")
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err == nil && (known.Amount() != in.Amount || known.PaidOn() != in.PaidOn) {
		return nil, fault.New(fault.Conflict, "This entry of the bank is recorded already, as receipt %d with other figures.", known.Number())
	}
	return known, err
}

func clip(s string, most int) string {
	s = strings.TrimSpace(s)
	return strings.ToValidUTF8(s[:min(len(s), most)], "")
}

// SaveAccount sets where a member wants to be paid.
func (r *Room) SaveAccount(app core.App, person *members.Person, holder, iban string) error {
	var problems fault.Problems
	holder = strings.TrimSpace(holder)
	if n := utf8.RuneCountInString(holder); n == 0 || n > epcName {
		problems.Add("holder", "Write the name of the account holder, at most %d characters.", epcName)
	}
	number, err := ParseIBAN(iban)
	if f := fault.As(err); f != nil {
		problems.Add("iban", f.Text, f.Args...)
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		a, err := AccountOf(tx, person.Id)
		if fault.Is(err, fault.NotFound) {
			var rec *core.Record
			if rec, err = r.fresh(tx, "bank_accounts"); err == nil {
				rec.Set("person", person.Id)
				a = &Account{}
				a.SetProxyRecord(rec)
			}
		}
		if err != nil {
			return err
		}
		a.Load(map[string]any{"holder": holder, "iban": string(number), "updated": r.clock.Now()})
		if err := tx.Save(a); err != nil {
			return fmt.Errorf("save bank account: %w", err)
		}
		// A changed account is told at once, so that nobody's pay is led elsewhere unseen.
		return notices.Tell(tx, notices.News{To: person.Id, Kind: "account", Text: locale.Mark("Your payouts now go to the account %s."),
			Args: []any{number.Masked()}, Link: "/account/payouts"})
	})
}
