package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"html/template"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// What a post can be besides shown.
const (
	Visible   = 0
	HiddenBy  = 1 // a moderator hid it
	TakenBack = 2 // the author took it back
)

// Post is one row of forum_posts.
type Post struct {
	ID        int64  `db:"id"`
	Topic     int64  `db:"topic"`
	Number    int64  `db:"number"`
	Author    int64  `db:"author"`
	ReplyTo   *int64 `db:"reply_to"` // id of the post that is answered
	Stance    string `db:"stance"`   // for, against or "", about the topic's motion
	Hidden    int    `db:"hidden"`
	Version   int64  `db:"version"`
	CreatedAt int64  `db:"created_at"`
	EditedAt  int64  `db:"edited_at"`
	Renderer  int64  `db:"renderer"`
	Body      string `db:"body"`
	Stored    string `db:"html"`
}

// HTML is the rendered text.
func (p *Post) HTML() template.HTML { return prose.Stored(p.Stored) }

// Made is when it was written.
func (p *Post) Made() time.Time { return at(p.CreatedAt) }

// Edited is when it was last changed; zero for never.
func (p *Post) Edited() time.Time { return at(p.EditedAt) }

// PostByID returns the post with its topic and category if the person may read it, else fault.NotFound. The text of
// a hidden post is for its author and for moderators.
func PostByID(app core.App, who *members.Person, id int64) (*Post, *Topic, *Category, error) {
	p := &Post{}
	err := app.DB().Select("*").From("forum_posts").Where(dbx.HashExp{"id": id}).One(p)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, nil, fault.Missing()
	}
	if err != nil {
		return nil, nil, nil, fmt.Errorf("find post %d: %w", id, err)
	}
	t, c, err := TopicByID(app, who, p.Topic)
	if err != nil {
		return nil, nil, nil, err
	}
	if p.Hidden != Visible && !Moderates(who) {
		own, err := personOf(app, who)
		if err != nil {
			return nil, nil, nil, err
		}
		if own == 0 || own != p.Author {
			return nil, nil, nil, fault.Missing()
		}
	}
	return p, t, c, nil
}
