// Package fees tells what the co-op charges and who decided it: it turns the commission policy into a fee schedule,
// prices gigs, orders and calculator questions with it, and shows schedule and history at /fees. It has no
// collection of its own: rates are policies, changed by motions alone.
package fees

import (
	"cooperage/hooks/web"
)

// Room is the room of the fees.
type Room struct{ site *web.Site }

// New returns the room.
func New(site *web.Site) *Room { return &Room{site: site} }
