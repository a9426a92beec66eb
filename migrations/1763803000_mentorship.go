package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Rounds, what people say in them, results and pairs are raw tables: exact keys, no dashboard form, no REST API.
func init() {
	m.Register(func(app core.App) error {
		for _, part := range [][]string{mentorshipRounds, mentorshipResults, mentorshipPairs} {
			if err := exec(app, part...); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		return exec(app, `DROP TABLE mentorship_feedback`, `DROP TABLE mentorship_notes`, `DROP TABLE mentorship_sessions`,
			`DROP TABLE mentorship_goals`, `DROP TABLE mentorship_pairs`, `DROP TABLE mentorship_reasons`, `DROP TABLE mentorship_runs`,
			`DROP TABLE mentorship_blocks`, `DROP TABLE mentorship_entries`, `DROP TABLE mentorship_cards`, `DROP TABLE mentorship_rounds`)
	})
}

// A card is what a person says as mentor or as mentee; an entry is its place in a round, with the ranking. The seed of
// a round is shown once it is closed; until then only its hash is.
var mentorshipRounds = []string{`
CREATE TABLE mentorship_rounds (
  id           INTEGER PRIMARY KEY,
  state        TEXT NOT NULL CHECK (state IN ('open', 'matched', 'published', 'ended')),
  opens_at     TEXT NOT NULL,
  enrol_until  TEXT NOT NULL,
  rank_until   TEXT NOT NULL,
  closed_at    TEXT NOT NULL DEFAULT '',
  published_at TEXT NOT NULL DEFAULT '',
  accept_until TEXT NOT NULL DEFAULT '',
  ends_at      TEXT NOT NULL DEFAULT '',
  accept_days  INTEGER NOT NULL,
  length_days  INTEGER NOT NULL,
  terms        TEXT NOT NULL CHECK (json_valid(terms)),
  seed         TEXT NOT NULL CHECK (length(seed) = 64),
  seed_hash    TEXT NOT NULL CHECK (length(seed_hash) = 64)
) STRICT`,
	`CREATE UNIQUE INDEX mentorship_rounds_one ON mentorship_rounds (1) WHERE state IN ('open', 'matched')`, `
CREATE TABLE mentorship_cards (
  person     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  side       TEXT NOT NULL CHECK (side IN ('mentee', 'mentor')),
  skills     TEXT NOT NULL CHECK (json_valid(skills)),
  goals      TEXT NOT NULL CHECK (json_valid(goals)),
  languages  TEXT NOT NULL CHECK (json_valid(languages)),
  hours      TEXT NOT NULL CHECK (json_valid(hours)),
  zone       TEXT NOT NULL,
  capacity   INTEGER NOT NULL DEFAULT 0 CHECK (capacity BETWEEN 0 AND 20),
  about      TEXT NOT NULL DEFAULT '',
  open       INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1)),
  updated_at TEXT NOT NULL,
  PRIMARY KEY (person, side)
) STRICT, WITHOUT ROWID`, `
CREATE TABLE mentorship_entries (
  round   INTEGER NOT NULL REFERENCES mentorship_rounds (id),
  side    TEXT NOT NULL CHECK (side IN ('mentee', 'mentor')),
  person  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  code    TEXT NOT NULL,
  ranked  TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(ranked)),
  never   TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(never)),
  fill    INTEGER NOT NULL DEFAULT 1 CHECK (fill IN (0, 1)),
  made_at TEXT NOT NULL,
  PRIMARY KEY (round, side, person)
) STRICT, WITHOUT ROWID`,
	`CREATE UNIQUE INDEX mentorship_entries_code ON mentorship_entries (round, code)`, `
CREATE TABLE mentorship_blocks (
  person  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  other   TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  made_at TEXT NOT NULL,
  PRIMARY KEY (person, other)
) STRICT, WITHOUT ROWID`,
}

// A run is one computation with everything it depended on: input is the people as they were, gzipped JSON, and file
// the hash of the match file that anyone can compute again.
var mentorshipResults = []string{`
CREATE TABLE mentorship_runs (
  round    INTEGER NOT NULL REFERENCES mentorship_rounds (id),
  run      INTEGER NOT NULL CHECK (run > 0),
  version  INTEGER NOT NULL,
  input    BLOB NOT NULL,
  file     TEXT NOT NULL CHECK (length(file) = 64),
  result   TEXT NOT NULL CHECK (json_valid(result)),
  mentees  INTEGER NOT NULL,
  mentors  INTEGER NOT NULL,
  places   INTEGER NOT NULL,
  matched  INTEGER NOT NULL,
  possible INTEGER NOT NULL,
  made_at  TEXT NOT NULL,
  PRIMARY KEY (round, run)
) STRICT`, `
CREATE TRIGGER mentorship_runs_stay BEFORE UPDATE ON mentorship_runs BEGIN
  SELECT RAISE(ABORT, 'a computed run stays as it is');
END`, `
CREATE TABLE mentorship_reasons (
  round  INTEGER NOT NULL,
  run    INTEGER NOT NULL,
  side   TEXT NOT NULL CHECK (side IN ('mentee', 'mentor')),
  person TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  why    TEXT NOT NULL CHECK (json_valid(why)),
  PRIMARY KEY (round, side, person, run),
  FOREIGN KEY (round, run) REFERENCES mentorship_runs (round, run)
) STRICT, WITHOUT ROWID`,
}

// A pair is hidden until its run is published; one that was asked for between rounds has round 0. A silent one was
// asked of somebody who has blocked the asker, and is never shown to them.
var mentorshipPairs = []string{`
CREATE TABLE mentorship_pairs (
  id         TEXT PRIMARY KEY,
  round      INTEGER NOT NULL,
  run        INTEGER NOT NULL,
  mentee     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  mentor     TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  state      TEXT NOT NULL CHECK (state IN ('hidden', 'proposed', 'active', 'declined', 'lapsed', 'ended')),
  mentee_yes INTEGER NOT NULL DEFAULT 0 CHECK (mentee_yes IN (0, 1)),
  mentor_yes INTEGER NOT NULL DEFAULT 0 CHECK (mentor_yes IN (0, 1)),
  fit        TEXT NOT NULL CHECK (json_valid(fit)),
  wish       TEXT NOT NULL DEFAULT '',
  silent     INTEGER NOT NULL DEFAULT 0 CHECK (silent IN (0, 1)),
  made_at    TEXT NOT NULL,
  answer_by  TEXT NOT NULL DEFAULT '',
  begun_at   TEXT NOT NULL DEFAULT '',
  ended_at   TEXT NOT NULL DEFAULT '',
  reminded_at TEXT NOT NULL DEFAULT '',
  CHECK (mentee <> mentor)
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX mentorship_pairs_mentee ON mentorship_pairs (mentee, state)`,
	`CREATE INDEX mentorship_pairs_mentor ON mentorship_pairs (mentor, state)`,
	`CREATE INDEX mentorship_pairs_round ON mentorship_pairs (round, run)`,
	`CREATE INDEX mentorship_pairs_state ON mentorship_pairs (state, answer_by)`,
	`CREATE UNIQUE INDEX mentorship_pairs_once ON mentorship_pairs (mentee, mentor) WHERE state IN ('hidden', 'proposed', 'active')`, `
CREATE TABLE mentorship_goals (
  id      INTEGER PRIMARY KEY,
  pair    TEXT NOT NULL REFERENCES mentorship_pairs (id) ON DELETE CASCADE,
  text    TEXT NOT NULL,
  made_at TEXT NOT NULL,
  done_at TEXT NOT NULL DEFAULT ''
) STRICT`,
	`CREATE INDEX mentorship_goals_pair ON mentorship_goals (pair, id)`, `
CREATE TABLE mentorship_sessions (
  id        TEXT PRIMARY KEY,
  pair      TEXT NOT NULL REFERENCES mentorship_pairs (id) ON DELETE CASCADE,
  starts_at TEXT NOT NULL,
  minutes   INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
  place     TEXT NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('planned', 'held', 'cancelled')),
  sequence  INTEGER NOT NULL DEFAULT 0,
  reminded  INTEGER NOT NULL DEFAULT 0,
  made_at   TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX mentorship_sessions_pair ON mentorship_sessions (pair, starts_at)`,
	`CREATE INDEX mentorship_sessions_due ON mentorship_sessions (starts_at) WHERE state = 'planned'`, `
CREATE TABLE mentorship_notes (
  id      INTEGER PRIMARY KEY,
  pair    TEXT NOT NULL REFERENCES mentorship_pairs (id) ON DELETE CASCADE,
  author  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  shared  INTEGER NOT NULL CHECK (shared IN (0, 1)),
  renderer INTEGER NOT NULL,
  html    TEXT NOT NULL,
  body    TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT`,
	`CREATE INDEX mentorship_notes_pair ON mentorship_notes (pair, id)`, `
CREATE TABLE mentorship_feedback (
  pair    TEXT NOT NULL REFERENCES mentorship_pairs (id) ON DELETE CASCADE,
  author  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  helped  INTEGER NOT NULL CHECK (helped BETWEEN 1 AND 5),
  text    TEXT NOT NULL,
  shared  INTEGER NOT NULL CHECK (shared IN (0, 1)),
  made_at TEXT NOT NULL,
  PRIMARY KEY (pair, author)
) STRICT, WITHOUT ROWID`,
}
