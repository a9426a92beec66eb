package demo

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"cooperage/hooks/gigs"
	"cooperage/hooks/members"
	"cooperage/hooks/orders"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// seeding is the work of filling one folder.
type seeding struct {
	Rooms
	gallery *gallery
	first   time.Time // the first day of the demo, to the hour
	zone    *time.Location
	people  map[string]*members.Person // members by handle, clients by key
	hash    string                     // of the one password
	gigs    map[string]*gigs.Gig
	orders  map[string]*orders.Order // by the key of the story
	rooms   map[string]int64         // categories of the forum by slug
	topics  map[string]int64         // of the forum by title
	plot    []act
}

// act is one thing that somebody does at a moment of the co-op's history.
type act struct {
	at   time.Time
	what string
	do   func(tx core.App) error
}

// seed fills the folder in one transaction: all of it is there, or nothing.
func (r *Room) seed(app core.App, first time.Time) error {
	g, err := paint()
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return err
	}
	s := &seeding{Rooms: r.Rooms, gallery: g, first: first, zone: zone, people: map[string]*members.Person{},
		gigs: map[string]*gigs.Gig{}, rooms: map[string]int64{}, topics: map[string]int64{}, orders: map[string]*orders.Order{}}
	s.planPeople()
	s.planGigs()
	s.planTalk()
	s.planVotes()
	s.planOrders()
	s.planOffice()
	s.planCertificates()
	s.planMentorship()
	s.planMeetings()
	s.planWords()
	defer r.Clock.Set(time.Time{})
	return app.RunInTransaction(s.play)
}

// at is an hour of the day that lies days before the first one, in the co-op's zone. A little is added that depends
// on the seed, for people do not act on the full hour.
func (s *seeding) at(days int, hour float64, seed string) time.Time {
	day := s.first.In(s.zone)
	midnight := time.Date(day.Year(), day.Month(), day.Day()-days, 0, 0, 0, 0, s.zone)
	jitter := time.Duration(dice(seed).IntN(55*60)) * time.Second
	return midnight.Add(time.Duration(hour*float64(time.Hour)) + jitter)
}

// dice is a source of chance that depends on the word alone.
func dice(word string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(word)) // never fails
	return rand.New(rand.NewPCG(h.Sum64(), 0x6d617272616d))
}

// plan adds an act to the history. What would lie after the first day has not happened yet and is left out.
func (s *seeding) plan(at time.Time, what string, do func(tx core.App) error) {
	if at.Before(s.first) {
		s.plot = append(s.plot, act{at, what, do})
	}
}

// play lets everything happen in its order, each act at its time. Before each one the deadlines that have passed
// are settled at their own moments of the day, as the jobs of a running co-op would have done.
func (s *seeding) play(tx core.App) error {
	slices.SortStableFunc(s.plot, func(a, b act) int { return a.at.Compare(b.at) })
	for _, a := range s.plot {
		s.Clock.Set(a.at)
		if err := a.do(tx); err != nil {
			return fmt.Errorf("%s, on %s: %w", a.what, a.at.Format(time.DateTime), err)
		}
	}
	s.Clock.Set(s.first)
	return s.calm(tx)
}

// quiet is how much of the past is news to those who have not looked since.
const quiet = 6 * 24 * time.Hour

// calm marks as done what nobody should be told anew: the mails of the past as sent, and its notices as read.
func (s *seeding) calm(tx core.App) error {
	if err := s.Notices.Past(tx); err != nil {
		return err
	}
	_, err := tx.DB().NewQuery(`UPDATE notices SET read = {:now}, updated = {:now} WHERE created < {:old}`).
		Bind(dbx.Params{"now": members.Stamp(s.first), "old": members.Stamp(s.first.Add(-quiet))}).Execute()
	if err != nil {
		return fmt.Errorf("settle the notices: %w", err)
	}
	return s.calmForum(tx)
}
