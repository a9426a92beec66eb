package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Hide takes a post's text from the readers. Its place stays and says why; the author still sees the text.
func (r *Room) Hide(app core.App, who *members.Person, post int64, reason, note string) error {
	var problems fault.Problems
	checkReason(&problems, reason, note, false)
	if err := problems.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		p, t, _, err := PostByID(tx, who, post)
		if err != nil {
			return err
		}
		judge, err := r.judge(tx, who, p.Author)
		if err != nil {
			return err
		}
		if err := r.conceal(tx, judge, p, t, reason, note); err != nil {
			return err
		}
		if _, err := r.closeFlags(tx, judge, Verdict{Post: post, Outcome: Concealed, Answer: note}); err != nil {
			return err
		}
		return r.note(tx, who, p.Author, postLink(post), locale.Mark("Hid a post: %s."), reason)
	})
}

// conceal hides the post and tells its author why.
func (r *Room) conceal(tx core.App, judge int64, p *Post, t *Topic, reason, note string) error {
	if p.Hidden != Visible {
		return fault.New(fault.Conflict, "This post is hidden already.")
	}
	if err := setHidden(tx, p.ID, HiddenBy); err != nil {
		return err
	}
	now := ms(r.clock.Now())
	_, err := tx.DB().Insert("forum_hidden", dbx.Params{"post": p.ID, "reason": reason, "note": strings.TrimSpace(note), "hider": judge, "made_at": now}).Execute()
	if err != nil {
		return fmt.Errorf("say why a post is hidden: %w", err)
	}
	return tellPerson(tx, p.Author, notices.News{Text: "A moderator has hidden your post in “%s”: %s.", Args: []any{t.Title, locale.Word(ReasonText(reason))},
		Link: postLink(p.ID), Key: "hidden:" + str(p.ID) + ":" + str(now)})
}

func setHidden(tx core.App, post int64, how int) error {
	if _, err := tx.DB().Update("forum_posts", dbx.Params{"hidden": how}, dbx.HashExp{"id": post}).Execute(); err != nil {
		return fmt.Errorf("hide or show post %d: %w", post, err)
	}
	return nil
}

// Restore shows a hidden post again.
func (r *Room) Restore(app core.App, who *members.Person, post int64) error {
	return app.RunInTransaction(func(tx core.App) error {
		p, _, _, err := PostByID(tx, who, post)
		if err != nil {
			return err
		}
		if _, err := r.judge(tx, who, p.Author); err != nil {
			return err
		}
		if err := r.reveal(tx, p); err != nil {
			return err
		}
		return r.note(tx, who, p.Author, postLink(post), locale.Mark("Showed a hidden post again."))
	})
}

// reveal shows the post again and tells its author.
func (r *Room) reveal(tx core.App, p *Post) error {
	why, err := whyHidden(tx, p.ID)
	switch {
	case err != nil:
		return err
	case why == nil || p.Hidden != HiddenBy:
		return fault.New(fault.Conflict, "This post is not hidden by a moderator.")
	case why.Reason == Erased:
		return fault.New(fault.Conflict, "The text of this post was erased. It cannot come back.")
	}
	if err := setHidden(tx, p.ID, Visible); err != nil {
		return err
	}
	if _, err := tx.DB().Delete("forum_hidden", dbx.HashExp{"post": p.ID}).Execute(); err != nil {
		return fmt.Errorf("forget why a post was hidden: %w", err)
	}
	return tellPerson(tx, p.Author, notices.News{Text: "Your post is shown to everybody again.", Link: postLink(p.ID),
		Key: "shown:" + str(p.ID) + ":" + str(ms(r.clock.Now()))})
}

// Why says why a post is hidden.
type Why struct {
	Post   int64  `db:"post"`
	Reason string `db:"reason"`
	Note   string `db:"note"`
	Hider  int64  `db:"hider"`
	MadeAt int64  `db:"made_at"`
}

// Text is the catalogue key of the reason.
func (w *Why) Text() string { return ReasonText(w.Reason) }

// whyHidden returns why the post is hidden, or nil when no moderator hid it.
func whyHidden(app core.App, post int64) (*Why, error) {
	w := &Why{}
	err := app.DB().Select("*").From("forum_hidden").Where(dbx.HashExp{"post": post}).One(w)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read why post %d is hidden: %w", post, err)
	}
	return w, nil
}

// whyAll returns why posts are hidden, by their ids.
func whyAll(app core.App, posts []any) (map[int64]*Why, error) {
	if len(posts) == 0 {
		return nil, nil
	}
	var list []*Why
	if err := app.ConcurrentDB().Select("*").From("forum_hidden").Where(dbx.In("post", posts...)).All(&list); err != nil {
		return nil, fmt.Errorf("read why posts are hidden: %w", err)
	}
	all := map[int64]*Why{}
	for _, w := range list {
		all[w.Post] = w
	}
	return all, nil
}

// explain says of the posts that moderators hid why they are.
func explain(app core.App, list []*Shown) error {
	var hidden []any
	for _, p := range list {
		if p.Hidden == HiddenBy {
			hidden = append(hidden, p.ID)
		}
	}
	all, err := whyAll(app, hidden)
	for _, p := range list {
		p.Why = all[p.ID]
	}
	return err
}

// Erase takes a post's text away for good, to protect a person's data: from the post, its history, the search and
// the files that came with it. Its author may, and a steward at a person's request. The place stays, and the log says
// that it was done, without the text. It returns the numbers of posts in the topic that quote it and need a look.
func (r *Room) Erase(app core.App, who *members.Person, post int64) (quoters []int64, err error) {
	err = app.RunInTransaction(func(tx core.App) error {
		p, err := r.erasable(tx, who, post)
		if err != nil {
			return err
		}
		if quoters, err = quoting(tx, p); err != nil {
			return err
		}
		if err := r.wipe(tx, p); err != nil {
			return err
		}
		by, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		_, err = tx.DB().NewQuery(`INSERT INTO forum_hidden (post, reason, hider, made_at) VALUES ({:post}, {:reason}, {:by}, {:now})
			ON CONFLICT (post) DO UPDATE SET reason = excluded.reason, note = '', hider = excluded.hider, made_at = excluded.made_at`).
			Bind(dbx.Params{"post": p.ID, "reason": Erased, "by": by, "now": ms(r.clock.Now())}).Execute()
		if err != nil {
			return fmt.Errorf("say that a text was erased: %w", err)
		}
		text := locale.Mark("Erased the text of a post, to protect a person's data.")
		if len(quoters) > 0 {
			text = locale.Mark("Erased the text of a post, to protect a person's data. It is quoted in posts %s.")
			return r.note(tx, who, p.Author, postLink(p.ID), text, numbered(quoters))
		}
		return r.note(tx, who, p.Author, postLink(p.ID), text)
	})
	return quoters, err
}

// erasable returns the post for whom may erase it. Stewards reach hidden posts too.
func (r *Room) erasable(tx core.App, who *members.Person, post int64) (*Post, error) {
	p, _, err := hiddenPost(tx, who, post)
	if err != nil {
		return nil, err
	}
	own, err := personOf(tx, who)
	if err != nil {
		return nil, err
	}
	if p.Author != own && !who.Has("steward") {
		return nil, fault.Missing()
	}
	why, err := whyHidden(tx, p.ID)
	if err == nil && why != nil && why.Reason == Erased {
		err = fault.New(fault.Conflict, "The text of this post was erased already.")
	}
	return p, err
}

// hiddenPost returns a post whatever hides it, with its topic, in a category that the person may read.
func hiddenPost(tx core.App, who *members.Person, post int64) (*Post, *Topic, error) {
	p, t, err := postAnywhere(tx, post)
	if err != nil {
		return nil, nil, err
	}
	_, err = CategoryByID(tx, who, t.Category)
	return p, t, err
}

// postAnywhere returns a post whoever may read it.
func postAnywhere(tx core.App, post int64) (*Post, *Topic, error) {
	p, t := &Post{}, &Topic{}
	err := tx.DB().Select("*").From("forum_posts").Where(dbx.HashExp{"id": post}).One(p)
	if err == nil {
		err = tx.DB().Select("*").From("forum_topics").Where(dbx.HashExp{"id": p.Topic}).One(t)
	}
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, fault.Missing()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("find post %d: %w", post, err)
	}
	return p, t, nil
}

// wipe empties a post and everything that was kept of its text.
func (r *Room) wipe(tx core.App, p *Post) error {
	_, err := tx.DB().Update("forum_posts", dbx.Params{"hidden": HiddenBy, "body": "", "html": ""}, dbx.HashExp{"id": p.ID}).Execute()
	for _, table := range []string{"forum_edits", "forum_mentions"} {
		if err == nil {
			_, err = tx.DB().Delete(table, dbx.HashExp{"post": p.ID}).Execute()
		}
	}
	if err == nil { // drafts of answers to it may hold it as a quotation
		_, err = tx.DB().Delete("forum_drafts", dbx.HashExp{"reply_to": p.ID}).Execute()
	}
	if err != nil {
		return fmt.Errorf("erase the text of post %d: %w", p.ID, err)
	}
	list, err := files.AttachmentsOf(tx, "forums", str(p.ID))
	if err != nil {
		return err
	}
	for _, a := range list {
		if err := tx.Delete(a.ProxyRecord()); err != nil {
			return fmt.Errorf("erase a file of post %d: %w", p.ID, err)
		}
	}
	return nil
}

// quoting returns the numbers of the topic's posts that quote a line of the post.
func quoting(tx core.App, p *Post) ([]int64, error) {
	var rows []struct {
		Number int64  `db:"number"`
		Body   string `db:"body"`
	}
	err := tx.DB().NewQuery(`SELECT number, body FROM forum_posts WHERE topic = {:t} AND id > {:id} AND body LIKE '%> %' ORDER BY number`).
		Bind(dbx.Params{"t": p.Topic, "id": p.ID}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("look for quotations of post %d: %w", p.ID, err)
	}
	said := map[string]bool{}
	for line := range strings.Lines(p.Body) {
		if line = strings.TrimSpace(line); len(line) >= 12 {
			said[line] = true
		}
	}
	var list []int64
	for _, row := range rows {
		for line := range strings.Lines(row.Body) {
			if q, ok := strings.CutPrefix(strings.TrimSpace(line), "> "); ok && said[strings.TrimSpace(q)] {
				list = append(list, row.Number)
				break
			}
		}
	}
	return list, nil
}

// numbered writes numbers of posts as people write them: #3, #5.
func numbered(list []int64) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = "#" + str(n)
	}
	return strings.Join(words, ", ")
}
