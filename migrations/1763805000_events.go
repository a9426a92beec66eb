package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Events are raw tables for their exact keys: one place in the queue per person and per number. Every date has a row
// of its own in events; the dates of a series share one row of event_texts until one of them is changed alone.
// Instants (starts, ends) are what lists sort by; local, zone and minutes are what was agreed.
func init() {
	m.Register(func(app core.App) error {
		return exec(app, eventTables...)
	}, func(app core.App) error {
		return exec(app, `DROP TABLE event_feeds`, `DROP TABLE event_rsvps`, `DROP TABLE events`, `DROP TABLE event_series`,
			`DROP TABLE event_skills`, `DROP TABLE event_texts`)
	})
}

var eventTables = []string{`
CREATE TABLE event_texts (
  id       INTEGER PRIMARY KEY,
  title    TEXT NOT NULL,
  body     TEXT NOT NULL,
  html     TEXT NOT NULL,
  renderer INTEGER NOT NULL,
  place    TEXT NOT NULL,
  link     TEXT NOT NULL,
  capacity INTEGER NOT NULL CHECK (capacity >= 0),
  cutoff   INTEGER NOT NULL CHECK (cutoff >= 0)
) STRICT`, `
CREATE TABLE event_skills (
  text  INTEGER NOT NULL REFERENCES event_texts (id) ON DELETE CASCADE,
  skill TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (text, skill)
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX event_skills_skill ON event_skills (skill)`, `
CREATE TABLE event_series (
  id       INTEGER PRIMARY KEY,
  uid      TEXT NOT NULL UNIQUE,
  host     TEXT NOT NULL REFERENCES users (id),
  text     INTEGER NOT NULL REFERENCES event_texts (id),
  every    TEXT NOT NULL CHECK (every IN ('daily', 'weekly', 'fortnight', 'monthly', 'weekday', 'yearly')),
  count    INTEGER NOT NULL CHECK (count >= 0),
  until    TEXT NOT NULL,
  local    TEXT NOT NULL,
  zone     TEXT NOT NULL,
  minutes  INTEGER NOT NULL CHECK (minutes > 0),
  public   INTEGER NOT NULL CHECK (public IN (0, 1)),
  made     TEXT NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0,
  created  TEXT NOT NULL,
  updated  TEXT NOT NULL,
  CHECK ((count > 0) = (until = ''))
) STRICT`, `
CREATE TABLE events (
  id        INTEGER PRIMARY KEY,
  uid       TEXT NOT NULL UNIQUE,
  series    INTEGER REFERENCES event_series (id),
  slot      TEXT NOT NULL,
  host      TEXT NOT NULL REFERENCES users (id),
  text      INTEGER NOT NULL REFERENCES event_texts (id),
  local     TEXT NOT NULL,
  zone      TEXT NOT NULL,
  minutes   INTEGER NOT NULL CHECK (minutes > 0),
  starts    TEXT NOT NULL,
  ends      TEXT NOT NULL,
  public    INTEGER NOT NULL CHECK (public IN (0, 1)),
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  reason    TEXT NOT NULL DEFAULT '',
  moved     INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1)),
  going     INTEGER NOT NULL DEFAULT 0 CHECK (going >= 0),
  waiting   INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  tickets   INTEGER NOT NULL DEFAULT 0,
  reminded  INTEGER NOT NULL DEFAULT 0,
  sequence  INTEGER NOT NULL DEFAULT 0,
  notes     TEXT NOT NULL DEFAULT '',
  notesHtml TEXT NOT NULL DEFAULT '',
  recording TEXT NOT NULL DEFAULT '',
  wrapped   TEXT NOT NULL DEFAULT '',
  created   TEXT NOT NULL,
  updated   TEXT NOT NULL
) STRICT`,
	`CREATE INDEX events_starts ON events (starts, id)`,
	`CREATE INDEX events_public ON events (public, starts, id)`,
	`CREATE INDEX events_series ON events (series, slot)`,
	`CREATE INDEX events_host ON events (host, starts)`,
	`CREATE INDEX events_text ON events (text)`, `
CREATE TABLE event_rsvps (
  event  INTEGER NOT NULL REFERENCES events (id),
  person TEXT NOT NULL REFERENCES users (id),
  state  TEXT NOT NULL CHECK (state IN ('going', 'waiting')),
  number INTEGER NOT NULL,
  came   INTEGER NOT NULL DEFAULT 0 CHECK (came IN (0, 1)),
  since  TEXT NOT NULL,
  PRIMARY KEY (event, person)
) STRICT, WITHOUT ROWID`,
	`CREATE UNIQUE INDEX event_rsvps_number ON event_rsvps (event, number)`,
	`CREATE INDEX event_rsvps_person ON event_rsvps (person, event)`, `
CREATE TABLE event_feeds (
  person TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  token  TEXT NOT NULL UNIQUE,
  made   TEXT NOT NULL
) STRICT, WITHOUT ROWID`,
}
