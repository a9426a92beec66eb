package notices

import (
	"fmt"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Notice is one notice as a page shows it.
type Notice struct {
	Row     int64          `db:"row"` // grows with each notice, so it orders those of one instant
	ID      string         `db:"id"`
	Kind    string         `db:"kind"`
	Text    string         `db:"text"`
	Args    string         `db:"args"`
	Link    string         `db:"link"`
	Read    types.DateTime `db:"read"`
	Created types.DateTime `db:"created"`

	Many   string `db:"many"`
	About  string `db:"about"`
	Folded int    `db:"folded"` // how many pieces of news the notice stands for, when more than one
}

// noticeColumns are the columns of Notice.
var noticeColumns = []string{"rowid AS row", "id", "kind", "text", "args", "link", "read", "created", "many", "about", "folded"}

// says is the notice in the reader's words.
func (n Notice) says(l *locale.Locale) (string, error) {
	if n.Folded > 1 {
		return l.T(n.Many, n.Folded, n.About), nil
	}
	args, err := unpack(n.Args, l)
	return l.T(n.Text, args...), err
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
	r.hub.wake(person.Id)
	return nil
}

// Seen marks everything the person was told about the group as read, since they have looked at what it is about. It
// writes nothing when there is nothing to mark, so that showing a page may call it.
func Seen(app core.App, person, group string) error {
	r, err := room(app)
	if err != nil || person == "" || group == "" {
		return err
	}
	mine := dbx.NewExp("person = {:p} AND groupKey = {:g} AND groupKey <> '' AND read = ''", dbx.Params{"p": person, "g": group})
	var n int
	if err := app.DB().Select("count(*)").From("notices").Where(mine).Row(&n); err != nil {
		return fmt.Errorf("look for unread notices: %w", err)
	}
	if n == 0 {
		return nil
	}
	now := members.Stamp(r.clock.Now())
	if _, err := app.NonconcurrentDB().Update("notices", dbx.Params{"read": now, "updated": now}, mine).Execute(); err != nil {
		return fmt.Errorf("mark notices as read: %w", err)
	}
	r.hub.wake(person)
	return nil
}
