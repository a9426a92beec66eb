// Package payments is how money comes in and goes out: receipts that the treasurer records from the bank statement,
// and payouts of what members have earned. Its collections are receipts, payouts and bank_accounts. IBAN, creditor
// reference (ISO 11649) and the QR code of a transfer (EPC069-12) are small and ours.
//
// OnReceived asks the rooms above, inside the transaction, whose money it is. What nobody takes is booked to the
// unmatched receipts with a reason, and waits for the treasurer.
package payments

import (
	"fmt"
	"strconv"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room is the payments room.
type Room struct {
	site  *web.Site
	clock *clock.Clock
	// OnReceived fires for money that arrived; a listener that knows its reference takes or refuses it.
	OnReceived *hook.Hook[*Received]
	// Expected lists the payments that other rooms wait for; orders sets it.
	Expected func(app core.App) ([]Expectation, error)
}

// Expectation is a payment somebody has been asked for.
type Expectation struct {
	Reference Reference
	Amount    money.Amount
	Title     string
	Payer     string
	Link      string
	Due       time.Time
}

// New returns the room.
func New(site *web.Site, c *clock.Clock) *Room {
	return &Room{site: site, clock: c, OnReceived: &hook.Hook[*Received]{},
		Expected: func(core.App) ([]Expectation, error) { return nil, nil }}
}

// Routes adds the room's pages.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	treasurer := members.Officer("treasurer")
	g.GET("/admin/receipts", p.receipts).BindFunc(treasurer)
	g.POST("/admin/receipts", p.receive).BindFunc(treasurer)
	g.GET("/admin/receipts/{id}", p.receipt).BindFunc(treasurer)
	g.POST("/admin/receipts/{id}/assign", p.assign).BindFunc(treasurer)
	g.POST("/admin/receipts/{id}/return", p.giveBack).BindFunc(treasurer)
	g.GET("/admin/payouts", p.payouts).BindFunc(treasurer)
	g.GET("/admin/payouts/run", p.review).BindFunc(treasurer)
	g.POST("/admin/payouts/run", p.run).BindFunc(treasurer)
	g.POST("/admin/payouts/{id}/settle", p.settle).BindFunc(treasurer)
	g.GET("/admin/payouts/{id}/return", p.askReturn).BindFunc(treasurer)
	g.POST("/admin/payouts/{id}/return", p.returned).BindFunc(treasurer)
	g.GET("/account/payouts", p.own).BindFunc(members.Only)
	g.POST("/account/payouts", p.saveAccount).BindFunc(members.Only)
}

func (r *Room) fresh(app core.App, collection string) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("find collection %s: %w", collection, err)
	}
	rec := core.NewRecord(c)
	rec.Set("created", r.clock.Now())
	rec.Set("updated", r.clock.Now())
	return rec, nil
}

// audit writes what the treasurer did into the log that members read.
func (r *Room) audit(tx core.App, officer *members.Person, text string, number int, subject, link string) error {
	return members.Audit(tx, r.clock.Now(), members.Act{By: officer, Office: "treasurer", Text: text,
		Args: []string{strconv.Itoa(number)}, Subject: subject, Link: link})
}

// numbered returns a fresh record with the next number of its collection.
func (r *Room) numbered(tx core.App, collection string) (*core.Record, error) {
	rec, err := r.fresh(tx, collection)
	if err != nil {
		return nil, err
	}
	var n int
	if err := tx.DB().Select("COALESCE(MAX(number), 0)").From(collection).Row(&n); err != nil {
		return nil, fmt.Errorf("number %s: %w", collection, err)
	}
	rec.Set("number", n+1)
	return rec, nil
}
