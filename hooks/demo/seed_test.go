package demo_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cooperage/hooks"
	"cooperage/hooks/apptest"
	"cooperage/hooks/clock"
	"cooperage/hooks/demo"
	"cooperage/hooks/events"
	"cooperage/hooks/governance"
	"cooperage/hooks/ledger"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// filled is a folder with the demo in it, made once for all tests, which work on copies.
var filled = sync.OnceValues(func() (string, error) { return fillFolder(nil) })

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := filled(); err == nil {
		if err := os.RemoveAll(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

// fillFolder makes a folder with these files in it and fills it.
func fillFolder(files map[string]string) (string, error) {
	dir, err := os.MkdirTemp("", "cooperage-demo-")
	if err != nil {
		return "", err
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return "", err
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			return "", err
		}
	}
	app, house, err := open(dir)
	if err != nil {
		return "", err
	}
	if err := house.NewDemo(demo.Wish{On: true}).Fill(app); err != nil {
		return "", err
	}
	return dir, app.ResetBootstrapState()
}

// open returns the app on a folder, migrated, on the tests' first day.
func open(dir string) (core.App, *hooks.House, error) {
	c := clock.New()
	c.Set(apptest.Start)
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: hooks.Connect})
	house, err := hooks.Register(app, hooks.Options{Clock: c, Console: io.Discard})
	if err != nil {
		return nil, nil, err
	}
	if err := app.Bootstrap(); err != nil {
		return nil, nil, err
	}
	return app, house, app.RunAllMigrations()
}

// marram is an app of its own with the demo in it.
func marram(t testing.TB) *apptest.App {
	t.Helper()
	from, err := filled()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	c := clock.New()
	c.Set(apptest.Start)
	return apptest.Open(t, dir, c)
}

func count(t testing.TB, app core.App, sql string) (n int) {
	t.Helper()
	if err := app.DB().NewQuery("SELECT count(*) FROM " + sql).Row(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

func TestDemo_HasWhatItPromises(t *testing.T) {
	t.Parallel()
	a := marram(t)
	for sql, least := range map[string]int{
		"users WHERE kind = 'member' AND portrait <> ''": 24, "gigs WHERE state = 'published' AND cover <> ''": 40,
		"(SELECT DISTINCT craft FROM gigs)": 8, "orders": 60, "motions WHERE kind = 'fee_level' AND state = 'enacted'": 3,
		"motions WHERE kind = 'fee_level' AND state = 'open'": 1, "motions WHERE kind = 'resolution' AND state = 'enacted'": 1,
		"applications WHERE state = 'open'": 1, "notices WHERE read = ''": 10, "receipts WHERE state = 'unmatched'": 1,
		"payouts WHERE state = 'settled'": 10, "payouts WHERE state = 'in_transit'": 1, "payouts WHERE state = 'returned'": 1,
		"(SELECT DISTINCT rateBps FROM orders)": 2, "ballots_sealed": 10, "ballots": 40, "messages": 20,
	} {
		if got := count(t, a, sql); got < least {
			t.Errorf("%s: got %d, want at least %d", sql, got, least)
		}
	}
	for _, state := range []string{"offered", "awaiting_funds", "expired", "funded", "delivered", "changes_requested", "released", "cancelled", "disputed"} {
		if count(t, a, "milestones WHERE state = '"+state+"'") == 0 {
			t.Errorf("no order is %s", state)
		}
	}
	if n := count(t, a, "outbox WHERE state = 'waiting'"); n > 0 {
		t.Errorf("%d mails of the past wait to be sent", n)
	}
}

func TestDemo_IsWhole(t *testing.T) {
	t.Parallel()
	a := marram(t)
	report, err := ledger.Verify(a)
	if err != nil || report.Fault != nil || report.Transactions < 100 {
		t.Errorf("ledger: %+v, %v", report, err)
	}
	if err := governance.Verify(a); err != nil {
		t.Errorf("votes: %v", err)
	}
	if err := policies.Verify(a); err != nil {
		t.Errorf("policies: %v", err)
	}
	if n := count(t, a, "ballots_sealed WHERE motion NOT IN (SELECT id FROM motions WHERE state = 'open')"); n > 0 {
		t.Errorf("%d sealed ballots are left of closed votes", n)
	}
}

// The programs are Debian packages; make test installs them.
func TestDemo_BooksPassTheStrictPrograms(t *testing.T) {
	t.Parallel()
	var books bytes.Buffer
	if err := ledger.Export(marram(t), ledger.HLedger, &books); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "demo.journal")
	if err := os.WriteFile(file, books.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{
		{"hledger", "-f", file, "check", "--strict"}, {"hledger", "-f", file, "check", "ordereddates"},
		{"ledger", "-f", file, "--strict", "--pedantic", "balance"},
	} {
		if _, err := exec.LookPath(command[0]); err != nil {
			t.Fatalf("%s is not installed: make tools installs it", command[0])
		}
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil || bytes.Contains(out, []byte("Warning")) {
			t.Errorf("%v: %v\n%s", command, err, out)
		}
	}
}

// content is everything that must be the same each time; ids, keys and trackers are drawn anew.
var content = []string{
	"SELECT name, email, kind, code, handle, organisation, joined, created FROM users ORDER BY email",
	"SELECT title, slug, body, state, craft, tier, fromMinor, published FROM gigs ORDER BY slug",
	"SELECT number, title, package, note, amountMinor, rateBps, releasedMinor, commissionMinor, created FROM orders ORDER BY number",
	"SELECT o.number, m.state, m.updated FROM milestones m JOIN orders o ON o.id = m.[[order]] ORDER BY 1",
	"SELECT id, title, state, value, roll, opens_at, closes_at FROM motions ORDER BY id",
	"SELECT motion, choice, count(*) n FROM ballots GROUP BY 1, 2 ORDER BY 1, 2",
	"SELECT seq, effective, created, text, actor, kind FROM ledger_tx ORDER BY seq",
	"SELECT account, amount_minor, balance_after_minor FROM ledger_posting ORDER BY rowid",
	"SELECT e.id, t.title, e.starts, e.going, e.waiting, e.cancelled, e.wrapped FROM events e JOIN event_texts t ON t.id = e.text ORDER BY e.id",
	"SELECT r.event, r.number, r.state, r.came, u.name FROM event_rsvps r JOIN users u ON u.id = r.person ORDER BY r.event, r.number",
	"SELECT kind, text, created, read FROM notices ORDER BY created, kind, text, read",
}

func dump(t testing.TB, app core.App) string {
	t.Helper()
	var b strings.Builder
	for _, sql := range content {
		var rows []dbx.NullStringMap
		if err := app.DB().NewQuery(sql).All(&rows); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
		for _, row := range rows {
			fmt.Fprintln(&b, row)
		}
	}
	return b.String()
}

func TestDemo_HoldsSixPastAndFiveComingEvents(t *testing.T) {
	t.Parallel()
	a := marram(t)
	past, err := events.Find(a, events.Query{Past: true, Member: true, Now: a.Clock.Now()})
	if err != nil {
		t.Fatal(err)
	}
	coming, err := events.Find(a, events.Query{Member: true, Now: a.Clock.Now()})
	if err != nil {
		t.Fatal(err)
	}
	waiting, wrapped := 0, 0
	for _, e := range coming.Events {
		waiting += e.Waiting
	}
	for _, e := range past.Events {
		if e.Notes != "" {
			wrapped++
		}
	}
	if len(past.Events) != 6 || coming.Count != 5 || waiting == 0 || wrapped < 5 {
		t.Errorf("%d past, %d coming, %d waiting, %d written up", len(past.Events), coming.Count, waiting, wrapped)
	}
}

// The second one is filled where a crash has left half a demo.
func TestDemo_IsTheSameEachTimeAndAfterACrash(t *testing.T) {
	t.Parallel()
	const left = "storage/pictures/half/large.jpg"
	dir, err := fillFolder(map[string]string{left: "half a picture", "demo.json": `{"firstDay":"2026-05-30T09:00:00Z","filled":false}`})
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, left)); err == nil {
		t.Error("what the crash left is still there")
	}
	other, _, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(dump(t, other), "\n"), strings.Split(dump(t, marram(t)), "\n")
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("line %d differs:\n%s\n%s", i, at(got, i), at(want, i))
		}
	}
	if err := other.ResetBootstrapState(); err != nil {
		t.Error(err)
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}

func TestDemo_ASecondStartAddsNothing(t *testing.T) {
	t.Parallel()
	a := marram(t)
	before := dump(t, a)
	a.Clock.Shift(48 * time.Hour)
	if err := a.NewDemo(demo.Wish{On: true}).Fill(a); err != nil {
		t.Fatal(err)
	}
	if dump(t, a) != before {
		t.Error("the second start changed the demo")
	}
}

func TestDemo_NeverTouchesARealCoop(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	if err := a.NewDemo(demo.Wish{On: true}).Fill(a); err == nil {
		t.Fatal("the demo moved into a real co-op's folder")
	}
	if _, err := os.Stat(a.DataFile("demo.json")); err == nil {
		t.Error("a real co-op's folder was marked as the demo's")
	}
}
