package jobs_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/jobs"
	_ "cooperage/migrations"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tests"
)

var dir string

func TestMain(m *testing.M) {
	var err error
	if dir, err = os.MkdirTemp("", "jobs"); err != nil {
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

func open(t *testing.T) (*jobs.Jobs, *clock.Clock) {
	t.Helper()
	app, err := tests.NewTestApp(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(app.Cleanup)
	c := clock.New()
	c.Set(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	return jobs.New(app, c), c
}

func TestRunDue_RunsEachSlotOnce(t *testing.T) {
	t.Parallel()
	j, c := open(t)
	var slots []string
	j.Add("close", "*/15 * * * *", func(_ context.Context, slot time.Time) error {
		slots = append(slots, slot.Format("15:04"))
		return nil
	})
	for range 4 {
		for range 3 {
			if err := j.RunDue(t.Context(), c.Now()); err != nil {
				t.Fatal(err)
			}
		}
		c.Shift(10 * time.Minute)
	}
	if want := []string{"12:00", "12:15", "12:30"}; len(slots) != 3 || slots[0] != want[0] || slots[2] != want[2] {
		t.Errorf("got %v, want %v", slots, want)
	}
}

func TestRunDue_CatchesUpWithTheNewestSlotAfterDowntime(t *testing.T) {
	t.Parallel()
	for spec, want := range map[string]string{
		"* * * * *": "2026-11-24 12:34", "0 * * * *": "2026-11-24 12:00", "@daily": "2026-11-24 00:00",
		"30 3 1 * *": "2026-11-01 03:30", "0 0 1 1 *": "2026-01-01 00:00", "0 6 29 2 *": "2024-02-29 06:00", "@every 5m": "2026-11-24 12:30",
	} {
		j, c := open(t)
		var got []string
		j.Add("work", spec, func(_ context.Context, slot time.Time) error {
			got = append(got, slot.Format("2006-01-02 15:04"))
			return nil
		})
		c.Set(time.Date(2026, 11, 24, 12, 34, 40, 0, time.UTC))
		if err := j.RunDue(t.Context(), c.Now()); err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %v, want %s", spec, got, want)
		}
	}
}

func TestRunDue_TriesAFailedSlotAgainAndThenRests(t *testing.T) {
	t.Parallel()
	j, c := open(t)
	n := 0
	j.Add("flaky", "@daily", func(context.Context, time.Time) error {
		if n++; n == 2 {
			panic("worse")
		}
		return errors.New("no luck")
	})
	ran := 0
	j.Add("after", "@daily", func(context.Context, time.Time) error { ran++; return nil })
	for i := range 9 {
		if err := j.RunDue(t.Context(), c.Now()); (err != nil) != (i < 5) {
			t.Fatalf("attempt %d: %v", i, err)
		}
	}
	if n != 5 || ran != 1 {
		t.Errorf("failed job ran %d times, the one after it %d times; want 5 and 1", n, ran)
	}
	list, err := j.List()
	if err != nil {
		t.Fatal(err)
	}
	if s := list[0]; s.Problem != "no luck" || s.Attempts != 5 || !s.Done.IsZero() {
		t.Errorf("got %+v", s)
	}
	if s := list[1]; s.Problem != "" || s.Done.IsZero() || !s.Next.Equal(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %+v", s)
	}
	c.Shift(24 * time.Hour)
	if err := j.RunDue(t.Context(), c.Now()); err == nil || n != 6 {
		t.Errorf("the next slot did not run: %d runs, %v", n, err)
	}
}

func TestPrune_KeepsTwoWeeks(t *testing.T) {
	t.Parallel()
	j, c := open(t)
	n := 0
	j.Add("work", "@daily", func(context.Context, time.Time) error { n++; return nil })
	run := func() {
		if err := j.RunDue(t.Context(), c.Now()); err != nil {
			t.Fatal(err)
		}
	}
	run()
	if err := j.Prune(t.Context(), c.Now().Add(13*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	run()
	if n != 1 {
		t.Errorf("a recent run was forgotten")
	}
	if err := j.Prune(t.Context(), c.Now().Add(15*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	run()
	if n != 2 {
		t.Errorf("an old run was kept")
	}
}

func TestAdd_RefusesMistakes(t *testing.T) {
	t.Parallel()
	for _, spec := range []string{"", "61 * * * *", "TZ=UTC"} {
		t.Run(spec, func(t *testing.T) {
			j, _ := open(t)
			defer func() {
				if recover() == nil {
					t.Errorf("%q was accepted", spec)
				}
			}()
			j.Add("x", spec, nil)
		})
	}
}
