package notices

import (
	"context"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/mail"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const (
	// PerMinute is how many mails go out in a minute unless the host says otherwise: small mail servers refuse more.
	PerMinute   = 60
	maxAttempts = 13               // then the mail is dead until a steward retries it; more than a day after the first
	firstPause  = time.Minute      // after the first failure, doubled after each
	longPause   = 6 * time.Hour    // the longest pause of one mail
	longSilence = 10 * time.Minute // the longest pause of all mail while the server is away
	batch       = 20               // mails claimed at a time
)

// Drain sends what is due, letters that open an account first, then the oldest, until nothing is left or the
// minute's share is used up. Every mail is claimed before it is sent and its fate is noted right after:
//
//   - A crash between the two leaves it "sending". It is then in doubt, and sent again as the same message (same
//     Message-ID, same date), which mail programs show once. So a mail may travel twice, and never not at all.
//   - A server that cannot be reached, or takes nothing from us, concerns all mail: everything waits, nothing counts
//     as tried.
//   - A no to one mail that may pass is tried again with longer pauses for more than a day; a no for good ends it at
//     once, and marks the address when it is about the address.
func (r *Room) Drain(ctx context.Context, app core.App) error {
	r.draining.Lock()
	defer r.draining.Unlock()
	if err := r.settle(app); err != nil {
		return err
	}
	if r.Silence() != nil {
		return nil
	}
	d := &drain{room: r, app: app, ctx: ctx}
	defer d.hangUp()
	for ctx.Err() == nil {
		n, err := r.share(app)
		if err != nil || n == 0 {
			return err
		}
		due, err := r.claim(app, n)
		if err != nil || len(due) == 0 {
			return err
		}
		if err := d.send(due); err != nil || r.Silence() != nil {
			return err
		}
	}
	return ctx.Err()
}

// share is how many mails may be claimed now.
func (r *Room) share(app core.App) (int, error) {
	if !r.sender.Works() {
		return batch, nil
	}
	var n int
	err := app.NonconcurrentDB().Select("count(*)").From("outbox").
		Where(dbx.NewExp("claimed > {:since} AND claimed <> ''", dbx.Params{"since": members.Stamp(r.clock.Now().Add(-time.Minute))})).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count the minute's mails: %w", err)
	}
	return max(0, min(batch, r.PerMinute-n)), nil
}

// claim takes up to n due mails for sending.
func (r *Room) claim(app core.App, n int) ([]Post, error) {
	var ids []any
	err := app.NonconcurrentDB().NewQuery(`UPDATE outbox SET state = 'sending', attempts = attempts + 1, claimed = {:now}, updated = {:now}
		WHERE id IN (SELECT id FROM outbox WHERE state = 'waiting' AND due <= {:now} ORDER BY secret DESC, due, id LIMIT {:n})
		RETURNING id`).Bind(dbx.Params{"now": members.Stamp(r.clock.Now()), "n": n}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("claim mails: %w", err)
	}
	var due []Post
	err = posts(app).Where(dbx.In("outbox.id", ids...)).OrderBy("outbox.secret DESC", "outbox.due", "outbox.id").All(&due)
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	return due, nil
}

// drain is one round of sending over at most one connection at a time.
type drain struct {
	room *Room
	app  core.App
	ctx  context.Context
	line *mail.Line
	used bool // the connection has carried a mail
}

// send delivers claimed mails one by one; those it does not come to are given back untried.
func (d *drain) send(due []Post) error {
	for i, p := range due {
		if d.ctx.Err() != nil {
			return giveBack(d.app, due[i:])
		}
		trouble, err := d.deliver(p)
		if err != nil {
			return err
		}
		if trouble != nil {
			d.room.fallSilent(d.app, trouble)
			return giveBack(d.app, due[i:])
		}
	}
	return nil
}

// deliver sends one mail and notes what became of it. Trouble concerns the mail server and leaves the mail unjudged.
func (d *drain) deliver(p Post) (trouble, err error) {
	r := d.room
	letter, err := r.compose(d.app, p)
	switch {
	case errors.Is(err, errNothingToSay):
		return nil, r.drop(d.app, p)
	case err != nil:
		return nil, r.note(d.app, r.failed(p, &mail.Failure{Text: err.Error()}))
	case !r.sender.Works():
		return nil, r.note(d.app, r.kept(p, letter))
	case p.Refused != "" && !r.kind(p.Kind).Always:
		return nil, r.note(d.app, r.dead(p, p.Refused))
	}
	for {
		if trouble := d.dial(); trouble != nil {
			return trouble, nil
		}
		failure := d.line.Send(letter)
		if failure == nil {
			d.used = true
			return nil, r.note(d.app, r.sent(p, letter))
		}
		f, ok := errors.AsType[*mail.Failure](failure)
		if !ok {
			return nil, r.note(d.app, r.dead(p, failure.Error()))
		}
		again := d.used && f.OfServer() && d.line.Broken() // it had taken enough over this connection
		if d.line.Broken() {
			d.hangUp()
		}
		switch {
		case again:
			continue
		case f.OfServer():
			return f, nil
		}
		return nil, r.note(d.app, r.failed(p, f))
	}
}

func (d *drain) dial() error {
	if d.line != nil {
		return nil
	}
	line, err := d.room.sender.Open(d.ctx)
	if err != nil {
		return err
	}
	d.line, d.used = line, false
	d.room.silence.Store(nil)
	return nil
}

func (d *drain) hangUp() {
	if d.line != nil {
		d.line.Close()
		d.line = nil
	}
}

// Silence is a time in which no mail is tried, since the mail server was away or took nothing from us.
type Silence struct {
	Trouble string // what the server said, or the network
	Until   time.Time
	length  time.Duration
}

// Silence returns the present silence, or nil.
func (r *Room) Silence() *Silence {
	if s := r.silence.Load(); s != nil && r.clock.Now().Before(s.Until) {
		return s
	}
	return nil
}

// fallSilent lets all mail wait, longer after each trouble in a row.
func (r *Room) fallSilent(app core.App, trouble error) {
	s := &Silence{Trouble: trouble.Error(), length: firstPause}
	if last := r.silence.Load(); last != nil {
		s.length = min(2*last.length, longSilence)
	}
	s.Until = r.clock.Now().Add(s.length)
	r.silence.Store(s)
	app.Logger().Warn("mail waits", "until", s.Until, "trouble", s.Trouble)
}
