package orders

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/policies"
	"cooperage/hooks/prose"

	"github.com/pocketbase/pocketbase/core"
)

// Limits of what is written and sent along with an order.
const (
	MaxNote   = 4000
	maxFiles  = 10
	maxUpload = 100 << 20
)

// Request is what a client orders, at the terms shown: the room of the gig fills it from its record.
type Request struct {
	Gig     string // record id, or "" when the order does not come from a gig
	Slug    string
	Member  *members.Person
	Title   string
	Package string
	Price   money.Amount // of the package alone
	Days    int          // to deliver
	Rounds  int          // of changes
	Tier    string
	Extras  []Extra
	Note    string // Markdown
	Uploads []*multipart.FileHeader
}

// Total is the price of the package with its extras.
func (q Request) Total() (money.Amount, error) {
	total := q.Price
	for _, x := range q.Extras {
		var err error
		if total, err = total.Add(money.Amount{Minor: x.Minor, Currency: q.Price.Currency}); err != nil {
			return money.Amount{}, err
		}
	}
	return total, nil
}

// days is the agreed time to deliver, extras included.
func (q Request) days() int {
	n := q.Days
	for _, x := range q.Extras {
		n += x.Days
	}
	return n
}

// Place makes an order from what a client asks for and offers it to the member. It freezes the price, the
// commission with its policy version, the rounds of changes, the days of every deadline and the tier.
func (r *Room) Place(app core.App, client *members.Person, q Request) (*Order, error) {
	if err := q.check(client); err != nil {
		return nil, err
	}
	html, err := prose.Render(q.Note)
	if err != nil {
		return nil, onField("note", err)
	}
	var placed *Order
	err = app.RunInTransaction(func(tx core.App) error {
		w, err := r.draft(tx, client, q, string(html))
		if err != nil {
			return err
		}
		for _, f := range q.Uploads {
			if _, err := r.files.SaveAttachment(tx, f, files.Belongs{Owner: client.Id, Room: "orders", Record: w.Id}); err != nil {
				return onField("files", err)
			}
		}
		if _, err := r.messages.Open(tx, topic(w.Order), client.Id, q.Member.Id); err != nil {
			return err
		}
		placed = w.Order
		return r.carryOut(tx, w, deed{by: client, move: flow.Move{Actor: flow.Client, Action: flow.Offer}})
	})
	return placed, err
}

func (q Request) check(client *members.Person) error {
	var problems fault.Problems
	switch n := utf8.RuneCountInString(q.Note); {
	case n == 0:
		problems.Add("note", "Say in a few sentences what you need.")
	case n > MaxNote:
		problems.Add("note", "At most %d characters, please.", MaxNote)
	}
	if len(q.Uploads) > maxFiles {
		problems.Add("files", "At most %d files at a time.", maxFiles)
	}
	if client.Id == q.Member.Id {
		return fault.New(fault.Conflict, "This is your own gig: you cannot order it.")
	}
	if !q.Member.IsMember() {
		return fault.New(fault.Conflict, "This member does not take orders any more.")
	}
	total, err := q.Total()
	if err != nil {
		return err
	}
	if total.Minor <= 0 {
		return fault.New(fault.Conflict, "An order has a price.")
	}
	return problems.Err()
}

// draft stores the order and its milestone in state draft.
func (r *Room) draft(tx core.App, client *members.Person, q Request, html string) (*work, error) {
	total, err := q.Total()
	if err != nil {
		return nil, err
	}
	terms, err := r.terms(tx)
	if err != nil {
		return nil, err
	}
	price, err := r.Quote(tx, q)
	if err != nil {
		return nil, err
	}
	extras, err := json.Marshal(q.Extras)
	if err != nil {
		return nil, fmt.Errorf("write extras: %w", err)
	}
	var number int
	if err := tx.DB().Select("COALESCE(MAX(number), 0)").From("orders").Row(&number); err != nil {
		return nil, fmt.Errorf("number order: %w", err)
	}
	order, err := r.fresh(tx, "orders")
	if err != nil {
		return nil, err
	}
	order.Load(map[string]any{"number": number + 1, "client": client.Id, "member": q.Member.Id, "gig": q.Gig, "gigSlug": q.Slug,
		"title": q.Title, "package": q.Package, "packageMinor": q.Price.Minor, "extras": extras, "note": q.Note, "noteHtml": html, "noteVersion": prose.Version,
		"tier": q.Tier, "currency": total.Currency, "amountMinor": total.Minor,
		"rateBps": int64(price.Rate()), "rateVersion": price.Version.ID, "rateMotion": price.Version.MotionNumber()})
	milestone, err := r.fresh(tx, "milestones")
	if err != nil {
		return nil, err
	}
	milestone.Load(map[string]any{"number": 1, "title": q.Title, "state": string(flow.Draft), "amountMinor": total.Minor,
		"answerDays": terms.AnswerDays, "payDays": terms.PayDays, "deliveryDays": q.days(), "acceptDays": terms.AcceptDays,
		"appealDays": appealDays, "clawbackDays": clawbackDays, "rounds": q.Rounds, "roundsLeft": q.Rounds})
	return keepDraft(tx, &work{Client: client, Member: q.Member}, order, milestone)
}

// keepDraft saves both records and ties them together.
func keepDraft(tx core.App, w *work, order, milestone *core.Record) (*work, error) {
	w.Order, w.Milestone = &Order{}, &Milestone{}
	w.Order.SetProxyRecord(order)
	if err := tx.Save(w.Order); err != nil {
		return nil, fmt.Errorf("save order: %w", err)
	}
	milestone.Set("order", w.Id)
	w.Milestone.SetProxyRecord(milestone)
	if err := tx.Save(w.Milestone); err != nil {
		return nil, fmt.Errorf("save milestone: %w", err)
	}
	return w, nil
}

// Windows of a dispute (money.md names them); they become policies with the dispute pages.
const (
	appealDays   = 7
	clawbackDays = 30
)

// terms are the days that the policies of today give an order.
func (r *Room) terms(app core.App) (flow.Terms, error) {
	now := r.clock.Now()
	answer, err1 := policies.Days(app, policies.AnswerDays, now)
	pay, err2 := policies.Days(app, policies.FundsExpireDays, now)
	accept, err3 := policies.Days(app, policies.AutoAcceptDays, now)
	return flow.Terms{AnswerDays: answer, PayDays: pay, AcceptDays: accept}, errors.Join(err1, err2, err3)
}

// Quote prices the request by today's fee schedule, as Place will freeze it.
func (r *Room) Quote(app core.App, q Request) (fees.Price, error) {
	total, err := q.Total()
	if err != nil {
		return fees.Price{}, err
	}
	return fees.Quote(app, fees.Terms{Amounts: []money.Amount{total}, Tier: q.Tier, At: r.clock.Now()})
}

// onField ties a refusal to the field of the form it is about; other errors pass.
func onField(field string, err error) error {
	f := fault.As(err)
	if f == nil || f.Kind != fault.Invalid || len(f.Problems) > 0 {
		return err
	}
	var problems fault.Problems
	problems.Add(field, f.Text, f.Args...)
	return problems.Err()
}
