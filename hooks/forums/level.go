package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Levels of attention to a topic or category: hear nothing, hear of mentions and replies, hear of each post.
const (
	Mute   = 0
	Normal = 1
	Watch  = 2
)

// setTopicLevel stores how a person follows a topic, over what the category says.
func setTopicLevel(tx core.App, person, topic int64, level int) error {
	_, err := tx.DB().NewQuery(`INSERT INTO forum_topic_levels (topic, person, level) VALUES ({:t}, {:p}, {:l})
		ON CONFLICT (topic, person) DO UPDATE SET level = excluded.level`).
		Bind(dbx.Params{"t": topic, "p": person, "l": level}).Execute()
	if err != nil {
		return fmt.Errorf("follow a topic: %w", err)
	}
	return nil
}

// Follow sets how the person follows a topic that the person may read.
func (r *Room) Follow(app core.App, who *members.Person, topic int64, level int) (*Topic, error) {
	if level < Mute || level > Watch {
		return nil, fault.New(fault.Invalid, "Choose one of the options.")
	}
	var t *Topic
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if t, _, err = TopicByID(tx, who, topic); err != nil {
			return err
		}
		person, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		return setTopicLevel(tx, person, topic, level)
	})
	return t, err
}

// FollowCategory sets how the person follows a category that the person may read.
func (r *Room) FollowCategory(app core.App, who *members.Person, slug string, level int) (*Category, error) {
	if level < Mute || level > Watch {
		return nil, fault.New(fault.Invalid, "Choose one of the options.")
	}
	var c *Category
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if c, err = CategoryBySlug(tx, who, slug); err != nil {
			return err
		}
		person, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		return setCategoryLevel(tx, person, c.ID, level)
	})
	return c, err
}

// setCategoryLevel stores how a person follows a category; normal is what holds without a row.
func setCategoryLevel(tx core.App, person, category int64, level int) error {
	sql := `INSERT INTO forum_category_levels (category, person, level) VALUES ({:c}, {:p}, {:l})
		ON CONFLICT (category, person) DO UPDATE SET level = excluded.level`
	if level == Normal {
		sql = "DELETE FROM forum_category_levels WHERE category = {:c} AND person = {:p}"
	}
	_, err := tx.DB().NewQuery(sql).Bind(dbx.Params{"c": category, "p": person, "l": level}).Execute()
	if err != nil {
		return fmt.Errorf("follow a category: %w", err)
	}
	return nil
}

// categoryLevels returns the categories that a person follows otherwise than normally.
func categoryLevels(app core.App, person int64) (map[int64]int, error) {
	var rows []struct {
		Category int64 `db:"category"`
		Level    int   `db:"level"`
	}
	err := app.DB().Select("category", "level").From("forum_category_levels").Where(dbx.HashExp{"person": person}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read levels of categories: %w", err)
	}
	levels := map[int64]int{}
	for _, row := range rows {
		levels[row.Category] = row.Level
	}
	return levels, nil
}

// standing is what the forum keeps about a person and a topic.
type standing struct {
	Person     int64   `db:"id"`
	AutoWatch  bool    `db:"auto_watch"`
	ReadBefore int64   `db:"read_before"`
	Read       int64   `db:"number"` // highest number read, 0 for none
	Level      int     `db:"level"`
	Draft      *string `db:"draft"`
	DraftTo    *int64  `db:"draft_to"` // id of the post that the draft answers
	DraftAt    int64   `db:"draft_at"`
}

// Saved is when the draft was last kept.
func (s standing) Saved() time.Time { return at(s.DraftAt) }

// standingOf reads in one statement where a person stands with a topic; the zero person stands nowhere.
func standingOf(app core.App, who *members.Person, t *Topic) (standing, error) {
	s := standing{Level: Normal, AutoWatch: true}
	if who == nil {
		return s, nil
	}
	err := app.DB().NewQuery(`SELECT p.id, p.auto_watch, p.read_before, COALESCE(r.number, 0) AS number,
		COALESCE(tl.level, cl.level, 1) AS level, d.body AS draft, d.reply_to AS draft_to, COALESCE(d.saved_at, 0) AS draft_at
		FROM forum_people p
		LEFT JOIN forum_reads r ON r.person = p.id AND r.topic = {:t}
		LEFT JOIN forum_topic_levels tl ON tl.topic = {:t} AND tl.person = p.id
		LEFT JOIN forum_category_levels cl ON cl.category = {:c} AND cl.person = p.id
		LEFT JOIN forum_drafts d ON d.person = p.id AND d.topic = {:t}
		WHERE p.person = {:who}`).Bind(dbx.Params{"t": t.ID, "c": t.Category, "who": who.Id}).One(&s)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return s, fmt.Errorf("read where a person stands in topic %d: %w", t.ID, err)
	}
	return s, nil
}
