package forums

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// FoundPerPage is how many posts a page of results shows.
const FoundPerPage = 20

// FoundLimit is how many matching posts a search looks at, the newest first; it is also as far as they are counted.
const FoundLimit = 1000

// Query asks the forum. Zero values do not narrow it.
type Query struct {
	Words    string
	Category string    // slug
	Topic    int64     // id
	Author   string    // a handle, or a name or part of one
	From, To time.Time // when the post was written; To is not included
	Newest   bool      // by time alone, instead of words in the title first
	After    string    // cursor of records
}

// Narrowed reports whether the query asks for anything.
func (q Query) Narrowed() bool {
	return q.Words != "" || q.Category != "" || q.Topic != 0 || q.Author != "" || !q.From.IsZero() || !q.To.IsZero()
}

// Hit is a post as results show it.
type Hit struct {
	ID        int64  `db:"id"`
	Number    int64  `db:"number"`
	TopicID   int64  `db:"topic"`
	TopicName string `db:"title"`
	Category  int64  `db:"category"`
	CreatedAt int64  `db:"created_at"`
	Stored    string `db:"html"`
	Who       string `db:"name"`

	In      *Category `db:"-"`
	Title   []Bit     `db:"-"`
	Snippet []Bit     `db:"-"`
}

// URL is where the post stands.
func (h *Hit) URL() string { return (&Topic{ID: h.TopicID, Title: h.TopicName}).PageURL(h.Number) }

// Found is one page of answers.
type Found struct {
	Hits  []*Hit
	Count int    // at most FoundLimit
	More  bool   // there are more than Count
	Next  string // cursor of the next page, or ""
}

// Searches at the same time, and how long one waits for its turn. More at once would only make all of them slow.
const searchWait = 5 * time.Second

var searching = make(chan struct{}, max(2, runtime.NumCPU()))

// turn waits until there is room for one more search, and returns how to give the room back.
func turn(ctx context.Context) (done func(), err error) {
	late := time.NewTimer(searchWait)
	defer late.Stop()
	select {
	case searching <- struct{}{}:
		return func() { <-searching }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-late.C:
		return nil, fault.New(fault.Unavailable, "Many people are searching just now. Please try again in a moment.")
	}
}

// Find returns a page of the posts that the person may read and the query asks for. Posts whose topic has the words in
// its title come first, then the newest; that is the whole of the ranking. The search ends when ctx does.
func (r *Room) Find(ctx context.Context, app core.App, who *members.Person, q Query) (Found, error) {
	all, err := Categories(app)
	if err != nil {
		return Found{}, err
	}
	return r.find(ctx, app, who, all, q)
}

// find is Find for who has read all categories before.
func (r *Room) find(ctx context.Context, app core.App, who *members.Person, all []*Category, q Query) (Found, error) {
	var found Found
	list := terms(q.Words)
	if q.Words != "" && len(list) == 0 { // nothing in the words can be searched for
		return found, nil
	}
	done, err := turn(ctx)
	if err != nil {
		return found, err
	}
	defer done()
	q.bound(r.clock.Now())
	marks, err := q.marks(app, who, all)
	if err != nil {
		return found, err
	}
	ends, err := endings(ctx, app, list)
	if err != nil {
		return found, err
	}
	ids, err := q.candidates(ctx, app, search{list, ends, marks})
	if err != nil {
		return found, err
	}
	if found.More = len(ids) > FoundLimit; found.More {
		ids = ids[:FoundLimit]
	}
	found.Count = len(ids)
	if ids, found.Next, err = q.page(ids); err != nil || len(ids) == 0 {
		return found, err
	}
	found.Hits, err = hits(ctx, app, ids, readableOf(all, who), soughtIn(list))
	return found, err
}

// search is a query as the index understands it.
type search struct {
	terms []term
	ends  []string
	marks []string // conditions on the marks
}

// query is what the columns are asked for.
func (s search) query(columns string) string {
	parts := s.marks
	if len(s.terms) > 0 {
		parts = append([]string{match(columns, s.terms, s.ends)}, parts...)
	}
	all, without := "", ""
	for _, p := range parts {
		if no, negative := strings.CutPrefix(p, not); negative {
			without += " NOT (" + no + ")"
			continue
		}
		if all != "" {
			all += " AND "
		}
		all += "(" + p + ")"
	}
	return all + without
}

// not begins a condition that must not hold.
const not = "NOT "

// marks are the conditions that are in the index: rights first of all, then place, author and time.
func (q Query) marks(app core.App, who *members.Person, all []*Category) ([]string, error) {
	var list []string
	if q.Topic != 0 {
		list = append(list, marked([]string{"t" + str(q.Topic)}))
	}
	if q.Author != "" {
		authors, err := authorMarks(app, q.Author)
		if err != nil {
			return nil, err
		}
		list = append(list, marked(authors))
	}
	if !q.From.IsZero() {
		list = append(list, marked(dayMarks(q.From.UTC().Truncate(24*time.Hour), q.To.UTC().Add(-time.Millisecond).Truncate(24*time.Hour))))
	}
	return append(list, places(all, who, q.Category, q.Words == "" && len(list) == 0)), nil
}

// places is the condition for the category with the slug, or for all that the person may read: told by these or by the
// others, whichever have fewer posts. What stands alone has to be told by these, for the index knows no "all but".
func places(all []*Category, who *members.Person, slug string, alone bool) string {
	var in, out []string
	var inside, outside int
	for _, c := range all {
		if c.ReadableBy(who) && (slug == "" || c.Slug == slug) {
			in, inside = append(in, "c"+str(c.ID)), inside+c.Posts
			continue
		}
		out, outside = append(out, "c"+str(c.ID)), outside+c.Posts
	}
	if alone || len(in) == 0 || inside < outside {
		return marked(in)
	}
	return not + marked(out)
}

// firstDay is before anything that a forum of today can have imported.
var firstDay = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)

// bound gives a range of time two ends, so that it can be told in days.
func (q *Query) bound(now time.Time) {
	if q.From.IsZero() && q.To.IsZero() {
		return
	}
	if q.From.Before(firstDay) {
		q.From = firstDay
	}
	if last := now.AddDate(0, 0, 2); q.To.IsZero() || q.To.After(last) {
		q.To = last
	}
}

// authorMarks are the marks of the people with the handle, or with the name or a part of it.
func authorMarks(app core.App, name string) ([]string, error) {
	name = strings.TrimPrefix(strings.TrimSpace(name), "@")
	var ids []int64
	err := app.ConcurrentDB().NewQuery(`SELECT f.id FROM forum_people f LEFT JOIN users u ON u.id = f.person
		WHERE u.handle = {:name} OR ' ' || COALESCE(NULLIF(u.name, ''), f.name) LIKE {:part} ESCAPE '\' LIMIT 20`).
		Bind(dbx.Params{"name": strings.ToLower(name), "part": "% " + likeEscape.Replace(name) + "%"}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("find people by name: %w", err)
	}
	marks := make([]string, len(ids))
	for i, id := range ids {
		marks[i] = "a" + str(id)
	}
	return marks, nil
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// candidate is a post that matches.
type candidate struct {
	ID   int64 `db:"id"`
	Best int64 `db:"best"` // 1 when the topic's title has the words
}

// candidates are the newest posts that match, those with the words in the topic's title first.
func (q Query) candidates(ctx context.Context, app core.App, s search) ([]candidate, error) {
	limit := " ORDER BY rowid DESC LIMIT " + strconv.Itoa(FoundLimit+1)
	params := dbx.Params{"any": s.query("title body"), "title": s.query("title")}
	sql := "SELECT id, 0 AS best FROM (SELECT rowid AS id FROM forum_fts WHERE forum_fts MATCH {:any}" + limit + ")"
	if len(s.terms) > 0 && !q.Newest {
		sql = "SELECT id, MAX(best) AS best FROM (" + sql + ` UNION ALL SELECT p.id, 1 AS best FROM
			(SELECT rowid AS topic FROM forum_titles WHERE forum_titles MATCH {:title}` + limit + `) t
			CROSS JOIN forum_posts p ON p.topic = t.topic AND p.number = 1 AND p.hidden = 0) GROUP BY id`
	}
	if !q.From.IsZero() { // to the hour, for a day begins where the reader is
		params["from"], params["to"] = ms(q.From), ms(q.To)
		sql = "SELECT h.id, h.best FROM (" + sql + ") h CROSS JOIN forum_posts p ON p.id = h.id AND p.created_at >= {:from} AND p.created_at < {:to}"
	}
	var list []candidate
	err := app.ConcurrentDB().NewQuery(sql + " ORDER BY 2 DESC, 1 DESC").WithContext(ctx).Bind(params).All(&list)
	if err != nil {
		return nil, fmt.Errorf("search the forum: %w", err)
	}
	return list, nil
}

// page cuts the page out of all candidates.
func (q Query) page(ids []candidate) ([]candidate, string, error) {
	name := "best"
	if q.Newest {
		name = "newest"
	}
	after, err := records.ReadCursor(q.After, name, 2)
	if err != nil {
		return nil, "", err
	}
	if after != nil {
		best, id := whole(after[0]), whole(after[1])
		ids = slices.DeleteFunc(ids, func(c candidate) bool { return c.Best > best || c.Best == best && c.ID >= id })
	}
	if len(ids) <= FoundPerPage {
		return ids, "", nil
	}
	ids = ids[:FoundPerPage]
	last := ids[FoundPerPage-1]
	return ids, records.Cursor(name, str(last.Best), str(last.ID)), nil
}

// hits reads what results show. The categories are checked once more: the index only proposes.
func hits(ctx context.Context, app core.App, ids []candidate, in []*Category, s sought) ([]*Hit, error) {
	var numbers []string
	for _, c := range ids {
		numbers = append(numbers, str(c.ID))
	}
	var list []*Hit
	err := app.ConcurrentDB().NewQuery(`SELECT p.id, p.number, p.topic, p.created_at, p.html, t.title, t.category,
		COALESCE(NULLIF(u.name, ''), f.name) AS name
		FROM forum_posts p JOIN forum_topics t ON t.id = p.topic JOIN forum_people f ON f.id = p.author LEFT JOIN users u ON u.id = f.person
		WHERE p.hidden = 0 AND t.hidden = 0 AND p.id IN (` + strings.Join(numbers, ", ") + ")").WithContext(ctx).All(&list)
	if err != nil {
		return nil, fmt.Errorf("read what was found: %w", err)
	}
	for _, h := range list {
		if i := slices.IndexFunc(in, func(c *Category) bool { return c.ID == h.Category }); i >= 0 {
			h.In, h.Title, h.Snippet = in[i], s.mark(h.TopicName), s.snippet(h.Stored)
		}
	}
	list = slices.DeleteFunc(list, func(h *Hit) bool { return h.In == nil })
	place := func(h *Hit) int { return slices.IndexFunc(ids, func(c candidate) bool { return c.ID == h.ID }) }
	slices.SortFunc(list, func(a, b *Hit) int { return place(a) - place(b) })
	return list, nil
}
