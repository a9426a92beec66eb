package flow

import (
	"time"

	"cooperage/hooks/money"
)

func offer(s *Step, mv Move) error {
	s.Milestone.OfferedBy = mv.Actor
	s.Milestone.AnswerBy = time.Time{}
	if s.Milestone.AnswerDays > 0 {
		s.Milestone.AnswerBy = days(mv.Now, s.Milestone.AnswerDays)
	}
	return nil
}

func bill(s *Step, mv Move) error {
	s.Milestone.PayBy = days(mv.Now, s.Milestone.PayDays)
	return nil
}

func fund(s *Step, mv Move) error {
	s.Milestone.DueAt = days(mv.Now, s.Milestone.DeliveryDays)
	s.post("receipt", Line{mv.source(), mv.Amount}, Line{ClientFunds, -mv.Amount})
	return nil
}

func deliver(s *Step, mv Move) error {
	s.Milestone.Deliveries++
	s.Milestone.CancelBy = ""
	s.Milestone.AcceptBy = days(mv.Now, s.Milestone.AcceptDays)
	return nil
}

func requestChanges(s *Step, _ Move) error {
	s.Milestone.Rounds--
	return nil
}

func grantRound(s *Step, _ Move) error {
	s.Milestone.Rounds++
	return nil
}

func release(s *Step, mv Move) error { return s.release(s.Milestone.Amount, mv) }

func askCancel(s *Step, mv Move) error {
	s.Milestone.CancelBy = mv.Actor
	return nil
}

func refundAll(s *Step, _ Move) error {
	s.refund(s.Milestone.Amount)
	return nil
}

func openDispute(s *Step, _ Move) error {
	s.Milestone.Dispute = Dispute{}
	s.Milestone.CancelBy = ""
	return nil
}

func proposeSplit(s *Step, mv Move) error {
	s.Milestone.Dispute.SplitBy, s.Milestone.Dispute.Split = mv.Actor, mv.Share
	return nil
}

func agreeSplit(s *Step, mv Move) error { return s.divide(s.Milestone.Dispute.Split, mv) }

// ruleOn records the panel's decision. Money moves when the time to appeal is over; after an appeal at once.
func ruleOn(s *Step, mv Move) error {
	d := &s.Milestone.Dispute
	d.Ruled, d.Share, d.AppealUntil = true, mv.Share, mv.Now
	if !d.Appealed {
		d.AppealUntil = days(mv.Now, s.Milestone.AppealDays)
	}
	return nil
}

func appeal(s *Step, _ Move) error {
	d := &s.Milestone.Dispute
	d.Ruled, d.Appealed = false, true
	return nil
}

func enforce(s *Step, mv Move) error { return s.divide(s.Milestone.Dispute.Share, mv) }

// divide pays the client's share of the held amount back and releases the rest.
func (s *Step) divide(share money.Bps, mv Move) error {
	held := s.Milestone.Amount
	weights := map[string]int64{"client": int64(share), "member": int64(money.Whole - share)}
	parts, err := money.Split(money.Amount{Minor: held}, weights)
	if err != nil {
		return err
	}
	s.refund(parts["client"].Minor)
	return s.release(parts["member"].Minor, mv)
}

func (s *Step) commissionOn(released int64) (int64, error) {
	fee, err := money.Commission(money.Amount{Minor: released}, s.Milestone.Rate)
	return fee.Minor, err
}

// refund moves the amount from what is held to what is owed to the client.
func (s *Step) refund(amount int64) {
	if amount == 0 {
		return
	}
	s.Milestone.Refunding += amount
	s.post("refund", Line{ClientFunds, amount}, Line{ClientRefunds, -amount})
}

// release pays the member and books the commission: floor of the rate on all released so far, less what is booked,
// so that any path of partial releases ends at the same cent.
func (s *Step) release(amount int64, mv Move) error {
	total, err := s.commissionOn(s.Order.Released + amount)
	if err != nil {
		return err
	}
	fee := total - s.Order.Commission
	s.Order.Released += amount
	s.Order.Commission = total
	s.Milestone.Released += amount
	s.Milestone.ReleasedAt = mv.Now
	s.post("release", Line{ClientFunds, amount}, Line{MemberPayable, fee - amount}, Line{Commission, -fee})
	return nil
}

// clawBack reverses a release in part or whole. What the member was already paid out becomes a debt to the co-op.
func clawBack(s *Step, mv Move) error {
	total, err := s.commissionOn(s.Order.Released - mv.Amount)
	if err != nil {
		return err
	}
	fee := s.Order.Commission - total
	net := mv.Amount - fee
	fromPayable := min(net, max(mv.Payable, 0))
	s.Order.Released -= mv.Amount
	s.Order.Commission = total
	s.Milestone.Released -= mv.Amount
	s.Milestone.Refunding += mv.Amount
	s.post("clawback", Line{MemberPayable, fromPayable}, Line{MemberReceivable, net - fromPayable},
		Line{Commission, fee}, Line{ClientRefunds, -mv.Amount})
	return nil
}

func payRefund(s *Step, mv Move) error {
	s.Milestone.Refunding = 0
	s.post("refund-paid", Line{ClientRefunds, mv.Amount}, Line{mv.source(), -mv.Amount})
	return nil
}
