// Package governance is how members decide: motions from draft to enactment, the frozen roll, sealed ballots, the
// count and its signed record. Its tables are raw, with triggers that hold the life of a motion together: motions,
// motion_texts, motion_voices, vote_roll, ballots_sealed, ballots, vote_records. People appear in
// them by their stable code only.
//
// A deadline decides by itself: Settle opens and closes what is due at every read and write, the job only makes
// sure that it happens when nobody looks. When a vote enacts a policy the room fires OnAdopted inside the
// transaction, so that a listener that fails undoes the whole close.
package governance

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/forums"
	"cooperage/hooks/policies"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Room is the governance room.
type Room struct {
	site   *web.Site
	clock  *clock.Clock
	forums *forums.Room // where each motion is talked over

	// OnAdopted fires when a motion has enacted a policy version, before the commit. App is the transaction's.
	OnAdopted *hook.Hook[*Adopted]

	root    core.App    // the app outside any transaction, for what follows a commit
	recent  repeats     // equal ballots sent again
	sweepMu sync.Mutex  // one clean-up of keys at a time
	uncut   atomic.Bool // the write-ahead log may still hold opened boxes
}

// Adopted is the news that a motion passed and what it enacted.
type Adopted struct {
	hook.Event
	App     core.App
	Motion  *Motion
	Version policies.Version
}

// New returns the room.
func New(site *web.Site, c *clock.Clock, f *forums.Room) *Room {
	return &Room{site: site, clock: c, forums: f, OnAdopted: &hook.Hook[*Adopted]{}, recent: newRepeats()}
}

// Bind keeps ballot keys out of every backup and finishes, at each start, what a crash may have left undone.
func (r *Room) Bind(app core.App) {
	r.root = app
	leaveOut := func(e *core.BackupEvent) error {
		e.Exclude = append(e.Exclude, keyFolder)
		return e.Next()
	}
	app.OnBackupCreate().BindFunc(leaveOut)
	app.OnBackupRestore().BindFunc(leaveOut) // the keys of running votes stay where they are
	// Late among the start's work: the data folder is locked by then, so no other process is opening a vote.
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "settleVotes", Priority: 500, Func: func(e *core.ServeEvent) error {
		if err := errors.Join(r.sweep(e.App, true), r.Settle(e.App)); err != nil {
			e.App.Logger().Error("votes could not be settled at the start", "error", err.Error())
		}
		return e.Next()
	}})
}

// zone is the co-op's own time zone, in which months begin.
func (r *Room) zone(app core.App) *time.Location {
	if r.site == nil {
		return time.UTC
	}
	return r.site.Coop(app).Location()
}
