package web

import (
	"net"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/fault"

	"github.com/pocketbase/pocketbase/core"
)

// policy allows nothing but our own files: no inline code, no frames around us, no third party.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// protect sets the headers every page carries.
func protect(e *core.RequestEvent) error {
	h := e.Response.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Del("X-XSS-Protection")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()")
	if e.Request.TLS != nil {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	return e.Next()
}

// anywhere takes back what keeps other sites out, also of refusals. Frames stay forbidden, save for pictures: see Picture.
func anywhere(e *core.RequestEvent) error {
	h := e.Response.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "ETag")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	return e.Next()
}

// pictureInFrames is the policy of a picture that other sites may show, also in a frame: it runs nothing and loads
// nothing, and may style itself.
const pictureInFrames = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *; sandbox"

// Picture answers with a picture that may be shown on any site.
func Picture(e *core.RequestEvent, kind string, body []byte) error {
	e.Response.Header().Set("Content-Security-Policy", pictureInFrames)
	e.Response.Header().Del("X-Frame-Options")
	return Document(e, kind, body)
}

// Caching sets who may keep an answer and for how long. One that sets a cookie, as every request with a session may, is
// for its receiver alone: a cache that many people share would hand one person's session to all, or the end of it.
func Caching(h http.Header, caching string) {
	if h.Get("Set-Cookie") != "" {
		caching = "private, no-store"
	}
	h.Set("Cache-Control", caching)
}

// Document answers with a document that is the same for all. It is asked for again each time and sent only when it
// has changed, so that what it says is never stale.
func Document(e *core.RequestEvent, kind string, body []byte) error {
	h, tag := e.Response.Header(), etag(body)
	Caching(h, "public, no-cache")
	h.Set("ETag", tag)
	if e.Request.Header.Get("If-None-Match") == tag {
		return e.NoContent(http.StatusNotModified)
	}
	return e.Blob(http.StatusOK, kind, body)
}

// sameOrigin refuses posts that another site makes a browser send (Go's http.CrossOriginProtection).
func (g *Group) sameOrigin(e *core.RequestEvent) error {
	if g.origin.Check(e.Request) != nil {
		return fault.New(fault.Forbidden, "This form was sent from another site, so nothing was done.")
	}
	return e.Next()
}

// plainAddress refuses addresses that hold no text: invalid UTF-8 or control characters.
func plainAddress(e *core.RequestEvent) error {
	if !plain(e.Request.URL.Path) {
		return fault.Missing()
	}
	query, err := url.QueryUnescape(e.Request.URL.RawQuery)
	if err != nil || !plain(query) || len(query) > 4096 {
		return fault.New(fault.Invalid, "The address holds characters that cannot be read.")
	}
	return e.Next()
}

func plain(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

// Loopback reports whether the request came over plain http to this very machine, where browsers may not keep
// Secure cookies.
func Loopback(r *http.Request) bool {
	if r.TLS != nil {
		return false
	}
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Local returns to when it is a path of this site, and "/" otherwise, so that no form can send people elsewhere.
func Local(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") ||
		strings.ContainsAny(to, "\\\r\n\t") {
		return "/"
	}
	return to
}
