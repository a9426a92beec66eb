// Package apptest gives tests a real app on a real SQLite file, with time that stands still until moved, and a
// browserless client with cookies and forms. Only tests import it.
package apptest

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cooperage/hooks"
	"cooperage/hooks/clock"

	_ "cooperage/migrations" // every test app has the whole schema

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// Start is when the tests' clock stands at first: a Monday noon in UTC, in no zone near a clock change.
var Start = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// App is one co-op of its own, in a folder of its own, with all rooms.
type App struct {
	core.App
	*hooks.House
	Handler http.Handler
	t       testing.TB
}

// migrated is the folder that has all migrations and nothing else; each test binary makes it once.
var migrated = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "cooperage-test-")
	if err != nil {
		return "", err
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: hooks.Connect})
	if _, err := hooks.Register(app, hooks.Options{Clock: fixedClock(), Console: io.Discard}); err != nil {
		return "", err
	}
	if err := app.Bootstrap(); err != nil {
		return "", err
	}
	if err := app.RunAllMigrations(); err != nil {
		return "", err
	}
	return dir, app.ResetBootstrapState()
})

func fixedClock() *clock.Clock {
	c := clock.New()
	c.Set(Start)
	return c
}

// Bare returns an app that has been migrated but not founded.
func Bare(t testing.TB) *App {
	t.Helper()
	from, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return Open(t, dir, fixedClock())
}

// Open starts the app on an existing data folder, as a restart would.
func Open(t testing.TB, dir string, c *clock.Clock) *App {
	t.Helper()
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: hooks.Connect,
		DataMaxOpenConns: hooks.Readers(), DataMaxIdleConns: hooks.Readers()})
	house, err := hooks.Register(app, hooks.Options{Clock: c, Console: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	a := &App{App: app, House: house, t: t}
	t.Cleanup(a.close)
	a.serve()
	return a
}

// DataFile is the path of a file in the app's data folder.
func (a *App) DataFile(name string) string { return filepath.Join(a.DataDir(), name) }

func (a *App) serve() {
	a.t.Helper()
	if err := a.RunAllMigrations(); err != nil {
		a.t.Fatal(err)
	}
	router, err := apis.NewRouter(a.App)
	if err != nil {
		a.t.Fatal(err)
	}
	se := &core.ServeEvent{App: a.App, Router: router, Server: &http.Server{}}
	err = a.OnServe().Trigger(se, func(e *core.ServeEvent) error {
		a.Handler, err = e.Router.BuildMux()
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
}

func (a *App) close() {
	e := &core.TerminateEvent{App: a.App}
	if err := a.OnTerminate().Trigger(e, func(e *core.TerminateEvent) error { return e.App.ResetBootstrapState() }); err != nil {
		a.t.Error(err)
	}
}

// Copy copies a file, for tests that tamper with a database.
func Copy(t testing.TB, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
}
