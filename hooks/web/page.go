package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"

	"github.com/pocketbase/pocketbase/core"
)

// Page is the frame of every page. Page structs embed it by value and are passed to Site by pointer;
// the Site fills it.
type Page struct {
	*locale.Locale
	Viewer    Viewer
	Coop      *Coop
	Path      string // the address asked for, with its query
	Theme     string // "", "light" or "dark"
	Flash     *Flash
	Summary   string // what is wrong with the form as a whole
	Problems  []fault.Problem
	Nav       []NavItem
	Desk      []DeskItem    // the viewer's own matters
	Office    []DeskItem    // what the viewer's offices open
	NavList   template.HTML // the menus drawn from these
	DeskList  template.HTML
	Languages []Language
	Now       time.Time
	once      string
	single    bool // the page holds a form that acts only once
	filled    bool
}

// Framed is a page struct: something that embeds Page.
type Framed interface{ frame() *Page }

func (p *Page) frame() *Page { return p }

// NavItem is one entry of the main menu; Text is an English catalogue key.
type NavItem struct{ Href, Text string }

// Navigate adds entries to the main menu, in order. Only rooms whose pages exist are listed.
func (s *Site) Navigate(items ...NavItem) { s.nav = append(s.nav, items...) }

func (s *Site) fill(e *core.RequestEvent, page Framed) {
	p := page.frame()
	if p.filled {
		return
	}
	p.filled = true
	p.Viewer = s.Viewer(e)
	p.Coop = s.Coop(e.App)
	p.Locale = s.Locale(e)
	p.Path = e.Request.URL.RequestURI()
	p.Theme = theme(e, p.Viewer)
	if p.Flash = readFlash(e); p.Flash != nil {
		p.Flash.Text, p.Flash.Args = p.T(p.Flash.Text, p.Flash.Args...), nil
	}
	p.Nav = s.navOf()
	p.Desk, p.Office = s.deskOf(p.Viewer)
	p.Languages = s.languages()
	p.Now = s.Clock.Now()
	p.once = rand.Text()
	if e.Request.PostForm != nil && e.Request.PostForm.Get("once") != "" {
		p.once = e.Request.PostForm.Get("once") // a refused form keeps its key, so that sending it twice stays one act
	}
}

func (p *Page) refuse(f *fault.Error) {
	p.Summary = p.T(f.Text, f.Args...)
	for _, problem := range f.Problems {
		problem.Text, problem.Args = p.T(problem.Text, problem.Args...), nil
		p.Problems = append(p.Problems, problem)
	}
}

// Lang is the language of the page, for the lang attribute.
func (p *Page) Lang() string { return p.Code }

// Here reports whether the page is at href or below it, to mark the menu.
func (p *Page) Here(href string) bool {
	path, _, _ := strings.Cut(p.Path, "?")
	return path == href || href != "/" && strings.HasPrefix(path, href+"/")
}

// Problem returns what is wrong with the field, or "".
func (p *Page) Problem(field string) string {
	for _, x := range p.Problems {
		if x.Field == field {
			return x.Text
		}
	}
	return ""
}

// Aria returns the attributes that tie a field to its hint (id "<field>-hint", given "hint") and to its problem
// (id "<field>-problem").
func (p *Page) Aria(field string, hint ...string) template.HTMLAttr {
	var ids []string
	if len(hint) > 0 && hint[0] != "" {
		ids = append(ids, field+"-hint")
	}
	attr := ""
	if p.Problem(field) != "" {
		ids = append(ids, field+"-problem")
		attr = `aria-invalid="true" `
	}
	if len(ids) > 0 {
		attr += `aria-describedby="` + template.HTMLEscapeString(strings.Join(ids, " ")) + `"`
	}
	// Trusted markup: field names are constants of our templates, and escaped besides.
	return template.HTMLAttr(strings.TrimSpace(attr))
}

// Once is the hidden input that makes a form act at most once.
func (p *Page) Once() template.HTML {
	p.single = true
	return template.HTML(`<input type="hidden" name="once" value="` + template.HTMLEscapeString(p.once) + `">`)
}

// Date shows the day in the reader's zone; DateTime adds the time; Ago is relative when under a week.
func (p *Page) Date(t time.Time) template.HTML { return timeTag(t, p.Locale.Date(t), "") }

// DateTime shows the day and the time in the reader's zone.
func (p *Page) DateTime(t time.Time) template.HTML { return timeTag(t, p.Locale.DateTime(t), "") }

// Ago shows how long ago or ahead t is, with the exact time as title.
func (p *Page) Ago(t time.Time) template.HTML { return Ago(p.Locale, t, p.Now) }

// Ago shows how long ago or ahead t is for a reader of l, with the exact time as title; nothing for the zero time.
func Ago(l *locale.Locale, t, now time.Time) template.HTML {
	return timeTag(t, l.Ago(t, now), l.DateTime(t))
}

// timeTag is trusted markup: a time element around text of the catalogue, all of it escaped.
func timeTag(t time.Time, text, title string) template.HTML {
	if t.IsZero() {
		return ""
	}
	s := `<time datetime="` + t.UTC().Format(time.RFC3339) + `"`
	if title != "" {
		s += ` title="` + template.HTMLEscapeString(title) + `"`
	}
	return template.HTML(s + ">" + template.HTMLEscapeString(text) + "</time>")
}

// Part is what a template part is given: the page for words and formats, and D, the thing shown.
type Part struct {
	*Page
	D any
}

// With pairs the page with the thing a part shows.
func (p *Page) With(d any) Part { return Part{Page: p, D: d} }

func etag(body []byte) string {
	sum := sha256.Sum256(body)
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}
