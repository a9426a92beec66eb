package members_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// Whoever asks twice in a moment is known the second time, until anything at all is committed.
func TestSession_IsRememberedUntilTheNextCommit(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	c.Get("/account").Want(http.StatusOK)
	asked := func() int {
		n := 0
		for _, s := range app.Statements(t, func() { c.Get("/account").Want(http.StatusOK) }) {
			if strings.Contains(s, "`sessions`") || strings.Contains(s, "offices") {
				n++
			}
		}
		return n
	}
	if n := asked(); n != 0 {
		t.Errorf("the second request asked %d statements about the session, want none", n)
	}
	// Below every hook, as another process would.
	if _, err := app.NonconcurrentDB().Update("users", dbx.Params{"name": "Anna Anders"}, dbx.HashExp{"id": ana.Id}).Execute(); err != nil {
		t.Fatal(err)
	}
	c.Get("/account").Says("Anna Anders")
	app.Clock.Set(app.Clock.Now().Add(time.Second))
	if n := asked(); n == 0 {
		t.Error("after a second nothing was asked: terms of office end by time alone")
	}
	if _, err := app.NonconcurrentDB().Delete("sessions", dbx.HashExp{"person": ana.Id}).Execute(); err != nil {
		t.Fatal(err)
	}
	if to := c.Get("/account").Want(http.StatusSeeOther).To(); !strings.HasPrefix(to, "/login") {
		t.Errorf("without a session the account leads to %s", to)
	}
}

// What a request changes of the person and does not save, no other request sees.
func TestSession_RequestsDoNotShareThePerson(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	router, err := apis.NewRouter(app.App)
	if err != nil {
		t.Fatal(err)
	}
	app.Site.Group(&core.ServeEvent{App: app.App, Router: router}).GET("/change", func(e *core.RequestEvent) error {
		before := members.Viewer(e).Name()
		members.Viewer(e).SetName("Changed")
		return e.String(http.StatusOK, before)
	})
	if app.Handler, err = router.BuildMux(); err != nil {
		t.Fatal(err)
	}
	c := app.As(t, app.Member(t, "Ana"))
	for range 3 {
		if name := c.Get("/change").Body; name != "Ana" {
			t.Errorf("a request found %q", name)
		}
	}
}
