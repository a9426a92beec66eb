package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
	"github.com/robfig/cron/v3"
)

// maxAttempts is how often a failing slot is tried before it waits for the next slot.
const maxAttempts = 5

// remembered is how long the rows of past slots are kept for the health page.
const remembered = 14 * 24 * time.Hour

// Status is one job as the health page shows it. Times are zero when there is none.
type Status struct {
	Name, Spec       string
	Slot, Done, Next time.Time
	Attempts         int
	Problem          string
}

// newest returns the latest slot at or before now, or the zero time when there was none in the last five years.
func newest(s cron.Schedule, now time.Time) time.Time {
	now = now.UTC()
	if every, ok := s.(cron.ConstantDelaySchedule); ok {
		return now.Truncate(every.Delay)
	}
	for _, back := range []time.Duration{time.Minute, time.Hour, 24 * time.Hour, 31 * 24 * time.Hour, 366 * 24 * time.Hour, 5 * 366 * 24 * time.Hour} {
		// A slot lies strictly after the moment asked, so start one second early.
		slot := s.Next(now.Add(-back - time.Second))
		if slot.IsZero() || slot.After(now) {
			continue
		}
		for next := s.Next(slot); !next.IsZero() && !next.After(now); next = s.Next(slot) {
			slot = next
		}
		return slot
	}
	return time.Time{}
}

// claim reports whether the slot is still to be done, and counts the attempt. A slot that a crash left unfinished
// or that failed is still to be done.
func claim(app core.App, name string, slot, now time.Time) (bool, error) {
	res, err := app.NonconcurrentDB().NewQuery(`
		INSERT INTO job_runs (name, slot, attempts, started) VALUES ({:name}, {:slot}, 1, {:now})
		ON CONFLICT (name, slot) DO UPDATE SET attempts = attempts + 1, started = excluded.started
		WHERE finished = '' AND attempts < {:max}`).
		Bind(dbx.Params{"name": name, "slot": stamp(slot), "now": stamp(now), "max": maxAttempts}).Execute()
	if err != nil {
		return false, fmt.Errorf("claim slot of job %s: %w", name, err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// finish notes that the slot is done, or why not.
func finish(app core.App, name string, slot, now time.Time, problem error) error {
	set := dbx.Params{"finished": stamp(now), "problem": ""}
	if problem != nil {
		set = dbx.Params{"problem": problem.Error()}
	}
	_, err := app.NonconcurrentDB().Update("job_runs", set, dbx.HashExp{"name": name, "slot": stamp(slot)}).Execute()
	if err != nil {
		return fmt.Errorf("finish slot of job %s: %w", name, err)
	}
	return nil
}

// List tells of every job its newest run and when it is next due.
func (j *Jobs) List() ([]Status, error) {
	j.mu.Lock()
	list := j.list
	j.mu.Unlock()
	all := make([]Status, 0, len(list))
	for _, one := range list {
		s := Status{Name: one.name, Spec: one.spec, Next: one.schedule.Next(j.clock.Now().UTC())}
		var rows []struct {
			Slot     string `db:"slot"`
			Finished string `db:"finished"`
			Problem  string `db:"problem"`
			Attempts int    `db:"attempts"`
		}
		err := j.app.ConcurrentDB().NewQuery("SELECT slot, finished, problem, attempts FROM job_runs WHERE name = {:name} ORDER BY slot DESC LIMIT 1").
			Bind(dbx.Params{"name": one.name}).All(&rows)
		if err != nil {
			return nil, fmt.Errorf("read runs of job %s: %w", one.name, err)
		}
		for _, r := range rows {
			s.Slot, s.Done, s.Problem, s.Attempts = parse(r.Slot), parse(r.Finished), r.Problem, r.Attempts
		}
		all = append(all, s)
	}
	return all, nil
}

// Prune forgets old runs; it is a job itself.
func (j *Jobs) Prune(_ context.Context, slot time.Time) error {
	_, err := j.app.NonconcurrentDB().NewQuery("DELETE FROM job_runs WHERE slot < {:before}").
		Bind(dbx.Params{"before": stamp(slot.Add(-remembered))}).Execute()
	if err != nil {
		return fmt.Errorf("prune job runs: %w", err)
	}
	return nil
}

func stamp(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

func parse(s string) time.Time {
	t, err := types.ParseDateTime(s)
	if err != nil {
		return time.Time{}
	}
	return t.Time()
}
