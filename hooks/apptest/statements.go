package apptest

import (
	"context"
	"database/sql"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
)

// Statements runs act and returns every SQL statement the app's main database was asked meanwhile. The app must not
// be used by anyone else at that time.
func (a *App) Statements(t testing.TB, act func()) []string {
	t.Helper()
	var mu sync.Mutex
	var list []string
	note := func(query string) {
		mu.Lock()
		defer mu.Unlock()
		list = append(list, query)
	}
	for _, pool := range []dbx.Builder{a.ConcurrentDB(), a.NonconcurrentDB()} {
		db, ok := pool.(*dbx.DB)
		if !ok {
			t.Fatalf("pool is a %T, want *dbx.DB", pool)
		}
		queries, execs := db.QueryLogFunc, db.ExecLogFunc
		db.QueryLogFunc = func(_ context.Context, _ time.Duration, query string, _ *sql.Rows, _ error) { note(query) }
		db.ExecLogFunc = func(_ context.Context, _ time.Duration, query string, _ sql.Result, _ error) { note(query) }
		defer func() { db.QueryLogFunc, db.ExecLogFunc = queries, execs }()
	}
	act()
	return list
}
