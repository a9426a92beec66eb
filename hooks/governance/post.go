package governance

import (
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/forums"
	"cooperage/hooks/members"

	"github.com/pocketbase/pocketbase/core"
)

// lastPosts is how many posts of its topic the page of a motion shows.
const lastPosts = 8

// talk gives a new motion its topic in the forum: its own, or the one it comes from.
func (r *Room) talk(tx core.App, mover *members.Person, m *Motion, body string, topic int64) error {
	return r.forums.ForMotion(tx, mover, forums.Moved{Motion: m.ID, State: m.State, Title: m.Title, Body: body, Topic: topic})
}

// noted writes on its topic where a motion stands.
func noted(tx core.App, m *Motion) error {
	state := m.State
	if m.Outcome == Kept {
		state = Kept
	}
	return forums.MotionMoved(tx, forums.Moved{Motion: m.ID, State: state, Value: m.Value})
}

// Say adds a member's post to the topic of a motion, until its vote closes. once is the form's token.
func (r *Room) Say(app core.App, who *members.Person, motion int64, stance, body, once string) error {
	err := app.RunInTransaction(func(tx core.App) error {
		m, err := ByID(tx, motion)
		if err != nil {
			return err
		}
		if m.State != Draft && m.State != Deliberation && !m.IsOpen(r.clock.Now()) {
			return fault.New(fault.Conflict, "The discussion of this motion is closed.")
		}
		t, _, err := forums.TopicOf(tx, who, motion)
		if err != nil {
			return err
		}
		_, _, err = r.forums.Answer(tx, who, forums.Reply{Topic: t.ID, Stance: stance, Body: body, Once: once})
		return err
	})
	if f := fault.As(err); f != nil {
		for i, p := range f.Problems {
			if p.Field == "body" { // on the page of a motion, body is the motion's
				f.Problems[i].Field = "post"
			}
		}
	}
	return err
}

// fillTalk reads the last posts of the motion's topic, for members. The text of the motion itself, which begins a
// topic of its own, stands above.
func (r *Room) fillTalk(e *core.RequestEvent, p *showPage, _ time.Time) error {
	if !isMember(e) {
		return nil
	}
	t, c, err := forums.TopicOf(e.App, members.Viewer(e), p.M.ID)
	if fault.Is(err, fault.NotFound) { // a moderator has hidden it
		return nil
	}
	if err != nil {
		return err
	}
	p.Talk = t
	own := int64(0)
	if c.Purpose == forums.ForMotions {
		own = 1
	}
	p.Posts, err = forums.Latest(e.App, members.Viewer(e), t, min(lastPosts, t.Posts-own))
	return err
}

// Earlier reports whether the topic holds more than the page shows.
func (p *showPage) Earlier() bool { return p.Talk != nil && p.Talk.Posts > int64(len(p.Posts))+1 }

// talkOf is the topic that a motion is to come from, if the reader may make it one; nil for none.
func (r *Room) talkOf(e *core.RequestEvent, id int64) (*forums.Topic, error) {
	if id == 0 {
		return nil, nil
	}
	t, _, err := forums.TopicByID(e.App, members.Viewer(e), id)
	if err != nil || t.Motion != nil || t.MergedInto != nil {
		return nil, err
	}
	return t, nil
}

// cut keeps the first n characters of a title, whole words.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		s = string(r[:n])
		if i := strings.LastIndexByte(s, ' '); i > 0 {
			s = s[:i]
		}
	}
	return s
}
