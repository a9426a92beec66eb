// Package editor serves the preview of the Markdown fields: people see their text as others will, rendered by the
// one renderer there is (prose). It keeps nothing.
package editor

import (
	"cmp"
	"net/http"

	"cooperage/hooks/members"
	"cooperage/hooks/prose"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Room is the editor room.
type Room struct{ site *web.Site }

// New returns the room.
func New(site *web.Site) *Room { return &Room{site: site} }

// Routes adds the one route, for whoever may write somewhere.
func (r *Room) Routes(g *web.Group) {
	g.POST("/preview", r.preview).BindFunc(members.SignedIn)
}

// previewForm takes the text under the name that its own form gives it.
type previewForm struct {
	Text string `form:"text"`
	Body string `form:"body"`
}

// preview handles POST /preview: it answers the piece of HTML that a text will be.
func (r *Room) preview(e *core.RequestEvent) error {
	var form previewForm
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	html, err := prose.Render(cmp.Or(form.Text, form.Body))
	if err != nil {
		return err // with the reason, so that it can be mended
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.HTML(http.StatusOK, string(html))
}
