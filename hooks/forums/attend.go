package forums

import (
	"fmt"

	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Attention is all that a person chose to hear of, as the page of it says.
type Attention struct {
	AutoWatch  bool          // watch what one starts
	Categories map[int64]int // levels
	Topics     map[int64]int
}

// Attend stores a person's choices. What the person may not read is left alone.
func (r *Room) Attend(app core.App, who *members.Person, a Attention) error {
	return app.RunInTransaction(func(tx core.App) error {
		person, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		_, err = tx.DB().Update("forum_people", dbx.Params{"auto_watch": flag(a.AutoWatch)}, dbx.HashExp{"id": person}).Execute()
		if err != nil {
			return fmt.Errorf("store attention: %w", err)
		}
		in, err := Readable(tx, who)
		if err != nil {
			return err
		}
		for _, c := range in {
			if level, ok := a.Categories[c.ID]; ok {
				if err := setCategoryLevel(tx, person, c.ID, level); err != nil {
					return err
				}
			}
		}
		for topic, level := range a.Topics {
			// Only what is on the page, which is what has a level already.
			_, err := tx.DB().Update("forum_topic_levels", dbx.Params{"level": level}, dbx.HashExp{"topic": topic, "person": person}).Execute()
			if err != nil {
				return fmt.Errorf("follow a topic: %w", err)
			}
		}
		return nil
	})
}

// maxFollowed is how many topics the page of all choices lists, those with the newest posts.
const maxFollowed = 200

// followedTopics lists the topics for which the reader chose a level.
func (l *lines) followedTopics(app core.App) ([]*Line, error) {
	if l.person == 0 {
		return nil, nil
	}
	what, err := l.newest(app, "hidden = 0 AND id IN (SELECT topic FROM forum_topic_levels WHERE person = {:me})", false, maxFollowed)
	if err != nil || what == "" {
		return nil, err
	}
	return l.read(app, what, "t.last_post_at DESC, t.id DESC", maxFollowed, dbx.Params{})
}

// drafts lists what the reader has written and not sent, where the reader may still read the topic.
func drafts(app core.App, l *lines) ([]Draft, error) {
	var all, list []Draft
	err := app.ConcurrentDB().NewQuery(`SELECT d.topic, COALESCE(t.category, d.category) AS category, d.title, d.body, d.saved_at,
		COALESCE(t.title, '') AS topic_title FROM forum_drafts d LEFT JOIN forum_topics t ON t.id = d.topic
		WHERE d.person = {:me} AND COALESCE(t.hidden, 0) = 0 ORDER BY d.saved_at DESC LIMIT 100`).Bind(dbx.Params{"me": l.person}).All(&all)
	if err != nil {
		return nil, fmt.Errorf("list drafts: %w", err)
	}
	for _, d := range all {
		if d.Topic == 0 || l.has(d.Category) {
			list = append(list, d)
		}
	}
	return list, nil
}

func (l *lines) has(category int64) bool {
	for _, c := range l.in {
		if c.ID == category {
			return true
		}
	}
	return false
}

// autoWatch reports whether the person watches what they start.
func autoWatch(app core.App, person int64) (bool, error) {
	var on bool
	err := app.ConcurrentDB().Select("auto_watch").From("forum_people").Where(dbx.HashExp{"id": person}).Row(&on)
	if err != nil {
		return false, fmt.Errorf("read attention: %w", err)
	}
	return on, nil
}
