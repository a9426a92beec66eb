// Package health tells whether the installation works: /healthz for machines. Rooms that can be broken while pages
// still show (the books, the policy chain, the outbox) give it a check; it owns no records.
package health

import (
	"net/http"

	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Check returns nil when its part of the house is sound, and else what is wrong, for the log. It must be cheap:
// anybody may ask at any time.
type Check func(app core.App) error

// Room is the health room.
type Room struct{ checks []named }

type named struct {
	name  string
	check Check
}

// New returns the room with the one check every installation has: that the database answers.
func New() *Room {
	r := &Room{}
	r.Add("database", func(app core.App) error {
		var one int
		return app.ConcurrentDB().NewQuery("SELECT 1").Row(&one)
	})
	return r
}

// Add adds a check under a short name.
func (r *Room) Add(name string, c Check) { r.checks = append(r.checks, named{name, c}) }

// Routes adds the room's address.
func (r *Room) Routes(g *web.Group) { g.GET("/healthz", r.show) }

// show handles GET /healthz: 200 "ok" or 503 "not ok". What is wrong is told in the log only, for anyone may ask.
func (r *Room) show(e *core.RequestEvent) error {
	e.Response.Header().Set("Cache-Control", "no-store")
	sound := true
	for _, c := range r.checks {
		if err := c.check(e.App); err != nil {
			sound = false
			e.App.Logger().Error("health check failed", "check", c.name, "error", err)
		}
	}
	if !sound {
		return e.String(http.StatusServiceUnavailable, "not ok\n")
	}
	return e.String(http.StatusOK, "ok\n")
}
