package invoices

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/orders"
	"cooperage/hooks/payments"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

type showPage struct {
	web.Page
	Invoice *Invoice
	Order   *orders.Order
	QR      *payments.QR // nil when there is nothing to pay any more, or not in euro
	Open    bool         // still to be paid
}

// show handles GET /orders/{id}/invoice, for the two of the order and the treasurer.
func (r *Room) show(e *core.RequestEvent) error {
	viewer := members.Viewer(e)
	order, err := orders.ByID(e.App, e.Request.PathValue("id"))
	if err == nil && order.RoleOf(viewer.Id) == "" && !viewer.Has("treasurer") {
		err = fault.Missing()
	}
	if err != nil {
		return err
	}
	page := &showPage{Order: order}
	if page.Invoice, err = OfOrder(e.App, order.Id); err != nil {
		return err
	}
	if page.Open, err = orders.AwaitsMoney(e.App, order, r.clock.Now()); err != nil {
		return err
	}
	if page.Open {
		if page.QR, err = payments.QROf(page.Invoice.Transfer()); err != nil {
			return err
		}
	}
	return r.site.Show(e, "invoices/show.html", page)
}
