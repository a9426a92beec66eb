package orders

import "github.com/pocketbase/pocketbase/core"

// WaitingFor returns the orders in which it is the person's turn, the nearest deadline first.
func (r *Room) WaitingFor(app core.App, person string) ([]Item, error) {
	return r.waiting(app, person)
}
