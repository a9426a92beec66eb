package notices

import (
	"cmp"
	"errors"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/mail"
	"cooperage/hooks/members"

	"github.com/pocketbase/pocketbase/core"
)

// errNothingToSay is a digest of which everything has been read.
var errNothingToSay = errors.New("everything has been read")

// compose writes the mail in the recipient's language and zone.
func (r *Room) compose(app core.App, p Post) (mail.Letter, error) {
	person, err := members.ByID(app, p.Person)
	if err != nil {
		return mail.Letter{}, err
	}
	l := r.speech(app, person)
	kind := r.kind(p.Kind)
	coop := cmp.Or(r.site.Coop(app).Name, "Cooperage")
	page := &letterPage{Locale: l, Name: person.Name(), Coop: coop, Why: l.T(kind.Why, coop), Kind: l.T(kind.Title)}
	if err := r.fill(app, p, page); err != nil {
		return mail.Letter{}, err
	}
	page.Subject = cut(page.Subject, 140)
	headers := map[string]string{"Auto-Submitted": "auto-generated"}
	if !kind.Always {
		page.Settings = address(app, "/account/notices")
		if page.Stop, err = r.stopAddress(app, p.Person, p.Kind); err != nil {
			return mail.Letter{}, err
		}
		headers["List-Unsubscribe"], headers["List-Unsubscribe-Post"] = "<"+page.Stop+">", "List-Unsubscribe=One-Click"
	}
	text, html, err := r.letters.write(page)
	if err != nil {
		return mail.Letter{}, err
	}
	return mail.Letter{ID: p.ID, At: p.At(), Name: person.Name(), Address: person.Email(), Subject: page.Subject, Text: text,
		HTML: html, Headers: headers}, nil
}

// fill writes what the mail says.
func (r *Room) fill(app core.App, p Post, page *letterPage) error {
	if p.Kind == digestKind {
		return r.fillDigest(app, p, page)
	}
	args, err := unpack(p.Args, page.Locale)
	if err != nil {
		return err
	}
	page.Text = page.T(p.Text, args...)
	page.Subject = page.Text
	if p.Subject != "" {
		page.Subject = page.T(p.Subject)
	}
	if p.Link != "" {
		page.Link = address(app, p.Link)
	}
	return nil
}

// speech is the language and zone of a person outside a page: their own choice, else the co-op's.
func (r *Room) speech(app core.App, person *members.Person) *locale.Locale {
	coop := r.site.Coop(app)
	return r.site.Catalogs().For(cmp.Or(person.Language(), coop.Language), zoneOr(person.Zone(), coop.Location()))
}

func zoneOr(name string, other *time.Location) *time.Location {
	if z, err := time.LoadLocation(name); err == nil && name != "" {
		return z
	}
	return other
}

func cut(s string, max int) string {
	r := []rune(s)
	if len(r) <= max {
		return s
	}
	return string(r[:max-1]) + "…"
}
