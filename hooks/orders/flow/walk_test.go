package flow

import (
	"testing"
	"time"

	"cooperage/hooks/money"

	"pgregory.net/rapid"
)

// TestNext_AnyWalkKeepsTheBooks drives three milestones of one order at random and checks after every step that
// entries balance, that no holding is overdrawn, that money is conserved, and that the commission is the floor of
// the rate on all that was released.
func TestNext_AnyWalkKeepsTheBooks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := walk{t: t, rate: money.Bps(rapid.Int64Range(0, 3000).Draw(t, "rate")), books: map[Account]int64{}}
		now := noon
		for range 3 {
			amount := rapid.Int64Range(1, 5_000_000).Draw(t, "amount")
			m := Milestone{State: Draft, Terms: terms, Rounds: rapid.IntRange(0, 3).Draw(t, "rounds")}
			m.Amount, m.Rate = amount, w.rate
			w.milestones = append(w.milestones, m)
		}
		for range rapid.IntRange(20, 200).Draw(t, "steps") {
			now = now.AddDate(0, 0, rapid.IntRange(0, 4).Draw(t, "days"))
			i := rapid.IntRange(0, 2).Draw(t, "milestone")
			m := w.milestones[i]
			if a, due := Due(m, now); due {
				w.try(i, Move{Actor: Clock, Action: a, Now: now})
				continue
			}
			w.try(i, w.anyMove(m, now))
		}
	})
}

type walk struct {
	t          *rapid.T
	rate       money.Bps
	order      Order
	milestones []Milestone
	books      map[Account]int64
	held       [3]int64 // client funds of each milestone
}

// anyMove draws one of the moves that the table has for the state.
func (w *walk) anyMove(m Milestone, now time.Time) Move {
	var open []rule
	for _, r := range table {
		if r.from == m.State {
			open = append(open, r)
		}
	}
	if len(open) == 0 {
		return Move{Actor: Client, Action: Offer, Now: now}
	}
	r := rapid.SampledFrom(open).Draw(w.t, "rule")
	mv := Move{Action: r.action, Actor: rapid.SampledFrom(r.by).Draw(w.t, "actor"), Now: now, Disclosed: true,
		Amount: m.Amount, Share: money.Bps(rapid.Int64Range(0, 10000).Draw(w.t, "share"))}
	switch r.action {
	case Clawback:
		mv.Amount = rapid.Int64Range(1, max(m.Released, 1)).Draw(w.t, "back")
		mv.Payable = -w.books[MemberPayable]
	case PayRefund:
		mv.Amount = m.Refunding
	}
	return mv
}

func (w *walk) try(i int, mv Move) {
	before := w.milestones[i]
	step, err := Next(w.order, before, mv)
	if err != nil {
		return
	}
	for _, e := range step.Entries {
		var sum int64
		for _, l := range e.Lines {
			sum += l.Minor
			w.books[l.Account] += l.Minor
			if l.Account == ClientFunds {
				w.held[i] -= l.Minor
			}
		}
		if sum != 0 {
			w.t.Fatalf("%s %s: entry %v sums to %d", before.State, mv.Action, e, sum)
		}
	}
	w.order, w.milestones[i] = step.Order, step.Milestone
	w.check(mv)
}

func (w *walk) check(mv Move) {
	var total, refunding, released int64
	for _, minor := range w.books {
		total += minor
	}
	for i, m := range w.milestones {
		refunding += m.Refunding
		released += m.Released
		inside := m.State == Funded || m.State == Delivered || m.State == ChangesRequested || m.State == Disputed
		if want := map[bool]int64{true: m.Amount}[inside]; w.held[i] != want {
			w.t.Fatalf("%s: %d held in state %s, want %d", mv.Action, w.held[i], m.State, want)
		}
	}
	fee, err := money.Commission(money.Amount{Minor: released}, w.rate)
	if err != nil {
		w.t.Fatal(err)
	}
	switch {
	case total != 0:
		w.t.Fatalf("%s: the books sum to %d", mv.Action, total)
	case w.books[MemberPayable] > 0:
		w.t.Fatalf("%s: member payable overdrawn by %d", mv.Action, w.books[MemberPayable])
	case -w.books[ClientRefunds] != refunding:
		w.t.Fatalf("%s: %d owed in the books, %d on the milestones", mv.Action, -w.books[ClientRefunds], refunding)
	case -w.books[Commission] != fee.Minor || w.order.Commission != fee.Minor || w.order.Released != released:
		w.t.Fatalf("%s: commission %d booked, %d on the order, floor of %d is %d", mv.Action,
			-w.books[Commission], w.order.Commission, released, fee.Minor)
	}
}
