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

func TestPreview_LinksMembersWhereMentionsAreLinks(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ada := app.Member(t, "Ada Lind")
	c, text := app.As(t, ada), url.Values{"body": {"@" + ada.Handle() + " and @nobody"}, "title": {"other fields do not matter"}}
	link := `<a href="/members/` + ada.Handle() + `" class="mention"`
	if got := c.Post("/preview?mentions=yes", text).Want(http.StatusOK).Body; !strings.Contains(got, link) || strings.Contains(got, "/members/nobody") {
		t.Errorf("got %s", got)
	}
	c.Post("/preview", text).Want(http.StatusOK).Hides("/members/")
}

func TestPreview_RefusalsSayWhatToChange(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.As(t, app.Member(t, "Ada Lind"))
	for text, want := range map[string]string{
		strings.Repeat("> ", 40) + "a": "nested", strings.Repeat("*a_ ", 400): "formatting marks",
		strings.Repeat("a", 32001): "32000 characters", "a|b\n-|-\n" + strings.Repeat("|\n", 4000): "4000 cells",
	} {
		page := c.Post("/preview", url.Values{"note": {text}}).Want(http.StatusUnprocessableEntity)
		if !strings.Contains(page.Body, want) {
			t.Errorf("%.20s: the page does not speak of %q", text, want)
		}
	}
}
