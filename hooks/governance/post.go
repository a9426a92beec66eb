package governance

import (
	"fmt"
	"html/template"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"
	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Post is one contribution to the discussion under a motion. Its columns are those of a forum post, so that the
// discussion can become a topic.
type Post struct {
	ID       int64  `db:"id"`
	Motion   int64  `db:"motion"`
	Author   string `db:"author"`
	Stance   string `db:"stance"` // for, against or ""
	Body     string `db:"body"`
	Stored   string `db:"html"`
	Renderer int64  `db:"renderer"`
	MadeAt   string `db:"made_at"`
}

// HTML is the rendered text.
func (p Post) HTML() template.HTML { return prose.Stored(p.Stored) }

// Made is when it was written.
func (p Post) Made() time.Time { return instant(p.MadeAt) }

// Say adds a member's post to the discussion of a motion, until its vote closes. once is the form's token.
func (r *Room) Say(app core.App, who *members.Person, motion int64, stance, body, once string) error {
	var problems fault.Problems
	if n := utf8.RuneCountInString(body); n < 1 || n > MaxPost {
		problems.Add("post", "Write up to %d characters.", MaxPost)
	}
	if stance != "" && stance != "for" && stance != "against" {
		problems.Add("stance", "Choose one of the options.")
	}
	if err := problems.Err(); err != nil {
		return err
	}
	html, err := prose.Render(body)
	if err != nil {
		return err
	}
	key := records.Key{Token: once, Actor: who.Id, Request: strings.Join([]string{"post", number(motion), stance, body}, "\x00")}
	_, err = records.Once(app, key, func(tx core.App) (string, error) {
		m, err := ByID(tx, motion)
		if err != nil {
			return "", err
		}
		now := r.clock.Now()
		if m.State != Draft && m.State != Deliberation && !m.IsOpen(now) {
			return "", fault.New(fault.Conflict, "The discussion of this motion is closed.")
		}
		_, err = tx.DB().Insert("motion_posts", dbx.Params{"motion": motion, "author": who.Code(), "stance": stance,
			"body": body, "html": string(html), "renderer": prose.Version, "made_at": stamp(now)}).Execute()
		if err != nil {
			return "", fmt.Errorf("store a post under motion %d: %w", motion, err)
		}
		return "", nil
	})
	return err
}

// Posts returns the discussion of a motion, the oldest first.
func Posts(app core.App, motion int64) ([]Post, error) {
	var list []Post
	err := app.DB().Select("*").From("motion_posts").Where(dbx.HashExp{"motion": motion}).OrderBy("id").Limit(500).All(&list)
	if err != nil {
		return nil, fmt.Errorf("read the discussion of motion %d: %w", motion, err)
	}
	return list, nil
}
