package orders_test

import (
	"context"
	"strings"
	"testing"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"
	"cooperage/hooks/orders"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/payments"

	"pgregory.net/rapid"
)

// TestActs_AnyWalkKeepsTheBooks lets the four of a house do anything in any order, on a real app, while time passes.
// Refusals are part of the walk; any other error is not. After every act the books agree with the orders.
func TestActs_AnyWalkKeepsTheBooks(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.must(h.Payments.SaveAccount(h, h.member, "Yuki Tanabe", "DE89370400440532013000"))
	var all []*orders.Order
	rapid.Check(t, func(t *rapid.T) {
		w := walker{house: h, rt: t}
		all = append(all, w.place())
		for range rapid.IntRange(3, 8).Draw(t, "acts") {
			w.act(rapid.SampledFrom(all[max(0, len(all)-3):]).Draw(t, "order"))
		}
		w.agrees(all)
	})
	report, err := ledger.Verify(h)
	if h.must(err); report.Fault != nil {
		t.Errorf("the books are wrong: %+v", report.Fault)
	}
}

type walker struct {
	house
	rt *rapid.T
}

func (w walker) place() *orders.Order {
	q := w.request()
	q.Price, q.Extras = eur(rapid.Int64Range(1, 5_000_00).Draw(w.rt, "price")), nil
	o, err := w.Orders.Place(w, w.client, q)
	if err != nil {
		w.rt.Fatal(err)
	}
	return o
}

// act tries one act; who may not do it now is refused, and that is right.
func (w walker) act(o *orders.Order) {
	acts := map[string]func() error{
		"accept":   func() error { return w.Orders.Accept(w, w.member, o.Id) },
		"decline":  func() error { return w.Orders.Decline(w, w.member, o.Id, "No time.") },
		"pay":      func() error { return w.transfer(o, o.Amount().Minor) },
		"overpay":  func() error { return w.transfer(o, o.Amount().Minor+1) },
		"deliver":  func() error { return w.Orders.Deliver(w, w.member, o.Id, handover("assisted")) },
		"changes":  func() error { return w.Orders.RequestChanges(w, w.client, o.Id, "Please.") },
		"round":    func() error { return w.Orders.GrantRound(w, w.member, o.Id) },
		"release":  func() error { return w.Orders.AcceptDelivery(w, w.client, o.Id) },
		"cancel":   func() error { return w.Orders.Cancel(w, w.member, o.Id, "Ill.") },
		"late":     func() error { return w.Orders.Cancel(w, w.client, o.Id, "Late.") },
		"refund":   func() error { return w.Orders.PayRefund(w, w.treasurer, o.Id) },
		"stranger": func() error { return w.Orders.AcceptDelivery(w, w.other, o.Id) },
		"wait": func() error {
			w.days(rapid.IntRange(1, 15).Draw(w.rt, "days"))
			return w.Orders.Settle(context.Background(), w)
		},
		"payout": func() error { _, err := w.Payments.Run(w, w.treasurer); return err },
	}
	names := []string{"accept", "accept", "pay", "pay", "deliver", "deliver", "release", "changes", "round", "decline", "overpay", "cancel",
		"late", "refund", "stranger", "wait", "payout"}
	name := rapid.SampledFrom(names).Draw(w.rt, "act")
	if err := acts[name](); err != nil && fault.As(err) == nil {
		w.rt.Fatalf("%s: %v", name, err)
	}
}

func (w walker) transfer(o *orders.Order, minor int64) error {
	reference := w.milestone(o).Reference()
	if reference == "" {
		reference = "-"
	}
	_, err := w.Payments.Receive(w, w.treasurer, payments.Incoming{Amount: eur(minor), Reference: reference, PaidOn: w.Clock.Now().Format("2006-01-02")})
	return err
}

// agrees compares what the orders say with what the books say.
func (w walker) agrees(all []*orders.Order) {
	var held, refunding, commission, released int64
	for _, o := range all {
		fresh, err := orders.ByID(w, o.Id)
		if err != nil {
			w.rt.Fatal(err)
		}
		m := w.milestone(o)
		switch m.State() {
		case flow.Funded, flow.Delivered, flow.ChangesRequested:
			held += o.Amount().Minor
		}
		refunding += int64(m.GetInt("refundingMinor"))
		commission += fresh.Commission().Minor
		released += fresh.Released().Minor
		want, err := money.Commission(fresh.Released(), fresh.Rate())
		if err != nil || fresh.Commission() != want {
			w.rt.Fatalf("order %s: commission %s, want %s (%v)", o.Code(), fresh.Commission(), want, err)
		}
	}
	for kind, want := range map[book.Kind]int64{book.KindClientFunds: held, book.KindClientRefunds: refunding, book.KindCommission: commission} {
		if got := w.sum(kind); got != -want {
			w.rt.Fatalf("%s stands at %d, the orders say %d", kind, got, -want)
		}
	}
	earned := w.sum(book.KindMemberPayable) + w.sum(book.KindPayoutsInTransit)
	if earned != commission-released {
		w.rt.Fatalf("members are owed %d, the orders say %d", -earned, released-commission)
	}
	var total int64
	for _, kind := range []book.Kind{book.KindBank, book.KindClientFunds, book.KindClientRefunds, book.KindCommission,
		book.KindMemberPayable, book.KindPayoutsInTransit, book.KindUnmatched} {
		total += w.sum(kind)
	}
	if total != 0 {
		w.rt.Fatalf("%d went missing", total)
	}
}

func (w walker) sum(kind book.Kind) int64 {
	list, err := ledger.OfKind(w, kind)
	if err != nil {
		w.rt.Fatal(err)
	}
	var n int64
	for _, s := range list {
		if !strings.HasPrefix(string(s.Account), string(kind)) {
			w.rt.Fatalf("%s is no %s", s.Account, kind)
		}
		n += s.Balance.Minor
	}
	return n
}
