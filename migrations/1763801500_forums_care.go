package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Finding, moderating and importing the forum's posts.
func init() {
	m.Register(func(app core.App) error {
		for _, part := range [][]string{forumSearch, forumCare, forumImports} {
			if err := exec(app, part...); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		return exec(app, `DROP TABLE forum_feeds`, `DROP TABLE forum_placeholders`, `DROP TABLE forum_sources`,
			`DROP TABLE forum_moves`, `DROP TABLE forum_appeals`, `DROP TABLE forum_silences`, `DROP TABLE forum_hidden`, `DROP TABLE forum_flags`,
			`DROP TRIGGER forum_fts_insert`, `DROP TRIGGER forum_fts_delete`, `DROP TRIGGER forum_fts_before`, `DROP TRIGGER forum_fts_after`,
			`DROP TRIGGER forum_fts_topic_before`, `DROP TRIGGER forum_fts_topic_after`,
			`DROP TRIGGER forum_titles_insert`, `DROP TRIGGER forum_titles_before`, `DROP TRIGGER forum_titles_after`, `DROP TRIGGER forum_titles_delete`,
			`DROP TABLE forum_terms`, `DROP TABLE forum_titles`, `DROP TABLE forum_fts`, `DROP VIEW forum_words`, `DROP VIEW forum_title_words`)
	})
}

// forum_fts indexes what is shown. Besides the words of a post, and of its topic's title in the first one, it holds
// the marks by which a search narrows: c category, t topic, a author, d day, m month, y year. As they are terms of the
// index, a search for a common word in a small category is still a walk over two sorted lists, and rights hold before
// anything is counted. The content is a view, so that integrity-check and rebuild agree with the triggers; an entry is
// taken out for good (secure-delete), for a text that is erased must not live on in the index.
// forum_terms lists the index's words, to complete the last one that somebody typed. forum_titles indexes the titles
// once more by themselves: common words are rarely in a title together, and to find the few topics that have them the
// large index would have to be read through.
var forumSearch = []string{
	`CREATE VIEW forum_words AS SELECT p.id AS id, p.topic AS topic, CASE WHEN p.number = 1 THEN t.title ELSE '' END AS title, p.body AS body,
		'c' || t.category || ' t' || p.topic || ' a' || p.author || strftime(' d%Y%m%d m%Y%m y%Y', p.created_at / 1000, 'unixepoch') AS marks
	 FROM forum_posts p JOIN forum_topics t ON t.id = p.topic WHERE p.hidden = 0 AND t.hidden = 0`,
	`CREATE VIRTUAL TABLE forum_fts USING fts5(title, body, marks, content='forum_words', content_rowid='id',
		tokenize='unicode61 remove_diacritics 2')`,
	`INSERT INTO forum_fts(forum_fts, rank) VALUES ('secure-delete', 1)`,
	`CREATE VIEW forum_title_words AS SELECT id, title,
		'c' || category || ' t' || id || ' a' || author || strftime(' d%Y%m%d m%Y%m y%Y', created_at / 1000, 'unixepoch') AS marks
	 FROM forum_topics WHERE hidden = 0`,
	`CREATE VIRTUAL TABLE forum_titles USING fts5(title, marks, content='forum_title_words', content_rowid='id',
		tokenize='unicode61 remove_diacritics 2')`,
	`INSERT INTO forum_titles(forum_titles, rank) VALUES ('secure-delete', 1)`,
	`CREATE TRIGGER forum_titles_insert AFTER INSERT ON forum_topics BEGIN
		INSERT INTO forum_titles(rowid, title, marks) SELECT id, title, marks FROM forum_title_words WHERE id = new.id;
	END`,
	`CREATE TRIGGER forum_titles_before BEFORE UPDATE OF title, category, author, hidden, created_at ON forum_topics BEGIN
		INSERT INTO forum_titles(forum_titles, rowid, title, marks) SELECT 'delete', id, title, marks FROM forum_title_words WHERE id = old.id;
	END`,
	`CREATE TRIGGER forum_titles_after AFTER UPDATE OF title, category, author, hidden, created_at ON forum_topics BEGIN
		INSERT INTO forum_titles(rowid, title, marks) SELECT id, title, marks FROM forum_title_words WHERE id = new.id;
	END`,
	`CREATE TRIGGER forum_titles_delete BEFORE DELETE ON forum_topics BEGIN
		INSERT INTO forum_titles(forum_titles, rowid, title, marks) SELECT 'delete', id, title, marks FROM forum_title_words WHERE id = old.id;
	END`,
	`CREATE VIRTUAL TABLE forum_terms USING fts5vocab(forum_fts, instance)`,
	`CREATE TRIGGER forum_fts_insert AFTER INSERT ON forum_posts BEGIN
		INSERT INTO forum_fts(rowid, title, body, marks) SELECT id, title, body, marks FROM forum_words WHERE id = new.id;
	END`,
	`CREATE TRIGGER forum_fts_delete BEFORE DELETE ON forum_posts BEGIN
		INSERT INTO forum_fts(forum_fts, rowid, title, body, marks) SELECT 'delete', id, title, body, marks FROM forum_words WHERE id = old.id;
	END`,
	`CREATE TRIGGER forum_fts_before BEFORE UPDATE OF topic, number, author, hidden, created_at, body ON forum_posts
	 WHEN (old.topic, old.number = 1, old.author, old.hidden, old.created_at, old.body)
		IS NOT (new.topic, new.number = 1, new.author, new.hidden, new.created_at, new.body) BEGIN
		INSERT INTO forum_fts(forum_fts, rowid, title, body, marks) SELECT 'delete', id, title, body, marks FROM forum_words WHERE id = old.id;
	END`,
	`CREATE TRIGGER forum_fts_after AFTER UPDATE OF topic, number, author, hidden, created_at, body ON forum_posts
	 WHEN (old.topic, old.number = 1, old.author, old.hidden, old.created_at, old.body)
		IS NOT (new.topic, new.number = 1, new.author, new.hidden, new.created_at, new.body) BEGIN
		INSERT INTO forum_fts(rowid, title, body, marks) SELECT id, title, body, marks FROM forum_words WHERE id = new.id;
	END`,
	`CREATE TRIGGER forum_fts_topic_before BEFORE UPDATE OF title, category, hidden ON forum_topics
	 WHEN (old.title, old.category, old.hidden) IS NOT (new.title, new.category, new.hidden) BEGIN
		INSERT INTO forum_fts(forum_fts, rowid, title, body, marks) SELECT 'delete', id, title, body, marks FROM forum_words WHERE topic = old.id;
	END`,
	`CREATE TRIGGER forum_fts_topic_after AFTER UPDATE OF title, category, hidden ON forum_topics
	 WHEN (old.title, old.category, old.hidden) IS NOT (new.title, new.category, new.hidden) BEGIN
		INSERT INTO forum_fts(rowid, title, body, marks) SELECT id, title, body, marks FROM forum_words WHERE topic = new.id;
	END`,
}

// forum_hidden says why a post is hidden, for as long as it is; a post whose text was erased stays hidden for ever.
// forum_moves knows which post had a number in a topic that was merged away.
// A silence ends by itself; lifted_at is set when somebody ends it early. An appeal is about one of the two.
var forumCare = []string{`
CREATE TABLE forum_flags (
  id          INTEGER PRIMARY KEY,
  post        INTEGER NOT NULL REFERENCES forum_posts (id),
  flagger     INTEGER NOT NULL REFERENCES forum_people (id),
  reason      TEXT NOT NULL,
  note        TEXT NOT NULL DEFAULT '',
  made_at     INTEGER NOT NULL,
  outcome     TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'dismissed', 'hidden', 'noted')),
  resolver    INTEGER REFERENCES forum_people (id),
  resolved_at INTEGER NOT NULL DEFAULT 0,
  answer      TEXT NOT NULL DEFAULT ''
) STRICT`,
	`CREATE UNIQUE INDEX forum_flags_once ON forum_flags (post, flagger) WHERE outcome = ''`,
	`CREATE INDEX forum_flags_open ON forum_flags (outcome, made_at)`, `
CREATE TABLE forum_hidden (
  post    INTEGER PRIMARY KEY REFERENCES forum_posts (id),
  reason  TEXT NOT NULL,
  note    TEXT NOT NULL DEFAULT '',
  hider   INTEGER NOT NULL REFERENCES forum_people (id),
  made_at INTEGER NOT NULL
) STRICT`, `
CREATE TABLE forum_silences (
  id        INTEGER PRIMARY KEY,
  person    INTEGER NOT NULL REFERENCES forum_people (id),
  moderator INTEGER NOT NULL REFERENCES forum_people (id),
  reason    TEXT NOT NULL,
  begins_at INTEGER NOT NULL,
  ends_at   INTEGER NOT NULL CHECK (ends_at > begins_at),
  lifted_at INTEGER NOT NULL DEFAULT 0
) STRICT`,
	`CREATE INDEX forum_silences_person ON forum_silences (person, ends_at)`, `
CREATE TABLE forum_appeals (
  id         INTEGER PRIMARY KEY,
  person     INTEGER NOT NULL REFERENCES forum_people (id),
  silence    INTEGER REFERENCES forum_silences (id),
  post       INTEGER REFERENCES forum_posts (id),
  body       TEXT NOT NULL,
  made_at    INTEGER NOT NULL,
  outcome    TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'upheld', 'lifted')),
  decider    INTEGER REFERENCES forum_people (id),
  decided_at INTEGER NOT NULL DEFAULT 0,
  answer     TEXT NOT NULL DEFAULT '',
  CHECK ((silence IS NULL) <> (post IS NULL))
) STRICT`,
	`CREATE UNIQUE INDEX forum_appeals_silence ON forum_appeals (silence) WHERE silence IS NOT NULL`,
	`CREATE UNIQUE INDEX forum_appeals_post ON forum_appeals (post) WHERE post IS NOT NULL AND outcome = ''`,
	`CREATE INDEX forum_appeals_open ON forum_appeals (outcome, made_at)`, `
CREATE TABLE forum_moves (
  topic  INTEGER NOT NULL REFERENCES forum_topics (id),
  number INTEGER NOT NULL,
  post   INTEGER NOT NULL REFERENCES forum_posts (id),
  PRIMARY KEY (topic, number)
) STRICT, WITHOUT ROWID`,
}

// forum_sources remembers what an import made of what, so that it can be run again. A placeholder is an imported
// author whom nobody has claimed; only the hash of the address is kept. forum_feeds holds the secret
// addresses of personal feeds.
var forumImports = []string{`
CREATE TABLE forum_sources (
  source    TEXT NOT NULL,
  kind      TEXT NOT NULL CHECK (kind IN ('category', 'user', 'topic', 'post')),
  source_id TEXT NOT NULL,
  local     INTEGER NOT NULL,
  PRIMARY KEY (source, kind, source_id)
) STRICT, WITHOUT ROWID`, `
CREATE TABLE forum_placeholders (
  person     INTEGER PRIMARY KEY REFERENCES forum_people (id),
  source     TEXT NOT NULL,
  username   TEXT NOT NULL,
  email_hash TEXT NOT NULL DEFAULT '',
  claimed_by INTEGER REFERENCES forum_people (id),
  claimed_at INTEGER NOT NULL DEFAULT 0
) STRICT`,
	`CREATE INDEX forum_placeholders_email ON forum_placeholders (email_hash) WHERE email_hash <> '' AND claimed_by IS NULL`, `
CREATE TABLE forum_feeds (
  person  INTEGER PRIMARY KEY REFERENCES forum_people (id),
  token   TEXT NOT NULL UNIQUE,
  made_at INTEGER NOT NULL
) STRICT`,
}
