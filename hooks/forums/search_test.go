package forums_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/forums"
	"cooperage/hooks/members"

	"pgregory.net/rapid"
)

// library fills a forum with posts to find; it returns two members and the second topic.
func library(t *testing.T) (app *apptest.App, ana, ben *members.Person, second *forums.Topic) {
	t.Helper()
	app = apptest.New(t)
	ana, ben = app.Member(t, "Ana Abel"), app.Member(t, "Ben")
	open, ours := category(t, app, "open", forums.Public, forums.Members), category(t, app, "ours", forums.Members, forums.Members)
	till := category(t, app, "till", "office:treasurer", "office:treasurer")
	one := start(t, app, ana, open, "Hand planes", "About planing oak by hand.")
	answer(t, app, ben, one, "Café oil works on oak.")
	app.Clock.Shift(30 * 24 * time.Hour)
	second = start(t, app, ben, ours, "Wood from storms", "Who knows oak that fell? A hand would help.")
	answer(t, app, ana, second, "Invoices for timber, an invoice each.")
	app.Clock.Shift(30 * 24 * time.Hour)
	tom := app.Officer(t, "Tom", "treasurer")
	tom.Offices = []string{"treasurer"}
	start(t, app, tom, till, "Oak money", "The oak cost too much.")
	return app, ana, ben, second
}

func found(t *testing.T, app *apptest.App, who *members.Person, q forums.Query) string {
	t.Helper()
	f, err := app.Forums.Find(context.Background(), app, who, q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	var list []string
	for _, h := range f.Hits {
		list = append(list, fmt.Sprintf("%s/%d", strings.Fields(h.TopicName)[0], h.Number))
	}
	if f.Count != len(list) && f.Next == "" && q.After == "" {
		t.Errorf("%+v: says %d, shows %d", q, f.Count, len(list))
	}
	return strings.Join(list, " ")
}

func TestFind_ByWordsPlaceAuthorAndTime(t *testing.T) {
	t.Parallel()
	app, ana, ben, second := library(t)
	mid := apptest.Start.AddDate(0, 0, 15)
	for _, c := range []struct {
		q    forums.Query
		want string
	}{
		{forums.Query{Words: "oak"}, "Wood/1 Hand/2 Hand/1"},
		{forums.Query{Words: "hand"}, "Hand/1 Wood/1"}, // in the title before in the text
		{forums.Query{Words: "hand", Newest: true}, "Wood/1 Hand/1"},
		{forums.Query{Words: "planes oak"}, "Hand/1"}, // one word in the title, one in the text
		{forums.Query{Words: "cafe"}, "Hand/2"},
		{forums.Query{Words: "CAFÉ OAK"}, "Hand/2"},
		{forums.Query{Words: "inv"}, "Wood/2"},
		{forums.Query{Words: "invoic"}, "Wood/2"},
		{forums.Query{Words: "invoice oak"}, ""},
		{forums.Query{Words: `"by hand"`}, "Hand/1"},
		{forums.Query{Words: `"hand by"`}, ""},
		{forums.Query{Words: "oak", Category: "open"}, "Hand/2 Hand/1"},
		{forums.Query{Words: "oak", Category: "till"}, ""},
		{forums.Query{Category: "ours"}, "Wood/2 Wood/1"},
		{forums.Query{Words: "oak", Topic: second.ID}, "Wood/1"},
		{forums.Query{Words: "oak", Author: "@" + ben.Handle()}, "Wood/1 Hand/2"},
		{forums.Query{Author: "abel"}, "Wood/2 Hand/1"},
		{forums.Query{Author: "nobody"}, ""},
		{forums.Query{Words: "oak", From: mid}, "Wood/1"},
		{forums.Query{Words: "oak", To: mid}, "Hand/2 Hand/1"},
		{forums.Query{Words: "oak", From: mid, To: mid.AddDate(0, 0, 1)}, ""},
		{forums.Query{From: apptest.Start, To: apptest.Start.Add(time.Minute)}, "Hand/2 Hand/1"},
		{forums.Query{From: apptest.Start.Add(time.Minute), To: apptest.Start.Add(time.Hour)}, ""},
		{forums.Query{Words: "c1 a1"}, ""}, // marks of the index are no words
		{forums.Query{Words: "d20260601"}, ""},
	} {
		if got := found(t, app, ana, c.q); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.q, got, c.want)
		}
	}
	if got := found(t, app, nil, forums.Query{Words: "oak"}); got != "Hand/2 Hand/1" {
		t.Errorf("a guest finds %q", got)
	}
	if got := found(t, app, nil, forums.Query{Author: "Tom"}); got != "" {
		t.Errorf("a guest finds %q", got)
	}
}

func TestFind_NothingTypedCanBreakTheSearch(t *testing.T) {
	t.Parallel()
	app, ana, _, _ := library(t)
	for _, words := range []string{`AND (`, `"`, `"unclosed`, `*`, `title:`, `NEAR(a b`, `a OR`, `-`, `^x`, `{title} : x`, `marks : c1`, `';--`, `%`, `\`, "a\tb", "💥", "٣", "ﬀ", strings.Repeat("a ", 50)} {
		found(t, app, ana, forums.Query{Words: words})
		found(t, app, ana, forums.Query{Words: "oak", Author: words})
	}
	rapid.Check(t, func(r *rapid.T) {
		words := strings.ReplaceAll(rapid.StringN(0, 40, -1).Draw(r, "words"), "\x00", "")
		if _, err := app.Forums.Find(context.Background(), app, ana, forums.Query{Words: words}); err != nil {
			r.Fatalf("%q: %v", words, err)
		}
	})
}

func TestFind_EndsWhenTheReaderHasLeft(t *testing.T) {
	t.Parallel()
	app, ana, _, _ := library(t)
	ctx, leave := context.WithCancel(context.Background())
	leave()
	if _, err := app.Forums.Find(ctx, app, ana, forums.Query{Words: "oak"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFind_PagesShowEachPostOnce(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := category(t, app, "tools", forums.Members, forums.Members)
	for n := range 47 {
		app.Clock.Shift(time.Hour)
		title := "Some topic"
		if n%5 == 0 {
			title = "Oak topic"
		}
		start(t, app, ana, c, title, "About oak.")
	}
	for _, q := range []forums.Query{{Words: "oak"}, {Words: "oak", Newest: true}, {Author: "ana"}} {
		seen := map[int64]bool{}
		for range 3 {
			f, err := app.Forums.Find(context.Background(), app, ana, q)
			if err != nil || f.Count != 47 {
				t.Fatalf("%+v: %d, %v", q, f.Count, err)
			}
			for _, h := range f.Hits {
				seen[h.ID] = true
			}
			q.After = f.Next
		}
		if len(seen) != 47 || q.After != "" {
			t.Errorf("%+v: saw %d posts, next %q", q, len(seen), q.After)
		}
	}
	if _, err := app.Forums.Find(context.Background(), app, ana, forums.Query{Words: "oak", After: "AAAA"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a foreign cursor: %v", err)
	}
}

func TestSearchPage_ShowsHitsAndKeepsTheForm(t *testing.T) {
	t.Parallel()
	app, ana, _, second := library(t)
	c := app.As(t, ana)
	page := c.Get("/forum/search?"+url.Values{"q": {"oak"}, "author": {"ben"}, "sort": {"newest"}}.Encode()).Want(200).Says("2 posts", "Wood from storms", "Café oil works on oak.")
	if marked := page.HTML().Find("mark").First().Text(); marked != "oak" {
		t.Errorf("marked %q", marked)
	}
	if v := page.HTML().Find("#author").AttrOr("value", ""); v != "ben" {
		t.Errorf("the form says %q", v)
	}
	c.Get("/forum/search").Want(200).Says("Search all that you may read")
	c.Get("/forum/search?topic="+id(second.ID)+"&q=oak").Want(200).Says("Search this topic", "1 post")
	c.Get("/forum/search?topic=999&q=oak").Want(404)
	c.Get("/forum/search?q=oak&from=2026-02-30").Want(422).Says("Write a day as 2026-01-31.")
	c.Get("/forum/search?q=oak&from=2026-03-02&to=2026-03-01").Want(422).Says("This day is before the first one.")
	c.Get("/forum/search?q=oak&category=nowhere").Want(422)
	c.Get("/forum/search?q=" + strings.Repeat("x", 101)).Want(422)
	app.Client(t).Get("/forum/search?q=oak&category=ours").Want(422)
	statements := app.Statements(t, func() { c.Get("/forum/search?q=oak") })
	if len(statements) > 12 {
		t.Errorf("%d statements: %v", len(statements), statements)
	}
}
