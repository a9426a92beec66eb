package forums

import (
	"html/template"
	"net/http"
	"slices"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

type pages struct{ *Room }

// newestShown is how many topics of each category the front page of the forum shows.
const newestShown = 3

// frontPage is templates/forums/front.html.
type frontPage struct {
	web.Page
	Groups   []*group
	CanStart bool
	CanOrder bool
	Claims   int // imported authors with the reader's address
}

// group is a category with its newest topics.
type group struct {
	*Category
	Rows []template.HTML
}

// front handles GET /forum.
func (p pages) front(e *core.RequestEvent) error {
	l, err := p.of(e.App, members.Viewer(e))
	if err != nil {
		return err
	}
	claims, err := Claims(e.App, l.who)
	if err != nil {
		return err
	}
	page := &frontPage{Claims: len(claims), CanOrder: l.who != nil && (l.who.Has("steward") || l.who.Has("board"))}
	what, err := l.newest(e.App, "hidden = 0", false, newestShown)
	if err != nil {
		return err
	}
	var list []*Line
	if what != "" {
		if list, err = l.read(e.App, what, "t.last_post_at DESC, t.id DESC", newestShown*len(l.in), map[string]any{}); err != nil {
			return err
		}
	}
	say := p.speaker(e)
	for _, c := range l.in {
		var lines []*Line
		for _, x := range list {
			if x.Category == c.ID {
				lines = append(lines, x)
			}
		}
		rows, err := p.drawn.rows.All(p.site, say.Locale, say.rows(lines, l.who != nil))
		if err != nil {
			return err
		}
		g := &group{c, rows}
		page.Groups = append(page.Groups, g)
		page.CanStart = page.CanStart || startable(c, l.who)
	}
	return p.site.Show(e, "forums/front.html", page)
}

// startable reports whether the person may start topics in the category.
func startable(c *Category, who *members.Person) bool {
	return c.WritableBy(who) && !c.Closed && c.Purpose != ForMotions
}

// listPage is templates/forums/list.html: a category, or a list across them.
type listPage struct {
	web.Page
	Category *Category       // nil across categories
	Kind     string          // latest, unread or mine across categories
	Rows     []template.HTML // the topics, drawn
	CanStart bool
	Level    int // how the reader follows the category
	First    string
	NextPage string
}

// category handles GET /forum/{category}.
func (p pages) category(e *core.RequestEvent) error {
	who := members.Viewer(e)
	l, err := p.of(e.App, who)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(l.in, func(c *Category) bool { return c.Slug == e.Request.PathValue("category") })
	if i < 0 {
		return fault.Missing()
	}
	c := l.in[i]
	page := &listPage{Category: c, CanStart: startable(c, who), Level: Normal}
	after := e.Request.URL.Query().Get("after")
	list, next, err := l.inCategory(e.App, c, after)
	if err != nil {
		return err
	}
	if l.person != 0 {
		levels, err := categoryLevels(e.App, l.person)
		if err != nil {
			return err
		}
		if level, ok := levels[c.ID]; ok {
			page.Level = level
		}
	}
	if err := p.draw(e, page, list); err != nil {
		return err
	}
	page.paged(c.URL(), after, next)
	return p.site.Show(e, "forums/list.html", page)
}

func (p pages) draw(e *core.RequestEvent, page *listPage, list []*Line) (err error) {
	say := p.speaker(e)
	page.Rows, err = p.drawn.rows.All(p.site, say.Locale, say.rows(list, members.Viewer(e) != nil))
	return err
}

func (l *listPage) paged(path, after, next string) {
	if after != "" {
		l.First = path
	}
	if next != "" {
		l.NextPage = path + "?after=" + next
	}
}

// across handles GET /forum/latest, /forum/unread and /forum/mine.
func (p pages) across(kind string) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		l, err := p.of(e.App, members.Viewer(e))
		if err != nil {
			return err
		}
		page := &listPage{Kind: kind}
		after := e.Request.URL.Query().Get("after")
		list, next, err := l.across(e.App, kind, after)
		if err != nil {
			return err
		}
		if err := p.draw(e, page, list); err != nil {
			return err
		}
		page.CanStart = slices.ContainsFunc(l.in, func(c *Category) bool { return startable(c, l.who) })
		page.paged("/forum/"+kind, after, next)
		return p.site.Show(e, "forums/list.html", page)
	}
}

// readAll handles POST /forum/read.
func (p pages) readAll(e *core.RequestEvent) error {
	if err := p.ReadAll(e.App, members.Viewer(e)); err != nil {
		return err
	}
	return p.site.Done(e, "/forum/unread", "Everything counts as read now.")
}

// file handles GET /forum/posts/{id}/files/{file}: a file of a post, for whoever may read the post.
func (p pages) file(e *core.RequestEvent) error {
	post, _, _, err := PostByID(e.App, members.Viewer(e), number(e.Request.PathValue("id")))
	if err != nil {
		return err
	}
	return p.serve(e, post)
}

// redirect moves on to where something is.
func redirect(e *core.RequestEvent, to string) error { return e.Redirect(http.StatusSeeOther, to) }
