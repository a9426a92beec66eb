package gigs

import (
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"
)

// Plan returns SQLite's plan of the list query.
func Plan(t *testing.T, app core.App, q Query) []string {
	t.Helper()
	sql, params, err := q.list()
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Detail string `db:"detail"`
	}
	if err := app.NonconcurrentDB().NewQuery("EXPLAIN QUERY PLAN " + sql).Bind(params).All(&rows); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, strings.TrimSpace(r.Detail))
	}
	return out
}
