package forums

import (
	"database/sql"
	"errors"
	"fmt"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Moved is a motion as the forum keeps it on its topic.
type Moved struct {
	Motion int64
	State  string // a state of governance, or "kept"
	Value  *int64 // basis points, where it set a rate
	Title  string
	Body   string
	Topic  int64 // the topic it came from, or 0
}

// ForMotion opens the topic of a motion, with its text as the first post, or gives the motion the topic it came from.
// It is called inside the transaction that makes the motion.
func (r *Room) ForMotion(tx core.App, mover *members.Person, m Moved) error {
	if m.Topic != 0 {
		return r.adopt(tx, mover, m)
	}
	var c Category
	err := tx.DB().Select("id", "slug", "name", "read_by", "write_by", "purpose").From("forum_categories").
		Where(dbx.HashExp{"purpose": ForMotions}).One(&c)
	if err != nil {
		return fmt.Errorf("find the category of motions: %w", err)
	}
	html, err := prose.Render(m.Body)
	if err != nil {
		return err
	}
	t, err := r.store(tx, mover, &c, Opening{Title: m.Title}, text{body: m.Body, html: string(html)})
	if err != nil {
		return err
	}
	return setMotion(tx, t.ID, m)
}

// adopt gives a motion a topic that is there and that all members can read.
func (r *Room) adopt(tx core.App, mover *members.Person, m Moved) error {
	t, c, err := TopicByID(tx, mover, m.Topic)
	if err != nil {
		return err
	}
	if t.Motion != nil || t.MergedInto != nil || c.ReadBy != Public && c.ReadBy != Members {
		return fault.New(fault.Conflict, "This topic cannot become a motion: it has one already, or not all members can read it.")
	}
	return setMotion(tx, t.ID, m)
}

func setMotion(tx core.App, topic int64, m Moved) error {
	_, err := tx.DB().Update("forum_topics", dbx.Params{"motion": m.Motion, "motion_state": m.State, "motion_value": m.Value},
		dbx.HashExp{"id": topic}).Execute()
	if err != nil {
		return fmt.Errorf("tie topic %d to motion %d: %w", topic, m.Motion, err)
	}
	return nil
}

// MotionMoved notes on its topic where a motion stands. It is called inside the transaction that moves it.
func MotionMoved(tx core.App, m Moved) error {
	_, err := tx.DB().Update("forum_topics", dbx.Params{"motion_state": m.State, "motion_value": m.Value}, dbx.HashExp{"motion": m.Motion}).Execute()
	if err != nil {
		return fmt.Errorf("note the state of motion %d on its topic: %w", m.Motion, err)
	}
	return nil
}

// MotionAmended brings the first post and the title of a motion's own topic up to its new text; the text before is in
// the post's history. A topic that the motion came from keeps its own words.
func (r *Room) MotionAmended(tx core.App, mover *members.Person, m Moved) error {
	t, c, err := TopicOf(tx, mover, m.Motion)
	if fault.Is(err, fault.NotFound) { // a moderator has hidden it
		return nil
	}
	if err != nil || c.Purpose != ForMotions {
		return err
	}
	p := &Post{}
	if err := tx.DB().Select("*").From("forum_posts").Where(dbx.HashExp{"topic": t.ID, "number": 1}).One(p); err != nil {
		return fmt.Errorf("find the first post of topic %d: %w", t.ID, err)
	}
	person, err := PersonOf(tx, mover.Id)
	if err != nil {
		return err
	}
	if p.Author != person { // the topic was moved or merged, and begins with somebody else's words
		return nil
	}
	html, err := prose.Render(m.Body)
	if err != nil {
		return err
	}
	return r.replace(tx, person, p, t, m.Title, text{body: m.Body, html: string(html)})
}

// TopicOf returns the topic of a motion if the person may read it, else fault.NotFound.
func TopicOf(app core.App, who *members.Person, motion int64) (*Topic, *Category, error) {
	var id int64
	err := app.DB().Select("id").From("forum_topics").Where(dbx.HashExp{"motion": motion}).Row(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, fault.Missing()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("find the topic of motion %d: %w", motion, err)
	}
	return TopicByID(app, who, id)
}
