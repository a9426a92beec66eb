package forums

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// searchPage is templates/forums/search.html.
type searchPage struct {
	web.Page
	Found
	Rows       []hitRow // what was found, as it is drawn
	Asked      asked
	Categories []*Category
	Topic      *Topic // the one that is searched in, or nil
	Searched   bool
	First      string
	NextPage   string
	MaxWords   int
}

// asked is a search as it stands in the address.
type asked struct {
	Words, Category, Topic, Author, From, To, Sort string
}

// Filtered reports whether more than words narrow the search.
func (a asked) Filtered() bool {
	return a.Category != "" || a.Author != "" || a.From != "" || a.To != "" || a.Sort != ""
}

// search handles GET /forum/search.
func (p pages) search(e *core.RequestEvent) error {
	in, who := e.Request.URL.Query(), members.Viewer(e)
	page := &searchPage{MaxWords: MaxWords}
	page.Asked = asked{strings.TrimSpace(in.Get("q")), in.Get("category"), in.Get("topic"), strings.TrimSpace(in.Get("author")),
		in.Get("from"), in.Get("to"), in.Get("sort")}
	all, err := Categories(e.App)
	if err != nil {
		return err
	}
	page.Categories = readableOf(all, who)
	if page.Asked.Topic != "" {
		if page.Topic, _, err = TopicByID(e.App, who, number(page.Asked.Topic)); err != nil {
			return err
		}
	}
	q, problems := page.query(p.site.Locale(e))
	q.After = in.Get("after")
	if page.Searched = q.Narrowed() && len(problems) == 0; page.Searched {
		if page.Found, err = p.find(e.Request.Context(), e.App, who, all, q); errors.Is(err, context.Canceled) {
			return nil // nobody is there to read the answer
		} else if err != nil {
			return err
		}
	}
	page.Rows = p.speaker(e).hits(page.Hits)
	if q.After != "" {
		page.First = searchURL(in, "")
	}
	if page.Next != "" {
		page.NextPage = searchURL(in, page.Next)
	}
	if err := problems.Err(); err != nil {
		return p.site.Again(e, "forums/search.html", page, err)
	}
	return p.site.Show(e, "forums/search.html", page)
}

// searchURL is the address of another page of the same search.
func searchURL(in url.Values, after string) string {
	other := url.Values{}
	for _, name := range []string{"q", "category", "topic", "author", "from", "to", "sort"} {
		if v := in.Get(name); v != "" {
			other.Set(name, v)
		}
	}
	if after != "" {
		other.Set("after", after)
	}
	return "/forum/search?" + other.Encode()
}

// query reads what is asked. A day begins where the reader is.
func (page *searchPage) query(l *locale.Locale) (Query, fault.Problems) {
	var problems fault.Problems
	a := page.Asked
	q := Query{Words: a.Words, Category: a.Category, Author: a.Author, Newest: a.Sort == "newest"}
	for field, s := range map[string]string{"q": a.Words, "author": a.Author} {
		if utf8.RuneCountInString(s) > MaxWords || !utf8.ValidString(s) {
			problems.Add(field, "This may have at most %d characters.", MaxWords)
		}
	}
	if a.Category != "" && !slices.ContainsFunc(page.Categories, func(c *Category) bool { return c.Slug == a.Category }) {
		problems.Add("category", "Choose one of the options.")
	}
	if page.Topic != nil {
		q.Topic = page.Topic.ID
	}
	q.From = day(&problems, "from", a.From, l.Zone)
	if q.To = day(&problems, "to", a.To, l.Zone); !q.To.IsZero() {
		q.To = q.To.AddDate(0, 0, 1)
		if !q.From.IsZero() && !q.From.Before(q.To) {
			problems.Add("to", "This day is before the first one.")
		}
	}
	return q, problems
}

// day reads a day as browsers send it.
func day(problems *fault.Problems, field, s string, zone *time.Location) time.Time {
	if s == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation(time.DateOnly, s, zone)
	if err != nil || t.Year() < 1990 || t.Year() > 2200 {
		problems.Add(field, "Write a day as 2026-01-31.")
		return time.Time{}
	}
	return t
}

// findIn is where a search begins: a hidden field of its form.
type findIn struct{ Name, Value string }

// FindIn is where a search from this page begins; nil is the whole forum.
func (l *listPage) FindIn() *findIn {
	if l.Category == nil {
		return nil
	}
	return &findIn{"category", l.Category.Slug}
}

// FindIn is where a search from this page begins.
func (p *topicPage) FindIn() *findIn { return &findIn{"topic", str(p.Topic.ID)} }
