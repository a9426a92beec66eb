package policies_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"cooperage/hooks"
	"cooperage/hooks/fault"
	"cooperage/hooks/policies"

	_ "cooperage/migrations"

	"github.com/pocketbase/pocketbase/core"
	"pgregory.net/rapid"
)

var day = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

// newApp returns an app on an empty, migrated folder.
func newApp(t *testing.T) core.App {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: filepath.Join(t.TempDir(), "data"), DBConnect: hooks.Connect})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.ResetBootstrapState(); err != nil {
			t.Error(err)
		}
	})
	if err := app.RunAllMigrations(); err != nil {
		t.Fatal(err)
	}
	return app
}

func must[T any](t *testing.T, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func found(t *testing.T, app core.App, values map[policies.Key]string) {
	t.Helper()
	if err := policies.Found(app, "M001", day, values); err != nil {
		t.Fatal(err)
	}
}

func rate(t *testing.T, app core.App, at time.Time) int64 {
	t.Helper()
	n, err := policies.Int(app, policies.CommissionRate, at)
	return must(t, n, err)
}

func TestRegistry_EveryDefaultIsAllowed(t *testing.T) {
	t.Parallel()
	for _, p := range policies.All() {
		got, err := p.Parse(p.DefaultText())
		if err != nil || got != p.Default {
			t.Errorf("%s: default %s parses as %q, %v", p.Key, p.Default, got, err)
		}
		if p.Name == "" || p.Text == "" || p.Group == "" {
			t.Errorf("%s: lacks a name, a sentence or a group", p.Key)
		}
	}
}

func TestParse_RefusesWhatIsNotOfItsType(t *testing.T) {
	t.Parallel()
	for key, bad := range map[policies.Key][]string{
		policies.CommissionRate: {"", "6.5", "-1", "5001", "+5", "0x10", "1e3", " 5", "9223372036854775808"},
		policies.NoticeDays:     {"0", "91", "ten"},
		policies.Quorum:         {"", "1", "0.5", "3/2", "1/0", "-1/2", "1/1001", "1/2/3"},
		policies.Admission:      {"", "nobody", "Steward"},
		policies.SecondFactor:   {"", "yes", "1", "TRUE"},
	} {
		p, err := policies.Lookup(key)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range bad {
			if v, err := p.Parse(text); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %q gave %q, %v; want invalid", key, text, v, err)
			}
		}
	}
}

func TestAt_BeforeFoundingTheDefaultHolds(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	v, err := policies.At(app, policies.CommissionRate, day)
	if err != nil || v.Int() != 600 || v.Number != 0 || v.ID != 0 {
		t.Errorf("got %+v, %v", v, err)
	}
	if _, err := policies.At(app, "nonsense", day); err == nil {
		t.Error("an unknown key was answered")
	}
}

func TestEnact_HoldsFromItsDayOnAndHistoryKeepsAll(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	found(t, app, map[policies.Key]string{policies.CommissionRate: "650"})
	from := day.AddDate(0, 1, 0)
	err := app.RunInTransaction(func(tx core.App) error {
		v, err := policies.Enact(tx, policies.Change{Key: policies.CommissionRate, Value: "500", From: from, At: day}, 18)
		if err == nil && (v.Number != 2 || v.MotionNumber() != 18) {
			t.Errorf("enacted %+v", v)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := rate(t, app, from.Add(-time.Millisecond)); got != 650 {
		t.Errorf("just before: %d, want 650", got)
	}
	if got := rate(t, app, from); got != 500 {
		t.Errorf("from its day: %d, want 500", got)
	}
	list, err := policies.Coming(app, policies.CommissionRate, day)
	if err != nil || len(list) != 1 || list[0].Int() != 500 {
		t.Errorf("coming %+v, %v", list, err)
	}
	history, err := policies.History(app, policies.CommissionRate)
	if err != nil || len(history) != 2 {
		t.Fatalf("history %+v, %v", history, err)
	}
	frozen, err := policies.VersionByID(app, policies.CommissionRate, history[0].ID)
	if err != nil || frozen.Int() != 650 {
		t.Errorf("frozen version %+v, %v", frozen, err)
	}
	if err := policies.Verify(app); err != nil {
		t.Error(err)
	}
}

func TestEnact_RolledBackLeavesNoTrace(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	found(t, app, nil)
	rate(t, app, day) // fills the memory
	boom := os.ErrClosed
	err := app.RunInTransaction(func(tx core.App) error {
		if _, err := policies.Enact(tx, policies.Change{Key: policies.CommissionRate, Value: "500", From: day, At: day}, 1); err != nil {
			return err
		}
		if got := rate(t, tx, day); got != 500 {
			t.Errorf("inside the transaction: %d, want 500", got)
		}
		if got := rate(t, app, day); got != 600 {
			t.Errorf("outside it: %d, want 600", got)
		}
		return boom
	})
	if err != boom {
		t.Fatalf("got %v", err)
	}
	if got := rate(t, app, day); got != 600 {
		t.Errorf("after the roll-back: %d, want 600", got)
	}
}

func TestFound_OnceAndWithEveryProblem(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	err := policies.Found(app, "M001", day, map[policies.Key]string{policies.CommissionRate: "x", policies.VotingDays: "0"})
	if f := fault.As(err); f == nil || len(f.Problems) != 2 {
		t.Fatalf("got %v, want two problems", err)
	}
	found(t, app, nil)
	if err := policies.Found(app, "M001", day, nil); !fault.Is(err, fault.Conflict) {
		t.Errorf("founding twice: %v", err)
	}
}

func TestSet_OnlyWhileFounding(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	found(t, app, nil)
	later := day.Add(time.Hour)
	if _, err := policies.Set(app, "M001", later, policies.CommissionRate, "700"); err != nil {
		t.Fatal(err)
	}
	if err := policies.EndFounding(app, "M001", later); err != nil {
		t.Fatal(err)
	}
	if err := policies.EndFounding(app, "M001", later); err != nil {
		t.Errorf("ending it again: %v", err)
	}
	if _, err := policies.Set(app, "M001", later, policies.CommissionRate, "800"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("after the phase: %v, want forbidden", err)
	}
	if got := rate(t, app, later); got != 700 {
		t.Errorf("rate %d, want 700", got)
	}
}

func TestTable_RefusesEveryRawChange(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	found(t, app, nil)
	row := `(id, key, version, value, effective_from, enacted_by_kind, enacted_by, decided_at, prev_hash, hash)`
	zeros := "'" + strings.Repeat("0", 64) + "'"
	for _, sql := range []string{
		`UPDATE policies SET value = '1'`,
		`DELETE FROM policies`,
		`DELETE FROM policies WHERE id = 1`,
		`REPLACE INTO policies ` + row + ` SELECT id, key, version, '1', effective_from, enacted_by_kind, enacted_by, decided_at, prev_hash, hash FROM policies WHERE id = 1`,
		`INSERT OR REPLACE INTO policies ` + row + ` SELECT id + 1000, key, version, '1', effective_from, enacted_by_kind, enacted_by, decided_at, prev_hash, hash FROM policies WHERE id = 1`,
		`INSERT INTO policies ` + row + ` VALUES ((SELECT max(id) + 1 FROM policies), 'commission_rate', 2, '1', '', 'motion', '1', '', '', ` + zeros + `)`,
		`INSERT INTO policies ` + row + ` VALUES ((SELECT max(id) + 1 FROM policies), 'commission_rate', 2, 'x', '', 'motion', '1', '', (SELECT hash FROM policies ORDER BY id DESC LIMIT 1), ` + zeros + `)`,
	} {
		if _, err := app.NonconcurrentDB().NewQuery(sql).Execute(); err == nil {
			t.Errorf("accepted: %s", sql)
		}
	}
}

func TestVerify_NamesTheChangedVersion(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	found(t, app, nil)
	for _, sql := range []string{`DROP TRIGGER policies_update`, `UPDATE policies SET value = '1' WHERE id = 1`} {
		if _, err := app.NonconcurrentDB().NewQuery(sql).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	if err := policies.Verify(app); err == nil {
		t.Error("a changed version was not found")
	}
}

// Whatever is enacted in whatever order, the version in force is the latest date's, and of those the last decided.
func TestAt_LatestDateThenLastDecided(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	found(t, app, nil)
	type step struct{ day, rate int64 }
	var steps []step
	rapid.Check(t, func(rt *rapid.T) {
		s := step{rapid.Int64Range(0, 30).Draw(rt, "day"), rapid.Int64Range(0, 1500).Draw(rt, "rate")}
		steps = append(steps, s)
		err := app.RunInTransaction(func(tx core.App) error {
			_, err := policies.Enact(tx, policies.Change{Key: policies.CommissionRate, At: day,
				Value: strconv.FormatInt(s.rate, 10), From: day.AddDate(0, 0, int(s.day))}, 1)
			return err
		})
		if err != nil {
			rt.Fatal(err)
		}
		ask := rapid.Int64Range(0, 31).Draw(rt, "ask")
		want, best := int64(600), int64(0)
		for _, s := range steps {
			if s.day <= ask && s.day >= best {
				want, best = s.rate, s.day
			}
		}
		if got := rate(t, app, day.AddDate(0, 0, int(ask))); got != want {
			rt.Errorf("on day %d: %d, want %d", ask, got, want)
		}
	})
}
