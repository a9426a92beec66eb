package notices

import (
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Letter is a mail that has no notice in the app, such as a password reset.
type Letter struct {
	To      string // record id of the person
	Kind    string
	Subject string // English catalogue key without arguments; "" takes the text
	Text    string // English catalogue key in printf form
	Args    []any  // as in News
	Link    string // path, or "" for none
	Key     string // sent once per key
	Secret  bool   // forget text and link once it is sent
}

// Mail writes the letter into the outbox inside the transaction tx.
func Mail(tx core.App, l Letter) error {
	r, err := room(tx)
	if err != nil {
		return err
	}
	args, err := pack(l.Args)
	if err != nil {
		return err
	}
	return r.post(tx, l, args)
}

// post writes the outbox row.
func (r *Room) post(tx core.App, l Letter, args string) error {
	c, err := tx.FindCachedCollectionByNameOrId("outbox")
	if err != nil {
		return fmt.Errorf("mail: %w", err)
	}
	now := r.clock.Now()
	rec := core.NewRecord(c)
	rec.Load(map[string]any{"person": l.To, "kind": l.Kind, "subject": l.Subject, "text": l.Text, "args": types.JSONRaw(args),
		"link": l.Link, "key": l.Key, "secret": l.Secret, "state": Waiting, "due": now, "created": now, "updated": now})
	if err := tx.Save(rec); err != nil {
		return fmt.Errorf("mail %q: %w", l.Text, err)
	}
	after(tx, r.Kick)
	return nil
}

// States of a mail. Kept means that no mail server is set: it can be read at /admin/mail instead.
const (
	Waiting = "waiting"
	Sent    = "sent"
	Kept    = "kept"
	Dead    = "dead"
)

var stateNames = map[string]string{
	Waiting: locale.Mark("waiting"), Sent: locale.Mark("sent"), Kept: locale.Mark("kept"), Dead: locale.Mark("given up"),
}

// Post is one row of the outbox.
type Post struct {
	ID       string         `db:"id"`
	Person   string         `db:"person"`
	Kind     string         `db:"kind"`
	Subject  string         `db:"subject"`
	Text     string         `db:"text"`
	Args     string         `db:"args"`
	Link     string         `db:"link"`
	Secret   bool           `db:"secret"`
	State    string         `db:"state"`
	Attempts int            `db:"attempts"`
	Due      types.DateTime `db:"due"`
	Finished types.DateTime `db:"done"`
	Problem  string         `db:"problem"`
	Created  types.DateTime `db:"created"`

	ShownSubject string `db:"shownSubject"`
	ShownText    string `db:"shownText"`
	Name         string `db:"name"`  // of the person
	Email        string `db:"email"` // of the person
}

// At is when the mail was written.
func (p Post) At() time.Time { return p.Created.Time() }

// Done is when it was sent or kept.
func (p Post) Done() time.Time { return p.Finished.Time() }

// Next is when a waiting mail is tried next.
func (p Post) Next() time.Time { return p.Due.Time() }

// posts is the query of outbox rows with their people.
func posts(app core.App) *dbx.SelectQuery {
	return app.DB().Select("outbox.*", "users.name", "users.email").From("outbox").
		InnerJoin("users", dbx.NewExp("users.id = outbox.person"))
}

// Retry gives a dead mail another round of tries.
func (r *Room) Retry(app core.App, id string) error {
	now := members.Stamp(r.clock.Now())
	res, err := app.NonconcurrentDB().Update("outbox",
		dbx.Params{"state": Waiting, "attempts": 0, "due": now, "updated": now}, dbx.HashExp{"id": id, "state": Dead}).Execute()
	if err != nil {
		return fmt.Errorf("retry mail: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return fault.Missing()
	}
	r.Kick()
	return nil
}

// Discard drops every mail that waits; the demo does it after telling the past.
func Discard(app core.App) error {
	_, err := app.NonconcurrentDB().Delete("outbox", dbx.HashExp{"state": Waiting}).Execute()
	if err != nil {
		return fmt.Errorf("discard waiting mails: %w", err)
	}
	return nil
}
