package web

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"
)

// DeskItem is one entry of a signed-in person's own menu; Text is an English catalogue key and Icon a name in
// img/icons.svg.
type DeskItem struct {
	Href, Text, Icon string
	For              []string // offices or kinds it is for, such as "treasurer" or "member"; empty means everybody
}

// Desk adds entries to the menu of signed-in people, in order. Hiding an entry guards nothing: its route does.
func (s *Site) Desk(items ...DeskItem) { s.desk = append(s.desk, items...) }

// navOf returns the main menu: the entries whose pages exist.
func (s *Site) navOf() []NavItem {
	var items []NavItem
	for _, item := range s.nav {
		if s.shows(item.Href) {
			items = append(items, item)
		}
	}
	return items
}

// shows reports whether a page answers at the path, so that no menu leads nowhere.
func (s *Site) shows(path string) bool { return s.shown[path] }

// deskOf returns what the viewer's menu offers, own matters first, offices after them.
func (s *Site) deskOf(v Viewer) (own, office []DeskItem) {
	for _, item := range s.desk {
		switch {
		case !v.SignedIn() || !s.shows(item.Href):
		case len(item.For) == 0 || slices.Contains(item.For, v.Kind):
			own = append(own, item)
		case slices.ContainsFunc(item.For, v.Has):
			office = append(office, item)
		}
	}
	return own, office
}

// Language is one the pages speak, with its name in itself.
type Language struct{ Code, Name string }

func (s *Site) languages() []Language {
	var all []Language
	for _, code := range s.catalogs.Languages() {
		all = append(all, Language{code, s.catalogs.Name(code)})
	}
	return all
}

// Menus of the frame, as parts of the layout that are drawn by themselves.
const (
	navList  = "nav-list"
	deskList = "desk-list"
)

// menus keeps the frame's menus as they were drawn. They depend on the language, on what the viewer may open and on where
// the page is, never on data, and drawing their thirty entries would cost more than the rest of the frame. There are as
// many as languages, sets of offices and entries together allow.
type menus struct {
	mu    sync.RWMutex
	drawn map[string]template.HTML
}

// draw fills in the page's menus.
func (m *menus) draw(t *template.Template, page Framed) (err error) {
	p := page.frame()
	if p.NavList, err = m.of(t, navList, page); err != nil || !p.Viewer.SignedIn() {
		return err
	}
	p.DeskList, err = m.of(t, deskList, page)
	return err
}

func (m *menus) of(t *template.Template, name string, page Framed) (template.HTML, error) {
	key := page.frame().menuKey(name)
	m.mu.RLock()
	done, ok := m.drawn[key]
	m.mu.RUnlock()
	if ok {
		return done, nil
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, name, page); err != nil {
		return "", fmt.Errorf("draw %s: %w", name, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.drawn == nil {
		m.drawn = map[string]template.HTML{}
	}
	m.drawn[key] = template.HTML(b.String()) // trusted markup: html/template has just escaped it
	return m.drawn[key], nil
}

// menuKey tells menus apart: by language, by their entries, and by which of these the page is at.
func (p *Page) menuKey(name string) string {
	var b strings.Builder
	b.WriteString(name + "\n" + p.Code)
	entry := func(href string) {
		b.WriteByte('\n')
		if p.Here(href) {
			b.WriteByte('*')
		}
		b.WriteString(href)
	}
	if name == navList {
		for _, item := range p.Nav {
			entry(item.Href)
		}
		return b.String()
	}
	for _, items := range [][]DeskItem{p.Desk, p.Office} {
		b.WriteByte('\n')
		for _, item := range items {
			entry(item.Href)
		}
	}
	return b.String()
}
