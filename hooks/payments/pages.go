package payments

import (
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const recent = 20

type pages struct{ *Room }

// once runs the act at most once for the form that was sent, and returns the id it made or changed.
func once(e *core.RequestEvent, act func(tx core.App) (string, error)) (string, error) {
	return records.Once(e.App, records.FormKey(e.Request, members.Viewer(e).Id), act)
}

type receiptsPage struct {
	web.Page
	Form      receiptForm
	Expected  []Expectation
	Unmatched []*Receipt
	Matched   []*Receipt
}

func (p pages) receiptsPage(app core.App) (*receiptsPage, error) {
	page := &receiptsPage{Form: receiptForm{PaidOn: p.clock.Now().In(p.site.Coop(app).Location()).Format(time.DateOnly)}}
	var err error
	if page.Expected, err = p.Expected(app); err != nil {
		return nil, err
	}
	if page.Unmatched, err = receiptsIn(app, Unmatched, 200); err != nil {
		return nil, err
	}
	page.Matched, err = receiptsIn(app, Matched, recent)
	return page, err
}

// receipts handles GET /admin/receipts; the address may carry the amount and reference of an expected payment.
func (p pages) receipts(e *core.RequestEvent) error {
	page, err := p.receiptsPage(e.App)
	if err != nil {
		return err
	}
	q := e.Request.URL.Query()
	page.Form.Amount, page.Form.Reference, page.Form.Payer = q.Get("amount"), q.Get("reference"), q.Get("payer")
	return p.site.Show(e, "payments/receipts.html", page)
}

// receive handles POST /admin/receipts.
func (p pages) receive(e *core.RequestEvent) error {
	page, err := p.receiptsPage(e.App)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "payments/receipts.html", page, err)
	}
	in, err := page.Form.incoming(p.site.Coop(e.App).Currency)
	if err != nil {
		return p.site.Again(e, "payments/receipts.html", page, err)
	}
	id, err := once(e, func(tx core.App) (string, error) {
		receipt, err := p.Receive(tx, members.Viewer(e), in)
		if err != nil {
			return "", err
		}
		return receipt.Id, nil
	})
	if err != nil {
		return p.site.Again(e, "payments/receipts.html", page, err)
	}
	receipt, err := ReceiptByID(e.App, id)
	if err != nil {
		return err
	}
	if receipt.State() == Matched {
		return p.site.Done(e, "/admin/receipts", "The payment is recorded for: %s", receipt.Title())
	}
	return p.site.Done(e, "/admin/receipts/"+id, "The money is recorded, but fits nothing that is open.")
}

type receiptPage struct {
	web.Page
	Receipt *Receipt
	Form    assignForm
}

// receipt handles GET /admin/receipts/{id}.
func (p pages) receipt(e *core.RequestEvent) error {
	receipt, err := ReceiptByID(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	return p.site.Show(e, "payments/receipt.html", &receiptPage{Receipt: receipt})
}

// assign handles POST /admin/receipts/{id}/assign.
func (p pages) assign(e *core.RequestEvent) error {
	receipt, err := ReceiptByID(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	page := &receiptPage{Receipt: receipt}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "payments/receipt.html", page, err)
	}
	_, err = once(e, func(tx core.App) (string, error) {
		_, err := p.Assign(tx, members.Viewer(e), receipt.Id, page.Form.Reference)
		return receipt.Id, err
	})
	if err != nil {
		return p.site.Again(e, "payments/receipt.html", page, err)
	}
	return p.site.Done(e, "/admin/receipts", "The receipt has found its order.")
}

// giveBack handles POST /admin/receipts/{id}/return.
func (p pages) giveBack(e *core.RequestEvent) error {
	receipt, err := ReceiptByID(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &struct{}{}); err != nil {
		return err
	}
	_, err = once(e, func(tx core.App) (string, error) {
		_, err := p.GiveBack(tx, members.Viewer(e), receipt.Id)
		return receipt.Id, err
	})
	if err != nil {
		return p.site.Again(e, "payments/receipt.html", &receiptPage{Receipt: receipt}, err)
	}
	return p.site.Done(e, "/admin/receipts", "The receipt is recorded as sent back.")
}

type ownPage struct {
	web.Page
	Form    accountForm
	Account *Account // nil while none is named
	Payouts []*Payout
}

func (p pages) ownPage(app core.App, person string) (*ownPage, error) {
	page := &ownPage{}
	account, err := AccountOf(app, person)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	if err == nil {
		page.Account = account
		page.Form = accountForm{Holder: account.Holder()}
	}
	page.Payouts, err = payouts(app, dbx.HashExp{"member": person}, recent)
	return page, err
}

// own handles GET /account/payouts: a member's account and what was paid to it.
func (p pages) own(e *core.RequestEvent) error {
	page, err := p.ownPage(e.App, members.Viewer(e).Id)
	if err != nil {
		return err
	}
	return p.site.Show(e, "payments/own.html", page)
}

// saveAccount handles POST /account/payouts.
func (p pages) saveAccount(e *core.RequestEvent) error {
	page, err := p.ownPage(e.App, members.Viewer(e).Id)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "payments/own.html", page, err)
	}
	if err := p.SaveAccount(e.App, members.Viewer(e), page.Form.Holder, page.Form.IBAN); err != nil {
		return p.site.Again(e, "payments/own.html", page, err)
	}
	return p.site.Done(e, "/account/payouts", "Your account is saved.")
}

// total sums what can be paid, per currency, in the order of the list.
func total(owings []Owing) []money.Amount {
	var sums []money.Amount
next:
	for _, d := range owings {
		if !d.Payable() {
			continue
		}
		for i := range sums {
			if sums[i].Currency == d.Amount.Currency {
				sums[i].Minor += d.Amount.Minor // each is below the ledger's bound, which the books check again
				continue next
			}
		}
		sums = append(sums, d.Amount)
	}
	return sums
}
