package treasury

import (
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// recordForm is one line of the bank statement that is about the co-op itself.
type recordForm struct {
	Kind     string `form:"kind"`
	Amount   string `form:"amount"`
	Day      string `form:"day"`
	Category string `form:"category"`
	Member   string `form:"member"`
	Text     string `form:"text"`
	Once     string `form:"once"`
}

// movement reads the form in the co-op's currency.
func (f recordForm) movement(currency string) (ledger.Movement, error) {
	m := ledger.Movement{Key: f.Once, Kind: f.Kind, Day: f.Day, Category: f.Category, Member: f.Member, Text: f.Text}
	amount, err := money.Parse(f.Amount, currency)
	if refusal := fault.As(err); refusal != nil {
		var problems fault.Problems
		problems.Add("amount", refusal.Text, refusal.Args...)
		return m, problems.Err()
	}
	m.Amount = amount
	return m, err
}

// recordPage is templates/treasury/record.html.
type recordPage struct {
	web.Page
	Form       recordForm
	Categories []ledger.Category
}

// write handles GET /admin/ledger/new.
func (r *Room) write(e *core.RequestEvent) error {
	today := r.site.Clock.Now().In(r.site.Coop(e.App).Location()).Format(time.DateOnly)
	return r.site.Show(e, "treasury/record.html", &recordPage{Categories: ledger.Categories,
		Form: recordForm{Kind: ledger.Spending, Day: today}})
}

// record handles POST /admin/ledger/new.
func (r *Room) record(e *core.RequestEvent) error {
	page := &recordPage{Categories: ledger.Categories}
	err := r.site.Read(e, &page.Form)
	if err != nil {
		return r.site.Again(e, "treasury/record.html", page, err)
	}
	m, err := page.Form.movement(r.site.Coop(e.App).Currency)
	if err != nil {
		return r.site.Again(e, "treasury/record.html", page, err)
	}
	me := members.Viewer(e)
	code, err := records.Once(e.App, records.FormKey(e.Request, me.Id), func(tx core.App) (string, error) {
		booked, err := r.books.Record(tx, me, m)
		return booked.Code(), err
	})
	if err != nil {
		return r.site.Again(e, "treasury/record.html", page, err)
	}
	return r.site.Done(e, "/admin/ledger", "Booked as %s.", code)
}
