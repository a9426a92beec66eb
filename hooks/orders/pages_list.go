package orders

import (
	"fmt"
	"time"

	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const perPage = 20

// Item is one line of a list of orders, as of now.
type Item struct {
	*Order
	State flow.State
	Turn  flow.Actor // whose turn it is, or ""
	Until time.Time
	With  string // the other side's name
	Role  flow.Actor
}

// Mine reports whether it is the viewer's turn.
func (i Item) Mine() bool { return i.Turn == i.Role }

// Badge is the word for the state; Tone its colour.
func (i Item) Badge() string { return badges[i.State].Text }

// Tone is the badge's class: open, wait, good, bad or "".
func (i Item) Tone() string { return badges[i.State].Tone }

type listPage struct {
	web.Page
	As      string // client or member: which orders the list shows
	Waiting []Item
	Orders  []Item
	Next    string
}

// list handles GET /orders: what waits for the viewer, then all orders as client or as member.
func (p pages) list(e *core.RequestEvent) error {
	viewer, q := members.Viewer(e), e.Request.URL.Query()
	page := &listPage{As: "client"}
	if q.Get("as") == "member" || q.Get("as") == "" && viewer.IsMember() {
		page.As = "member"
	}
	after, err := records.ReadCursor(q.Get("after"), page.As, 2)
	if err != nil {
		return err
	}
	page.Orders, err = p.items(e.App, viewer.Id, dbx.And(dbx.HashExp{"orders." + page.As: viewer.Id},
		records.Beyond(true, []string{"orders.updated", "orders.id"}, after)), perPage+1)
	if err != nil {
		return err
	}
	if len(page.Orders) > perPage {
		page.Orders = page.Orders[:perPage]
		last := page.Orders[perPage-1]
		page.Next = records.Cursor(page.As, last.GetString("updated"), last.Id)
	}
	if page.Waiting, err = p.waiting(e.App, viewer.Id); err != nil {
		return err
	}
	return p.site.Show(e, "orders/list.html", page)
}

// waiting lists the orders in which it is the person's turn, the nearest deadline first.
func (r *Room) waiting(app core.App, person string) ([]Item, error) {
	all, err := r.items(app, person, dbx.And(dbx.Or(dbx.HashExp{"orders.client": person}, dbx.HashExp{"orders.member": person}),
		dbx.NewExp("milestones.state IN ('offered', 'countered', 'awaiting_funds', 'funded', 'delivered', 'changes_requested')")), 200)
	if err != nil {
		return nil, err
	}
	var mine []Item
	for _, i := range all {
		if i.Mine() {
			mine = append(mine, i)
		}
	}
	sortByUntil(mine)
	return mine, nil
}

// Waiting counts the orders in which it is the person's turn.
func (r *Room) Waiting(app core.App, person string) (int, error) {
	list, err := r.waiting(app, person)
	return len(list), err
}

// items reads orders with their milestones and the names of the other sides, newest first, in three queries.
func (r *Room) items(app core.App, person string, where dbx.Expression, most int) ([]Item, error) {
	var orders []*Order
	err := app.RecordQuery("orders").InnerJoin("milestones", dbx.NewExp("milestones.[[order]] = orders.id AND milestones.number = 1")).
		AndWhere(where).OrderBy("orders.updated DESC", "orders.id DESC").Limit(int64(most)).All(&orders)
	if err != nil || len(orders) == 0 {
		return nil, wrapped("list orders", err)
	}
	var ids, others []any
	for _, o := range orders {
		ids = append(ids, o.Id)
		others = append(others, o.ClientID(), o.MemberID())
	}
	var milestones []*Milestone
	if err := app.RecordQuery("milestones").AndWhere(dbx.HashExp{"order": ids, "number": 1}).All(&milestones); err != nil {
		return nil, fmt.Errorf("list milestones: %w", err)
	}
	names, err := namesOf(app, others)
	if err != nil {
		return nil, err
	}
	byOrder := map[string]*Milestone{}
	for _, m := range milestones {
		byOrder[m.GetString("order")] = m
	}
	items := make([]Item, len(orders))
	for i, o := range orders {
		_, facts := (&work{Order: o, Milestone: byOrder[o.Id]}).asOf(r.clock.Now())
		role := o.RoleOf(person)
		items[i] = Item{Order: o, State: facts.State, Role: role, With: names[o.MemberID()]}
		if role == flow.Member {
			items[i].With = names[o.ClientID()]
		}
		items[i].Turn, items[i].Until = flow.Turn(facts)
	}
	return items, nil
}

func namesOf(app core.App, ids []any) (map[string]string, error) {
	var rows []struct {
		ID   string `db:"id"`
		Name string `db:"name"`
	}
	err := app.ConcurrentDB().Select("id", "name").From("users").Where(dbx.HashExp{"id": ids}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	names := map[string]string{}
	for _, x := range rows {
		names[x.ID] = x.Name
	}
	return names, nil
}

// refundsPage lists what the co-op owes clients.
type refundsPage struct {
	web.Page
	Refunds []refund
}

type refund struct {
	*work
	Amount money.Amount
}

func (r *Room) refundsPage(app core.App) (*refundsPage, error) {
	var milestones []*Milestone
	if err := app.RecordQuery("milestones").AndWhere(dbx.NewExp("refundingMinor > 0")).OrderBy("updated").Limit(200).All(&milestones); err != nil {
		return nil, fmt.Errorf("list refunds: %w", err)
	}
	page := &refundsPage{}
	for _, m := range milestones {
		o, err := ByID(app, m.GetString("order"))
		if err != nil {
			return nil, err
		}
		w, err := complete(app, o, m)
		if err != nil {
			return nil, err
		}
		page.Refunds = append(page.Refunds, refund{w, money.Amount{Minor: int64(m.GetInt("refundingMinor")), Currency: o.Currency()}})
	}
	return page, nil
}

// refunds handles GET /admin/refunds.
func (p pages) refunds(e *core.RequestEvent) error {
	page, err := p.refundsPage(e.App)
	if err != nil {
		return err
	}
	return p.site.Show(e, "orders/refunds.html", page)
}

// refundPaid handles POST /admin/refunds/{id}.
func (p pages) refundPaid(e *core.RequestEvent) error {
	if err := p.site.Read(e, &struct{}{}); err != nil {
		return err
	}
	_, err := once(e, func(tx core.App) (string, error) {
		return "", p.PayRefund(tx, members.Viewer(e), e.Request.PathValue("id"))
	})
	if refusal(err) != nil {
		page, err2 := p.refundsPage(e.App)
		if err2 != nil {
			return err2
		}
		return p.site.Again(e, "orders/refunds.html", page, err)
	}
	if err != nil {
		return err
	}
	return p.site.Done(e, "/admin/refunds", "The refund is recorded as paid.")
}
