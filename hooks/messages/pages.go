package messages

import (
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

const perPage = 30

type pages struct{ *Room }

type listPage struct {
	web.Page
	Conversations []Conversation
	Next          string // cursor of the page after this one, or ""
}

// list handles GET /messages: the viewer's conversations, newest first.
func (p pages) list(e *core.RequestEvent) error {
	after, err := records.ReadCursor(e.Request.URL.Query().Get("after"), "last", 2)
	if err != nil {
		return err
	}
	page := &listPage{}
	beyond := records.Beyond(true, []string{"t.lastAt", "t.id"}, after)
	page.Conversations, err = conversations(e.App, members.Viewer(e).Id, beyond, perPage+1)
	if err != nil {
		return err
	}
	if len(page.Conversations) > perPage {
		page.Conversations = page.Conversations[:perPage]
		last := page.Conversations[perPage-1]
		page.Next = records.Cursor("last", last.LastAt.String(), last.ID)
	}
	return p.site.Show(e, "messages/list.html", page)
}

// read handles POST /messages/{thread}/read.
func (p pages) read(e *core.RequestEvent) error {
	t, err := byID(e.App, e.Request.PathValue("thread"), members.Viewer(e).Id)
	if err != nil {
		return err
	}
	if err := p.MarkRead(e.App, t.Id, members.Viewer(e).Id); err != nil {
		return err
	}
	return p.site.Done(e, t.Link(), "")
}

// file handles GET /messages/{thread}/files/{file}: a file of a message, for those who take part.
func (p pages) file(e *core.RequestEvent) error {
	t, err := byID(e.App, e.Request.PathValue("thread"), members.Viewer(e).Id)
	if err != nil {
		return err
	}
	a, err := files.AttachmentByID(e.App, e.Request.PathValue("file"))
	if err != nil {
		return err
	}
	if err := contains(e.App, t.Id, a); err != nil {
		return err
	}
	return p.files.Serve(e, a)
}
