package web

import "slices"

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
