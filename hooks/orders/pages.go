package orders

import (
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/files"
	"cooperage/hooks/gigs"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/messages"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/payments"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

type pages struct{ *Room }

const shownMessages = 100

// once runs the act at most once for the form that was sent.
func once(e *core.RequestEvent, act func(tx core.App) (string, error)) (string, error) {
	return records.Once(e.App, records.FormKey(e.Request, members.Viewer(e).Id), act)
}

// person is what the page shows of one of the two.
type person struct{ Name, Portrait, Handle, Organisation string }

func shown(p *members.Person) person {
	return person{Name: p.Name(), Portrait: files.URL(p.Portrait(), files.Tile), Handle: p.Handle(), Organisation: p.Organisation()}
}

// showPage is everything about one order, as one of its two sides sees it.
type showPage struct {
	web.Page
	*work
	Role       flow.Actor
	State      flow.State
	Facts      flow.Milestone
	Buyer      person
	Worker     person
	Says       saying
	Tier       gigs.Tier
	Asked      gigs.Tier // weaker tier that waits for the client's consent
	Split      web.Split
	Deliveries []*Delivery
	Uploads    []*files.Attachment
	Events     []Event
	Ahead      []step
	Thread     string
	Lines      []messages.Line
	NewLines   bool
	Form       messageForm
	Transfer   payments.Transfer
	QR         *payments.QR
	can        map[flow.Action]bool
}

// step is a part of the way that lies ahead.
type step struct {
	Text string // English catalogue key
	By   time.Time
}

// Can reports whether the viewer may do the action now.
func (p *showPage) Can(action string) bool { return p.can[flow.Action(action)] }

// IsMember reports whether the viewer is the one who works.
func (p *showPage) IsMember() bool { return p.Role == flow.Member }

// Paid reports whether the money has arrived at some time.
func (p *showPage) Paid() bool { return !p.Facts.DueAt.IsZero() }

// Held is what the co-op holds for the order now.
func (p *showPage) Held() money.Amount {
	held := money.Amount{Currency: p.Currency()}
	switch p.State {
	case flow.Funded, flow.Delivered, flow.ChangesRequested, flow.Disputed:
		held.Minor = p.Facts.Amount
	}
	return held
}

// Billed reports whether there is an invoice.
func (p *showPage) Billed() bool { return p.Milestone.Reference() != "" }

// Waits reports whether the order still has to be paid.
func (p *showPage) Waits() bool { return p.State == flow.AwaitingFunds }

// Over reports whether nothing lies ahead.
func (p *showPage) Over() bool { return p.State.Over() }

// Badge is the word for the state.
func (p *showPage) Badge() string { return badges[p.State].Text }

// Tone is the badge's class.
func (p *showPage) Tone() string { return badges[p.State].Tone }

// show handles GET /orders/{id}.
func (p pages) show(e *core.RequestEvent) error {
	page, err := p.showPage(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "orders/show.html", page)
}

// party returns the order with its milestone and the viewer's part in it; to others it does not exist.
func (p pages) party(e *core.RequestEvent) (*work, flow.Actor, error) {
	w, err := load(e.App, e.Request.PathValue("id"))
	if err != nil {
		return nil, "", err
	}
	role := w.RoleOf(members.Viewer(e).Id)
	if role == "" {
		return nil, "", fault.Missing()
	}
	return w, role, nil
}

func (p pages) showPage(e *core.RequestEvent) (*showPage, error) {
	w, role, err := p.party(e)
	if err != nil {
		return nil, err
	}
	now := p.clock.Now()
	order, facts := w.asOf(now)
	l := p.site.Locale(e)
	page := &showPage{work: w, Role: role, State: facts.State, Facts: facts, Buyer: shown(w.Client), Worker: shown(w.Member),
		Says: w.say(l, role, facts, now), Tier: gigs.TierOf(w.Order.Tier()), Asked: gigs.TierOf(w.Milestone.TierAsked()),
		Ahead: ahead(facts), can: map[flow.Action]bool{}}
	for _, action := range flow.Actions {
		mv := flow.Move{Actor: role, Action: action, Now: now, Disclosed: true}
		page.can[action] = flow.Can(order, facts, mv)
	}
	price, err := fees.Quote(e.App, fees.Terms{Amounts: []money.Amount{w.Amount()}, Tier: w.Order.Tier(), At: w.Placed(), Version: w.RateVersion()})
	if err != nil {
		return nil, err
	}
	page.Split = price.Split(l, w.Member.Name())
	page.Split.Label = l.T("Price of the order")
	return page, p.fill(e, page)
}

// fill reads what hangs on the order: deliveries, files, timeline, conversation, and how to pay.
func (p pages) fill(e *core.RequestEvent, page *showPage) (err error) {
	if page.Deliveries, err = Deliveries(e.App, page.Milestone); err != nil {
		return err
	}
	if page.Uploads, err = files.AttachmentsOf(e.App, "orders", page.Id); err != nil {
		return err
	}
	if page.Events, err = Timeline(e.App, page.Id); err != nil {
		return err
	}
	if err := page.conversation(e.App, members.Viewer(e).Id); err != nil {
		return err
	}
	if !page.Waits() || page.Role != flow.Client {
		return nil
	}
	coop := p.site.Coop(e.App)
	page.Transfer = payments.Transfer{Name: coop.Holder, IBAN: payments.IBAN(coop.IBAN), BIC: coop.BIC, Amount: page.Amount(),
		Reference: payments.Reference(page.Milestone.Reference())}
	if page.Transfer.Name == "" {
		page.Transfer.Name = coop.Name
	}
	page.QR, err = payments.QROf(page.Transfer)
	return err
}

func (p *showPage) conversation(app core.App, viewer string) error {
	thread, err := messages.Of(app, "order", p.Id)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	p.Thread = thread.Id
	p.Lines, err = messages.Lines(app, thread.Id, viewer, shownMessages)
	for _, l := range p.Lines {
		p.NewLines = p.NewLines || l.New
	}
	return err
}

// ahead lists the steps that still lie before the order, as far as all goes well.
func ahead(m flow.Milestone) []step {
	all := []struct {
		from flow.State
		step step
	}{
		{flow.Offered, step{locale.Mark("Accepted by the member"), m.AnswerBy}},
		{flow.AwaitingFunds, step{locale.Mark("Paid"), m.PayBy}},
		{flow.Funded, step{locale.Mark("Delivered"), m.DueAt}},
		{flow.Delivered, step{locale.Mark("Accepted and released"), m.AcceptBy}},
	}
	at := map[flow.State]int{flow.Offered: 0, flow.Countered: 0, flow.AwaitingFunds: 1, flow.Funded: 2, flow.ChangesRequested: 2, flow.Delivered: 3}
	from, ok := at[m.State]
	if !ok {
		return nil
	}
	var steps []step
	for i, x := range all[from:] {
		if i > 0 {
			x.step.By = time.Time{}
		}
		steps = append(steps, x.step)
	}
	return steps
}

// file handles GET /orders/{id}/files/{file}: a file of the request or of a delivery, for the two of the order.
func (p pages) file(e *core.RequestEvent) error {
	w, _, err := p.party(e)
	if err != nil {
		return err
	}
	a, err := files.AttachmentByID(e.App, e.Request.PathValue("file"))
	if err != nil {
		return err
	}
	if err := w.owns(e.App, a); err != nil {
		return err
	}
	return p.files.Serve(e, a)
}

// write handles POST /orders/{id}/messages.
func (p pages) write(e *core.RequestEvent) error {
	page, err := p.showPage(e)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "orders/show.html", page, err)
	}
	_, err = once(e, func(tx core.App) (string, error) {
		return "", p.Write(tx, members.Viewer(e), page.Id, page.Form.Text, web.Files(e, "files")...)
	})
	if err != nil {
		return p.site.Again(e, "orders/show.html", page, err)
	}
	return p.site.Done(e, page.Link()+"#messages", "")
}

// tier handles POST /orders/{id}/tier: the member asks for a weaker tier, the client answers.
func (p pages) tier(e *core.RequestEvent) error {
	w, role, err := p.party(e)
	if err != nil {
		return err
	}
	var form tierForm
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	text := locale.Mark("The answer is recorded.")
	_, err = once(e, func(tx core.App) (string, error) {
		if role == flow.Member {
			return "", p.AskTier(tx, members.Viewer(e), w.Id, form.Tier)
		}
		return "", p.AnswerTier(tx, members.Viewer(e), w.Id, form.Answer == "yes")
	})
	if err != nil {
		return p.again(e, err)
	}
	if role == flow.Member {
		text = locale.Mark("The client is asked. You will be told.")
	}
	return p.site.Done(e, w.Link(), text)
}

// again shows the order page with what was refused.
func (p pages) again(e *core.RequestEvent, err error) error {
	if refusal(err) == nil {
		return err
	}
	page, err2 := p.showPage(e)
	if err2 != nil {
		return err2
	}
	return p.site.Again(e, "orders/show.html", page, err)
}
