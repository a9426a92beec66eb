package forums

import (
	"fmt"
	"strings"

	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// heard are the people who know of a post already.
type heard map[int64]bool

// tell writes the notices of a post: to whom it calls, to whom it answers, and to those who watch. Each hears of it
// once, only who may read the category, and nobody who has muted it.
func (r *Room) tell(tx core.App, w *writing) error {
	know := &heard{w.post.Author: true}
	if err := r.tellCalled(tx, w, know); err != nil {
		return err
	}
	if w.post.ReplyTo != nil {
		answered := dbx.NewExp("p.id = (SELECT author FROM forum_posts WHERE id = {:to})", dbx.Params{"to": *w.post.ReplyTo})
		if err := r.send(tx, w, know, answered, Normal, locale.Mark("%s answered you in “%s”")); err != nil {
			return err
		}
	}
	watching := dbx.NewExp(`p.id IN (SELECT person FROM forum_topic_levels WHERE topic = {:topic} AND level = 2
		UNION SELECT person FROM forum_category_levels WHERE category = {:category} AND level = 2)`)
	return r.send(tx, w, know, watching, Watch, locale.Mark("%s wrote in “%s”"))
}

// tellCalled tells those whom a post mentions.
func (r *Room) tellCalled(tx core.App, w *writing, know *heard) error {
	if len(w.called) == 0 {
		return nil
	}
	list := make([]any, len(w.called))
	for i, person := range w.called {
		list[i] = person
	}
	return r.send(tx, w, know, dbx.In("p.id", list...), Normal, locale.Mark("%s mentioned you in “%s”"))
}

// send tells all of whom the condition holds and who do not know yet. What concerns a person by name is a mention;
// the rest is news of what one watches.
func (r *Room) send(tx core.App, w *writing, know *heard, whom dbx.Expression, level int, text string) error {
	list, err := r.listeners(tx, w, whom, level)
	if err != nil {
		return err
	}
	var people []string
	for _, l := range list {
		if !(*know)[l.ID] {
			(*know)[l.ID] = true
			people = append(people, l.Person)
		}
	}
	news := notices.News{Kind: Mention, Text: text, Args: []any{w.who.Name(), w.topic.Title}, Link: postLink(w.post.ID),
		Key: "post:" + str(w.post.ID), Group: newsOf(w.topic.ID)}
	if level == Watch {
		news.Kind, news.Many, news.About = Watched, locale.Mark("%d new posts in “%s”"), w.topic.Title
	}
	return notices.TellMany(tx, people, news)
}

// Kinds of news that the forum sends.
const (
	Mention = "mention"
	Watched = "forum"
	Care    = "moderation"
)

// NewsKinds are the subjects of this room's news.
func NewsKinds() []notices.Kind {
	return []notices.Kind{
		{Name: Mention, Title: locale.Mark("Mentions and answers in the forum"),
			About: locale.Mark("Somebody calls you by @ and your handle, or answers your post."),
			Why:   locale.Mark("You get this mail because somebody spoke to you in the forum of %s.")},
		{Name: Watched, Title: locale.Mark("Topics you watch"),
			About: locale.Mark("A new post in a topic or category of the forum that you watch."),
			Why:   locale.Mark("You get this mail because you watch a topic or category in the forum of %s.")},
		{Name: Care, Title: locale.Mark("Moderation of the forum"),
			About: locale.Mark("A flag of yours was looked at, a post of yours was moderated, or your office has something to decide."),
			Why:   locale.Mark("You get this mail because something was moderated in the forum of %s, and it concerns you or your office.")},
	}
}

// newsOf is the group of all news about a topic.
func newsOf(topic int64) string { return "topic:" + str(topic) }

// listener is somebody who may hear of a post.
type listener struct {
	ID     int64  `db:"id"`
	Person string `db:"person"`
}

// listeners returns those of whom the condition holds, who may read the category now and pay the topic at least the
// level of attention.
func (r *Room) listeners(tx core.App, w *writing, whom dbx.Expression, level int) ([]listener, error) {
	var list []listener
	may, params := readers(w.category.ReadBy)
	params["topic"], params["category"], params["level"], params["at"] = w.topic.ID, w.category.ID, level, members.Stamp(r.clock.Now())
	err := tx.DB().Select("p.id", "p.person").From("forum_people p").InnerJoin("users u", dbx.NewExp("u.id = p.person")).
		Where(whom).AndWhere(dbx.NewExp(may)).
		AndWhere(dbx.NewExp(`COALESCE((SELECT level FROM forum_topic_levels WHERE topic = {:topic} AND person = p.id),
			(SELECT level FROM forum_category_levels WHERE category = {:category} AND person = p.id), 1) >= {:level}`)).
		OrderBy("p.id").Bind(params).All(&list)
	if err != nil {
		return nil, fmt.Errorf("find whom to tell of a post: %w", err)
	}
	return list, nil
}

// readers is the SQL condition on users u for those who may read what has the right, at the time {:at}.
func readers(right string) (string, dbx.Params) {
	name, isOffice := strings.CutPrefix(right, office)
	switch {
	case right == Public:
		return "u.kind <> 'former'", dbx.Params{}
	case isOffice:
		return `EXISTS (SELECT 1 FROM offices o WHERE o.person = u.id AND o.office = {:office} AND o.begins <= {:at}
			AND (o.ends = '' OR o.ends > {:at}))`, dbx.Params{"office": name}
	}
	return "u.kind = 'member'", dbx.Params{}
}
