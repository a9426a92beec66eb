package orders

import (
	"time"

	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"

	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Milestone is one record of milestones: a part of an order with a price and a state of its own.
type Milestone struct{ core.BaseRecordProxy }

// State is where the milestone stands, as stored; see work.asOf for deadlines that have passed since.
func (m *Milestone) State() flow.State { return flow.State(m.GetString("state")) }

// Number counts the milestones of an order from 1.
func (m *Milestone) Number() int { return m.GetInt("number") }

// Reference is the creditor reference the client pays under, or "" before the order is billed.
func (m *Milestone) Reference() string { return m.GetString("reference") }

// Rounds is how many revision rounds were agreed.
func (m *Milestone) Rounds() int { return m.GetInt("rounds") }

// TierAsked is the weaker tier the member asks the client to consent to, or "".
func (m *Milestone) TierAsked() string { return m.GetString("tierAsked") }

// TierConsent is the weaker tier the client consented to, or "".
func (m *Milestone) TierConsent() string { return m.GetString("tierConsent") }

// facts are the stored fields as the state machine reads them.
func (m *Milestone) facts(o *Order) flow.Milestone {
	at := func(field string) time.Time { return m.GetDateTime(field).Time() }
	return flow.Milestone{
		State: m.State(),
		Terms: flow.Terms{Amount: int64(m.GetInt("amountMinor")), Rate: o.Rate(), AnswerDays: m.GetInt("answerDays"),
			PayDays: m.GetInt("payDays"), DeliveryDays: m.GetInt("deliveryDays"), AcceptDays: m.GetInt("acceptDays"),
			AppealDays: m.GetInt("appealDays"), ClawbackDays: m.GetInt("clawbackDays")},
		Rounds: m.GetInt("roundsLeft"), OfferedBy: flow.Actor(m.GetString("offeredBy")), Deliveries: m.GetInt("deliveries"),
		AnswerBy: at("answerBy"), PayBy: at("payBy"), DueAt: at("dueAt"), AcceptBy: at("acceptBy"), ReleasedAt: at("releasedAt"),
		Released: int64(m.GetInt("releasedMinor")), Refunding: int64(m.GetInt("refundingMinor")),
		CancelBy: flow.Actor(m.GetString("cancelBy")),
		Dispute: flow.Dispute{SplitBy: flow.Actor(m.GetString("splitBy")), Split: money.Bps(m.GetInt("splitBps")),
			Ruled: m.GetBool("ruled"), Share: money.Bps(m.GetInt("shareBps")), AppealUntil: at("appealUntil"), Appealed: m.GetBool("appealed")},
	}
}

// take writes the facts back into the record's fields. Amount and days were frozen by Place and are not touched.
func (m *Milestone) take(f flow.Milestone) {
	m.Load(map[string]any{
		"state": string(f.State), "roundsLeft": f.Rounds, "offeredBy": string(f.OfferedBy), "deliveries": f.Deliveries,
		"answerBy": f.AnswerBy, "payBy": f.PayBy, "dueAt": f.DueAt, "acceptBy": f.AcceptBy, "releasedAt": f.ReleasedAt,
		"releasedMinor": f.Released, "refundingMinor": f.Refunding, "cancelBy": string(f.CancelBy),
		"splitBy": string(f.Dispute.SplitBy), "splitBps": int64(f.Dispute.Split), "ruled": f.Dispute.Ruled,
		"shareBps": int64(f.Dispute.Share), "appealUntil": f.Dispute.AppealUntil, "appealed": f.Dispute.Appealed,
	})
}

// FirstOf returns the first milestone of the order; an order from a package has no other.
func FirstOf(app core.App, order string) (*Milestone, error) {
	m := &Milestone{}
	return m, one(app.RecordQuery("milestones").AndWhere(dbx.HashExp{"order": order}).OrderBy("number"), m, "find milestone")
}

// ByReference returns the milestone that is paid under the creditor reference, or fault.NotFound.
func ByReference(app core.App, reference string) (*Milestone, error) {
	m := &Milestone{}
	return m, one(app.RecordQuery("milestones").AndWhere(dbx.HashExp{"reference": reference}), m, "find milestone by reference")
}

// dueAt lists the ids of milestones a deadline of which has come at now: those the clock has to move.
func dueAt(app core.App, now time.Time, most int) ([]string, error) {
	var ids []string
	err := app.DB().Select("id").From("milestones").Where(dbx.NewExp(`
		(state = 'accepted') OR
		(state IN ('offered', 'countered') AND answerBy <> '' AND answerBy <= {:now}) OR
		(state = 'awaiting_funds' AND payBy <= {:now}) OR
		(state = 'delivered' AND acceptBy <= {:now}) OR
		(state = 'disputed' AND ruled = 1 AND appealUntil <= {:now})`, dbx.Params{"now": stamp(now)})).
		OrderBy("updated", "id").Limit(int64(most)).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("list milestones past a deadline: %w", err)
	}
	return ids, nil
}

// ofID returns the milestone with the id.
func ofID(app core.App, id string) (*Milestone, error) {
	m := &Milestone{}
	return m, one(app.RecordQuery("milestones").AndWhere(dbx.HashExp{"id": id}), m, "find milestone")
}

// AwaitsMoney reports whether the order can still be paid at now.
func AwaitsMoney(app core.App, o *Order, now time.Time) (bool, error) {
	m, err := FirstOf(app, o.Id)
	if err != nil {
		return false, err
	}
	_, facts := (&work{Order: o, Milestone: m}).asOf(now)
	return facts.State == flow.AwaitingFunds, nil
}
