package apptest

import (
	"testing"

	"github.com/pocketbase/dbx"
)

// Crowd adds that many members to a mentorship round as mentees and as mentors with four places each, all of whom leave
// their ranking to the programme. They are written straight into the tables, for speed.
func (a *App) Crowd(t testing.TB, round int64, mentees, mentors int) {
	t.Helper()
	for _, q := range []string{`
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {:all})
		INSERT INTO users (id, name, handle, kind, code, email, tokenKey, password, created, updated)
		SELECT printf('p%014d', i), printf('Person %d of the co-op', i), printf('person-%d', i), 'member', printf('P%05d', i), printf('p%d@example.org', i),
			printf('key-of-person-number-%030d', i), 'x', {:now}, {:now} FROM n`, `
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {:all})
		INSERT INTO mentorship_cards (person, side, skills, goals, languages, hours, zone, capacity, about, updated_at)
		SELECT printf('p%014d', i), iif(i <= {:mentees}, 'mentee', 'mentor'),
			json_array('skill ' || (i % 97), 'skill ' || (i * 7 % 101), 'skill ' || (i * 13 % 89)), json_array(iif(i % 2, 'prices', 'craft'), 'clients'),
			json('[{"code":"en","level":"fluent"},{"code":"de","level":"' || iif(i % 3, 'native', 'basic') || '"}]'),
			json_array('mon-18', iif(i % 5, 'wed-18', 'sat-9'), iif(i % 7, 'thu-9', 'tue-18')), iif(i % 4, 'Europe/Berlin', 'Europe/Lisbon'),
			iif(i <= {:mentees}, 0, 4), '', {:now} FROM n`, `
		INSERT INTO mentorship_entries (round, side, person, code, fill, made_at)
		SELECT {:round}, side, person, 'c' || substr(person, 8), 1, {:now} FROM mentorship_cards`} {
		_, err := a.NonconcurrentDB().NewQuery(q).Bind(dbx.Params{"all": mentees + mentors, "mentees": mentees, "round": round,
			"now": a.Clock.Now().Format("2006-01-02 15:04:05.000Z")}).Execute()
		if err != nil {
			t.Fatal(err)
		}
	}
}
