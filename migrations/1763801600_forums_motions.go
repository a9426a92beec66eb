package migrations

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The discussion under each motion becomes a topic of the forum: the motion's text is the first post, what members
// said follows with its author, time and text. Then the old table goes.
func init() {
	m.Register(motionsIntoForum, motionsOutOfForum)
}

func motionsIntoForum(app core.App) error {
	db := app.NonconcurrentDB()
	var motions []struct {
		ID      int64  `db:"id"`
		Mover   string `db:"mover"`
		Title   string `db:"title"`
		State   string `db:"state"`
		Outcome string `db:"outcome"`
		Value   *int64 `db:"value"`
		Made    string `db:"created_at"`
		Body    string `db:"body"`
		HTML    string `db:"html"`
	}
	err := db.NewQuery(`SELECT m.id, m.mover, m.title, m.state, m.outcome, m.value, m.created_at, t.body, t.html
		FROM motions m JOIN motion_texts t ON t.motion = m.id AND t.version = m.version ORDER BY m.id`).All(&motions)
	if err != nil {
		return fmt.Errorf("read motions: %w", err)
	}
	for _, x := range motions {
		if x.Outcome == "kept" {
			x.State = "kept"
		}
		mover, err := forumPerson(db, x.Mover)
		if err != nil {
			return err
		}
		made, err := milliseconds(x.Made)
		if err != nil {
			return err
		}
		var topic int64
		err = db.NewQuery(`INSERT INTO forum_topics (category, author, title, motion, motion_state, motion_value, created_at, last_post_at, last_author)
			SELECT id, {:by}, {:title}, {:motion}, {:state}, {:value}, {:made}, {:made}, {:by} FROM forum_categories WHERE purpose = 'motions' RETURNING id`).
			Bind(dbx.Params{"by": mover, "title": x.Title, "motion": x.ID, "state": x.State, "value": x.Value, "made": made}).Row(&topic)
		if err != nil {
			return fmt.Errorf("open the topic of motion %d: %w", x.ID, err)
		}
		if err := forumPost(db, dbx.Params{"topic": topic, "number": 1, "author": mover, "stance": "", "at": made, "renderer": 1, "body": x.Body, "html": x.HTML}); err != nil {
			return err
		}
		if err := discussionIntoForum(db, x.ID, topic); err != nil {
			return err
		}
	}
	return exec(app, `UPDATE forum_topics SET posts = (SELECT count(*) FROM forum_posts p WHERE p.topic = forum_topics.id) WHERE motion IS NOT NULL`,
		`UPDATE forum_topics SET (last_post_at, last_author) = (SELECT created_at, author FROM forum_posts p WHERE p.topic = forum_topics.id ORDER BY number DESC LIMIT 1) WHERE motion IS NOT NULL`,
		`UPDATE forum_categories SET topics = (SELECT count(*) FROM forum_topics t WHERE t.category = forum_categories.id),
		 posts = (SELECT count(*) FROM forum_posts p JOIN forum_topics t ON t.id = p.topic WHERE t.category = forum_categories.id) WHERE purpose = 'motions'`,
		`DROP TABLE motion_posts`)
}

func discussionIntoForum(db dbx.Builder, motion, topic int64) error {
	var posts []struct {
		Author   string `db:"author"`
		Stance   string `db:"stance"`
		Body     string `db:"body"`
		HTML     string `db:"html"`
		Renderer int64  `db:"renderer"`
		Made     string `db:"made_at"`
	}
	err := db.NewQuery("SELECT author, stance, body, html, renderer, made_at FROM motion_posts WHERE motion = {:m} ORDER BY id").
		Bind(dbx.Params{"m": motion}).All(&posts)
	if err != nil {
		return fmt.Errorf("read the discussion of motion %d: %w", motion, err)
	}
	for i, p := range posts {
		author, err := forumPerson(db, p.Author)
		if err != nil {
			return err
		}
		made, err := milliseconds(p.Made)
		if err != nil {
			return err
		}
		err = forumPost(db, dbx.Params{"topic": topic, "number": i + 2, "author": author, "stance": p.Stance, "at": made,
			"renderer": p.Renderer, "body": p.Body, "html": p.HTML})
		if err != nil {
			return err
		}
	}
	return nil
}

func forumPost(db dbx.Builder, p dbx.Params) error {
	_, err := db.NewQuery(`INSERT INTO forum_posts (topic, number, author, stance, created_at, renderer, body, html)
		VALUES ({:topic}, {:number}, {:author}, {:stance}, {:at}, {:renderer}, {:body}, {:html})`).Bind(p).Execute()
	if err != nil {
		return fmt.Errorf("move a post into the forum: %w", err)
	}
	return nil
}

// forumPerson numbers the member with the code; a code that nobody has any more becomes a name without an account.
func forumPerson(db dbx.Builder, code string) (int64, error) {
	var id int64
	err := db.NewQuery(`INSERT INTO forum_people (person) SELECT id FROM users WHERE code = {:code}
		ON CONFLICT (person) DO UPDATE SET name = name RETURNING id`).Bind(dbx.Params{"code": code}).Row(&id)
	if err == nil {
		return id, nil
	}
	err = db.NewQuery("SELECT id FROM forum_people WHERE person IS NULL AND name = {:code}").Bind(dbx.Params{"code": code}).Row(&id)
	if err != nil {
		err = db.NewQuery("INSERT INTO forum_people (name) VALUES ({:code}) RETURNING id").Bind(dbx.Params{"code": code}).Row(&id)
	}
	if err != nil {
		return 0, fmt.Errorf("number %s in the forum: %w", code, err)
	}
	return id, nil
}

func milliseconds(stamp string) (int64, error) {
	t, err := time.Parse(types.DefaultDateLayout, stamp)
	if err != nil {
		return 0, fmt.Errorf("read an instant: %w", err)
	}
	return t.UnixMilli(), nil
}

// motionsOutOfForum brings the table back with what was said since; edits and hidden posts are given as they stand.
func motionsOutOfForum(app core.App) error {
	return exec(app, `
CREATE TABLE motion_posts (
  id       INTEGER PRIMARY KEY,
  motion   INTEGER NOT NULL REFERENCES motions (id),
  author   TEXT NOT NULL,
  stance   TEXT NOT NULL CHECK (stance IN ('', 'for', 'against')),
  body     TEXT NOT NULL,
  html     TEXT NOT NULL,
  renderer INTEGER NOT NULL,
  made_at  TEXT NOT NULL
) STRICT`,
		`CREATE INDEX motion_posts_of ON motion_posts (motion, id)`,
		`INSERT INTO motion_posts (motion, author, stance, body, html, renderer, made_at)
		 SELECT t.motion, COALESCE(u.code, f.name), p.stance, p.body, p.html, p.renderer,
		        strftime('%Y-%m-%d %H:%M:%S', p.created_at / 1000, 'unixepoch') || printf('.%03dZ', p.created_at % 1000)
		 FROM forum_posts p JOIN forum_topics t ON t.id = p.topic JOIN forum_people f ON f.id = p.author LEFT JOIN users u ON u.id = f.person
		 WHERE t.motion IS NOT NULL AND p.number > 1 AND p.hidden = 0 ORDER BY p.id`,
		`DELETE FROM forum_mentions WHERE post IN (SELECT p.id FROM forum_posts p JOIN forum_topics t ON t.id = p.topic WHERE t.motion IS NOT NULL)`,
		`DELETE FROM forum_edits WHERE post IN (SELECT p.id FROM forum_posts p JOIN forum_topics t ON t.id = p.topic WHERE t.motion IS NOT NULL)`,
		`DELETE FROM forum_posts WHERE topic IN (SELECT id FROM forum_topics WHERE motion IS NOT NULL)`,
		`DELETE FROM forum_topic_levels WHERE topic IN (SELECT id FROM forum_topics WHERE motion IS NOT NULL)`,
		`DELETE FROM forum_topics WHERE motion IS NOT NULL`,
		`UPDATE forum_categories SET topics = 0, posts = 0 WHERE purpose = 'motions'`)
}
