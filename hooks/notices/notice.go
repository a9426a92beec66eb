package notices

import (
	"crypto/rand"
	"fmt"
	"time"

	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// News is something that one person should know.
type News struct {
	To   string // record id of the person; "" tells nobody
	Kind string // subject, such as "order" or "vote"; says in the mail why it came
	Text string // English catalogue key in printf form, one sentence
	Args []any  // strings, whole numbers, money.Amount, money.Bps, time.Time, Word
	Link string // path of the page where one can act
	Key  string // what makes it one piece of news: told once per person and key; "" is always new
}

// Tell writes the notice and its mail inside the transaction tx. News that was told before under the same key is
// not told again.
func Tell(tx core.App, n News) error {
	r, err := room(tx)
	if err != nil || n.To == "" {
		return err
	}
	if n.Key == "" {
		n.Key = rand.Text()
	}
	args, err := pack(n.Args)
	if err != nil {
		return err
	}
	told, err := r.store(tx, n, args)
	if err != nil || !told {
		return err
	}
	wants, err := r.Wants(tx, n.To, n.Kind)
	if err != nil || !wants {
		return err
	}
	return r.post(tx, Letter{To: n.To, Kind: n.Kind, Text: n.Text, Link: n.Link, Key: n.To + ":" + n.Key}, args)
}

// store writes the notice and reports whether it was new.
func (r *Room) store(tx core.App, n News, args string) (bool, error) {
	var known int
	err := tx.DB().Select("count(*)").From("notices").Where(dbx.HashExp{"person": n.To, "key": n.Key}).Row(&known)
	if err != nil {
		return false, fmt.Errorf("look for earlier notice: %w", err)
	}
	if known > 0 {
		return false, nil
	}
	c, err := tx.FindCachedCollectionByNameOrId("notices")
	if err != nil {
		return false, fmt.Errorf("tell: %w", err)
	}
	now := r.clock.Now()
	rec := core.NewRecord(c)
	rec.Load(map[string]any{"person": n.To, "kind": n.Kind, "text": n.Text, "args": types.JSONRaw(args), "link": n.Link,
		"key": n.Key, "created": now, "updated": now})
	if err := tx.Save(rec); err != nil {
		return false, fmt.Errorf("tell %q: %w", n.Text, err)
	}
	return true, nil
}

// Notice is one notice as a page shows it.
type Notice struct {
	ID      string         `db:"id"`
	Kind    string         `db:"kind"`
	Text    string         `db:"text"`
	Args    string         `db:"args"`
	Link    string         `db:"link"`
	Read    types.DateTime `db:"read"`
	Created types.DateTime `db:"created"`
}

// New reports whether the notice has not been read.
func (n Notice) New() bool { return n.Read.IsZero() }

// At is when it was told.
func (n Notice) At() time.Time { return n.Created.Time() }

// Unread counts what the person has not read, up to 99.
func Unread(app core.App, person string) int {
	var n int
	err := app.ConcurrentDB().NewQuery("SELECT count(*) FROM (SELECT 1 FROM notices WHERE person = {:p} AND read = '' LIMIT 99)").
		Bind(dbx.Params{"p": person}).Row(&n)
	if err != nil {
		app.Logger().Error("count unread notices", "error", err.Error())
		return 0
	}
	return n
}

// MarkRead marks one of the person's notices as read, or all of them when id is "".
func (r *Room) MarkRead(app core.App, person *members.Person, id string) error {
	mine := dbx.HashExp{"person": person.Id, "read": ""}
	if id != "" {
		mine["id"] = id
	}
	now := members.Stamp(r.clock.Now())
	_, err := app.NonconcurrentDB().Update("notices", dbx.Params{"read": now, "updated": now}, mine).Execute()
	if err != nil {
		return fmt.Errorf("mark notices as read: %w", err)
	}
	return nil
}
