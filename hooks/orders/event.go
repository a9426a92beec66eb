package orders

import (
	"fmt"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/orders/flow"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Event is one entry of an order's timeline as pages show it.
type Event struct {
	Kind    string         `db:"kind"`
	Actor   flow.Actor     `db:"actor"`
	Name    string         `db:"name"` // of the person who acted, or ""
	Note    string         `db:"note"`
	Created types.DateTime `db:"created"`
}

// At is when it happened.
func (e Event) At() time.Time { return e.Created.Time() }

// eventTexts are the words of the timeline; %s is the name of who acted.
var eventTexts = map[string]string{
	string(flow.Offer):          locale.Mark("Ordered by %s"),
	string(flow.Accept):         locale.Mark("Accepted by %s"),
	string(flow.Decline):        locale.Mark("Declined by %s"),
	string(flow.Withdraw):       locale.Mark("Taken back by %s"),
	string(flow.Bill):           locale.Mark("Invoice issued"),
	string(flow.Fund):           locale.Mark("Payment received"),
	string(flow.Expire):         locale.Mark("Lapsed, because the time was over"),
	string(flow.Deliver):        locale.Mark("Delivered by %s"),
	string(flow.RequestChanges): locale.Mark("Changes asked for by %s"),
	string(flow.GrantRound):     locale.Mark("One more round granted by %s"),
	string(flow.AcceptDelivery): locale.Mark("Accepted and released by %s"),
	string(flow.AutoAccept):     locale.Mark("Accepted by silence and released"),
	string(flow.AskCancel):      locale.Mark("%s asked to cancel"),
	string(flow.AgreeCancel):    locale.Mark("Cancelled together"),
	string(flow.Cancel):         locale.Mark("Cancelled by %s"),
	string(flow.OpenDispute):    locale.Mark("Dispute opened by %s"),
	string(flow.ProposeSplit):   locale.Mark("Split proposed by %s"),
	string(flow.AgreeSplit):     locale.Mark("Split agreed"),
	string(flow.Rule):           locale.Mark("The panel decided"),
	string(flow.Appeal):         locale.Mark("Appealed by %s"),
	string(flow.Enforce):        locale.Mark("The decision took effect"),
	string(flow.Clawback):       locale.Mark("Taken back after release"),
	string(flow.PayRefund):      locale.Mark("Refund paid"),
	tierAsked:                   locale.Mark("%s asked to deliver a weaker tier"),
	tierConsented:               locale.Mark("%s consented to a weaker tier"),
	tierRefused:                 locale.Mark("%s keeps to the agreed tier"),
}

// Kinds of events that are no move of the state machine.
const (
	tierAsked     = "tier_asked"
	tierConsented = "tier_consented"
	tierRefused   = "tier_refused"
)

// Text is the English catalogue key of the entry.
func (e Event) Text() string { return eventTexts[e.Kind] }

// Named reports whether the text has a place for a name.
func (e Event) Named() bool {
	text := eventTexts[e.Kind]
	return len(text) > 2 && (text[:2] == "%s" || text[len(text)-2:] == "%s")
}

// Timeline returns the events of the order, oldest first.
func Timeline(app core.App, order string) ([]Event, error) {
	var list []Event
	err := app.ConcurrentDB().Select("e.kind", "e.actor", "COALESCE(u.name, '') AS name", "e.note", "e.created").From("order_events e").
		LeftJoin("users u", dbx.NewExp("u.id = e.person")).Where(dbx.HashExp{"e.order": order}).OrderBy("e.number").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list events of order: %w", err)
	}
	return list, nil
}
