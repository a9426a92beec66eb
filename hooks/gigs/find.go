package gigs

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"cooperage/hooks/files"
	"cooperage/hooks/money"
	"cooperage/hooks/profiles"
	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// PageSize is how many gigs a page of the directory shows.
const PageSize = 20

// CountLimit is as far as matches are counted, and how many text matches, newest first, a search looks at.
const CountLimit = 1000

// Sort orders of the directory. Best puts gigs with the words in their title first, then the newest; it is the
// whole of our ranking, so that it can be told in one sentence.
const (
	Best   = "best"
	Newest = "newest"
	Price  = "price"
	Days   = "days"
)

// Query asks the directory. Zero values do not narrow it.
type Query struct {
	Words    string
	Craft    string
	Industry string
	Tier     string
	Language string
	MaxPrice int64 // minor units of the co-op's currency
	MaxDays  int
	Sort     string
	After    string // cursor of records
}

// Card is what lists show of a gig.
type Card struct {
	ID        string         `db:"id"`
	Slug      string         `db:"slug"`
	Title     string         `db:"title"`
	Summary   string         `db:"summary"`
	Craft     string         `db:"craft"`
	TierCode  string         `db:"tier"`
	Cover     string         `db:"cover"`
	FromMinor int64          `db:"fromMinor"`
	Currency  string         `db:"currency"`
	MinDays   int            `db:"minDays"`
	Published types.DateTime `db:"published"`
	Name      string         `db:"name"`
	Handle    string         `db:"handle"`
	Face      string         `db:"portrait"`
	Best      int            `db:"best"`
}

// URL is the gig's address.
func (c Card) URL() string { return "/gigs/" + c.Slug }

// From is the lowest price.
func (c Card) From() money.Amount { return money.Amount{Minor: c.FromMinor, Currency: c.Currency} }

// Picture is the address of the cover, or "".
func (c Card) Picture() string { return files.URL(c.Cover, files.Card) }

// Portrait is the address of the member's portrait, or "".
func (c Card) Portrait() string { return files.URL(c.Face, files.Tile) }

// CraftText is the catalogue key of the craft.
func (c Card) CraftText() string { return profiles.TextOf(profiles.Crafts, c.Craft) }

// PublishedAt is when the gig first appeared.
func (c Card) PublishedAt() time.Time { return c.Published.Time() }

// Found is one page of answers.
type Found struct {
	Cards []Card
	Count int    // at most CountLimit
	More  bool   // there are more than Count
	Next  string // cursor of the next page, or ""
}

// order is one way to sort: its columns, all in one direction, the last of them unique.
type order struct {
	columns []string
	down    bool
	at      func(Card) []string
}

var orders = map[string]order{
	Best: {[]string{"h.best", "g.published", "g.id"}, true, func(c Card) []string {
		return []string{strconv.Itoa(c.Best), c.Published.String(), c.ID}
	}},
	Newest: {[]string{"g.published", "g.id"}, true, func(c Card) []string { return []string{c.Published.String(), c.ID} }},
	Price:  {[]string{"g.fromMinor", "g.id"}, false, func(c Card) []string { return []string{strconv.FormatInt(c.FromMinor, 10), c.ID} }},
	Days:   {[]string{"g.minDays", "g.id"}, false, func(c Card) []string { return []string{strconv.Itoa(c.MinDays), c.ID} }},
}

// sorted is the order that the query gets: Best needs words, all others stand alone.
func (q Query) sorted() string {
	if q.Sort == Best && q.Words == "" {
		return Newest
	}
	if _, ok := orders[q.Sort]; ok {
		return q.Sort
	}
	if q.Words != "" {
		return Best
	}
	return Newest
}

// Find returns a page of published gigs. It costs two statements and ends when ctx does.
// A cursor that this query did not give is fault.NotFound.
func Find(ctx context.Context, app core.App, q Query) (Found, error) {
	var found Found
	list, params, err := q.list()
	if err != nil || q.Words != "" && params["any"] == "" { // nothing in the words can be searched for
		return found, err
	}
	if err := count(ctx, app, &found, q); err != nil {
		return found, err
	}
	if err := app.ConcurrentDB().NewQuery(list).WithContext(ctx).Bind(params).All(&found.Cards); err != nil {
		return found, fmt.Errorf("search gigs: %w", err)
	}
	if len(found.Cards) > PageSize {
		found.Cards = found.Cards[:PageSize]
		name := q.sorted()
		found.Next = records.Cursor(name, orders[name].at(found.Cards[PageSize-1])...)
	}
	return found, nil
}

// list is the statement for one page and one row more.
func (q Query) list() (string, dbx.Params, error) {
	name := q.sorted()
	by := orders[name]
	after, err := records.ReadCursor(q.After, name, len(by.columns))
	if err != nil {
		return "", nil, err
	}
	from, where, params := q.sql()
	best := "0 AS best"
	if q.Words != "" {
		best = "h.best"
	}
	return "SELECT g.id, g.slug, g.title, g.summary, g.craft, g.tier, g.cover, g.fromMinor, g.currency, g.minDays, g.published, " + best +
		", u.name, u.handle, u.portrait " + from + " LEFT JOIN users u ON u.id = g.owner WHERE " + where +
		beyond(by, after, params) + " ORDER BY " + by.orderBy() + " LIMIT " + strconv.Itoa(PageSize+1), params, nil
}

func count(ctx context.Context, app core.App, found *Found, q Query) error {
	from, where, params := q.sql()
	sql := "SELECT COUNT(*) FROM (SELECT 1 " + from + " WHERE " + where + " LIMIT " + strconv.Itoa(CountLimit+1) + ")"
	if err := app.ConcurrentDB().NewQuery(sql).WithContext(ctx).Bind(params).Row(&found.Count); err != nil {
		return fmt.Errorf("count gigs: %w", err)
	}
	if found.More = found.Count > CountLimit; found.More {
		found.Count = CountLimit
	}
	return nil
}

// sql returns the source and the conditions of the query. State is written out, not bound: the indexes are partial.
func (q Query) sql() (from, where string, params dbx.Params) {
	params = dbx.Params{}
	where = "g.state = 'published'"
	from = "FROM gigs g"
	if q.Words != "" {
		params["any"] = match(q.Words)
		params["title"] = "title : (" + match(q.Words) + ")"
		limit := strconv.Itoa(CountLimit + 1)
		from = "FROM (SELECT rowid AS doc, MAX(best) AS best FROM (" +
			"SELECT * FROM (SELECT rowid, 1 AS best FROM gigs_fts WHERE gigs_fts MATCH {:title} ORDER BY rowid DESC LIMIT " + limit + ") UNION ALL " +
			"SELECT * FROM (SELECT rowid, 0 AS best FROM gigs_fts WHERE gigs_fts MATCH {:any} ORDER BY rowid DESC LIMIT " + limit + ")" +
			") GROUP BY rowid) h CROSS JOIN gigs g ON g.rowid = h.doc"
	}
	narrow := func(condition, name string, value any) {
		where += " AND " + condition
		params[name] = value
	}
	if q.Craft != "" {
		narrow("g.craft = {:craft}", "craft", q.Craft)
	}
	if q.Tier != "" {
		narrow("g.tier = {:tier}", "tier", q.Tier)
	}
	if q.Industry != "" {
		narrow("instr(g.industries, {:industry}) > 0", "industry", " "+q.Industry+" ")
	}
	if q.Language != "" {
		narrow("instr(g.languages, {:language}) > 0", "language", " "+q.Language+" ")
	}
	if q.MaxPrice > 0 {
		narrow("g.fromMinor <= {:price}", "price", q.MaxPrice)
	}
	if q.MaxDays > 0 {
		narrow("g.minDays <= {:days}", "days", q.MaxDays)
	}
	return from, where, params
}

func (o order) orderBy() string {
	if !o.down {
		return strings.Join(o.columns, ", ")
	}
	return strings.Join(o.columns, " DESC, ") + " DESC"
}

// beyond is the condition for the rows after the cursor. Whole numbers are bound as such: SQLite sorts text
// above every number.
func beyond(o order, after []string, params dbx.Params) string {
	if after == nil {
		return ""
	}
	names := make([]string, len(after))
	for i, v := range after {
		name := "after" + strconv.Itoa(i)
		names[i] = "{:" + name + "}"
		params[name] = v
		if n, err := strconv.ParseInt(v, 10, 64); err == nil && i < len(after)-1 {
			params[name] = n
		}
	}
	than := " > "
	if o.down {
		than = " < "
	}
	return " AND (" + strings.Join(o.columns, ", ") + ")" + than + "(" + strings.Join(names, ", ") + ")"
}

// Limits of a search.
const (
	MaxWordsChars = 100
	maxTerms      = 8
)

// match turns what a person typed into a query of FTS5: each term quoted, so that nothing in it is an operator,
// and open at its end. It is "" when there is no term.
func match(words string) string {
	terms := strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.M, r) })
	if len(terms) > maxTerms {
		terms = terms[:maxTerms]
	}
	for i, t := range terms {
		terms[i] = `"` + t + `"`
		if len([]rune(t)) > 1 {
			terms[i] += "*"
		}
	}
	return strings.Join(terms, " ")
}

// Latest returns the n gigs that were published last; of one member when member is not "", without the gig not.
func Latest(app core.App, n int, member, not string) ([]Card, error) {
	var list []Card
	q := app.ConcurrentDB().Select("g.id", "g.slug", "g.title", "g.summary", "g.craft", "g.tier", "g.cover", "g.fromMinor", "g.currency",
		"g.minDays", "g.published", "u.name", "u.handle", "u.portrait").
		From("gigs g").LeftJoin("users u", dbx.NewExp("u.id = g.owner")).Where(dbx.NewExp("g.state = 'published'"))
	if member != "" {
		q.AndWhere(dbx.HashExp{"g.owner": member})
	}
	if not != "" {
		q.AndWhere(dbx.Not(dbx.HashExp{"g.id": not}))
	}
	if err := q.OrderBy("g.published DESC", "g.id DESC").Limit(int64(n)).All(&list); err != nil {
		return nil, fmt.Errorf("list latest gigs: %w", err)
	}
	return list, nil
}
