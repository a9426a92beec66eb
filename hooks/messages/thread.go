package messages

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Thread is one conversation about one subject.
type Thread struct{ core.BaseRecordProxy }

// Title is what the conversation is about.
func (t *Thread) Title() string { return t.GetString("title") }

// Link is the page that shows the conversation.
func (t *Thread) Link() string { return t.GetString("link") }

// Topic says what a thread is about and where it is shown.
type Topic struct {
	Kind    string // such as "order"
	Subject string // record id of the subject
	Title   string
	Link    string
}

// Of returns the thread about the subject, or fault.NotFound.
func Of(app core.App, kind, subject string) (*Thread, error) {
	t := &Thread{}
	err := app.RecordQuery("threads").AndWhere(dbx.HashExp{"kind": kind, "subject": subject}).Limit(1).One(t)
	return t, found(err, "find thread")
}

// byID returns the thread if the person takes part in it, else fault.NotFound.
func byID(app core.App, id, person string) (*Thread, error) {
	t := &Thread{}
	err := app.RecordQuery("threads").InnerJoin("thread_people", dbx.NewExp("thread_people.thread = threads.id")).
		AndWhere(dbx.HashExp{"threads.id": id, "thread_people.person": person}).Limit(1).One(t)
	return t, found(err, "find thread")
}

func found(err error, doing string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// people returns who takes part in the thread.
func people(app core.App, thread string) ([]string, error) {
	var ids []string
	err := app.DB().Select("person").From("thread_people").Where(dbx.HashExp{"thread": thread}).OrderBy("person").Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("list people of thread: %w", err)
	}
	return ids, nil
}

// Conversation is one line of a person's list of conversations.
type Conversation struct {
	ID     string         `db:"id"`
	Title  string         `db:"title"`
	Link   string         `db:"link"`
	With   string         `db:"with"` // the other people's names
	Last   string         `db:"last"` // Markdown of the last message
	By     string         `db:"by"`   // whose it is
	LastAt types.DateTime `db:"lastAt"`
	Unread int            `db:"unread"` // messages of others since the person last read
}

// Excerpt is the beginning of the last message in plain words.
func (c Conversation) Excerpt() string { return prose.Plain(c.Last, 140) }

// At is when the last message was written.
func (c Conversation) At() time.Time { return c.LastAt.Time() }

// conversations lists the threads of a person in which something was written, newest first, from the cursor's place on.
func conversations(app core.App, person string, beyond dbx.Expression, most int) ([]Conversation, error) {
	var list []Conversation
	err := app.ConcurrentDB().Select("t.id", "t.title", "t.link", "t.lastAt",
		`(SELECT group_concat(u.name, ', ') FROM thread_people o JOIN users u ON u.id = o.person WHERE o.thread = t.id AND o.person <> tp.person) AS "with"`,
		`(SELECT text FROM messages m WHERE m.thread = t.id AND m.number = t.count) AS last`,
		`(SELECT m.author FROM messages m WHERE m.thread = t.id AND m.number = t.count) AS "by"`,
		`(SELECT count(*) FROM messages m WHERE m.thread = t.id AND m.author <> tp.person AND m.number > tp.read) AS unread`).
		From("thread_people tp").InnerJoin("threads t", dbx.NewExp("t.id = tp.thread")).
		Where(dbx.HashExp{"tp.person": person}).AndWhere(dbx.NewExp("t.lastAt <> ''")).AndWhere(beyond).
		OrderBy("t.lastAt DESC", "t.id DESC").Limit(int64(most)).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list conversations: %w", err)
	}
	return list, nil
}

// Unread counts the messages of others that the person has not read, over all threads.
func Unread(app core.App, person string) (int, error) {
	var n int
	err := app.ConcurrentDB().Select("count(*)").From("thread_people tp").
		InnerJoin("messages m", dbx.NewExp("m.thread = tp.thread AND m.author <> tp.person AND m.number > tp.read")).
		Where(dbx.HashExp{"tp.person": person}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count unread messages: %w", err)
	}
	return n, nil
}

// isOf reports whether the person takes part in the thread.
func isOf(app core.App, thread, person string) error {
	_, err := byID(app, thread, person)
	return err
}
