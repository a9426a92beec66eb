package flow

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"cooperage/hooks/fault"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

var terms = Terms{Amount: 100000, Rate: 650, AnswerDays: 7, PayDays: 14, DeliveryDays: 10, AcceptDays: 14, AppealDays: 7, ClawbackDays: 30}

// cells is the whole table as money.md writes it: who may do what in which state, and where it leads.
// Whatever is not here must be refused.
var cells = []struct {
	from   State
	action Action
	by     []Actor
	to     State
}{
	{Draft, Offer, parties, Offered},
	{Offered, Counter, parties, Countered},
	{Countered, Counter, parties, Offered},
	{Offered, Accept, parties, Accepted},
	{Countered, Accept, parties, Accepted},
	{Offered, Decline, parties, Cancelled},
	{Countered, Decline, parties, Cancelled},
	{Offered, Withdraw, parties, Cancelled},
	{Countered, Withdraw, parties, Cancelled},
	{Offered, Expire, []Actor{Clock}, Expired},
	{Countered, Expire, []Actor{Clock}, Expired},
	{Accepted, Bill, []Actor{Clock}, AwaitingFunds},
	{AwaitingFunds, Fund, []Actor{Treasurer, Provider}, Funded},
	{AwaitingFunds, Expire, []Actor{Clock}, Expired},
	{Funded, Deliver, []Actor{Member}, Delivered},
	{ChangesRequested, Deliver, []Actor{Member}, Delivered},
	{Delivered, RequestChanges, []Actor{Client}, ChangesRequested},
	{Delivered, GrantRound, []Actor{Member}, Delivered},
	{Delivered, AcceptDelivery, []Actor{Client}, Released},
	{Delivered, AutoAccept, []Actor{Clock}, Released},
	{Funded, AskCancel, parties, Funded},
	{ChangesRequested, AskCancel, parties, ChangesRequested},
	{Funded, AgreeCancel, parties, Cancelled},
	{ChangesRequested, AgreeCancel, parties, Cancelled},
	{Funded, Cancel, parties, Cancelled},
	{ChangesRequested, Cancel, []Actor{Member}, Cancelled}, // the client received something: never alone
	{Funded, OpenDispute, parties, Disputed},
	{Delivered, OpenDispute, parties, Disputed},
	{ChangesRequested, OpenDispute, parties, Disputed},
	{Disputed, ProposeSplit, parties, Disputed},
	{Disputed, AgreeSplit, parties, Resolved},
	{Disputed, Rule, []Actor{Panel}, Disputed},
	{Disputed, Appeal, parties, Disputed},
	{Disputed, Enforce, []Actor{Clock}, Resolved},
	{Released, Clawback, []Actor{Panel, Provider}, ClawedBack},
	{Cancelled, PayRefund, []Actor{Treasurer, Provider}, Cancelled},
	{Resolved, PayRefund, []Actor{Treasurer, Provider}, Resolved},
	{ClawedBack, PayRefund, []Actor{Treasurer, Provider}, ClawedBack},
}

// willing returns the facts and the move of a cell with every guard satisfied, as far as one can satisfy it.
func willing(s State, actor Actor, action Action) (Milestone, Move) {
	m := Milestone{State: s, Terms: terms, Rounds: 1, OfferedBy: actor.other(), CancelBy: actor.other(),
		AnswerBy: noon.AddDate(0, 0, 1), PayBy: noon.AddDate(0, 0, 1), DueAt: noon.AddDate(0, 0, -1), AcceptBy: noon.AddDate(0, 0, 1),
		ReleasedAt: noon.AddDate(0, 0, -29), Released: 100000,
		Dispute: Dispute{SplitBy: actor.other(), Split: 5000, AppealUntil: noon.AddDate(0, 0, 1)}}
	mv := Move{Actor: actor, Action: action, Now: noon, Amount: 100000, Share: 2500, Disclosed: true}
	if action == Withdraw {
		m.OfferedBy = actor
	}
	if s == ChangesRequested || s == Delivered {
		m.Deliveries = 1
	}
	m.Dispute.Ruled = action == Appeal || action == Enforce
	if actor == Clock {
		m.AnswerBy, m.PayBy, m.AcceptBy, m.Dispute.AppealUntil = noon, noon, noon, noon
	}
	if s == Cancelled || s == Resolved || s == ClawedBack {
		m.Refunding = 100000
	}
	return m, mv
}

func expected(s State, actor Actor, action Action) (State, bool) {
	for _, c := range cells {
		if c.from == s && c.action == action && slices.Contains(c.by, actor) {
			return c.to, true
		}
	}
	return s, false
}

func TestNext_WholeTable(t *testing.T) {
	t.Parallel()
	tried, allowed := 0, 0
	for _, s := range States {
		for _, actor := range Actors {
			for _, action := range Actions {
				tried++
				to, legal := expected(s, actor, action)
				m, mv := willing(s, actor, action)
				step, err := Next(Order{Released: 100000, Commission: 6500}, m, mv)
				where := fmt.Sprintf("%s: %s by %s", s, action, actor)
				switch {
				case legal && err != nil:
					t.Errorf("%s: refused: %v", where, err)
				case !legal && err == nil:
					t.Errorf("%s: allowed, leads to %s", where, step.Milestone.State)
				case !legal && !fault.Is(err, fault.Conflict):
					t.Errorf("%s: refusal is %v, want a conflict", where, err)
				case legal && step.Milestone.State != to:
					t.Errorf("%s: leads to %s, want %s", where, step.Milestone.State, to)
				}
				if legal {
					allowed++
				}
			}
		}
	}
	if tried != 14*6*24 || allowed != 63 {
		t.Errorf("tried %d cells with %d allowed, want %d and 63", tried, allowed, 14*6*24)
	}
}

func TestNext_PostsWhatTheTableSays(t *testing.T) {
	t.Parallel()
	cases := []struct {
		state  State
		actor  Actor
		action Action
		want   string
	}{
		{AwaitingFunds, Treasurer, Fund, "[{receipt [{bank 100000} {client_funds -100000}]}]"},
		{Delivered, Client, AcceptDelivery, "[{release [{client_funds 100000} {member_payable -93500} {commission -6500}]}]"},
		{Delivered, Clock, AutoAccept, "[{release [{client_funds 100000} {member_payable -93500} {commission -6500}]}]"},
		{Funded, Member, Cancel, "[{refund [{client_funds 100000} {client_refunds -100000}]}]"},
		{Funded, Client, AgreeCancel, "[{refund [{client_funds 100000} {client_refunds -100000}]}]"},
		{Disputed, Client, AgreeSplit, "[{refund [{client_funds 50000} {client_refunds -50000}]} {release [{client_funds 50000} {member_payable -46750} {commission -3250}]}]"},
		{Released, Panel, Clawback, "[{clawback [{member_receivable 93500} {commission 6500} {client_refunds -100000}]}]"},
		{Cancelled, Treasurer, PayRefund, "[{refund-paid [{client_refunds 100000} {bank -100000}]}]"},
		{Offered, Member, Accept, "[]"},
		{AwaitingFunds, Clock, Expire, "[]"},
		{Delivered, Client, RequestChanges, "[]"},
		{Funded, Member, Deliver, "[]"},
		{Disputed, Panel, Rule, "[]"},
	}
	for _, c := range cases {
		m, mv := willing(c.state, c.actor, c.action)
		o := Order{}
		if c.state == Released {
			o = Order{Released: 100000, Commission: 6500}
		} else {
			m.Released = 0
		}
		step, err := Next(o, m, mv)
		if err != nil {
			t.Errorf("%s %s: %v", c.state, c.action, err)
			continue
		}
		if got := fmt.Sprint(step.Entries); got != c.want {
			t.Errorf("%s %s posts %s, want %s", c.state, c.action, got, c.want)
		}
	}
}
