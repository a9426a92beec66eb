package forums

import (
	"net/http"
	"slices"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// newPage is templates/forums/new.html.
type newPage struct {
	web.Page
	Form     topicForm
	Choices  []*Category
	Draft    Draft
	MaxTitle int
	MinTitle int
	MaxBody  int
	MaxFiles int
}

// fresh handles GET /forum/new.
func (p pages) fresh(e *core.RequestEvent) error {
	page, err := p.newTopic(e)
	if err != nil {
		return err
	}
	if page.Draft, err = DraftOf(e.App, members.Viewer(e), 0); err != nil {
		return err
	}
	person, err := personOf(e.App, members.Viewer(e))
	if err != nil {
		return err
	}
	page.Form = topicForm{Category: e.Request.URL.Query().Get("category"), Title: page.Draft.Title, Body: page.Draft.Body, Watch: true}
	if person != 0 {
		if page.Form.Watch, err = autoWatch(e.App, person); err != nil {
			return err
		}
	}
	for _, c := range page.Choices {
		if page.Form.Category == "" && c.ID == page.Draft.Category {
			page.Form.Category = c.Slug
		}
	}
	return p.site.Show(e, "forums/new.html", page)
}

// newTopic is the page of a new topic for whoever may start one somewhere.
func (p pages) newTopic(e *core.RequestEvent) (*newPage, error) {
	who := members.Viewer(e)
	list, err := Readable(e.App, who)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(c *Category) bool { return !startable(c, who) })
	if len(list) == 0 {
		return nil, fault.Missing()
	}
	return &newPage{Choices: list, MaxTitle: MaxTitle, MinTitle: MinTitle, MaxBody: MaxBody, MaxFiles: MaxFiles}, nil
}

// start handles POST /forum/new.
func (p pages) start(e *core.RequestEvent) error {
	page, err := p.newTopic(e)
	if err != nil {
		return err
	}
	who := members.Viewer(e)
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "forums/new.html", page, err)
	}
	var problems fault.Problems
	i := slices.IndexFunc(page.Choices, func(c *Category) bool { return c.Slug == page.Form.Category })
	if i < 0 {
		problems.Add("category", "Choose a category.")
		return p.site.Again(e, "forums/new.html", page, problems.Err())
	}
	if err := p.pace(who); err != nil {
		return p.site.Again(e, "forums/new.html", page, err)
	}
	t, err := p.Start(e.App, who, Opening{Category: page.Choices[i].ID, Title: page.Form.Title, Body: page.Form.Body,
		Watch: page.Form.Watch, Once: page.Form.Once, Files: uploads(e)})
	if err != nil {
		return p.again(e, "forums/new.html", page, err)
	}
	return p.site.Done(e, t.URL(), "Your topic is there.")
}

// again shows a form once more also when a person may not write just now: what they typed is not lost.
func (p pages) again(e *core.RequestEvent, name string, page web.Framed, err error) error {
	if f := fault.As(err); f != nil && f.Kind == fault.Forbidden {
		err = &fault.Error{Kind: fault.Conflict, Text: f.Text, Args: f.Args, Problems: f.Problems}
	}
	return p.site.Again(e, name, page, err)
}

// answer handles POST /forum/t/{id}/posts.
func (p pages) answer(e *core.RequestEvent) error {
	who := members.Viewer(e)
	form := replyForm{}
	err := p.site.Read(e, &form)
	if err == nil {
		err = p.pace(who)
	}
	if err == nil {
		var post *Post
		var t *Topic
		post, t, err = p.Answer(e.App, who, Reply{Topic: number(e.Request.PathValue("id")), ReplyTo: number(form.ReplyTo),
			Stance: form.Stance, Body: form.Body, Once: form.Once, Files: uploads(e)})
		if err == nil {
			return p.site.Done(e, t.PageURL(post.Number), "")
		}
	}
	if f := fault.As(err); f == nil || f.Kind == fault.NotFound {
		return err
	}
	return p.refused(e, form, err)
}

// refused shows the last page of the topic again, with the typed answer and why it was not taken.
func (p pages) refused(e *core.RequestEvent, form replyForm, refusal error) error {
	page, err := p.topic(e)
	if err != nil || page == nil {
		return err
	}
	if page.Number = page.Topic.Pages(); page.Number > 1 {
		page.Numbers = numbers(page.Number, page.Topic.Pages())
		if err := p.fillTopic(e, page, members.Viewer(e)); err != nil {
			return err
		}
	}
	page.Form, page.Kept = form, true
	return p.again(e, "forums/topic.html", page, refusal)
}

// editPage is templates/forums/edit.html.
type editPage struct {
	web.Page
	Topic    *Topic
	In       *Category
	Post     *Post
	Form     editForm
	MaxTitle int
	MinTitle int
	MaxBody  int
}

// editing is the page of an edit, for whoever may edit the post.
func (p pages) editing(e *core.RequestEvent) (*editPage, error) {
	who := members.Viewer(e)
	post, t, c, err := PostByID(e.App, who, number(e.Request.PathValue("id")))
	if err != nil {
		return nil, err
	}
	person, err := personOf(e.App, who)
	if err != nil {
		return nil, err
	}
	if person == 0 || person != post.Author && !Moderates(who) {
		return nil, fault.Missing()
	}
	return &editPage{Topic: t, In: c, Post: post, MaxTitle: MaxTitle, MinTitle: MinTitle, MaxBody: MaxBody,
		Form: editForm{Title: t.Title, Body: post.Body, Version: str(post.Version)}}, nil
}

// edit handles GET /forum/posts/{id}/edit.
func (p pages) edit(e *core.RequestEvent) error {
	page, err := p.editing(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/edit.html", page)
}

// save handles POST /forum/posts/{id}/edit.
func (p pages) save(e *core.RequestEvent) error {
	page, err := p.editing(e)
	if err != nil {
		return err
	}
	page.Form = editForm{}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "forums/edit.html", page, err)
	}
	in := Edit{Post: page.Post.ID, Version: number(page.Form.Version), Title: page.Form.Title, Body: page.Form.Body}
	post, t, err := p.Edit(e.App, members.Viewer(e), in)
	if err != nil {
		return p.again(e, "forums/edit.html", page, err)
	}
	return p.site.Done(e, t.PageURL(post.Number), "Your change is saved.")
}

// historyPage is templates/forums/history.html.
type historyPage struct {
	web.Page
	Topic    *Topic
	In       *Category
	Post     *Post
	Versions []change
}

// history handles GET /forum/posts/{id}/history: what each edit changed, to whoever may read the post.
func (p pages) history(e *core.RequestEvent) error {
	who := members.Viewer(e)
	post, t, c, err := PostByID(e.App, who, number(e.Request.PathValue("id")))
	if err != nil {
		return err
	}
	shown, err := between(e.App, reader{moderates: true}, t.ID, post.Number, post.Number)
	if err != nil {
		return err
	}
	if len(shown) == 0 {
		return fault.Missing()
	}
	versions, err := History(e.App, post, shown[0].Name())
	if err != nil {
		return err
	}
	if post.Number == 1 {
		versions[len(versions)-1].Title = t.Title
	}
	return p.site.Show(e, "forums/history.html", &historyPage{Topic: t, In: c, Post: post, Versions: changes(versions)})
}

// confirmTakeBack handles GET /forum/posts/{id}/take-back.
func (p pages) confirmTakeBack(e *core.RequestEvent) error {
	page, err := p.editing(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/take-back.html", page)
}

// takeBack handles POST /forum/posts/{id}/take-back.
func (p pages) takeBack(e *core.RequestEvent) error {
	page, err := p.editing(e)
	if err != nil {
		return err
	}
	t, err := p.TakeBack(e.App, members.Viewer(e), page.Post.ID)
	if err != nil {
		return p.again(e, "forums/take-back.html", page, err)
	}
	if t == nil {
		return p.site.Done(e, page.In.URL(), "Your topic is gone.")
	}
	return p.site.Done(e, t.PageURL(page.Post.Number), "Your post is taken back.")
}

// draft handles POST /forum/t/{id}/draft and POST /forum/new/draft.
func (p pages) draft(e *core.RequestEvent) error {
	who := members.Viewer(e)
	form := struct {
		Category string `form:"category"`
		Title    string `form:"title"`
		Body     string `form:"body"`
		ReplyTo  string `form:"reply"`
		Quiet    string `form:"quiet"`
		Forget   string `form:"forget"`
	}{}
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	d, back := Draft{Topic: number(e.Request.PathValue("id")), Title: form.Title, Body: form.Body}, "/forum/new"
	if d.Topic != 0 {
		t, _, err := TopicByID(e.App, who, d.Topic)
		if err != nil {
			return err
		}
		d.Title, back = "", t.PageURL(t.Posts)
	} else if c, err := CategoryBySlug(e.App, who, form.Category); err == nil {
		d.Category = c.ID
	}
	if form.Forget != "" {
		d.Title, d.Body = "", ""
	}
	if err := p.SaveDraft(e.App, who, d, number(form.ReplyTo)); err != nil {
		return err
	}
	switch {
	case form.Quiet != "":
		return e.NoContent(http.StatusNoContent)
	case form.Forget != "":
		return p.site.Done(e, back, "The draft is gone.")
	}
	return p.site.Done(e, back, "Your draft is saved.")
}
