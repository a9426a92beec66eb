// Package web is how rooms speak to browsers: it renders pages, reads forms, turns refusals into pages and
// keeps every answer safe (headers, cross-origin checks, limits). It knows no subject; rooms give it page structs
// that embed Page. The co-op's own name and look (collection coop) live here because every page's frame shows them.
package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"sync"

	"cooperage/hooks/clock"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Site renders the pages of one running co-op. Build it once with New; it is safe for concurrent use.
type Site struct {
	Clock    *clock.Clock
	catalogs *locale.Catalogs
	pages    spoken
	assets   *assets
	identity identity
	cache    guestCache
	versions versions
	menus    menus
	around   []*hook.Handler[*core.RequestEvent]
	routes   []Route
	nav      []NavItem
	desk     []DeskItem
	shown    map[string]bool // paths that answer to GET
	// KeepPreference stores a signed-in person's choice of lang or theme; members sets it.
	KeepPreference func(e *core.RequestEvent, name, value string) error
}

// Config is what a Site is built from: template and static files, catalogues and the clock.
type Config struct {
	Templates fs.FS
	Static    fs.FS
	Catalogs  *locale.Catalogs
	Clock     *clock.Clock
}

// New parses every template; a broken one is an error here and never a visitor's.
func New(c Config) (*Site, error) {
	s := &Site{Clock: c.Clock, catalogs: c.Catalogs, shown: map[string]bool{}}
	var err error
	if s.assets, err = loadAssets(c.Static); err != nil {
		return nil, err
	}
	s.pages.asset = s.assets.url
	if s.pages.whole, err = parsePages(c.Templates, template.FuncMap{"asset": s.assets.url}); err != nil {
		return nil, err
	}
	return s, nil
}

// Catalogs returns the translations, for rooms that write outside a page (mail, feeds).
func (s *Site) Catalogs() *locale.Catalogs { return s.catalogs }

// Asset returns the address of a static file with the hash of its content.
func (s *Site) Asset(name string) string { return s.assets.url(name) }

const layout = "layout" // the frame of whole pages

// Show answers 200 with the page.
func (s *Site) Show(e *core.RequestEvent, name string, page Framed) error {
	return s.render(e, http.StatusOK, name, layout, page)
}

// ShowStatus answers with the page and a status of the caller's choice.
func (s *Site) ShowStatus(e *core.RequestEvent, status int, name string, page Framed) error {
	return s.render(e, status, name, layout, page)
}

// Fragment answers with one named part of a page file, without the frame: for previews and partial updates.
func (s *Site) Fragment(e *core.RequestEvent, name, part string, page Framed) error {
	return s.render(e, http.StatusOK, name, part, page)
}

// Again shows a form once more, with what was typed and each problem beside its field. Errors that are no
// refusal of the form are returned as they are.
func (s *Site) Again(e *core.RequestEvent, name string, page Framed, err error) error {
	refusal := fault.As(err)
	if refusal == nil || (refusal.Kind != fault.Invalid && refusal.Kind != fault.TooMany && refusal.Kind != fault.Conflict) {
		return err
	}
	s.fill(e, page)
	page.frame().refuse(refusal)
	if refusal.Kind == fault.TooMany {
		retryAfter(e, refusal.RetryAfter)
	}
	return s.render(e, status(refusal.Kind), name, layout, page)
}

// Done answers a post that worked: it sets a message for the next page and moves on with 303. An empty text
// sets none; text is an English catalogue key in printf form.
func (s *Site) Done(e *core.RequestEvent, to, text string, args ...any) error {
	if text != "" {
		setFlash(e, Flash{Text: text, Args: args})
	}
	return e.Redirect(http.StatusSeeOther, to)
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render executes into a buffer first, so that a template that fails never yields half a page.
func (s *Site) render(e *core.RequestEvent, status int, name, part string, page Framed) error {
	s.fill(e, page)
	t, err := s.pages.page(name, page.frame().Locale)
	if err != nil {
		return err
	}
	if part == layout {
		if err := s.menus.draw(t, page); err != nil {
			return err
		}
	}
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := t.ExecuteTemplate(b, part, page); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	if page.frame().Flash != nil {
		clearFlash(e)
	}
	return s.send(e, status, page.frame(), b.Bytes())
}

const htmlType = "text/html; charset=utf-8"

// send writes HTML with its caching rules: guests' pages are revalidated by their tag and kept in memory, those of
// people with an account, refusals, and pages with a form that acts only once are never stored anywhere.
func (s *Site) send(e *core.RequestEvent, status int, p *Page, body []byte) error {
	h := e.Response.Header()
	if p.Viewer.SignedIn() || p.single || p.Flash != nil || status != http.StatusOK || e.Request.Method != http.MethodGet {
		h.Add("Vary", varyOn)
		h.Set("Cache-Control", "private, no-store")
		return e.Blob(status, htmlType, body)
	}
	tag := etag(body)
	guestHeaders(h, tag)
	s.keep(e, body, tag)
	if e.Request.Header.Get("If-None-Match") == tag {
		return e.NoContent(http.StatusNotModified)
	}
	return e.Blob(status, htmlType, body)
}

// varyOn is what a page depends on besides its address.
const varyOn = "Cookie, Accept-Language"

func guestHeaders(h http.Header, tag string) {
	h.Set("Content-Type", htmlType)
	h.Add("Vary", varyOn)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", tag)
}
