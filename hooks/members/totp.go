package members

import (
	"encoding/base32"
	"fmt"
	"strconv"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/web"

	"github.com/boombuler/barcode/qr"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pquerna/otp/totp"
)

// totpPage is templates/members/authenticator.html.
type totpPage struct {
	web.Page
	Set    bool // an authenticator is set up already
	Secret string
	Link   string
	Size   int
	Dots   string // the dark modules as one SVG path
}

// Spaced is the secret in groups of four, for typing it by hand.
func (p *totpPage) Spaced() string {
	var b strings.Builder
	for i, c := range p.Secret {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func (r *Room) showTOTP(e *core.RequestEvent) error {
	if Viewer(e).HasTOTP() {
		return r.site.Show(e, "members/authenticator.html", &totpPage{Set: true})
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: r.coopName(e), AccountName: Viewer(e).Email(), SecretSize: 20})
	if err != nil {
		return fmt.Errorf("make authenticator secret: %w", err)
	}
	page, err := r.totpPage(e, key.Secret())
	if err != nil {
		return err
	}
	return r.site.Show(e, "members/authenticator.html", page)
}

func (r *Room) coopName(e *core.RequestEvent) string {
	if name := r.site.Coop(e.App).Name; name != "" {
		return name
	}
	return "Cooperage"
}

func (r *Room) totpPage(e *core.RequestEvent, secret string) (*totpPage, error) {
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if err != nil || len(raw) != 20 {
		return nil, fault.New(fault.Invalid, "This form is incomplete. Please open the page again.")
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: r.coopName(e), AccountName: Viewer(e).Email(), Secret: raw})
	if err != nil {
		return nil, fmt.Errorf("make authenticator link: %w", err)
	}
	page := &totpPage{Secret: secret, Link: key.URL()}
	code, err := qr.Encode(page.Link, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("draw authenticator link: %w", err)
	}
	var b strings.Builder
	page.Size = code.Bounds().Dx()
	for y := range page.Size {
		for x := range page.Size {
			if dark, _, _, _ := code.At(x, y).RGBA(); dark == 0 {
				b.WriteString("M" + strconv.Itoa(x) + " " + strconv.Itoa(y) + "h1v1h-1z")
			}
		}
	}
	page.Dots = b.String()
	return page, nil
}

// setTOTP handles POST /account/authenticator: a code proves that the authenticator holds the secret.
func (r *Room) setTOTP(e *core.RequestEvent) error {
	var form struct {
		Secret string `form:"secret"`
		Code   string `form:"code"`
	}
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	page, err := r.totpPage(e, form.Secret)
	if err != nil {
		return err
	}
	me := Viewer(e)
	if me.HasTOTP() {
		return fault.New(fault.Conflict, "An authenticator is set up already.")
	}
	if err := r.codes.Take("totp " + me.Id); err != nil {
		return r.site.Again(e, "members/authenticator.html", page, err)
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		p, err := ByID(tx, me.Id)
		if err != nil {
			return err
		}
		p.Set("totp", form.Secret)
		p.Set("totpStep", 0)
		p.Set("updated", r.clock.Now())
		ok, err := r.takeTOTP(tx, p, strings.ReplaceAll(form.Code, " ", ""))
		if err == nil && !ok {
			var problems fault.Problems
			problems.Add("code", "This code is not right.")
			err = problems.Err()
		}
		return err
	})
	if err != nil {
		return r.site.Again(e, "members/authenticator.html", page, err)
	}
	return r.site.Done(e, "/account", "Your authenticator is set up. You will be asked for its code when you sign in.")
}

// removeTOTP handles POST /account/authenticator/remove.
func (r *Room) removeTOTP(e *core.RequestEvent) error {
	err := r.change(e.App, Viewer(e).Id, func(p *Person) { p.Set("totp", ""); p.Set("totpStep", 0) })
	if err != nil {
		return err
	}
	return r.site.Done(e, "/account", "Your authenticator is removed.")
}

// Frame is the side of the picture with the quiet zone that scanners need.
func (p *totpPage) Frame() int { return p.Size + 8 }
