package editor_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
)

func TestPreview_ShowsTheTextAsOthersWillSeeIt(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.As(t, app.Member(t, "Ingrid Solheim"))
	page := c.Post("/preview", url.Values{"text": {"**bold** <script>alert(1)</script>"}}).Want(http.StatusOK)
	if !strings.Contains(page.Body, "<strong>bold</strong>") {
		t.Errorf("got %q, want bold text", page.Body)
	}
	page.Hides("<script")
	c.Post("/preview", url.Values{"text": {"nul \x00"}}).Want(http.StatusUnprocessableEntity)
}

func TestPreview_GuestsAreSentToSignIn(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	if got := app.Client(t).Post("/preview", url.Values{"text": {"x"}}).Status; got == http.StatusOK {
		t.Error("a guest got a preview")
	}
}
