package orders_test

import (
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/orders"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/payments"
)

// house is a founded co-op with the two of an order, a stranger and a treasurer.
type house struct {
	*apptest.App
	t                                *testing.T
	client, member, other, treasurer *members.Person
}

func newHouse(t *testing.T) house {
	t.Helper()
	app := apptest.New(t)
	return house{App: app, t: t, client: app.Buyer(t, "Kari Lund"), member: app.Member(t, "Yuki Tanabe"),
		other: app.Member(t, "Eve Stranger"), treasurer: app.Officer(t, "Tilda Kroner", "treasurer")}
}

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

func (h house) request() orders.Request {
	return orders.Request{Slug: "trail-map", Member: h.member, Title: "Trail map, eastern side", Package: "Standard", Price: eur(60000),
		Days: 10, Rounds: 1, Tier: "assisted", Extras: []orders.Extra{{Title: "Winter names", Minor: 12000, Days: 2}},
		Note: "The **eastern** loop, please."}
}

func (h house) place() *orders.Order {
	h.t.Helper()
	o, err := h.Orders.Place(h, h.client, h.request())
	if err != nil {
		h.t.Fatal(err)
	}
	return o
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) refuses(kind fault.Kind, err error) {
	h.t.Helper()
	if !fault.Is(err, kind) {
		h.t.Fatalf("got %v, want a refusal of kind %s", err, kind)
	}
}

// billed is an order that waits for its payment; funded one that is paid; delivered one that was handed over.
func (h house) billed() *orders.Order {
	h.t.Helper()
	o := h.place()
	h.must(h.Orders.Accept(h, h.member, o.Id))
	return o
}

func (h house) funded() *orders.Order {
	h.t.Helper()
	o := h.billed()
	r := h.pay(o, 72000)
	if r.State() != payments.Matched {
		h.t.Fatalf("the payment is %s: %s", r.State(), r.Reason())
	}
	return o
}

func (h house) delivered() *orders.Order {
	h.t.Helper()
	o := h.funded()
	h.must(h.Orders.Deliver(h, h.member, o.Id, handover("assisted")))
	return o
}

func (h house) pay(o *orders.Order, minor int64) *payments.Receipt {
	h.t.Helper()
	r, err := h.Payments.Receive(h, h.treasurer, payments.Incoming{Amount: eur(minor), Reference: h.milestone(o).Reference(),
		PaidOn: h.Clock.Now().Format(time.DateOnly)})
	h.must(err)
	return r
}

// handover is a delivery with one part of each tier.
func handover(tiers ...string) orders.Handover {
	d := orders.Handover{Note: "Here it is."}
	for _, tier := range tiers {
		p := orders.Part{Title: "map-east.pdf", Kind: "image", Tier: tier}
		if tier != "human" {
			p.Tool, p.Purpose = "Denoiser", "Smoothing the relief"
		}
		d.Parts = append(d.Parts, p)
	}
	return d
}

func (h house) milestone(o *orders.Order) *orders.Milestone {
	h.t.Helper()
	m, err := orders.FirstOf(h, o.Id)
	h.must(err)
	return m
}

func (h house) isIn(o *orders.Order, state flow.State) {
	h.t.Helper()
	if got := h.milestone(o).State(); got != state {
		h.t.Fatalf("the order is %s, want %s", got, state)
	}
}

// stands checks what the books say, debit positive.
func (h house) stands(account book.Account, minor int64) {
	h.t.Helper()
	got, err := ledger.Balance(h, account, "EUR")
	h.must(err)
	if got.Minor != minor {
		h.t.Errorf("%s stands at %d, want %d", account, got.Minor, minor)
	}
}

// told reports how many notices the person has with the text.
func (h house) told(p *members.Person, text string) int {
	h.t.Helper()
	n, err := h.CountRecords("notices")
	h.must(err)
	if n == 0 {
		return 0
	}
	list, err := h.FindRecordsByFilter("notices", "person = {:p} && text = {:t}", "", 0, 0, map[string]any{"p": p.Id, "t": text})
	h.must(err)
	return len(list)
}

func (h house) days(n int) { h.Clock.Set(h.Clock.Now().AddDate(0, 0, n)) }
