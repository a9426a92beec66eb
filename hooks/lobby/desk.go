package lobby

import (
	"cooperage/hooks/events"
	"cooperage/hooks/fault"
	"cooperage/hooks/gigs"
	"cooperage/hooks/governance"
	"cooperage/hooks/members"
	"cooperage/hooks/messages"
	"cooperage/hooks/orders"
	"cooperage/hooks/profiles"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// deskPage is templates/lobby/desk.html.
type deskPage struct {
	web.Page
	Orders   []orders.Item
	Votes    []governance.Standing // open votes the viewer has not taken part in
	Voted    []governance.Standing
	Unread   int // messages
	Drafts   []*gigs.Gig
	Offered  int
	Nameless bool // a member without a profile
	Latest   []gigs.Card
	Events   []*events.Event // the next ones, to members
}

// Quiet reports whether nothing waits for the viewer.
func (p *deskPage) Quiet() bool {
	return len(p.Orders)+len(p.Votes)+len(p.Drafts)+p.Unread+p.Viewer.Unread == 0 && !p.Nameless
}

// desk shows people who have signed in what waits for them.
func (r *Room) desk(e *core.RequestEvent) error {
	who := members.Viewer(e)
	page := &deskPage{}
	var err error
	if page.Orders, err = r.orders.WaitingFor(e.App, who.Id); err != nil {
		return err
	}
	if page.Unread, err = messages.Unread(e.App, who.Id); err != nil {
		return err
	}
	if page.Latest, err = gigs.Latest(e.App, 4, "", ""); err != nil {
		return err
	}
	if who.IsMember() {
		if err := r.ofMember(e, page, who); err != nil {
			return err
		}
	}
	return r.site.Show(e, "lobby/desk.html", page)
}

func (r *Room) ofMember(e *core.RequestEvent, page *deskPage, who *members.Person) error {
	coming, err := events.Find(e.App, events.Query{Member: true, Now: r.clock.Now(), Most: 3})
	if err != nil {
		return err
	}
	page.Events = coming.Events
	open, err := r.governance.OpenNow(e)
	if err != nil {
		return err
	}
	for _, v := range open {
		if v.ToVote {
			page.Votes = append(page.Votes, v)
		} else {
			page.Voted = append(page.Voted, v)
		}
	}
	list, err := gigs.OfMember(e.App, who.Id)
	if err != nil {
		return err
	}
	for _, g := range list {
		switch g.State() {
		case gigs.Draft:
			page.Drafts = append(page.Drafts, g)
		case gigs.Published:
			page.Offered++
		}
	}
	_, err = profiles.ByPerson(e.App, who.Id)
	if page.Nameless = fault.Is(err, fault.NotFound); page.Nameless {
		return nil
	}
	return err
}
