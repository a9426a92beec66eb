package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Motions, rolls, ballots and closing records are raw tables: no dashboard form and no REST API reaches them, and
// their triggers hold the life of a motion together, also against typed SQL. People appear by stable code only.
func init() {
	m.Register(func(app core.App) error {
		for _, part := range [][]string{motionTables, voteTables, recordTables, motionGuards, voteGuards, recordGuards} {
			if err := exec(app, part...); err != nil {
				return err
			}
		}
		return nil
	}, func(app core.App) error {
		return exec(app, `DROP TABLE vote_records`, `DROP TABLE ballots`, `DROP TABLE ballots_sealed`, `DROP TABLE vote_roll`,
			`DROP TABLE motion_posts`, `DROP TABLE motion_voices`, `DROP TABLE motion_texts`, `DROP TABLE motions`)
	})
}

var motionTables = []string{`
CREATE TABLE motions (
  id             INTEGER PRIMARY KEY,
  kind           TEXT NOT NULL CHECK (kind IN ('fee_level', 'resolution', 'confirmation')),
  subject        TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('draft', 'deliberation', 'open', 'closed', 'enacted', 'rejected',
                                                'failed_quorum', 'withdrawn', 'void')),
  mover          TEXT NOT NULL,
  title          TEXT NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,
  method         TEXT NOT NULL,
  majority       TEXT NOT NULL,
  secrecy        TEXT NOT NULL CHECK (secrecy IN ('secret', 'open')),
  repeats        INTEGER REFERENCES motions (id),
  confirms       INTEGER REFERENCES motions (id),
  created_at     TEXT NOT NULL,
  seconded_at    TEXT NOT NULL DEFAULT '',
  opens_at       TEXT NOT NULL DEFAULT '',
  closes_at      TEXT NOT NULL DEFAULT '',
  closed_at      TEXT NOT NULL DEFAULT '',
  effective_from TEXT NOT NULL DEFAULT '',
  rules          TEXT NOT NULL DEFAULT '',
  rules_hash     TEXT NOT NULL DEFAULT '',
  public_key     TEXT NOT NULL DEFAULT '',
  roll           INTEGER NOT NULL DEFAULT 0,
  voted          INTEGER NOT NULL DEFAULT 0,
  reminders      INTEGER NOT NULL DEFAULT 0,
  value          INTEGER,
  outcome        TEXT NOT NULL DEFAULT ''
) STRICT`,
	`CREATE INDEX motions_due ON motions (state, opens_at, closes_at)`,
	`CREATE INDEX motions_subject ON motions (subject, state)`,
	`CREATE UNIQUE INDEX motions_repeats ON motions (repeats) WHERE repeats IS NOT NULL`, `
CREATE TABLE motion_texts (
  motion  INTEGER NOT NULL REFERENCES motions (id),
  version INTEGER NOT NULL CHECK (version > 0),
  title   TEXT NOT NULL,
  body    TEXT NOT NULL,
  html    TEXT NOT NULL,
  made_at TEXT NOT NULL,
  hash    TEXT NOT NULL,
  PRIMARY KEY (motion, version)
) STRICT, WITHOUT ROWID`, `
CREATE TABLE motion_voices (
  motion  INTEGER NOT NULL REFERENCES motions (id),
  kind    TEXT NOT NULL CHECK (kind IN ('second', 'secrecy', 'recount')),
  code    TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (motion, kind, code)
) STRICT, WITHOUT ROWID`, `
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
}

// While a vote is open the roll says only who has voted, and a ballot is a sealed box under random bytes (secret)
// or under its voter's code (open): nothing else in the row, no time, no order.
var voteTables = []string{`
CREATE TABLE vote_roll (
  motion INTEGER NOT NULL REFERENCES motions (id),
  code   TEXT NOT NULL,
  voted  INTEGER NOT NULL DEFAULT 0 CHECK (voted IN (0, 1)),
  PRIMARY KEY (motion, code)
) STRICT, WITHOUT ROWID`, `
CREATE TABLE ballots_sealed (
  motion INTEGER NOT NULL REFERENCES motions (id),
  slot   BLOB NOT NULL,
  box    BLOB NOT NULL,
  PRIMARY KEY (motion, slot)
) STRICT, WITHOUT ROWID`, `
CREATE TABLE ballots (
  motion INTEGER NOT NULL REFERENCES motions (id),
  name   TEXT NOT NULL,
  nth    INTEGER NOT NULL,
  choice TEXT NOT NULL,
  PRIMARY KEY (motion, name, nth)
) STRICT, WITHOUT ROWID`,
}

var recordTables = []string{`
CREATE TABLE vote_records (
  id         INTEGER PRIMARY KEY,
  motion     INTEGER NOT NULL UNIQUE REFERENCES motions (id),
  body       TEXT NOT NULL CHECK (json_valid(body)),
  hash       TEXT NOT NULL CHECK (length(hash) = 64),
  result     TEXT NOT NULL CHECK (json_valid(result)),
  prev_seal  TEXT NOT NULL,
  seal       TEXT NOT NULL CHECK (length(seal) = 64),
  signature  TEXT NOT NULL,
  public_key TEXT NOT NULL
) STRICT`,
}

// motionGuards holds the moves of a motion's life; everything that a vote is decided by stands still once it is open.
var motionGuards = []string{`
CREATE TRIGGER motions_insert BEFORE INSERT ON motions BEGIN
  SELECT RAISE(ABORT, 'motions: numbered without gaps, and begun as drafts')
   WHERE NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM motions) OR NEW.state <> 'draft'
      OR NEW.repeats IS NOT NULL AND EXISTS (SELECT 1 FROM motions WHERE repeats = NEW.repeats);
END`, `
CREATE TRIGGER motions_delete BEFORE DELETE ON motions BEGIN
  SELECT RAISE(ABORT, 'motions: a motion is never deleted');
END`, `
CREATE TRIGGER motions_step BEFORE UPDATE ON motions WHEN NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'motions: no such step in the life of a motion')
   WHERE OLD.state || '>' || NEW.state NOT IN ('draft>deliberation', 'draft>withdrawn', 'deliberation>open',
         'deliberation>withdrawn', 'open>closed', 'open>enacted', 'open>rejected', 'open>failed_quorum', 'open>void',
         'closed>enacted', 'closed>rejected');
END`, `
CREATE TRIGGER motions_frozen BEFORE UPDATE ON motions BEGIN
  SELECT RAISE(ABORT, 'motions: what a vote is decided by is frozen')
   WHERE NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.subject <> OLD.subject OR NEW.mover <> OLD.mover
      OR NEW.created_at <> OLD.created_at OR NEW.repeats IS NOT OLD.repeats OR NEW.confirms IS NOT OLD.confirms
      OR OLD.state NOT IN ('draft', 'deliberation') AND (NEW.title <> OLD.title OR NEW.version <> OLD.version
         OR NEW.method <> OLD.method OR NEW.majority <> OLD.majority OR NEW.secrecy <> OLD.secrecy
         OR NEW.seconded_at <> OLD.seconded_at OR NEW.opens_at <> OLD.opens_at OR NEW.closes_at <> OLD.closes_at
         OR NEW.rules <> OLD.rules OR NEW.rules_hash <> OLD.rules_hash OR NEW.public_key <> OLD.public_key
         OR NEW.roll <> OLD.roll)
      OR NEW.voted <> OLD.voted AND NOT (OLD.state = 'open' AND NEW.state = 'open' AND NEW.voted = OLD.voted + 1)
      OR OLD.state NOT IN ('open', 'closed') AND (OLD.state = 'withdrawn' OR NEW.state <> 'withdrawn') AND (NEW.value IS NOT OLD.value OR NEW.outcome <> OLD.outcome
         OR NEW.closed_at <> OLD.closed_at OR NEW.effective_from <> OLD.effective_from);
END`, `
CREATE TRIGGER motion_texts_insert BEFORE INSERT ON motion_texts BEGIN
  SELECT RAISE(ABORT, 'motion_texts: versions are numbered, and none is added once voting is open')
   WHERE NEW.version <> (SELECT COALESCE(MAX(version), 0) + 1 FROM motion_texts WHERE motion = NEW.motion)
      OR NOT EXISTS (SELECT 1 FROM motions WHERE id = NEW.motion AND state IN ('draft', 'deliberation'));
END`, `
CREATE TRIGGER motion_texts_update BEFORE UPDATE ON motion_texts BEGIN
  SELECT RAISE(ABORT, 'motion_texts: a version is never changed');
END`, `
CREATE TRIGGER motion_texts_delete BEFORE DELETE ON motion_texts BEGIN
  SELECT RAISE(ABORT, 'motion_texts: a version is never deleted');
END`, `
CREATE TRIGGER motion_voices_insert BEFORE INSERT ON motion_voices BEGIN
  SELECT RAISE(ABORT, 'motion_voices: each member once')
   WHERE EXISTS (SELECT 1 FROM motion_voices WHERE motion = NEW.motion AND kind = NEW.kind AND code = NEW.code);
END`, `
CREATE TRIGGER motion_voices_update BEFORE UPDATE ON motion_voices BEGIN
  SELECT RAISE(ABORT, 'motion_voices: never changed');
END`, `
CREATE TRIGGER motion_voices_delete BEFORE DELETE ON motion_voices BEGIN
  SELECT RAISE(ABORT, 'motion_voices: never deleted');
END`,
}

var voteGuards = []string{`
CREATE TRIGGER vote_roll_insert BEFORE INSERT ON vote_roll BEGIN
  SELECT RAISE(ABORT, 'vote_roll: the roll is frozen')
   WHERE NEW.voted <> 0 OR EXISTS (SELECT 1 FROM vote_roll WHERE motion = NEW.motion AND code = NEW.code)
      OR NOT EXISTS (SELECT 1 FROM motions WHERE id = NEW.motion AND state IN ('draft', 'deliberation'));
END`, `
CREATE TRIGGER vote_roll_update BEFORE UPDATE ON vote_roll BEGIN
  SELECT RAISE(ABORT, 'vote_roll: a member votes once, while voting is open')
   WHERE NEW.motion <> OLD.motion OR NEW.code <> OLD.code OR OLD.voted <> 0 OR NEW.voted <> 1
      OR NOT EXISTS (SELECT 1 FROM motions WHERE id = NEW.motion AND state = 'open');
END`, `
CREATE TRIGGER vote_roll_delete BEFORE DELETE ON vote_roll BEGIN
  SELECT RAISE(ABORT, 'vote_roll: the roll is frozen');
END`, `
CREATE TRIGGER ballots_sealed_insert BEFORE INSERT ON ballots_sealed BEGIN
  SELECT RAISE(ABORT, 'ballots_sealed: voting is not open, or this ballot is there')
   WHERE EXISTS (SELECT 1 FROM ballots_sealed WHERE motion = NEW.motion AND slot = NEW.slot)
      OR NOT EXISTS (SELECT 1 FROM motions WHERE id = NEW.motion AND state = 'open');
END`, `
CREATE TRIGGER ballots_sealed_update BEFORE UPDATE ON ballots_sealed BEGIN
  SELECT RAISE(ABORT, 'ballots_sealed: a secret ballot is final')
   WHERE NEW.motion <> OLD.motion OR NEW.slot <> OLD.slot
      OR NOT EXISTS (SELECT 1 FROM motions WHERE id = NEW.motion AND state = 'open' AND secrecy = 'open');
END`, `
CREATE TRIGGER ballots_sealed_delete BEFORE DELETE ON ballots_sealed BEGIN
  SELECT RAISE(ABORT, 'ballots_sealed: a ballot is kept until it is counted')
   WHERE EXISTS (SELECT 1 FROM motions WHERE id = OLD.motion AND state = 'open');
END`, `
CREATE TRIGGER ballots_insert BEFORE INSERT ON ballots BEGIN
  SELECT RAISE(ABORT, 'ballots: written once, at the close')
   WHERE EXISTS (SELECT 1 FROM ballots WHERE motion = NEW.motion AND name = NEW.name AND nth = NEW.nth)
      OR NOT EXISTS (SELECT 1 FROM motions WHERE id = NEW.motion AND state = 'open');
END`, `
CREATE TRIGGER ballots_update BEFORE UPDATE ON ballots BEGIN
  SELECT RAISE(ABORT, 'ballots: a counted ballot is never changed');
END`, `
CREATE TRIGGER ballots_delete BEFORE DELETE ON ballots BEGIN
  SELECT RAISE(ABORT, 'ballots: a counted ballot is never deleted');
END`,
}

var recordGuards = []string{`
CREATE TRIGGER vote_records_insert BEFORE INSERT ON vote_records BEGIN
  SELECT RAISE(ABORT, 'vote_records: written once, at the close, as the next link of the chain')
   WHERE NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM vote_records)
      OR NEW.prev_seal <> COALESCE((SELECT seal FROM vote_records ORDER BY id DESC LIMIT 1), '')
      OR EXISTS (SELECT 1 FROM vote_records WHERE motion = NEW.motion)
      OR NOT EXISTS (SELECT 1 FROM motions WHERE id = NEW.motion AND state = 'open');
END`, `
CREATE TRIGGER vote_records_update BEFORE UPDATE ON vote_records BEGIN
  SELECT RAISE(ABORT, 'vote_records: a record is never changed');
END`, `
CREATE TRIGGER vote_records_delete BEFORE DELETE ON vote_records BEGIN
  SELECT RAISE(ABORT, 'vote_records: a record is never deleted');
END`,
}
