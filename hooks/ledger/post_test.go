package ledger

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/money"

	"github.com/pocketbase/pocketbase/core"
)

func TestPost_BooksTheWorkedExample(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	for account, want := range map[book.Account]int64{
		book.Bank: 79300, book.ClientFunds("o1", "1"): 0, book.MemberPayable("M001"): 0, book.Commission: -5200,
		book.PayoutsInTransit("M001"): -74800, book.Dues: 0,
	} {
		if got, err := Balance(app, account, "EUR"); err != nil || got != eur(want) {
			t.Errorf("%s stands at %v, %v; want %d", account, got, err, want)
		}
	}
	if owed, err := Owed(app, book.ClientFunds("o2", "1"), "JPY"); err != nil || owed.Minor != 30000 {
		t.Errorf("owed %v, %v", owed, err)
	}
	report, err := Verify(app)
	if err != nil || report.Fault != nil || report.Transactions != 8 || report.Postings != 17 {
		t.Errorf("got %+v, %v", report, err)
	}
}

func TestPost_TheSameAgainGivesTheFirstResult(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	e := entry("k", book.Debit(book.Bank, eur(500)), book.Credit(book.Dues, eur(500)))
	first := mustPost(t, app, e)
	e.At = day.AddDate(0, 0, 2)
	again := mustPost(t, app, e)
	if first.Hash != again.Hash || again.Code() != "TX-000001" || again.Created != first.Created || len(again.Lines) != 2 {
		t.Errorf("first %+v\nagain %+v", first, again)
	}
	e.Postings[0].Amount.Minor, e.Postings[1].Amount.Minor = 600, -600
	if _, err := Post(app, e); !errors.Is(err, ErrOther) || !fault.Is(err, fault.Conflict) {
		t.Errorf("another entry under the key: %v", err)
	}
}

func TestPost_HundredEqualAtOnceHaveOneEffect(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	e := entry("k", book.Debit(book.Bank, eur(500)), book.Credit(book.Dues, eur(500)))
	hashes := make([]string, 100)
	var wg sync.WaitGroup
	for i := range hashes {
		wg.Go(func() {
			tx, err := Post(app, e)
			if err != nil {
				t.Error(err)
			}
			hashes[i] = tx.Hash
		})
	}
	wg.Wait()
	if len(slices.Compact(hashes)) != 1 {
		t.Error("the answers differ")
	}
	if got, err := Balance(app, book.Bank, "EUR"); err != nil || got != eur(500) {
		t.Errorf("the bank stands at %v, %v", got, err)
	}
}

func TestPost_ARefusedOrUndoneOneLeavesNothing(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	mustPost(t, app, entry("a", book.Debit(book.Bank, eur(100)), book.Credit(book.ClientFunds("o1", "1"), eur(100))))
	overdrawn := entry("b", book.Debit(book.ClientFunds("o1", "1"), eur(101)), book.Credit(book.MemberPayable("M009"), eur(101)))
	if _, err := Post(app, overdrawn); !fault.Is(err, fault.Conflict) {
		t.Errorf("overdrawn: %v", err)
	}
	if _, err := Post(app, entry("c", book.Debit(book.Bank, eur(1)), book.Credit("pocket", eur(1)))); err == nil || fault.As(err) != nil {
		t.Errorf("an unknown account is a fault of the program: %v", err)
	}
	stop := errors.New("stop")
	err := app.RunInTransaction(func(tx core.App) error {
		mustPost(t, tx, entry("d", book.Debit(book.Bank, eur(7)), book.Credit(book.Dues, eur(7))))
		return stop
	})
	if !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
	report, err := Verify(app)
	if err != nil || report.Fault != nil || report.Transactions != 1 || report.Postings != 2 {
		t.Errorf("got %+v, %v", report, err)
	}
	var accounts int
	if err := app.DB().NewQuery(`SELECT COUNT(*) FROM ledger_account`).Row(&accounts); err != nil || accounts != 2 {
		t.Errorf("%d accounts, %v", accounts, err)
	}
}

func TestPost_AFurtherCurrencyGetsThePathAndItsCode(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	list, err := OfOrder(app, "o2")
	if err != nil || len(list) != 1 || list[0].Path != "liabilities:client-funds:o2:1" || list[0].Balance.Currency != "JPY" {
		t.Errorf("the order's first currency: %+v, %v", list, err)
	}
	tx, err := ByKey(app, "e")
	if err != nil || tx.Lines[0].Account != "assets:bank:JPY" {
		t.Errorf("the bank's second currency: %+v, %v", tx, err)
	}
	yen, err := Balance(app, book.Bank, "JPY")
	if err != nil || yen != (money.Amount{Minor: 30000, Currency: "JPY"}) {
		t.Errorf("got %v, %v", yen, err)
	}
}

func TestOfOrder_DoesNotMixOrdersWithAlikeNames(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	mustPost(t, app,
		entry("a", book.Debit(book.Bank, eur(100)), book.Credit(book.ClientFunds("o1", "1"), eur(100))),
		entry("b", book.Debit(book.Bank, eur(100)), book.Credit(book.ClientFunds("o12", "1"), eur(100))),
		entry("c", book.Debit(book.ClientFunds("o1", "1"), eur(40)), book.Credit(book.ClientRefunds("o1", "1"), eur(40))))
	list, err := OfOrder(app, "o1")
	if err != nil || len(list) != 2 || list[0].Balance != eur(-60) || list[1].Account != book.ClientRefunds("o1", "1") {
		t.Errorf("got %+v, %v", list, err)
	}
}

func TestStatement_ShowsTheMembersSideInPages(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	lines, err := Statement(app, "M001", 0, 2)
	if err != nil || len(lines) != 2 || lines[0].Account != book.PayoutsInTransit("M001") || lines[0].Balance != eur(74800) {
		t.Fatalf("got %+v, %v", lines, err)
	}
	rest, err := Statement(app, "M001", lines[1].ID, 10)
	if err != nil || len(rest) != 1 || rest[0].Amount != eur(74800) || rest[0].Tx != "TX-000003" {
		t.Errorf("got %+v, %v", rest, err)
	}
	if none, err := Statement(app, "M003", 0, 10); err != nil || len(none) != 0 {
		t.Errorf("a stranger's: %+v, %v", none, err)
	}
	mine, err := OfMember(app, "M002")
	if err != nil || len(mine) != 1 || mine[0].Account != book.Shares("M002") {
		t.Errorf("got %+v, %v", mine, err)
	}
}

func TestRecent_GoesBackPageByPage(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	var codes []string
	for before := int64(0); ; {
		page, err := Recent(app, before, 3)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, tx := range page {
			codes, before = append(codes, tx.Code()[8:]), tx.Seq
		}
	}
	if got := strings.Join(codes, ""); got != "87654321" {
		t.Errorf("got %s", got)
	}
	if txs, err := OfReference(app, "order:o1"); err != nil || len(txs) != 8 {
		t.Errorf("%d of the order, %v", len(txs), err)
	}
	if _, err := BySeq(app, 99); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v", err)
	}
}

func TestReverse_UndoesATransaction(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	tx := mustPost(t, app, entry("a", book.Debit(book.Bank, eur(100)), book.Credit(book.Dues, eur(100))))
	mustPost(t, app, tx.Reverse("undo", "M002", "Booked twice", day))
	if got, err := Balance(app, book.Bank, "EUR"); err != nil || got != eur(0) {
		t.Errorf("got %v, %v", got, err)
	}
}
