package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The forum's tables are raw and keyed by whole numbers: two million posts fit in half the room that records would
// take, and a page is one seek in an index. Instants are Unix milliseconds, people are rows of forum_people.
func init() {
	m.Register(func(app core.App) error {
		for _, part := range [][]string{forumPlaces, forumPosts, forumReaders} {
			if err := exec(app, part...); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		return exec(app, `DROP TABLE forum_mentions`, `DROP TABLE forum_drafts`, `DROP TABLE forum_topic_levels`,
			`DROP TABLE forum_category_levels`, `DROP TABLE forum_reads`, `DROP TABLE forum_edits`, `DROP TABLE forum_posts`,
			`DROP TABLE forum_topics`, `DROP TABLE forum_categories`, `DROP TABLE forum_people`)
	})
}

// forum_people are those who write and read: a person of users, or a placeholder from an import that nobody has
// claimed (person is NULL, name is what the import said).
// Rights are public, members or office:<name>. Public writing means everybody with an account.
// motion is the motion that a topic belongs to; governance keeps its state and result there, so that lists of topics
// need nothing else. posts is also the number of the topic's last post: numbers are dense, hidden posts keep theirs.
var forumPlaces = []string{`
CREATE TABLE forum_people (
  id          INTEGER PRIMARY KEY,
  person      TEXT UNIQUE,
  name        TEXT NOT NULL DEFAULT '',
  read_before INTEGER NOT NULL DEFAULT 0,
  auto_watch  INTEGER NOT NULL DEFAULT 1 CHECK (auto_watch IN (0, 1))
) STRICT`, `
CREATE TABLE forum_categories (
  id         INTEGER PRIMARY KEY,
  slug       TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 60),
  name       TEXT NOT NULL,
  about      TEXT NOT NULL DEFAULT '',
  position   INTEGER NOT NULL DEFAULT 0,
  read_by    TEXT NOT NULL CHECK (read_by IN ('public', 'members') OR read_by LIKE 'office:_%'),
  write_by   TEXT NOT NULL CHECK (write_by IN ('public', 'members') OR write_by LIKE 'office:_%'),
  purpose    TEXT NOT NULL DEFAULT '' CHECK (purpose IN ('', 'motions')),
  closed     INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  topics     INTEGER NOT NULL DEFAULT 0,
  posts      INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT`,
	`CREATE UNIQUE INDEX forum_categories_motions ON forum_categories (purpose) WHERE purpose <> ''`,
	`INSERT INTO forum_categories (slug, name, about, position, read_by, write_by, purpose, created_at)
	 VALUES ('motions', 'Motions', 'Each motion is talked over here before the vote.', 1000, 'members', 'members', 'motions', unixepoch() * 1000)`, `
CREATE TABLE forum_topics (
  id           INTEGER PRIMARY KEY,
  category     INTEGER NOT NULL REFERENCES forum_categories (id),
  author       INTEGER NOT NULL REFERENCES forum_people (id),
  title        TEXT NOT NULL,
  pinned       INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  locked       INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  hidden       INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  decided      INTEGER,
  merged_into  INTEGER REFERENCES forum_topics (id),
  motion       INTEGER,
  motion_state TEXT NOT NULL DEFAULT '',
  motion_value INTEGER,
  posts        INTEGER NOT NULL DEFAULT 0,
  created_at   INTEGER NOT NULL,
  last_post_at INTEGER NOT NULL,
  last_author  INTEGER NOT NULL REFERENCES forum_people (id)
) STRICT`,
	`CREATE INDEX forum_topics_list ON forum_topics (category, pinned, last_post_at, id) WHERE hidden = 0`,
	`CREATE INDEX forum_topics_latest ON forum_topics (category, last_post_at, id) WHERE hidden = 0`,
	`CREATE UNIQUE INDEX forum_topics_motion ON forum_topics (motion) WHERE motion IS NOT NULL`,
	`CREATE INDEX forum_topics_author ON forum_topics (author, id)`,
}

// reply_to is the id of the post that is answered: it holds when posts move. hidden is 0 for shown, 1 for hidden by a
// moderator, 2 for taken back by the author. forum_edits keeps each text that an edit replaced, and the topic's title
// where that changed too.
var forumPosts = []string{`
CREATE TABLE forum_posts (
  id         INTEGER PRIMARY KEY,
  topic      INTEGER NOT NULL REFERENCES forum_topics (id),
  number     INTEGER NOT NULL CHECK (number > 0),
  author     INTEGER NOT NULL REFERENCES forum_people (id),
  reply_to   INTEGER,
  stance     TEXT NOT NULL DEFAULT '' CHECK (stance IN ('', 'for', 'against')),
  hidden     INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1, 2)),
  version    INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  edited_at  INTEGER NOT NULL DEFAULT 0,
  renderer   INTEGER NOT NULL,
  body       TEXT NOT NULL,
  html       TEXT NOT NULL
) STRICT`,
	`CREATE UNIQUE INDEX forum_posts_number ON forum_posts (topic, number)`,
	`CREATE INDEX forum_posts_author ON forum_posts (author, topic, id)`,
	`CREATE INDEX forum_posts_renderer ON forum_posts (renderer)`, `
CREATE TABLE forum_edits (
  post    INTEGER NOT NULL REFERENCES forum_posts (id),
  version INTEGER NOT NULL CHECK (version > 0),
  editor  INTEGER NOT NULL REFERENCES forum_people (id),
  made_at INTEGER NOT NULL,
  title   TEXT NOT NULL DEFAULT '',
  body    TEXT NOT NULL,
  PRIMARY KEY (post, version)
) STRICT, WITHOUT ROWID`, `
CREATE TABLE forum_mentions (
  post   INTEGER NOT NULL REFERENCES forum_posts (id),
  person INTEGER NOT NULL REFERENCES forum_people (id),
  PRIMARY KEY (post, person)
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX forum_mentions_person ON forum_mentions (person, post)`,
}

// forum_reads holds how far a person has read each topic; what is older than forum_people.read_before counts as read.
// Levels are 0 mute, 1 normal, 2 watch; without a row it is normal, or what the category says. A draft is of one topic,
// or of a new one (topic 0).
var forumReaders = []string{`
CREATE TABLE forum_reads (
  person  INTEGER NOT NULL REFERENCES forum_people (id),
  topic   INTEGER NOT NULL,
  number  INTEGER NOT NULL,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (person, topic)
) STRICT, WITHOUT ROWID`, `
CREATE TABLE forum_topic_levels (
  topic  INTEGER NOT NULL REFERENCES forum_topics (id),
  person INTEGER NOT NULL REFERENCES forum_people (id),
  level  INTEGER NOT NULL CHECK (level IN (0, 1, 2)),
  PRIMARY KEY (topic, person)
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX forum_topic_levels_person ON forum_topic_levels (person, topic)`, `
CREATE TABLE forum_category_levels (
  category INTEGER NOT NULL REFERENCES forum_categories (id),
  person   INTEGER NOT NULL REFERENCES forum_people (id),
  level    INTEGER NOT NULL CHECK (level IN (0, 1, 2)),
  PRIMARY KEY (category, person)
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX forum_category_levels_person ON forum_category_levels (person, category)`, `
CREATE TABLE forum_drafts (
  person   INTEGER NOT NULL REFERENCES forum_people (id),
  topic    INTEGER NOT NULL,
  category INTEGER NOT NULL DEFAULT 0,
  reply_to INTEGER,
  title    TEXT NOT NULL DEFAULT '',
  body     TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (person, topic)
) STRICT, WITHOUT ROWID`,
}
