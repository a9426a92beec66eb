package pairing

import (
	"math/bits"
)

// Level says how well a person has a language.
type Level uint8

// The levels. Zero is not at all.
const (
	Basic Level = iota + 1
	Working
	Fluent
	Native
)

// Person is what somebody says about themselves and, if they want, about others.
type Person struct {
	ID        string
	Skills    []string // a mentee's: wanted; a mentor's: offered
	Goals     []string // a mentee's: pursued; a mentor's: served
	Languages map[string]Level
	Hours     Week
	Capacity  int     // of a mentor
	Ranked    []int32 // the other side, best first
	Never     []int32
	Fill      bool // the rest of the list by score
}

// Weights say what counts how much. They are frozen when a round opens.
type Weights struct {
	Skills   int `json:"skills"`
	Goals    int `json:"goals"`
	Hours    int `json:"hours"`
	Language int `json:"language"`
}

// Usual are the weights of a round that sets no others; they sum up to 100.
var Usual = Weights{Skills: 45, Goals: 25, Hours: 20, Language: 10}

// Terms are what a round is scored by.
type Terms struct {
	Weights  Weights
	Least    int    // minutes a week that a pair must have in common
	Plenty   int    // minutes a week beyond which more does not count for more
	Seed     []byte // breaks ties
	Language Level  // least level that both must have in one language
}

// Field holds everybody of a round in a form in which millions of pairs can be scored.
type Field struct {
	terms            Terms
	mentees, mentors []Person
	wants, offers    []features
	menteeTies       ties
	mentorTies       ties
}

// features are a person's words as bits.
type features struct {
	skills, goals   []uint64
	nSkills, nGoals int
	levels          []Level // by language number
	spoken          []int32 // numbers of the languages that count
}

// NewField makes the people comparable. Skills and goals are compared as they are written.
func NewField(terms Terms, mentees, mentors []Person) *Field {
	f := &Field{terms: terms, mentees: mentees, mentors: mentors}
	skills := common(mentees, mentors, func(p Person) []string { return p.Skills })
	goals := common(mentees, mentors, func(p Person) []string { return p.Goals })
	languages := map[string]int32{}
	for _, side := range [][]Person{mentees, mentors} {
		for _, p := range side {
			for code := range p.Languages {
				if _, ok := languages[code]; !ok {
					languages[code] = int32(len(languages))
				}
			}
		}
	}
	describe := func(people []Person) []features {
		all := make([]features, len(people))
		for k, p := range people {
			all[k].skills, all[k].nSkills = skills.bits(p.Skills)
			all[k].goals, all[k].nGoals = goals.bits(p.Goals)
			all[k].levels = make([]Level, len(languages))
			for code, level := range p.Languages {
				all[k].levels[languages[code]] = level
				if level >= max(terms.Language, Basic) {
					all[k].spoken = append(all[k].spoken, languages[code])
				}
			}
		}
		return all
	}
	f.wants, f.offers = describe(mentees), describe(mentors)
	f.menteeTies, f.mentorTies = tieOrder(terms.Seed, mentees), tieOrder(terms.Seed, mentors)
	return f
}

// words numbers what both sides name; the rest never meets.
type words struct {
	numbers map[string]int
}

func common(mentees, mentors []Person, of func(Person) []string) words {
	asked := map[string]bool{}
	for _, p := range mentees {
		for _, w := range of(p) {
			asked[w] = true
		}
	}
	numbers := map[string]int{}
	for _, p := range mentors {
		for _, w := range of(p) {
			if _, ok := numbers[w]; asked[w] && !ok {
				numbers[w] = len(numbers)
			}
		}
	}
	return words{numbers}
}

// bits returns the words as a set, and how many different ones there are, those that nobody shares included.
func (w words) bits(list []string) (set []uint64, n int) {
	set = make([]uint64, (len(w.numbers)+63)/64)
	seen := make(map[string]bool, len(list))
	for _, s := range list {
		seen[s] = true
		if k, ok := w.numbers[s]; ok {
			set[k/64] |= 1 << (k % 64)
		}
	}
	return set, len(seen)
}

func shared(a, b []uint64) int {
	n := 0
	for k := range a {
		n += bits.OnesCount64(a[k] & b[k])
	}
	return n
}

// Fit is what a mentee and a mentor have in common.
type Fit struct {
	Skills  int   // wanted and offered
	Goals   int   // pursued and served
	Minutes int   // a week
	Level   Level // in the language they share best: the lower of the two
}

// fit compares a pair. It reports false when a hard filter fails: themselves, no shared language, not enough common
// hours, no place. Blocks are not looked at here.
func (f *Field) fit(mentee, mentor int) (Fit, bool) {
	me, you := &f.wants[mentee], &f.offers[mentor]
	var fit Fit
	for _, l := range me.spoken {
		if level := min(me.levels[l], you.levels[l]); level >= f.terms.Language {
			fit.Level = max(fit.Level, level)
		}
	}
	if fit.Level == 0 || f.mentors[mentor].Capacity <= 0 {
		return fit, false
	}
	if fit.Minutes = f.mentees[mentee].Hours.Minutes(&f.mentors[mentor].Hours); fit.Minutes < f.terms.Least {
		return fit, false
	}
	fit.Skills = shared(me.skills, you.skills)
	fit.Goals = shared(me.goals, you.goals)
	return fit, f.mentees[mentee].ID != f.mentors[mentor].ID
}

// Score is one side's view of a pair in thousandths of the weights: with weights that sum up to 100 it goes from 0 to
// 100,000. Each part is rounded down.
type Score struct{ Skills, Goals, Hours, Language int }

// Sum is the score that lists are ordered by.
func (s Score) Sum() int { return s.Skills + s.Goals + s.Hours + s.Language }

// score weighs a fit for a side that names so many skills and goals: a mentee asks how much of what they want is
// offered, a mentor how much of what they offer is wanted.
func (t *Terms) score(fit Fit, skills, goals int) Score {
	return Score{
		Skills:   t.Weights.Skills * share(fit.Skills, skills),
		Goals:    t.Weights.Goals * share(fit.Goals, goals),
		Hours:    t.Weights.Hours * share(min(fit.Minutes, t.Plenty), t.Plenty),
		Language: t.Weights.Language * share(int(fit.Level), int(Native)),
	}
}

// share is part/whole in thousandths, rounded down; nothing of nothing is nothing.
func share(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return part * 1000 / whole
}

// Pair returns what a mentee and a mentor have in common and how each scores the other; false when they are not
// possible for each other.
func (f *Field) Pair(mentee, mentor int) (fit Fit, mentees, mentors Score, ok bool) {
	fit, ok = f.fit(mentee, mentor)
	mentees = f.terms.score(fit, f.wants[mentee].nSkills, f.wants[mentee].nGoals)
	mentors = f.terms.score(fit, f.offers[mentor].nSkills, f.offers[mentor].nGoals)
	return fit, mentees, mentors, ok
}
