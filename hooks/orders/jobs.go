package orders

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/jobs"
	"cooperage/hooks/locale"
	"cooperage/hooks/notices"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Jobs schedules what time has decided: lapses, acceptances by silence, and the reminders before them.
func (r *Room) Jobs(app core.App, add func(name, spec string, do jobs.Work)) {
	add("orders-deadlines", "* * * * *", func(ctx context.Context, _ time.Time) error { return r.Settle(ctx, app) })
	add("orders-reminders", "7 * * * *", func(ctx context.Context, _ time.Time) error { return r.Remind(ctx, app) })
}

const batch = 200

// Settle writes down what deadlines have decided by now, each order in a transaction of its own. It goes on when
// one order fails, and is harmless to repeat.
func (r *Room) Settle(ctx context.Context, app core.App) error {
	ids, err := dueAt(app, r.clock.Now(), batch)
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ids {
		if ctx.Err() != nil {
			break
		}
		failed = append(failed, app.RunInTransaction(func(tx core.App) error {
			w, err := ofMilestone(tx, id)
			if err != nil {
				return err
			}
			return r.settle(tx, w)
		}))
	}
	return errors.Join(failed...)
}

func ofMilestone(app core.App, id string) (*work, error) {
	m, err := ofID(app, id)
	if err != nil {
		return nil, err
	}
	o, err := ByID(app, m.GetString("order"))
	if err != nil {
		return nil, err
	}
	return complete(app, o, m)
}

// reminders are the words before a deadline; %s is the title, the date stands on the order's page.
var reminders = map[flow.State]string{
	flow.Offered:       locale.Mark("An order waits for your answer and will lapse soon: %s"),
	flow.AwaitingFunds: locale.Mark("An order waits for your payment and will lapse soon: %s"),
	flow.Delivered:     locale.Mark("A delivery waits for you and will soon count as accepted: %s"),
	flow.Funded:        locale.Mark("A delivery is due soon: %s"),
}

// Remind tells whose turn it is that a deadline comes, as long before as the policy says and once a deadline.
func (r *Room) Remind(ctx context.Context, app core.App) error {
	now := r.clock.Now()
	days, err := policies.Days(app, policies.OrderReminderDays, now)
	if err != nil {
		return err
	}
	ids, err := nearing(app, now, now.AddDate(0, 0, days))
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range ids {
		if ctx.Err() != nil {
			break
		}
		failed = append(failed, app.RunInTransaction(func(tx core.App) error { return r.remind(tx, id) }))
	}
	return errors.Join(failed...)
}

func (r *Room) remind(tx core.App, id string) error {
	w, err := ofMilestone(tx, id)
	if err != nil {
		return err
	}
	m := w.Milestone.facts(w.Order)
	who, until := flow.Turn(m)
	text, ok := reminders[m.State]
	if !ok || who != flow.Client && who != flow.Member {
		return nil
	}
	to := w.Client
	if who == flow.Member {
		to = w.Member
	}
	return notices.Tell(tx, notices.News{To: to.Id, Kind: "order", Text: text, Args: []any{w.Title()}, Link: w.Link(),
		Key: fmt.Sprintf("order-reminder:%s:%s:%d", id, m.State, until.Unix())})
}

// nearing lists the milestones with a deadline after now and not after until.
func nearing(app core.App, now, until time.Time) ([]string, error) {
	var ids []string
	err := app.DB().Select("id").From("milestones").Where(dbx.NewExp(`
		(state = 'offered' AND answerBy > {:now} AND answerBy <= {:until}) OR
		(state = 'awaiting_funds' AND payBy > {:now} AND payBy <= {:until}) OR
		(state = 'funded' AND dueAt > {:now} AND dueAt <= {:until}) OR
		(state = 'delivered' AND acceptBy > {:now} AND acceptBy <= {:until})`,
		dbx.Params{"now": stamp(now), "until": stamp(until)})).OrderBy("id").Column(&ids)
	return ids, wrapped("list milestones near a deadline", err)
}
