package notices

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// StopToken names a person and a kind of mail, signed: whoever holds it may stop that mail and nothing else. It does
// not expire, for mails are kept for years.
func (r *Room) StopToken(app core.App, person, kind string) (string, error) {
	mac, err := r.sign(app, person, kind)
	return person + "." + kind + "." + mac, err
}

func (r *Room) stopAddress(app core.App, person, kind string) (string, error) {
	token, err := r.StopToken(app, person, kind)
	return address(app, "/unsubscribe/"+token), err
}

func (r *Room) sign(app core.App, person, kind string) (string, error) {
	secret := r.secret.Load()
	if secret == nil {
		var raw []byte
		if err := app.DB().Select("secret").From("notice_secret").Row(&raw); err != nil {
			return "", fmt.Errorf("read the secret of notices: %w", err)
		}
		secret = &raw
		r.secret.Store(secret)
	}
	h := hmac.New(sha256.New, *secret)
	h.Write([]byte("unsubscribe\x00" + person + "\x00" + kind))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16]), nil
}

// byToken returns the person and the kind that a token names; a token that nobody signed is fault.NotFound.
func (r *Room) byToken(app core.App, token string) (*members.Person, string, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, "", fault.Missing()
	}
	mac, err := r.sign(app, parts[0], parts[1])
	if err != nil {
		return nil, "", err
	}
	if !hmac.Equal([]byte(mac), []byte(parts[2])) {
		return nil, "", fault.Missing()
	}
	person, err := members.ByID(app, parts[0])
	return person, parts[1], err
}

// stopPage is templates/notices/stop.html.
type stopPage struct {
	web.Page
	Title string // of the kind
	Token string
	Done  bool
}

// stop handles GET and POST /unsubscribe/{token}. Mail programs post here by themselves (RFC 8058), without a session
// and whatever site they show the mail on; opening the address by hand only shows a button.
func (r *Room) stop(act bool) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		token := e.Request.PathValue("token")
		person, kind, err := r.byToken(e.App, token)
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.NotFound, "This link is not whole, or no longer holds. Signed in, you choose under your account which mails you get.")
		}
		if err != nil {
			return err
		}
		if act {
			if err := r.Stop(e.App, person, kind); err != nil {
				return err
			}
		}
		e.Response.Header().Set("Referrer-Policy", "no-referrer") // the address is a key
		l := r.site.Locale(e)
		return r.site.Show(e, "notices/stop.html", &stopPage{Title: l.T(r.kind(kind).Title), Token: token, Done: act})
	}
}
