package notices

import (
	"fmt"

	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const perPage = 30

// Routes adds the pages.
func (r *Room) Routes(g *web.Group) {
	g.GET("/notices", r.list).BindFunc(members.SignedIn)
	g.POST("/notices/read", r.read).BindFunc(members.SignedIn)
	g.GET("/admin/mail", r.mails).BindFunc(members.Officer("steward"))
	g.GET("/admin/mail/{id}", r.mail).BindFunc(members.Officer("steward"))
	g.POST("/admin/mail/{id}/retry", r.retry).BindFunc(members.Officer("steward"))
}

// listPage is templates/notices/list.html.
type listPage struct {
	web.Page
	Notices []line
	Unread  int
	Pager   pager
}

// line is one notice in the reader's words.
type line struct {
	Notice
	Says string
}

// pager is what the part "pager" shows.
type pager struct{ Prev, Next string }

// list handles GET /notices.
func (r *Room) list(e *core.RequestEvent) error {
	me := members.Viewer(e)
	after, err := records.ReadCursor(e.Request.URL.Query().Get("after"), "notices", 2)
	if err != nil {
		return err
	}
	var rows []Notice
	err = e.App.ConcurrentDB().Select(noticeColumns...).From("notices").
		Where(dbx.HashExp{"person": me.Id}).
		AndWhere(records.Beyond(true, []string{"created", "id"}, after)).
		OrderBy("created DESC", "id DESC").Limit(perPage + 1).All(&rows)
	if err != nil {
		return fmt.Errorf("list notices: %w", err)
	}
	page := &listPage{Unread: Unread(e.App, me.Id)}
	if len(rows) > perPage {
		rows = rows[:perPage]
		last := rows[perPage-1]
		page.Pager.Next = "/notices?after=" + records.Cursor("notices", members.Stamp(last.At()), last.ID)
	}
	if after != nil {
		page.Pager.Prev = "/notices"
	}
	l := r.site.Locale(e)
	for _, n := range rows {
		says, err := n.says(l)
		if err != nil {
			return err
		}
		page.Notices = append(page.Notices, line{n, says})
	}
	return r.site.Show(e, "notices/list.html", page)
}

type readForm struct {
	ID string `form:"id"`
	To string `form:"to"`
}

// read handles POST /notices/read: all of the reader's notices, or the one named. With a place to go to it opens
// what the notice is about.
func (r *Room) read(e *core.RequestEvent) error {
	var form readForm
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	if err := r.MarkRead(e.App, members.Viewer(e), form.ID); err != nil {
		return err
	}
	if form.To != "" {
		return r.site.Done(e, web.Local(form.To), "")
	}
	return r.site.Done(e, "/notices", "")
}

// mailsPage is templates/notices/mails.html.
type mailsPage struct {
	web.Page
	State  string
	Counts map[string]int
	States []string
	Posts  []Post
	Works  bool
	Pager  pager
}

// Word names a state for people.
func (p *mailsPage) Word(state string) string { return p.T(stateNames[state]) }

// Count is how many mails are in the state.
func (p *mailsPage) Count(state string) int { return p.Counts[state] }

// mails handles GET /admin/mail: the outbox by state, the newest first.
func (r *Room) mails(e *core.RequestEvent) error {
	page := &mailsPage{State: e.Request.URL.Query().Get("state"), Works: r.sender.Works(),
		States: []string{Kept, Waiting, Sent, Dead}, Counts: map[string]int{}}
	if stateNames[page.State] == "" {
		page.State = Kept
		if page.Works {
			page.State = Sent
		}
	}
	after, err := records.ReadCursor(e.Request.URL.Query().Get("after"), "mail", 2)
	if err != nil {
		return err
	}
	if err := counts(e.App, page.Counts); err != nil {
		return err
	}
	err = posts(e.App).Where(dbx.HashExp{"outbox.state": page.State}).
		AndWhere(records.Beyond(true, []string{"outbox.created", "outbox.id"}, after)).
		OrderBy("outbox.created DESC", "outbox.id DESC").Limit(perPage + 1).All(&page.Posts)
	if err != nil {
		return fmt.Errorf("list mails: %w", err)
	}
	if len(page.Posts) > perPage {
		page.Posts = page.Posts[:perPage]
		last := page.Posts[perPage-1]
		page.Pager.Next = "/admin/mail?state=" + page.State + "&after=" + records.Cursor("mail", members.Stamp(last.At()), last.ID)
	}
	if after != nil {
		page.Pager.Prev = "/admin/mail?state=" + page.State
	}
	return r.site.Show(e, "notices/mails.html", page)
}

func counts(app core.App, into map[string]int) error {
	var rows []struct {
		State string `db:"state"`
		N     int    `db:"n"`
	}
	err := app.ConcurrentDB().Select("state", "count(*) AS n").From("outbox").GroupBy("state").All(&rows)
	if err != nil {
		return fmt.Errorf("count mails: %w", err)
	}
	for _, x := range rows {
		into[x.State] = x.N
	}
	return nil
}

// mailPage is templates/notices/mail.html.
type mailPage struct {
	web.Page
	Post  Post
	State string
}

// mail handles GET /admin/mail/{id}.
func (r *Room) mail(e *core.RequestEvent) error {
	page := &mailPage{}
	err := posts(e.App).Where(dbx.HashExp{"outbox.id": e.Request.PathValue("id")}).One(&page.Post)
	if err != nil {
		return fmt.Errorf("read mail: %w", err)
	}
	page.State = r.site.Locale(e).T(stateNames[page.Post.State])
	return r.site.Show(e, "notices/mail.html", page)
}

// retry handles POST /admin/mail/{id}/retry.
func (r *Room) retry(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	if err := r.Retry(e.App, id); err != nil {
		return err
	}
	return r.site.Done(e, "/admin/mail/"+id, "The mail will be tried again.")
}
