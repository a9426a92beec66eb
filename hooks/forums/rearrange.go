package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Move puts a topic into another category. A moderator's act.
func (r *Room) Move(app core.App, who *members.Person, topic, category int64) (*Topic, error) {
	var t *Topic
	err := app.RunInTransaction(func(tx core.App) error {
		var err error
		if t, err = movable(tx, who, topic); err != nil {
			return err
		}
		to, err := goal(tx, who, category)
		switch {
		case err != nil:
			return err
		case to.ID == t.Category:
			return fault.New(fault.Conflict, "The topic is in this category already.")
		}
		if _, err := tx.DB().Update("forum_topics", dbx.Params{"category": to.ID}, dbx.HashExp{"id": t.ID}).Execute(); err != nil {
			return fmt.Errorf("move topic %d: %w", t.ID, err)
		}
		if err := countIn(tx, t.Category, -1, -t.Posts); err != nil {
			return err
		}
		if err := countIn(tx, to.ID, 1, t.Posts); err != nil {
			return err
		}
		t.Category = to.ID
		if err := r.note(tx, who, t.Author, topicLink(t), locale.Mark("Moved a topic to another category.")); err != nil {
			return err
		}
		return tellPerson(tx, t.Author, notices.News{Text: "Your topic “%s” is in the category “%s” now.", Args: []any{t.Title, to.Name},
			Link: topicLink(t), Key: "moved:" + str(t.ID) + ":" + str(to.ID) + ":" + str(ms(r.clock.Now()))})
	})
	return t, err
}

// topicLink is the address of a topic without its title, for logs and notices.
func topicLink(t *Topic) string { return "/forum/t/" + str(t.ID) }

// movable returns the topic for a moderator, unless its place is fixed.
func movable(tx core.App, who *members.Person, id int64) (*Topic, error) {
	t, _, err := TopicByID(tx, who, id)
	switch {
	case err != nil:
		return nil, err
	case !Moderates(who):
		return nil, fault.Missing()
	case t.MergedInto != nil || t.Hidden:
		return nil, fault.New(fault.Conflict, "This topic is not open any more.")
	case t.Motion != nil:
		return nil, fault.New(fault.Conflict, "A motion is talked over here. Its topic stays where it is, whole.")
	}
	return t, nil
}

// goal returns a category that takes topics from elsewhere.
func goal(tx core.App, who *members.Person, id int64) (*Category, error) {
	c, err := CategoryByID(tx, who, id)
	if fault.Is(err, fault.NotFound) || err == nil && c.Purpose == ForMotions {
		var problems fault.Problems
		problems.Add("category", "Choose one of the options.")
		return nil, problems.Err()
	}
	return c, err
}

func countIn(tx core.App, category, topics, posts int64) error {
	_, err := tx.DB().NewQuery("UPDATE forum_categories SET topics = topics + {:t}, posts = posts + {:p} WHERE id = {:c}").
		Bind(dbx.Params{"t": topics, "p": posts, "c": category}).Execute()
	if err != nil {
		return fmt.Errorf("count topics and posts: %w", err)
	}
	return nil
}

// Parting says which posts become a topic of their own.
type Parting struct {
	Topic    int64
	Numbers  []int64 // of the posts; the first post of a topic stays
	Title    string
	Category int64
}

// Split makes a new topic of some posts. Those that stay are numbered anew; every link to a post holds. A moderator's act.
func (r *Room) Split(app core.App, who *members.Person, in Parting) (*Topic, error) {
	numbers := slices.Compact(slices.Sorted(slices.Values(in.Numbers)))
	var problems fault.Problems
	checkTitle(&problems, in.Title)
	if len(numbers) == 0 {
		problems.Add("numbers", "Choose at least one post.")
	} else if numbers[0] < 2 {
		problems.Add("numbers", "The first post stays: it began the topic.")
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if err := r.Settle(app, ""); err != nil { // how far people have read is renumbered too
		return nil, err
	}
	var fresh *Topic
	err := app.RunInTransaction(func(tx core.App) error {
		t, err := movable(tx, who, in.Topic)
		if err != nil {
			return err
		}
		if numbers[len(numbers)-1] > t.Posts {
			problems.Add("numbers", "The topic has %d posts.", t.Posts)
			return problems.Err()
		}
		c, err := goal(tx, who, in.Category)
		if err != nil {
			return err
		}
		if fresh, err = part(tx, t, c, in.Title, numbers); err != nil {
			return err
		}
		if err := countIn(tx, t.Category, 0, -fresh.Posts); err != nil {
			return err
		}
		if err := countIn(tx, c.ID, 1, fresh.Posts); err != nil {
			return err
		}
		return r.note(tx, who, fresh.Author, topicLink(fresh), locale.Mark("Made a new topic of %s posts of another one."), str(fresh.Posts))
	})
	return fresh, err
}

// part moves the posts with the numbers, which are in order, from t into a new topic.
func part(tx core.App, t *Topic, c *Category, title string, numbers []int64) (*Topic, error) {
	fresh := &Topic{Category: c.ID, Title: title, Posts: int64(len(numbers))}
	list := make([]string, len(numbers))
	for i, n := range numbers {
		list[i] = str(n)
	}
	params := dbx.Params{"t": t.ID, "c": c.ID, "title": title, "first": numbers[0], "n": len(numbers)}
	err := tx.NonconcurrentDB().NewQuery(`INSERT INTO forum_topics (category, author, title, posts, created_at, last_post_at, last_author)
		SELECT {:c}, author, {:title}, {:n}, created_at, created_at, author FROM forum_posts WHERE topic = {:t} AND number = {:first}
		RETURNING id, author`).Bind(params).Row(&fresh.ID, &fresh.Author)
	if err != nil {
		return nil, fmt.Errorf("open a topic for posts that move: %w", err)
	}
	params["new"] = fresh.ID
	steps := []string{
		`CREATE TEMP TABLE forum_parting (number INTEGER PRIMARY KEY)`,
		`INSERT INTO forum_parting VALUES (` + strings.Join(list, "), (") + `)`,
		// Who has read up to a number has read what is left of it, here and there.
		`INSERT INTO forum_reads (person, topic, number, read_at) SELECT person, {:new}, (SELECT count(*) FROM forum_parting g WHERE g.number <= r.number), read_at
			FROM forum_reads r WHERE topic = {:t} AND number >= {:first}`,
		`UPDATE forum_reads SET number = number - (SELECT count(*) FROM forum_parting g WHERE g.number <= forum_reads.number) WHERE topic = {:t}`,
		`INSERT INTO forum_topic_levels (topic, person, level) SELECT {:new}, person, level FROM forum_topic_levels WHERE topic = {:t}`,
		`UPDATE forum_topics SET decided = CASE WHEN decided IN (SELECT number FROM forum_parting) THEN NULL
			ELSE decided - (SELECT count(*) FROM forum_parting g WHERE g.number <= decided) END WHERE id = {:t} AND decided IS NOT NULL`,
		`UPDATE forum_posts SET topic = {:new}, number = (SELECT count(*) FROM forum_parting g WHERE g.number <= forum_posts.number)
			WHERE topic = {:t} AND number IN (SELECT number FROM forum_parting)`,
	}
	for _, sql := range steps {
		if err := step(tx, sql, params); err != nil {
			return nil, err
		}
	}
	if err := closeGaps(tx, t.ID, numbers[0]); err != nil {
		return nil, err
	}
	for _, sql := range []string{`DROP TABLE forum_parting`, tally("{:t}"), tally("{:new}")} {
		if err := step(tx, sql, params); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

func step(tx core.App, sql string, params dbx.Params) error {
	used := dbx.Params{}
	for name, v := range params {
		if strings.Contains(sql, "{:"+name+"}") {
			used[name] = v
		}
	}
	if _, err := tx.NonconcurrentDB().NewQuery(sql).Bind(used).Execute(); err != nil {
		return fmt.Errorf("rearrange topics: %w", err)
	}
	return nil
}

// closeGaps numbers a topic's posts without gaps from a number on: away first, for two posts never share a number.
func closeGaps(tx core.App, topic, from int64) error {
	params := dbx.Params{"t": topic, "from": from}
	for _, sql := range []string{
		`CREATE TEMP TABLE forum_gaps AS SELECT id, {:from} - 1 + row_number() OVER (ORDER BY number) AS number
			FROM forum_posts WHERE topic = {:t} AND number >= {:from}`,
		`UPDATE forum_posts SET number = number + 1000000000 WHERE topic = {:t} AND number >= {:from}`,
		`UPDATE forum_posts SET number = (SELECT g.number FROM forum_gaps g WHERE g.id = forum_posts.id) WHERE id IN (SELECT id FROM forum_gaps)`,
		`DROP TABLE forum_gaps`,
	} {
		if err := step(tx, sql, params); err != nil {
			return err
		}
	}
	return nil
}

// tally counts a topic's posts anew and finds its last one.
func tally(topic string) string {
	last := ` FROM forum_posts WHERE topic = ` + topic + ` ORDER BY number DESC LIMIT 1)`
	return `UPDATE forum_topics SET posts = (SELECT number` + last + `, last_author = (SELECT author` + last + `,
		last_post_at = (SELECT max(created_at) FROM forum_posts WHERE topic = ` + topic + `) WHERE id = ` + topic
}

// Merge adds the posts of a topic to another one, behind its last post, and leads from the old address to the new one.
// Links to posts hold. A moderator's act.
func (r *Room) Merge(app core.App, who *members.Person, topic, into int64) (*Topic, error) {
	if err := r.Settle(app, ""); err != nil {
		return nil, err
	}
	var goal *Topic
	err := app.RunInTransaction(func(tx core.App) error {
		t, err := movable(tx, who, topic)
		if err != nil {
			return err
		}
		goal, _, err = TopicByID(tx, who, into)
		if fault.Is(err, fault.NotFound) || err == nil && (goal.ID == t.ID || goal.MergedInto != nil || goal.Hidden) {
			var problems fault.Problems
			problems.Add("into", "There is no other topic with this number.")
			return problems.Err()
		}
		if err != nil {
			return err
		}
		if err := join(tx, t, goal); err != nil {
			return err
		}
		if err := countIn(tx, t.Category, -1, -t.Posts); err != nil {
			return err
		}
		if err := countIn(tx, goal.Category, 0, t.Posts); err != nil {
			return err
		}
		if err := r.note(tx, who, t.Author, topicLink(goal), locale.Mark("Merged a topic of %s posts into another one."), str(t.Posts)); err != nil {
			return err
		}
		return tellPerson(tx, t.Author, notices.News{Text: "Your topic “%s” is part of “%s” now.", Args: []any{t.Title, goal.Title},
			Link: topicLink(goal), Key: "merged:" + str(t.ID)})
	})
	return goal, err
}

// join moves all posts of t behind those of goal.
func join(tx core.App, t, goal *Topic) error {
	params := dbx.Params{"t": t.ID, "g": goal.ID, "n": goal.Posts}
	for _, sql := range []string{
		`INSERT INTO forum_moves (topic, number, post) SELECT topic, number, id FROM forum_posts WHERE topic = {:t}`,
		// Who had read all of the goal goes on in what was added, as far as they had read that.
		`UPDATE forum_reads SET number = {:n} + COALESCE((SELECT a.number FROM forum_reads a WHERE a.person = forum_reads.person AND a.topic = {:t}), 0)
			WHERE topic = {:g} AND number >= {:n}`,
		`DELETE FROM forum_reads WHERE topic = {:t}`,
		`INSERT INTO forum_topic_levels (topic, person, level) SELECT {:g}, person, level FROM forum_topic_levels WHERE topic = {:t}
			ON CONFLICT DO NOTHING`,
		`DELETE FROM forum_topic_levels WHERE topic = {:t}`,
		`UPDATE OR IGNORE forum_drafts SET topic = {:g} WHERE topic = {:t}`,
		`UPDATE forum_posts SET topic = {:g}, number = number + {:n} WHERE topic = {:t}`,
		`UPDATE forum_topics SET merged_into = {:g}, hidden = 1, posts = 0, decided = NULL, pinned = 0 WHERE id = {:t}`,
		`UPDATE forum_topics SET merged_into = {:g} WHERE merged_into = {:t}`,
		tally("{:g}"),
	} {
		if err := step(tx, sql, params); err != nil {
			return err
		}
	}
	return nil
}

// topicNumber reads the number of a topic, or its address: /forum/t/12/its-title.
func topicNumber(s string) int64 {
	if _, rest, ok := strings.Cut(s, "/forum/t/"); ok {
		s, _, _ = strings.Cut(rest, "/")
	}
	return number(strings.TrimPrefix(strings.TrimSpace(s), "#"))
}

// movedPost returns the post that had the number in a topic that was merged away, or fault.NotFound.
func movedPost(app core.App, topic, number int64) (post int64, err error) {
	err = app.DB().Select("post").From("forum_moves").Where(dbx.HashExp{"topic": topic, "number": number}).Row(&post)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fault.Missing()
	}
	if err != nil {
		return 0, fmt.Errorf("find a post that moved: %w", err)
	}
	return post, nil
}
