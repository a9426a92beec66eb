package notices

import (
	"fmt"
	"strconv"

	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

const perPage = 30

// Routes adds the pages.
func (r *Room) Routes(g *web.Group) {
	g.GET("/notices", r.list).BindFunc(members.SignedIn)
	g.POST("/notices/read", r.read).BindFunc(members.SignedIn)
	g.GET("/notices/stream", r.stream).BindFunc(members.SignedIn).Unbind(apis.DefaultGzipMiddlewareId)
	g.GET("/account/notices", r.choices).BindFunc(members.SignedIn)
	g.POST("/account/notices", r.choose).BindFunc(members.SignedIn)
	g.POST("/account/notices/address", r.tryAddress).BindFunc(members.SignedIn)
	g.GET("/unsubscribe/{token}", r.stop(false))
	g.Open("/unsubscribe/{token}", r.stop(true))
	g.GET("/admin/mail", r.mails).BindFunc(members.Officer("steward"))
	g.GET("/admin/mail/{id}", r.mail).BindFunc(members.Officer("steward"))
	g.POST("/admin/mail/retry", r.retryAll).BindFunc(members.Officer("steward"))
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
		AndWhere(records.Beyond(true, []string{"created", "rowid"}, after)).
		OrderBy("created DESC", "rowid DESC").Limit(perPage + 1).All(&rows)
	if err != nil {
		return fmt.Errorf("list notices: %w", err)
	}
	page := &listPage{Unread: Unread(e.App, me.Id)}
	if len(rows) > perPage {
		rows = rows[:perPage]
		last := rows[perPage-1]
		page.Pager.Next = "/notices?after=" + records.Cursor("notices", members.Stamp(last.At()), strconv.FormatInt(last.Row, 10))
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
