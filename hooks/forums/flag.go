package forums

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Outcomes of a flag.
const (
	Dismissed = "dismissed" // the post stands
	Concealed = "hidden"    // the post was hidden
	Noted     = "noted"     // the post stands, and its author was spoken to
)

var outcomeNames = map[string]string{
	Dismissed: locale.Mark("The post stands as it is"), Concealed: locale.Mark("The post was hidden"),
	Noted: locale.Mark("The author was spoken to"),
}

// FlagPost asks moderators to look at a post. A person has one open flag on a post.
func (r *Room) FlagPost(app core.App, who *members.Person, post int64, reason, note string) (*Topic, *Post, error) {
	var problems fault.Problems
	checkReason(&problems, reason, note, false)
	if err := problems.Err(); err != nil {
		return nil, nil, err
	}
	var p *Post
	var t *Topic
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if p, t, _, err = PostByID(tx, who, post); err != nil {
			return err
		}
		person, err := PersonOf(tx, who.Id)
		switch {
		case err != nil:
			return err
		case person == p.Author:
			return fault.New(fault.Conflict, "This is your own post: you can edit it or take it back.")
		case p.Hidden != Visible:
			return fault.New(fault.Conflict, "This post is hidden already.")
		}
		return r.storeFlag(tx, person, p, reason, note)
	})
	return t, p, err
}

func (r *Room) storeFlag(tx core.App, person int64, p *Post, reason, note string) error {
	var open int
	err := tx.DB().Select("count(*)").From("forum_flags").Where(dbx.HashExp{"post": p.ID, "flagger": person, "outcome": ""}).Row(&open)
	if err == nil && open > 0 {
		return fault.New(fault.Conflict, "You have flagged this post already. A moderator will look at it.")
	}
	if err == nil {
		_, err = tx.DB().Insert("forum_flags", dbx.Params{"post": p.ID, "flagger": person, "reason": reason,
			"note": strings.TrimSpace(note), "made_at": ms(r.clock.Now())}).Execute()
	}
	if err != nil {
		return fmt.Errorf("store a flag: %w", err)
	}
	author, err := accountOf(tx, p.Author)
	if err != nil {
		return err
	}
	news := notices.News{Text: "A post was flagged: %s.", Args: []any{locale.Word(ReasonText(reason))}, Link: "/forum/flags", Key: "flag:" + str(p.ID)}
	told, err := r.tellOffice(tx, "moderator", author, news)
	if err == nil && told == 0 {
		_, err = r.tellOffice(tx, "board", author, news)
	}
	return err
}

// Flagged is a post in the queue with what was said about it.
type Flagged struct {
	Shown
	TopicTitle string `db:"title"`
	Category   int64  `db:"category"`
	Flags      []Flag `db:"-"`
	Yours      bool   `db:"-"` // the reader wrote it and cannot decide
}

// TopicName is the title of the post's topic.
func (f *Flagged) TopicName() string { return f.TopicTitle }

// Link is the permanent address of the post.
func (f *Flagged) Link() string { return postLink(f.ID) }

// Reasons are the reasons for which it can be hidden.
func (f *Flagged) Reasons() []Reason { return Reasons }

// Flag is one flag.
type Flag struct {
	Post   int64  `db:"post"`
	Reason string `db:"reason"`
	Note   string `db:"note"`
	MadeAt int64  `db:"made_at"`
	Name   string `db:"name"`
}

// Made is when the post was flagged.
func (f Flag) Made() time.Time { return at(f.MadeAt) }

// ReasonText is the catalogue key of the reason.
func (f Flag) ReasonText() string { return ReasonText(f.Reason) }

// queueLength is how many flagged posts the queue shows, the longest waiting first.
const queueLength = 50

// Queue returns the flagged posts that the person may decide about, or would if they were not their own.
func (r *Room) Queue(app core.App, who *members.Person) ([]*Flagged, error) {
	own, err := personOf(app, who)
	if err != nil {
		return nil, err
	}
	var posts []*Flagged
	err = app.ConcurrentDB().NewQuery("SELECT " + shownColumns + ", t.title, t.category" + shownJoins + ` JOIN forum_topics t ON t.id = p.topic
		WHERE p.id IN (SELECT post FROM forum_flags WHERE outcome = '') ORDER BY (SELECT min(made_at) FROM forum_flags WHERE post = p.id AND outcome = '')
		LIMIT {:n}`).Bind(dbx.Params{"me": own, "mod": 1, "n": queueLength}).All(&posts)
	if err != nil {
		return nil, fmt.Errorf("read the queue: %w", err)
	}
	var flags []Flag
	err = app.ConcurrentDB().NewQuery("SELECT g.post, g.reason, g.note, g.made_at, " + nameOf("f", "u") + ` AS name FROM forum_flags g
		JOIN forum_people f ON f.id = g.flagger LEFT JOIN users u ON u.id = f.person WHERE g.outcome = '' ORDER BY g.id`).All(&flags)
	if err != nil {
		return nil, fmt.Errorf("read flags: %w", err)
	}
	in, err := Readable(app, who)
	if err != nil {
		return nil, err
	}
	mods, err := r.moderators(app)
	if err != nil {
		return nil, err
	}
	var list []*Flagged
	for _, p := range posts {
		readable := slices.ContainsFunc(in, func(c *Category) bool { return c.ID == p.Category })
		if !readable || !Moderates(who) && len(mods) > 0 && !slices.Contains(mods, p.Author) {
			continue
		}
		p.Yours = p.Author == own
		for _, f := range flags {
			if f.Post == p.ID {
				p.Flags = append(p.Flags, f)
			}
		}
		list = append(list, p)
	}
	return list, nil
}

// Verdict is what becomes of a post's open flags. Answer is told to the author, and to those who flagged.
type Verdict struct {
	Post    int64
	Outcome string
	Reason  string // for hiding
	Answer  string
}

// Resolve decides all open flags of a post.
func (r *Room) Resolve(app core.App, who *members.Person, v Verdict) error {
	var problems fault.Problems
	if outcomeNames[v.Outcome] == "" {
		problems.Add("outcome", "Choose one of the options.")
	}
	if v.Outcome == Concealed {
		checkReason(&problems, v.Reason, v.Answer, false)
	} else {
		checkNote(&problems, "note", v.Answer, v.Outcome == Noted)
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		p, t, _, err := PostByID(tx, who, v.Post)
		if err != nil {
			return err
		}
		judge, err := r.judge(tx, who, p.Author)
		if err != nil {
			return err
		}
		n, err := r.closeFlags(tx, judge, v)
		if err != nil {
			return err
		}
		if n == 0 {
			return fault.New(fault.Conflict, "Somebody has decided this already.")
		}
		switch v.Outcome {
		case Concealed:
			if err := r.conceal(tx, judge, p, t, v.Reason, v.Answer); err != nil {
				return err
			}
		case Noted:
			err := tellPerson(tx, p.Author, notices.News{Text: "A moderator writes about your post in “%s”: %s", Args: []any{t.Title, v.Answer},
				Link: postLink(p.ID), Key: "noted:" + str(p.ID) + ":" + str(ms(r.clock.Now()))})
			if err != nil {
				return err
			}
		}
		return r.note(tx, who, p.Author, postLink(p.ID), locale.Mark("Decided on flags of a post (%s): %s."), str(int64(n)), outcomeWord[v.Outcome])
	})
}

// outcomeWord is how the log, which is in English, tells an outcome.
var outcomeWord = map[string]string{Dismissed: "dismissed", Concealed: "hidden", Noted: "author spoken to"}

// closeFlags gives the open flags of a post their outcome and tells those who flagged.
func (r *Room) closeFlags(tx core.App, judge int64, v Verdict) (int, error) {
	var flaggers []int64
	err := tx.DB().Select("flagger").From("forum_flags").Where(dbx.HashExp{"post": v.Post, "outcome": ""}).Column(&flaggers)
	if err != nil {
		return 0, fmt.Errorf("read flags: %w", err)
	}
	_, err = tx.DB().Update("forum_flags", dbx.Params{"outcome": v.Outcome, "resolver": judge, "resolved_at": ms(r.clock.Now()),
		"answer": strings.TrimSpace(v.Answer)}, dbx.HashExp{"post": v.Post, "outcome": ""}).Execute()
	if err != nil {
		return 0, fmt.Errorf("close flags: %w", err)
	}
	for _, person := range flaggers {
		err := tellPerson(tx, person, notices.News{Text: "The post that you flagged was looked at: %s.", Args: []any{locale.Word(outcomeNames[v.Outcome])},
			Link: postLink(v.Post), Key: "flagged:" + str(v.Post) + ":" + str(ms(r.clock.Now()))})
		if err != nil {
			return 0, err
		}
	}
	return len(flaggers), nil
}
