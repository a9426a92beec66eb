// Package flow is the state machine of one milestone of an order: who may do what in which state, by when, and
// what must then be posted. It is pure: it takes the stored facts and a move with its instant, and returns the new
// facts and the postings as plain data. Page, job, webhook and demo all go through Next, so that nothing in this
// program can move an order in a way the table in table.go does not list.
package flow

import (
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

// State is where a milestone stands.
type State string

// The states of a milestone.
const (
	Draft            State = "draft"
	Offered          State = "offered"
	Countered        State = "countered"
	Accepted         State = "accepted"
	AwaitingFunds    State = "awaiting_funds"
	Expired          State = "expired"
	Funded           State = "funded"
	Delivered        State = "delivered"
	ChangesRequested State = "changes_requested"
	Released         State = "released"
	Cancelled        State = "cancelled"
	Disputed         State = "disputed"
	Resolved         State = "resolved"
	ClawedBack       State = "clawed_back"
)

// States lists all states in the order of an order's life.
var States = []State{Draft, Offered, Countered, Accepted, AwaitingFunds, Expired, Funded, Delivered,
	ChangesRequested, Released, Cancelled, Disputed, Resolved, ClawedBack}

// Over reports whether nothing can move the milestone on but a claw-back or the payment of a refund.
func (s State) Over() bool {
	switch s {
	case Expired, Released, Cancelled, Resolved, ClawedBack:
		return true
	}
	return false
}

// Actor is the part somebody plays towards a milestone.
type Actor string

// The actors. Clock stands for deadlines that pass, Provider for the payment provider's signed events.
const (
	Client    Actor = "client"
	Member    Actor = "member"
	Treasurer Actor = "treasurer"
	Panel     Actor = "panel"
	Clock     Actor = "clock"
	Provider  Actor = "provider"
)

// Actors lists all actors.
var Actors = []Actor{Client, Member, Treasurer, Panel, Clock, Provider}

// other is the other party of the two.
func (a Actor) other() Actor {
	if a == Client {
		return Member
	}
	return Client
}

// Terms is what the two agreed on and what no later vote changes.
type Terms struct {
	Amount       int64     // price of the milestone in minor units
	Rate         money.Bps // commission of the order
	AnswerDays   int       // days to answer an offer before it lapses; 0 is without end
	PayDays      int       // days to pay before the order expires
	DeliveryDays int       // days from payment to the agreed delivery
	AcceptDays   int       // days after a delivery until it counts as accepted
	AppealDays   int       // days to appeal a panel's decision
	ClawbackDays int       // days after a release in which a panel may take it back
}

// Milestone is what is stored about one milestone.
type Milestone struct {
	State State
	Terms
	Rounds     int       // revision rounds left
	OfferedBy  Actor     // whose offer is on the table
	Deliveries int       // how often something was delivered
	AnswerBy   time.Time // not answered by then: expired; zero is without end
	PayBy      time.Time // unpaid by then: expired
	DueAt      time.Time // the agreed delivery; later is overdue
	AcceptBy   time.Time // not answered by then: accepted
	ReleasedAt time.Time
	Released   int64 // of the amount, gone to the member and the commission
	Refunding  int64 // owed to the client, not yet paid out
	CancelBy   Actor // who asked the other to cancel together
	Dispute    Dispute
}

// Dispute is what is stored about the dispute of a milestone. Share is the client's, of the amount in dispute.
type Dispute struct {
	SplitBy     Actor // who proposed the split on the table
	Split       money.Bps
	Ruled       bool
	Share       money.Bps
	AppealUntil time.Time
	Appealed    bool // the one appeal was used: the next ruling is final
}

// Order is what the milestones of one order share: the commission runs on all that was released.
type Order struct {
	Released   int64 // over all milestones, less what was clawed back
	Commission int64 // booked so far
}

// Move is one act on a milestone at an instant.
type Move struct {
	Actor  Actor
	Action Action
	Now    time.Time
	Amount int64     // Fund: what arrived; Clawback: what is taken back; PayRefund: what was paid
	From   Account   // Fund: Bank, Clearing or Unmatched; PayRefund: Bank or Clearing; empty is Bank
	Share  money.Bps // ProposeSplit, Rule: the client's share
	// Deliver: every part has its disclosure; the declared tier is below the agreed one; the client consented to that.
	Disclosed, BelowTier, Consent bool
	Payable                       int64 // Clawback: what the co-op still owes the member
}

// Step is the outcome of a move: the new facts and what must be posted, in this order, in the same transaction.
type Step struct {
	Order     Order
	Milestone Milestone
	Entries   []Entry
}

// Next returns what the move makes of the milestone. A move that the table does not list, that a guard refuses, or
// that comes after a deadline which already decided, is a fault.Conflict; wrong input is fault.Invalid.
func Next(o Order, m Milestone, mv Move) (Step, error) {
	r := find(m.State, mv.Action, mv.Actor)
	if r == nil {
		return Step{}, fault.New(fault.Conflict, "This cannot be done with the order as it stands now.")
	}
	if _, due := Due(m, mv.Now); due && mv.Actor != Clock {
		return Step{}, fault.New(fault.Conflict, "The deadline has passed, so this was decided by the agreed rule.")
	}
	if r.guard != nil {
		if err := r.guard(m, mv); err != nil {
			return Step{}, err
		}
	}
	s := Step{Order: o, Milestone: m}
	s.Milestone.State = r.to
	if r.effect != nil {
		if err := r.effect(&s, mv); err != nil {
			return Step{}, err
		}
	}
	return s, nil
}

// Can reports whether the move would be carried out; pages ask it before they show a button.
func Can(o Order, m Milestone, mv Move) bool {
	_, err := Next(o, m, mv)
	return err == nil
}
