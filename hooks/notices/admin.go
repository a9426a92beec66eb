package notices

import (
	"fmt"
	"time"

	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// mailsPage is templates/notices/mails.html.
type mailsPage struct {
	web.Page
	State  string
	Counts map[string]int
	States []string
	Posts  []Post
	Works  bool
	Pager  pager

	Silence *Silence  // why mail waits just now, or nil
	Refused []refusal // addresses that take no mail
}

// refusal is an address whose mail server said for good that it takes no mail.
type refusal struct {
	Address string         `db:"address"`
	Problem string         `db:"problem"`
	At      types.DateTime `db:"since"`
}

// Since is when the address first refused mail.
func (r refusal) Since() time.Time { return r.At.Time() }

// Word names a state for people.
func (p *mailsPage) Word(state string) string { return p.T(stateNames[state]) }

// Count is how many mails are in the state.
func (p *mailsPage) Count(state string) int { return p.Counts[state] }

// mails handles GET /admin/mail: the outbox by state, the newest first.
func (r *Room) mails(e *core.RequestEvent) error {
	page := &mailsPage{State: e.Request.URL.Query().Get("state"), Works: r.sender.Works(),
		States: []string{Kept, Waiting, Sending, Sent, Dead}, Silence: r.Silence(), Counts: map[string]int{}}
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
	err = e.App.DB().Select("address", "problem", "since").From("mail_refusals").OrderBy("since DESC").Limit(100).All(&page.Refused)
	if err != nil {
		return fmt.Errorf("list addresses that take no mail: %w", err)
	}
	err = posts(e.App).Where(dbx.HashExp{"outbox.state": page.State}).
		AndWhere(records.Beyond(true, []string{"outbox.created", "outbox.id"}, after)).
		OrderBy("outbox.created DESC", "outbox.id DESC").Limit(perPage + 1).All(&page.Posts)
	if err != nil {
		return fmt.Errorf("list mails: %w", err)
	}
	for i := range page.Posts {
		if err := page.Posts[i].entitle(r.site.Locale(e)); err != nil {
			return err
		}
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
	l := r.site.Locale(e)
	if err := page.Post.entitle(l); err != nil {
		return err
	}
	page.State = l.T(stateNames[page.Post.State])
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

// retryAll handles POST /admin/mail/retry: every mail that was given up is tried again.
func (r *Room) retryAll(e *core.RequestEvent) error {
	if err := r.Retry(e.App, ""); err != nil {
		return err
	}
	return r.site.Done(e, "/admin/mail?state="+Waiting, "All mails that were given up will be tried again.")
}
