package flow

import (
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

// othersOffer holds when the offer on the table is the other party's to answer.
func othersOffer(m Milestone, mv Move) error {
	if m.OfferedBy == mv.Actor {
		return fault.New(fault.Conflict, "It is the other side's turn to answer this offer.")
	}
	return nil
}

func ownOffer(m Milestone, mv Move) error {
	if m.OfferedBy != mv.Actor {
		return fault.New(fault.Conflict, "Only who made the offer can take it back.")
	}
	return nil
}

// exactAmount lets only the agreed amount fund a milestone; anything else is a matter for the unmatched receipts.
func exactAmount(m Milestone, mv Move) error {
	if mv.Amount != m.Amount {
		return fault.New(fault.Invalid, "The amount received is not the amount of the invoice.")
	}
	return nil
}

// deadline holds when the deadline that the clock acts on has passed.
func deadline(m Milestone, mv Move) error {
	if a, due := Due(m, mv.Now); !due || a != mv.Action {
		return fault.New(fault.Conflict, "The deadline has not passed yet.")
	}
	return nil
}

func disclosed(_ Milestone, mv Move) error {
	if !mv.Disclosed {
		return fault.New(fault.Invalid, "Every part of a delivery says whether AI was used.")
	}
	if mv.BelowTier && !mv.Consent {
		return fault.New(fault.Conflict, "This is below the agreed tier. The client must consent first.")
	}
	return nil
}

func roundsLeft(m Milestone, _ Move) error {
	if m.Rounds < 1 {
		return fault.New(fault.Conflict, "The agreed revision rounds are used up.")
	}
	return nil
}

func askedByOther(m Milestone, mv Move) error {
	if m.CancelBy != mv.Actor.other() {
		return fault.New(fault.Conflict, "The other side has not asked to cancel.")
	}
	return nil
}

// mayCancelAlone: the member may always step back and the money returns; the client only when the agreed day has
// passed and nothing was delivered.
func mayCancelAlone(m Milestone, mv Move) error {
	if mv.Actor == Client && (m.Deliveries > 0 || !mv.Now.After(m.DueAt)) {
		return fault.New(fault.Conflict, "You can cancel alone only when the delivery is overdue and nothing has been delivered.")
	}
	return nil
}

func validShare(_ Milestone, mv Move) error {
	if mv.Share < 0 || mv.Share > money.Whole {
		return fault.New(fault.Invalid, "A share lies between 0 and 100 percent.")
	}
	return nil
}

func splitByOther(m Milestone, mv Move) error {
	if m.Dispute.SplitBy != mv.Actor.other() {
		return fault.New(fault.Conflict, "The other side has not proposed a split.")
	}
	return nil
}

func mayRule(m Milestone, mv Move) error {
	if m.Dispute.Ruled {
		return fault.New(fault.Conflict, "The panel has decided already.")
	}
	return validShare(m, mv)
}

func mayAppeal(m Milestone, _ Move) error {
	if !m.Dispute.Ruled || m.Dispute.Appealed {
		return fault.New(fault.Conflict, "There is no decision that can still be appealed.")
	}
	return nil
}

// mayClawBack: a panel has its days after the release; a provider's chargeback comes when it comes.
func mayClawBack(m Milestone, mv Move) error {
	if mv.Actor == Panel && mv.Now.After(days(m.ReleasedAt, m.ClawbackDays)) {
		return fault.New(fault.Conflict, "The time to take this payment back is over.")
	}
	if mv.Amount <= 0 || mv.Amount > m.Released {
		return fault.New(fault.Invalid, "At most what was released can be taken back.")
	}
	return nil
}

func owedRefund(m Milestone, mv Move) error {
	if m.Refunding == 0 {
		return fault.New(fault.Conflict, "Nothing is owed to the client.")
	}
	if mv.Amount != m.Refunding {
		return fault.New(fault.Invalid, "The amount paid is not the refund that is owed.")
	}
	return nil
}

func days(t time.Time, n int) time.Time { return t.AddDate(0, 0, n) }
