package forums

import (
	"fmt"
	"maps"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// finish numbers the posts of each topic that got some, and counts.
func (m *importer) finish() error {
	touched := make([]int64, 0, len(m.touched))
	for id := range m.touched {
		touched = append(touched, id)
	}
	slices.Sort(touched)
	err := m.app.RunInTransaction(func(tx core.App) error {
		for _, w := range m.replies {
			err := step(tx, `UPDATE forum_posts SET reply_to = (SELECT id FROM forum_posts WHERE topic = {:t} AND number = {:n}) WHERE id = {:p}`,
				dbx.Params{"t": w.topic, "n": provisional + w.number, "p": w.post})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for part := range slices.Chunk(touched, 200) {
		err := m.app.RunInTransaction(func(tx core.App) error {
			for _, id := range part {
				if err := settleTopic(tx, id); err != nil {
					return err
				}
			}
			return recount(tx)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// settleTopic gives the posts of a topic their numbers, and the topic what its posts say of it.
func settleTopic(tx core.App, id int64) error {
	if err := closeGaps(tx, id, 1); err != nil {
		return err
	}
	params := dbx.Params{"t": id}
	if err := step(tx, tally("{:t}"), params); err != nil {
		return err
	}
	return step(tx, `UPDATE forum_topics SET (author, created_at) = (SELECT author, created_at FROM forum_posts WHERE topic = {:t} AND number = 1) WHERE id = {:t}`, params)
}

// recount counts the topics and posts of every category.
func recount(tx core.App) error {
	return step(tx, `UPDATE forum_categories SET (topics, posts) = (SELECT count(*), COALESCE(sum(t.posts), 0) FROM forum_topics t
		WHERE t.category = forum_categories.id AND t.hidden = 0)`, nil)
}

// compare notes the topics of which the source promised more than the file had.
func (m *importer) compare() error {
	for _, topic := range slices.Sorted(maps.Keys(m.promised)) {
		missing := 0
		for _, id := range m.promised[topic] {
			local, err := m.known(m.app, "post", string(id))
			if err != nil {
				return err
			}
			if local == 0 && !m.leftOut[id] {
				missing++
			}
		}
		if missing > 0 && m.topics[topic].Stub != "private_message" {
			m.result.Missing = append(m.result.Missing, fmt.Sprintf("topic %s: %d posts are not in the file", topic, missing))
		}
	}
	return nil
}
