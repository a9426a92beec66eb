package forums

import (
	"fmt"
	"slices"

	"cooperage/hooks/files"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Shown is a post as a page shows it.
type Shown struct {
	Post
	Who      string  `db:"name"`
	Handle   string  `db:"handle"`
	Kind     string  `db:"kind"` // of the author's account; "" without one
	Face     string  `db:"portrait"`
	ToNumber *int64  `db:"to_number"` // the post that is answered
	ToName   *string `db:"to_name"`

	Files   []*files.Attachment `db:"-"`
	In      *Topic              `db:"-"`
	Unread  bool                `db:"-"` // the first that the reader has not read
	Mine    bool                `db:"-"`
	Edits   bool                `db:"-"` // the reader may edit it
	Answers bool                `db:"-"` // the reader may answer
	Decides bool                `db:"-"` // the reader may say that this post settles the topic

	Moderates bool `db:"-"` // the reader is a moderator
	Why       *Why `db:"-"` // why a moderator hid it
	Can       Can  `db:"-"`
}

// Concealed reports whether a moderator hid the post, whose text is still there.
func (s *Shown) Concealed() bool {
	return s.Hidden == HiddenBy && s.Why != nil && s.Why.Reason != Erased
}

// Erasable reports whether the reader may erase its text for good.
func (s *Shown) Erasable(who *members.Person) bool {
	return (s.Mine || who != nil && who.Has("steward")) && (s.Why == nil || s.Why.Reason != Erased)
}

// ToURL leads to the post that this one answers.
func (s *Shown) ToURL() string { return s.In.PageURL(*s.ToNumber) }

// Answered is the number of the post that this one answers.
func (s *Shown) Answered() int64 { return *s.ToNumber }

// Link is the address of this post that holds for ever.
func (s *Shown) Link() string { return postLink(s.ID) }

// Settles reports whether this post decided the topic.
func (s *Shown) Settles() bool { return s.In.Decided != nil && *s.In.Decided == s.Number }

// Name is what the author is called; "" for who was forgotten.
func (s *Shown) Name() string { return s.Who }

// Portrait is the address of the author's picture, or "".
func (s *Shown) Portrait() string { return files.URL(s.Face, files.Tile) }

// Gone reports whether the text is not for this reader.
func (s *Shown) Gone() bool { return s.Hidden != Visible && s.Stored == "" }

// reader is as whom posts are read.
type reader struct {
	person    int64
	moderates bool
}

const shownColumns = `p.id, p.topic, p.number, p.author, p.reply_to, p.stance, p.hidden, p.version, p.created_at, p.edited_at, p.renderer,
	CASE WHEN p.hidden = 0 OR {:mod} = 1 OR p.author = {:me} THEN p.html ELSE '' END AS html, ` +
	`COALESCE(NULLIF(u.name, ''), f.name) AS name, COALESCE(u.handle, '') AS handle, COALESCE(u.kind, '') AS kind,
	COALESCE(u.portrait, '') AS portrait, q.number AS to_number, COALESCE(NULLIF(qu.name, ''), qf.name) AS to_name`

const shownJoins = ` FROM forum_posts p JOIN forum_people f ON f.id = p.author LEFT JOIN users u ON u.id = f.person
	LEFT JOIN forum_posts q ON q.id = p.reply_to LEFT JOIN forum_people qf ON qf.id = q.author LEFT JOIN users qu ON qu.id = qf.person`

// between returns the posts of a topic with numbers from..to, with their files. Whoever calls it has checked that the
// topic may be read.
func between(app core.App, by reader, topic, from, to int64) ([]*Shown, error) {
	list, err := bare(app, by, topic, from, to)
	if err != nil {
		return nil, err
	}
	return list, attached(app, list)
}

// bare is between without the files.
func bare(app core.App, by reader, topic, from, to int64) ([]*Shown, error) {
	var list []*Shown
	err := app.ConcurrentDB().NewQuery("SELECT " + shownColumns + shownJoins +
		" WHERE p.topic = {:t} AND p.number BETWEEN {:from} AND {:to} ORDER BY p.number").
		Bind(dbx.Params{"t": topic, "from": from, "to": to, "me": by.person, "mod": flag(by.moderates)}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list posts of topic %d: %w", topic, err)
	}
	return list, nil
}

// attached puts to each post the files that came with it, where the reader may see it.
func attached(app core.App, list []*Shown) error {
	var ids []string
	for _, p := range list {
		if !p.Gone() {
			ids = append(ids, str(p.ID))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	all, err := files.AttachmentsOf(app, "forums", ids...)
	if err != nil {
		return err
	}
	for _, a := range all {
		i := slices.IndexFunc(list, func(p *Shown) bool { return str(p.ID) == a.Record() })
		list[i].Files = append(list[i].Files, a)
	}
	return nil
}

// Latest returns the last n posts of a topic that the person may read, the oldest of them first.
func Latest(app core.App, who *members.Person, t *Topic, n int64) ([]*Shown, error) {
	person, err := personOf(app, who)
	if err != nil {
		return nil, err
	}
	return between(app, reader{person, Moderates(who)}, t.ID, max(1, t.Posts-n+1), t.Posts)
}
