package e2e

import (
	"fmt"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
)

// books fills a ledger with half a year of orders, dues and spending, and decides the commission three times.
func books(t *testing.T, app *apptest.App) {
	t.Helper()
	n := 0
	post := func(kind string, at time.Time, minor int64, debit, credit book.Account) {
		t.Helper()
		n++
		amount := money.Amount{Minor: minor, Currency: "EUR"}
		_, err := ledger.Post(app, book.Entry{Key: fmt.Sprint(n), Kind: kind, At: at, Actor: "M001", Reference: fmt.Sprintf("order:o%d", n),
			Text: fmt.Sprintf("Entry %d", n), Postings: []book.Posting{book.Debit(debit, amount), book.Credit(credit, amount)}})
		if err != nil {
			t.Fatal(err)
		}
	}
	now := apptest.Start
	for i := range int64(9) {
		at, order := now.AddDate(0, int(i)-8, 0), fmt.Sprintf("o%d", i)
		post("share", at, 5_000, book.Bank, book.Shares(fmt.Sprintf("M%03d", i+1)))
		post("receipt", at, 123_400+7_400*i, book.Bank, book.ClientFunds(order, "1"))
		post("dues", at, 1_500+100*i, book.Bank, book.Dues)
		post("expense", at, 2_900+900*(i%4), book.Expenses("hosting"), book.Bank)
		if i < 7 {
			post("release", at, 115_000+7_000*i, book.ClientFunds(order, "1"), book.MemberPayable("M001"))
			post("release", at, 8_000+400*i, book.ClientFunds(order, "1"), book.Commission)
		}
		if i < 5 {
			post("payout", at, 115_000+7_000*i, book.MemberPayable("M001"), book.PayoutsInTransit("M001"))
			post("payout-settled", at, 115_000+7_000*i, book.PayoutsInTransit("M001"), book.Bank)
		}
	}
	for motion, rate := range []string{"800", "600", "550"} {
		from := now.AddDate(0, 3*motion-5, 0)
		err := app.RunInTransaction(func(tx core.App) error {
			_, err := policies.Enact(tx, policies.Change{Key: policies.CommissionRate, Value: rate, From: from, At: from.AddDate(0, -1, -3)}, int64(motion+1))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := app.Ledger.Watch(app); err != nil {
		t.Fatal(err)
	}
}

func TestMoney_PublicPagesAreFitInEveryLook(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	books(t, app)
	server, treasurer := Serve(t, app), app.Officer(t, "Cy", "treasurer")
	tab := server.OpenAs(t, Look{}, treasurer)
	for path, status := range map[string]int{"/fees?amount=80000": 200, "/fees?amount=1,000": 422, "/treasury": 200, "/admin/ledger": 200, "/admin/ledger/new": 200} {
		tab.Survey(path, status, "")
		tab.German("Entry", "hledger", "ledger", "CSV") // the last of the looks
	}
}
