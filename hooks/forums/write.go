package forums

import (
	"fmt"
	"mime/multipart"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"
	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Limits of what is written, shown on the forms.
const (
	MinTitle = 5
	MaxTitle = 140
	MaxBody  = prose.MaxChars
	MaxFiles = 5
)

// Opening is a new topic as its form says it.
type Opening struct {
	Category int64
	Title    string
	Body     string
	Watch    bool // tell the author of each answer
	Once     string
	Files    []*multipart.FileHeader
}

// Reply is a new post in a topic as its form says it.
type Reply struct {
	Topic   int64
	ReplyTo int64 // number of the post that is answered, or 0
	Stance  string
	Body    string
	Once    string
	Files   []*multipart.FileHeader
}

// Start opens a topic with its first post. once is the form's token: the same form opens one topic.
func (r *Room) Start(app core.App, who *members.Person, o Opening) (*Topic, error) {
	var problems fault.Problems
	checkTitle(&problems, o.Title)
	checkBody(&problems, o.Body, len(o.Files))
	text, err := r.ready(app, &problems, o.Body)
	if err != nil {
		return nil, err
	}
	key := records.Key{Token: o.Once, Actor: who.Id, Request: strings.Join(append([]string{"topic", str(o.Category), o.Title, o.Body}, named(o.Files)...), "\x00")}
	id, err := records.Once(app, key, func(tx core.App) (string, error) {
		c, err := CategoryByID(tx, who, o.Category)
		if err != nil {
			return "", err
		}
		if c.Closed || c.Purpose == ForMotions {
			return "", fault.New(fault.Conflict, "This category takes no new topics.")
		}
		t, err := r.open(tx, who, c, o, text)
		if err != nil {
			return "", err
		}
		r.flood.Count(who.Id)
		return "topic " + str(t.ID), forgetDraft(tx, who, 0)
	})
	if err != nil {
		return nil, err
	}
	t, _, err := TopicByID(app, who, whole(strings.TrimPrefix(id, "topic ")))
	return t, err
}

// open stores a topic and its first post for whoever may write in the category. The caller has checked the words.
func (r *Room) open(tx core.App, who *members.Person, c *Category, o Opening, text text) (*Topic, error) {
	if _, err := r.mayWrite(tx, who, c); err != nil {
		return nil, err
	}
	return r.store(tx, who, c, o, text)
}

// store is open without asking whether the person may write, for the topics of motions.
func (r *Room) store(tx core.App, who *members.Person, c *Category, o Opening, text text) (*Topic, error) {
	person, err := PersonOf(tx, who.Id)
	if err != nil {
		return nil, err
	}
	now := ms(r.clock.Now())
	t := &Topic{Category: c.ID, Author: person, Title: o.Title, CreatedAt: now, LastPostAt: now, LastAuthor: person}
	err = tx.DB().NewQuery(`INSERT INTO forum_topics (category, author, title, created_at, last_post_at, last_author)
		VALUES ({:c}, {:p}, {:title}, {:now}, {:now}, {:p}) RETURNING id`).
		Bind(dbx.Params{"c": c.ID, "p": person, "title": o.Title, "now": now}).Row(&t.ID)
	if err != nil {
		return nil, fmt.Errorf("store a topic: %w", err)
	}
	if _, err := tx.DB().Update("forum_categories", dbx.Params{"topics": dbx.NewExp("topics + 1")}, dbx.HashExp{"id": c.ID}).Execute(); err != nil {
		return nil, fmt.Errorf("count a topic: %w", err)
	}
	if o.Watch {
		if err := setTopicLevel(tx, person, t.ID, Watch); err != nil {
			return nil, err
		}
	}
	return t, r.put(tx, &writing{who: who, topic: t, category: c, post: &Post{Author: person}, text: text, files: o.Files})
}

// Answer writes a post into a topic. The same form writes one post.
func (r *Room) Answer(app core.App, who *members.Person, a Reply) (*Post, *Topic, error) {
	var problems fault.Problems
	checkBody(&problems, a.Body, len(a.Files))
	if a.Stance != "" && a.Stance != "for" && a.Stance != "against" {
		problems.Add("stance", "Choose one of the options.")
	}
	text, err := r.ready(app, &problems, a.Body)
	if err != nil {
		return nil, nil, err
	}
	var made *Post // unless the form was sent before
	var in *Topic
	key := records.Key{Token: a.Once, Actor: who.Id, Request: strings.Join(append([]string{"post", str(a.Topic), str(a.ReplyTo), a.Stance, a.Body}, named(a.Files)...), "\x00")}
	id, err := records.Once(app, key, func(tx core.App) (string, error) {
		t, c, err := TopicByID(tx, who, a.Topic)
		if err != nil {
			return "", err
		}
		person, err := r.mayAnswer(tx, who, t, c)
		if err != nil {
			return "", err
		}
		p := &Post{Author: person, Stance: a.Stance}
		if t.Motion == nil {
			p.Stance = ""
		}
		if p.ReplyTo, err = postAt(tx, t.ID, a.ReplyTo); err != nil {
			return "", err
		}
		if err := r.put(tx, &writing{who: who, topic: t, category: c, post: p, text: text, files: a.Files}); err != nil {
			return "", err
		}
		r.flood.Count(who.Id)
		made, in = p, t
		return "post " + str(p.ID), forgetDraft(tx, who, t.ID)
	})
	if err != nil || made != nil {
		return made, in, err
	}
	p, t, _, err := PostByID(app, who, whole(strings.TrimPrefix(id, "post ")))
	return p, t, err
}

// writing is a post on its way into a topic.
type writing struct {
	who      *members.Person
	topic    *Topic
	category *Category
	post     *Post
	text     text
	files    []*multipart.FileHeader
	called   []int64 // whom it mentions, by their numbers in the forum
}

// put gives a post the next number of its topic and stores it, with its files, mentions and news.
func (r *Room) put(tx core.App, w *writing) error {
	now, p, t := ms(r.clock.Now()), w.post, w.topic
	p.Topic, p.CreatedAt, p.Version = t.ID, now, 1
	err := tx.DB().NewQuery(`UPDATE forum_topics SET posts = posts + 1, last_post_at = max(last_post_at, {:now}), last_author = {:p}
		WHERE id = {:t} RETURNING posts`).Bind(dbx.Params{"now": now, "p": p.Author, "t": t.ID}).Row(&p.Number)
	if err != nil {
		return fmt.Errorf("number a post: %w", err)
	}
	t.Posts = p.Number
	err = tx.DB().NewQuery(`INSERT INTO forum_posts (topic, number, author, reply_to, stance, created_at, renderer, body, html)
		VALUES ({:t}, {:n}, {:p}, {:to}, {:stance}, {:now}, {:v}, {:body}, {:html}) RETURNING id`).
		Bind(dbx.Params{"t": t.ID, "n": p.Number, "p": p.Author, "to": p.ReplyTo, "stance": p.Stance, "now": now,
			"v": prose.Version, "body": w.text.body, "html": w.text.html}).Row(&p.ID)
	if err != nil {
		return fmt.Errorf("store a post: %w", err)
	}
	_, err = tx.DB().Update("forum_categories", dbx.Params{"posts": dbx.NewExp("posts + 1")}, dbx.HashExp{"id": w.category.ID}).Execute()
	if err != nil {
		return fmt.Errorf("count a post: %w", err)
	}
	if err := r.attach(tx, w.who, p.ID, w.files); err != nil {
		return err
	}
	if err := markRead(tx, p.Author, t.ID, p.Number, now); err != nil {
		return err
	}
	if w.called, err = mention(tx, p.ID, w.text.calls); err != nil {
		return err
	}
	return r.tell(tx, w)
}

// attach keeps the files that came with a post.
func (r *Room) attach(tx core.App, who *members.Person, post int64, uploads []*multipart.FileHeader) error {
	for _, u := range uploads {
		_, err := r.files.SaveAttachment(tx, u, files.Belongs{Owner: who.Id, Room: "forums", Record: str(post)})
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

// mayWrite returns the person's number in the forum, or why the person may not write in the category just now.
func (r *Room) mayWrite(tx core.App, who *members.Person, c *Category) (int64, error) {
	if !c.WritableBy(who) {
		return 0, fault.New(fault.Forbidden, "In this category only some can write, and you can read.")
	}
	person, err := PersonOf(tx, who.Id)
	if err != nil || r.silenced == nil {
		return person, err
	}
	return person, r.silenced(tx, person, r.clock.Now())
}

// mayAnswer is mayWrite for a topic that is there.
func (r *Room) mayAnswer(tx core.App, who *members.Person, t *Topic, c *Category) (int64, error) {
	if t.MergedInto != nil {
		return 0, fault.New(fault.Conflict, "This topic was merged into another one. Please write there.")
	}
	if t.Locked && !Moderates(who) {
		return 0, fault.New(fault.Conflict, "This topic is locked: it can be read, and nothing can be added.")
	}
	return r.mayWrite(tx, who, c)
}

// postAt returns the id of a topic's post, or nil for the number 0.
func postAt(tx core.App, topic, number int64) (*int64, error) {
	if number == 0 {
		return nil, nil
	}
	var ids []int64
	err := tx.DB().Select("id").From("forum_posts").Where(dbx.HashExp{"topic": topic, "number": number}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find the post that is answered: %w", err)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return &ids[0], nil
}

func checkTitle(problems *fault.Problems, title string) {
	if n := utf8.RuneCountInString(title); n < MinTitle || n > MaxTitle || strings.ContainsAny(title, "\n\r\t") {
		problems.Add("title", "Write a title of %d to %d characters on one line.", MinTitle, MaxTitle)
	}
}

func checkBody(problems *fault.Problems, body string, uploads int) {
	if n := utf8.RuneCountInString(body); n < 1 || n > MaxBody {
		problems.Add("body", "Write up to %d characters.", MaxBody)
	}
	if uploads > MaxFiles {
		problems.Add("files", "A post takes up to %d files.", MaxFiles)
	}
}

// named are the names and sizes of uploads, for telling equal sendings.
func named(uploads []*multipart.FileHeader) []string {
	return slices.Collect(func(yield func(string) bool) {
		for _, u := range uploads {
			if !yield(u.Filename + " " + str(u.Size)) {
				return
			}
		}
	})
}

func str(n int64) string { return strconv.FormatInt(n, 10) }

// whole reads a number that this room wrote; what is none becomes 0, which nothing is numbered with.
func whole(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// ms is an instant as the tables keep it.
func ms(t time.Time) int64 { return t.UnixMilli() }
