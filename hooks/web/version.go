package web

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Version names a state of the main database. Two equal ones mean that nothing was committed in between, by whomever:
// what was read after the first may be shown for as long as the second says the same.
type Version struct{ opened, commits int64 }

// versions reads SQLite's counter of commits on a connection of its own: the number means something only there.
type versions struct {
	mu     sync.Mutex
	opened int64
	conn   *sql.Conn
	stmt   *sql.Stmt
}

// Version returns the state that the database is in now. Ask before reading what is to be kept, never after.
func (s *Site) Version(app core.App) (Version, error) { return s.versions.now(app) }

func (v *versions) now(app core.App) (Version, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.conn == nil {
		if err := v.open(app); err != nil {
			return Version{}, err
		}
	}
	at := Version{opened: v.opened}
	// Without the request's context: a reader who leaves must not break the connection for the others.
	if err := v.stmt.QueryRowContext(context.Background()).Scan(&at.commits); err != nil {
		v.close()
		return Version{}, fmt.Errorf("read data version: %w", err)
	}
	return at, nil
}

func (v *versions) open(app core.App) error {
	db, ok := app.ConcurrentDB().(*dbx.DB)
	if !ok {
		return fmt.Errorf("pool is a %T", app.ConcurrentDB())
	}
	conn, err := db.DB().Conn(context.Background())
	if err != nil {
		return fmt.Errorf("take a connection: %w", err)
	}
	stmt, err := conn.PrepareContext(context.Background(), "PRAGMA data_version")
	if err != nil {
		return fmt.Errorf("prepare: %w", err)
	}
	v.conn, v.stmt = conn, stmt
	v.opened++
	return nil
}

// stop lets go of the connection, so that the database can be closed.
func (v *versions) stop() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.close()
}

func (v *versions) close() {
	if v.conn != nil {
		// Closed for good, with its statement: one that failed must not go back to the pool.
		_ = v.conn.Raw(func(any) error { return driver.ErrBadConn })
		v.conn = nil
	}
}
