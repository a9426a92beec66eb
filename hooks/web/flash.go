package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/pocketbase/pocketbase/core"
)

// Flash is a message for the next page, shown once. Text is an English catalogue key in printf form.
type Flash struct {
	Text string `json:"t"`
	Args []any  `json:"a,omitempty"`
	Kind string `json:"k,omitempty"` // "" for done, "warning"
}

// setFlash keeps the message in the reader's own browser; the server stores nothing.
func setFlash(e *core.RequestEvent, f Flash) {
	raw, err := json.Marshal(f)
	if err != nil {
		return // arguments are strings and numbers; a message is not worth failing an act that is done
	}
	e.SetCookie(&http.Cookie{Name: "flash", Value: base64.RawURLEncoding.EncodeToString(raw), Path: "/", MaxAge: 120,
		HttpOnly: true, Secure: !Loopback(e.Request), SameSite: http.SameSiteLaxMode})
}

func readFlash(e *core.RequestEvent) *Flash {
	c, err := e.Request.Cookie("flash")
	if err != nil {
		return nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(c.Value)
	f := &Flash{}
	if err != nil || json.Unmarshal(raw, f) != nil || f.Text == "" {
		return nil
	}
	for i, a := range f.Args {
		if n, ok := a.(float64); ok {
			f.Args[i] = int64(n)
		}
	}
	return f
}

func clearFlash(e *core.RequestEvent) {
	e.SetCookie(&http.Cookie{Name: "flash", Path: "/", MaxAge: -1, HttpOnly: true,
		Secure: !Loopback(e.Request), SameSite: http.SameSiteLaxMode})
}
