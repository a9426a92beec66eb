package flow

import (
	"testing"
	"time"

	"cooperage/hooks/fault"
)

func TestNext_GuardsRefuse(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	cases := []struct {
		name   string
		state  State
		actor  Actor
		action Action
		spoil  func(*Milestone, *Move)
		kind   fault.Kind
	}{
		{"answering one's own offer", Offered, Member, Accept, func(m *Milestone, _ *Move) { m.OfferedBy = Member }, fault.Conflict},
		{"withdrawing the other's offer", Offered, Client, Withdraw, func(m *Milestone, _ *Move) { m.OfferedBy = Member }, fault.Conflict},
		{"answering after the deadline", Offered, Member, Accept, func(m *Milestone, _ *Move) { m.AnswerBy = noon }, fault.Conflict},
		{"lapsing without a deadline", Countered, Clock, Expire, func(m *Milestone, _ *Move) { m.AnswerBy = time.Time{} }, fault.Conflict},
		{"a cent too little", AwaitingFunds, Treasurer, Fund, func(_ *Milestone, mv *Move) { mv.Amount-- }, fault.Invalid},
		{"a cent too much", AwaitingFunds, Treasurer, Fund, func(_ *Milestone, mv *Move) { mv.Amount++ }, fault.Invalid},
		{"paying at the deadline", AwaitingFunds, Treasurer, Fund, func(m *Milestone, _ *Move) { m.PayBy = noon }, fault.Conflict},
		{"expiring before the deadline", AwaitingFunds, Clock, Expire, func(m *Milestone, _ *Move) { m.PayBy = noon.Add(1) }, fault.Conflict},
		{"delivering without disclosure", Funded, Member, Deliver, func(_ *Milestone, mv *Move) { mv.Disclosed = false }, fault.Invalid},
		{"delivering below the agreed tier", Funded, Member, Deliver, func(_ *Milestone, mv *Move) { mv.BelowTier = true }, fault.Conflict},
		{"changes without rounds", Delivered, Client, RequestChanges, func(m *Milestone, _ *Move) { m.Rounds = 0 }, fault.Conflict},
		{"changes after the deadline", Delivered, Client, RequestChanges, func(m *Milestone, _ *Move) { m.AcceptBy = noon }, fault.Conflict},
		{"disputing after the deadline", Delivered, Client, OpenDispute, func(m *Milestone, _ *Move) { m.AcceptBy = noon }, fault.Conflict},
		{"auto-accept before the deadline", Delivered, Clock, AutoAccept, func(m *Milestone, _ *Move) { m.AcceptBy = noon.Add(1) }, fault.Conflict},
		{"agreeing to one's own wish to cancel", Funded, Client, AgreeCancel, func(m *Milestone, _ *Move) { m.CancelBy = Client }, fault.Conflict},
		{"client cancels before it is overdue", Funded, Client, Cancel, func(m *Milestone, _ *Move) { m.DueAt = noon }, fault.Conflict},
		{"client cancels after a delivery", Funded, Client, Cancel, func(m *Milestone, _ *Move) { m.Deliveries = 1 }, fault.Conflict},
		{"agreeing to one's own split", Disputed, Client, AgreeSplit, func(m *Milestone, _ *Move) { m.Dispute.SplitBy = Client }, fault.Conflict},
		{"a share above the whole", Disputed, Client, ProposeSplit, func(_ *Milestone, mv *Move) { mv.Share = 10001 }, fault.Invalid},
		{"ruling twice", Disputed, Panel, Rule, func(m *Milestone, _ *Move) { m.Dispute.Ruled = true }, fault.Conflict},
		{"appealing nothing", Disputed, Client, Appeal, func(m *Milestone, _ *Move) { m.Dispute.Ruled = false }, fault.Conflict},
		{"appealing twice", Disputed, Client, Appeal, func(m *Milestone, _ *Move) { m.Dispute.Appealed = true }, fault.Conflict},
		{"appealing too late", Disputed, Client, Appeal, func(m *Milestone, _ *Move) { m.Dispute.AppealUntil = noon }, fault.Conflict},
		{"enforcing within the appeal window", Disputed, Clock, Enforce, func(m *Milestone, _ *Move) { m.Dispute.AppealUntil = noon.Add(day) }, fault.Conflict},
		{"enforcing without a ruling", Disputed, Clock, Enforce, func(m *Milestone, _ *Move) { m.Dispute.Ruled = false }, fault.Conflict},
		{"claw-back after 30 days", Released, Panel, Clawback, func(m *Milestone, _ *Move) { m.ReleasedAt = noon.Add(-30*day - 1) }, fault.Conflict},
		{"claw-back of more than released", Released, Panel, Clawback, func(_ *Milestone, mv *Move) { mv.Amount = 100001 }, fault.Invalid},
		{"paying a refund nobody is owed", Cancelled, Treasurer, PayRefund, func(m *Milestone, _ *Move) { m.Refunding = 0 }, fault.Conflict},
		{"paying another refund than owed", Cancelled, Treasurer, PayRefund, func(_ *Milestone, mv *Move) { mv.Amount = 1 }, fault.Invalid},
	}
	for _, c := range cases {
		m, mv := willing(c.state, c.actor, c.action)
		if _, err := Next(Order{Released: 100000, Commission: 6500}, m, mv); err != nil {
			t.Errorf("%s: refused before it was spoiled: %v", c.name, err)
		}
		c.spoil(&m, &mv)
		if _, err := Next(Order{Released: 100000, Commission: 6500}, m, mv); !fault.Is(err, c.kind) {
			t.Errorf("%s: got %v, want a refusal of kind %s", c.name, err, c.kind)
		}
	}
}

func TestNext_ConsentAllowsALowerTier(t *testing.T) {
	t.Parallel()
	m, mv := willing(Funded, Member, Deliver)
	mv.BelowTier, mv.Consent = true, true
	if _, err := Next(Order{}, m, mv); err != nil {
		t.Fatalf("a consented lower tier was refused: %v", err)
	}
}

func TestNext_ChargebackHasNoDeadline(t *testing.T) {
	t.Parallel()
	m, mv := willing(Released, Provider, Clawback)
	m.ReleasedAt = noon.AddDate(-1, 0, 0)
	if _, err := Next(Order{Released: 100000, Commission: 6500}, m, mv); err != nil {
		t.Fatalf("a chargeback after a year was refused: %v", err)
	}
}

func TestNext_AfterAnAppealTheRulingIsFinal(t *testing.T) {
	t.Parallel()
	m, mv := willing(Disputed, Panel, Rule)
	m.Dispute.Appealed = true
	step, err := Next(Order{}, m, mv)
	if err != nil {
		t.Fatal(err)
	}
	if a, due := Due(step.Milestone, noon); a != Enforce || !due {
		t.Errorf("after the second ruling the clock should enforce at once, got %s %v", a, due)
	}
}

func TestNext_DeadlinesCountFromTheMove(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		state  State
		actor  Actor
		action Action
		got    func(Milestone) time.Time
		days   int
	}{
		{Offered, Member, Counter, func(m Milestone) time.Time { return m.AnswerBy }, 7},
		{Accepted, Clock, Bill, func(m Milestone) time.Time { return m.PayBy }, 14},
		{AwaitingFunds, Treasurer, Fund, func(m Milestone) time.Time { return m.DueAt }, 10},
		{Funded, Member, Deliver, func(m Milestone) time.Time { return m.AcceptBy }, 14},
		{Disputed, Panel, Rule, func(m Milestone) time.Time { return m.Dispute.AppealUntil }, 7},
	} {
		m, mv := willing(c.state, c.actor, c.action)
		step, err := Next(Order{}, m, mv)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := c.got(step.Milestone), noon.AddDate(0, 0, c.days); !got.Equal(want) {
			t.Errorf("%s: deadline %s, want %s", c.action, got, want)
		}
	}
}

func TestTurn_NamesWhoMustAct(t *testing.T) {
	t.Parallel()
	m := Milestone{OfferedBy: Client, PayBy: noon, DueAt: noon.Add(1), AcceptBy: noon.Add(2)}
	for _, c := range []struct {
		state State
		who   Actor
		until time.Time
	}{
		{Draft, Client, time.Time{}}, {Offered, Member, time.Time{}}, {AwaitingFunds, Client, noon},
		{Funded, Member, noon.Add(1)}, {Delivered, Client, noon.Add(2)}, {ChangesRequested, Member, noon.Add(1)},
		{Disputed, Panel, time.Time{}}, {Released, "", time.Time{}}, {Cancelled, "", time.Time{}},
	} {
		m.State = c.state
		if who, until := Turn(m); who != c.who || !until.Equal(c.until) {
			t.Errorf("%s: turn of %q until %s, want %q until %s", c.state, who, until, c.who, c.until)
		}
	}
	m.Refunding = 1
	if who, _ := Turn(Milestone{State: Cancelled, Refunding: 1}); who != Treasurer {
		t.Errorf("an unpaid refund is the treasurer's turn, got %q", who)
	}
}
