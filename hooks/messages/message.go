package messages

import (
	"fmt"
	"html/template"
	"slices"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// MaxText is how long a message may be, in characters.
const MaxText = 4000

// Message is one record of messages.
type Message struct{ core.BaseRecordProxy }

// Line is a message as a page shows it.
type Line struct {
	ID       string              `db:"id"`
	Author   string              `db:"author"`
	Name     string              `db:"name"`
	Portrait string              `db:"portrait"` // picture id
	HTML     string              `db:"html"`
	Created  types.DateTime      `db:"created"`
	New      bool                `db:"new"` // not read yet by the person asking
	Files    []*files.Attachment `db:"-"`
}

// Text is the message as safe HTML.
func (l Line) Text() template.HTML { return prose.Stored(l.HTML) }

// Face is what the portrait beside the message shows.
func (l Line) Face() struct{ Name, Portrait string } {
	return struct{ Name, Portrait string }{l.Name, files.URL(l.Portrait, files.Tile)}
}

// At is when the message was written.
func (l Line) At() time.Time { return l.Created.Time() }

// Lines returns the newest messages of a thread, oldest first, at most most of them. To people who do not take part
// it is fault.NotFound.
func Lines(app core.App, thread, person string, most int) ([]Line, error) {
	if err := isOf(app, thread, person); err != nil {
		return nil, err
	}
	var list []Line
	err := app.ConcurrentDB().Select("m.id", "m.author", "u.name", "u.portrait", "m.html", "m.created",
		"(m.author <> tp.person AND m.number > tp.read) AS new").
		From("messages m").InnerJoin("users u", dbx.NewExp("u.id = m.author")).
		InnerJoin("thread_people tp", dbx.NewExp("tp.thread = m.thread AND tp.person = {:p}", dbx.Params{"p": person})).
		Where(dbx.HashExp{"m.thread": thread}).OrderBy("m.number DESC").Limit(int64(most)).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list messages: %w", err)
	}
	slices.Reverse(list)
	return list, attachments(app, list)
}

// attachments puts to each message the files that came with it.
func attachments(app core.App, list []Line) error {
	if len(list) == 0 {
		return nil
	}
	ids := make([]string, len(list))
	for i, l := range list {
		ids[i] = l.ID
	}
	all, err := files.AttachmentsOf(app, "messages", ids...)
	if err != nil {
		return err
	}
	for _, a := range all {
		i := slices.Index(ids, a.Record())
		list[i].Files = append(list[i].Files, a)
	}
	return nil
}

// contains is fault.NotFound unless the file came with a message of the thread.
func contains(app core.App, thread string, a *files.Attachment) error {
	var n int
	err := app.ConcurrentDB().Select("count(*)").From("messages").Where(dbx.HashExp{"id": a.Record(), "thread": thread}).Row(&n)
	if err != nil {
		return fmt.Errorf("find message of file: %w", err)
	}
	if n == 0 || a.Room() != "messages" {
		return fault.Missing()
	}
	return nil
}
