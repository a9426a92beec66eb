package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Draft is what somebody has written and not sent: an answer to a topic, or a new topic (Topic 0).
type Draft struct {
	Topic    int64  `db:"topic"`
	Category int64  `db:"category"`
	ReplyTo  *int64 `db:"reply_to"`
	Title    string `db:"title"`
	Body     string `db:"body"`
	SavedAt  int64  `db:"saved_at"`
	TopicIs  string `db:"topic_title"`
}

// Saved is when it was last kept.
func (d Draft) Saved() time.Time { return at(d.SavedAt) }

// Excerpt is its beginning in plain words.
func (d Draft) Excerpt() string { return prose.Plain(d.Body, 140) }

// SaveDraft keeps what a person has typed so far; an empty text forgets it. Nothing but its length is checked.
func (r *Room) SaveDraft(app core.App, who *members.Person, d Draft, replyTo int64) error {
	if utf8.RuneCountInString(d.Body) > MaxBody || utf8.RuneCountInString(d.Title) > MaxTitle {
		return fault.New(fault.Invalid, "The text is longer than %d characters.", MaxBody)
	}
	return app.RunInTransaction(func(tx core.App) error {
		if d.Topic != 0 {
			if _, _, err := TopicByID(tx, who, d.Topic); err != nil {
				return err
			}
		}
		if strings.TrimSpace(d.Body) == "" && strings.TrimSpace(d.Title) == "" {
			return forgetDraft(tx, who, d.Topic)
		}
		person, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		if d.ReplyTo, err = postAt(tx, d.Topic, replyTo); err != nil {
			return err
		}
		_, err = tx.DB().NewQuery(`INSERT INTO forum_drafts (person, topic, category, reply_to, title, body, saved_at)
			VALUES ({:p}, {:t}, {:c}, {:to}, {:title}, {:body}, {:now}) ON CONFLICT (person, topic) DO UPDATE SET
			category = excluded.category, reply_to = excluded.reply_to, title = excluded.title, body = excluded.body, saved_at = excluded.saved_at`).
			Bind(dbx.Params{"p": person, "t": d.Topic, "c": d.Category, "to": d.ReplyTo, "title": d.Title, "body": d.Body,
				"now": ms(r.clock.Now())}).Execute()
		if err != nil {
			return fmt.Errorf("keep a draft: %w", err)
		}
		return nil
	})
}

// ForgetDraft drops a draft, as its author asks.
func (r *Room) ForgetDraft(app core.App, who *members.Person, topic int64) error {
	return app.RunInTransaction(func(tx core.App) error { return forgetDraft(tx, who, topic) })
}

func forgetDraft(tx core.App, who *members.Person, topic int64) error {
	_, err := tx.DB().NewQuery("DELETE FROM forum_drafts WHERE topic = {:t} AND person = (SELECT id FROM forum_people WHERE person = {:who})").
		Bind(dbx.Params{"t": topic, "who": who.Id}).Execute()
	if err != nil {
		return fmt.Errorf("forget a draft: %w", err)
	}
	return nil
}

// DraftOf returns the person's draft of a topic, or of a new one (0); the zero draft when there is none.
func DraftOf(app core.App, who *members.Person, topic int64) (Draft, error) {
	var d Draft
	err := app.DB().NewQuery(`SELECT d.topic, d.category, d.reply_to, d.title, d.body, d.saved_at, '' AS topic_title
		FROM forum_drafts d JOIN forum_people p ON p.id = d.person WHERE p.person = {:who} AND d.topic = {:t}`).
		Bind(dbx.Params{"who": who.Id, "t": topic}).One(&d)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return d, fmt.Errorf("read a draft: %w", err)
	}
	return d, nil
}
