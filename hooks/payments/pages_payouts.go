package payments

import (
	"strconv"

	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

type payoutsPage struct {
	web.Page
	Owings  []Owing
	Totals  []money.Amount
	Transit []*Payout
	Closed  []*Payout
}

func payoutsOf(app core.App) (*payoutsPage, error) {
	page := &payoutsPage{}
	var err error
	if page.Owings, err = Owings(app); err != nil {
		return nil, err
	}
	page.Totals = total(page.Owings)
	if page.Transit, err = payouts(app, dbx.HashExp{"state": InTransit}, 500); err != nil {
		return nil, err
	}
	page.Closed, err = payouts(app, dbx.Not(dbx.HashExp{"state": InTransit}), recent)
	return page, err
}

// payouts handles GET /admin/payouts.
func (p pages) payouts(e *core.RequestEvent) error {
	page, err := payoutsOf(e.App)
	if err != nil {
		return err
	}
	return p.site.Show(e, "payments/payouts.html", page)
}

// review handles GET /admin/payouts/run: what a run would pay, before it does.
func (p pages) review(e *core.RequestEvent) error {
	page, err := payoutsOf(e.App)
	if err != nil {
		return err
	}
	return p.site.Show(e, "payments/run.html", page)
}

// run handles POST /admin/payouts/run.
func (p pages) run(e *core.RequestEvent) error {
	if err := p.site.Read(e, &struct{}{}); err != nil {
		return err
	}
	n, err := once(e, func(tx core.App) (string, error) {
		made, err := p.Run(tx, members.Viewer(e))
		return strconv.Itoa(len(made)), err
	})
	if err != nil {
		page, err2 := payoutsOf(e.App)
		if err2 != nil {
			return err2
		}
		return p.site.Again(e, "payments/run.html", page, err)
	}
	return p.site.Done(e, "/admin/payouts", "Payouts made: %s. Now tell the bank, and mark each as settled once it is paid.", n)
}

// settle handles POST /admin/payouts/{id}/settle.
func (p pages) settle(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	if _, err := PayoutByID(e.App, id); err != nil {
		return err
	}
	if err := p.site.Read(e, &struct{}{}); err != nil {
		return err
	}
	_, err := once(e, func(tx core.App) (string, error) {
		_, err := p.Settle(tx, members.Viewer(e), id)
		return id, err
	})
	if err != nil {
		page, err2 := payoutsOf(e.App)
		if err2 != nil {
			return err2
		}
		return p.site.Again(e, "payments/payouts.html", page, err)
	}
	return p.site.Done(e, "/admin/payouts", "The payout is settled.")
}

type returnPage struct {
	web.Page
	Payout *Payout
	Form   reasonForm
}

// askReturn handles GET /admin/payouts/{id}/return.
func (p pages) askReturn(e *core.RequestEvent) error {
	payout, err := PayoutByID(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	return p.site.Show(e, "payments/return.html", &returnPage{Payout: payout})
}

// returned handles POST /admin/payouts/{id}/return.
func (p pages) returned(e *core.RequestEvent) error {
	payout, err := PayoutByID(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	page := &returnPage{Payout: payout}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "payments/return.html", page, err)
	}
	_, err = once(e, func(tx core.App) (string, error) {
		_, err := p.Return(tx, members.Viewer(e), payout.Id, page.Form.Reason)
		return payout.Id, err
	})
	if err != nil {
		return p.site.Again(e, "payments/return.html", page, err)
	}
	return p.site.Done(e, "/admin/payouts", "The payout is recorded as returned. The money is owed to the member again.")
}
