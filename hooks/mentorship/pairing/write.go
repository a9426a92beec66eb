package pairing

import (
	"bufio"
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strconv"
)

// Write writes the round in the form that Read reads, people in the order of their ids, one per line. Equal rounds
// give equal bytes, so that a hash of them can be published.
func (r *Round) Write(dst io.Writer) error {
	w := writer{Writer: bufio.NewWriterSize(dst, 1<<16)}
	mentees := quoted(r.Mentees, func(m Mentee) string { return m.ID })
	mentors := quoted(r.Mentors, func(m Mentor) string { return m.ID })
	w.text("{\"mentees\":{")
	for n, i := range order(r.Mentees, func(m Mentee) string { return m.ID }) {
		w.name(n, mentees[i])
		w.list(r.Mentees[i].Prefs, mentors)
	}
	w.text("\n},\"mentors\":{")
	for n, j := range order(r.Mentors, func(m Mentor) string { return m.ID }) {
		w.name(n, mentors[j])
		w.text("{\"capacity\":" + strconv.Itoa(r.Mentors[j].Capacity) + ",\"prefs\":")
		w.list(r.Mentors[j].Prefs, mentees)
		w.text("}")
	}
	w.text("\n},\"blocked\":[")
	for n, p := range slices.SortedFunc(slices.Values(r.Blocked), func(a, b Pair) int {
		return cmp.Or(cmp.Compare(r.Mentees[a.Mentee].ID, r.Mentees[b.Mentee].ID), cmp.Compare(r.Mentors[a.Mentor].ID, r.Mentors[b.Mentor].ID))
	}) {
		w.comma(n)
		w.text("[" + mentees[p.Mentee] + "," + mentors[p.Mentor] + "]")
	}
	w.text("]}\n")
	return w.Flush()
}

// MarshalJSON writes the answer {"matches":{mentee:mentor or null}}, mentees in the order of their ids.
func (o *Outcome) MarshalJSON() ([]byte, error) {
	matches := make(map[string]*string, len(o.Mentor)) // encoding/json sorts the names
	for i, j := range o.Mentor {
		var mentor *string
		if j != Nobody {
			mentor = &o.round.Mentors[j].ID
		}
		matches[o.round.Mentees[i].ID] = mentor
	}
	return json.Marshal(struct {
		Matches map[string]*string `json:"matches"`
	}{matches})
}

// order returns the indexes of people in the order of their ids.
func order[P any](people []P, id func(P) string) []int {
	all := make([]int, len(people))
	for k := range all {
		all[k] = k
	}
	slices.SortFunc(all, func(a, b int) int { return cmp.Compare(id(people[a]), id(people[b])) })
	return all
}

// quoted returns the ids as JSON writes them.
func quoted[P any](people []P, id func(P) string) []string {
	all := make([]string, len(people))
	for k, p := range people {
		raw, err := json.Marshal(id(p))
		if err != nil {
			panic(err) // a string can always be written
		}
		all[k] = string(raw)
	}
	return all
}

// writer writes JSON; the buffer keeps the first error for Flush.
type writer struct{ *bufio.Writer }

func (w writer) text(s string) {
	_, _ = w.WriteString(s) // Flush returns the error
}

func (w writer) comma(n int) {
	if n > 0 {
		w.text(",")
	}
}

func (w writer) name(n int, quoted string) {
	w.comma(n)
	w.text("\n" + quoted + ":")
}

func (w writer) list(prefs []int32, ids []string) {
	w.text("[")
	for n, k := range prefs {
		w.comma(n)
		w.text(ids[k])
	}
	w.text("]")
}
