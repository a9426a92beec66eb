// Package editor serves the preview of the Markdown fields: people see their text as others will, rendered by the
// one renderer there is (prose). It keeps nothing.
package editor

import (
	"cmp"
	"html/template"
	"net/http"
	"runtime"

	"cooperage/hooks/members"
	"cooperage/hooks/prose"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Room is the editor room.
type Room struct {
	site  *web.Site
	turns turns
	// cores holds a place for each text that is rendered at the same time. One core stays free for those who read.
	cores chan struct{}
}

// New returns the room.
func New(site *web.Site) *Room {
	return &Room{site: site, turns: turns{busy: map[string]*queue{}}, cores: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1))}
}

// Routes adds the one route, for whoever may write somewhere.
func (r *Room) Routes(g *web.Group) {
	g.POST("/preview", r.preview).BindFunc(members.SignedIn)
}

// previewForm takes the text under the name that its own form gives it; the other fields of that form do not matter.
type previewForm struct {
	Text string `form:"text"`
	Body string `form:"body"`
	Note string `form:"note"`
}

// preview handles POST /preview: it answers the piece of HTML that a text will be. Where mentions are links, in the
// forum, the page asks for /preview?mentions=yes.
func (r *Room) preview(e *core.RequestEvent) error {
	var form previewForm
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	html, err := r.render(e, cmp.Or(form.Text, form.Body, form.Note))
	if err != nil {
		return err // with the reason, so that it can be mended
	}
	e.Response.Header().Set("Cache-Control", "no-store")
	return e.HTML(http.StatusOK, string(html))
}

// render renders a text when it is its writer's turn.
func (r *Room) render(e *core.RequestEvent, text string) (template.HTML, error) {
	done, err := r.turns.take(e.Request.Context(), members.Viewer(e).Id)
	if err != nil {
		return "", err
	}
	defer done()
	select {
	case r.cores <- struct{}{}:
		defer func() { <-r.cores }()
	case <-e.Request.Context().Done():
		return "", e.Request.Context().Err()
	}
	if e.Request.URL.Query().Get("mentions") == "" {
		return prose.Render(text)
	}
	known, err := members.Handles(e.App, prose.Mentions(text))
	if err != nil {
		return "", err
	}
	return prose.Render(text, prose.Linking(func(handle string) bool { return known[handle] }))
}
