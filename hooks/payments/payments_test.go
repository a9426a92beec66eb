package payments_test

import (
	"errors"
	"net/url"
	"strconv"
	"sync"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/payments"

	"github.com/pocketbase/pocketbase/core"
)

const known = "RF18539007547034"

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

// house is a co-op in which one open invoice of 100.00 EUR has the reference known.
type house struct {
	*apptest.App
	treasurer *members.Person
}

func newHouse(t *testing.T) house {
	t.Helper()
	app := apptest.New(t)
	h := house{App: app, treasurer: app.Officer(t, "Tilda", "treasurer")}
	app.Payments.OnReceived.BindFunc(func(e *payments.Received) error {
		switch {
		case e.Reference != known:
			return e.Next()
		case e.Amount != eur(10000):
			e.Refuse("The amount received is not the amount of the invoice.")
			return nil
		}
		from := book.Bank
		if e.FromUnmatched {
			from = book.Unmatched
		}
		h.post(t, e.App, "invoice", book.Debit(from, e.Amount), book.Credit(book.ClientFunds("0001", "1"), e.Amount))
		e.Take("order:1", "Trail map", "/orders/1")
		return nil
	})
	return h
}

func (h house) post(t *testing.T, app core.App, key string, postings ...book.Posting) {
	t.Helper()
	_, err := ledger.Post(app, book.Entry{Key: key, Kind: "test", At: h.Clock.Now(), Actor: "system", Reference: "test:1", Text: "Test", Postings: postings})
	if err != nil {
		t.Fatal(err)
	}
}

// earned gives the member money that the co-op holds and owes.
func (h house) earned(t *testing.T, m *members.Person, minor int64) {
	t.Helper()
	h.post(t, h, "earned:"+m.Id+strconv.FormatInt(minor, 10), book.Debit(book.Bank, eur(minor)), book.Credit(book.MemberPayable(m.Code()), eur(minor)))
}

func (h house) wants(t *testing.T, account book.Account, minor int64) {
	t.Helper()
	got, err := ledger.Balance(h, account, "EUR")
	if err != nil || got.Minor != minor {
		t.Errorf("%s stands at %d, %v; want %d", account, got.Minor, err, minor)
	}
}

func in(minor int64, reference string) payments.Incoming {
	return payments.Incoming{Amount: eur(minor), Reference: reference, PaidOn: "2026-05-30", Payer: "Nordmarka Trust"}
}

func TestReceive_ExactMoneyFindsItsInvoice(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, err := h.Payments.Receive(h, h.treasurer, in(10000, "rf18 5390 0754 7034"))
	if err != nil || r.State() != payments.Matched || r.Title() != "Trail map" {
		t.Fatalf("got %+v, %v", r, err)
	}
	h.wants(t, book.Bank, 10000)
	h.wants(t, book.Unmatched, 0)
}

func TestReceive_WhatDoesNotFitWaitsWithAReason(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, c := range []struct {
		in     payments.Incoming
		reason string
	}{
		{in(9999, known), "The amount received is not the amount of the invoice."},
		{in(100, "RF712348231"), "Nothing that is open has this payment reference."},
		{in(1, "thanks"), "The payment reference cannot be read."},
	} {
		r, err := h.Payments.Receive(h, h.treasurer, c.in)
		if err != nil || r.State() != payments.Unmatched || r.Reason() != c.reason {
			t.Errorf("%v: got %s, %q, %v; want %q", c.in.Amount, r.State(), r.Reason(), err, c.reason)
		}
	}
	h.wants(t, book.Bank, 10100)
	h.wants(t, book.Unmatched, -10100)
}

func TestReceive_TheSameBankEntryIsOneReceipt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	entry := in(10000, known)
	entry.BankRef = "2026-05-30/17"
	first, err := h.Payments.Receive(h, h.treasurer, entry)
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Payments.Receive(h, h.treasurer, entry)
	if err != nil || again.Id != first.Id {
		t.Errorf("got %v, %v; want the first receipt", again, err)
	}
	entry.Amount = eur(5)
	if _, err := h.Payments.Receive(h, h.treasurer, entry); !fault.Is(err, fault.Conflict) {
		t.Errorf("another amount under the same mark: %v", err)
	}
	h.wants(t, book.Bank, 10000)
}

func TestReceive_AListenerThatFailsUndoesAll(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Payments.OnReceived.BindFunc(func(*payments.Received) error { return errors.New("broken") })
	if _, err := h.Payments.Receive(h, h.treasurer, in(100, "RF712348231")); err == nil {
		t.Fatal("a receipt was recorded although its listener failed")
	}
	h.wants(t, book.Bank, 0)
}

func TestAssign_MovesUnmatchedMoneyToItsInvoice(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, err := h.Payments.Receive(h, h.treasurer, in(10000, "RF712348231"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Payments.Assign(h, h.treasurer, r.Id, "RF45G72UUR"); !fault.Is(err, fault.Invalid) {
		t.Errorf("assigned to nothing: %v", err)
	}
	if _, err := h.Payments.Assign(h, h.treasurer, r.Id, known); err != nil {
		t.Fatal(err)
	}
	h.wants(t, book.Bank, 10000)
	h.wants(t, book.Unmatched, 0)
	h.wants(t, book.ClientFunds("0001", "1"), -10000)
	if _, err := h.Payments.GiveBack(h, h.treasurer, r.Id); !fault.Is(err, fault.Conflict) {
		t.Errorf("matched money was sent back: %v", err)
	}
}

func TestGiveBack_LeavesTheBank(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	r, err := h.Payments.Receive(h, h.treasurer, in(9999, known))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Payments.GiveBack(h, h.treasurer, r.Id); err != nil {
		t.Fatal(err)
	}
	h.wants(t, book.Bank, 0)
	h.wants(t, book.Unmatched, 0)
}

func TestRun_PaysWhoHasNamedAnAccount(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ana, ben := h.Member(t, "Ana"), h.Member(t, "Ben")
	h.earned(t, ana, 68400)
	h.earned(t, ben, 5000)
	if _, err := h.Payments.Run(h, h.treasurer); !fault.Is(err, fault.Conflict) {
		t.Errorf("a run without accounts: %v", err)
	}
	if err := h.Payments.SaveAccount(h, ana, "Ana Ito", "DE89 3704 0044 0532 0130 00"); err != nil {
		t.Fatal(err)
	}
	made, err := h.Payments.Run(h, h.treasurer)
	if err != nil || len(made) != 1 || made[0].Amount() != eur(68400) {
		t.Fatalf("made %v, %v", made, err)
	}
	h.wants(t, book.MemberPayable(ana.Code()), 0)
	h.wants(t, book.MemberPayable(ben.Code()), -5000)
	h.wants(t, book.PayoutsInTransit(ana.Code()), -68400)
	if _, err := h.Payments.Settle(h, h.treasurer, made[0].Id); err != nil {
		t.Fatal(err)
	}
	h.wants(t, book.PayoutsInTransit(ana.Code()), 0)
	h.wants(t, book.Bank, 5000)
	if _, err := h.Payments.Return(h, h.treasurer, made[0].Id, "closed account"); !fault.Is(err, fault.Conflict) {
		t.Errorf("a settled payout came back: %v", err)
	}
}

func TestReturn_OwesTheMoneyAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ana := h.Member(t, "Ana")
	h.earned(t, ana, 100)
	if err := h.Payments.SaveAccount(h, ana, "Ana", "DE89370400440532013000"); err != nil {
		t.Fatal(err)
	}
	made, err := h.Payments.Run(h, h.treasurer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Payments.Return(h, h.treasurer, made[0].Id, "closed account"); err != nil {
		t.Fatal(err)
	}
	h.wants(t, book.MemberPayable(ana.Code()), -100)
	h.wants(t, book.PayoutsInTransit(ana.Code()), 0)
}

func TestReceipts_HundredEqualPostsAreOneReceipt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	c := h.As(t, h.treasurer)
	_, form := c.Get("/admin/receipts").Want(200).Form("form[action='/admin/receipts']")
	form.Set("amount", "100.00")
	form.Set("reference", known)
	var wg sync.WaitGroup
	answers := make([]string, 100)
	for i := range answers {
		wg.Go(func() { answers[i] = c.Post("/admin/receipts", form).Want(303).To() })
	}
	wg.Wait()
	for _, a := range answers {
		if a != answers[0] {
			t.Fatalf("answers differ: %s and %s", a, answers[0])
		}
	}
	h.wants(t, book.Bank, 10000)
}

func TestPages_OnlyTheTreasurerSeesMoney(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	member, client := h.Member(t, "Ana"), h.Buyer(t, "Kari")
	r, err := h.Payments.Receive(h, h.treasurer, in(1234, known))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/admin/receipts", "/admin/receipts/" + r.Id, "/admin/payouts", "/admin/payouts/run"} {
		h.As(t, h.treasurer).Get(path).Want(200)
		h.As(t, member).Get(path).Want(404)
		h.As(t, client).Get(path).Want(404)
		h.Client(t).Get(path).Want(303)
	}
	h.As(t, h.treasurer).Get("/admin/receipts").Says("Fits nothing yet", "12.34", "The amount received is not the amount of the invoice.")
	h.As(t, client).Get("/account/payouts").Want(404)
	h.As(t, member).Get("/account/payouts").Want(200).Says("Nothing paid yet")
}

func TestPages_BadInputKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	c := h.As(t, h.treasurer)
	_, form := c.Get("/admin/receipts").Form("form[action='/admin/receipts']")
	for _, amount := range []string{"", "0", "-1", "ten", "1,000", "1e3", "0x10", "99999999999999999999", "1.001"} {
		form.Set("amount", amount)
		form.Set("reference", known)
		page := c.Post("/admin/receipts", form).Want(422)
		if got := page.HTML().Find("#amount").AttrOr("value", ""); got != amount {
			t.Errorf("%q came back as %q", amount, got)
		}
		if page.HTML().Find("#amount-problem").Length() == 0 {
			t.Errorf("%q has no problem beside its field", amount)
		}
	}
	m := h.Member(t, "Ana")
	h.As(t, m).Post("/account/payouts", url.Values{"holder": {"Ana"}, "iban": {"DE88370400440532013000"}}).Want(422).Says("check digits")
	h.wants(t, book.Bank, 0)
}
