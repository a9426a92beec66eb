package orders

import (
	"database/sql"
	"errors"
	"fmt"
	"html/template"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Order is one record of orders: what two people agreed on, frozen.
type Order struct{ core.BaseRecordProxy }

// Extra is one extra that was ordered along with the package.
type Extra struct {
	Title string `json:"title"`
	Minor int64  `json:"minor"`
	Days  int    `json:"days"`
}

// Number is the order's number, counted from 1 over the whole co-op.
func (o *Order) Number() int { return o.GetInt("number") }

// Code is the number as people see it and as the ledger's accounts have it: "0061".
func (o *Order) Code() string { return fmt.Sprintf("%04d", o.Number()) }

// ClientID is who buys.
func (o *Order) ClientID() string { return o.GetString("client") }

// MemberID is who works.
func (o *Order) MemberID() string { return o.GetString("member") }

// Title is what the order is about.
func (o *Order) Title() string { return o.GetString("title") }

// GigSlug is the last part of the gig's address when it was ordered, or "".
func (o *Order) GigSlug() string { return o.GetString("gigSlug") }

// Package is the name of the package that was ordered.
func (o *Order) Package() string { return o.GetString("package") }

// PackagePrice is the price of the package alone.
func (o *Order) PackagePrice() money.Amount { return o.amount("packageMinor") }

// Extras are the extras that were ordered.
func (o *Order) Extras() []Extra {
	var list []Extra
	// The column holds what Place marshalled; a damaged one shows no extras, the total stands beside it anyway.
	_ = o.UnmarshalJSONField("extras", &list)
	return list
}

// ExtraPrice is the price of an extra in the order's currency.
func (o *Order) ExtraPrice(x Extra) money.Amount {
	return money.Amount{Minor: x.Minor, Currency: o.Currency()}
}

// Note is the client's request as safe HTML.
func (o *Order) Note() template.HTML { return prose.Stored(o.GetString("noteHtml")) }

// Tier is the agreed tier.
func (o *Order) Tier() string { return o.GetString("tier") }

// Currency is the ISO 4217 code of every amount of the order.
func (o *Order) Currency() string { return o.GetString("currency") }

// Amount is the price the client pays.
func (o *Order) Amount() money.Amount { return o.amount("amountMinor") }

// Rate is the commission the order was agreed under.
func (o *Order) Rate() money.Bps { return money.Bps(o.GetInt("rateBps")) }

// RateVersion is the policy version that set the rate; RateMotion the motion behind it, 0 when there was none.
func (o *Order) RateVersion() int64 { return int64(o.GetInt("rateVersion")) }

// RateMotion is the number of the motion that set the rate, or 0.
func (o *Order) RateMotion() int { return o.GetInt("rateMotion") }

// Placed is when the order was placed, which is when its terms were frozen.
func (o *Order) Placed() time.Time { return o.GetDateTime("created").Time() }

// Released is what has been released so far.
func (o *Order) Released() money.Amount { return o.amount("releasedMinor") }

// Commission is what the co-op has kept of it.
func (o *Order) Commission() money.Amount { return o.amount("commissionMinor") }

func (o *Order) amount(field string) money.Amount {
	return money.Amount{Minor: int64(o.GetInt(field)), Currency: o.Currency()}
}

// RoleOf returns the part the person has in the order: flow.Client, flow.Member, or "" for everyone else.
func (o *Order) RoleOf(person string) flow.Actor {
	switch person {
	case "":
		return ""
	case o.ClientID():
		return flow.Client
	case o.MemberID():
		return flow.Member
	}
	return ""
}

// Link is the address of the order's page.
func (o *Order) Link() string { return "/orders/" + o.Id }

func (o *Order) facts() flow.Order {
	return flow.Order{Released: o.Released().Minor, Commission: o.Commission().Minor}
}

// ByID returns the order, or fault.NotFound. It checks no rights.
func ByID(app core.App, id string) (*Order, error) {
	o := &Order{}
	return o, one(app.RecordQuery("orders").AndWhere(dbx.HashExp{"id": id}), o, "find order")
}

// ForParty returns the order if the person is one of its two parties, else fault.NotFound, as if it did not exist.
func ForParty(app core.App, id string, person *members.Person) (*Order, error) {
	o, err := ByID(app, id)
	if err == nil && o.RoleOf(person.Id) == "" {
		err = fault.Missing()
	}
	return o, err
}

// one fills the record with the first row of the query.
func one(q *dbx.SelectQuery, into core.RecordProxy, doing string) error {
	err := q.Limit(1).One(into)
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}
