package invoices_test

import (
	"fmt"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/invoices"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/orders"
	"cooperage/hooks/payments"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

// accepted is an order over 720.00 EUR that the member has accepted.
func accepted(t *testing.T, app *apptest.App, client, member *members.Person) *orders.Order {
	t.Helper()
	o, err := app.Orders.Place(app, client, orders.Request{Member: member, Title: "Trail map", Package: "Standard", Price: eur(60000), Days: 10,
		Tier: "human", Extras: []orders.Extra{{Title: "Winter names", Minor: 12000}}, Note: "Please."})
	if err == nil {
		err = app.Orders.Accept(app, member, o.Id)
	}
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestIssue_NumbersAreGaplessWithinAYear(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	client, member := app.Buyer(t, "Kari Lund"), app.Member(t, "Yuki Tanabe")
	for i := range 3 {
		refused, err := app.Orders.Place(app, client, orders.Request{Member: member, Title: "x", Package: "y", Price: eur(1), Tier: "human", Note: "z"})
		if err == nil { // an act that fails after the invoice was written leaves no gap
			err = app.RunInTransaction(func(tx core.App) error {
				if err := app.Orders.Accept(tx, member, refused.Id); err != nil {
					return err
				}
				return fmt.Errorf("broken")
			})
		}
		if err == nil || err.Error() != "broken" {
			t.Fatal(err)
		}
		o := accepted(t, app, client, member)
		invoice, err := invoices.OfOrder(app, o.Id)
		if want := fmt.Sprintf("2026-%04d", i+1); err != nil || invoice.Number() != want {
			t.Errorf("got %s, %v; want %s", invoice.Number(), err, want)
		}
	}
	app.Clock.Set(app.Clock.Now().AddDate(1, 0, 0))
	invoice, err := invoices.OfOrder(app, accepted(t, app, client, member).Id)
	if err != nil || invoice.Number() != "2027-0001" {
		t.Errorf("the new year begins with %s, %v", invoice.Number(), err)
	}
}

func TestInvoice_NobodyChangesWhatWasIssued(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	client := app.Buyer(t, "Kari Lund")
	o := accepted(t, app, client, app.Member(t, "Yuki Tanabe"))
	invoice, err := invoices.OfOrder(app, o.Id)
	if err != nil {
		t.Fatal(err)
	}
	for name, sql := range map[string]string{
		"update": "UPDATE invoices SET totalMinor = 1", "delete": "DELETE FROM invoices",
		"replace": "INSERT OR REPLACE INTO invoices (id, number, series, place, milestone) SELECT id, number, series, place, milestone FROM invoices",
	} {
		if _, err := app.NonconcurrentDB().NewQuery(sql).Execute(); err == nil || !strings.Contains(err.Error(), "issued invoice") {
			t.Errorf("%s went through: %v", name, err)
		}
	}
	invoice.Set("totalMinor", 1)
	if err := app.Save(invoice); err == nil {
		t.Error("a record was saved over an invoice")
	}
	client.SetName("Kari Solberg")
	if err := app.Save(client); err != nil {
		t.Fatal(err)
	}
	again, err := invoices.OfOrder(app, o.Id)
	if err != nil || again.Buyer().Name != "Kari Lund" || again.Total() != eur(72000) {
		t.Errorf("the invoice now says %+v, %s, %v", again.Buyer(), again.Total(), err)
	}
}

func TestShow_ForTheTwoAndTheTreasurer(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	client, member := app.Buyer(t, "Kari Lund"), app.Member(t, "Yuki Tanabe")
	treasurer, other := app.Officer(t, "Tilda", "treasurer"), app.Member(t, "Eve")
	o := accepted(t, app, client, member)
	page := app.As(t, client).Get("/orders/"+o.Id+"/invoice").Want(200).
		Says("Invoice 2026-0001", "Marram Cooperative eG", "Strandweg 1", "Kari Lund", "Trail map: Standard", "Winter names", "€ 720.00", "DE89 3704 0044 0532 0130 00")
	m, err := orders.FirstOf(app, o.Id)
	if err != nil {
		t.Fatal(err)
	}
	page.Says(payments.Reference(m.Reference()).Spaced())
	if page.HTML().Find("svg.qr path").AttrOr("d", "") == "" {
		t.Error("there is no QR code")
	}
	app.As(t, member).Get("/orders/" + o.Id + "/invoice").Want(200)
	app.As(t, treasurer).Get("/orders/" + o.Id + "/invoice").Want(200)
	app.As(t, other).Get("/orders/" + o.Id + "/invoice").Want(404)
	app.Client(t).Get("/orders/" + o.Id + "/invoice").Want(303)
	app.Clock.Set(app.Clock.Now().AddDate(0, 0, 14))
	app.As(t, client).Get("/orders/" + o.Id + "/invoice").Want(200).Says("nothing to pay").Hides("svg class=\"qr\"")
}

func TestShow_OtherCurrenciesHaveNoQRCode(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	if _, err := app.NonconcurrentDB().Update("coop", dbx.Params{"iban": ""}, nil).Execute(); err != nil {
		t.Fatal(err)
	}
	client := app.Buyer(t, "Kari Lund")
	o := accepted(t, app, client, app.Member(t, "Yuki Tanabe"))
	page := app.As(t, client).Get("/orders/" + o.Id + "/invoice").Want(200).Says("please ask the treasurer")
	if page.HTML().Find("svg.qr").Length() != 0 {
		t.Error("a QR code without an account")
	}
}
