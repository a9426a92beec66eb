package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// member_skills are the skills that members offer and want, by a key that makes equal words equal; the triggers keep
// the counts of the whole co-op, which its page of gaps is sorted by. skill_endorsements are what others say of them:
// withdrawn by whom it came from, hidden by whom it is about, never deleted, so that neither comes back by itself.
func init() {
	m.Register(func(app core.App) error {
		return exec(app, skillTables...)
	}, func(app core.App) error {
		return exec(app, `DROP TABLE skill_endorsements`, `DROP TABLE member_skills`, `DROP TABLE skill_counts`)
	})
}

var skillTables = []string{`
CREATE TABLE skill_counts (
  skill   TEXT PRIMARY KEY,
  label   TEXT NOT NULL,
  offered INTEGER NOT NULL DEFAULT 0,
  wanted  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX skill_counts_gap ON skill_counts (wanted - offered DESC, skill)`, `
CREATE TABLE member_skills (
  person   TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind     TEXT NOT NULL CHECK (kind IN ('offered', 'wanted')),
  skill    TEXT NOT NULL,
  label    TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (person, kind, skill)
) STRICT, WITHOUT ROWID`,
	`CREATE INDEX member_skills_skill ON member_skills (skill, kind)`, `
CREATE TRIGGER member_skills_counted AFTER INSERT ON member_skills BEGIN
  INSERT INTO skill_counts (skill, label, offered, wanted) VALUES (NEW.skill, NEW.label, NEW.kind = 'offered', NEW.kind = 'wanted')
  ON CONFLICT (skill) DO UPDATE SET offered = offered + (NEW.kind = 'offered'), wanted = wanted + (NEW.kind = 'wanted');
END`, `
CREATE TRIGGER member_skills_uncounted AFTER DELETE ON member_skills BEGIN
  UPDATE skill_counts SET offered = offered - (OLD.kind = 'offered'), wanted = wanted - (OLD.kind = 'wanted') WHERE skill = OLD.skill;
  DELETE FROM skill_counts WHERE skill = OLD.skill AND offered = 0 AND wanted = 0;
END`, `
CREATE TABLE skill_endorsements (
  person    TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  skill     TEXT NOT NULL,
  endorser  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  ground    TEXT NOT NULL CHECK (ground IN ('work', 'event', 'pair')),
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  hidden    INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  created   TEXT NOT NULL,
  PRIMARY KEY (person, skill, endorser),
  CHECK (person <> endorser)
) STRICT, WITHOUT ROWID`,
}
