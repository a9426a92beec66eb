package demo

import (
	"fmt"
	"time"

	"cooperage/hooks/mentorship"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/pocketbase/core"
)

// learner is somebody's card in a round.
type learner struct {
	who    string
	side   mentorship.Side
	skills []string
	goals  []string
	hours  []string
	places int
	about  string
	ranked []string
}

// firstRound is over: seven places for eight mentees, and a second run for the one who was left.
var firstRound = []learner{
	{"ingrid", mentorship.Mentor, []string{"watercolour", "picture books", "contracts"}, []string{"craft", "prices"}, []string{"mon-18", "wed-18", "sat-9"}, 1,
		"I learned to say no at forty. I can show you how at thirty.", []string{"hana", "mehmet"}},
	{"samir", mentorship.Mentor, []string{"accessibility", "HTML and CSS"}, []string{"tools", "clients"}, []string{"tue-18", "thu-18"}, 1,
		"We look at your pages with the screen switched off.", []string{"fatemeh"}},
	{"jonas", mentorship.Mentor, []string{"websites", "testing"}, []string{"tools", "clients"}, []string{"fri-9", "wed-18"}, 1, "", nil},
	{"saskia", mentorship.Mentor, []string{"pricing", "bookkeeping", "contracts"}, []string{"prices", "business"}, []string{"mon-18", "tue-18", "thu-9"}, 2,
		"Bring your last three invoices. That is all we need.", nil},
	{"noor", mentorship.Mentor, []string{"lettering", "portfolio"}, []string{"portfolio", "clients"}, []string{"wed-18", "sat-9"}, 1, "", nil},
	{"aoife", mentorship.Mentor, []string{"editing", "speaking"}, []string{"talks", "coop"}, []string{"tue-18", "wed-18"}, 1, "", nil},
	{"hana", mentorship.Mentee, []string{"picture books", "pricing"}, []string{"craft", "prices"}, []string{"mon-18", "sat-9"}, 0, "", []string{"ingrid", "saskia"}},
	{"mehmet", mentorship.Mentee, []string{"contracts", "pricing"}, []string{"business", "prices"}, []string{"mon-18", "tue-18"}, 0, "", []string{"ingrid", "saskia"}},
	{"kwame", mentorship.Mentee, []string{"pricing", "bookkeeping"}, []string{"prices"}, []string{"thu-9", "tue-18"}, 0,
		"I record other people's voices and forget to send the bill.", []string{"saskia"}},
	{"leonie", mentorship.Mentee, []string{"lettering", "portfolio"}, []string{"portfolio"}, []string{"wed-18"}, 0, "", []string{"noor"}},
	{"chiara", mentorship.Mentee, []string{"portfolio", "speaking"}, []string{"talks", "clients"}, []string{"wed-18", "tue-18"}, 0, "", []string{"noor", "aoife"}},
	{"zofia", mentorship.Mentee, []string{"speaking"}, []string{"talks", "coop"}, []string{"tue-18"}, 0, "", nil},
	{"fatemeh", mentorship.Mentee, []string{"accessibility"}, []string{"tools"}, []string{"thu-18", "tue-18"}, 0, "", []string{"samir"}},
	{"oskar", mentorship.Mentee, []string{"websites", "pricing"}, []string{"clients", "tools"}, []string{"fri-9"}, 0, "", []string{"jonas"}},
}

// secondRound is open on the first day; Amara, whom a visitor signs in as, has enrolled and not ranked yet.
var secondRound = []learner{
	{"ingrid", mentorship.Mentor, []string{"watercolour", "picture books", "contracts"}, []string{"craft", "prices"}, []string{"mon-18", "wed-18", "sat-9"}, 1,
		"I learned to say no at forty. I can show you how at thirty.", nil},
	{"tomas", mentorship.Mentor, []string{"contracts", "terms of law"}, []string{"business", "craft"}, []string{"sat-9", "wed-18"}, 1, "I read contracts for a living. We can read yours.", nil},
	{"pavel", mentorship.Mentor, []string{"sound", "voice recording"}, []string{"craft", "talks"}, []string{"tue-18", "thu-18"}, 2, "", nil},
	{"saskia", mentorship.Mentor, []string{"pricing", "bookkeeping", "contracts"}, []string{"prices", "business"}, []string{"mon-18", "tue-18", "thu-9"}, 1,
		"Bring your last three invoices. That is all we need.", nil},
	{"zofia", mentorship.Mentor, []string{"patterns", "portfolio"}, []string{"portfolio", "clients"}, []string{"mon-18", "wed-18"}, 1,
		"Last year I was a mentee. It is time to pass it on.", nil},
	{"amara", mentorship.Mentee, []string{"pricing", "voice recording", "contracts"}, []string{"prices", "talks"}, []string{"mon-18", "tue-18", "wed-18"}, 0,
		"I want to record my own picture books.", nil},
	{"ana", mentorship.Mentee, []string{"pricing", "portfolio"}, []string{"prices"}, []string{"mon-18", "tue-18"}, 0, "", []string{"saskia", "zofia"}},
	{"dimitris", mentorship.Mentee, []string{"pricing", "contracts"}, []string{"business"}, []string{"tue-18", "wed-18"}, 0, "", []string{"tomas", "saskia"}},
	{"ruairi", mentorship.Mentee, []string{"sound"}, []string{"craft"}, []string{"thu-18"}, 0, "", []string{"pavel"}},
	{"mai", mentorship.Mentee, []string{"patterns", "portfolio"}, []string{"portfolio"}, []string{"mon-18", "wed-18"}, 0, "", []string{"zofia"}},
}

// first and second day of the rounds, counted back from the first day of the demo.
const (
	firstRoundDay  = 178
	secondRoundDay = 10
)

// planMentorship plans a round from its opening to its end, and one that is open.
func (s *seeding) planMentorship() {
	s.planRound(firstRoundDay, firstRound)
	for _, day := range []int{21, 29, 150} { // the close, the second run, the end
		s.plan(s.at(firstRoundDay-day, 20, "mentorship"), "mentorship settles", func(tx core.App) error { return s.Mentorship.Tick(tx) })
	}
	s.plan(s.at(firstRoundDay-22, 9, "mentorship"), "round published", func(tx core.App) error {
		steward, err := s.person(tx, "aoife")
		if err != nil {
			return err
		}
		return s.Mentorship.Publish(tx, steward, 1)
	})
	for k, l := range firstRound {
		if l.side == mentorship.Mentee {
			s.plan(s.at(firstRoundDay-24, 10, l.who), l.who+" accepts", func(tx core.App) error { return s.accept(tx, l.who) })
			s.plan(s.at(firstRoundDay-40, 18, l.who), l.who+" meets", func(tx core.App) error { return s.meet(tx, l.who, k) })
			s.plan(s.at(firstRoundDay-152, 12, l.who), l.who+" closes", func(tx core.App) error { return s.thank(tx, l.who, k) })
		}
	}
	s.planRound(secondRoundDay, secondRound)
}

// planRound plans the opening of a round, and everybody in it within the first week.
func (s *seeding) planRound(day int, people []learner) {
	s.plan(s.at(day, 9, "round"), "round opens", func(tx core.App) error {
		steward, err := s.person(tx, "aoife")
		if err != nil {
			return err
		}
		_, err = s.Mentorship.Begin(tx, steward)
		return err
	})
	for k, l := range people {
		s.plan(s.at(day-1-k%6, 12, l.who), l.who+" enrols", func(tx core.App) error {
			p, err := s.person(tx, l.who)
			if err != nil {
				return err
			}
			return s.Mentorship.Describe(tx, p, mentorship.Card{Side: l.side, Skills: l.skills, Goals: l.goals, Hours: l.hours, Zone: s.zone.String(),
				Languages: []profiles.Spoken{{Code: "en", Level: "fluent"}}, Capacity: l.places, About: l.about, Open: true}, true)
		})
		if len(l.ranked) > 0 {
			s.plan(s.at(day-7, 15, l.who), l.who+" ranks", func(tx core.App) error { return s.rank(tx, l) })
		}
	}
}

func (s *seeding) rank(tx core.App, l learner) error {
	p, err := s.person(tx, l.who)
	if err != nil {
		return err
	}
	w := mentorship.Wishes{Fill: true}
	for _, other := range l.ranked {
		o, err := s.person(tx, other)
		if err != nil {
			return err
		}
		w.Ranked = append(w.Ranked, o.Id)
	}
	return s.Mentorship.Rank(tx, p, l.side, w)
}

// ofRound returns a mentee's pair, or nil for those who were left without one.
func (s *seeding) ofRound(tx core.App, who string) (*mentorship.Pair, error) {
	p, err := s.person(tx, who)
	if err != nil {
		return nil, err
	}
	list, err := mentorship.PairsOf(tx, p.Id)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

func (s *seeding) accept(tx core.App, who string) error {
	pair, err := s.ofRound(tx, who)
	if err != nil || pair == nil {
		return err
	}
	for _, id := range []string{pair.Mentee, pair.Mentor} {
		for key, p := range s.people {
			if p.Id != id {
				continue
			}
			fresh, err := s.person(tx, key)
			if err == nil {
				err = s.Mentorship.Answer(tx, fresh, pair.ID, true)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// meet has a pair set a goal and hold two sessions.
func (s *seeding) meet(tx core.App, who string, k int) error {
	pair, err := s.ofRound(tx, who)
	if err != nil || pair == nil || !pair.IsActive() {
		return err
	}
	p, err := s.person(tx, who)
	if err != nil {
		return err
	}
	goals := []string{"Send three offers at my own price", "Finish one piece from start to end", "Say what I do in two sentences"}
	if err := s.Mentorship.Aim(tx, p, pair.ID, goals[k%len(goals)]); err != nil {
		return err
	}
	now := s.Clock.Now()
	for _, ago := range []time.Duration{9 * 24 * time.Hour, 24 * time.Hour} {
		id, err := s.Mentorship.Plan(tx, p, pair.ID, "", mentorship.Meeting{Starts: now.Add(-ago), Minutes: 60, Place: "https://meet.marram.example/" + who})
		if err == nil {
			err = s.Mentorship.Settle(tx, p, pair.ID, id, mentorship.Held)
		}
		if err != nil {
			return fmt.Errorf("meet: %w", err)
		}
	}
	return s.Mentorship.Write(tx, p, pair.ID, "We went through my **last three jobs**. I had priced the second one below my own hours.", true)
}

// thank closes a pair with feedback.
func (s *seeding) thank(tx core.App, who string, k int) error {
	pair, err := s.ofRound(tx, who)
	if err != nil || pair == nil || !pair.IsActive() {
		return err
	}
	p, err := s.person(tx, who)
	if err != nil {
		return err
	}
	words := []string{"I now know what an hour of mine costs.", "Twice a month was right. A fixed evening helped.", "I would have liked to begin with the contract."}
	return s.Mentorship.Finish(tx, p, pair.ID, mentorship.Feedback{Helped: 3 + k%3, Text: words[k%len(words)], Shared: k%2 == 0})
}
