package book

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"

	"pgregory.net/rapid"
)

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

func entry(key string, postings ...Posting) Entry {
	return Entry{Key: key, Kind: "fund", At: day, Actor: "M001", Reference: "order:o1", Text: "Order o1 is funded", Postings: postings}
}

// shelf keeps sealed transactions as a database would.
type shelf struct {
	before Before
	rows   map[Posting]Row
	txs    []Tx
}

func newShelf() *shelf {
	return &shelf{before: Before{Hash: Genesis, Cover: map[string]int64{}}, rows: map[Posting]Row{}}
}

func (s *shelf) post(e Entry) (Tx, error) {
	if err := e.Check(); err != nil {
		return Tx{}, err
	}
	b := s.before
	b.Accounts, b.Cover = map[Posting]Row{}, map[string]int64{}
	for _, p := range e.Postings {
		if _, ok := s.rows[p.Where()]; !ok {
			path := p.Account
			for other := range s.rows {
				if other.Account == p.Account {
					path = p.Account.In(p.Amount.Currency)
				}
			}
			s.rows[p.Where()] = Row{ID: int64(len(s.rows) + 1), Account: path}
		}
		b.Accounts[p.Where()] = s.rows[p.Where()]
		b.Cover[p.Amount.Currency] = s.before.Cover[p.Amount.Currency]
	}
	tx, err := e.Seal(b)
	if err != nil {
		return Tx{}, err
	}
	for _, l := range tx.Lines {
		where := Posting{Account: l.Account.Base(l.Amount.Currency), Amount: money.Amount{Currency: l.Amount.Currency}}
		s.rows[where] = Row{ID: l.AccountID, Account: l.Account, Balance: l.Balance}
		s.before.Cover[l.Amount.Currency], s.before.Line = l.Cover, l.ID
	}
	s.before.Seq, s.before.Hash = tx.Seq, tx.Hash
	s.txs = append(s.txs, tx)
	return tx, nil
}

// example is the worked example of the design, funded 1,000.00 and split 200.00 : 800.00.
func example(t testing.TB) *shelf {
	s := newShelf()
	for i, e := range []Entry{
		entry("a", Debit(Bank, eur(100000)), Credit(ClientFunds("o1", "1"), eur(100000))),
		entry("b", Debit(ClientFunds("o1", "1"), eur(20000)), Credit(ClientRefunds("o1", "1"), eur(20000))),
		entry("c", Debit(ClientFunds("o1", "1"), eur(80000)), Credit(MemberPayable("M001"), eur(74800)), Credit(Commission, eur(5200))),
		entry("d", Debit(ClientRefunds("o1", "1"), eur(20000)), Credit(Bank, eur(20000))),
		entry("e", Debit(MemberPayable("M001"), eur(74800)), Credit(PayoutsInTransit("M001"), eur(74800))),
		entry("f", Debit(PayoutsInTransit("M001"), eur(74800)), Credit(Bank, eur(74800))),
	} {
		if _, err := s.post(e); err != nil {
			t.Fatalf("entry %d: %v", i, err)
		}
	}
	return s
}

func TestSeal_TheWorkedExampleLeavesTheCommission(t *testing.T) {
	t.Parallel()
	s := example(t)
	for account, want := range map[Account]int64{Bank: 5200, ClientFunds("o1", "1"): 0, MemberPayable("M001"): 0, Commission: -5200} {
		if got := s.rows[Posting{account, eur(0)}].Balance; got != want {
			t.Errorf("%s stands at %d, want %d", account, got, want)
		}
	}
	var a Auditor
	for _, tx := range s.txs {
		if why := a.Next(tx); why != "" {
			t.Errorf("%s: %s", tx.Code(), why)
		}
	}
	if a.Head() != s.before.Hash {
		t.Errorf("the auditor ends at %s, the books at %s", a.Head(), s.before.Hash)
	}
}

func TestCheck_RefusesWhatIsNoEntry(t *testing.T) {
	t.Parallel()
	good := entry("k", Debit(Bank, eur(5)), Credit(ClientFunds("o1", "1"), eur(5)))
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	usd := money.Amount{Minor: 5, Currency: "USD"}
	for name, change := range map[string]func(*Entry){
		"no key":               func(e *Entry) { e.Key = "" },
		"no time":              func(e *Entry) { e.At = time.Time{} },
		"a name as actor":      func(e *Entry) { e.Actor = "Ada Lovelace" },
		"a kind of two words":  func(e *Entry) { e.Kind = "fund it" },
		"no reference":         func(e *Entry) { e.Reference = "" },
		"a text of two lines":  func(e *Entry) { e.Text = "a\nb" },
		"an empty text":        func(e *Entry) { e.Text = " " },
		"one posting":          func(e *Entry) { e.Postings = e.Postings[:1] },
		"off by one":           func(e *Entry) { e.Postings[0].Amount.Minor++ },
		"two currencies":       func(e *Entry) { e.Postings[0].Amount = usd },
		"an empty posting":     func(e *Entry) { e.Postings = append(e.Postings, Debit(Dues, eur(0))) },
		"an unknown account":   func(e *Entry) { e.Postings[0].Account = "assets:pocket" },
		"a code in the path":   func(e *Entry) { e.Postings[0].Account = "assets:bank:EUR" },
		"a name in the path":   func(e *Entry) { e.Postings[1].Account = MemberPayable("ada") },
		"an amount too large":  func(e *Entry) { e.Postings[0].Amount.Minor = MaxMinor + 1 },
		"an unknown currency":  func(e *Entry) { e.Postings[0].Amount.Currency = "XXX" },
		"too many postings":    func(e *Entry) { e.Postings = make([]Posting, maxPostings+1) },
		"a half of two things": func(e *Entry) { e.Postings = append(e.Postings, Debit(Bank, usd)) },
	} {
		e := entry("k", Debit(Bank, eur(5)), Credit(ClientFunds("o1", "1"), eur(5)))
		change(&e)
		if err := e.Check(); err == nil {
			t.Errorf("%s passed", name)
		}
	}
}

func TestSeal_GuardsRefuse(t *testing.T) {
	t.Parallel()
	for name, e := range map[string]Entry{
		"client funds overdrawn":   entry("x", Debit(ClientFunds("o2", "1"), eur(1)), Credit(Commission, eur(1))),
		"member payable overdrawn": entry("x", Debit(MemberPayable("M001"), eur(1)), Credit(Commission, eur(1))),
		"an empty bank":            entry("x", Debit(Expenses("hosting"), eur(5201)), Credit(Bank, eur(5201))),
		"owing what is not there":  entry("x", Debit(Expenses("hosting"), eur(5201)), Credit(MemberPayable("M002"), eur(5201))),
		"a balance beyond bounds":  entry("x", Debit(Bank, eur(MaxMinor)), Credit(Reserve, eur(MaxMinor))),
	} {
		s := example(t)
		if tx, err := s.post(e); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: got %+v, %v", name, tx, err)
		}
	}
	s := example(t)
	if _, err := s.post(entry("x", Debit(Expenses("hosting"), eur(5200)), Credit(Bank, eur(5200)))); err != nil {
		t.Errorf("spending the last cent: %v", err)
	}
}

func TestSeal_OnlyTheEndOfATransactionIsGuarded(t *testing.T) {
	t.Parallel()
	s := newShelf()
	e := entry("x", Credit(Bank, eur(300)), Debit(PaymentFees, eur(300)), Debit(Bank, eur(1000)), Credit(Dues, eur(1000)))
	tx, err := s.post(e)
	if err != nil || tx.Lines[0].Balance != -300 || tx.Lines[2].Balance != 700 {
		t.Errorf("got %+v, %v", tx, err)
	}
}

func TestSeal_AFurtherCurrencyHasItsOwnAccount(t *testing.T) {
	t.Parallel()
	s := example(t)
	usd := money.Amount{Minor: 500, Currency: "USD"}
	tx, err := s.post(entry("usd", Debit(Bank, usd), Credit(ClientFunds("o9", "1"), usd)))
	if err != nil || tx.Lines[0].Account != "assets:bank:USD" || tx.Lines[1].Account != "liabilities:client-funds:o9:1" {
		t.Fatalf("got %+v, %v", tx, err)
	}
	back := tx.Reverse("undo", "M002", "Booked by mistake", day)
	if back.Postings[0].Account != Bank || back.Postings[0].Amount.Minor != -500 {
		t.Errorf("the reversal is %+v", back)
	}
	if tx, err := s.post(back); err != nil || tx.Lines[0].Balance != 0 {
		t.Errorf("got %+v, %v", tx, err)
	}
}

func TestRequestHash_IsOfWhatWasAsked(t *testing.T) {
	t.Parallel()
	e := entry("k", Debit(Bank, eur(5)), Credit(Dues, eur(5)))
	later := e
	later.At = day.AddDate(0, 0, 3)
	if e.RequestHash() != later.RequestHash() {
		t.Error("the time of asking changes the request")
	}
	for name, change := range map[string]func(*Entry){
		"day":       func(e *Entry) { e.Effective = day },
		"kind":      func(e *Entry) { e.Kind = "refund" },
		"actor":     func(e *Entry) { e.Actor = "system" },
		"reference": func(e *Entry) { e.Reference = "order:o2" },
		"text":      func(e *Entry) { e.Text = "Else" },
		"amounts":   func(e *Entry) { e.Postings = []Posting{Debit(Bank, eur(6)), Credit(Dues, eur(6))} },
		"accounts":  func(e *Entry) { e.Postings = []Posting{Debit(Bank, eur(5)), Credit(Reserve, eur(5))} },
	} {
		other := e
		change(&other)
		if other.RequestHash() == e.RequestHash() {
			t.Errorf("another %s is the same request", name)
		}
	}
}

func TestAccount_GrammarAndMembers(t *testing.T) {
	t.Parallel()
	for account, want := range map[Account]struct {
		kind   Kind
		member string
	}{
		Bank: {KindBank, ""}, MemberPayable("M012"): {KindMemberPayable, "M012"}, "equity:surplus:2026": {KindSurplus, ""},
		PaymentFees: {KindExpenses, ""}, ClientFunds("abc", "1"): {KindClientFunds, ""}, ClientFunds("M001", "1"): {KindClientFunds, ""},
		"assets:bank:x": {"", ""}, "expenses:Rent": {"", ""}, "expenses": {"", ""}, "equity:surplus:26": {"", ""},
		"liabilities:client-funds:a": {"", ""}, "liabilities:client-funds:a:EUR": {"", ""}, "liabilities:member-payable:": {"", ""},
	} {
		kind, ok := account.Kind()
		if kind != want.kind || ok != (want.kind != "") {
			t.Errorf("%s is %q, %v; want %q", account, kind, ok, want.kind)
		}
		if got := account.Member(); got != want.member {
			t.Errorf("%s belongs to %q, want %q", account, got, want.member)
		}
	}
}

func TestAuditor_FindsEveryChange(t *testing.T) {
	t.Parallel()
	changes := map[string]func(*Tx){
		"seq":          func(t *Tx) { t.Seq++ },
		"key":          func(t *Tx) { t.Key += "x" },
		"request hash": func(t *Tx) { t.RequestHash = Genesis },
		"effective":    func(t *Tx) { t.Effective = "2026-03-02" },
		"created":      func(t *Tx) { t.Created = "2026-03-02T00:00:00.000Z" },
		"kind":         func(t *Tx) { t.Kind = "dues" },
		"actor":        func(t *Tx) { t.Actor = "M002" },
		"reference":    func(t *Tx) { t.Reference = "order:o2" },
		"text":         func(t *Tx) { t.Text += "." },
		"prev hash":    func(t *Tx) { t.PrevHash = strings.Repeat("a", 64) },
		"hash":         func(t *Tx) { t.Hash = strings.Repeat("a", 64) },
		"line number":  func(t *Tx) { t.Lines[0].ID += 9 },
		"account":      func(t *Tx) { t.Lines[0].Account = Reserve },
		"amount":       func(t *Tx) { t.Lines[0].Amount.Minor++ },
		"currency":     func(t *Tx) { t.Lines[0].Amount.Currency = "USD" },
		"balance":      func(t *Tx) { t.Lines[0].Balance++ },
		"cover":        func(t *Tx) { t.Lines[0].Cover++ },
		"a line less":  func(t *Tx) { t.Lines = t.Lines[1:] },
	}
	for name, change := range changes {
		for _, rehashed := range []bool{false, true} {
			s := example(t)
			change(&s.txs[2])
			if rehashed && name != "hash" {
				s.txs[2].Hash = netstrings(s.txs[2].Canonical()).hash()
			}
			var a Auditor
			found := ""
			for _, tx := range s.txs {
				if found = a.Next(tx); found != "" {
					break
				}
			}
			if found == "" {
				t.Errorf("%s changed (rehashed: %v) and nobody noticed", name, rehashed)
			}
		}
	}
}

func TestSeal_BooksStayRightWhateverIsPosted(t *testing.T) {
	t.Parallel()
	accounts := []Account{Bank, Clearing, ClientFunds("o1", "1"), ClientRefunds("o1", "1"), MemberPayable("M001"), Commission, PaymentFees, Reserve}
	rapid.Check(t, func(t *rapid.T) {
		s := newShelf()
		for i := range rapid.IntRange(1, 20).Draw(t, "entries") {
			currency := rapid.SampledFrom([]string{"EUR", "JPY", "KWD"}).Draw(t, "currency")
			minor := rapid.Int64Range(1, 1_000_000).Draw(t, "minor")
			amount := money.Amount{Minor: minor, Currency: currency}
			e := entry(fmt.Sprint(i), Debit(rapid.SampledFrom(accounts).Draw(t, "debit"), amount),
				Credit(rapid.SampledFrom(accounts).Draw(t, "credit"), amount))
			if _, err := s.post(e); err != nil && !fault.Is(err, fault.Conflict) {
				t.Fatal(err)
			}
		}
		var a Auditor
		for _, tx := range s.txs {
			if why := a.Next(tx); why != "" {
				t.Fatalf("%s: %s", tx.Code(), why)
			}
		}
		cover := map[string]int64{}
		for where, row := range s.rows {
			if kind, _ := where.Account.Kind(); kind.Covered() {
				cover[where.Amount.Currency] += row.Balance
			}
		}
		for currency, c := range cover {
			if c < 0 || c != s.before.Cover[currency] {
				t.Fatalf("cover in %s is %d and %d", currency, c, s.before.Cover[currency])
			}
		}
	})
}
