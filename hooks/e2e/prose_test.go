package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/prose"
)

// TestProse_ABrowserRunsNothingOfHostileTexts loads the whole corpus, rendered, into one page without a content policy:
// what holds there holds without the policy's help.
func TestProse_ABrowserRunsNothingOfHostileTexts(t *testing.T) {
	t.Parallel()
	page := hostilePage(t)
	var mu sync.Mutex
	var asked []string
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			mu.Lock()
			defer mu.Unlock()
			asked = append(asked, r.URL.Path)
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page)) // a browser that goes away fails the test by itself
	}))
	t.Cleanup(web.Close)
	tab := (&Server{App: &apptest.App{}, URL: web.URL}).Open(t, Look{})
	tab.Visit("/")
	eval[bool](tab, `(async () => {
		document.querySelectorAll("*").forEach((el) => { for (const kind of ["mouseover", "focus", "toggle"]) el.dispatchEvent(new Event(kind)); });
		scrollTo(0, document.body.scrollHeight);
		await new Promise((done) => setTimeout(done, 500));
		return true;
	})()`)
	if eval[bool](tab, `window.__hit !== undefined`) {
		t.Error("a hostile text ran")
	}
	if got := eval[string](tab, `document.getElementById("last")?.textContent ?? ""`); got != "the end" {
		t.Errorf("a text swallowed what stands after it: %q", got)
	}
	// ":" is an address that no browser can read.
	if got := eval[string](tab, `[...document.querySelectorAll("a")].filter((a) => !["http:", "https:", "mailto:", ":"].includes(a.protocol)).map((a) => a.href).join()`); got != "" {
		t.Errorf("links lead to %s", got)
	}
	mu.Lock()
	defer mu.Unlock()
	for _, path := range asked {
		if !regexp.MustCompile(`^/(favicon\.ico|pictures/[a-z0-9]{15}/[a-z]{4,8})$`).MatchString(path) {
			t.Errorf("the page asked for %s", path)
		}
	}
	for _, line := range tab.log.trouble {
		if !strings.Contains(line, "/pictures/") && !strings.Contains(line, "favicon") {
			t.Error(line)
		}
	}
}

func hostilePage(t *testing.T) string {
	t.Helper()
	corpus, err := os.ReadFile("../prose/testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("<!doctype html><meta charset=utf-8><title>x</title>")
	for i, part := range regexp.MustCompile(`(?m)^-- .+ --\n`).Split(string(corpus), -1)[1:] {
		text := strings.TrimSuffix(part, "\n")
		if plain, err := strconv.Unquote(text); err == nil {
			text = plain
		}
		html, err := prose.Render(text, prose.Anchored(strconv.Itoa(i)), prose.Linking(func(string) bool { return true }))
		if err == nil {
			b.WriteString("<div>" + string(html) + "</div>\n")
		}
	}
	return b.String() + `<p id="last">the end</p>`
}
