package forums

import (
	"strconv"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// smallForm is enough for every form of moderation, in bytes.
const smallForm = 64 << 10

// careRoutes are search, feeds and moderation. Whom a decision is for, the room's acts say: the guards only keep the
// pages from those who never have any business there.
func (r *Room) careRoutes(g *web.Group, p pages) {
	small, judges := web.MaxBody(smallForm), members.Officer("moderator", "board")
	g.GET("/forum/search", p.search)
	g.GET("/forum/log", p.log).BindFunc(members.Only)
	g.GET("/forum.atom", p.publicFeed)
	g.GET("/forum/atom/c/{category}", p.categoryFeed)
	g.GET("/forum/atom/t/{id}", p.topicFeed)
	g.GET("/forum/atom/my/{token}", p.ownFeed)
	g.GET("/forum/claims", p.claims).BindFunc(members.SignedIn)
	g.POST("/forum/claims", p.claim).BindFunc(members.SignedIn).Bind(small)
	g.GET("/forum/feeds", p.feeds).BindFunc(members.SignedIn)
	g.POST("/forum/feeds", p.renewFeed).BindFunc(members.SignedIn).Bind(small)

	g.GET("/forum/posts/{id}/flag", p.askFlag).BindFunc(members.SignedIn)
	g.POST("/forum/posts/{id}/flag", p.flagIt).BindFunc(members.SignedIn).Bind(small)
	g.GET("/forum/flags", p.queue).BindFunc(judges)
	g.POST("/forum/posts/{id}/resolve", p.resolve).BindFunc(judges).Bind(small)
	g.GET("/forum/posts/{id}/hide", p.askHide).BindFunc(judges)
	g.POST("/forum/posts/{id}/hide", p.hide).BindFunc(judges).Bind(small)
	g.POST("/forum/posts/{id}/restore", p.restore).BindFunc(judges).Bind(small)
	g.GET("/forum/posts/{id}/erase", p.askErase).BindFunc(members.SignedIn)
	g.POST("/forum/posts/{id}/erase", p.erase).BindFunc(members.SignedIn).Bind(small)

	g.GET("/forum/silences", p.silences).BindFunc(judges)
	g.POST("/forum/silences", p.silence).BindFunc(judges).Bind(small)
	g.GET("/forum/silences/{id}", p.showSilence).BindFunc(members.SignedIn)
	g.POST("/forum/silences/{id}/lift", p.liftSilence).BindFunc(judges).Bind(small)
	g.POST("/forum/silences/{id}/appeal", p.appealSilence).BindFunc(members.SignedIn).Bind(small)
	g.GET("/forum/posts/{id}/appeal", p.askAppeal).BindFunc(members.SignedIn)
	g.POST("/forum/posts/{id}/appeal", p.appealPost).BindFunc(members.SignedIn).Bind(small)
	g.GET("/forum/appeals", p.appeals).BindFunc(members.Officer("board"))
	g.GET("/forum/appeals/{id}", p.showAppeal).BindFunc(members.SignedIn)
	g.POST("/forum/appeals/{id}/decide", p.decideAppeal).BindFunc(members.Officer("board")).Bind(small)

	for verb, act := range map[string]func(*core.RequestEvent) error{"move": p.moveTopic, "split": p.splitTopic, "merge": p.mergeTopic} {
		g.GET("/forum/topics/{id}/"+verb, p.askRearrange(verb)).BindFunc(members.Officer("moderator"))
		g.POST("/forum/topics/{id}/"+verb, act).BindFunc(members.Officer("moderator")).Bind(small)
	}
}

// postPage is a page about one post: templates/forums/flag.html, hide.html, erase.html and appeal.html.
type postPage struct {
	web.Page
	Post    *Post
	Topic   *Topic
	Why     *Why
	Reasons []Reason
	Form    careForm
	MaxNote int
}

// careForm is what the forms of moderation ask.
type careForm struct {
	Reason  string `form:"reason"`
	Note    string `form:"note"`
	Outcome string `form:"outcome"`
	Answer  string `form:"answer"`
	Body    string `form:"body"`
}

// post reads the page about the post that the address names. Pages for stewards reach hidden posts too.
func (p pages) about(e *core.RequestEvent, hidden bool) (*postPage, error) {
	who, id := members.Viewer(e), number(e.Request.PathValue("id"))
	page := &postPage{Reasons: Reasons, MaxNote: MaxNote}
	var err error
	if hidden {
		page.Post, page.Topic, err = hiddenPost(e.App, who, id)
	} else {
		page.Post, page.Topic, _, err = PostByID(e.App, who, id)
	}
	if err != nil {
		return nil, err
	}
	page.Why, err = whyHidden(e.App, id)
	return page, err
}

// askFlag handles GET /forum/posts/{id}/flag.
func (p pages) askFlag(e *core.RequestEvent) error {
	page, err := p.about(e, false)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/flag.html", page)
}

// flagIt handles POST /forum/posts/{id}/flag.
func (p pages) flagIt(e *core.RequestEvent) error {
	page, err := p.about(e, false)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "forums/flag.html", page, err)
	}
	who := members.Viewer(e)
	if err := p.flags.Take(who.Id); err != nil {
		return p.site.Again(e, "forums/flag.html", page, err)
	}
	t, post, err := p.FlagPost(e.App, who, page.Post.ID, page.Form.Reason, page.Form.Note)
	if err != nil {
		return p.site.Again(e, "forums/flag.html", page, err)
	}
	return p.site.Done(e, t.PageURL(post.Number), "Thank you. A moderator will look at it, and you will hear what came of it.")
}

// askHide handles GET /forum/posts/{id}/hide.
func (p pages) askHide(e *core.RequestEvent) error {
	page, err := p.about(e, false)
	if err != nil {
		return err
	}
	if _, err := p.judges(e, page.Post); err != nil {
		return err
	}
	return p.site.Show(e, "forums/hide.html", page)
}

// judges checks that the viewer may decide about the post, without writing anything.
func (p pages) judges(e *core.RequestEvent, post *Post) (own int64, err error) {
	who := members.Viewer(e)
	if own, err = personOf(e.App, who); err != nil {
		return 0, err
	}
	if own == post.Author {
		return 0, fault.New(fault.Forbidden, "Nobody decides about what they wrote themselves. Another moderator or the board does.")
	}
	if Moderates(who) {
		return own, nil
	}
	may, err := p.boardJudges(e.App, post.Author)
	if err == nil && !may {
		err = fault.Missing()
	}
	return own, err
}

// hide handles POST /forum/posts/{id}/hide.
func (p pages) hide(e *core.RequestEvent) error {
	page, err := p.about(e, false)
	if err != nil {
		return err
	}
	err = p.site.Read(e, &page.Form)
	if err == nil {
		err = p.Hide(e.App, members.Viewer(e), page.Post.ID, page.Form.Reason, page.Form.Note)
	}
	if err != nil {
		return p.site.Again(e, "forums/hide.html", page, err)
	}
	return p.site.Done(e, page.Topic.PageURL(page.Post.Number), "The post is hidden, and its author is told why.")
}

// restore handles POST /forum/posts/{id}/restore.
func (p pages) restore(e *core.RequestEvent) error {
	page, err := p.about(e, false)
	if err != nil {
		return err
	}
	if err := p.Restore(e.App, members.Viewer(e), page.Post.ID); err != nil {
		return err
	}
	return p.site.Done(e, page.Topic.PageURL(page.Post.Number), "Everybody can read the post again.")
}

// askErase handles GET /forum/posts/{id}/erase.
func (p pages) askErase(e *core.RequestEvent) error {
	page, err := p.about(e, true)
	if err != nil {
		return err
	}
	if _, err := p.erasable(e.App, members.Viewer(e), page.Post.ID); err != nil {
		return err
	}
	return p.site.Show(e, "forums/erase.html", page)
}

// erase handles POST /forum/posts/{id}/erase.
func (p pages) erase(e *core.RequestEvent) error {
	page, err := p.about(e, true)
	if err != nil {
		return err
	}
	quoters, err := p.Erase(e.App, members.Viewer(e), page.Post.ID)
	if err != nil {
		return err
	}
	to := page.Topic.PageURL(page.Post.Number)
	if len(quoters) > 0 {
		return p.site.Done(e, to, "The text is erased. These posts quote it; ask their authors to edit them: %s", numbered(quoters))
	}
	return p.site.Done(e, to, "The text is erased.")
}

// queuePage is templates/forums/flags.html.
type queuePage struct {
	web.Page
	Posts    []*Flagged
	Reasons  []Reason
	Form     careForm
	At       int64 // the post whose form was refused
	Appeals  int
	Silences int
	MaxNote  int
}

// queue handles GET /forum/flags.
func (p pages) queue(e *core.RequestEvent) error {
	page, err := p.queued(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/flags.html", page)
}

func (p pages) queued(e *core.RequestEvent) (*queuePage, error) {
	page := &queuePage{Reasons: Reasons, MaxNote: MaxNote}
	var err error
	if page.Posts, err = p.Queue(e.App, members.Viewer(e)); err != nil {
		return nil, err
	}
	silences, err := p.Silences(e.App)
	page.Silences = len(silences)
	return page, err
}

// resolve handles POST /forum/posts/{id}/resolve.
func (p pages) resolve(e *core.RequestEvent) error {
	var form careForm
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	id := number(e.Request.PathValue("id"))
	err := p.Resolve(e.App, members.Viewer(e), Verdict{Post: id, Outcome: form.Outcome, Reason: form.Reason, Answer: form.Note})
	if fault.Is(err, fault.Invalid) {
		page, other := p.queued(e)
		if other != nil {
			return other
		}
		page.Form, page.At = form, id
		return p.site.Again(e, "forums/flags.html", page, err)
	}
	if err != nil {
		return err
	}
	return p.site.Done(e, "/forum/flags", "Decided. Those who flagged the post are told.")
}

// logPage is templates/forums/log.html.
type logPage struct {
	web.Page
	Rows []members.Audited
	Next string
}

// OfficeName is the catalogue key of an office's name.
func (p *logPage) OfficeName(office string) string { return members.OfficeName(office) }

// Opens reports whether the viewer may open what a row links to: appeals and silences are for those concerned.
func (p *logPage) Opens(link string) bool {
	for _, path := range []string{"/forum/appeals/", "/forum/silences/"} {
		if strings.HasPrefix(link, path) && !p.Viewer.Has("moderator") && !p.Viewer.Has("board") {
			return false
		}
	}
	return link != ""
}

// Says is what a row tells, in the reader's language.
func (p *logPage) Says(row members.Audited) string {
	values := row.Values()
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = p.T(logWord(s))
		}
	}
	return p.T(row.Act, values...)
}

// logWord is the catalogue key of a word in the log; numbers are their own.
func logWord(s string) string {
	for code, word := range outcomeWord {
		if word == s {
			return outcomeNames[code]
		}
	}
	for _, r := range Reasons {
		if r.Code == s {
			return r.Text
		}
	}
	return s
}

const logLength = 50

// log handles GET /forum/log: what moderators, stewards and the board did in the forum.
func (p pages) log(e *core.RequestEvent) error {
	page := &logPage{}
	rows, err := members.AuditAbout(e.App, "/forum/", number(e.Request.URL.Query().Get("before")), logLength+1)
	if err != nil {
		return err
	}
	if len(rows) > logLength {
		rows = rows[:logLength]
		page.Next = "/forum/log?before=" + strconv.FormatInt(rows[logLength-1].ID, 10)
	}
	page.Rows = rows
	return p.site.Show(e, "forums/log.html", page)
}

// numbersOf reads numbers of posts as people write them: "3, 5-7".
func numbersOf(problems *fault.Problems, field, s string) []int64 {
	var list []int64
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		from, to, isRange := strings.Cut(strings.ReplaceAll(part, "#", ""), "-")
		if !isRange {
			to = from
		}
		first, last := number(from), number(to)
		if first == 0 || last < first || last-first > 5000 || len(list) > 5000 {
			problems.Add(field, "Write numbers of posts, such as 3, 5-7.")
			return nil
		}
		for n := first; n <= last; n++ {
			list = append(list, n)
		}
	}
	return list
}
