package forums_test

import (
	"encoding/xml"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"
)

// feed is what the tests read of an Atom feed.
type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Entries []struct {
		Title   string `xml:"title"`
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Content string `xml:"content"`
	} `xml:"entry"`
}

func read(t *testing.T, page *apptest.Page) feed {
	t.Helper()
	var f feed
	if err := xml.Unmarshal([]byte(page.Want(200).Body), &f); err != nil {
		t.Fatal(err)
	}
	if _, err := time.Parse(time.RFC3339, f.Updated); err != nil || f.ID == "" {
		t.Errorf("updated %q, id %q", f.Updated, f.ID)
	}
	return f
}

func TestFeeds_ShowWhatTheirReaderMayRead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	open, ours := category(t, app, "open", forums.Public, forums.Members), category(t, app, "ours", forums.Members, forums.Members)
	start(t, app, ana, ours, "Among us", "canary")
	first := start(t, app, ana, open, "Open <talk>", "See [this](/fees).")
	app.Clock.Shift(time.Hour)
	answer(t, app, ana, first, "More.")
	guest := app.Client(t)
	f := read(t, guest.Get("/forum.atom"))
	if len(f.Entries) != 1 || f.Entries[0].Title != "Open <talk>" || !strings.Contains(f.Entries[0].Content, `href="http://127.0.0.1/fees"`) || !strings.HasSuffix(f.Entries[0].ID, "/forum/p/2") {
		t.Errorf("%+v", f)
	}
	if g := read(t, guest.Get("/forum/atom/c/open")); len(g.Entries) != 1 {
		t.Errorf("category: %+v", g)
	}
	if g := read(t, guest.Get("/forum/atom/t/2")); len(g.Entries) != 2 || g.Entries[0].Content != "<p>More.</p>" {
		t.Errorf("topic: %+v", g)
	}
	guest.Get("/forum/atom/c/ours").Want(404)
	guest.Get("/forum/atom/t/1").Want(404)

	page := guest.Get("/forum.atom")
	again := httptest.NewRequest("GET", "http://127.0.0.1/forum.atom", nil)
	again.Header.Set("If-None-Match", page.Header.Get("ETag"))
	guest.Do(again).Want(304)
	start(t, app, ana, open, "Another one", "Text.")
	guest.Do(again).Want(200)
}

func TestOwnFeed_IsSecretAndEndsWhenItsOwnerWants(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	start(t, app, ana, category(t, app, "ours", forums.Members, forums.Members), "Among us", "canary")
	c, guest := app.As(t, ana), app.Client(t)
	c.Get("/forum/feeds").Says("You have no address yet")
	address := func() string {
		return strings.TrimPrefix(c.Get("/forum/feeds").HTML().Find(".panel .key").Text(), "http://127.0.0.1")
	}
	c.Post("/forum/feeds", map[string][]string{"set": {"new"}}).Want(303)
	first := address()
	if f := read(t, guest.Get(first)); len(f.Entries) != 1 || !strings.Contains(f.Entries[0].Content, "canary") {
		t.Errorf("%+v", f)
	}
	c.Post("/forum/feeds", map[string][]string{"set": {"new"}}).Want(303)
	second := address()
	guest.Get(first).Want(404)
	ana.SetKind("client")
	if err := app.Save(ana); err != nil {
		t.Fatal(err)
	}
	guest.Get(second).Want(200).Hides("canary")
	c.Post("/forum/feeds", map[string][]string{"set": {"close"}}).Want(303)
	guest.Get(second).Want(404)
	guest.Get("/forum/atom/my/x").Want(404)
}
