package texts_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/prose"
	"cooperage/hooks/texts"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

func exec(t *testing.T, app core.App, sql string, params dbx.Params) {
	t.Helper()
	if _, err := app.DB().NewQuery(sql).Bind(params).Execute(); err != nil {
		t.Fatal(err)
	}
}

func value[T any](t *testing.T, app core.App, sql string) T {
	t.Helper()
	var v T
	if err := app.DB().NewQuery(sql).Row(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// shelf makes a table with n texts of an older renderer, under a key of two columns.
func shelf(t *testing.T, n int) (*apptest.App, *texts.Room) {
	app := apptest.Bare(t)
	exec(t, app, `CREATE TABLE shelf (a INTEGER NOT NULL, b TEXT NOT NULL, body TEXT NOT NULL, html TEXT NOT NULL,
		renderer INTEGER NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID`, nil)
	exec(t, app, `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {:n})
		INSERT INTO shelf SELECT i / 7, 'k' || (i % 7), '*text* ' || i, 'old', 1 FROM n`, dbx.Params{"n": n})
	room := texts.New(app)
	room.Keep(texts.Table{Name: "shelf", Key: []string{"a", "b"}, Source: "body", HTML: "html", Version: "renderer"})
	return app, room
}

func renew(t *testing.T, room *texts.Room) {
	t.Helper()
	if err := room.Renew(t.Context(), time.Time{}); err != nil {
		t.Fatal(err)
	}
}

func TestRenew_RendersWhatAnOlderRendererMade(t *testing.T) {
	t.Parallel()
	app, room := shelf(t, 173)
	exec(t, app, `UPDATE shelf SET html = 'as new', renderer = {:v} WHERE a = 3 AND b = 'k3'`, dbx.Params{"v": prose.Version})
	exec(t, app, `UPDATE shelf SET body = {:b} WHERE a = 0 AND b = 'k0'`, dbx.Params{"b": strings.Repeat("> ", 40) + "<b>"})
	exec(t, app, `UPDATE shelf SET body = 'x[^1]' || char(10) || char(10) || '[^1]: y' WHERE a = 1`, nil)
	renew(t, room)
	if n := value[int](t, app, `SELECT COUNT(*) FROM shelf WHERE html LIKE '<p><em>text</em> %'`); n != 173-1-1-7 {
		t.Errorf("%d texts are new", n)
	}
	if got := value[string](t, app, `SELECT html FROM shelf WHERE a = 3 AND b = 'k3'`); got != "as new" {
		t.Errorf("a text of this version became %q", got)
	}
	if got := value[string](t, app, `SELECT html FROM shelf WHERE a = 0 AND b = 'k0'`); !strings.HasSuffix(got, "&gt; &lt;b&gt;</p>") {
		t.Errorf("a refused text became %q", got)
	}
	if n := value[int](t, app, `SELECT COUNT(DISTINCT html) FROM shelf WHERE a = 1`); n != 7 {
		t.Errorf("seven equal texts with a footnote share their anchors: %d kinds", n)
	}
	if n := value[int](t, app, `SELECT COUNT(*) FROM shelf WHERE renderer = `+strconv.Itoa(prose.Version)); n != 173 {
		t.Errorf("%d texts carry the version", n)
	}
}

func TestRenew_GoesOnWhereItStoppedAndThenRests(t *testing.T) {
	t.Parallel()
	app, room := shelf(t, 120)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := room.Renew(gone, time.Time{}); err == nil {
		t.Error("work that was stopped says it is done")
	}
	renew(t, room)
	exec(t, app, `UPDATE shelf SET html = 'old', renderer = 1 WHERE a = 2`, nil)
	renew(t, room)
	if n := value[int](t, app, `SELECT COUNT(*) FROM shelf WHERE html = 'old'`); n != 7 {
		t.Errorf("a table that is done was walked through again: %d old texts", n)
	}
	exec(t, app, `UPDATE text_renderings SET version = 1`, nil)
	renew(t, room)
	if n := value[int](t, app, `SELECT COUNT(*) FROM shelf WHERE html = 'old'`); n != 0 {
		t.Errorf("%d texts stayed old", n)
	}
}

// TestRenew_KnowsEveryTableOfTheHouse also fails when a room stores rendered text and names no table.
func TestRenew_KnowsEveryTableOfTheHouse(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	renew(t, app.Texts)
	var found []string
	err := app.DB().NewQuery(`SELECT DISTINCT m.name FROM sqlite_master m, pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.name IN ('html', 'noteHtml')`).Column(&found)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range found {
		if n := value[int](t, app, `SELECT COUNT(*) FROM text_renderings WHERE name = '`+name+`'`); n != 1 && name != "mails" {
			t.Errorf("%s has rendered text that nobody renews", name)
		}
	}
	if len(found) < 7 {
		t.Errorf("only found %q", found)
	}
}
