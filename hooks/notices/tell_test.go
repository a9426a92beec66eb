package notices_test

import (
	"fmt"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// count counts rows of a table.
func count(t *testing.T, app core.App, table string, where dbx.Expression) (n int) {
	t.Helper()
	if err := app.DB().Select("count(*)").From(table).Where(where).Row(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func post(to, key, author string) notices.News {
	return notices.News{To: to, Kind: "message", Text: "%s answered in %s", Args: []any{author, "Paint"}, Link: "/forum/1#" + key,
		Key: key, Group: "topic:1", Many: "%d new posts in %s", About: "Paint"}
}

func TestTell_FoldsUnreadNewsOfOneGroup(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	for i, author := range []string{"Bo", "Cy", "Di"} {
		tell(t, app, post(ana.Id, fmt.Sprint("p", i), author))
	}
	tell(t, app, post(ana.Id, "p2", "Di")) // told already
	if n := notices.Unread(app, ana.Id); n != 1 {
		t.Errorf("%d unread, want one", n)
	}
	page := c.Get("/notices").Says("3 new posts in Paint").Hides("answered")
	if to := page.HTML().Find("li input[name=to]").AttrOr("value", ""); to != "/forum/1#p0" {
		t.Errorf("opens at %s, want where the unread begins", to)
	}
	if n := count(t, app, "outbox", nil); n != 3 {
		t.Errorf("%d mails, want one for each post", n)
	}
	if err := notices.Seen(app, ana.Id, "topic:1"); err != nil {
		t.Fatal(err)
	}
	app.Clock.Shift(time.Minute)
	tell(t, app, post(ana.Id, "p3", "Ed"))
	c.Get("/notices").Says("Ed answered in Paint")
	if n := notices.Unread(app, ana.Id); n != 1 {
		t.Errorf("%d unread after reading and one more post", n)
	}
}

func TestTellMany_ReachesEachAsTheyChose(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	var people []string
	for _, name := range []string{"Default", "App", "None", "Weekly", "Quiet"} {
		people = append(people, app.Member(t, name).Id)
	}
	for i, sense := range map[int]notices.Sense{1: notices.InApp, 2: notices.Nowhere} {
		choose(t, app, people[i], "message", sense)
		choose(t, app, people[i], "account", sense)
	}
	rhythm(t, app, people[3], "weekly")
	rhythm(t, app, people[4], "none")
	many := func(kind string) {
		err := notices.TellMany(app, append(people, "nobody", people[0]), notices.News{Kind: kind, Text: "Hi", Key: kind})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, kind := range []string{"message", "order", "account"} {
		many(kind)
		many(kind)
	}
	for i, want := range []string{"message+m order+m account+m", "message order+m account+m", "order+m account+m",
		"message+d order+m account+m", "message order account+m"} {
		got := ""
		for _, kind := range []string{"message", "order", "account"} {
			mine := dbx.HashExp{"person": people[i], "kind": kind}
			if count(t, app, "notices", mine) == 1 {
				got += " " + kind
			}
			if count(t, app, "outbox", mine) == 1 {
				got += "+m"
			}
			if count(t, app, "notices", dbx.And(mine, dbx.HashExp{"digest": "next"})) == 1 {
				got += "+d"
			}
		}
		if got[1:] != want {
			t.Errorf("person %d: got%s, want %s", i, got, want)
		}
	}
}

func choose(t *testing.T, app *apptest.App, person, kind string, sense notices.Sense) {
	t.Helper()
	_, err := app.NonconcurrentDB().Insert("notice_choices", dbx.Params{"person": person, "kind": kind, "sense": string(sense)}).Execute()
	if err != nil {
		t.Fatal(err)
	}
}

func rhythm(t *testing.T, app *apptest.App, person, how string) {
	t.Helper()
	if _, err := app.NonconcurrentDB().Insert("notice_rhythms", dbx.Params{"person": person, "rhythm": how}).Execute(); err != nil {
		t.Fatal(err)
	}
}

// crowd stores n members by plain statements.
func crowd(t testing.TB, app *apptest.App, n int) []string {
	t.Helper()
	_, err := app.NonconcurrentDB().NewQuery(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {:n})
		INSERT INTO users (id, name, email, kind, tokenKey) SELECT printf('crowd%010d', i), 'Person ' || i,
		'p' || i || '@example.org', {:kind}, hex(randomblob(20)) FROM n`).Bind(dbx.Params{"n": n, "kind": members.Member}).Execute()
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	if err := app.DB().Select("id").From("users").Where(dbx.Like("id", "crowd")).Column(&ids); err != nil {
		t.Fatal(err)
	}
	return ids
}

func TestTellMany_TellsFiveThousand(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ids := crowd(t, app, 5000)
	start := time.Now()
	for i := range 2 {
		if err := notices.TellMany(app, ids, post("", fmt.Sprint("p", i), "Bo")); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("two rounds in %v", time.Since(start))
	if n, m := count(t, app, "notices", dbx.HashExp{"folded": 2}), count(t, app, "outbox", nil); n != 5000 || m != 10000 {
		t.Errorf("%d folded notices and %d mails", n, m)
	}
}
