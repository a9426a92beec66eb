package gigs

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
)

// bindRules holds what must be true of a gig whoever writes it.
func bindRules(app core.App) {
	app.OnRecordUpdate("gigs").BindFunc(func(e *core.RecordEvent) error {
		old := e.Record.Original()
		if old.GetString("owner") != e.Record.GetString("owner") {
			return errors.New("a gig cannot change its owner")
		}
		from, to := old.GetString("state"), e.Record.GetString("state")
		if from != to && !slices.Contains(moves[from], to) {
			return fmt.Errorf("a gig cannot go from %s to %s", from, to)
		}
		return e.Next()
	})
	app.OnRecordCreate("gigs").BindFunc(func(e *core.RecordEvent) error {
		if e.Record.GetString("state") != Draft {
			return errors.New("a gig begins as a draft")
		}
		return e.Next()
	})
}

// moves are the ways a gig's state may change. Nothing leads back to draft: others have seen it.
var moves = map[string][]string{Draft: {Published}, Published: {Paused}, Paused: {Published}}

// CheckIndex compares the search index with the gigs and builds it anew when they differ, as after a restore that
// numbered the rows differently. It runs at start.
func CheckIndex(app core.App) error {
	_, err := app.NonconcurrentDB().NewQuery("INSERT INTO gigs_fts(gigs_fts, rank) VALUES ('integrity-check', 1)").Execute()
	if err == nil {
		return nil
	}
	app.Logger().Warn("the search index of gigs is built anew", "reason", err.Error())
	if _, err := app.NonconcurrentDB().NewQuery("INSERT INTO gigs_fts(gigs_fts) VALUES ('rebuild')").Execute(); err != nil {
		return fmt.Errorf("rebuild the search index of gigs: %w", err)
	}
	return nil
}
