package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/web"
)

func TestCatch_UnknownAddressIsAPageInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	page := app.Client(t).Get("/nowhere").Want(http.StatusNotFound)
	if got := page.HTML().Find("h1").Text(); got != "Nothing here" {
		t.Errorf("got heading %q, want Nothing here", got)
	}
}

func TestProtect_PageCarriesTheHeaders(t *testing.T) {
	t.Parallel()
	page := apptest.New(t).Client(t).Get("/nowhere")
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
		"Cross-Origin-Opener-Policy": "same-origin", "Access-Control-Allow-Origin": ""} {
		if got := page.Header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestSameOrigin_PostFromAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()
	c := apptest.New(t).Client(t)
	r := httptest.NewRequest("POST", "http://127.0.0.1/preferences", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	c.Do(r).Want(http.StatusForbidden)
}

func TestLocal_SendsNobodyElsewhere(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{"/gigs?q=a": "/gigs?q=a", "https://evil.example": "/", "//evil.example": "/",
		`/\evil.example`: "/", "": "/", "javascript:alert(1)": "/"} {
		if got := web.Local(to); got != want {
			t.Errorf("Local(%q): got %q, want %q", to, got, want)
		}
	}
}
