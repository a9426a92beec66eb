package orders_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/messages"
	"cooperage/hooks/orders"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/payments"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
)

func TestPlace_FreezesTheTerms(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.place()
	m := h.milestone(o)
	if o.Amount() != eur(72000) || o.Rate() != 650 || o.Tier() != "assisted" || o.RateVersion() == 0 || m.Rounds() != 1 {
		t.Errorf("frozen: %s, %d, %s, version %d, %d rounds", o.Amount(), o.Rate(), o.Tier(), o.RateVersion(), m.Rounds())
	}
	if got := m.GetInt("acceptDays"); got != 14 {
		t.Errorf("%d days to accept, want 14", got)
	}
	if got := m.GetInt("deliveryDays"); got != 12 {
		t.Errorf("%d days to deliver, want 10 and 2 of the extra", got)
	}
	if !strings.Contains(string(o.Note()), "<strong>eastern</strong>") {
		t.Errorf("note is %q", o.Note())
	}
	if h.told(h.member, "You have a new order: %s") != 1 {
		t.Error("the member was not told")
	}
	h.isIn(o, flow.Offered)
}

func TestPlace_LaterVotesDoNotChangeARunningOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	err := h.RunInTransaction(func(tx core.App) error {
		_, err := policies.Enact(tx, policies.Change{Key: policies.CommissionRate, Value: "1000", From: h.Clock.Now(), At: h.Clock.Now()}, 7)
		return err
	})
	h.must(err)
	if later := h.place(); later.Rate() != 1000 || later.RateMotion() != 7 {
		t.Errorf("a new order has the rate %d of motion %d, want 1000 of 7", later.Rate(), later.RateMotion())
	}
	h.must(h.Orders.Deliver(h, h.member, o.Id, handover("human")))
	h.must(h.Orders.AcceptDelivery(h, h.client, o.Id))
	h.stands(book.Commission, -4680)
}

func TestPlace_RefusesWhatIsNoOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for name, c := range map[string]struct {
		spoil func(*orders.Request)
		kind  fault.Kind
	}{
		"without a note":     {func(q *orders.Request) { q.Note = "" }, fault.Invalid},
		"with a novel":       {func(q *orders.Request) { q.Note = strings.Repeat("x", orders.MaxNote+1) }, fault.Invalid},
		"of one's own gig":   {func(q *orders.Request) { q.Member = h.client }, fault.Conflict},
		"of a non-member":    {func(q *orders.Request) { q.Member = h.Buyer(t, "Former") }, fault.Conflict},
		"for nothing":        {func(q *orders.Request) { q.Price, q.Extras = eur(0), nil }, fault.Conflict},
		"beyond all amounts": {func(q *orders.Request) { q.Price = eur(1<<63 - 1) }, fault.Invalid},
	} {
		q := h.request()
		c.spoil(&q)
		if _, err := h.Orders.Place(h, h.client, q); !fault.Is(err, c.kind) {
			t.Errorf("%s: got %v, want %s", name, err, c.kind)
		}
	}
	if n, err := h.CountRecords("orders"); err != nil || n != 0 {
		t.Errorf("%d refused orders were stored, %v", n, err)
	}
}

func TestOrder_FromPlaceToPayout(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.place()
	h.must(h.Orders.Accept(h, h.member, o.Id))
	h.isIn(o, flow.AwaitingFunds)
	if r := h.pay(o, 72000); r.State() != payments.Matched {
		t.Fatalf("receipt is %s: %s", r.State(), r.Reason())
	}
	h.isIn(o, flow.Funded)
	h.stands(book.Bank, 72000)
	h.stands(book.ClientFunds("0001", "1"), -72000)
	h.must(h.Orders.Deliver(h, h.member, o.Id, handover("human", "assisted")))
	h.must(h.Orders.RequestChanges(h, h.client, o.Id, "Italics for the winter names, please."))
	h.isIn(o, flow.ChangesRequested)
	h.must(h.Orders.Deliver(h, h.member, o.Id, handover("assisted")))
	h.refuses(fault.Conflict, h.Orders.RequestChanges(h, h.client, o.Id, "And more"))
	h.must(h.Orders.AcceptDelivery(h, h.client, o.Id))
	h.isIn(o, flow.Released)
	h.stands(book.ClientFunds("0001", "1"), 0)
	h.stands(book.MemberPayable(h.member.Code()), -67320)
	h.stands(book.Commission, -4680)
	h.must(h.Payments.SaveAccount(h, h.member, "Yuki Tanabe", "DE89370400440532013000"))
	made, err := h.Payments.Run(h, h.treasurer)
	h.must(err)
	_, err = h.Payments.Settle(h, h.treasurer, made[0].Id)
	h.must(err)
	h.stands(book.Bank, 4680)
	events, err := orders.Timeline(h, o.Id)
	h.must(err)
	if len(events) != 8 || events[7].Text() != "Accepted and released by %s" || events[7].Name != "Kari Lund" {
		t.Errorf("the timeline has %d entries, the last %+v", len(events), events[len(events)-1])
	}
	report, err := ledger.Verify(h)
	if h.must(err); report.Fault != nil {
		t.Errorf("the books are wrong: %+v", report.Fault)
	}
}

func TestAct_OnlyTheTwoAndOnlyInTheirPart(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.place()
	h.refuses(fault.NotFound, h.Orders.Accept(h, h.other, o.Id))
	h.refuses(fault.NotFound, h.Orders.Accept(h, h.treasurer, o.Id))
	h.refuses(fault.NotFound, h.Orders.Accept(h, h.member, "absent000000000"))
	h.refuses(fault.Conflict, h.Orders.Accept(h, h.client, o.Id))
	h.refuses(fault.Conflict, h.Orders.Withdraw(h, h.member, o.Id))
	h.must(h.Orders.Accept(h, h.member, o.Id))
	h.refuses(fault.Conflict, h.Orders.Accept(h, h.member, o.Id))
	h.refuses(fault.Conflict, h.Orders.AcceptDelivery(h, h.client, o.Id))
	h.refuses(fault.NotFound, h.Orders.Write(h, h.other, o.Id, "Hello"))
	h.isIn(o, flow.AwaitingFunds)
}

func TestReceive_OnlyTheExactAmountInTimePays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.billed()
	for _, minor := range []int64{71999, 72001} {
		if r := h.pay(o, minor); r.State() != payments.Unmatched {
			t.Errorf("%d paid the order", minor)
		}
	}
	h.isIn(o, flow.AwaitingFunds)
	h.days(14)
	if r := h.pay(o, 72000); r.State() != payments.Unmatched || !strings.Contains(r.Reason(), "deadline") {
		t.Errorf("a late payment is %s: %s", r.State(), r.Reason())
	}
	h.stands(book.Unmatched, -3*72000)
	h.must(h.Orders.Settle(context.Background(), h))
	h.isIn(o, flow.Expired)
	h.stands(book.ClientFunds("0001", "1"), 0)
}

func TestReceive_TwiceForOneOrderWaits(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	if r := h.pay(o, 72000); r.State() != payments.Unmatched {
		t.Errorf("the second payment is %s", r.State())
	}
	h.stands(book.ClientFunds("0001", "1"), -72000)
	h.stands(book.Unmatched, -72000)
}

func TestDeliver_TheWeakestPartSetsTheTier(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	h.refuses(fault.Conflict, h.Orders.Deliver(h, h.member, o.Id, handover("human", "hybrid", "human")))
	h.isIn(o, flow.Funded)
	h.must(h.Orders.Deliver(h, h.member, o.Id, handover("human", "assisted", "human")))
	list, err := orders.Deliveries(h, h.milestone(o))
	if h.must(err); len(list) != 1 || list[0].Tier != "assisted" || len(list[0].Parts) != 3 || len(list[0].Uses()) != 1 {
		t.Errorf("delivered %+v", list)
	}
}

func TestDeliver_AnUndeclaredPartIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	undeclared := handover("human", "human")
	undeclared.Parts[1].Tier = ""
	silent := handover("assisted")
	silent.Parts[0].Tool = ""
	public := handover("assisted")
	public.Informs = true
	for name, d := range map[string]orders.Handover{"no tier": undeclared, "no tool": silent, "no parts": {Note: "x"},
		"no note": {Parts: handover("human").Parts}, "informs the public without an editor": public} {
		err := h.Orders.Deliver(h, h.member, o.Id, d)
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	h.isIn(o, flow.Funded)
}

func TestDeliver_BelowTheTierOnlyWithRecordedConsent(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	h.refuses(fault.Invalid, h.Orders.AskTier(h, h.member, o.Id, "human"))
	h.refuses(fault.Conflict, h.Orders.AskTier(h, h.client, o.Id, "hybrid"))
	h.refuses(fault.Conflict, h.Orders.AnswerTier(h, h.client, o.Id, true))
	h.must(h.Orders.AskTier(h, h.member, o.Id, "hybrid"))
	h.must(h.Orders.AnswerTier(h, h.client, o.Id, false))
	h.refuses(fault.Conflict, h.Orders.Deliver(h, h.member, o.Id, handover("hybrid")))
	h.must(h.Orders.AskTier(h, h.member, o.Id, "hybrid"))
	h.must(h.Orders.AnswerTier(h, h.client, o.Id, true))
	h.must(h.Orders.Deliver(h, h.member, o.Id, handover("hybrid")))
	list, err := orders.Deliveries(h, h.milestone(o))
	if h.must(err); !list[0].Weaker() || list[0].Agreed != "assisted" {
		t.Errorf("the delivery does not say what was agreed: %+v", list[0])
	}
}

func TestSettle_SilenceAcceptsAfterTheAgreedDays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.delivered()
	h.days(13)
	h.must(h.Orders.Settle(context.Background(), h))
	h.isIn(o, flow.Delivered)
	h.days(1)
	h.refuses(fault.Conflict, h.Orders.RequestChanges(h, h.client, o.Id, "Too late"))
	h.refuses(fault.Conflict, h.Orders.OpenDispute(h, h.client, o.Id, "Too late"))
	for range 2 { // repeating the job changes nothing
		h.must(h.Orders.Settle(context.Background(), h))
	}
	h.isIn(o, flow.Released)
	h.stands(book.MemberPayable(h.member.Code()), -67320)
	const news = "The delivery counts as accepted and the money is released: %s"
	if h.told(h.client, news) != 1 || h.told(h.member, news) != 1 {
		t.Error("both should be told once")
	}
}

func TestSettle_UnansweredAndUnpaidOrdersLapse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	unanswered, unpaid := h.place(), h.billed()
	h.days(7)
	h.refuses(fault.Conflict, h.Orders.Accept(h, h.member, unanswered.Id))
	h.must(h.Orders.Settle(context.Background(), h))
	h.isIn(unanswered, flow.Expired)
	h.isIn(unpaid, flow.AwaitingFunds)
	h.days(7)
	h.must(h.Orders.Settle(context.Background(), h))
	h.isIn(unpaid, flow.Expired)
}

func TestRemind_OncePerDeadlineAndInTime(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.delivered()
	const news = "A delivery waits for you and will soon count as accepted: %s"
	for _, c := range []struct{ days, want int }{{0, 0}, {10, 0}, {1, 1}, {1, 1}, {1, 1}} {
		h.days(c.days)
		h.must(h.Orders.Remind(context.Background(), h))
		if got := h.told(h.client, news); got != c.want {
			t.Errorf("on %s: told %d times, want %d", h.Clock.Now(), got, c.want)
		}
	}
	if h.told(h.member, news) != 0 {
		t.Error("the member was reminded of the client's turn")
	}
}

func TestCancel_RefundsAreOwedThenPaid(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	h.refuses(fault.Conflict, h.Orders.Cancel(h, h.client, o.Id, "Changed my mind"))
	h.refuses(fault.Conflict, h.Orders.PayRefund(h, h.treasurer, o.Id))
	h.must(h.Orders.Cancel(h, h.member, o.Id, "I am ill."))
	h.stands(book.ClientRefunds("0001", "1"), -72000)
	h.stands(book.Bank, 72000)
	h.must(h.Orders.PayRefund(h, h.treasurer, o.Id))
	h.refuses(fault.Conflict, h.Orders.PayRefund(h, h.treasurer, o.Id))
	h.stands(book.ClientRefunds("0001", "1"), 0)
	h.stands(book.Bank, 0)
}

func TestCancel_ClientAloneOnceItIsOverdue(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	h.days(12)
	h.refuses(fault.Conflict, h.Orders.Cancel(h, h.client, o.Id, "It is late"))
	h.days(1)
	h.must(h.Orders.Cancel(h, h.client, o.Id, "It is late"))
	h.isIn(o, flow.Cancelled)
}

func TestCancel_Together(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	h.refuses(fault.Conflict, h.Orders.AgreeCancel(h, h.member, o.Id))
	h.must(h.Orders.AskCancel(h, h.client, o.Id, "The path is closed."))
	h.refuses(fault.Conflict, h.Orders.AgreeCancel(h, h.client, o.Id))
	h.must(h.Orders.AgreeCancel(h, h.member, o.Id))
	h.isIn(o, flow.Cancelled)
	h.stands(book.ClientRefunds("0001", "1"), -72000)
}

func TestAct_AListenerThatFailsUndoesAll(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.delivered()
	h.Orders.OnMoved.BindFunc(func(e *orders.Moved) error { return errors.New("broken") })
	if err := h.Orders.AcceptDelivery(h, h.client, o.Id); err == nil {
		t.Fatal("released although a listener failed")
	}
	h.isIn(o, flow.Delivered)
	h.stands(book.ClientFunds("0001", "1"), -72000)
	h.stands(book.Commission, 0)
	if h.told(h.member, "Your delivery was accepted and the money released: %s") != 0 {
		t.Error("the member was told of what did not happen")
	}
}

func TestWrite_TheTwoTalk(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.place()
	h.must(h.Orders.Write(h, h.client, o.Id, "Could the huts carry their winter names?"))
	thread, err := messages.Of(h, "order", o.Id)
	h.must(err)
	lines, err := messages.Lines(h, thread.Id, h.member.Id, 10)
	if h.must(err); len(lines) != 1 || lines[0].Name != "Kari Lund" {
		t.Errorf("the member reads %+v", lines)
	}
}
