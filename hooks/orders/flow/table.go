package flow

import "slices"

// Action is one verb of the table.
type Action string

// The actions.
const (
	Offer          Action = "offer"
	Counter        Action = "counter"
	Accept         Action = "accept"
	Decline        Action = "decline"
	Withdraw       Action = "withdraw"
	Bill           Action = "bill"
	Fund           Action = "fund"
	Expire         Action = "expire"
	Deliver        Action = "deliver"
	RequestChanges Action = "request_changes"
	GrantRound     Action = "grant_round" // the change order: one more revision round, by the member's consent
	AcceptDelivery Action = "accept_delivery"
	AutoAccept     Action = "auto_accept"
	AskCancel      Action = "ask_cancel"
	AgreeCancel    Action = "agree_cancel"
	Cancel         Action = "cancel"
	OpenDispute    Action = "open_dispute"
	ProposeSplit   Action = "propose_split"
	AgreeSplit     Action = "agree_split"
	Rule           Action = "rule"
	Appeal         Action = "appeal"
	Enforce        Action = "enforce"
	Clawback       Action = "clawback"
	PayRefund      Action = "pay_refund"
)

// Actions lists all actions.
var Actions = []Action{Offer, Counter, Accept, Decline, Withdraw, Bill, Fund, Expire, Deliver, RequestChanges,
	GrantRound, AcceptDelivery, AutoAccept, AskCancel, AgreeCancel, Cancel, OpenDispute, ProposeSplit, AgreeSplit,
	Rule, Appeal, Enforce, Clawback, PayRefund}

// rule is one line of the table: in state from, one of the actors by may do action, which leads to state to.
type rule struct {
	from   State
	action Action
	by     []Actor
	to     State
	guard  func(Milestone, Move) error
	effect func(*Step, Move) error
}

var (
	parties    = []Actor{Client, Member}
	clientOnly = []Actor{Client}
	memberOnly = []Actor{Member}
	clockOnly  = []Actor{Clock}
	panelOnly  = []Actor{Panel}
	cashiers   = []Actor{Treasurer, Provider}
)

// table is the whole of what may happen. It is read by Next and compared, cell by cell, in the tests.
var table = []rule{
	{Draft, Offer, parties, Offered, nil, offer},
	{Offered, Counter, parties, Countered, othersOffer, offer},
	{Countered, Counter, parties, Offered, othersOffer, offer},
	{Offered, Accept, parties, Accepted, othersOffer, nil},
	{Countered, Accept, parties, Accepted, othersOffer, nil},
	{Offered, Decline, parties, Cancelled, othersOffer, nil},
	{Countered, Decline, parties, Cancelled, othersOffer, nil},
	{Offered, Withdraw, parties, Cancelled, ownOffer, nil},
	{Countered, Withdraw, parties, Cancelled, ownOffer, nil},
	{Offered, Expire, clockOnly, Expired, deadline, nil},
	{Countered, Expire, clockOnly, Expired, deadline, nil},
	{Accepted, Bill, clockOnly, AwaitingFunds, nil, bill},

	{AwaitingFunds, Fund, cashiers, Funded, exactAmount, fund},
	{AwaitingFunds, Expire, clockOnly, Expired, deadline, nil},

	{Funded, Deliver, memberOnly, Delivered, disclosed, deliver},
	{ChangesRequested, Deliver, memberOnly, Delivered, disclosed, deliver},
	{Delivered, RequestChanges, clientOnly, ChangesRequested, roundsLeft, requestChanges},
	{Delivered, GrantRound, memberOnly, Delivered, nil, grantRound},
	{Delivered, AcceptDelivery, clientOnly, Released, nil, release},
	{Delivered, AutoAccept, clockOnly, Released, deadline, release},

	{Funded, AskCancel, parties, Funded, nil, askCancel},
	{ChangesRequested, AskCancel, parties, ChangesRequested, nil, askCancel},
	{Funded, AgreeCancel, parties, Cancelled, askedByOther, refundAll},
	{ChangesRequested, AgreeCancel, parties, Cancelled, askedByOther, refundAll},
	{Funded, Cancel, parties, Cancelled, mayCancelAlone, refundAll},
	{ChangesRequested, Cancel, parties, Cancelled, mayCancelAlone, refundAll},

	{Funded, OpenDispute, parties, Disputed, nil, openDispute},
	{Delivered, OpenDispute, parties, Disputed, nil, openDispute},
	{ChangesRequested, OpenDispute, parties, Disputed, nil, openDispute},
	{Disputed, ProposeSplit, parties, Disputed, validShare, proposeSplit},
	{Disputed, AgreeSplit, parties, Resolved, splitByOther, agreeSplit},
	{Disputed, Rule, panelOnly, Disputed, mayRule, ruleOn},
	{Disputed, Appeal, parties, Disputed, mayAppeal, appeal},
	{Disputed, Enforce, clockOnly, Resolved, deadline, enforce},

	{Released, Clawback, []Actor{Panel, Provider}, ClawedBack, mayClawBack, clawBack},

	{Cancelled, PayRefund, cashiers, Cancelled, owedRefund, payRefund},
	{Resolved, PayRefund, cashiers, Resolved, owedRefund, payRefund},
	{ClawedBack, PayRefund, cashiers, ClawedBack, owedRefund, payRefund},
}

// find returns the line of the table for the cell, or nil when the cell is empty.
func find(s State, a Action, by Actor) *rule {
	for i := range table {
		if r := &table[i]; r.from == s && r.action == a && slices.Contains(r.by, by) {
			return r
		}
	}
	return nil
}
