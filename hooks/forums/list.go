package forums

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// TopicsPerPage is how many topics a list shows.
const TopicsPerPage = 30

// Line is a topic as lists show it.
type Line struct {
	Topic
	Starter    string `db:"starter"`
	LastName   string `db:"last_name"`
	LastFace   string `db:"last_face"`
	Read       *int64 `db:"read"` // how far the reader has read; nil for not at all
	ReadBefore int64  `db:"read_before"`
	Level      int    `db:"level"`
}

// Portrait is the address of the last author's picture, or "".
func (l *Line) Portrait() string { return files.URL(l.LastFace, files.Tile) }

// Unread is how many posts the reader has not read in a topic once opened.
func (l *Line) Unread() int {
	if l.Read == nil || l.LastPostAt <= l.ReadBefore {
		return 0
	}
	return int(max(0, l.Posts-*l.Read))
}

// Fresh reports whether the reader has not opened the topic, which has been written in since everything counted as read.
func (l *Line) Fresh() bool { return l.Read == nil && l.LastPostAt > l.ReadBefore }

// Muted reports whether the reader has muted the topic.
func (l *Line) Muted() bool { return l.Level == Mute }

// NextURL leads to the first post that the reader has not read, or to the topic.
func (l *Line) NextURL() string {
	if l.Unread() > 0 {
		return l.PageURL(*l.Read + 1)
	}
	return l.URL()
}

// lines is what all lists of topics have in common: who asks, and what of.
type lines struct {
	who    *members.Person
	person int64 // number in the forum, 0 for none
	in     []*Category
	now    time.Time
}

// of prepares lists for a reader in the categories that the reader may read. Muted categories are left out of lists
// that mix categories.
func (r *Room) of(app core.App, who *members.Person) (*lines, error) {
	in, err := Readable(app, who)
	if err != nil {
		return nil, err
	}
	l := &lines{who: who, in: in, now: r.clock.Now()}
	if who == nil {
		return l, nil
	}
	if err := r.Settle(app, who.Id); err != nil {
		return nil, err
	}
	l.person, err = personOf(app, who)
	return l, err
}

const lineColumns = `t.id, t.category, t.author, t.title, t.pinned, t.locked, t.decided, t.motion, t.motion_state, t.motion_value,
	t.posts, t.created_at, t.last_post_at, COALESCE(NULLIF(su.name, ''), s.name) AS starter, COALESCE(NULLIF(lu.name, ''), l.name) AS last_name,
	COALESCE(lu.portrait, '') AS last_face, r.number AS read, {:before} AS read_before, COALESCE(tl.level, 1) AS level`

const lineJoins = ` JOIN forum_people s ON s.id = t.author LEFT JOIN users su ON su.id = s.person
	JOIN forum_people l ON l.id = t.last_author LEFT JOIN users lu ON lu.id = l.person
	LEFT JOIN forum_reads r ON r.person = {:me} AND r.topic = t.id
	LEFT JOIN forum_topic_levels tl ON tl.topic = t.id AND tl.person = {:me}`

// read runs a list's statement; what is the condition on topics t, in the list's order.
func (l *lines) read(app core.App, what, order string, limit int, params dbx.Params) ([]*Line, error) {
	params["me"] = l.person
	before, err := l.before(app)
	if err != nil {
		return nil, err
	}
	params["before"] = before
	var list []*Line
	err = app.ConcurrentDB().NewQuery("SELECT " + lineColumns + " FROM forum_topics t" + lineJoins + " WHERE " + what +
		" ORDER BY " + order + " LIMIT " + strconv.Itoa(limit)).Bind(params).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list topics: %w", err)
	}
	return list, nil
}

// Windows of what counts as unread for somebody who never said that everything is.
const (
	unreadWindow  = 60 * 24 * time.Hour
	beforeJoining = 7 * 24 * time.Hour
)

// before is the instant before which everything counts as read by the reader.
func (l *lines) before(app core.App) (int64, error) {
	if l.who == nil {
		return ms(l.now), nil
	}
	floor := ms(l.now.Add(-unreadWindow))
	if joined := l.who.Joined(); !joined.IsZero() {
		floor = max(floor, ms(joined.Add(-beforeJoining)))
	}
	var said int64
	if l.person != 0 {
		err := app.ConcurrentDB().Select("read_before").From("forum_people").Where(dbx.HashExp{"id": l.person}).Row(&said)
		if err != nil {
			return 0, fmt.Errorf("read since when a person reads: %w", err)
		}
	}
	return max(floor, said), nil
}

// inCategory lists a category: pinned topics first, then by the last post.
func (l *lines) inCategory(app core.App, c *Category, after string) ([]*Line, string, error) {
	from, err := records.ReadCursor(after, "category", 3)
	if err != nil {
		return nil, "", err
	}
	params := dbx.Params{"c": c.ID}
	what := "t.category = {:c} AND t.hidden = 0"
	if from != nil {
		what += " AND (t.pinned, t.last_post_at, t.id) < ({:a0}, {:a1}, {:a2})"
		params["a0"], params["a1"], params["a2"] = whole(from[0]), whole(from[1]), whole(from[2])
	}
	list, err := l.read(app, what, "t.pinned DESC, t.last_post_at DESC, t.id DESC", TopicsPerPage+1, params)
	return cutLines(list, err, func(x *Line) string {
		return records.Cursor("category", strconv.Itoa(flag(x.Pinned)), str(x.LastPostAt), str(x.ID))
	})
}

func cutLines(list []*Line, err error, next func(*Line) string) ([]*Line, string, error) {
	if err != nil || len(list) <= TopicsPerPage {
		return list, "", err
	}
	list = list[:TopicsPerPage]
	return list, next(list[TopicsPerPage-1]), nil
}

// Kinds of lists across categories.
const (
	latest = "latest"
	unread = "unread"
	mine   = "mine"
)

// across lists topics of all categories by their last post: all of them, those with something unread, or those in
// which the reader takes part.
func (l *lines) across(app core.App, kind, after string) ([]*Line, string, error) {
	from, err := records.ReadCursor(after, kind, 2)
	if err != nil {
		return nil, "", err
	}
	params := dbx.Params{}
	where := []string{"hidden = 0"}
	if from != nil {
		where = append(where, "(last_post_at, id) < ({:a0}, {:a1})")
		params["a0"], params["a1"] = whole(from[0]), whole(from[1])
	}
	if kind == unread {
		where = append(where, `last_post_at > {:before} AND NOT EXISTS (SELECT 1 FROM forum_reads r WHERE r.person = {:me} AND r.topic = x.id AND r.number >= x.posts)`)
	}
	if kind == mine {
		where = append(where, "id IN (SELECT topic FROM forum_posts WHERE author = {:me})")
	} else {
		where = append(where, "NOT EXISTS (SELECT 1 FROM forum_topic_levels v WHERE v.topic = x.id AND v.person = {:me} AND v.level = 0)")
	}
	what, err := l.newest(app, strings.Join(where, " AND "), kind != mine, TopicsPerPage+1)
	if err != nil || what == "" {
		return nil, "", err
	}
	list, err := l.read(app, what, "t.last_post_at DESC, t.id DESC", TopicsPerPage+1, params)
	return cutLines(list, err, func(x *Line) string { return records.Cursor(kind, str(x.LastPostAt), str(x.ID)) })
}

// newest is the condition for the newest n topics of each category: one seek a category, whatever its size, where a
// single index over all would have to skip what the reader may not read.
func (l *lines) newest(app core.App, where string, skipMuted bool, n int) (string, error) {
	levels := map[int64]int{}
	if skipMuted && l.person != 0 {
		var err error
		if levels, err = categoryLevels(app, l.person); err != nil {
			return "", err
		}
	}
	var parts []string
	for _, c := range l.in {
		if level, ok := levels[c.ID]; ok && level == Mute {
			continue
		}
		parts = append(parts, "SELECT id FROM (SELECT id FROM forum_topics x WHERE category = "+str(c.ID)+" AND "+where+
			" ORDER BY last_post_at DESC, id DESC LIMIT "+strconv.Itoa(n)+")")
	}
	if len(parts) == 0 {
		return "", nil
	}
	return "t.id IN (" + strings.Join(parts, " UNION ALL ") + ")", nil
}
