package records_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/records"
	_ "cooperage/migrations"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"
	"pgregory.net/rapid"
)

var dir string

func TestMain(m *testing.M) {
	var err error
	if dir, err = os.MkdirTemp("", "records"); err != nil {
		panic(err)
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, EncryptionEnv: "pb_test_env"})
	if err := errors.Join(app.Bootstrap(), app.RunAllMigrations(), app.ResetBootstrapState()); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func newApp(t *testing.T) *tests.TestApp {
	t.Helper()
	app, err := tests.NewTestApp(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Cleanup)
	return app
}

func TestOnce_ParallelRepeatsHaveOneEffectAndOneAnswer(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	key := records.Key{Token: records.NewToken(), Actor: "ana", Request: "POST /x?a=1"}
	var effects atomic.Int32
	var wg sync.WaitGroup
	answers := make([]string, 100)
	for i := range answers {
		wg.Go(func() {
			got, err := records.Once(app, key, func(core.App) (string, error) {
				return fmt.Sprintf("order-%d", effects.Add(1)), nil
			})
			if err != nil {
				t.Error(err)
			}
			answers[i] = got
		})
	}
	wg.Wait()
	if effects.Load() != 1 {
		t.Errorf("acted %d times", effects.Load())
	}
	for _, a := range answers {
		if a != "order-1" {
			t.Fatalf("got %q, want the first answer", a)
		}
	}
}

func TestOnce_RefusesAnotherUseOfItsToken(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	key := records.Key{Token: records.NewToken(), Actor: "ana", Request: "a=1"}
	act := func(core.App) (string, error) { return "done", nil }
	if _, err := records.Once(app, key, act); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]struct {
		key  records.Key
		want fault.Kind
	}{
		"other request": {records.Key{Token: key.Token, Actor: "ana", Request: "a=2"}, fault.Conflict},
		"other person":  {records.Key{Token: key.Token, Actor: "bo", Request: "a=1"}, fault.Conflict},
		"no token":      {records.Key{Actor: "ana", Request: "a=1"}, fault.Invalid},
		"long token":    {records.Key{Token: strings.Repeat("x", 101)}, fault.Invalid},
	} {
		if _, err := records.Once(app, x.key, act); !fault.Is(err, x.want) {
			t.Errorf("%s: got %v, want %s", name, err, x.want)
		}
	}
}

func TestOnce_ForgetsAFailedAct(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	key := records.Key{Token: records.NewToken(), Actor: "ana", Request: "a=1"}
	broken := errors.New("broken")
	if _, err := records.Once(app, key, func(core.App) (string, error) { return "", broken }); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	got, err := records.Once(app, key, func(core.App) (string, error) { return "second", nil })
	if err != nil || got != "second" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestPrune_KeepsRecentTokens(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	key := records.Key{Token: records.NewToken(), Actor: "ana", Request: "a=1"}
	n := 0
	act := func(core.App) (string, error) { n++; return "", nil }
	for _, later := range []time.Duration{0, 6 * 24 * time.Hour, 8 * 24 * time.Hour} {
		if _, err := records.Once(app, key, act); err != nil {
			t.Fatal(err)
		}
		if err := records.Prune(app, time.Now().Add(later)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := records.Once(app, key, act); err != nil || n != 2 {
		t.Errorf("acted %d times, want again after a week only (%v)", n, err)
	}
}

func TestFormKey_SeesEveryFieldButTheToken(t *testing.T) {
	t.Parallel()
	key := func(path, form string) records.Key {
		r := httptest.NewRequest("POST", path, strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if err := r.ParseForm(); err != nil {
			t.Fatal(err)
		}
		return records.FormKey(r, "ana")
	}
	a, b := key("/x", "once=one&a=1&b=2"), key("/x", "b=2&once=two&a=1")
	if a.Request != b.Request || a.Token != "one" || b.Token != "two" {
		t.Errorf("equal forms differ: %v, %v", a, b)
	}
	if a.Request == key("/x", "once=one&a=1&b=3").Request || a.Request == key("/y", "once=one&a=1&b=2").Request {
		t.Error("different forms look equal")
	}
}

func TestCursor_ReadsOnlyWhatItWrote(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.StringMatching(`[^\x00]{0,20}`), 2, 2).Draw(t, "values")
		got, err := records.ReadCursor(records.Cursor("new", values...), "new", 2)
		if err != nil || got[0] != values[0] || got[1] != values[1] {
			t.Fatalf("got %q, %v; want %q", got, err, values)
		}
	})
	good := records.Cursor("new", "2026", "id")
	for _, bad := range []string{"x", good + "A", good + "=", " " + good, records.Cursor("price", "2026", "id"),
		records.Cursor("new", "2026"), records.Cursor("new", "a", "b\x00"), strings.Repeat("A", 5000), "bnVsbA"} {
		if _, err := records.ReadCursor(bad, "new", 2); !fault.Is(err, fault.NotFound) {
			t.Errorf("%.40q was read: %v", bad, err)
		}
	}
	if got, err := records.ReadCursor("", "new", 2); got != nil || err != nil {
		t.Errorf("the first page: %v, %v", got, err)
	}
}

func TestTrouble_NamesAFullDisk(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	if _, err := app.NonconcurrentDB().NewQuery("PRAGMA max_page_count = 1").Execute(); err != nil {
		t.Fatal(err)
	}
	_, err := records.Once(app, records.Key{Token: records.NewToken()}, func(tx core.App) (string, error) {
		_, err := tx.NonconcurrentDB().NewQuery("CREATE TABLE big AS SELECT randomblob(1000000) AS x").Execute()
		return "", err
	})
	if !fault.Is(err, fault.Full) {
		t.Errorf("got %v, want %s", err, fault.Full)
	}
	if err := errors.New("x"); records.Trouble(err) != err {
		t.Error("another error was changed")
	}
}

func TestSeal_ClosesSchemaAndSQLToSuperusers(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	records.Seal(app)
	super := core.NewRecord(must(app.FindCollectionByNameOrId(core.CollectionNameSuperusers)))
	super.SetEmail("host@example.org")
	super.SetPassword("a long password")
	if err := app.Save(super); err != nil {
		t.Fatal(err)
	}
	token, err := super.NewAuthToken()
	if err != nil {
		t.Fatal(err)
	}
	router, err := apis.NewRouter(app)
	if err != nil {
		t.Fatal(err)
	}
	var mux http.Handler
	se := &core.ServeEvent{App: app, Router: router}
	if err := app.OnServe().Trigger(se, func(e *core.ServeEvent) error {
		mux, err = e.Router.BuildMux()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	users := must(app.FindCollectionByNameOrId("users"))
	for _, x := range []struct {
		method, path, body string
		want               int
	}{
		{"POST", "/api/sql", `{"query":"DELETE FROM form_once"}`, 403},
		{"POST", "/api/collections", `{"name":"extra","type":"base"}`, 403},
		{"PUT", "/api/collections/import", `{"collections":[]}`, 403},
		{"DELETE", "/api/collections/users", "", 403},
		{"DELETE", "/api/collections/users/truncate", "", 403},
		{"POST", "/api/collections/users/impersonate/" + super.Id, "", 403},
		{"PATCH", "/api/collections/users", `{"listRule":""}`, 403},
		{"PATCH", "/api/collections/users", `{"indexes":[]}`, 403},
		{"PATCH", "/api/collections/" + users.Id, `{"name":"people"}`, 403},
		{"PATCH", "/api/collections/users", `{"authToken":{"duration":3600}}`, 200},
		{"GET", "/api/collections", "", 200},
	} {
		r := httptest.NewRequest(x.method, x.path, bytes.NewBufferString(x.body))
		r.Header.Set("Authorization", token)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		if w.Code != x.want {
			t.Errorf("%s %s %s: got %d, want %d: %s", x.method, x.path, x.body, w.Code, x.want, w.Body)
		}
	}
	if _, err := app.FindCollectionByNameOrId("extra"); err == nil {
		t.Error("a collection was made")
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestBeyond_ContinuesAfterTheLastRow(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	for i := range 9 {
		key := records.Key{Token: fmt.Sprintf("token-number-%04d", i), Request: url.Values{}.Encode()}
		if _, err := records.Once(app, key, func(core.App) (string, error) { return fmt.Sprint(i / 3), nil }); err != nil {
			t.Fatal(err)
		}
	}
	var seen []string
	var after []string
	for {
		var rows []struct {
			Token  string `db:"token"`
			Result string `db:"result"`
		}
		err := app.DB().Select("token", "result").From("form_once").
			Where(records.Beyond(true, []string{"result", "token"}, after)).OrderBy("result DESC", "token DESC").Limit(2).All(&rows)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			seen = append(seen, r.Token[len(r.Token)-1:])
			after = []string{r.Result, r.Token}
		}
	}
	if got := strings.Join(seen, ""); got != "876543210" {
		t.Errorf("got %s", got)
	}
}
