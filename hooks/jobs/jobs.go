// Package jobs runs scheduled work: each slot of a job once, also after downtime, never two at a time.
// A job only materialises what time has already decided (a vote past its deadline is closed whether or not its
// job has run), and it must be idempotent, for a crash in the middle runs its slot again.
// Its table is job_runs. Schedules are in UTC; what follows a person's or the co-op's zone runs hourly and looks.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"cooperage/hooks/clock"

	"github.com/pocketbase/pocketbase/core"
	"github.com/robfig/cron/v3"
)

// Work is one job's work for a slot: the moment it was due. It must be idempotent.
type Work func(ctx context.Context, slot time.Time) error

// Jobs is the list of all scheduled work.
type Jobs struct {
	app   core.App
	clock *clock.Clock
	cron  *cron.Cron

	mu   sync.Mutex
	list []*job
}

type job struct {
	name, spec string
	schedule   cron.Schedule
	do         Work
	running    sync.Mutex
}

// New returns an empty list. Nothing runs before Start.
func New(app core.App, c *clock.Clock) *Jobs {
	return &Jobs{app: app, clock: c}
}

// Add schedules work under a unique name. spec is a cron line of five fields, or a descriptor such as @hourly or
// "@every 5m". A wrong spec or a name used twice is a mistake in the program and stops it.
func (j *Jobs) Add(name, spec string, do Work) {
	if spec == "" {
		panic("jobs: " + name + " has no schedule")
	}
	schedule, err := cron.ParseStandard(spec)
	if err != nil {
		panic(fmt.Sprintf("jobs: schedule of %s: %v", name, err))
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, other := range j.list {
		if other.name == name {
			panic("jobs: two jobs are called " + name)
		}
	}
	j.list = append(j.list, &job{name: name, spec: spec, schedule: schedule, do: do})
}

// Bind starts the jobs when the app serves, with the slots that were missed, and at the end waits for those under
// way. Tests do not bind; they call RunDue.
func (j *Jobs) Bind(app core.App) {
	ctx, cancel := context.WithCancel(context.Background())
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		if err := se.Next(); err != nil {
			return err
		}
		j.start(ctx)
		return nil
	})
	app.OnTerminate().BindFunc(func(e *core.TerminateEvent) error {
		cancel()
		if j.cron != nil {
			<-j.cron.Stop().Done()
		}
		return e.Next()
	})
}

// start hands every job to the scheduler, and a sweep that catches up after downtime and repeats failed slots.
func (j *Jobs) start(ctx context.Context) {
	log := cronLog{j.app.Logger()}
	j.cron = cron.New(cron.WithLocation(time.UTC), cron.WithLogger(log),
		cron.WithChain(cron.Recover(log), cron.SkipIfStillRunning(log)))
	for _, one := range j.list {
		j.cron.Schedule(one.schedule, cron.FuncJob(func() {
			if err := j.run(ctx, one, j.clock.Now()); err != nil {
				j.app.Logger().Error("job failed", "job", one.name, "error", err.Error())
			}
		}))
	}
	sweep := cron.FuncJob(func() {
		if err := j.RunDue(ctx, j.clock.Now()); err != nil {
			j.app.Logger().Error("jobs failed", "error", err.Error())
		}
	})
	id := j.cron.Schedule(cron.Every(10*time.Minute), sweep)
	j.cron.Start()
	// The wrapped job is run at once too, so that a slow sweep is never joined by the next one.
	go j.cron.Entry(id).WrappedJob.Run()
}

// RunDue runs the newest slot of every job that is due at now and not done, in the order they were added, and
// returns what failed. Of several missed slots only the newest runs: work looks at the time, not at the count.
func (j *Jobs) RunDue(ctx context.Context, now time.Time) error {
	j.mu.Lock()
	list := j.list
	j.mu.Unlock()
	var failed []error
	for _, one := range list {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := j.run(ctx, one, now); err != nil {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// run does the newest slot of a job, unless it is done or another run is under way.
func (j *Jobs) run(ctx context.Context, one *job, now time.Time) error {
	if ctx.Err() != nil || !one.running.TryLock() {
		return nil
	}
	defer one.running.Unlock()
	slot := newest(one.schedule, now)
	if slot.IsZero() {
		return nil
	}
	due, err := claim(j.app, one.name, slot, now)
	if err != nil || !due {
		return err
	}
	problem := protect(ctx, one.do, slot)
	if err := finish(j.app, one.name, slot, j.clock.Now(), problem); err != nil {
		return errors.Join(problem, err)
	}
	if problem != nil {
		return fmt.Errorf("job %s: %w", one.name, problem)
	}
	return nil
}

// protect turns a panic of one job into its failure.
func protect(ctx context.Context, do Work, slot time.Time) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return do(ctx, slot)
}

// cronLog hands the scheduler's words to the app's log.
type cronLog struct{ log *slog.Logger }

func (l cronLog) Info(msg string, keys ...any) {
	if msg == "skip" {
		l.log.Warn("job skipped, the last run is still under way", keys...)
	}
}

func (l cronLog) Error(err error, msg string, keys ...any) {
	l.log.Error("job scheduler: "+msg, append(keys, "error", err.Error())...)
}
