package members

import (
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// TellEvent asks that a person be told something; notices listens and writes it in the same transaction.
type TellEvent struct {
	hook.Event
	App    core.App // the transaction's app
	To     string   // record id of the person
	Kind   string
	Text   string // English catalogue key in printf form
	Args   []any
	Link   string
	Key    string
	Letter bool   // only by mail, and forgotten once sent: it holds a link or code that opens an account
	Title  string // subject of a letter, an English catalogue key
}

// AdmittedEvent says that somebody has become a member. It is fired inside the transaction.
type AdmittedEvent struct {
	hook.Event
	App     core.App
	Person  *Person
	At      time.Time
	Members int // active members now
}

// Rules are the policies that this room obeys at a moment; the hooks package connects them with policies, which
// stand on a higher floor.
type Rules struct {
	SecondFactor  func(app core.App, at time.Time) (bool, error) // officers confirm sign-in by a second factor
	SignupOpen    func(app core.App, at time.Time) (bool, error) // people can make accounts by themselves
	StewardAdmits func(app core.App, at time.Time) (bool, error) // a steward decides about applications
	TermMonths    func(app core.App, at time.Time) (int, error)  // how long an office is held
}

// OnTell is fired whenever this room wants a person to know something.
func (r *Room) OnTell() *hook.Hook[*TellEvent] { return r.onTell }

// OnAdmitted is fired when somebody becomes a member, the founder included.
func (r *Room) OnAdmitted() *hook.Hook[*AdmittedEvent] { return r.onAdmitted }

func (r *Room) tell(tx core.App, e *TellEvent) error {
	e.App = tx
	return r.onTell.Trigger(e)
}
