package hooks_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"

	"cooperage/hooks/apptest"

	"github.com/pocketbase/dbx"
)

// said is what the program has acknowledged of the forum: posts by their text, and the last draft.
type said struct {
	posts   map[string]bool
	draft   int // the newest that was acknowledged
	written int // the newest that was sent
}

// talkUntilDead saves a draft and posts an answer, in turn, until the program is gone.
func (c *crash) talkUntilDead(base string) {
	for {
		c.mu.Lock()
		c.said.written++
		n := c.said.written
		c.mu.Unlock()
		status, _, err := c.send(base, "/forum/new/draft", "member", url.Values{"quiet": {"yes"}, "title": {"Later"}, "body": {fmt.Sprint(n)}})
		if err != nil {
			return
		}
		if status == http.StatusNoContent {
			c.acknowledge(func() { c.said.draft = n })
		}
		text := fmt.Sprintf("Said %06d", n)
		status, _, err = c.send(base, "/forum/t/"+c.w.values["/forum/t/{id}"]+"/posts", "member",
			url.Values{"once": {fmt.Sprintf("crash-talk-token-%06d", n)}, "body": {text}})
		if err != nil {
			return
		}
		if status == http.StatusSeeOther {
			c.acknowledge(func() { c.said.posts[text] = true })
		}
	}
}

// checkTalk looks for acknowledged posts and drafts that are gone, posts that are there twice, and counters that lie.
func (c *crash) checkTalk(t *testing.T, app *apptest.App) {
	t.Helper()
	db := app.ConcurrentDB()
	for text := range c.said.posts {
		var n int
		if err := db.Select("count(*)").From("forum_posts").Where(dbx.HashExp{"body": text}).Row(&n); err != nil || n != 1 {
			t.Errorf("the post %q was acknowledged and is there %d times (%v)", text, n, err)
		}
	}
	var draft int
	if err := db.NewQuery("SELECT CAST(body AS INTEGER) FROM forum_drafts WHERE topic = 0").Row(&draft); err != nil || draft < c.said.draft || draft > c.said.written {
		t.Errorf("draft %d was acknowledged, %d is there (%v)", c.said.draft, draft, err)
	}
	for what, query := range map[string]string{
		"topics whose posts are not numbered without a gap": `SELECT count(*) FROM forum_topics t WHERE posts <> (SELECT count(*) FROM forum_posts p WHERE p.topic = t.id)
			OR posts <> (SELECT max(number) FROM forum_posts p WHERE p.topic = t.id)`,
		"categories that count other posts than they have": `SELECT count(*) FROM forum_categories c WHERE posts <>
			(SELECT count(*) FROM forum_posts p JOIN forum_topics t ON t.id = p.topic WHERE t.category = c.id)`,
		"posts made twice by one form": `SELECT count(*) - count(DISTINCT body) FROM forum_posts WHERE body LIKE 'Said %'`,
	} {
		var n int
		if err := db.NewQuery(query).Row(&n); err != nil || n != 0 {
			t.Errorf("%s: %d (%v)", what, n, err)
		}
	}
}
