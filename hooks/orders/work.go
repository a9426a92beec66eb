package orders

import (
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/orders/flow"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// work is an order with one of its milestones and its two parties, read together inside one transaction or request.
type work struct {
	*Order
	Milestone *Milestone
	Client    *members.Person
	Member    *members.Person
}

// load reads the order with its first milestone. It checks no rights.
func load(app core.App, id string) (*work, error) {
	o, err := ByID(app, id)
	if err != nil {
		return nil, err
	}
	m, err := FirstOf(app, o.Id)
	if err != nil {
		return nil, err
	}
	return complete(app, o, m)
}

func complete(app core.App, o *Order, m *Milestone) (*work, error) {
	client, err := members.ByID(app, o.ClientID())
	if err != nil {
		return nil, err
	}
	member, err := members.ByID(app, o.MemberID())
	if err != nil {
		return nil, err
	}
	return &work{Order: o, Milestone: m, Client: client, Member: member}, nil
}

// other returns the person on the other side of the actor.
func (w *work) other(a flow.Actor) *members.Person {
	if a == flow.Client {
		return w.Member
	}
	return w.Client
}

// asOf returns the facts as they are at now: with the moves the clock has made by then, stored or not yet.
func (w *work) asOf(now time.Time) (flow.Order, flow.Milestone) {
	o, m := w.Order.facts(), w.Milestone.facts(w.Order)
	for {
		action, due := flow.Due(m, now)
		if !due {
			return o, m
		}
		step, err := flow.Next(o, m, flow.Move{Actor: flow.Clock, Action: action, Now: now})
		if err != nil { // cannot be: Due only names moves that the clock may make
			return o, m
		}
		o, m = step.Order, step.Milestone
	}
}

// deed is one act of a person, an officer or the clock on an order.
type deed struct {
	move flow.Move
	by   *members.Person // nil for the clock
	note string          // shown in the timeline
	// before runs in the transaction ahead of the move, for what the act brings along; it may complete the move.
	before func(tx core.App, w *work, mv *flow.Move) error
}

// act does the deed of a party on the order in one transaction. To everyone but the two parties it is fault.NotFound.
func (r *Room) act(app core.App, id string, d deed) error {
	return app.RunInTransaction(func(tx core.App) error {
		w, err := load(tx, id)
		if err != nil {
			return err
		}
		if d.move.Actor = w.RoleOf(d.by.Id); d.move.Actor == "" {
			return fault.Missing()
		}
		return r.carryOut(tx, w, d)
	})
}

// carryOut moves the milestone inside tx: state, timeline, postings, news. Then the clock makes the moves that are
// due at once, such as the invoice after an acceptance.
func (r *Room) carryOut(tx core.App, w *work, d deed) error {
	d.move.Now = r.clock.Now()
	if d.before != nil {
		if err := d.before(tx, w, &d.move); err != nil {
			return err
		}
	}
	if err := r.step(tx, w, d); err != nil {
		return err
	}
	if d.move.Actor == flow.Clock {
		return nil
	}
	return r.settle(tx, w)
}

// settle lets the clock make every move that is due now.
func (r *Room) settle(tx core.App, w *work) error {
	for {
		now := r.clock.Now()
		action, due := flow.Due(w.Milestone.facts(w.Order), now)
		if !due {
			return nil
		}
		if err := r.carryOut(tx, w, deed{move: flow.Move{Actor: flow.Clock, Action: action}}); err != nil {
			return fmt.Errorf("settle order %s: %w", w.Id, err)
		}
	}
}

func (r *Room) step(tx core.App, w *work, d deed) error {
	from := w.Milestone.State()
	step, err := flow.Next(w.Order.facts(), w.Milestone.facts(w.Order), d.move)
	if err != nil {
		return err
	}
	w.Milestone.take(step.Milestone)
	w.Order.Set("releasedMinor", step.Order.Released)
	w.Order.Set("commissionMinor", step.Order.Commission)
	if d.move.Action == flow.Bill {
		if err := w.refer(); err != nil {
			return err
		}
	}
	if err := r.save(tx, w); err != nil {
		return err
	}
	if err := r.note(tx, w, d); err != nil {
		return err
	}
	if err := post(tx, w, d, step.Entries); err != nil {
		return err
	}
	if err := r.tell(tx, w, d); err != nil {
		return err
	}
	return r.OnMoved.Trigger(&Moved{App: tx, Order: w.Order, Milestone: w.Milestone, Action: d.move.Action, From: from, At: d.move.Now})
}

func (r *Room) save(tx core.App, w *work) error {
	now := r.clock.Now()
	w.Milestone.Set("updated", now)
	w.Order.Set("updated", now)
	if err := errors.Join(tx.Save(w.Milestone), tx.Save(w.Order)); err != nil {
		return fmt.Errorf("save order %s: %w", w.Id, err)
	}
	return nil
}

// note adds the entry of the timeline.
func (r *Room) note(tx core.App, w *work, d deed) error {
	return r.record(tx, w, string(d.move.Action), d.move.Actor, d.by, d.note)
}

func (r *Room) record(tx core.App, w *work, kind string, actor flow.Actor, by *members.Person, note string) error {
	rec, err := r.fresh(tx, "order_events")
	if err != nil {
		return err
	}
	var n int
	err = tx.DB().Select("COALESCE(MAX(number), 0)").From("order_events").Where(dbx.HashExp{"order": w.Id}).Row(&n)
	if err != nil {
		return fmt.Errorf("number event: %w", err)
	}
	rec.Load(map[string]any{"order": w.Id, "milestone": w.Milestone.Id, "number": n + 1, "kind": kind, "actor": string(actor), "note": note})
	if by != nil {
		rec.Set("person", by.Id)
	}
	if err := tx.Save(rec); err != nil {
		return fmt.Errorf("save event: %w", err)
	}
	return nil
}

func (r *Room) fresh(app core.App, collection string) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("find collection %s: %w", collection, err)
	}
	rec := core.NewRecord(c)
	rec.Set("created", r.clock.Now())
	rec.Set("updated", r.clock.Now())
	return rec, nil
}
