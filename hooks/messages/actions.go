package messages

import (
	"fmt"
	"mime/multipart"
	"slices"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Open returns the thread about the topic with these people, and makes it when there is none.
func (r *Room) Open(app core.App, topic Topic, people ...string) (*Thread, error) {
	if t, err := Of(app, topic.Kind, topic.Subject); !fault.Is(err, fault.NotFound) {
		return t, err
	}
	t := &Thread{}
	err := app.RunInTransaction(func(tx core.App) error {
		rec, err := r.fresh(tx, "threads")
		if err != nil {
			return err
		}
		t.SetProxyRecord(rec)
		t.Load(map[string]any{"kind": topic.Kind, "subject": topic.Subject, "title": topic.Title, "link": topic.Link})
		if err := tx.Save(t); err != nil {
			return fmt.Errorf("open thread: %w", err)
		}
		for _, p := range people {
			if err := r.join(tx, t.Id, p); err != nil {
				return err
			}
		}
		return nil
	})
	return t, err
}

func (r *Room) join(tx core.App, thread, person string) error {
	rec, err := r.fresh(tx, "thread_people")
	if err != nil {
		return err
	}
	rec.Set("thread", thread)
	rec.Set("person", person)
	if err := tx.Save(rec); err != nil {
		return fmt.Errorf("join thread: %w", err)
	}
	return nil
}

func (r *Room) fresh(app core.App, collection string) (*core.Record, error) {
	c, err := app.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return nil, fmt.Errorf("find collection %s: %w", collection, err)
	}
	rec := core.NewRecord(c)
	rec.Set("created", r.clock.Now())
	rec.Set("updated", r.clock.Now())
	return rec, nil
}

// Post writes a message with its files into the thread and tells the others. It marks the thread as read by the
// author.
func (r *Room) Post(app core.App, thread *Thread, author *members.Person, text string, uploads ...*multipart.FileHeader) (*Message, error) {
	html, err := check(text)
	if err != nil {
		return nil, err
	}
	m := &Message{}
	err = app.RunInTransaction(func(tx core.App) error {
		who, err := people(tx, thread.Id)
		if err != nil {
			return err
		}
		if !slices.Contains(who, author.Id) {
			return fault.Missing()
		}
		rec, err := r.fresh(tx, "messages")
		if err != nil {
			return err
		}
		m.SetProxyRecord(rec)
		number, err := r.next(tx, thread.Id)
		if err != nil {
			return err
		}
		m.Load(map[string]any{"thread": thread.Id, "number": number, "author": author.Id, "text": text, "html": html, "textVersion": prose.Version})
		if err := tx.Save(m); err != nil {
			return fmt.Errorf("save message: %w", err)
		}
		if err := r.attach(tx, m, author, uploads); err != nil {
			return err
		}
		if err := r.markRead(tx, thread.Id, author.Id); err != nil {
			return err
		}
		return tell(tx, thread, author, m, who)
	})
	return m, err
}

// next counts one more message in the thread and returns its number.
func (r *Room) next(tx core.App, thread string) (int, error) {
	var n int
	err := tx.DB().NewQuery("UPDATE threads SET count = count + 1, lastAt = {:now}, updated = {:now} WHERE id = {:id} RETURNING count").
		Bind(dbx.Params{"now": members.Stamp(r.clock.Now()), "id": thread}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("number message: %w", err)
	}
	return n, nil
}

func (r *Room) attach(tx core.App, m *Message, author *members.Person, uploads []*multipart.FileHeader) error {
	for _, u := range uploads {
		_, err := r.files.SaveAttachment(tx, u, files.Belongs{Owner: author.Id, Room: "messages", Record: m.Id})
		if f := fault.As(err); f != nil && f.Kind == fault.Invalid {
			var problems fault.Problems
			problems.Add("files", f.Text, f.Args...)
			return problems.Err()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func check(text string) (string, error) {
	var problems fault.Problems
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		problems.Add("text", "Write something first.")
	case n > MaxText:
		problems.Add("text", "A message has at most %d characters.", MaxText)
	}
	if err := problems.Err(); err != nil {
		return "", err
	}
	html, err := prose.Render(text)
	if f := fault.As(err); f != nil {
		problems.Add("text", f.Text, f.Args...)
		return "", problems.Err()
	}
	return string(html), err
}

func tell(tx core.App, t *Thread, author *members.Person, m *Message, who []string) error {
	for _, p := range who {
		if p == author.Id {
			continue
		}
		err := notices.Tell(tx, notices.News{To: p, Kind: "message", Text: locale.Mark("%s wrote to you: %s"),
			Args: []any{author.Name(), t.Title()}, Link: t.Link(), Key: "message:" + m.Id})
		if err != nil {
			return err
		}
	}
	return nil
}

// MarkRead notes that the person has read the thread up to now. To people who do not take part it is fault.NotFound.
func (r *Room) MarkRead(app core.App, thread, person string) error {
	if err := isOf(app, thread, person); err != nil {
		return err
	}
	return r.markRead(app, thread, person)
}

func (r *Room) markRead(app core.App, thread, person string) error {
	_, err := app.NonconcurrentDB().NewQuery(`UPDATE thread_people SET read = (SELECT count FROM threads WHERE id = {:t}),
		updated = {:now} WHERE thread = {:t} AND person = {:p}`).
		Bind(dbx.Params{"t": thread, "p": person, "now": members.Stamp(r.clock.Now())}).Execute()
	if err != nil {
		return fmt.Errorf("mark thread read: %w", err)
	}
	return nil
}
