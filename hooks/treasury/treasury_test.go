package treasury_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"

	"github.com/PuerkitoBio/goquery"
)

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

// year books a year of a small co-op: an order a month, hosting, dues, shares, and one order in dollars.
func year(t *testing.T, app *apptest.App) {
	t.Helper()
	n := 0
	post := func(kind string, at time.Time, postings ...book.Posting) {
		t.Helper()
		n++
		_, err := ledger.Post(app, book.Entry{Key: fmt.Sprint(n), Kind: kind, At: at, Actor: "M001", Reference: fmt.Sprintf("order:o%d", n),
			Text: fmt.Sprintf("Entry %d", n), Postings: postings})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range int64(12) {
		at := apptest.Start.AddDate(0, int(i)-12, 0)
		order, amount := fmt.Sprintf("o%d", i), 123_457+1_000*i
		fee := amount * 650 / 10000
		post("share", at, book.Debit(book.Bank, eur(5000)), book.Credit(book.Shares(fmt.Sprintf("M%03d", i+1)), eur(5000)))
		post("receipt", at, book.Debit(book.Bank, eur(amount)), book.Credit(book.ClientFunds(order, "1"), eur(amount)))
		post("dues", at, book.Debit(book.Bank, eur(1500)), book.Credit(book.Dues, eur(1500)))
		post("expense", at, book.Debit(book.Expenses("hosting"), eur(900+i)), book.Credit(book.Bank, eur(900+i)))
		if i == 11 {
			continue // the last order is still under way
		}
		post("release", at.AddDate(0, 0, 5), book.Debit(book.ClientFunds(order, "1"), eur(amount)),
			book.Credit(book.MemberPayable("M001"), eur(amount-fee)), book.Credit(book.Commission, eur(fee)))
		if i < 9 {
			post("payout", at.AddDate(0, 0, 6), book.Debit(book.MemberPayable("M001"), eur(amount-fee)), book.Credit(book.PayoutsInTransit("M001"), eur(amount-fee)))
			post("payout-settled", at.AddDate(0, 0, 8), book.Debit(book.PayoutsInTransit("M001"), eur(amount-fee)), book.Credit(book.Bank, eur(amount-fee)))
		}
	}
	usd := money.Amount{Minor: 50_000, Currency: "USD"}
	post("receipt", apptest.Start, book.Debit(book.Bank, usd), book.Credit(book.ClientFunds("o99", "1"), usd))
}

func TestTreasury_NumbersEqualHledgerOnTheExport(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("hledger"); err != nil {
		t.Fatal("hledger is not installed: make tools installs it")
	}
	app := apptest.New(t)
	year(t, app)
	client := app.Client(t)
	file := filepath.Join(t.TempDir(), "books.journal")
	if err := os.WriteFile(file, []byte(client.Get("/treasury/ledger.journal").Want(http.StatusOK).Body), 0o600); err != nil {
		t.Fatal(err)
	}
	balance := func(query ...string) string {
		out, err := exec.Command("hledger", append([]string{"-f", file, "balance", "-N", "-O", "csv", "cur:EUR"}, query...)...).Output()
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(string(out))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var sum money.Amount
		for _, row := range rows[1:] {
			a, err := money.Parse(strings.TrimSuffix(row[1], " EUR"), "EUR")
			if err != nil {
				t.Fatalf("%v: %v", row, err)
			}
			sum = eur(sum.Minor + a.Minor)
		}
		return app.Site.Catalogs().For("en", time.UTC).Money(eur(max(sum.Minor, -sum.Minor)))
	}
	page := client.Get("/treasury").Want(http.StatusOK)
	shown := map[string]string{}
	page.HTML().Find("dd").Each(func(_ int, s *goquery.Selection) {
		label := strings.Join(strings.Fields(s.PrevAllFiltered("dt").First().Text()), " ")
		shown[label] = strings.TrimSpace(s.Text())
	})
	for label, want := range map[string]string{
		"In the bank":                            balance("assets:bank"),
		"Held for clients' orders":               balance("liabilities:client-funds"),
		"Earned by members, not yet paid out":    balance("liabilities:member-payable"),
		"Members' shares":                        balance("equity:member-shares"),
		"Earned and not spent so far":            balance("income", "expenses"),
		"held for clients, every cent covered":   balance("liabilities:client"),
		"paid out to members since the founding": balance("tag:kind=payout-settled", "assets:bank"),
		"earned by commission in twelve months":  balance("income:commission", "date:2025-07-01.."),
		"The co-op's own":                        balance("assets", "liabilities"),
	} {
		if shown[label] != want {
			t.Errorf("%s: the page says %q, hledger %q", label, shown[label], want)
		}
	}
	client.Get("/treasury?currency=USD").Want(http.StatusOK).Says("$ 500.00")
	client.Get("/treasury?currency=GBP").Want(http.StatusNotFound)
}

func TestTreasury_IsForWhomThePolicySays(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	year(t, app)
	member, buyer := app.As(t, app.Member(t, "Ada")), app.As(t, app.Buyer(t, "Bo"))
	for _, path := range []string{"/treasury", "/treasury/ledger.csv", "/treasury/ledger.journal"} {
		app.Client(t).Get(path).Want(http.StatusOK)
	}
	if _, err := policies.Set(app, "M001", app.Clock.Now(), policies.TreasuryVisibility, "members"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/treasury", "/treasury/ledger.csv", "/treasury/ledger.journal"} {
		app.Client(t).Get(path).Want(http.StatusSeeOther)
		buyer.Get(path).Want(http.StatusNotFound)
		member.Get(path).Want(http.StatusOK)
	}
	member.Get("/admin/ledger").Want(http.StatusNotFound)
	member.Post("/admin/ledger/verify", nil).Want(http.StatusNotFound)
}

func TestTreasury_OfAnEmptyBookSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	apptest.New(t).Client(t).Get("/treasury").Want(http.StatusOK).Says("No money has moved yet")
}

func TestLedger_TreasurerReadsAllPagesAndVerifies(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	year(t, app)
	desk := app.As(t, app.Officer(t, "Cy", "treasurer"))
	seen, path := map[string]bool{}, "/admin/ledger"
	for range 10 {
		page := desk.Get(path).Want(http.StatusOK)
		page.HTML().Find(".list li p.soft").Each(func(_ int, s *goquery.Selection) { seen[strings.Fields(strings.Split(s.Text(), "·")[1])[0]] = true })
		next, more := page.HTML().Find(`a[rel="next"]`).Attr("href")
		if !more {
			break
		}
		path = next
	}
	if len(seen) != 78 {
		t.Errorf("the pages show %d transactions", len(seen))
	}
	for _, after := range []string{"x", "WyJsZWRnZXIiLCItMSJd", "WyJub3RpY2VzIiwiMSJd"} {
		desk.Get("/admin/ledger?after=" + url.QueryEscape(after)).Want(http.StatusNotFound)
	}
	desk.Get("/admin/ledger").Says("not been verified")
	desk.Follow(desk.Post("/admin/ledger/verify", nil).Want(http.StatusSeeOther)).Says("The books are whole.", "78 transactions")
}

func TestLedger_OfficersAreToldOfAFault(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	year(t, app)
	for _, statement := range []string{`DROP TRIGGER ledger_tx_no_update`, `UPDATE ledger_tx SET text = 'x' WHERE seq = 5`} {
		if _, err := app.NonconcurrentDB().NewQuery(statement).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	desk := app.As(t, app.Officer(t, "Cy", "treasurer"))
	for range 2 {
		if err := app.Ledger.Watch(app); err != nil {
			t.Fatal(err)
		}
	}
	if told := desk.Get("/notices").HTML().Find(".list > li").Length(); told != 1 {
		t.Errorf("the treasurer was told %d times", told)
	}
	desk.Get("/admin/ledger").Says("The books are not whole", "ledger_tx_no_update")
	desk.Get("/treasury").Says("The books are not whole")
	app.Client(t).Get("/treasury").Hides("not whole", "recomputed")
	app.Client(t).Get("/healthz").Want(http.StatusServiceUnavailable)
}
