package demo

import (
	"fmt"
	"slices"
	"time"

	"cooperage/hooks/forums"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// room is a category of the demo's forum.
type room struct{ slug, name, about, read, write string }

// thread is a topic with everything that was said in it.
type thread struct {
	in, by  string
	day     int // days before the first day when it was started
	title   string
	body    string // Markdown
	posts   []reply
	key     string // for a motion that comes from it
	pinned  bool
	locked  bool
	decided int64 // the post that settled it, or 0
}

// reply is a post some days after the topic was started; to is the number of the post that it answers, or 0.
type reply struct {
	by    string
	after float64
	to    int64
	text  string // Markdown
}

// forumDay is how many days before the first day the forum was opened.
const forumDay = 64

// moderator is who pins and locks.
const moderator = "bjorn"

func everyThread() []thread {
	return slices.Concat(talkOfWelcome, talkOfCrafts, talkOfWords, talkOfTools, talkOfMoney, talkOfClients, talkOfLearning, talkInGerman)
}

// planTalk plans the forum: its categories in one morning, then what was said in them.
func (s *seeding) planTalk() {
	s.planCase()
	s.plan(s.at(forumDay, 7, "forum"), "the forum opens", s.openForum)
	for i, t := range everyThread() {
		name := fmt.Sprintf("topic %d", i+1)
		begun := s.at(t.day, 9+dice(name).Float64()*9, name)
		s.plan(begun, name, func(tx core.App) error { return s.start(tx, t) })
		last := begun
		for n, p := range t.posts {
			last = begun.Add(time.Duration(p.after * 24 * float64(time.Hour)))
			s.plan(last, fmt.Sprintf("%s, post %d", name, n+2), func(tx core.App) error { return s.reply(tx, t, p, n) })
		}
		if t.decided > 0 {
			s.plan(last.Add(time.Hour), name+" decided", func(tx core.App) error { return s.decide(tx, t) })
		}
		if t.pinned || t.locked {
			s.plan(last.Add(2*time.Hour), name+" marked", func(tx core.App) error { return s.mark(tx, t) })
		}
	}
}

// The moderated case: a post with somebody's telephone number is flagged, hidden with the reason, and said again
// without it. Another flag waits for the moderator.
const (
	talkOfCase  = "A client who owes two of us"
	talkOfOffer = "An offer to buy our reviews"
)

// planCase plans what the moderator has done and has to do.
func (s *seeding) planCase() {
	s.plan(s.at(32, 6, "flag"), "a post is flagged", func(tx core.App) error {
		return s.flag(tx, "leonie", talkOfCase, 2, "private", "A private number, and his family.")
	})
	s.plan(s.at(32, 7, "hide"), "a post is hidden", func(tx core.App) error {
		who, err := s.officer(tx, moderator)
		if err != nil {
			return err
		}
		post, err := s.post(tx, talkOfCase, 2)
		if err != nil {
			return err
		}
		return s.Forums.Resolve(tx, who, forums.Verdict{Post: post, Outcome: forums.Concealed, Reason: "private",
			Answer: "Names and numbers of others do not belong here. What you are owed does: please say it again without them."})
	})
	s.plan(s.at(0, .2, "second flag"), "another post is flagged", func(tx core.App) error {
		return s.flag(tx, "zofia", talkOfOffer, 1, "spam", "Not Mehmet's fault, but the sentence advertises. Could it go?")
	})
}

func (s *seeding) flag(tx core.App, by, topic string, number int64, reason, note string) error {
	who, err := s.officer(tx, by)
	if err != nil {
		return err
	}
	post, err := s.post(tx, topic, number)
	if err != nil {
		return err
	}
	_, _, err = s.Forums.FlagPost(tx, who, post, reason, note)
	return err
}

// post is the id of a post by its number.
func (s *seeding) post(tx core.App, topic string, number int64) (id int64, err error) {
	err = tx.DB().Select("id").From("forum_posts").Where(dbx.HashExp{"topic": s.topics[topic], "number": number}).Row(&id)
	if err != nil {
		return 0, fmt.Errorf("find post %d of %q: %w", number, topic, err)
	}
	return id, nil
}

// openForum makes the categories, the first of them from those that every new co-op has.
func (s *seeding) openForum(tx core.App) error {
	by, err := s.officer(tx, founder)
	if err != nil {
		return err
	}
	there, err := forums.Categories(tx)
	if err != nil {
		return err
	}
	there = slices.DeleteFunc(there, func(c *forums.Category) bool { return c.Purpose == forums.ForMotions })
	for i, c := range rooms {
		plan := forums.Plan{Slug: c.slug, Name: c.name, About: c.about, ReadBy: c.read, WriteBy: c.write}
		if i < len(there) {
			_, err = s.Forums.ChangeCategory(tx, by, there[i].ID, plan)
			s.rooms[c.slug] = there[i].ID
		} else if made, broken := s.Forums.MakeCategory(tx, by, plan); broken != nil {
			err = broken
		} else {
			s.rooms[c.slug] = made.ID
		}
		if err != nil {
			return fmt.Errorf("category %s: %w", c.slug, err)
		}
	}
	return nil
}

// officer is a person with the offices they hold now.
func (s *seeding) officer(tx core.App, handle string) (*members.Person, error) {
	p, err := s.person(tx, handle)
	if err != nil {
		return nil, err
	}
	p.Offices, err = members.OfficesOf(tx, p.Id, s.Clock.Now())
	return p, err
}

func (s *seeding) start(tx core.App, t thread) error {
	who, err := s.officer(tx, t.by)
	if err != nil {
		return err
	}
	made, err := s.Forums.Start(tx, who, forums.Opening{Category: s.rooms[t.in], Title: t.title, Body: t.body, Watch: true,
		Once: fmt.Sprintf("demo-topic-%s-%d-%s", t.by, t.day, t.in)})
	if err != nil {
		return err
	}
	s.topics[t.title] = made.ID
	return nil
}

func (s *seeding) reply(tx core.App, t thread, p reply, n int) error {
	who, err := s.officer(tx, p.by)
	if err != nil {
		return err
	}
	_, _, err = s.Forums.Answer(tx, who, forums.Reply{Topic: s.topics[t.title], ReplyTo: p.to, Body: p.text,
		Once: fmt.Sprintf("demo-post-%s-%d-%s-%d", t.by, t.day, t.in, n)})
	return err
}

func (s *seeding) decide(tx core.App, t thread) error {
	who, err := s.officer(tx, t.by)
	if err != nil {
		return err
	}
	_, err = s.Forums.Decide(tx, who, s.topics[t.title], t.decided)
	return err
}

func (s *seeding) mark(tx core.App, t thread) error {
	who, err := s.officer(tx, moderator)
	if err != nil {
		return err
	}
	if t.pinned {
		if _, err := s.Forums.Pin(tx, who, s.topics[t.title], true); err != nil {
			return err
		}
	}
	if t.locked {
		_, err = s.Forums.Lock(tx, who, s.topics[t.title], true)
	}
	return err
}

// calmForum counts as read, for everybody who has an account, what is older than a few days.
func (s *seeding) calmForum(tx core.App) error {
	_, err := tx.DB().NewQuery("UPDATE forum_people SET read_before = {:at}").
		Bind(dbx.Params{"at": s.first.Add(-quiet / 2).UnixMilli()}).Execute()
	if err != nil {
		return fmt.Errorf("settle the forum: %w", err)
	}
	return nil
}

// topicOf is the topic that a motion comes from, or 0.
func (s *seeding) topicOf(key string) int64 {
	for _, t := range everyThread() {
		if key != "" && t.key == key {
			return s.topics[t.title]
		}
	}
	return 0
}
