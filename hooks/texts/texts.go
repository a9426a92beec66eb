// Package texts renders anew what rooms have stored as HTML when the renderer has changed.
//
// A room renders a text once, when it is written, and stores the HTML beside prose.Version. Each room names the
// tables that hold such columns; an hourly job walks through those that a newer renderer has not seen and writes HTML
// and version. What people wrote is never touched. Its own table text_renderings remembers which tables are done.
package texts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Table names the columns of a table that holds rendered text.
type Table struct {
	Name    string
	Key     []string // of the primary key, in its order
	Source  string   // what somebody wrote
	HTML    string
	Version string // prose.Version at the time of rendering
	// Options says how this room renders a text; nil is for rooms that render it plainly.
	Options func(app core.App, source string) ([]prose.Option, error)
}

// Room keeps the list of tables.
type Room struct {
	app    core.App
	tables []Table
}

// New returns an empty list.
func New(app core.App) *Room { return &Room{app: app} }

// Keep adds tables.
func (r *Room) Keep(tables ...Table) { r.tables = append(r.tables, tables...) }

// batch is how many texts are written in one transaction: other writers wait no longer than that takes.
const batch = 50

// Renew renders every text that an older renderer made. It stops between batches when ctx ends, and goes on from
// there the next time.
func (r *Room) Renew(ctx context.Context, _ time.Time) error {
	var failed []error
	for _, t := range r.tables {
		done, err := t.done(r.app)
		if err == nil && !done {
			err = t.renew(ctx, r.app)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("render %s anew: %w", t.Name, err))
		}
	}
	return errors.Join(failed...)
}

func (t Table) done(app core.App) (bool, error) {
	var version int
	err := app.DB().Select("version").From("text_renderings").Where(dbx.HashExp{"name": t.Name}).Row(&version)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return version == prose.Version, err
}

// renew walks through the table by its key. New texts carry the new version from the start, so one walk is enough.
func (t Table) renew(ctx context.Context, app core.App) error {
	var last []any
	for ctx.Err() == nil {
		stale, err := t.stale(app, last)
		if err != nil {
			return err
		}
		if len(stale) == 0 {
			_, err := app.NonconcurrentDB().NewQuery(`INSERT INTO text_renderings (name, version) VALUES ({:name}, {:version})
				ON CONFLICT (name) DO UPDATE SET version = excluded.version`).
				Bind(dbx.Params{"name": t.Name, "version": prose.Version}).Execute()
			return err
		}
		for i := range stale {
			if err := t.render(app, &stale[i]); err != nil {
				return err
			}
		}
		if err := app.RunInTransaction(func(tx core.App) error { return t.write(tx, stale) }); err != nil {
			return err
		}
		last = stale[len(stale)-1].key
	}
	return ctx.Err()
}

// row is one text on its way.
type row struct {
	key          []any
	source, html string
}

// stale returns the next texts behind last that an older renderer made.
func (t Table) stale(app core.App, last []any) ([]row, error) {
	key := "[[" + strings.Join(t.Key, "]], [[") + "]]"
	where, params := "[["+t.Version+"]] <> {:version}", dbx.Params{"version": prose.Version}
	if last != nil {
		var marks []string
		for i, k := range last {
			name := fmt.Sprintf("k%d", i)
			marks, params[name] = append(marks, "{:"+name+"}"), k
		}
		where += " AND (" + key + ") > (" + strings.Join(marks, ", ") + ")"
	}
	rows, err := app.DB().NewQuery(fmt.Sprintf("SELECT %s, [[%s]] FROM {{%s}} WHERE %s ORDER BY %s LIMIT %d",
		key, t.Source, t.Name, where, key, batch)).Bind(params).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []row
	for rows.Next() {
		one := row{key: make([]any, len(t.Key))}
		into := make([]any, 0, len(t.Key)+1)
		for i := range one.key {
			into = append(into, &one.key[i])
		}
		if err := rows.Scan(append(into, &one.source)...); err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, rows.Err()
}

// render fills in the HTML. A text that the renderer has come to refuse is shown as it was typed: what an older one
// made of it may be what the newer one is there to prevent.
func (t Table) render(app core.App, one *row) error {
	options := []prose.Option{prose.Anchored(fmt.Sprint(t.Name, one.key))}
	if t.Options != nil {
		more, err := t.Options(app, one.source)
		if err != nil {
			return err
		}
		options = append(options, more...)
	}
	html, err := prose.Render(one.source, options...)
	if fault.Is(err, fault.Invalid) {
		html, err = prose.AsTyped(one.source), nil
	}
	one.html = string(html)
	return err
}

// write stores the HTML of texts that nobody has changed meanwhile; a changed one was rendered when it changed.
func (t Table) write(tx core.App, list []row) error {
	for _, one := range list {
		where := dbx.HashExp{t.Source: one.source}
		for i, column := range t.Key {
			where[column] = one.key[i]
		}
		_, err := tx.DB().Update(t.Name, dbx.Params{t.HTML: one.html, t.Version: prose.Version}, where).Execute()
		if err != nil {
			return err
		}
	}
	return nil
}
