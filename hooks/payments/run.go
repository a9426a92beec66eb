package payments

import (
	"fmt"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/pocketbase/core"
)

// Run makes a payout for every member who is owed money and has named an account. The money stands as in transit
// until the bank has paid it or sent it back. With nothing to pay it is a fault.Conflict.
func (r *Room) Run(app core.App, officer *members.Person) ([]*Payout, error) {
	var made []*Payout
	err := app.RunInTransaction(func(tx core.App) error {
		owings, err := Owings(tx)
		if err != nil {
			return err
		}
		made = nil
		for _, d := range owings {
			if !d.Payable() {
				continue
			}
			p, err := r.pay(tx, officer, d)
			if err != nil {
				return err
			}
			made = append(made, p)
		}
		if len(made) == 0 {
			return fault.New(fault.Conflict, "There is nothing to pay out just now.")
		}
		return nil
	})
	return made, err
}

func (r *Room) pay(tx core.App, officer *members.Person, d Owing) (*Payout, error) {
	rec, err := r.numbered(tx, "payouts")
	if err != nil {
		return nil, err
	}
	p := &Payout{}
	p.SetProxyRecord(rec)
	p.Load(map[string]any{"member": d.Member.Id, "code": d.Member.Code(), "holder": d.Account.Holder(), "iban": string(d.Account.IBAN()),
		"amountMinor": d.Amount.Minor, "currency": d.Amount.Currency, "state": InTransit, "officer": officer.Id})
	if err := tx.Save(p); err != nil {
		return nil, fmt.Errorf("save payout: %w", err)
	}
	if err := r.move(tx, p, officer, "payout", book.MemberPayable(p.Code()), book.PayoutsInTransit(p.Code()), "Payout %d"); err != nil {
		return nil, err
	}
	return p, r.audit(tx, officer, locale.Mark("Made the payout %s."), p.Number(), p.MemberID(), "/admin/payouts")
}

// Settle records that the bank has paid the payout.
func (r *Room) Settle(app core.App, officer *members.Person, id string) (*Payout, error) {
	return r.end(app, id, Settled, "", func(tx core.App, p *Payout) error {
		if err := r.move(tx, p, officer, "payout-settled", book.PayoutsInTransit(p.Code()), book.Bank, "Payout %d settled"); err != nil {
			return err
		}
		if err := r.audit(tx, officer, locale.Mark("Settled the payout %s."), p.Number(), p.MemberID(), "/admin/payouts"); err != nil {
			return err
		}
		return notices.Tell(tx, notices.News{To: p.MemberID(), Kind: "membership", Text: locale.Mark("%s were paid to your account."),
			Args: []any{p.Amount()}, Link: "/account/payouts", Key: "payout:" + p.Id + ":settled"})
	})
}

// Return records that the bank has sent the payout back; the money is owed to the member again.
func (r *Room) Return(app core.App, officer *members.Person, id, reason string) (*Payout, error) {
	if n := utf8.RuneCountInString(reason); n == 0 || n > 300 {
		var problems fault.Problems
		problems.Add("reason", "Say in a line why the bank sent it back.")
		return nil, problems.Err()
	}
	return r.end(app, id, Returned, reason, func(tx core.App, p *Payout) error {
		if err := r.move(tx, p, officer, "payout-returned", book.PayoutsInTransit(p.Code()), book.MemberPayable(p.Code()), "Payout %d returned"); err != nil {
			return err
		}
		if err := r.audit(tx, officer, locale.Mark("Recorded that the payout %s came back."), p.Number(), p.MemberID(), "/admin/payouts"); err != nil {
			return err
		}
		return notices.Tell(tx, notices.News{To: p.MemberID(), Kind: "membership",
			Text: locale.Mark("A payout of %s came back from the bank. Please check your account: %s"),
			Args: []any{p.Amount(), reason}, Link: "/account/payouts", Key: "payout:" + p.Id + ":returned"})
	})
}

// end closes a payout in transit.
func (r *Room) end(app core.App, id, state, reason string, do func(core.App, *Payout) error) (*Payout, error) {
	var p *Payout
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if p, err = PayoutByID(tx, id); err != nil {
			return err
		}
		if p.State() != InTransit {
			return fault.New(fault.Conflict, "This payout is not under way any more.")
		}
		p.Load(map[string]any{"state": state, "reason": reason, "closed": r.clock.Now(), "updated": r.clock.Now()})
		if err := tx.Save(p); err != nil {
			return fmt.Errorf("close payout: %w", err)
		}
		return do(tx, p)
	})
	return p, err
}

func (r *Room) move(tx core.App, p *Payout, officer *members.Person, kind string, debit, credit book.Account, text string) error {
	_, err := ledger.Post(tx, book.Entry{Key: "payout:" + p.Id + ":" + kind, Kind: kind, At: r.clock.Now(), Actor: officer.Code(),
		Reference: "payout:" + p.Id, Text: fmt.Sprintf(text, p.Number()),
		Postings: []book.Posting{book.Debit(debit, p.Amount()), book.Credit(credit, p.Amount())}})
	if err != nil {
		return fmt.Errorf("book payout %d: %w", p.Number(), err)
	}
	return nil
}
