package orders

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// confirmation is an act that asks on a page of its own and names its consequence.
type confirmation struct {
	Action flow.Action
	Title  string
	Text   func(l *locale.Locale, w *work, split web.Split) string
	Button string
	Tone   string // class of the button
	Ask    string // label of the reason; "" asks for none
	Hint   string
	Done   string
	do     func(r *Room, tx core.App, by *members.Person, order string, reason string) error
}

// confirmations by the last part of the address.
var confirmations = map[string]confirmation{
	"agree": {Action: flow.Accept, Title: locale.Mark("Accept this order"), Button: locale.Mark("Accept the order"),
		Done: locale.Mark("You have accepted. The invoice is on its way to the client."),
		Text: func(l *locale.Locale, w *work, _ web.Split) string {
			return l.T("You agree to the price, the days and the tier. %s gets the invoice at once; begin when the payment has arrived.", w.Client.Name())
		},
		do: func(r *Room, tx core.App, by *members.Person, id, _ string) error { return r.Accept(tx, by, id) }},
	"decline": {Action: flow.Decline, Title: locale.Mark("Decline this order"), Button: locale.Mark("Decline the order"), Tone: "grave sure",
		Ask: locale.Mark("Why"), Hint: locale.Mark("The client reads it."), Done: locale.Mark("The order is declined."),
		Text: func(l *locale.Locale, w *work, _ web.Split) string {
			return l.T("The order ends here and cannot be reopened. %s pays nothing.", w.Client.Name())
		},
		do: func(r *Room, tx core.App, by *members.Person, id, why string) error {
			return r.Decline(tx, by, id, why)
		}},
	"withdraw": {Action: flow.Withdraw, Title: locale.Mark("Take this order back"), Button: locale.Mark("Take it back"), Tone: "grave sure",
		Done: locale.Mark("The order is taken back."),
		Text: func(l *locale.Locale, w *work, _ web.Split) string {
			return l.T("%s is told that you do not need it any more. Nothing is owed.", w.Member.Name())
		},
		do: func(r *Room, tx core.App, by *members.Person, id, _ string) error { return r.Withdraw(tx, by, id) }},
	"accept": {Action: flow.AcceptDelivery, Title: locale.Mark("Accept the delivery"), Button: locale.Mark("Accept and release the money"),
		Done: locale.Mark("Accepted. The money is released."),
		Text: func(l *locale.Locale, w *work, split web.Split) string {
			return l.T("The co-op releases %s to %s and keeps %s as commission. After that you can no longer ask for changes.",
				l.Money(split.Shares[0].Amount), w.Member.Name(), l.Money(split.Shares[1].Amount))
		},
		do: func(r *Room, tx core.App, by *members.Person, id, _ string) error {
			return r.AcceptDelivery(tx, by, id)
		}},
	"changes": {Action: flow.RequestChanges, Title: locale.Mark("Ask for changes"), Button: locale.Mark("Ask for changes"),
		Ask: locale.Mark("What should change"), Hint: locale.Mark("Say it so that one delivery can settle it."), Done: locale.Mark("%s is asked for changes."),
		Text: func(l *locale.Locale, w *work, _ web.Split) string {
			return l.N("This uses the last agreed round of changes.", "This uses one of %d rounds of changes that are left.", w.Milestone.GetInt("roundsLeft"))
		},
		do: func(r *Room, tx core.App, by *members.Person, id, text string) error {
			return r.RequestChanges(tx, by, id, text)
		}},
	"round": {Action: flow.GrantRound, Title: locale.Mark("Grant one more round"), Button: locale.Mark("Grant the round"),
		Done: locale.Mark("One more round is granted."),
		Text: func(l *locale.Locale, w *work, _ web.Split) string {
			return l.T("%s may ask for changes once more than agreed, at no further price.", w.Client.Name())
		},
		do: func(r *Room, tx core.App, by *members.Person, id, _ string) error { return r.GrantRound(tx, by, id) }},
	"cancel": {Action: flow.Cancel, Title: locale.Mark("Cancel this order"), Button: locale.Mark("Cancel the order"), Tone: "grave sure",
		Ask: locale.Mark("Why"), Hint: locale.Mark("The other side reads it."), Done: locale.Mark("The order is cancelled."), Text: refundText,
		do: func(r *Room, tx core.App, by *members.Person, id, why string) error { return r.Cancel(tx, by, id, why) }},
	"ask-cancel": {Action: flow.AskCancel, Title: locale.Mark("Ask to cancel together"), Button: locale.Mark("Ask to cancel"),
		Ask: locale.Mark("Why"), Hint: locale.Mark("The other side reads it."), Done: locale.Mark("The other side is asked. Until they agree the order goes on."),
		Text: func(l *locale.Locale, w *work, _ web.Split) string {
			return l.T("If %s agrees, the order ends and %s go back to you. Until then everything goes on as agreed.", w.Member.Name(), l.Money(w.Amount()))
		},
		do: func(r *Room, tx core.App, by *members.Person, id, why string) error {
			return r.AskCancel(tx, by, id, why)
		}},
	"agree-cancel": {Action: flow.AgreeCancel, Title: locale.Mark("Cancel together"), Button: locale.Mark("Agree and cancel"), Tone: "grave sure",
		Done: locale.Mark("The order is cancelled."), Text: refundText,
		do: func(r *Room, tx core.App, by *members.Person, id, _ string) error { return r.AgreeCancel(tx, by, id) }},
}

func refundText(l *locale.Locale, w *work, _ web.Split) string {
	return l.T("The order ends and cannot be reopened. All of the payment, %s, goes back to %s; the treasurer transfers it.", l.Money(w.Amount()), w.Client.Name())
}

type confirmPage struct {
	web.Page
	*work
	confirmation
	Act  string
	Says string
	Form reasonForm
}

// MaxReason is the limit of the reason.
func (p *confirmPage) MaxReason() int { return MaxReason }

func (p pages) confirmPage(e *core.RequestEvent) (*confirmPage, error) {
	act := e.Request.PathValue("act")
	c, ok := confirmations[act]
	if !ok {
		return nil, fault.Missing()
	}
	w, _, err := p.party(e)
	if err != nil {
		return nil, err
	}
	price, err := fees.Quote(e.App, fees.Terms{Amounts: []money.Amount{w.Amount()}, Tier: w.Order.Tier(), At: w.Placed(), Version: w.RateVersion()})
	if err != nil {
		return nil, err
	}
	l := p.site.Locale(e)
	return &confirmPage{work: w, confirmation: c, Act: act, Says: c.Text(l, w, price.Split(l, w.Member.Name()))}, nil
}

// confirm handles GET /orders/{id}/confirm/{act}. What is not possible now is said on the order's page.
func (p pages) confirm(e *core.RequestEvent) error {
	page, err := p.confirmPage(e)
	if err != nil {
		return err
	}
	order, facts := page.asOf(p.clock.Now())
	mv := flow.Move{Actor: page.RoleOf(members.Viewer(e).Id), Action: page.Action, Now: p.clock.Now()}
	if _, err := flow.Next(order, facts, mv); err != nil {
		return p.again(e, err)
	}
	return p.site.Show(e, "orders/confirm.html", page)
}

// confirmed handles POST /orders/{id}/confirm/{act}.
func (p pages) confirmed(e *core.RequestEvent) error {
	page, err := p.confirmPage(e)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "orders/confirm.html", page, err)
	}
	_, err = once(e, func(tx core.App) (string, error) {
		return "", page.do(p.Room, tx, members.Viewer(e), page.Id, page.Form.Reason)
	})
	if err != nil {
		return p.site.Again(e, "orders/confirm.html", page, err)
	}
	args := []any{}
	if page.Act == "changes" {
		args = append(args, page.Member.Name())
	}
	return p.site.Done(e, page.Link(), page.Done, args...)
}
