package demo

import (
	"fmt"
	"time"

	"cooperage/hooks/gigs"
	"cooperage/hooks/members"
	"cooperage/hooks/orders"

	"github.com/pocketbase/pocketbase/core"
)

// story is one order on its way: who is in it, and the moments of its life.
type story struct {
	*seeding
	order
	key                string
	seller             string // handle
	placed             time.Time
	answered, paidAt   time.Time
	delivered, changed time.Time
	redelivered        time.Time
}

// planOrders plans every order up to where it stands on the first day.
func (s *seeding) planOrders() {
	for i, o := range everyOrder() {
		st := &story{seeding: s, order: o, key: fmt.Sprintf("order %d, %s by %s", i+1, o.gig, o.client), seller: gigOf(o.gig).owner}
		st.timetable()
		st.plot()
	}
}

// timetable fixes the moments: answered the same day or the next, paid in two, delivered when the order says.
func (st *story) timetable() {
	d := dice(st.key)
	hours := func(a, z int) time.Duration { return time.Duration(a*60+d.IntN((z-a)*60)) * time.Minute }
	st.placed = st.at(st.day, 8+float64(d.IntN(10)), st.key)
	st.answered = st.placed.Add(hours(2, 20))
	st.paidAt = st.answered.Add(hours(20, 44))
	st.delivered = st.at(st.day-st.took, 9+float64(d.IntN(8)), st.key+" delivered")
	if earliest := st.paidAt.Add(6 * time.Hour); st.delivered.Before(earliest) {
		st.delivered = earliest
	}
	st.changed = st.delivered.Add(hours(20, 40))
	st.redelivered = st.changed.Add(hours(30, 60))
	if st.fate == again {
		st.redelivered = st.at(2, 11, st.key+" again")
	}
}

// plot adds the acts of the order to the history, as far as its fate goes.
func (st *story) plot() {
	st.act(st.placed, "placed", st.place)
	switch st.fate {
	case offered, lapsed:
		return
	case declined:
		st.act(st.answered, "declined", st.by(st.seller, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.Decline(tx, p, id, st.why)
		}))
		return
	case withdrawn:
		st.act(st.answered.AddDate(0, 0, 1), "withdrawn", st.by(st.client, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.Withdraw(tx, p, id)
		}))
		return
	}
	st.act(st.answered, "accepted", st.by(st.seller, func(tx core.App, p *members.Person, id string) error {
		return st.Orders.Accept(tx, p, id)
	}))
	st.talkOver()
	if st.fate == unpaid || st.fate == expired {
		return
	}
	st.act(st.paidAt, "paid", st.pay)
	switch st.fate {
	case working:
	case asked, agreed, givenup:
		st.plotEnd()
	default:
		st.plotWork()
	}
}

// plotWork plans delivery, changes and acceptance.
func (st *story) plotWork() {
	st.act(st.delivered, "delivered", st.hand(st.done))
	if st.fate == disputed {
		st.act(st.changed, "disputed", st.by(st.client, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.OpenDispute(tx, p, id, st.why)
		}))
		return
	}
	accept := st.changed
	if st.change != "" {
		st.act(st.changed, "changes", st.by(st.client, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.RequestChanges(tx, p, id, st.change)
		}))
		if st.fate == changing {
			return
		}
		st.act(st.redelivered, "delivered again", st.hand(st.redone))
		accept = st.redelivered.Add(26 * time.Hour)
	}
	if st.fate == released {
		accept = st.at(2, 10, st.key+" accepted")
	}
	if st.fate == paid || st.fate == released {
		st.act(accept, "accepted", st.by(st.client, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.AcceptDelivery(tx, p, id)
		}))
	}
}

// plotEnd plans how an order ends before it is delivered.
func (st *story) plotEnd() {
	end := st.paidAt.AddDate(0, 0, 5)
	switch st.fate {
	case givenup:
		st.act(end, "given up", st.by(st.seller, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.Cancel(tx, p, id, st.why)
		}))
	case asked:
		st.act(st.at(1, 15, st.key+" asked"), "asked to cancel", st.askCancel)
	case agreed:
		st.act(end, "asked to cancel", st.askCancel)
		st.act(end.Add(20*time.Hour), "agreed to cancel", st.by(st.seller, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.AgreeCancel(tx, p, id)
		}))
		st.act(end.Add(50*time.Hour), "refund paid", st.by(treasurer, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.PayRefund(tx, p, id)
		}))
	}
}

func (st *story) askCancel(tx core.App) error {
	reason := st.why
	if reason == "" {
		reason = "The work has no use any more, through nobody's fault here. I would like to close it cleanly."
	}
	return st.by(st.client, func(tx core.App, p *members.Person, id string) error {
		return st.Orders.AskCancel(tx, p, id, reason)
	})(tx)
}

func (st *story) act(at time.Time, what string, do func(core.App) error) {
	st.plan(at, st.key+", "+what, do)
}

// by lets somebody do something to the order.
func (st *story) by(who string, do func(tx core.App, p *members.Person, order string) error) func(core.App) error {
	return func(tx core.App) error {
		p, err := st.person(tx, who)
		if err != nil {
			return err
		}
		return do(tx, p, st.orders[st.key].Id)
	}
}

// talkOver plans the messages, the first an hour after the answer.
func (st *story) talkOver() {
	for i, text := range st.talk {
		who := st.client
		if text[0] == 'm' {
			who = st.seller
		}
		at := st.answered.Add(time.Hour + time.Duration(i)*7*time.Hour)
		if st.fate == agreed || st.fate == asked {
			at = at.AddDate(0, 0, 4)
		}
		st.act(at, "message", st.by(who, func(tx core.App, p *members.Person, id string) error {
			return st.Orders.Write(tx, p, id, text[len("c: "):])
		}))
	}
}

// place orders the package with its extras at the gig's stored terms.
func (st *story) place(tx core.App) error {
	client, err := st.person(tx, st.client)
	if err != nil {
		return err
	}
	seller, err := st.person(tx, st.seller)
	if err != nil {
		return err
	}
	g := st.gigs[st.gig]
	packages, err := gigs.PackagesOf(tx, g.Id)
	if err != nil {
		return err
	}
	extras, err := gigs.ExtrasOf(tx, g.Id)
	if err != nil {
		return err
	}
	p := packages[st.pack]
	q := orders.Request{Gig: g.Id, Slug: g.Slug(), Member: seller, Title: g.Title(), Package: p.Name(), Price: p.Price(g.Currency()),
		Days: p.Days(), Rounds: p.Rounds(), Tier: g.TierCode(), Note: st.ask}
	for _, n := range st.extras {
		x := extras[n]
		q.Extras = append(q.Extras, orders.Extra{Title: x.Name(), Minor: x.PriceMinor(), Days: x.Days()})
	}
	placed, err := st.Orders.Place(tx, client, q)
	st.orders[st.key] = placed
	return err
}

// hand delivers with the note and the disclosures of the gig.
func (st *story) hand(note string) func(core.App) error {
	return st.by(st.seller, func(tx core.App, p *members.Person, id string) error {
		h := orders.Handover{Note: note}
		for _, d := range disclosures[st.gig] {
			h.Parts = append(h.Parts, orders.Part{Title: d.title, Kind: d.kind, Tier: d.tier, Tool: d.tool, Purpose: d.purpose})
		}
		return st.Orders.Deliver(tx, p, id, h)
	})
}
