package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

var (
	milestoneStates = []string{"draft", "offered", "countered", "accepted", "awaiting_funds", "expired", "funded", "delivered",
		"changes_requested", "released", "cancelled", "disputed", "resolved", "clawed_back"}
	orderTiers = []string{"human", "assisted", "hybrid"}
)

func init() {
	m.Register(func(app core.App) error {
		for _, make := range []func(core.App) error{orders, milestones, deliveries, deliveryParts, orderEvents} {
			if err := make(app); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		return drop(app, "order_events", "delivery_parts", "deliveries", "milestones", "orders")
	})
}

// orders holds what was agreed, frozen: a gig, a rate or a name that changes later changes nothing here.
func orders(app core.App) error {
	c := base("orders", whole("number"), relation(app, "client", "users"), relation(app, "member", "users"),
		text("gig", 15), text("gigSlug", 120), required("title", 160), required("package", 80), minor("packageMinor"),
		jsonField("extras", 8000), text("note", 8000), text("noteHtml", 64000), choice("tier", orderTiers...),
		required("currency", 3), minor("amountMinor"), whole("rateBps"), whole("rateVersion"), whole("rateMotion"),
		date("agreed"), minor("releasedMinor"), minor("commissionMinor"))
	c.AddIndex("orders_number", true, "number", "")
	c.AddIndex("orders_client", false, "client, updated", "")
	c.AddIndex("orders_member", false, "member, updated", "")
	return app.Save(c)
}

// milestones holds the facts of the state machine (hooks/orders/flow).
func milestones(app core.App) error {
	c := base("milestones", relation(app, "order", "orders"), whole("number"), required("title", 160),
		choice("state", milestoneStates...), minor("amountMinor"), text("reference", 25),
		whole("answerDays"), whole("payDays"), whole("deliveryDays"), whole("acceptDays"), whole("appealDays"), whole("clawbackDays"),
		whole("rounds"), whole("roundsLeft"), text("offeredBy", 10), whole("deliveries"),
		date("answerBy"), date("payBy"), date("dueAt"), date("acceptBy"), date("releasedAt"),
		minor("releasedMinor"), minor("refundingMinor"), text("cancelBy", 10),
		text("splitBy", 10), whole("splitBps"), flag("ruled"), whole("shareBps"), date("appealUntil"), flag("appealed"),
		choice("tierAsked", orderTiers...), choice("tierConsent", orderTiers...))
	c.AddIndex("milestones_order", true, "`order`, number", "")
	c.AddIndex("milestones_reference", true, "reference", "reference != ''")
	c.AddIndex("milestones_state", false, "state", "")
	return app.Save(c)
}

func deliveries(app core.App) error {
	c := base("deliveries", relation(app, "milestone", "milestones"), whole("number"), required("note", 8000), required("noteHtml", 64000),
		choice("tier", orderTiers...), choice("agreed", orderTiers...), flag("realistic"), flag("informs"), text("editor", 120))
	c.AddIndex("deliveries_number", true, "milestone, number", "")
	return app.Save(c)
}

func deliveryParts(app core.App) error {
	c := base("delivery_parts", relation(app, "delivery", "deliveries"), whole("number"), text("title", 120),
		choice("kind", "text", "image", "audio", "video", "code", "other"), choice("tier", orderTiers...),
		text("tool", 120), text("purpose", 400), text("file", 15))
	c.AddIndex("delivery_parts_number", true, "delivery, number", "")
	return app.Save(c)
}

// orderEvents is the timeline: who did what and when, in the words of the state machine.
func orderEvents(app core.App) error {
	c := base("order_events", relation(app, "order", "orders"), relation(app, "milestone", "milestones"), whole("number"),
		required("kind", 40), required("actor", 12), text("person", 15), text("note", 2000), minor("amountMinor"))
	c.AddIndex("order_events_number", true, "`order`, number", "")
	return app.Save(c)
}
