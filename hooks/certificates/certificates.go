// Package certificates is the co-op's word for delivered work: what it seals, how anyone checks it, how it is taken
// back. The seal itself is in credential, which is pure, and the drawings in badges. Collections: certificates (one
// certified work each, immutable but for its state), issuer_keys (what the co-op signs with, private halves encrypted)
// and status_lists. Only code issues: the review process calls Issue, and nobody has a page that does.
package certificates

import (
	"sync"

	"cooperage/hooks/clock"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room is the certificates room. Build it with New.
type Room struct {
	site    *web.Site
	clock   *clock.Clock
	members *members.Room
	// CraftText names a craft by its code as an English catalogue key, "" for one that is unknown. The list of crafts
	// belongs to profiles, which stand on a higher floor.
	CraftText func(code string) string
	// DataKeyFile holds the key that unlocks the issuer keys; "" is the file in the data folder. See dataKey.
	DataKeyFile string
	address     string   // where the server listens, as host:port; known when it serves
	unlocked    sync.Map // pairs of keys by number
	papers      papers
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, m *members.Room) *Room {
	return &Room{site: site, clock: c, members: m, CraftText: func(code string) string { return code }}
}

// Bind adds the rules of the collections, and makes the keys of a co-op that was founded before there were any.
func (r *Room) Bind(app core.App) {
	bindRules(app)
	// Before the demo, which issues certificates while it fills its folder.
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "issuerKeys", Priority: -600, Func: func(e *core.ServeEvent) error {
		r.address = e.Server.Addr
		if standing, err := e.App.CountRecords("coop"); err == nil && standing > 0 {
			if err := r.EnsureKeys(e.App); err != nil {
				e.App.Logger().Error("the co-op has no keys to sign certificates with", "error", err.Error())
			}
		}
		return e.Next()
	}})
}

// Routes adds the public documents and pages, and the stewards' pages.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	g.Anywhere("/credentials/{file}", p.credential)
	g.Anywhere("/credentials/status/{number}", p.statusList)
	g.Anywhere("/.well-known/did.json", p.didDocument)
	g.Anywhere("/.well-known/jwks.json", p.jwks)
	g.Anywhere("/badges/{file}", p.badge)
	g.GET("/verify", p.list)
	g.GET("/verify/{id}", p.verify)
	g.GET("/verify/{id}/qr.svg", p.qr)
	steward := members.Officer("steward")
	g.GET("/admin/certificates", p.desk).BindFunc(steward)
	g.GET("/admin/certificates/{id}/{act}", p.ask).BindFunc(steward)
	g.POST("/admin/certificates/{id}/{act}", p.decide).BindFunc(steward)
	g.GET("/admin/seal", p.keys).BindFunc(steward)
	g.GET("/admin/seal/rotate", p.askRotate).BindFunc(steward).BindFunc(r.members.Sure)
	g.POST("/admin/seal/rotate", p.rotate).BindFunc(steward).BindFunc(r.members.Sure)
}
