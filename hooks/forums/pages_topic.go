package forums

import (
	"html/template"
	"net/http"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/notices"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// topicPage is templates/forums/topic.html.
type topicPage struct {
	web.Page
	Topic     *Topic
	In        *Category
	Posts     []*Shown
	Rows      []template.HTML // the posts, drawn
	Signs     [maxSigns]sign
	Number    int64 // of the page
	Numbers   []int64
	Level     int
	First     string // address of the first unread post on another page, or ""
	CanAnswer bool
	CanDecide bool
	CanMove   bool // make it a motion
	Moderates bool
	Silenced  string // why the reader may not write, in the reader's language
	Form      replyForm
	Kept      bool // the form holds a refused answer
	Draft     standing
	ReplyTo   *Shown
	MaxBody   int
	MaxFiles  int
	Came      money.Bps
}

// show handles GET /forum/t/{id}/{slug}.
func (p pages) show(e *core.RequestEvent) error {
	page, err := p.topic(e)
	if page == nil || err != nil {
		return err
	}
	in := e.Request.URL.Query()
	if page.CanAnswer {
		if err := page.prefill(e.App, p.site.Locale(e), in.Get("quote"), in.Get("reply")); err != nil {
			return err
		}
	}
	return p.site.Show(e, "forums/topic.html", page)
}

// topic reads the page of the topic that the address names. Without an error and a page, the reader was sent to the
// address that the topic has.
func (p pages) topic(e *core.RequestEvent) (*topicPage, error) {
	who := members.Viewer(e)
	t, c, err := TopicByID(e.App, who, number(e.Request.PathValue("id")))
	if err != nil {
		return nil, err
	}
	if t.MergedInto != nil {
		into, _, err := TopicByID(e.App, who, *t.MergedInto)
		if err != nil {
			return nil, err
		}
		return nil, redirect(e, into.URL())
	}
	if e.Request.Method == http.MethodGet && e.Request.URL.Path != t.URL() {
		to := t.URL()
		if e.Request.URL.RawQuery != "" {
			to += "?" + e.Request.URL.RawQuery
		}
		return nil, redirect(e, to)
	}
	page := &topicPage{Topic: t, In: c, Number: 1, MaxBody: MaxBody, MaxFiles: MaxFiles, Moderates: Moderates(who)}
	if asked := e.Request.URL.Query().Get("page"); asked != "" {
		if page.Number = number(asked); page.Number < 1 || page.Number > t.Pages() {
			return nil, fault.Missing()
		}
	}
	if t.MotionValue != nil {
		page.Came = money.Bps(*t.MotionValue)
	}
	page.Numbers = numbers(page.Number, t.Pages())
	return page, p.fillTopic(e, page, who)
}

// fillTopic reads the posts of the page and where the reader stands with the topic.
func (p pages) fillTopic(e *core.RequestEvent, page *topicPage, who *members.Person) error {
	s, err := standingOf(e.App, who, page.Topic)
	if err != nil {
		return err
	}
	from := (page.Number-1)*PerPage + 1
	page.Posts, err = between(e.App, reader{s.Person, page.Moderates}, page.Topic.ID, from, from+PerPage-1)
	if err != nil {
		return err
	}
	page.Draft, page.Level = s, s.Level
	p.may(e, page, who)
	if err := explain(e.App, page.Posts); err != nil {
		return err
	}
	for _, x := range page.Posts {
		x.Moderates = page.Moderates
		x.In, x.Answers, x.Decides = page.Topic, page.CanAnswer, page.CanDecide
		x.Mine = s.Person != 0 && x.Author == s.Person
		x.Edits = page.CanAnswer && (x.Mine && x.Hidden != HiddenBy || page.Moderates)
	}
	page.can(who)
	if who != nil && len(page.Posts) > 0 {
		p.continued(e, page, who)
	}
	say := p.speaker(e)
	page.Signs = say.signs(page.Topic)
	if page.Rows, err = p.drawn.posts.All(p.site, say.Locale, say.posts(page.Posts)); err != nil {
		return err
	}
	if who == nil || len(page.Posts) == 0 {
		return nil
	}
	if page.Posts[len(page.Posts)-1].Number == page.Topic.Posts {
		return notices.Seen(e.App, who.Id, newsOf(page.Topic.ID))
	}
	return nil
}

// continued marks the first unread post, or says where it is, and notes what is read now.
func (p pages) continued(e *core.RequestEvent, page *topicPage, who *members.Person) {
	read := max(page.Draft.Read, p.readings.of(who.Id, page.Topic.ID))
	last := page.Posts[len(page.Posts)-1].Number
	if read > 0 && read < page.Topic.Posts {
		for _, x := range page.Posts {
			x.Unread = x.Number == read+1
		}
		if PageOf(read+1) != page.Number {
			page.First = page.Topic.PageURL(read + 1)
		}
	}
	// A page that a browser fetches ahead, or that is shown inside another, has not been read.
	h := e.Request.Header
	if last > read && h.Get("Sec-Purpose") == "" && (h.Get("Sec-Fetch-Dest") == "" || h.Get("Sec-Fetch-Dest") == "document") {
		p.readings.note(who.Id, page.Topic.ID, last)
	}
}

// may finds out what the reader may do on the page.
func (p pages) may(e *core.RequestEvent, page *topicPage, who *members.Person) {
	t := page.Topic
	page.CanAnswer = page.In.WritableBy(who) && (!t.Locked || page.Moderates)
	if page.CanAnswer && p.silenced != nil {
		if refusal := fault.As(p.silenced(e.App, page.Draft.Person, p.clock.Now())); refusal != nil {
			page.CanAnswer, page.Silenced = false, p.site.Locale(e).T(refusal.Text, refusal.Args...)
		}
	}
	page.CanDecide = page.CanAnswer && t.Motion == nil && (page.Moderates || page.Draft.Person != 0 && t.Author == page.Draft.Person)
	page.CanMove = page.CanAnswer && t.Motion == nil && who.IsMember() && (page.In.ReadBy == Public || page.In.ReadBy == Members)
}

// prefill writes into the form what there is to begin with: the draft, and the post that is quoted or answered.
func (page *topicPage) prefill(app core.App, l *locale.Locale, quote, reply string) error {
	if page.Draft.Draft != nil {
		page.Form.Body = *page.Draft.Draft
	}
	page.Form.ReplyTo = reply
	if quote != "" {
		page.Form.ReplyTo = quote
	}
	n := number(page.Form.ReplyTo)
	if n == 0 && page.Draft.DraftTo != nil {
		err := app.DB().Select("number").From("forum_posts").Where(dbx.HashExp{"id": *page.Draft.DraftTo, "topic": page.Topic.ID}).Row(&n)
		if err != nil {
			n = 0 // the post has moved away; the draft stays a draft
		}
	}
	if n == 0 {
		page.Form.ReplyTo = ""
		return nil
	}
	page.Form.ReplyTo = str(n)
	to, err := page.shown(app, n)
	if err != nil || to == nil || to.Gone() {
		page.Form.ReplyTo = ""
		return err
	}
	page.ReplyTo = to
	if quote != "" {
		return page.quote(app, l, to)
	}
	return nil
}

// shown is the post with the number, which mostly is on the page; nil when there is none.
func (page *topicPage) shown(app core.App, n int64) (*Shown, error) {
	for _, x := range page.Posts {
		if x.Number == n {
			return x, nil
		}
	}
	list, err := bare(app, reader{page.Draft.Person, page.Moderates}, page.Topic.ID, n, n)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// quote puts a post's text as a quotation under what is written already.
func (page *topicPage) quote(app core.App, l *locale.Locale, p *Shown) error {
	var body string
	if err := app.DB().Select("body").From("forum_posts").Where(dbx.HashExp{"id": p.ID}).Row(&body); err != nil {
		return err
	}
	said := l.T("%s wrote in post %d:", p.Name(), p.Number) + "\n\n" + quoted(body) + "\n\n"
	if !strings.Contains(page.Form.Body, said) {
		page.Form.Body = strings.TrimLeft(page.Form.Body+"\n\n"+said, "\n")
	}
	return nil
}

// link handles GET /forum/p/{id}: the address of a post that holds wherever the post moves. It leads to the place of a
// hidden post too, which says why it is hidden.
func (p pages) link(e *core.RequestEvent) error {
	var at struct {
		Topic  int64 `db:"topic"`
		Number int64 `db:"number"`
	}
	err := e.App.ConcurrentDB().Select("topic", "number").From("forum_posts").
		Where(dbx.HashExp{"id": number(e.Request.PathValue("id"))}).One(&at)
	if err != nil {
		return err
	}
	t, _, err := TopicByID(e.App, members.Viewer(e), at.Topic)
	if err != nil {
		return err
	}
	return redirect(e, t.PageURL(at.Number))
}

// post handles GET /forum/t/{id}/{slug}/{number}: a post by its number in the topic. In a topic that was merged away it
// is the number that the post had there.
func (p pages) post(e *core.RequestEvent) error {
	t, _, err := TopicByID(e.App, members.Viewer(e), number(e.Request.PathValue("id")))
	if err != nil {
		return err
	}
	n := number(e.Request.PathValue("number"))
	if t.MergedInto != nil {
		post, err := movedPost(e.App, t.ID, n)
		if err != nil {
			return err
		}
		return redirect(e, postLink(post))
	}
	if n < 1 || n > t.Posts {
		return fault.Missing()
	}
	return redirect(e, t.PageURL(n))
}

// short handles GET /forum/t/{id}: the address without its title.
func (p pages) short(e *core.RequestEvent) error {
	t, _, err := TopicByID(e.App, members.Viewer(e), number(e.Request.PathValue("id")))
	if err != nil {
		return err
	}
	return redirect(e, t.URL())
}

// serve sends one of a post's files.
func (p pages) serve(e *core.RequestEvent, post *Post) error {
	a, err := files.AttachmentByID(e.App, e.Request.PathValue("file"))
	if err != nil {
		return err
	}
	if a.Room() != "forums" || a.Record() != str(post.ID) {
		return fault.Missing()
	}
	return p.files.Serve(e, a)
}

// numbers are the pages that a row of page numbers names: the first, the last and those around; 0 stands for a gap.
func numbers(at, last int64) []int64 {
	if last <= 1 {
		return nil
	}
	var list []int64
	for _, n := range []int64{1, at - 1, at, at + 1, last} {
		switch before := int64(len(list)); {
		case n < 1 || n > last || before > 0 && n <= list[before-1]:
		case before > 0 && n > list[before-1]+1:
			list = append(list, 0, n)
		default:
			list = append(list, n)
		}
	}
	return list
}
