package pairing

import (
	"io"
	"strings"
	"unicode"

	"cooperage/hooks/strictjson"
)

// Limits of a file. Within them reading and matching stay under a gigabyte for lists of 30.
const (
	MaxPeople   = 1_000_000  // on each side
	MaxListings = 40_000_000 // in all lists and blocks together
	MaxID       = 200        // bytes
	MaxCapacity = 1_000_000
)

// Read reads a round in the form
//
//	{"mentees":{id:[mentor,…]},"mentors":{id:{"capacity":n,"prefs":[mentee,…]}},"blocked":[[mentee,mentor],…]}
//
// where "blocked" may be missing. Every error names the line. Somebody who is listed must be there.
func Read(src io.Reader) (*Round, error) {
	f := file{json: strictjson.NewReader(src), mentees: side{what: "mentee"}, mentors: side{what: "mentor"}}
	if err := f.read(); err != nil {
		return nil, err
	}
	return &f.round, nil
}

// file is a round that is being read. People may be listed before they are introduced.
type file struct {
	json             *strictjson.Reader
	mentees, mentors side
	round            Round
	listings         int
}

// side are the people of one kind: their numbers by id, and whether they were introduced.
type side struct {
	what    string
	numbers map[string]int32
	people  []person
	given   bool
}

type person struct {
	id         string
	line       int // of the first mention
	introduced bool
	seen       int32 // number of the last list they were found on
}

func (f *file) read() error {
	err := f.json.Object(func(name string) error {
		switch name {
		case "mentees":
			f.mentees.given = true
			return f.json.Object(f.mentee)
		case "mentors":
			f.mentors.given = true
			return f.json.Object(f.mentor)
		case "blocked":
			return f.json.Array(f.blocked)
		}
		return f.json.Errorf("unknown field %s; there are mentees, mentors and blocked", strictjson.Quote(name))
	})
	if err != nil {
		return err
	}
	for _, s := range []*side{&f.mentees, &f.mentors} {
		if !s.given {
			return f.json.Errorf("the field \"%ss\" is missing", s.what)
		}
	}
	if err := f.json.End(); err != nil {
		return err
	}
	return f.complete()
}

// complete checks that everybody who is listed is there, and names the earliest who is not.
func (f *file) complete() error {
	var first *person
	what := ""
	for _, s := range []*side{&f.mentees, &f.mentors} {
		for k := range s.people {
			if p := &s.people[k]; !p.introduced && (first == nil || p.line < first.line) {
				first, what = p, s.what
			}
		}
	}
	if first != nil {
		return strictjson.At(first.line, "%s %s is listed, but is not among the %ss", what, strictjson.Quote(first.id), what)
	}
	f.fit() // the last mentions may have made a side longer
	return nil
}

// fit makes room for everybody who was mentioned so far.
func (f *file) fit() {
	for k := len(f.round.Mentees); k < len(f.mentees.people); k++ {
		f.round.Mentees = append(f.round.Mentees, Mentee{ID: f.mentees.people[k].id})
	}
	for k := len(f.round.Mentors); k < len(f.mentors.people); k++ {
		f.round.Mentors = append(f.round.Mentors, Mentor{ID: f.mentors.people[k].id})
	}
}

// mentee reads one mentee's list.
func (f *file) mentee(id string) error {
	me, err := f.introduce(&f.mentees, id)
	if err != nil {
		return err
	}
	prefs, err := f.list(&f.mentors, me)
	f.round.Mentees[me].Prefs = prefs
	return err
}

// mentor reads one mentor's places and list.
func (f *file) mentor(id string) error {
	me, err := f.introduce(&f.mentors, id)
	if err != nil {
		return err
	}
	m := Mentor{ID: id, Capacity: -1}
	listed := false
	err = f.json.Object(func(name string) (err error) {
		switch name {
		case "capacity":
			m.Capacity, err = f.capacity(id)
			return err
		case "prefs":
			listed = true
			m.Prefs, err = f.list(&f.mentees, me)
			return err
		}
		return f.json.Errorf("mentor %s: unknown field %s; there are capacity and prefs", strictjson.Quote(id), strictjson.Quote(name))
	})
	switch {
	case err != nil:
		return err
	case m.Capacity < 0:
		return f.json.Errorf("mentor %s has no capacity", strictjson.Quote(id))
	case !listed:
		return f.json.Errorf("mentor %s has no prefs", strictjson.Quote(id))
	}
	f.round.Mentors[me] = m
	return nil
}

func (f *file) capacity(id string) (int, error) {
	n, err := f.json.Int()
	if err != nil {
		return 0, err
	}
	if n < 0 || n > MaxCapacity {
		return 0, f.json.Errorf("mentor %s: a capacity of %d is not between 0 and %d", strictjson.Quote(id), n, MaxCapacity)
	}
	return int(n), nil
}

// list reads the list of person me, whose entries are of the other side.
func (f *file) list(others *side, me int32) ([]int32, error) {
	var prefs []int32
	err := f.json.Array(func() error {
		k, err := f.mention(others)
		if err != nil {
			return err
		}
		p := &others.people[k]
		if p.seen == me+1 {
			return f.json.Errorf("%s %s is on this list twice", others.what, strictjson.Quote(p.id))
		}
		p.seen = me + 1
		prefs = append(prefs, k)
		return nil
	})
	return prefs, err
}

// blocked reads one blocked pair.
func (f *file) blocked() error {
	var pair [2]int32
	sides := [2]*side{&f.mentees, &f.mentors}
	n := 0
	err := f.json.Array(func() (err error) {
		if n == len(pair) {
			return f.json.Errorf("a blocked pair has more than two people")
		}
		pair[n], err = f.mention(sides[n])
		n++
		return err
	})
	if err == nil && n < len(pair) {
		err = f.json.Errorf("a blocked pair needs a mentee and a mentor")
	}
	f.round.Blocked = append(f.round.Blocked, Pair{pair[0], pair[1]})
	return err
}

// mention reads an id and returns the number of the person.
func (f *file) mention(s *side) (int32, error) {
	if f.listings++; f.listings > MaxListings {
		return 0, f.json.Errorf("more than %d people in all lists together", MaxListings)
	}
	raw, err := f.json.Bytes()
	if err != nil {
		return 0, err
	}
	if k, ok := s.numbers[string(raw)]; ok {
		return k, nil
	}
	return f.add(s, string(raw))
}

// introduce is the place where a person is described. An object never has the same name twice.
func (f *file) introduce(s *side, id string) (int32, error) {
	k, ok := s.numbers[id]
	if !ok {
		var err error
		if k, err = f.add(s, id); err != nil {
			return 0, err
		}
	}
	s.people[k].introduced = true
	f.fit()
	return k, nil
}

// add gives a person a number.
func (f *file) add(s *side, id string) (int32, error) {
	switch {
	case id == "":
		return 0, f.json.Errorf("a %s has an empty id", s.what)
	case len(id) > MaxID:
		return 0, f.json.Errorf("the id %s has more than %d bytes", strictjson.Quote(id), MaxID)
	case strings.ContainsFunc(id, unicode.IsControl):
		return 0, f.json.Errorf("the id %s holds a control character", strictjson.Quote(id))
	case len(s.people) == MaxPeople:
		return 0, f.json.Errorf("more than %d %ss", MaxPeople, s.what)
	}
	if s.numbers == nil {
		s.numbers = map[string]int32{}
	}
	k := int32(len(s.people))
	s.numbers[id] = k
	s.people = append(s.people, person{id: id, line: f.json.Line()})
	return k, nil
}
