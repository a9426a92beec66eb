package web_test

import (
	"fmt"
	"net/http"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

type countPage struct {
	web.Page
	Status    int
	Title     string
	Text      string
	Reference string
}

// counted returns an app with a page that says how many people there are, and how often it was rendered.
func counted(t *testing.T, single bool) (*apptest.App, *int) {
	t.Helper()
	app := apptest.Bare(t)
	found(t, app)
	router, err := apis.NewRouter(app.App)
	if err != nil {
		t.Fatal(err)
	}
	rendered := new(int)
	app.Site.Group(&core.ServeEvent{App: app.App, Router: router}).GET("/count", func(e *core.RequestEvent) error {
		*rendered++
		n, err := e.App.CountRecords("users")
		if err != nil {
			return err
		}
		p := &countPage{Text: fmt.Sprintf("%d people", n)}
		if single {
			p.Once()
		}
		return app.Site.Show(e, "errors/error.html", p)
	})
	if app.Handler, err = router.BuildMux(); err != nil {
		t.Fatal(err)
	}
	return app, rendered
}

func found(t *testing.T, app *apptest.App) {
	t.Helper()
	_, err := app.NonconcurrentDB().Insert("coop", dbx.Params{"id": "coop00000000001", "name": "Marram", "country": "DE",
		"currency": "EUR", "zone": "Europe/Berlin", "language": "en", "founded": "2026-01-01 00:00:00.000Z"}).Execute()
	if err != nil {
		t.Fatal(err)
	}
}

func TestCached_GuestPageIsRenderedOnceUntilSomethingIsWritten(t *testing.T) {
	t.Parallel()
	app, rendered := counted(t, false)
	for range 3 {
		app.Client(t).Get("/count").Want(http.StatusOK).Says("0 people")
	}
	if *rendered != 1 {
		t.Errorf("rendered %d times, want once", *rendered)
	}
	app.Buyer(t, "Kari Lund")
	app.Client(t).Get("/count").Says("1 people")
	german := app.Client(t)
	german.Header.Set("Accept-Language", "de")
	if lang := german.Get("/count").HTML().Find("html").AttrOr("lang", ""); lang != "de" {
		t.Errorf("the German reader got a page in %q", lang)
	}
}

func TestCached_SignedInPeopleAndSingleFormsAreNeverKept(t *testing.T) {
	t.Parallel()
	app, rendered := counted(t, false)
	kari := app.As(t, app.Buyer(t, "Kari Lund"))
	for range 2 {
		if got := kari.Get("/count").Header.Get("Cache-Control"); got != "private, no-store" {
			t.Errorf("got Cache-Control %q", got)
		}
	}
	if *rendered != 2 {
		t.Errorf("rendered %d times, want 2", *rendered)
	}
	app, rendered = counted(t, true)
	app.Client(t).Get("/count")
	app.Client(t).Get("/count")
	if *rendered != 2 {
		t.Errorf("single form: rendered %d times, want 2", *rendered)
	}
}
