// Package ledger keeps the co-op's books: an append-only double-entry ledger in the raw tables `ledger_account`,
// `ledger_posting` and `ledger_tx`. Every cent that moves goes through Post, in the transaction of the act that
// moves it. The rules are in ledger/book; the database holds them a second time in triggers, so that nobody with
// SQL can walk past, and Verify recomputes everything a third time.
//
// Event: OnFault, when a verification finds the books not whole.
//
// Balances are debit positive: money in the bank is above zero, what is owed below. Corrections are reversals.
package ledger

import (
	"fmt"
	"sync/atomic"
	"time"

	"cooperage/hooks/clock"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room watches over the books: it knows the result of the last verification.
type Room struct {
	clock   *clock.Clock
	last    atomic.Pointer[Check]
	onFault *hook.Hook[*FaultEvent]
}

// FaultEvent is fired outside any transaction each time a verification finds a fault.
type FaultEvent struct {
	hook.Event
	App   core.App
	Fault Fault
}

// OnFault is fired when the books are found not whole.
func (r *Room) OnFault() *hook.Hook[*FaultEvent] { return r.onFault }

// Check is one verification and when it was made.
type Check struct {
	Report
	At time.Time
}

// New returns the room.
func New(c *clock.Clock) *Room {
	return &Room{clock: c, onFault: &hook.Hook[*FaultEvent]{}}
}

// Watch verifies the books and keeps the result for Last; a fault is logged as an error. It is the nightly job and
// runs beside the server when that starts, for a large ledger takes seconds.
func (r *Room) Watch(app core.App) error {
	report, err := Verify(app)
	if err != nil {
		return err
	}
	r.last.Store(&Check{Report: report, At: r.clock.Now()})
	if report.Fault == nil {
		return nil
	}
	app.Logger().Error("ledger verification found a fault", "place", report.Fault.Place, "what", report.Fault.What)
	return r.onFault.Trigger(&FaultEvent{App: app, Fault: *report.Fault})
}

// Last returns the result of the last verification; false before the first has ended.
func (r *Room) Last() (Check, bool) {
	if c := r.last.Load(); c != nil {
		return *c, true
	}
	return Check{}, false
}

// Sound is the check of the room's health: an error when the last verification found a fault.
func (r *Room) Sound(core.App) error {
	if last, ok := r.Last(); ok && last.Fault != nil {
		return fmt.Errorf("ledger: %s", last.Fault)
	}
	return nil
}

// Prove verifies the books of an app at once: an error when they are not whole.
func Prove(app core.App) error {
	report, err := Verify(app)
	if err == nil && report.Fault != nil {
		err = fmt.Errorf("ledger: %s", report.Fault)
	}
	return err
}
