package forums

import (
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Edit is a new text of a post, and of its topic's title when it is the first.
type Edit struct {
	Post    int64
	Version int64 // the version that was edited, so that nobody overwrites what they have not seen
	Title   string
	Body    string
}

// Edit replaces the text of a post and keeps the one before. The author may, and moderators; who is newly mentioned
// is told.
func (r *Room) Edit(app core.App, who *members.Person, in Edit) (*Post, *Topic, error) {
	before, _, _, err := PostByID(app, who, in.Post)
	if err != nil {
		return nil, nil, err
	}
	var problems fault.Problems
	if before.Number == 1 {
		checkTitle(&problems, in.Title)
	}
	checkBody(&problems, in.Body, 0)
	text, err := r.ready(app, &problems, in.Body)
	if err != nil {
		return nil, nil, err
	}
	var p *Post
	var t *Topic
	err = app.RunInTransaction(func(tx core.App) error {
		var c *Category
		var person int64
		if p, t, c, person, err = r.editable(tx, who, in.Post); err != nil {
			return err
		}
		title := t.Title
		if p.Number == 1 {
			title = in.Title
		}
		if p.Body == in.Body && t.Title == title {
			return nil // the same words again change nothing
		}
		if p.Version != in.Version {
			return fault.New(fault.Conflict, "This post has been edited meanwhile. Your text is below; look at the post before you save.")
		}
		if err := r.replace(tx, person, p, t, title, text); err != nil {
			return err
		}
		if person != p.Author {
			if err := r.note(tx, who, p.Author, postLink(p.ID), locale.Mark("Edited somebody's post.")); err != nil {
				return err
			}
		}
		w := &writing{who: who, topic: t, category: c, post: p, text: text}
		return r.tellNewlyCalled(tx, w)
	})
	return p, t, err
}

// editable returns the post for whom may edit it, with their number in the forum.
func (r *Room) editable(tx core.App, who *members.Person, post int64) (*Post, *Topic, *Category, int64, error) {
	p, t, c, err := PostByID(tx, who, post)
	if err != nil {
		return nil, nil, nil, 0, err
	}
	person, err := r.mayAnswer(tx, who, t, c)
	if err == nil && person != p.Author && !Moderates(who) {
		err = fault.New(fault.Forbidden, "Only its author can edit a post.")
	}
	if err == nil && p.Hidden == HiddenBy && !Moderates(who) {
		err = fault.New(fault.Forbidden, "A moderator has hidden this post.")
	}
	return p, t, c, person, err
}

// replace stores the next version of a post and puts the one before into its history.
func (r *Room) replace(tx core.App, editor int64, p *Post, t *Topic, title string, text text) error {
	old := ""
	if title != t.Title {
		old = t.Title
	}
	now := ms(r.clock.Now())
	_, err := tx.DB().Insert("forum_edits", dbx.Params{"post": p.ID, "version": p.Version, "editor": editor, "made_at": now,
		"title": old, "body": p.Body}).Execute()
	if err != nil {
		return fmt.Errorf("keep the text before an edit: %w", err)
	}
	p.Version, p.EditedAt, p.Body, p.Stored = p.Version+1, now, text.body, text.html
	_, err = tx.DB().Update("forum_posts", dbx.Params{"version": p.Version, "edited_at": now, "renderer": prose.Version,
		"body": text.body, "html": text.html}, dbx.HashExp{"id": p.ID}).Execute()
	if err == nil && old != "" {
		t.Title = title
		_, err = tx.DB().Update("forum_topics", dbx.Params{"title": title}, dbx.HashExp{"id": t.ID}).Execute()
	}
	if err != nil {
		return fmt.Errorf("store an edit: %w", err)
	}
	return nil
}

// tellNewlyCalled tells those whom an edit mentions and the post did not before.
func (r *Room) tellNewlyCalled(tx core.App, w *writing) error {
	var before []int64
	err := tx.DB().Select("person").From("forum_mentions").Where(dbx.HashExp{"post": w.post.ID}).Column(&before)
	if err != nil {
		return fmt.Errorf("read mentions: %w", err)
	}
	called, err := mention(tx, w.post.ID, w.text.calls)
	if err != nil {
		return err
	}
	for _, person := range called {
		if !contains(before, person) {
			w.called = append(w.called, person)
		}
	}
	return r.tellCalled(tx, w, &heard{w.post.Author: true})
}

// TakeBack hides a post as its author wishes; its text stays for moderators and in the history. A topic's first post
// can be taken back only while nobody has answered.
func (r *Room) TakeBack(app core.App, who *members.Person, post int64) (*Topic, error) {
	var t *Topic
	err := app.RunInTransaction(func(tx core.App) error {
		p, topic, _, person, err := r.editable(tx, who, post)
		if err != nil {
			return err
		}
		t = topic
		if person != p.Author {
			return fault.Missing()
		}
		if p.Number == 1 && t.Posts > 1 || t.Motion != nil && p.Number == 1 {
			return fault.New(fault.Conflict, "Others have answered, so the topic stays. Ask a moderator if it has to go.")
		}
		_, err = tx.DB().Update("forum_posts", dbx.Params{"hidden": TakenBack}, dbx.HashExp{"id": p.ID, "hidden": Visible}).Execute()
		if err == nil && p.Number == 1 {
			_, err = tx.DB().Update("forum_topics", dbx.Params{"hidden": 1}, dbx.HashExp{"id": t.ID}).Execute()
			t = nil
		}
		if err != nil {
			return fmt.Errorf("take a post back: %w", err)
		}
		return nil
	})
	return t, err
}

// Version is one text that a post has had.
type Version struct {
	Number int64  `db:"version"`
	Title  string `db:"title"`
	Body   string `db:"body"`
	MadeAt int64  `db:"made_at"`
	Name   string `db:"name"` // who replaced it
}

// Made is when this version was written.
func (v Version) Made() time.Time { return at(v.MadeAt) }

// History returns the texts of a post, the oldest first, the present one last. Name is who wrote each.
func History(app core.App, p *Post, author string) ([]Version, error) {
	var kept []Version
	err := app.DB().NewQuery(`SELECT e.version, e.title, e.body, e.made_at, ` + nameOf("f", "u") + ` AS name FROM forum_edits e
		JOIN forum_people f ON f.id = e.editor LEFT JOIN users u ON u.id = f.person WHERE e.post = {:p} ORDER BY e.version LIMIT 200`).
		Bind(dbx.Params{"p": p.ID}).All(&kept)
	if err != nil {
		return nil, fmt.Errorf("read the history of post %d: %w", p.ID, err)
	}
	// A row says when and by whom its text was replaced: that is who wrote the next one.
	list := make([]Version, 0, len(kept)+1)
	when, by := p.CreatedAt, author
	for _, v := range kept {
		list = append(list, Version{Number: v.Number, Title: v.Title, Body: v.Body, MadeAt: when, Name: by})
		when, by = v.MadeAt, v.Name
	}
	return append(list, Version{Number: p.Version, Body: p.Body, MadeAt: when, Name: by}), nil
}

// nameOf is the SQL for what somebody is called, from forum_people f and users u: an account's own name goes before
// what an import said. It is "" for who was forgotten.
func nameOf(f, u string) string { return "COALESCE(NULLIF(" + u + ".name, ''), " + f + ".name)" }

func contains(list []int64, x int64) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// quoted is a text as a quotation in Markdown, without the quotations in it, cut to a length that can be read.
func quoted(body string) string {
	const most = 1200
	var lines []string
	size := 0
	for _, line := range strings.Split(body, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), ">") {
			continue
		}
		if size += len(line); size > most {
			lines = append(lines, "…")
			break
		}
		lines = append(lines, line)
	}
	return "> " + strings.Join(strings.Split(strings.TrimSpace(strings.Join(lines, "\n")), "\n"), "\n> ")
}
