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
	Sending = "sending"
	Sent    = "sent"
	Kept    = "kept"
	Dead    = "dead"
)

var stateNames = map[string]string{
	Waiting: locale.Mark("waiting"), Sending: locale.Mark("being sent"), Sent: locale.Mark("sent"), Kept: locale.Mark("kept"), Dead: locale.Mark("given up"),
}

// Post is one row of the outbox.
type Post struct {
	ID       string         `db:"id"`
	Key      string         `db:"key"`
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
	Doubt        bool   `db:"doubt"`   // it was being sent when the program or the connection broke off
	Name         string `db:"name"`    // of the person
	Email        string `db:"email"`   // of the person
	Refused      string `db:"refused"` // why the address takes no mail, or ""
}

// At is when the mail was written.
func (p Post) At() time.Time { return p.Created.Time() }

// Done is when it was sent or kept.
func (p Post) Done() time.Time { return p.Finished.Time() }

// Next is when a waiting mail is tried next.
func (p Post) Next() time.Time { return p.Due.Time() }

// entitle fills in the subject of a mail that has not been written out yet.
func (p *Post) entitle(l *locale.Locale) error {
	switch {
	case p.ShownSubject != "":
		return nil
	case p.Subject != "":
		p.ShownSubject = l.T(p.Subject)
		return nil
	}
	args, err := unpack(p.Args, l)
	p.ShownSubject = l.T(p.Text, args...)
	return err
}

// posts is the query of outbox rows with their people.
func posts(app core.App) *dbx.SelectQuery {
	return app.DB().Select("outbox.*", "COALESCE(users.name, '') AS name", "COALESCE(users.email, '') AS email",
		"COALESCE(mail_refusals.problem, '') AS refused").From("outbox").
		LeftJoin("users", dbx.NewExp("users.id = outbox.person")).
		LeftJoin("mail_refusals", dbx.NewExp("mail_refusals.address = users.email"))
}

// Retry gives a dead mail another round of tries, or all of them when id is "". What their addresses refused before
// is forgotten.
func (r *Room) Retry(app core.App, id string) error {
	dead := dbx.HashExp{"state": Dead}
	if id != "" {
		dead["id"] = id
	}
	err := app.RunInTransaction(func(tx core.App) error {
		var ids []string
		if err := tx.DB().Select("id").From("outbox").Where(dead).Column(&ids); err != nil {
			return fmt.Errorf("find dead mails: %w", err)
		}
		if len(ids) == 0 && id != "" {
			return fault.Missing()
		}
		for _, one := range ids {
			if err := forgive(tx, one); err != nil {
				return err
			}
		}
		now := members.Stamp(r.clock.Now())
		_, err := tx.NonconcurrentDB().Update("outbox", dbx.Params{"state": Waiting, "attempts": 0, "due": now, "updated": now}, dead).Execute()
		if err != nil {
			return fmt.Errorf("retry mails: %w", err)
		}
		return nil
	})
	if err == nil {
		r.Kick()
	}
	return err
}

// Discard drops every mail that waits; the demo does it after telling the past.
func Discard(app core.App) error {
	_, err := app.NonconcurrentDB().Delete("outbox", dbx.HashExp{"state": Waiting}).Execute()
	if err != nil {
		return fmt.Errorf("discard waiting mails: %w", err)
	}
	return nil
}
