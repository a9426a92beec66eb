package treasury_test

import (
	"net/http"
	"net/url"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
)

func TestRecord_BooksSpendingDuesAndShares(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ada := app.Member(t, "Ada")
	desk := app.As(t, app.Officer(t, "Cy", "treasurer"))
	for _, form := range []url.Values{
		{"kind": {"share"}, "amount": {"500.00"}, "member": {ada.Code()}, "text": {"Share paid in"}},
		{"kind": {"dues"}, "amount": {"15"}, "member": {ada.Code()}, "text": {"Dues for May"}, "day": {"2026-05-31"}},
		{"kind": {"expense"}, "amount": {"29.90"}, "category": {"hosting"}, "text": {"Server in May"}},
	} {
		desk.Follow(desk.Submit("/admin/ledger/new", "form[action='/admin/ledger/new']", form).Want(http.StatusSeeOther)).Says("Booked as TX-00000")
	}
	for account, want := range map[book.Account]int64{
		book.Bank: 51500 - 2990, book.Shares(ada.Code()): -50000, book.Dues: -1500, book.Expenses("hosting"): 2990,
	} {
		if got, err := ledger.Balance(app, account, "EUR"); err != nil || got != eur(want) {
			t.Errorf("%s stands at %v, %v; want %d", account, got, err, want)
		}
	}
	tx, err := ledger.BySeq(app, 2)
	if err != nil || tx.Effective != "2026-05-31" {
		t.Errorf("got %+v, %v", tx, err)
	}
	app.Client(t).Get("/treasury").Says("Hosting", "29.90", "Members' shares", "Server in May").Hides("Ada")
}

func TestRecord_TheSameFormTwiceBooksOnce(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	desk := app.As(t, app.Officer(t, "Cy", "treasurer"))
	_, form := desk.Get("/admin/ledger/new").Form("form[action='/admin/ledger/new']")
	form.Set("kind", "dues")
	form.Set("amount", "15")
	form.Set("member", app.Member(t, "Ada").Code())
	form.Set("text", "Dues for May")
	for range 2 {
		desk.Post("/admin/ledger/new", form).Want(http.StatusSeeOther)
	}
	if got, err := ledger.Balance(app, book.Bank, "EUR"); err != nil || got != eur(1500) {
		t.Errorf("the bank stands at %v, %v", got, err)
	}
}

func TestRecord_RefusesByTheField(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	desk := app.As(t, app.Officer(t, "Cy", "treasurer"))
	good := url.Values{"kind": {"expense"}, "amount": {"5.00"}, "category": {"hosting"}, "text": {"Server"}, "day": {"2026-06-01"}}
	for field, values := range map[string][]string{
		"kind": {"", "theft"}, "amount": {"", "0", "-5", "1,000.00", "five", "90000000000000.00"}, "category": {"", "holidays"},
		"text": {"", "ab"}, "day": {"", "2026-02-30", "2027-01-01", "1999-01-01"},
	} {
		for _, value := range values {
			form := url.Values{}
			for k, v := range good {
				form[k] = v
			}
			form.Set(field, value)
			page := desk.Submit("/admin/ledger/new", "form[action='/admin/ledger/new']", form).Want(http.StatusUnprocessableEntity)
			if page.HTML().Find("#"+field+"-problem").Length() != 1 {
				t.Errorf("%s %q: no problem by the field", field, value)
			}
		}
	}
	nobody := url.Values{"kind": {"share"}, "amount": {"5"}, "member": {"M999"}, "text": {"Share paid in"}}
	desk.Submit("/admin/ledger/new", "form[action='/admin/ledger/new']", nobody).Want(http.StatusUnprocessableEntity).Says("No member has this code.")
	desk.Submit("/admin/ledger/new", "form[action='/admin/ledger/new']", good).Want(http.StatusConflict).Says("There is not enough money for this.")
	for _, other := range []*apptest.Client{app.As(t, app.Member(t, "Bo")), app.As(t, app.Buyer(t, "Di"))} {
		other.Get("/admin/ledger/new").Want(http.StatusNotFound)
		other.Post("/admin/ledger/new", good).Want(http.StatusNotFound)
	}
}
