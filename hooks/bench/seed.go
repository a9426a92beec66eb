package bench

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"cooperage/hooks/members"
)

// seeding fills one database through its one writing connection, with what makes SQLite slow but safe put aside:
// a folder whose filling was cut off is thrown away.
type seeding struct {
	db    *sql.DB
	tx    *sql.Tx
	wish  Wish
	now   time.Time
	dice  *rand.Rand
	words *vocabulary
	later []string // triggers that were taken off, to be put back
	rows  map[string]*rows
}

// vocabularySize is how many different words there are; a large forum has about as many.
const vocabularySize = 60_000

// indexes are the full-text tables with the tables whose triggers feed them.
var indexes = map[string][]string{"forum_fts": {"forum_posts", "forum_topics"}, "forum_titles": nil, "gigs_fts": {"gigs"}}

func open(db *sql.DB, w Wish, now time.Time) (*seeding, error) {
	dice := rand.New(rand.NewPCG(w.Seed, 0x636f6f7065726167))
	s := &seeding{db: db, wish: w, now: now, dice: dice, words: newVocabulary(vocabularySize, dice), rows: map[string]*rows{}}
	for _, p := range []string{"synchronous = OFF", "foreign_keys = OFF", "cache_size = -200000"} {
		if _, err := db.Exec("PRAGMA " + p); err != nil {
			return nil, fmt.Errorf("pragma %s: %w", p, err)
		}
	}
	var err error
	if s.tx, err = db.Begin(); err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	return s, s.unhook()
}

// unhook takes the triggers off: an index that is built at once costs a third of one that grows row by row.
func (s *seeding) unhook() error {
	for _, tables := range indexes {
		for _, table := range tables {
			rows, err := s.tx.Query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", table)
			if err != nil {
				return fmt.Errorf("read triggers: %w", err)
			}
			names, err := s.triggers(rows)
			if err != nil {
				return err
			}
			for _, name := range names {
				if _, err := s.tx.Exec("DROP TRIGGER " + name); err != nil {
					return fmt.Errorf("take off trigger %s: %w", name, err)
				}
			}
		}
	}
	return nil
}

func (s *seeding) triggers(rows *sql.Rows) (names []string, err error) {
	defer rows.Close()
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, fmt.Errorf("read triggers: %w", err)
		}
		names = append(names, name)
		s.later = append(s.later, text)
	}
	return names, rows.Err()
}

func (s *seeding) fill(founder *members.Person) error {
	people, err := s.people(founder)
	if err != nil {
		return err
	}
	if err := s.market(people); err != nil {
		return err
	}
	if err := s.talk(people); err != nil {
		return err
	}
	if err := s.flush(); err != nil {
		return err
	}
	for _, statement := range s.later {
		if _, err := s.tx.Exec(statement); err != nil {
			return fmt.Errorf("put a trigger back: %w", err)
		}
	}
	for index := range indexes {
		if err := s.index(index); err != nil {
			return err
		}
	}
	return nil
}

// index builds a full-text table from its content, gathering more of it in memory than FTS5 does by default.
func (s *seeding) index(name string) error {
	for _, order := range []string{", rank) VALUES ('hashsize', 33554432)", ") VALUES ('rebuild')", ", rank) VALUES ('hashsize', 1048576)"} {
		if _, err := s.tx.Exec("INSERT INTO " + name + "(" + name + order); err != nil {
			return fmt.Errorf("build %s: %w", name, err)
		}
	}
	return nil
}

// close ends the transaction and makes the connection safe again.
func (s *seeding) close() error {
	errs := []error{s.tx.Commit()}
	for _, p := range []string{"optimize", "wal_checkpoint(TRUNCATE)", "synchronous = FULL", "foreign_keys = ON", "cache_size = -16000"} {
		_, err := s.db.Exec("PRAGMA " + p)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// rows wait to be inserted into one table together.
type rows struct {
	columns string
	width   int
	values  []any
	full    *sql.Stmt // inserts perInsert rows
}

// perInsert is how many rows go into a table by one statement.
const perInsert = 50

// add inserts a row, sooner or later; columns are constants of this package.
func (s *seeding) add(table, columns string, values ...any) error {
	r := s.rows[table]
	if r == nil {
		r = &rows{columns: columns, width: len(values)}
		s.rows[table] = r
	}
	r.values = append(r.values, values...)
	if len(r.values) < perInsert*r.width {
		return nil
	}
	if r.full == nil {
		var err error
		if r.full, err = s.tx.Prepare(r.insert(table, perInsert)); err != nil {
			return fmt.Errorf("prepare %s: %w", table, err)
		}
	}
	_, err := r.full.Exec(r.values...)
	r.values = r.values[:0]
	if err != nil {
		return fmt.Errorf("fill %s: %w", table, err)
	}
	return nil
}

func (r *rows) insert(table string, n int) string {
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", r.width), ", ") + "), "
	return "INSERT INTO " + table + " (" + r.columns + ") VALUES " + strings.TrimSuffix(strings.Repeat(one, n), ", ")
}

// flush inserts the rows that still wait.
func (s *seeding) flush() error {
	for table, r := range s.rows {
		if len(r.values) == 0 {
			continue
		}
		if _, err := s.tx.Exec(r.insert(table, len(r.values)/r.width), r.values...); err != nil {
			return fmt.Errorf("fill %s: %w", table, err)
		}
		r.values = nil
	}
	return nil
}

// person is a seeded member with the number in the forum.
type person struct {
	id   string
	seat int64
}

// people stores the members, the founder among them as the first. All share the founder's password.
func (s *seeding) people(founder *members.Person) ([]person, error) {
	list := []person{{founder.Id, 1}}
	hash := founder.GetString("password")
	if err := s.tx.QueryRow("SELECT password FROM users WHERE id = ?", founder.Id).Scan(&hash); err != nil {
		return nil, fmt.Errorf("read the founder: %w", err)
	}
	joined := members.Stamp(s.now.AddDate(-3, 0, 0))
	for n := 2; n <= s.wish.Members; n++ {
		p := person{fmt.Sprintf("seed%011d", n), int64(n)}
		first, last := madeUp(s.dice), madeUp(s.dice)
		name := strings.ToUpper(first[:1]) + first[1:] + " " + strings.ToUpper(last[:1]) + last[1:]
		err := s.add("users", "id, name, email, handle, code, kind, password, tokenKey, verified, joined, created, updated",
			p.id, name, fmt.Sprintf("m%d@bench.example", n), fmt.Sprintf("%s-%d", first, n), fmt.Sprintf("M%03d", n), members.Member,
			hash, fmt.Sprintf("seeded-token-key-that-signs-nothing-%020d", n), true, joined, joined, joined)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	if _, err := s.tx.Exec("UPDATE coop SET members = ?", s.wish.Members); err != nil {
		return nil, fmt.Errorf("count members: %w", err)
	}
	for _, p := range list {
		if err := s.add("forum_people", "id, person", p.seat, p.id); err != nil {
			return nil, err
		}
	}
	return list, nil
}
