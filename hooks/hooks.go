// Package hooks is the only place that wires: it builds every room, hands each what it needs and binds
// their record hooks, routes, jobs and commands to the app. It holds no rule of its own.
package hooks

import (
	"cooperage/hooks/clock"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
)

// Options are what a test or the demo replaces; the zero value is the real thing.
type Options struct {
	Clock *clock.Clock
}

// NewApp returns a PocketBase app that keeps its main database durable, not yet bootstrapped.
func NewApp() *pocketbase.PocketBase {
	return pocketbase.NewWithConfig(pocketbase.Config{
		DefaultDataDir:  "pb_data",
		HideStartBanner: true,
		DBConnect:       Connect,
	})
}

// Register builds the house on app.
func Register(app core.App, o Options) {
	if o.Clock == nil {
		o.Clock = clock.New()
	}
}

// Connect opens one SQLite file. synchronous(FULL) makes every acknowledged commit survive a power cut;
// NORMAL, PocketBase's default, may lose the last ones, and those may be ballots or money.
func Connect(path string) (*dbx.DB, error) {
	const pragmas = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)" +
		"&_pragma=synchronous(FULL)&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-16000)" +
		"&_pragma=secure_delete(ON)"
	return dbx.Open("sqlite", path+pragmas)
}
