package forums

import (
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// deskPage is templates/forums/desk.html: the categories, and the form of one.
type deskPage struct {
	web.Page
	Categories []*Category
	Changed    *Category // nil for a new one
	Form       planForm
	Rights     []rightChoice
	MaxName    int
	MaxAbout   int
}

// rightChoice is one answer to who may read or write; Text is an English catalogue key.
type rightChoice struct{ Value, Text string }

// planForm is the form of a category.
type planForm struct {
	Name   string `form:"name"`
	Slug   string `form:"slug"`
	About  string `form:"about"`
	Read   string `form:"read"`
	Write  string `form:"write"`
	Closed bool   `form:"closed"`
}

func (f planForm) plan() Plan {
	if f.Slug == "" {
		f.Slug = slugOf(f.Name)
	}
	return Plan{Slug: f.Slug, Name: f.Name, About: f.About, ReadBy: f.Read, WriteBy: f.Write, Closed: f.Closed}
}

// rightName is a right in words, an English catalogue key.
func rightName(right string) string {
	if name, ok := strings.CutPrefix(right, office); ok {
		return members.OfficeName(name)
	}
	if right == Public {
		return locale.Mark("everybody")
	}
	return locale.Mark("members")
}

// Readers is who may read, an English catalogue key.
func (c *Category) Readers() string { return rightName(c.ReadBy) }

// Writers is who may write, an English catalogue key.
func (c *Category) Writers() string { return rightName(c.WriteBy) }

// Narrow reports whether only some can read the category, which its page says.
func (c *Category) Narrow() bool { return c.ReadBy != Public }

func (p pages) deskPage(e *core.RequestEvent, id int64) (*deskPage, error) {
	page := &deskPage{MaxName: MaxName, MaxAbout: MaxAbout, Form: planForm{Read: Members, Write: Members}}
	var err error
	if page.Categories, err = Categories(e.App); err != nil {
		return nil, err
	}
	if id != 0 {
		c, err := anyCategory(e.App, id)
		if err != nil {
			return nil, err
		}
		page.Changed, page.Form = c, planForm{Name: c.Name, Slug: c.Slug, About: c.About, Read: c.ReadBy, Write: c.WriteBy, Closed: c.Closed}
	}
	for _, right := range rights() {
		page.Rights = append(page.Rights, rightChoice{right, rightName(right)})
	}
	return page, nil
}

// deskOf is the page of the category that the address names.
func (p pages) deskOf(e *core.RequestEvent) (*deskPage, error) {
	id := number(e.Request.PathValue("id"))
	if id == 0 {
		return nil, fault.Missing()
	}
	return p.deskPage(e, id)
}

// desk handles GET /admin/forum.
func (p pages) desk(e *core.RequestEvent) error {
	page, err := p.deskPage(e, 0)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/desk.html", page)
}

// change handles GET /admin/forum/{id}.
func (p pages) change(e *core.RequestEvent) error {
	page, err := p.deskOf(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/desk.html", page)
}

// make handles POST /admin/forum.
func (p pages) make(e *core.RequestEvent) error {
	page, err := p.deskPage(e, 0)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "forums/desk.html", page, err)
	}
	if _, err := p.MakeCategory(e.App, members.Viewer(e), page.Form.plan()); err != nil {
		return p.site.Again(e, "forums/desk.html", page, err)
	}
	return p.site.Done(e, "/admin/forum", "The category is there.")
}

// keep handles POST /admin/forum/{id}.
func (p pages) keep(e *core.RequestEvent) error {
	page, err := p.deskOf(e)
	if err != nil {
		return err
	}
	page.Form = planForm{}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "forums/desk.html", page, err)
	}
	if _, err := p.ChangeCategory(e.App, members.Viewer(e), page.Changed.ID, page.Form.plan()); err != nil {
		return p.site.Again(e, "forums/desk.html", page, err)
	}
	return p.site.Done(e, "/admin/forum", "Your change is saved.")
}

// move handles POST /admin/forum/{id}/move.
func (p pages) move(e *core.RequestEvent) error {
	way, err := p.set(e)
	if err != nil {
		return err
	}
	if err := p.MoveCategory(e.App, number(e.Request.PathValue("id")), way == "up"); err != nil {
		return err
	}
	return p.site.Done(e, "/admin/forum", "")
}
