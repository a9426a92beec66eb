package orders

import (
	"fmt"

	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"
	"cooperage/hooks/orders/flow"

	"github.com/pocketbase/pocketbase/core"
)

// newsTexts say to the other side what happened; %s is the title of the order. Moves of the clock and of officers
// are told to both.
var newsTexts = map[flow.Action]string{
	flow.Offer:          locale.Mark("You have a new order: %s"),
	flow.Accept:         locale.Mark("Your order was accepted. The invoice is ready: %s"),
	flow.Decline:        locale.Mark("Your order was declined: %s"),
	flow.Withdraw:       locale.Mark("The order was taken back: %s"),
	flow.Fund:           locale.Mark("The payment has arrived, the work can begin: %s"),
	flow.Expire:         locale.Mark("The order has lapsed because the time was over: %s"),
	flow.Deliver:        locale.Mark("There is a delivery for you: %s"),
	flow.RequestChanges: locale.Mark("Changes are asked for: %s"),
	flow.GrantRound:     locale.Mark("You have one more round of changes: %s"),
	flow.AcceptDelivery: locale.Mark("Your delivery was accepted and the money released: %s"),
	flow.AutoAccept:     locale.Mark("The delivery counts as accepted and the money is released: %s"),
	flow.AskCancel:      locale.Mark("You are asked to cancel together: %s"),
	flow.AgreeCancel:    locale.Mark("The order was cancelled together: %s"),
	flow.Cancel:         locale.Mark("The order was cancelled: %s"),
	flow.OpenDispute:    locale.Mark("A dispute was opened: %s"),
	flow.Enforce:        locale.Mark("The dispute is decided: %s"),
	flow.PayRefund:      locale.Mark("The refund has been paid: %s"),
	tierAsked:           locale.Mark("You are asked to consent to a weaker tier: %s"),
	tierConsented:       locale.Mark("The client consents to a weaker tier: %s"),
	tierRefused:         locale.Mark("The client keeps to the agreed tier: %s"),
}

// tell writes the notices of a deed into its transaction.
func (r *Room) tell(tx core.App, w *work, d deed) error {
	text, ok := newsTexts[d.move.Action]
	if !ok {
		return nil
	}
	to := []*members.Person{w.Client, w.Member}
	if d.move.Actor == flow.Client || d.move.Actor == flow.Member {
		to = []*members.Person{w.other(d.move.Actor)}
	}
	for _, p := range to {
		err := notices.Tell(tx, notices.News{To: p.Id, Kind: "order", Text: text, Args: []any{w.Title()}, Link: w.Link(),
			Key: fmt.Sprintf("order:%s:%s:%d", w.Milestone.Id, d.move.Action, d.move.Now.UnixMilli())})
		if err != nil {
			return err
		}
	}
	return nil
}

// NewsKinds are the subjects of this room's news.
func NewsKinds() []notices.Kind {
	return []notices.Kind{{Name: "order", Title: locale.Mark("Your orders"), Prompt: true,
		About: locale.Mark("An order was placed, accepted, delivered, paid or disputed."),
		Why:   locale.Mark("You get this mail because you are part of this order at %s.")}}
}
