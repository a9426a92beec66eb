package treasury

import (
	"slices"
	"strconv"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/locale"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

const (
	recentShown = 8
	ratesShown  = 4
	perPage     = 30
)

// showPage is templates/treasury/show.html.
type showPage struct {
	web.Page
	Report
	Cover   web.Split
	Fees    []web.Step // the last rates, newest first, what is coming included
	Level   money.Bps  // the commission now
	Recent  []entry
	Checked *check // the last verification; nil before the first
}

// entry is a transaction as the pages list it.
type entry struct {
	book.Tx
	Day   time.Time
	What  string         // what happened, in the reader's language
	Sizes []money.Amount // what moved, in each currency
}

// show handles GET /treasury; ?currency= shows the books of another currency.
func (r *Room) show(e *core.RequestEvent) error {
	sums, err := r.totals.Read(e.App)
	if err != nil {
		return err
	}
	coop, l := r.site.Coop(e.App), r.site.Locale(e)
	now := r.site.Clock.Now()
	page := &showPage{Report: report(sums, coop.Currency, now.In(coop.Location()))}
	if asked := e.Request.URL.Query().Get("currency"); asked != "" && asked != coop.Currency {
		if !slices.Contains(page.Others, asked) {
			return fault.Missing()
		}
		page.Report = report(sums, asked, now.In(coop.Location()))
	}
	page.Cover = cover(l, page.Report)
	if err := page.fees(e.App, l, now); err != nil {
		return err
	}
	recent, err := ledger.Recent(e.App, 0, recentShown)
	if err != nil {
		return err
	}
	page.Recent = entries(l, recent)
	page.Checked = r.checked()
	return r.site.Show(e, "treasury/show.html", page)
}

// cover draws what is there as who it belongs to.
func cover(l *locale.Locale, r Report) web.Split {
	return web.Split{Label: l.T("There in all"), Total: r.There, Shares: []web.Share{
		{Kind: "member", Label: l.T("Clients' money, held for their orders"), Amount: r.Clients},
		{Kind: "provider", Label: l.T("Owed to members"), Amount: r.Members},
		{Kind: "coop", Label: l.T("The co-op's own"), Amount: r.Free},
	}}
}

func (p *showPage) fees(app core.App, l *locale.Locale, now time.Time) error {
	today, err := policies.At(app, policies.CommissionRate, now)
	if err != nil {
		return err
	}
	history, err := policies.History(app, policies.CommissionRate)
	if err != nil {
		return err
	}
	p.Level = money.Bps(today.Int())
	p.Fees = fees.Chart(l, history, now).List
	slices.Reverse(p.Fees)
	p.Fees = p.Fees[:min(len(p.Fees), ratesShown)]
	return nil
}

// check is a verification with the number of transactions as plural forms want it.
type check struct {
	ledger.Check
	Count int
}

func (r *Room) checked() *check {
	if last, ok := r.books.Last(); ok {
		return &check{last, int(last.Transactions)}
	}
	return nil
}

// kinds are the words for what happened. A kind that another room adds shows the text it was booked with.
var kinds = map[string]string{
	"receipt":         locale.Mark("Money received"),
	"return":          locale.Mark("Receipt sent back"),
	"release":         locale.Mark("Work accepted, money released"),
	"refund":          locale.Mark("Refund decided"),
	"refund-paid":     locale.Mark("Refund paid"),
	"clawback":        locale.Mark("Release taken back"),
	"payout":          locale.Mark("Payout ordered"),
	"payout-settled":  locale.Mark("Payout paid"),
	"payout-returned": locale.Mark("Payout came back"),
	"dues":            locale.Mark("Dues"),
	"share":           locale.Mark("Member share"),
	"expense":         locale.Mark("Spending"),
	"reversal":        locale.Mark("Correction"),
}

func entries(l *locale.Locale, txs []book.Tx) []entry {
	list := make([]entry, len(txs))
	for i, tx := range txs {
		list[i] = entry{Tx: tx}
		if word, ok := kinds[tx.Kind]; ok {
			list[i].What = l.T(word)
		}
		// The day is a date of the books, the same in every time zone.
		if day, err := time.ParseInLocation(time.DateOnly, tx.Effective, l.Zone); err == nil {
			list[i].Day = day
		}
		list[i].Sizes = sizes(tx)
	}
	return list
}

// sizes adds up the debit side of a transaction by currency.
func sizes(tx book.Tx) []money.Amount {
	var list []money.Amount
	for _, line := range tx.Lines {
		if line.Amount.Minor <= 0 {
			continue
		}
		i := slices.IndexFunc(list, func(a money.Amount) bool { return a.Currency == line.Amount.Currency })
		if i < 0 {
			list = append(list, line.Amount)
			continue
		}
		list[i].Minor += line.Amount.Minor
	}
	return list
}

// listPage is templates/treasury/ledger.html.
type listPage struct {
	web.Page
	Entries []entry
	Checked *check
	Pager   struct{ Prev, Next string }
}

// list handles GET /admin/ledger.
func (r *Room) list(e *core.RequestEvent) error {
	after, err := records.ReadCursor(e.Request.URL.Query().Get("after"), "ledger", 1)
	if err != nil {
		return err
	}
	page, before := &listPage{Checked: r.checked()}, int64(0)
	if after != nil {
		if before, err = strconv.ParseInt(after[0], 10, 64); err != nil || before < 1 {
			return fault.Missing()
		}
		page.Pager.Prev = "/admin/ledger"
	}
	txs, err := ledger.Recent(e.App, before, perPage+1)
	if err != nil {
		return err
	}
	if len(txs) > perPage {
		txs = txs[:perPage]
		page.Pager.Next = "/admin/ledger?after=" + records.Cursor("ledger", strconv.FormatInt(txs[perPage-1].Seq, 10))
	}
	page.Entries = entries(r.site.Locale(e), txs)
	return r.site.Show(e, "treasury/ledger.html", page)
}
