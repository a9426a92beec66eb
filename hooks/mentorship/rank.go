package mentorship

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"cooperage/hooks/mentorship/pairing"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// person is what pages show of somebody.
type person struct {
	ID       string `db:"id"`
	Name     string `db:"name"`
	Handle   string `db:"handle"`
	Headline string `db:"headline"`
}

// peopleOf returns the people in the order of their ids; those who are gone are left out.
func peopleOf(app core.App, ids []string) ([]person, error) {
	var list []person
	err := app.ConcurrentDB().NewQuery(`SELECT u.id, u.name, u.handle, COALESCE(p.headline, '') AS headline
		FROM json_each({:ids}) i JOIN users u ON u.id = i.value LEFT JOIN profiles p ON p.person = u.id ORDER BY i.key`).
		Bind(dbx.Params{"ids": encode(append([]string{}, ids...))}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("name people: %w", err)
	}
	return list, nil
}

func enrolled(app core.App, round int64) (n int, err error) {
	err = app.ConcurrentDB().Select("count(DISTINCT person)").From("mentorship_entries").Where(dbx.HashExp{"round": round}).Row(&n)
	if err != nil {
		return 0, fmt.Errorf("count people of round: %w", err)
	}
	return n, nil
}

// candidate is somebody whom the viewer can rank, with what the two have in common.
type candidate struct {
	person
	About  string
	Fit    Fit
	Score  int // 0 to 100
	Number int // in the ranking, from 1; 0 when not ranked
	Never  bool
}

// candidates returns everybody in the round who is possible for somebody: the ranked ones first, then the others by
// score, at last those who are never wanted. Whom they blocked themselves is left out; who blocked them is not, for
// that would tell.
func candidates(app core.App, round *Round, entry *Entry) ([]candidate, error) {
	side := Side(entry.Side)
	card, err := CardOf(app, entry.Person, side)
	if err != nil {
		return nil, err
	}
	rows, err := entrants(app, round.ID, side.Other(), false)
	if err != nil {
		return nil, err
	}
	hidden, err := blockedBy(app, entry.Person)
	if err != nil {
		return nil, err
	}
	me := entrantOf(card)
	me.Code = entry.Code
	in := &input{Terms: decode[terms](round.TermsJSON), Seed: hex.EncodeToString([]byte(round.SeedHash))} // the seed itself is secret still
	others := make([]entrant, len(rows))
	for k, row := range rows {
		others[k] = entrantOf(row.card())
		others[k].Code = row.Code
	}
	in.Mentees, in.Mentors = []entrant{me}, others
	if side == Mentor {
		in.Mentees, in.Mentors = others, in.Mentees
	}
	f, err := in.field()
	if err != nil {
		return nil, err
	}
	suggested := f.OfMentee
	if side == Mentor {
		suggested = f.OfMentor
	}
	list := suggested(0)
	ranked, never := entry.Ranked(), entry.Never()
	all := make([]candidate, 0, len(list))
	for _, s := range list {
		other := &others[s.Other]
		if other.Person == entry.Person || slices.Contains(hidden, other.Person) {
			continue
		}
		c := candidate{About: rows[s.Other].About, Score: s.Sum / 1000, Number: slices.Index(ranked, other.Person) + 1,
			Never: slices.Contains(never, other.Person)}
		c.ID = other.Person
		c.Fit = fitWith(f, in, side, int(s.Other))
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.place(), b.place()) })
	return all, nil
}

func fitWith(f *pairing.Field, in *input, side Side, other int) Fit {
	i, j := 0, other
	if side == Mentor {
		i, j = other, 0
	}
	fit, _, _, _ := f.Pair(i, j)
	return fitOf(&in.Mentees[i], &in.Mentors[j], fit)
}

// place orders candidates: ranked, open, never.
func (c candidate) place() int {
	switch {
	case c.Number > 0:
		return c.Number
	case c.Never:
		return 1 << 30
	}
	return 1 << 29
}

// name fills in the names of candidates.
func name(app core.App, list []candidate) error {
	ids := make([]string, len(list))
	for k, c := range list {
		ids[k] = c.ID
	}
	names, err := peopleOf(app, ids)
	if err != nil {
		return err
	}
	for _, p := range names {
		k := slices.IndexFunc(list, func(c candidate) bool { return c.ID == p.ID })
		list[k].person = p
	}
	return nil
}

// matching keeps the candidates in whose name or skills all the words stand.
func matching(app core.App, list []candidate, words string) ([]candidate, error) {
	if words == "" {
		return list, nil
	}
	var found []string
	q := app.ConcurrentDB().Select("u.id").From("users u").InnerJoin("mentorship_cards c", dbx.NewExp("c.person = u.id"))
	for i, w := range strings.Fields(words) {
		if i == 5 {
			break
		}
		key := fmt.Sprint("w", i)
		q.AndWhere(dbx.NewExp("(u.name LIKE {:"+key+"} ESCAPE '\\' OR c.skills LIKE {:"+key+"} ESCAPE '\\' OR c.about LIKE {:"+key+"} ESCAPE '\\')",
			dbx.Params{key: "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(w) + "%"}))
	}
	if err := q.Column(&found); err != nil {
		return nil, fmt.Errorf("search candidates: %w", err)
	}
	in := map[string]bool{}
	for _, id := range found {
		in[id] = true
	}
	return slices.DeleteFunc(list, func(c candidate) bool { return !in[c.ID] }), nil
}
