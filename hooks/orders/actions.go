package orders

import (
	"mime/multipart"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/messages"
	"cooperage/hooks/orders/flow"

	"github.com/pocketbase/pocketbase/core"
)

// MaxReason is how long a reason or a wish for changes may be, in characters.
const MaxReason = 2000

// Accept is the member's yes to an order: the invoice is issued at once.
func (r *Room) Accept(app core.App, by *members.Person, order string) error {
	return r.act(app, order, deed{by: by, move: flow.Move{Action: flow.Accept}})
}

// Decline is the member's no to an order, with a reason for the client.
func (r *Room) Decline(app core.App, by *members.Person, order, reason string) error {
	return r.withReason(app, by, order, flow.Decline, reason)
}

// Withdraw takes an order back that has not been answered.
func (r *Room) Withdraw(app core.App, by *members.Person, order string) error {
	return r.act(app, order, deed{by: by, move: flow.Move{Action: flow.Withdraw}})
}

// RequestChanges sends a delivery back with what should change, while agreed rounds are left.
func (r *Room) RequestChanges(app core.App, by *members.Person, order, text string) error {
	return r.withReason(app, by, order, flow.RequestChanges, text)
}

// GrantRound gives the client one more round of changes than agreed.
func (r *Room) GrantRound(app core.App, by *members.Person, order string) error {
	return r.act(app, order, deed{by: by, move: flow.Move{Action: flow.GrantRound}})
}

// AcceptDelivery is the client's yes to a delivery: the price is released to the member.
func (r *Room) AcceptDelivery(app core.App, by *members.Person, order string) error {
	return r.act(app, order, deed{by: by, move: flow.Move{Action: flow.AcceptDelivery}})
}

// AskCancel asks the other side to cancel together.
func (r *Room) AskCancel(app core.App, by *members.Person, order, reason string) error {
	return r.withReason(app, by, order, flow.AskCancel, reason)
}

// AgreeCancel agrees to the other side's wish to cancel; what was paid goes back.
func (r *Room) AgreeCancel(app core.App, by *members.Person, order string) error {
	return r.act(app, order, deed{by: by, move: flow.Move{Action: flow.AgreeCancel}})
}

// Cancel ends the order alone: the member always can, the client only when it is overdue and nothing was delivered.
func (r *Room) Cancel(app core.App, by *members.Person, order, reason string) error {
	return r.withReason(app, by, order, flow.Cancel, reason)
}

// OpenDispute stops all clocks of the order until the two agree or a panel decides.
func (r *Room) OpenDispute(app core.App, by *members.Person, order, reason string) error {
	return r.withReason(app, by, order, flow.OpenDispute, reason)
}

func (r *Room) withReason(app core.App, by *members.Person, order string, action flow.Action, reason string) error {
	var problems fault.Problems
	switch n := utf8.RuneCountInString(reason); {
	case n == 0:
		problems.Add("reason", "Please say why in a sentence or two.")
	case n > MaxReason:
		problems.Add("reason", "At most %d characters, please.", MaxReason)
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return r.act(app, order, deed{by: by, note: reason, move: flow.Move{Action: action}})
}

// PayRefund records that the treasurer has paid the client what the order owes back.
func (r *Room) PayRefund(app core.App, officer *members.Person, order string) error {
	return app.RunInTransaction(func(tx core.App) error {
		w, err := load(tx, order)
		if err != nil {
			return err
		}
		err = r.carryOut(tx, w, deed{by: officer, move: flow.Move{Actor: flow.Treasurer, Action: flow.PayRefund,
			Amount: w.Milestone.facts(w.Order).Refunding}})
		if err != nil {
			return err
		}
		return members.Audit(tx, r.clock.Now(), members.Act{By: officer, Office: "treasurer", Args: []string{w.Code()},
			Text: locale.Mark("Paid the refund of order %s."), Subject: w.ClientID(), Link: "/admin/refunds"})
	})
}

// AskTier asks the client to consent to a delivery of a weaker tier than agreed.
func (r *Room) AskTier(app core.App, by *members.Person, order, tier string) error {
	return r.tierTalk(app, by, order, flow.Member, tierAsked, func(w *work) error {
		if rank(tier) >= len(tiers) || !weaker(tier, w.Tier()) {
			return fault.New(fault.Invalid, "Only a weaker tier than the agreed one needs consent.")
		}
		w.Milestone.Set("tierAsked", tier)
		return nil
	})
}

// AnswerTier is the client's answer: consent, which is recorded for good, or no.
func (r *Room) AnswerTier(app core.App, by *members.Person, order string, consent bool) error {
	kind := tierRefused
	if consent {
		kind = tierConsented
	}
	return r.tierTalk(app, by, order, flow.Client, kind, func(w *work) error {
		if w.Milestone.TierAsked() == "" {
			return fault.New(fault.Conflict, "Nobody asked for a weaker tier.")
		}
		if consent {
			w.Milestone.Set("tierConsent", w.Milestone.TierAsked())
		}
		w.Milestone.Set("tierAsked", "")
		return nil
	})
}

// tierTalk changes what the two say about the tier, while the member still works.
func (r *Room) tierTalk(app core.App, by *members.Person, order string, actor flow.Actor, kind string, change func(*work) error) error {
	return app.RunInTransaction(func(tx core.App) error {
		w, err := load(tx, order)
		if err != nil {
			return err
		}
		if w.RoleOf(by.Id) == "" {
			return fault.Missing()
		}
		_, m := w.asOf(r.clock.Now())
		if w.RoleOf(by.Id) != actor || m.State != flow.Funded && m.State != flow.ChangesRequested {
			return fault.New(fault.Conflict, "This cannot be done with the order as it stands now.")
		}
		if err := change(w); err != nil {
			return err
		}
		if err := r.save(tx, w); err != nil {
			return err
		}
		if err := r.record(tx, w, kind, actor, by, ""); err != nil {
			return err
		}
		return r.tell(tx, w, deed{by: by, move: flow.Move{Actor: actor, Action: flow.Action(kind), Now: r.clock.Now()}})
	})
}

// Write posts a message between the two, with files.
func (r *Room) Write(app core.App, by *members.Person, order, text string, uploads ...*multipart.FileHeader) error {
	o, err := ForParty(app, order, by)
	if err != nil {
		return err
	}
	if len(uploads) > maxFiles {
		return onField("files", fault.New(fault.Invalid, "At most %d files at a time.", maxFiles))
	}
	return app.RunInTransaction(func(tx core.App) error {
		thread, err := r.messages.Open(tx, topic(o), o.ClientID(), o.MemberID())
		if err != nil {
			return err
		}
		_, err = r.messages.Post(tx, thread, by, text, uploads...)
		return err
	})
}

func topic(o *Order) messages.Topic {
	return messages.Topic{Kind: "order", Subject: o.Id, Title: o.Title(), Link: o.Link()}
}

func refusal(err error) *fault.Error {
	if f := fault.As(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return f
	}
	return nil
}

func isMissing(err error) bool { return fault.Is(err, fault.NotFound) }
