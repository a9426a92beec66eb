package notices

import (
	"fmt"
	"time"

	"cooperage/hooks/mail"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// fate is what became of a mail, to be noted in its row.
type fate struct {
	id      string
	set     dbx.Params
	refuses string // the address, when it takes no mail at all
}

func (r *Room) sent(p Post, l mail.Letter) fate {
	set := dbx.Params{"state": Sent, "done": members.Stamp(r.clock.Now()), "problem": "", "shownSubject": cut(l.Subject, 300)}
	if p.Secret {
		set["args"], set["link"], set["shownText"] = "[]", "", ""
	}
	return fate{id: p.ID, set: set}
}

// kept is the fate of a mail without a mail server.
func (r *Room) kept(p Post, l mail.Letter) fate {
	if err := r.sender.Keep(l); err != nil {
		return r.dead(p, err.Error())
	}
	return fate{id: p.ID, set: dbx.Params{"state": Kept, "done": members.Stamp(r.clock.Now()), "problem": "", "claimed": "",
		"shownSubject": cut(l.Subject, 300), "shownText": cut(l.Text, 8000)}}
}

func (r *Room) dead(p Post, problem string) fate {
	return fate{id: p.ID, set: dbx.Params{"state": Dead, "done": members.Stamp(r.clock.Now()), "problem": cut(problem, 500)}}
}

// failed is the fate of a mail that the server would not take, or that was cut off.
func (r *Room) failed(p Post, f *mail.Failure) fate {
	if f.Final() || p.Attempts >= maxAttempts {
		end := r.dead(p, f.Error())
		if f.OfAddress() {
			end.refuses = p.Email
		}
		return end
	}
	set := dbx.Params{"state": Waiting, "due": members.Stamp(r.clock.Now().Add(pause(p.Attempts))), "problem": cut(f.Error(), 500)}
	if f.InDoubt() {
		set["doubt"] = true
	}
	return fate{id: p.ID, set: set}
}

// pause is how long to wait after so many attempts.
func pause(attempts int) time.Duration {
	return min(firstPause<<min(max(attempts, 1)-1, 20), longPause)
}

// note writes down what became of a mail. When that fails, the fate is remembered and written before anything else is
// sent: a mail that is gone must not go again because the disk was full for a moment.
func (r *Room) note(app core.App, f fate) error {
	if err := r.write(app, f); err != nil {
		r.unnoted = append(r.unnoted, f)
		return err
	}
	return nil
}

func (r *Room) write(app core.App, f fate) error {
	now := members.Stamp(r.clock.Now())
	f.set["updated"] = now
	return app.RunInTransaction(func(tx core.App) error {
		if f.refuses != "" {
			_, err := tx.NonconcurrentDB().NewQuery(`INSERT INTO mail_refusals (address, problem, since) VALUES ({:a}, {:p}, {:now})
				ON CONFLICT (address) DO UPDATE SET problem = excluded.problem`).
				Bind(dbx.Params{"a": f.refuses, "p": f.set["problem"], "now": now}).Execute()
			if err != nil {
				return fmt.Errorf("note that an address refuses mail: %w", err)
			}
		}
		if f.set["state"] == Sent {
			if err := forgive(tx, f.id); err != nil {
				return err
			}
		}
		if _, err := tx.NonconcurrentDB().Update("outbox", f.set, dbx.HashExp{"id": f.id}).Execute(); err != nil {
			return fmt.Errorf("note what became of mail %s: %w", f.id, err)
		}
		return nil
	})
}

// forgive forgets that the address of the mail's person refused mail.
func forgive(tx core.App, post string) error {
	_, err := tx.NonconcurrentDB().NewQuery(`DELETE FROM mail_refusals WHERE address = (SELECT email FROM users
		JOIN outbox ON outbox.person = users.id WHERE outbox.id = {:id})`).Bind(dbx.Params{"id": post}).Execute()
	if err != nil {
		return fmt.Errorf("note that an address takes mail: %w", err)
	}
	return nil
}

// settle brings the outbox in order before anything is sent: it notes fates that could not be noted, and takes
// mails that are still "sending" for in doubt. Only one process works on a folder and only one drain at a time, so
// they are left from a crash.
func (r *Room) settle(app core.App) error {
	for len(r.unnoted) > 0 {
		if err := r.write(app, r.unnoted[0]); err != nil {
			return err
		}
		r.unnoted = r.unnoted[1:]
	}
	_, err := app.NonconcurrentDB().Update("outbox", dbx.Params{"state": Waiting, "doubt": true},
		dbx.HashExp{"state": Sending}).Execute()
	if err != nil {
		return fmt.Errorf("take up mails in doubt: %w", err)
	}
	return nil
}

// giveBack returns claimed mails that were not sent, as if they had not been claimed.
func giveBack(app core.App, due []Post) error {
	ids := make([]any, len(due))
	for i, p := range due {
		ids[i] = p.ID
	}
	_, err := app.NonconcurrentDB().Update("outbox", dbx.Params{"state": Waiting, "claimed": "",
		"attempts": dbx.NewExp("attempts - 1")}, dbx.In("id", ids...)).Execute()
	if err != nil {
		return fmt.Errorf("give back mails: %w", err)
	}
	return nil
}

// drop forgets a mail that has nothing to say any more.
func (r *Room) drop(app core.App, p Post) error {
	if _, err := app.NonconcurrentDB().Delete("outbox", dbx.HashExp{"id": p.ID}).Execute(); err != nil {
		return fmt.Errorf("drop mail %s: %w", p.ID, err)
	}
	return nil
}
