package web

import (
	"net/http"
	"slices"
	"time"

	"cooperage/hooks/locale"

	"github.com/pocketbase/pocketbase/core"
)

// Viewer is who reads the page, as far as a page's frame needs to know. The zero value is a guest.
type Viewer struct {
	ID       string
	Name     string
	Handle   string
	Portrait string // address of a picture, or ""
	Kind     string // client, applicant, member, former
	Offices  []string
	Language string
	Theme    string
	Zone     *time.Location
	Unread   int
}

// SignedIn reports whether there is a person behind the request.
func (v Viewer) SignedIn() bool { return v.ID != "" }

// IsMember reports whether the viewer is an active member.
func (v Viewer) IsMember() bool { return v.Kind == "member" }

// Has reports whether the viewer holds the office now.
func (v Viewer) Has(office string) bool { return slices.Contains(v.Offices, office) }

// Officer reports whether the viewer holds any office.
func (v Viewer) Officer() bool { return len(v.Offices) > 0 }

const viewerKey = "cooperage.viewer"

// SetViewer tells the site who is behind the request; the session middleware of members does.
func SetViewer(e *core.RequestEvent, v Viewer) { e.Set(viewerKey, v) }

// Viewer returns who is behind the request.
func (s *Site) Viewer(e *core.RequestEvent) Viewer {
	v, _ := e.Get(viewerKey).(Viewer)
	return v
}

// Locale returns the reader's language and zone: their own choice, then the browser's, then the co-op's.
func (s *Site) Locale(e *core.RequestEvent) *locale.Locale {
	v, coop := s.Viewer(e), s.Coop(e.App)
	zone := v.Zone
	if zone == nil {
		zone = coop.Location()
	}
	lang := v.Language
	if c, err := e.Request.Cookie("lang"); err == nil && lang == "" {
		lang = c.Value
	}
	if !slices.Contains(s.catalogs.Languages(), lang) {
		lang = ""
		if accept := e.Request.Header.Get("Accept-Language"); accept != "" {
			lang = s.catalogs.Match(accept)
		}
	}
	if lang == "" {
		lang = coop.Language
	}
	return s.catalogs.For(lang, zone)
}

func theme(e *core.RequestEvent, v Viewer) string {
	t := v.Theme
	if c, err := e.Request.Cookie("theme"); err == nil && t == "" {
		t = c.Value
	}
	if t != "light" && t != "dark" {
		return ""
	}
	return t
}

// Remember keeps a guest's choice of language or theme in a cookie for a year; an empty value forgets it.
func Remember(e *core.RequestEvent, name, value string) {
	age := 365 * 24 * 3600
	if value == "" {
		age = -1
	}
	e.SetCookie(&http.Cookie{Name: name, Value: value, Path: "/", MaxAge: age, HttpOnly: true,
		Secure: !Loopback(e.Request), SameSite: http.SameSiteLaxMode})
}
