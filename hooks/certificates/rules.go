package certificates

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// changeable are the fields of a certificate that a decision changes; all others stay as they were signed.
var changeable = []string{"state", "reason", "decided", "decidedBy", "updated"}

// moves are the ways a certificate's state may change. Revoked is for good.
var moves = map[string][]string{Valid: {Suspended, Revoked}, Suspended: {Valid, Revoked}}

// bindRules holds what must be true of a certificate whoever writes it. issuer_keys and status_lists are raw tables
// beside it; triggers guard the first, and the second only counts.
func bindRules(app core.App) {
	app.OnRecordCreate("certificates").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("state") != Valid {
			return errors.New("a certificate begins as valid")
		}
		return e.Next()
	})
	app.OnRecordUpdate("certificates").BindFunc(func(e *core.RecordEvent) error {
		old := e.Record.Original()
		for _, field := range e.Record.Collection().Fields.FieldNames() {
			if old.GetString(field) != e.Record.GetString(field) && !slices.Contains(changeable, field) {
				return fmt.Errorf("a certificate cannot change its %s", field)
			}
		}
		from, to := old.GetString("state"), e.Record.GetString("state")
		if !slices.Contains(moves[from], to) {
			return fmt.Errorf("a certificate cannot go from %s to %s", from, to)
		}
		return e.Next()
	})
	app.OnRecordDelete("certificates").BindFunc(func(*core.RecordEvent) error {
		return errors.New("a certificate is never deleted: others hold copies of it")
	})
}
