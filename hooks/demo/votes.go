package demo

import (
	"fmt"
	"time"

	"cooperage/hooks/governance"

	"github.com/pocketbase/pocketbase/core"
)

// planVotes plans every motion with its discussion, its ballots and its close.
func (s *seeding) planVotes() {
	for i, m := range motions {
		s.planMotion(int64(i+1), m)
	}
}

// planMotion plans one motion: moved in the morning, seconded within a day, open two weeks later for one week.
func (s *seeding) planMotion(id int64, m motion) {
	name := fmt.Sprintf("motion %d", id)
	moved := s.at(m.day, 9, name)
	s.plan(moved, name, func(tx core.App) error { return s.move(tx, id, m) })
	var second time.Time
	for i, who := range m.seconds {
		second = moved.Add(time.Duration(2+3*i) * time.Hour)
		s.plan(second, name+" seconded by "+who, func(tx core.App) error { return s.second(tx, id, who) })
	}
	for i, p := range m.posts {
		at := moved.Add(time.Duration(p.after * 24 * float64(time.Hour)))
		s.plan(at, fmt.Sprintf("%s, post %d", name, i+1), func(tx core.App) error { return s.say(tx, id, i, p) })
	}
	if m.amended != "" {
		s.plan(moved.AddDate(0, 0, 2), name+" amended", func(tx core.App) error { return s.amend(tx, id, m) })
	}
	opens := second.AddDate(0, 0, 14).Truncate(time.Hour).Add(time.Hour)
	s.plan(opens.Add(time.Minute), name+" opens", s.settleVotes)
	s.planBallots(id, m, opens)
	for day := 3; day <= 7; day++ {
		s.plan(opens.AddDate(0, 0, day).Add(5*time.Minute), name+" settles", s.settleVotes)
	}
}

// planBallots spreads the ballots over the days of the vote. The order of voters is drawn, and so is who does not
// vote; the values lie around the result with as many above as below it, so that the middle is the result.
func (s *seeding) planBallots(id int64, m motion, opens time.Time) {
	name := fmt.Sprintf("motion %d", id)
	voters := s.roll(opens)
	d := dice(name)
	d.Shuffle(len(voters), func(i, j int) { voters[i], voters[j] = voters[j], voters[i] })
	n := len(voters) - 1 - len(voters)/9
	span := 6*24*time.Hour + 20*time.Hour
	if m.cast > 0 {
		n, span = m.cast, s.first.Sub(opens)-2*time.Hour
	}
	for i, who := range voters[:n] {
		at := opens.Add(time.Hour + span*time.Duration(i)/time.Duration(n)).Add(time.Duration(d.IntN(3000)) * time.Second)
		choice := s.choice(m, i, n)
		s.plan(at, fmt.Sprintf("%s, ballot %d", name, i+1), func(tx core.App) error { return s.vote(tx, id, who, choice) })
	}
}

// choice is the i-th of n ballots.
func (s *seeding) choice(m motion, i, n int) governance.Choice {
	if !m.fee {
		switch {
		case i%7 == 2 && int64(i/7) < m.result:
			return governance.Choice{Choice: "no"}
		case i == n/2:
			return governance.Choice{Choice: "abstain"}
		}
		return governance.Choice{Choice: "yes"}
	}
	if i == n-1 {
		return governance.Choice{} // abstains, and counts for the quorum
	}
	result := m.result
	if m.cast > 0 {
		result = 525 // not known to anyone yet
	}
	// Pairs stand on either side of the result, whatever is left over says the result itself.
	away := []int64{50, -50, 0, 0, 25, -25, 100, -100, 0, 0, 75, -75, 50, -50, 150, -150}
	value := result
	if i < (n-1)/2*2 {
		value = max(0, result+away[i%len(away)])
	}
	return governance.Choice{Value: &value}
}

// roll lists the handles of who is a member at a moment.
func (s *seeding) roll(at time.Time) []string {
	var list []string
	for _, m := range everyMember() {
		if s.at(m.joined, 12, "").Before(at) {
			list = append(list, m.handle)
		}
	}
	return list
}

func (s *seeding) move(tx core.App, id int64, m motion) error {
	who, err := s.person(tx, m.mover)
	if err != nil {
		return err
	}
	w := governance.Words{Kind: governance.FeeLevel, Title: m.title, Body: m.body, Topic: s.topicOf(m.from)}
	if !m.fee {
		w.Kind, w.Majority = governance.Resolution, governance.Simple
	}
	made, err := s.Governance.Move(tx, who, w)
	if err == nil && made.ID != id {
		err = fmt.Errorf("motion %d got number %d", id, made.ID)
	}
	return err
}

func (s *seeding) second(tx core.App, id int64, handle string) error {
	who, err := s.person(tx, handle)
	if err != nil {
		return err
	}
	m, err := governance.ByID(tx, id)
	if err != nil || m.State != governance.Draft {
		return err // it has enough already
	}
	_, err = s.Governance.Second(tx, who, id)
	return err
}

func (s *seeding) amend(tx core.App, id int64, m motion) error {
	who, err := s.person(tx, m.mover)
	if err != nil {
		return err
	}
	_, err = s.Governance.Amend(tx, who, id, m.title, m.amended)
	return err
}

func (s *seeding) say(tx core.App, id int64, i int, p post) error {
	who, err := s.person(tx, p.author)
	if err != nil {
		return err
	}
	return s.Governance.Say(tx, who, id, p.stance, p.body, fmt.Sprintf("demo-motion-%d-post-%d", id, i))
}

// vote casts one ballot through the same door as everybody; the tracker is made and, as in life, kept by nobody else.
func (s *seeding) vote(tx core.App, id int64, handle string, c governance.Choice) error {
	who, err := s.person(tx, handle)
	if err != nil {
		return err
	}
	return s.Governance.Cast(tx, who, id, c, governance.NewTracker())
}

// settleVotes does what the job of every minute would have done by now.
func (s *seeding) settleVotes(tx core.App) error {
	if err := s.Governance.Settle(tx); err != nil {
		return err
	}
	return s.Governance.Remind(tx)
}
