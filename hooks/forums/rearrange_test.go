package forums_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/forums"

	"github.com/pocketbase/dbx"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

func firstPost(t testing.TB, app *apptest.App, topic *forums.Topic) (post int64) {
	t.Helper()
	if err := app.DB().Select("id").From("forum_posts").Where(dbx.HashExp{"topic": topic.ID, "number": 1}).Row(&post); err != nil {
		t.Fatal(err)
	}
	return post
}

// checkIndex fails the test when the search index differs from what it should hold.
func checkIndex(t testing.TB, app *apptest.App) {
	t.Helper()
	for _, index := range []string{"forum_fts", "forum_titles"} {
		if _, err := app.NonconcurrentDB().NewQuery("INSERT INTO " + index + "(" + index + ", rank) VALUES ('integrity-check', 1)").Execute(); err != nil {
			t.Errorf("%s: %v", index, err)
		}
	}
}

// checkCounts fails the test when a stored count differs from the rows.
func checkCounts(t testing.TB, app *apptest.App) {
	t.Helper()
	for _, query := range []string{
		"SELECT count(*) FROM forum_topics t WHERE merged_into IS NULL AND posts <> (SELECT count(*) FROM forum_posts WHERE topic = t.id)",
		"SELECT count(*) FROM forum_topics t WHERE merged_into IS NULL AND posts <> (SELECT max(number) FROM forum_posts WHERE topic = t.id)",
		"SELECT count(*) FROM forum_categories c WHERE topics <> (SELECT count(*) FROM forum_topics WHERE category = c.id AND hidden = 0)",
		"SELECT count(*) FROM forum_categories c WHERE posts <> (SELECT COALESCE(sum(posts), 0) FROM forum_topics WHERE category = c.id AND hidden = 0)",
	} {
		var n int
		if err := app.DB().NewQuery(query).Row(&n); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", query, n, err)
		}
	}
}

// talk is what a topic's posts say, in order.
func talk(t testing.TB, app *apptest.App, topic int64) string {
	t.Helper()
	var said []string
	err := app.DB().NewQuery("SELECT number || ':' || body FROM forum_posts WHERE topic = {:t} ORDER BY number").Bind(dbx.Params{"t": topic}).Column(&said)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(said, " ")
}

func reads(t testing.TB, app *apptest.App, topic int64) string {
	t.Helper()
	var list []string
	err := app.DB().NewQuery(`SELECT u.name || ':' || r.number FROM forum_reads r JOIN forum_people f ON f.id = r.person JOIN users u ON u.id = f.person
		WHERE r.topic = {:t} ORDER BY u.name`).Bind(dbx.Params{"t": topic}).Column(&list)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, " ")
}

func TestSplit_NumbersAnewAndKeepsPlacesAndLinks(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben, cem, mod := app.Member(t, "Ana"), app.Member(t, "Ben"), app.Member(t, "Cem"), officer(t, app, "Mo", "moderator")
	tools, other := category(t, app, "tools", forums.Members, forums.Members), category(t, app, "other", forums.Members, forums.Members)
	topic := start(t, app, ana, tools, "Which planer?", "a1")
	third := int64(0)
	for n := 2; n <= 6; n++ {
		p := answer(t, app, ana, topic, "a"+strconv.Itoa(n))
		if n == 3 {
			third = p.ID
		}
		if n == 4 {
			app.As(t, ben).Get(topic.URL()) // Ben has read up to 4
		}
	}
	if _, err := app.Forums.Decide(app, ana, topic.ID, 6); err != nil {
		t.Fatal(err)
	}
	m := app.As(t, mod)
	app.As(t, cem).Get("/forum/topics/" + id(topic.ID) + "/split").Want(404)
	m.Submit("/forum/topics/"+id(topic.ID)+"/split", "main form.form", url.Values{"numbers": {"1, 3"}, "title": {"x"}}).Want(422).
		Says("The first post stays: it began the topic.", "Write a title")
	m.Submit("/forum/topics/"+id(topic.ID)+"/split", "main form.form", url.Values{"numbers": {"9"}, "title": {"Sharpening"}}).Want(422).Says("The topic has 6 posts.")
	m.Submit("/forum/topics/"+id(topic.ID)+"/split", "main form.form", url.Values{"numbers": {"x"}, "title": {"Sharpening"}}).Want(422).Says("Write numbers of posts")
	page := m.Submit("/forum/topics/"+id(topic.ID)+"/split", "main form.form", url.Values{"numbers": {"3, 5-5"}, "title": {"Sharpening"}, "category": {id(other.ID)}}).Want(303)
	if got := talk(t, app, topic.ID); got != "1:a1 2:a2 3:a4 4:a6" {
		t.Errorf("what stays: %s", got)
	}
	if got := talk(t, app, topic.ID+1); got != "1:a3 2:a5" || page.To() != "/forum/t/"+id(topic.ID+1)+"/sharpening" {
		t.Errorf("what moved: %s, at %s", got, page.To())
	}
	if got := reads(t, app, topic.ID) + " | " + reads(t, app, topic.ID+1); got != "Ana:4 Ben:3 | Ana:2 Ben:1" {
		t.Errorf("read: %s", got)
	}
	if to := m.Get("/forum/p/" + id(third)).Want(303).To(); !strings.HasSuffix(to, "/sharpening#post-1") {
		t.Errorf("the post's own address leads to %s", to)
	}
	if t2, _, err := forums.TopicByID(app, mod, topic.ID); err != nil || t2.Decided == nil || *t2.Decided != 4 {
		t.Errorf("decided by %v, %v", t2.Decided, err)
	}
	m.Get("/forum/log").Says("Made a new topic of 2 posts of another one.")
	checkIndex(t, app)
	checkCounts(t, app)
}

func TestMerge_LeadsFromTheOldAddressAndKeepsPlaces(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben, mod := app.Member(t, "Ana"), app.Member(t, "Ben"), officer(t, app, "Mo", "moderator")
	tools, other := category(t, app, "tools", forums.Members, forums.Members), category(t, app, "other", forums.Members, forums.Members)
	a, b := start(t, app, ana, tools, "Which planer?", "a1"), start(t, app, ana, other, "Which plane?", "b1")
	answer(t, app, ben, a, "a2")
	moved := answer(t, app, ben, b, "b2")
	answer(t, app, ana, b, "b3")
	app.As(t, ana).Get(a.URL())
	m := app.As(t, mod)
	path := "/forum/topics/" + id(b.ID) + "/merge"
	for _, into := range []string{"", "99", id(b.ID), "/forum/t/x"} {
		m.Submit(path, "main form.form", url.Values{"into": {into}}).Want(422).Says("There is no other topic with this number.")
	}
	m.Submit(path, "main form.form", url.Values{"into": {"https://coop.example/forum/t/" + id(a.ID) + "/which-planer"}}).Want(303)
	if got := talk(t, app, a.ID); got != "1:a1 2:a2 3:b1 4:b2 5:b3" {
		t.Errorf("merged: %s", got)
	}
	if got := reads(t, app, a.ID) + "|" + reads(t, app, b.ID); got != "Ana:5 Ben:4|" {
		t.Errorf("read: %s", got)
	}
	c := app.As(t, ana)
	c.Get(b.URL()).Want(303)
	for _, old := range []string{"/forum/p/" + id(moved.ID), b.URL() + "/2"} {
		page := c.Get(old).Want(303)
		if page.To() == "/forum/p/"+id(moved.ID) {
			page = c.Follow(page)
		}
		if !strings.HasSuffix(page.To(), "#post-4") {
			t.Errorf("%s leads to %s", old, page.To())
		}
	}
	if _, err := app.Forums.Merge(app, mod, b.ID, a.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("merged twice: %v", err)
	}
	checkIndex(t, app)
	checkCounts(t, app)
}

func TestMove_TheTopicTakesTheRightsOfItsCategory(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, mod := app.Member(t, "Ana"), officer(t, app, "Mo", "moderator")
	tools, inner := category(t, app, "tools", forums.Public, forums.Members), category(t, app, "inner", "office:moderator", "office:moderator")
	topic := start(t, app, ana, tools, "Which planer?", "Mine broke.")
	answer(t, app, ana, topic, "Help.")
	app.Client(t).Get("/forum/search?q=planer").Says("1 post")
	app.As(t, mod).Submit("/forum/topics/"+id(topic.ID)+"/move", "main form.form", url.Values{"category": {id(inner.ID)}}).Want(303)
	app.As(t, ana).Get(topic.URL()).Want(404)
	for who, c := range map[string]*apptest.Client{"guest": app.Client(t), "author": app.As(t, ana)} {
		for _, words := range []string{"planer", "help", "broke"} {
			if text := c.Get("/forum/search?q=" + words).Text(); !strings.Contains(text, "Nothing found") {
				t.Errorf("%s finds %s: %.300s", who, words, text)
			}
		}
	}
	app.As(t, mod).Get("/forum/search?q=help&category=inner").Says("1 post")
	checkIndex(t, app)
	checkCounts(t, app)
}

func TestSplit_OfALongTopicStaysQuick(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	mod := officer(t, app, "Mo", "moderator")
	c := category(t, app, "tools", forums.Members, forums.Members)
	topic := start(t, app, mod, c, "Which planer?", "p1")
	for _, sql := range []string{`WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
		INSERT INTO forum_posts (topic, number, author, created_at, renderer, body, html) SELECT 1, i, (SELECT author FROM forum_topics), 1, 1, 'p' || i, 'p' FROM n`,
		"UPDATE forum_topics SET posts = 1000", "UPDATE forum_categories SET posts = 1000 WHERE slug = 'tools'"} {
		if _, err := app.NonconcurrentDB().NewQuery(sql).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	statements := app.Statements(t, func() {
		if _, err := app.Forums.Split(app, mod, forums.Parting{Topic: topic.ID, Numbers: []int64{2, 500, 999}, Title: "Sharpening", Category: c.ID}); err != nil {
			t.Fatal(err)
		}
	})
	if len(statements) > 45 {
		t.Errorf("%d statements", len(statements))
	}
	if got := talk(t, app, topic.ID); !strings.HasSuffix(got, "996:p998 997:p1000") || len(strings.Fields(got)) != 997 {
		t.Errorf("what stays ends with %s", got[len(got)-40:])
	}
	checkIndex(t, app)
	checkCounts(t, app)
}
