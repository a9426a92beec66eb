package flow

import "time"

// Due returns the action the clock must take because a stored deadline has come. Every read and write asks it
// first, so that an order is never older than its deadlines; a job only makes the answer visible to lists.
func Due(m Milestone, now time.Time) (Action, bool) {
	switch m.State {
	case Offered, Countered:
		return Expire, !m.AnswerBy.IsZero() && !now.Before(m.AnswerBy)
	case Accepted:
		return Bill, true
	case AwaitingFunds:
		return Expire, !now.Before(m.PayBy)
	case Delivered:
		return AutoAccept, !now.Before(m.AcceptBy)
	case Disputed:
		return Enforce, m.Dispute.Ruled && !now.Before(m.Dispute.AppealUntil)
	}
	return "", false
}

// Turn says who has to act next and until when. The time is zero when nothing presses; the actor is empty when the
// milestone is over and nothing is owed.
func Turn(m Milestone) (Actor, time.Time) {
	switch m.State {
	case Draft:
		return Client, time.Time{}
	case Offered, Countered:
		return m.OfferedBy.other(), m.AnswerBy
	case AwaitingFunds:
		return Client, m.PayBy
	case Funded, ChangesRequested:
		return Member, m.DueAt
	case Delivered:
		return Client, m.AcceptBy
	case Disputed:
		return Panel, m.Dispute.AppealUntil
	}
	if m.Refunding > 0 {
		return Treasurer, time.Time{}
	}
	return "", time.Time{}
}

// Overdue reports whether the agreed day of delivery has passed with nothing delivered.
func Overdue(m Milestone, now time.Time) bool {
	return m.State == Funded && m.Deliveries == 0 && now.After(m.DueAt)
}
