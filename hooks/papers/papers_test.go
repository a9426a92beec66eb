package papers_test

import (
	"net/http"
	"testing"

	"cooperage/hooks/apptest"
)

func TestPapers_AreThereInEveryLanguage(t *testing.T) {
	t.Parallel()
	c := apptest.New(t).Client(t)
	for lang, titles := range map[string][3]string{"en": {"Terms", "Privacy", "Code of conduct"},
		"de": {"Nutzungsbedingungen", "Datenschutz", "Verhaltensregeln"}} {
		c.Header.Set("Accept-Language", lang)
		for i, path := range []string{"/terms", "/privacy", "/conduct"} {
			page := c.Get(path).Want(http.StatusOK)
			if got := page.HTML().Find("h1").Text(); got != titles[i] {
				t.Errorf("%s in %s: got heading %q, want %q", path, lang, got, titles[i])
			}
			if got := page.HTML().Find(".prose").AttrOr("lang", ""); got != lang {
				t.Errorf("%s: got a text in %q, want %q", path, got, lang)
			}
			page.Hides("{{coop}}")
		}
	}
}
