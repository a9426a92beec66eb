package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/forums/discourse"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Importing says how a forum from elsewhere is taken over.
type Importing struct {
	File   string
	Source string // a name for the forum it comes from; importing the same again adds only what is new
	Public bool   // categories that everybody could read stay so; else they are the members'
}

// Imported counts what an import found and made.
type Imported struct {
	Categories, People, Topics, Posts int      // made by this run
	Known                             int      // posts that an earlier run had made
	LeftOut                           int      // system messages, deleted and hidden posts, private talk
	Plain                             []string // posts whose Markdown could not be rendered and that are shown as they were typed
	Missing                           []string // topics of which the source has more posts than the file
}

// Whole reports whether everything that the source promised came over as it was.
func (i Imported) Whole() bool { return len(i.Plain) == 0 && len(i.Missing) == 0 }

// perChunk is how many posts one transaction stores.
const perChunk = 500

// provisional is added to the source's numbers until a topic is complete: they have gaps, and pages of a topic may come
// in any order.
const provisional = 2_000_000_000

// importer is one run.
type importer struct {
	Importing
	app      core.App
	now      time.Time
	result   Imported
	topics   map[discourse.ID]discourse.Topic
	promised map[discourse.ID][]discourse.ID
	chunk    []discourse.Post
	touched  map[int64]bool // topics that got posts
	leftOut  map[discourse.ID]bool
	replies  []waiting
}

// waiting is a post that answers one which had not come when it was stored.
type waiting struct{ topic, post, number int64 }

// Import takes a forum over from a file that package discourse reads. Each chunk is one transaction, and what was stored
// is known by its id in the source: a run that was cut off, or that met an error, is simply started again. Authors become
// placeholders that the people with their address can claim. Nobody is told of what is imported.
func (r *Room) Import(app core.App, in Importing) (Imported, error) {
	m := &importer{Importing: in, app: app, now: r.clock.Now(), topics: map[discourse.ID]discourse.Topic{},
		promised: map[discourse.ID][]discourse.ID{}, touched: map[int64]bool{}, leftOut: map[discourse.ID]bool{}}
	// Categories and people first, for the files of an export come in any order.
	err := discourse.Read(in.File, discourse.Sink{Category: m.category, User: m.user, Topic: m.topic})
	if err == nil {
		err = discourse.Read(in.File, discourse.Sink{Post: m.post, Promised: func(t discourse.ID, ids []discourse.ID) { m.promised[t] = ids }})
	}
	if err == nil {
		err = m.flush()
	}
	// What a run that stopped has stored is put in order too: it can be read until the next one.
	if other := m.finish(); err == nil {
		err = other
	}
	if err == nil {
		err = m.compare()
	}
	return m.result, err
}

// known returns what an id of the source became, or 0.
func (m *importer) known(tx core.App, kind, id string) (local int64, err error) {
	err = tx.DB().Select("local").From("forum_sources").Where(dbx.HashExp{"source": m.Source, "kind": kind, "source_id": id}).Row(&local)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("look up %s %s: %w", kind, id, err)
	}
	return local, nil
}

func (m *importer) remember(tx core.App, kind, id string, local int64) error {
	_, err := tx.DB().NewQuery(`INSERT INTO forum_sources (source, kind, source_id, local) VALUES ({:s}, {:k}, {:id}, {:local}) ON CONFLICT DO NOTHING`).
		Bind(dbx.Params{"s": m.Source, "k": kind, "id": id, "local": local}).Execute()
	if err != nil {
		return fmt.Errorf("remember %s %s: %w", kind, id, err)
	}
	return nil
}

// category makes a category, unless one of this name is there. What only some could read is the stewards' until they
// open it: the groups of the source have no counterpart here.
func (m *importer) category(c discourse.Category) error {
	return m.app.RunInTransaction(func(tx core.App) error { return m.makeCategory(tx, c) })
}

func (m *importer) makeCategory(tx core.App, c discourse.Category) error {
	id, err := m.known(tx, "category", string(c.ID))
	if err != nil || id != 0 {
		return err
	}
	name, slug := oneLine(c.Name, 60), slugOf(c.Name)
	if slices.Contains(reserved, slug) {
		slug += "-talk"
	}
	err = tx.DB().Select("id").From("forum_categories").Where(dbx.HashExp{"slug": slug, "purpose": ""}).Row(&id)
	if errors.Is(err, sql.ErrNoRows) {
		read := Members
		if m.Public {
			read = Public
		}
		if c.Restricted {
			read = office + "steward"
		}
		err = tx.DB().NewQuery(`INSERT INTO forum_categories (slug, name, about, position, read_by, write_by, created_at)
				VALUES ({:slug}, {:name}, {:about}, (SELECT COALESCE(max(position), 0) + 1 FROM forum_categories WHERE purpose = ''), {:read}, {:write}, {:now}) RETURNING id`).
			Bind(dbx.Params{"slug": slug, "name": name, "about": oneLine(c.About(), 200), "read": read, "write": strings.Replace(read, Public, Members, 1), "now": ms(m.now)}).Row(&id)
		m.result.Categories++
	}
	if err != nil {
		return fmt.Errorf("make category %s: %w", c.ID, err)
	}
	return m.remember(tx, "category", string(c.ID), id)
}

// oneLine is a text on one line of at most max characters.
func oneLine(s string, max int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > max {
		return strings.TrimSpace(string(r[:max-1])) + "…"
	}
	return string(r)
}

// user makes a placeholder for an author.
func (m *importer) user(u discourse.User) error {
	return m.app.RunInTransaction(func(tx core.App) error {
		_, err := m.person(tx, u)
		return err
	})
}

// keys are what a source knows an author by: posts name one, or the other, or both.
func keys(u discourse.User) []string {
	var list []string
	if u.Username != "" {
		list = append(list, "@"+strings.ToLower(u.Username))
	}
	if u.ID != "" {
		list = append(list, "#"+string(u.ID))
	}
	return list
}

// person returns the author's number in the forum, of a new placeholder if need be.
func (m *importer) person(tx core.App, u discourse.User) (id int64, err error) {
	for _, key := range keys(u) {
		if id == 0 {
			if id, err = m.known(tx, "user", key); err != nil {
				return 0, err
			}
		}
	}
	if id == 0 {
		name := u.Name
		if strings.TrimSpace(name) == "" {
			name = u.Username
		}
		err = tx.DB().NewQuery("INSERT INTO forum_people (name) VALUES ({:name}) RETURNING id").Bind(dbx.Params{"name": oneLine(name, 100)}).Row(&id)
		if err == nil {
			_, err = tx.DB().Insert("forum_placeholders", dbx.Params{"person": id, "source": m.Source, "username": u.Username}).Execute()
		}
		if err != nil {
			return 0, fmt.Errorf("make a placeholder for %s: %w", u.Username, err)
		}
		m.result.People++
	}
	if u.Email != "" {
		_, err = tx.DB().Update("forum_placeholders", dbx.Params{"email_hash": addressHash(u.Email)}, dbx.HashExp{"person": id, "email_hash": ""}).Execute()
		if err != nil {
			return 0, fmt.Errorf("note the address of %s: %w", u.Username, err)
		}
	}
	for _, key := range keys(u) {
		if err := m.remember(tx, "user", key, id); err != nil {
			return 0, err
		}
	}
	return id, nil
}

func (m *importer) topic(t discourse.Topic) error {
	m.topics[t.ID] = t
	return nil
}

// post keeps a post for the next chunk.
func (m *importer) post(p discourse.Post) error {
	t, ok := m.topics[p.Topic]
	switch {
	case !ok:
		return fmt.Errorf("post %s belongs to topic %s, which is not in the file", p.ID, p.Topic)
	case !p.Said() || t.Stub == "private_message":
		m.result.LeftOut++
		m.leftOut[p.ID] = true
		return nil
	}
	if m.chunk = append(m.chunk, p); len(m.chunk) < perChunk {
		return nil
	}
	return m.flush()
}

// flush stores the chunk in one transaction.
func (m *importer) flush() error {
	before := m.result
	err := m.app.RunInTransaction(func(tx core.App) error {
		for _, p := range m.chunk {
			if err := m.store(tx, p); err != nil {
				return fmt.Errorf("topic %s, post %s: %w", p.Topic, p.ID, err)
			}
		}
		return nil
	})
	if err != nil {
		m.result = before
	}
	m.chunk = m.chunk[:0]
	return err
}

// store stores one post, and its topic with the first.
func (m *importer) store(tx core.App, p discourse.Post) error {
	if id, err := m.known(tx, "post", string(p.ID)); err != nil || id != 0 {
		if err == nil {
			m.result.Known++
		}
		return err
	}
	author, err := m.person(tx, discourse.User{ID: p.UserID, Username: p.Username, Name: p.Name})
	if err != nil {
		return err
	}
	topic, err := m.topicOf(tx, p, author)
	if err != nil {
		return err
	}
	body, html, err := m.rendered(tx, p)
	if err != nil {
		return err
	}
	var id int64
	var answered *int64
	err = tx.DB().NewQuery(`INSERT INTO forum_posts (topic, number, author, reply_to, created_at, renderer, body, html)
		VALUES ({:t}, {:n}, {:a}, (SELECT id FROM forum_posts WHERE topic = {:t} AND number = {:to}), {:at}, {:v}, {:body}, {:html}) RETURNING id, reply_to`).
		Bind(dbx.Params{"t": topic, "n": provisional + p.Number, "a": author, "to": provisional + p.ReplyTo, "at": ms(p.Created.Time),
			"v": prose.Version, "body": body, "html": html}).Row(&id, &answered)
	if err != nil {
		return fmt.Errorf("store it: %w", err)
	}
	if p.ReplyTo > 0 && answered == nil {
		m.replies = append(m.replies, waiting{topic, id, int64(p.ReplyTo)})
	}
	m.result.Posts++
	return m.remember(tx, "post", string(p.ID), id)
}

// topicOf returns the topic that the post's topic became, and makes it for the first post of it that comes.
func (m *importer) topicOf(tx core.App, p discourse.Post, author int64) (int64, error) {
	id, err := m.known(tx, "topic", string(p.Topic))
	if err != nil {
		return 0, err
	}
	if id == 0 {
		t := m.topics[p.Topic]
		if t.Category == "" {
			t.Category = "none"
			if err := m.makeCategory(tx, discourse.Category{ID: "none", Name: "Imported"}); err != nil {
				return 0, err
			}
		}
		category, err := m.known(tx, "category", string(t.Category))
		if err == nil && category == 0 {
			err = fmt.Errorf("topic %s is in category %s, which is not in the file", t.ID, t.Category)
		}
		if err != nil {
			return 0, err
		}
		err = tx.DB().NewQuery(`INSERT INTO forum_topics (category, author, title, pinned, locked, created_at, last_post_at, last_author)
			VALUES ({:c}, {:a}, {:title}, {:pinned}, {:locked}, {:at}, {:at}, {:a}) RETURNING id`).
			Bind(dbx.Params{"c": category, "a": author, "title": oneLine(t.Title, MaxTitle), "pinned": flag(t.Pinned), "locked": flag(t.Closed), "at": ms(p.Created.Time)}).Row(&id)
		if err != nil {
			return 0, fmt.Errorf("store topic %s: %w", t.ID, err)
		}
		m.result.Topics++
		if err := m.remember(tx, "topic", string(t.ID), id); err != nil {
			return 0, err
		}
	}
	m.touched[id] = true
	return id, nil
}

// rendered is the post in our Markdown and as HTML. What cannot be rendered is shown as it was typed.
func (m *importer) rendered(tx core.App, p discourse.Post) (body, html string, err error) {
	body = discourse.Markdown(p.Raw, func(topic discourse.ID, post int) string { return m.link(tx, topic, post) })
	if body == "" { // an upload without a name was all of it
		body = "…"
	}
	out, err := prose.Render(body, prose.Anchored(m.Source+string(p.ID)))
	if fault.As(err) != nil {
		m.result.Plain = append(m.result.Plain, fmt.Sprintf("topic %s, post %s: %s", p.Topic, p.ID, sentence(err)))
		body = asTyped(p.Raw)
		out, err = prose.Render(body)
	}
	return body, string(out), err
}

func sentence(err error) string {
	f := fault.As(err)
	return fmt.Sprintf(f.Text, f.Args...)
}

// asTyped is a text as a block of code, cut to what a post can hold.
func asTyped(raw string) string {
	const fence = "~~~~~~~~"
	text := strings.ReplaceAll(raw, fence, "")
	if most := prose.MaxChars - 100; utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "\n[…]"
	}
	return fence + "\n" + text + "\n" + fence
}

// link is where a post or topic of the source stands here; "" when it has not come over yet.
func (m *importer) link(tx core.App, topic discourse.ID, post int) string {
	id, err := m.known(tx, "topic", string(topic))
	if err != nil || id == 0 {
		return ""
	}
	var local int64
	err = tx.DB().Select("id").From("forum_posts").Where(dbx.HashExp{"topic": id, "number": provisional + post}).Row(&local)
	if err != nil {
		return "/forum/t/" + str(id)
	}
	return postLink(local)
}
