package members_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
)

// A cache before the site keeps what is called public, with the cookies that came along: it would sign everybody out,
// or in as somebody else.
func TestSession_NoPublicAnswerSetsACookie(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	app.Certified(t, app.Member(t, "Ada Lund"), "Shore plants") // so that there are keys
	for _, path := range []string{"/badges/human.svg", "/badges/human.png", "/credentials/status/1", "/.well-known/did.json", "/css/base.css", "/gigs.atom",
		"/forum.atom", "/events.ics"} {
		if kept := app.Client(t).Get(path).Want(http.StatusOK).Header.Get("Cache-Control"); !strings.HasPrefix(kept, "public") {
			t.Errorf("%s: got %q, want a public answer", path, kept)
		}
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil)
		r.AddCookie(&http.Cookie{Name: "session", Value: "over"})
		h := app.Client(t).Do(r).Want(http.StatusOK).Header
		if h.Get("Set-Cookie") == "" {
			t.Errorf("%s: the bad cookie was not dropped, so this proves nothing", path)
		}
		if kept := h.Get("Cache-Control"); strings.Contains(kept, "public") {
			t.Errorf("%s: a cookie is set in an answer that is %q", path, kept)
		}
	}
}
