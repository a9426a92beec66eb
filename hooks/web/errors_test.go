package web_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// routed returns a client of an app with one more page, which fails in the given way.
func routed(t *testing.T, fail func(*core.RequestEvent) error) *apptest.Client {
	t.Helper()
	app := apptest.New(t)
	router, err := apis.NewRouter(app.App)
	if err != nil {
		t.Fatal(err)
	}
	g := app.Site.Group(&core.ServeEvent{App: app.App, Router: router})
	g.GET("/fails", fail)
	if app.Handler, err = router.BuildMux(); err != nil {
		t.Fatal(err)
	}
	return app.Client(t)
}

func TestCatch_InternalErrorShowsAReferenceAndNotTheCause(t *testing.T) {
	t.Parallel()
	for name, fail := range map[string]func(*core.RequestEvent) error{
		"error": func(*core.RequestEvent) error { return errors.New("secret cause") },
		"panic": func(*core.RequestEvent) error { panic("secret cause") },
	} {
		page := routed(t, fail).Get("/fails").Want(http.StatusInternalServerError).Hides("secret cause")
		if ref := page.HTML().Find("code").Text(); len(ref) != 10 {
			t.Errorf("%s: got reference %q, want ten letters", name, ref)
		}
		if !strings.HasPrefix(page.Header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: got %s, want a page", name, page.Header.Get("Content-Type"))
		}
	}
}

func TestCatch_EachKindOfRefusalHasItsStatus(t *testing.T) {
	t.Parallel()
	for kind, want := range map[fault.Kind]int{fault.Invalid: 422, fault.Forbidden: 403, fault.NotFound: 404, fault.Conflict: 409,
		fault.TooLarge: 413, fault.TooMany: 429, fault.Unavailable: 503, fault.Full: 507} {
		c := routed(t, func(*core.RequestEvent) error { return fault.New(kind, "There is nothing at this address.") })
		c.Get("/fails").Want(want).Says("There is nothing at this address.")
	}
}

func TestShow_GuestPageIsRevalidatedByItsTag(t *testing.T) {
	t.Parallel()
	css := apptest.New(t)
	page := css.Client(t).Get(css.Site.Asset("css/base.css")).Want(http.StatusOK)
	if got := page.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("hashed file: got Cache-Control %q", got)
	}
	again := css.Client(t)
	again.Header.Set("If-None-Match", page.Header.Get("ETag"))
	again.Get("/css/base.css").Want(http.StatusNotModified)
}
