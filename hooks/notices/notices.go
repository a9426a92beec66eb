// Package notices tells people what happened: in the app (collection notices, the badge and /notices) and by mail
// through an outbox (collection outbox). Both rows are written in the transaction of the act, so that nothing is
// told that did not happen and nothing that happened is left untold. The outbox is drained by a job and right
// after each commit; Drain says what happens to a mail in a crash.
package notices

import (
	"context"
	"errors"
	"io/fs"
	"sync"
	"sync/atomic"

	"cooperage/hooks/clock"
	"cooperage/hooks/mail"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Room is the notices room.
type Room struct {
	site    *web.Site
	clock   *clock.Clock
	sender  *mail.Sender
	letters *letters

	kinds    []Kind
	hub      hub
	draining sync.Mutex
	wake     chan struct{}
	unnoted  []fate // of mails whose rows could not be written, guarded by draining
	silence  atomic.Pointer[Silence]
	secret   atomic.Pointer[[]byte]

	// PerMinute is how many mails go out in a minute.
	PerMinute int
}

// storeKey is where an app keeps its room, so that Tell needs nothing but the transaction.
const storeKey = "cooperage.notices"

// New returns the room and makes Tell and Mail work on the app. Mail templates are read from files; a broken one
// is an error.
func New(app core.App, site *web.Site, c *clock.Clock, sender *mail.Sender, files fs.FS) (*Room, error) {
	l, err := readLetters(files)
	if err != nil {
		return nil, err
	}
	r := &Room{site: site, clock: c, sender: sender, letters: l, wake: make(chan struct{}, 1), PerMinute: PerMinute}
	r.Register(own()...)
	app.Store().Set(storeKey, r)
	r.endWithSessions(app)
	return r, nil
}

// room returns the room of the app that tx belongs to.
func room(tx core.App) (*Room, error) {
	r, ok := tx.Store().Get(storeKey).(*Room)
	if !ok {
		return nil, errors.New("notices are not set up for this app")
	}
	return r, nil
}

// Kick asks for the outbox to be drained soon. It never blocks.
func (r *Room) Kick() {
	select {
	case r.wake <- struct{}{}:
	default: // somebody has asked already
	}
}

// Work drains the outbox at every kick until ctx ends; the hooks package runs it beside the server.
func (r *Room) Work(ctx context.Context, app core.App) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
			if err := r.Drain(ctx, app); err != nil && ctx.Err() == nil {
				app.Logger().Error("drain the outbox", "error", err.Error())
			}
		}
	}
}

// Listen passes on what the members room wants people to know.
func (r *Room) Listen(m *members.Room) {
	m.OnTell().BindFunc(func(e *members.TellEvent) error {
		var err error
		if e.Letter {
			err = Mail(e.App, Letter{To: e.To, Kind: e.Kind, Subject: e.Title, Text: e.Text, Args: e.Args, Link: e.Link, Key: e.Key, Secret: true})
		} else {
			err = Tell(e.App, News{To: e.To, Kind: e.Kind, Text: e.Text, Args: e.Args, Link: e.Link, Key: e.Key})
		}
		if err != nil {
			return err
		}
		return e.Next()
	})
}

// Works reports whether a mail server is set.
func (r *Room) Works(core.App) bool { return r.sender.Works() }
