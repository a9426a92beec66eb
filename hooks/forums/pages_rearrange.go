package forums

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// rearrangePage is templates/forums/move.html, split.html and merge.html.
type rearrangePage struct {
	web.Page
	Topic      *Topic
	Categories []*Category
	Form       rearrangeForm
	MaxTitle   int
}

type rearrangeForm struct {
	Category string `form:"category"`
	Numbers  string `form:"numbers"`
	Title    string `form:"title"`
	Into     string `form:"into"`
}

// Chosen reports whether the category is chosen.
func (p *rearrangePage) Chosen(c *Category) bool { return str(c.ID) == p.Form.Category }

// rearranged reads the page about the topic that the address names.
func (p pages) rearranged(e *core.RequestEvent) (*rearrangePage, error) {
	who := members.Viewer(e)
	t, err := movable(e.App, who, number(e.Request.PathValue("id")))
	if err != nil {
		return nil, err
	}
	page := &rearrangePage{Topic: t, MaxTitle: MaxTitle, Form: rearrangeForm{Category: str(t.Category), Numbers: e.Request.URL.Query().Get("numbers")}}
	list, err := Readable(e.App, who)
	for _, c := range list {
		if c.Purpose != ForMotions {
			page.Categories = append(page.Categories, c)
		}
	}
	return page, err
}

// askRearrange handles GET /forum/topics/{id}/move, /split and /merge.
func (p pages) askRearrange(verb string) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		page, err := p.rearranged(e)
		if err != nil {
			return err
		}
		return p.site.Show(e, "forums/"+verb+".html", page)
	}
}

// rearrange reads the form of a page, acts and moves on to the topic that the act returns.
func (p pages) rearrange(e *core.RequestEvent, verb, said string, act func(*rearrangePage) (*Topic, error)) error {
	page, err := p.rearranged(e)
	if err != nil {
		return err
	}
	var t *Topic
	if err = p.site.Read(e, &page.Form); err == nil {
		t, err = act(page)
	}
	if err != nil {
		return p.site.Again(e, "forums/"+verb+".html", page, err)
	}
	return p.site.Done(e, t.URL(), said)
}

// moveTopic handles POST /forum/topics/{id}/move.
func (p pages) moveTopic(e *core.RequestEvent) error {
	return p.rearrange(e, "move", "The topic stands here now.", func(page *rearrangePage) (*Topic, error) {
		return p.Move(e.App, members.Viewer(e), page.Topic.ID, number(page.Form.Category))
	})
}

// splitTopic handles POST /forum/topics/{id}/split.
func (p pages) splitTopic(e *core.RequestEvent) error {
	return p.rearrange(e, "split", "These posts are a topic of their own now.", func(page *rearrangePage) (*Topic, error) {
		var problems fault.Problems
		list := numbersOf(&problems, "numbers", page.Form.Numbers)
		if err := problems.Err(); err != nil {
			return nil, err
		}
		return p.Split(e.App, members.Viewer(e), Parting{Topic: page.Topic.ID, Numbers: list, Title: page.Form.Title, Category: number(page.Form.Category)})
	})
}

// mergeTopic handles POST /forum/topics/{id}/merge.
func (p pages) mergeTopic(e *core.RequestEvent) error {
	return p.rearrange(e, "merge", "Both topics are one now.", func(page *rearrangePage) (*Topic, error) {
		return p.Merge(e.App, members.Viewer(e), page.Topic.ID, topicNumber(page.Form.Into))
	})
}
