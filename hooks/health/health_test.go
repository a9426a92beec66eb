package health_test

import (
	"errors"
	"net/http"
	"testing"

	"cooperage/hooks/apptest"

	"github.com/pocketbase/pocketbase/core"
)

func TestHealthz_SaysWhetherEveryCheckIsSound(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	c := app.Client(t)
	if got := c.Get("/healthz").Want(http.StatusOK).Body; got != "ok\n" {
		t.Errorf("got %q", got)
	}
	app.Health.Add("broken", func(core.App) error { return errors.New("the books do not add up") })
	c.Get("/healthz").Want(http.StatusServiceUnavailable).Hides("books")
}
