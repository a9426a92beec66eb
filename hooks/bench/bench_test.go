package bench_test

import (
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/bench"
	"cooperage/hooks/prose"
)

func fill(t testing.TB, w bench.Wish) *apptest.App {
	t.Helper()
	a := apptest.Bare(t)
	rows, err := bench.New(a.Clock, a.Setup).Fill(a, w)
	if err != nil {
		t.Fatal(err)
	}
	if want := w.Members + w.Gigs + w.Topics + w.Posts; rows != want {
		t.Errorf("%d rows, want %d", rows, want)
	}
	return a
}

func number(t testing.TB, a *apptest.App, query string) (n int) {
	t.Helper()
	if err := a.DB().NewQuery("SELECT " + query).Row(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestFill_MakesWhatWasAskedForAndAWholeForum(t *testing.T) {
	t.Parallel()
	a := fill(t, bench.Wish{Members: 20, Gigs: 30, Topics: 100, Posts: 1000, Seed: 7})
	for query, want := range map[string]int{
		"count(*) FROM users":               20,
		"members FROM coop":                 20,
		"count(*) FROM gigs":                30,
		"count(*) FROM forum_topics":        100,
		"count(*) FROM forum_posts":         1000,
		"sum(posts) FROM forum_topics":      1000,
		"sum(topics) FROM forum_categories": 100,
		"sum(posts) FROM forum_categories":  1000,
		"max(posts) FROM forum_topics":      226,
		"count(*) FROM forum_topics t WHERE posts <> (SELECT max(number) FROM forum_posts WHERE topic = t.id)":                          0,
		"count(*) FROM forum_topics t WHERE posts <> (SELECT count(*) FROM forum_posts WHERE topic = t.id)":                             0,
		"count(*) FROM forum_topics t JOIN forum_posts p ON p.topic = t.id AND p.number = t.posts WHERE p.created_at <> t.last_post_at": 0,
		"count(*) FROM forum_posts WHERE body = ''":                                                0,
		"count(*) FROM pragma_foreign_key_check":                                                   0,
		"count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'forum\\_%' ESCAPE '\\'": 10,
	} {
		if got := number(t, a, query); got != want {
			t.Errorf("%s: %d, want %d", query, got, want)
		}
	}
	for _, index := range []string{"forum_fts", "forum_titles", "gigs_fts"} {
		if _, err := a.NonconcurrentDB().NewQuery("INSERT INTO " + index + "(" + index + ", rank) VALUES ('integrity-check', 1)").Execute(); err != nil {
			t.Errorf("%s: %v", index, err)
		}
	}
	if n := number(t, a, "count(*) FROM forum_fts WHERE forum_fts MATCH '"+bench.Common+"'"); n < 600 {
		t.Errorf("the common word is in %d posts of 1000", n)
	}
}

func TestFill_WritesTheHTMLThatProseWouldWrite(t *testing.T) {
	t.Parallel()
	a := fill(t, bench.Wish{Members: 2, Topics: 5, Posts: 40})
	var rows []struct {
		Body string `db:"body"`
		HTML string `db:"html"`
	}
	if err := a.DB().NewQuery("SELECT body, html FROM forum_posts").All(&rows); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if html, err := prose.Render(r.Body); err != nil || string(html) != r.HTML {
			t.Fatalf("%q: stored %q, rendered %q, %v", r.Body, r.HTML, html, err)
		}
	}
}

func TestFill_TheSameSeedGivesTheSameWords(t *testing.T) {
	t.Parallel()
	sum := func(seed uint64) int {
		a := fill(t, bench.Wish{Members: 3, Topics: 4, Posts: 20, Seed: seed})
		return number(t, a, "sum(length(body) * number * author) FROM forum_posts")
	}
	if a, b, c := sum(1), sum(1), sum(2); a != b || a == c {
		t.Errorf("sums %d, %d and, of another seed, %d", a, b, c)
	}
}

func TestFill_LetsTheFounderSignInAndRead(t *testing.T) {
	t.Parallel()
	a := fill(t, bench.Wish{Members: 5, Topics: 10, Posts: 60})
	p, err := a.FindAuthRecordByEmail("users", bench.Email)
	if err != nil || !p.ValidatePassword(bench.Password) {
		t.Fatalf("%v; the password does not open the account", err)
	}
	other, err := a.FindAuthRecordByEmail("users", "m2@bench.example")
	if err != nil || !other.ValidatePassword(bench.Password) {
		t.Fatalf("%v; the password does not open another member's account", err)
	}
}

func BenchmarkFill(b *testing.B) {
	rows := 0
	for b.Loop() {
		w := bench.Wish{Members: 500, Topics: 3_000, Posts: 30_000}
		fill(b, w)
		rows += w.Members + w.Topics + w.Posts
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
