package orders

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// WaitingFor returns the orders in which it is the person's turn, the nearest deadline first.
func (r *Room) WaitingFor(app core.App, person string) ([]Item, error) {
	return r.waiting(app, person)
}

// WorkedTogether reports whether work between the two, whichever of them bought it, was finished and paid out.
func WorkedTogether(app core.App, a, b string) (bool, error) {
	var found bool
	err := app.ConcurrentDB().NewQuery(`SELECT EXISTS (SELECT 1 FROM orders WHERE client = {:a} AND member = {:b} AND releasedMinor > 0
		UNION ALL SELECT 1 FROM orders WHERE client = {:b} AND member = {:a} AND releasedMinor > 0)`).
		Bind(dbx.Params{"a": a, "b": b}).Row(&found)
	if err != nil {
		return false, fmt.Errorf("look for finished work of two: %w", err)
	}
	return found, nil
}
