package orders

import (
	"cmp"
	"math"
	"slices"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
)

// badges are the words and colours of the states.
var badges = map[flow.State]struct{ Text, Tone string }{
	flow.Draft:            {locale.Mark("draft"), ""},
	flow.Offered:          {locale.Mark("waits for an answer"), "wait"},
	flow.Countered:        {locale.Mark("waits for an answer"), "wait"},
	flow.Accepted:         {locale.Mark("accepted"), "open"},
	flow.AwaitingFunds:    {locale.Mark("waits for payment"), "wait"},
	flow.Expired:          {locale.Mark("lapsed"), ""},
	flow.Funded:           {locale.Mark("in work"), "open"},
	flow.Delivered:        {locale.Mark("delivered"), "wait"},
	flow.ChangesRequested: {locale.Mark("changes asked for"), "wait"},
	flow.Released:         {locale.Mark("done"), "good"},
	flow.Cancelled:        {locale.Mark("cancelled"), ""},
	flow.Disputed:         {locale.Mark("in dispute"), "bad"},
	flow.Resolved:         {locale.Mark("dispute settled"), ""},
	flow.ClawedBack:       {locale.Mark("taken back"), "bad"},
}

// saying is what the order page says on top: a short headline and what it means for the reader.
type saying struct {
	Mine     bool // it is the reader's turn
	Headline string
	Text     string
}

// say tells in plain words whose turn it is, until when, and what happens when nobody acts.
func (w *work) say(l *locale.Locale, role flow.Actor, m flow.Milestone, now time.Time) saying {
	who, until := flow.Turn(m)
	s := saying{Mine: who == role && who != ""}
	if s.Mine {
		s.Headline = l.T("Your turn.")
		if !until.IsZero() {
			s.Headline = l.T("Your turn, until %s.", l.Date(until))
		}
	}
	if role == flow.Client {
		s.Text = w.toClient(l, m, now)
	} else {
		s.Text = w.toMember(l, m, now)
	}
	return s
}

func (w *work) toClient(l *locale.Locale, m flow.Milestone, now time.Time) string {
	name := w.Member.Name()
	switch m.State {
	case flow.Offered, flow.Countered:
		return l.T("%s can accept your order until %s; after that it lapses. You pay only when it is accepted.", name, l.Date(m.AnswerBy))
	case flow.AwaitingFunds:
		return l.T("%s has accepted. Please transfer the amount; the co-op holds it until you accept the work. Unpaid, the order lapses on %s.", name, l.Date(m.PayBy))
	case flow.Funded:
		if flow.Overdue(m, now) {
			return l.T("The delivery was due on %s. You can wait, write to %s, or cancel and get your money back.", l.Date(m.DueAt), name)
		}
		return l.T("Paid, and %s is at work. The delivery is due by %s.", name, l.Date(m.DueAt))
	case flow.Delivered:
		rounds := l.N("You can still ask for changes %d time.", "You can still ask for changes %d times.", m.Rounds)
		if m.Rounds == 0 {
			rounds = l.T("The agreed rounds of changes are used up.")
		}
		return l.T("%s has delivered. Look at it, then accept it or say what should change.", name) + " " + rounds + " " +
			l.T("If you do nothing, it counts as accepted on %s.", l.Date(m.AcceptBy))
	case flow.ChangesRequested:
		return l.T("You have asked for changes. %s works on them.", name)
	}
	return w.toBoth(l, m)
}

func (w *work) toMember(l *locale.Locale, m flow.Milestone, now time.Time) string {
	name := w.Client.Name()
	switch m.State {
	case flow.Offered, flow.Countered:
		return l.T("%s would like to work with you. Accept or decline; without an answer the order lapses on %s.", name, l.Date(m.AnswerBy))
	case flow.AwaitingFunds:
		return l.T("You have accepted. Begin when the payment has arrived; unpaid, the order lapses on %s.", l.Date(m.PayBy))
	case flow.Funded:
		if flow.Overdue(m, now) {
			return l.T("The delivery was due on %s. Deliver now, or write to %s; the client may cancel.", l.Date(m.DueAt), name)
		}
		return l.T("The payment is here and held for you. Please deliver by %s.", l.Date(m.DueAt))
	case flow.Delivered:
		return l.T("You have delivered. %s looks at it and has until %s; after that it counts as accepted.", name, l.Date(m.AcceptBy))
	case flow.ChangesRequested:
		return l.T("%s has asked for changes. Please deliver again.", name)
	}
	return w.toBoth(l, m)
}

// toBoth is what both sides read once the order is over or in dispute.
func (w *work) toBoth(l *locale.Locale, m flow.Milestone) string {
	text := ""
	switch m.State {
	case flow.Expired:
		text = l.T("The time was over before anybody acted, so this order has lapsed. Nothing is owed.")
	case flow.Released:
		text = l.T("The work is accepted and the money released. Thank you both.")
	case flow.Cancelled:
		text = l.T("This order was cancelled.")
	case flow.Disputed:
		text = l.T("This order is in dispute. All clocks stand still until you agree or a panel of members decides.")
	case flow.Resolved:
		text = l.T("The dispute is settled.")
	case flow.ClawedBack:
		text = l.T("The released money was taken back.")
	}
	if m.Refunding > 0 {
		text += " " + l.T("%s go back to the client; the treasurer pays it.", l.Money(money.Amount{Minor: m.Refunding, Currency: w.Currency()}))
	}
	return text
}

// sortByUntil puts the nearest deadline first and what has none last.
func sortByUntil(items []Item) {
	far := func(t time.Time) int64 {
		if t.IsZero() {
			return math.MaxInt64
		}
		return t.Unix()
	}
	slices.SortStableFunc(items, func(a, b Item) int { return cmp.Compare(far(a.Until), far(b.Until)) })
}
