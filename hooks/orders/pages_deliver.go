package orders

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/gigs"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/orders/flow"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// deliverPage is the form with which a member hands over work.
type deliverPage struct {
	web.Page
	*work
	Form   deliverForm
	Agreed gigs.Tier
	Below  bool // the refused delivery was below the agreed tier
}

// Rows are the rows of the form.
func (p *deliverPage) Rows() []row { return p.Form.rows() }

// TierChoices are the tiers a part can have.
func (r row) TierChoices() []gigs.Tier { return gigs.Tiers }

// KindChoices are the kinds of parts with their words.
func (r row) KindChoices() []kindText { return kindTexts }

// Weaker lists the tiers below the agreed one.
func (p *deliverPage) Weaker() []gigs.Tier {
	var list []gigs.Tier
	for _, t := range gigs.Tiers {
		if weaker(t.Code, p.Agreed.Code) {
			list = append(list, t)
		}
	}
	return list
}

// Consent is the weaker tier the client consented to.
func (p *deliverPage) Consent() gigs.Tier { return gigs.TierOf(p.Milestone.TierConsent()) }

// Asked is the weaker tier the client is being asked for.
func (p *deliverPage) Asked() gigs.Tier { return gigs.TierOf(p.Milestone.TierAsked()) }

// MaxMB is the size of one file, for the hint.
func (p *deliverPage) MaxMB() int { return files.MaxAttachmentBytes >> 20 }

// MaxNote is the limit of the note.
func (p *deliverPage) MaxNote() int { return MaxNote }

type kindText struct{ Code, Text string }

var kindTexts = []kindText{
	{"text", locale.Mark("text")}, {"image", locale.Mark("image")}, {"audio", locale.Mark("audio")},
	{"video", locale.Mark("video")}, {"code", locale.Mark("code")}, {"other", locale.Mark("other")},
}

// KindText is the word for a part's kind.
func (p Part) KindText() string {
	for _, k := range kindTexts {
		if k.Code == p.Kind {
			return k.Text
		}
	}
	return ""
}

// delivery handles GET /orders/{id}/deliver.
func (p pages) delivery(e *core.RequestEvent) error {
	page, err := p.deliverPage(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "orders/deliver.html", page)
}

func (p pages) deliverPage(e *core.RequestEvent) (*deliverPage, error) {
	w, role, err := p.party(e)
	if err == nil && role != flow.Member {
		err = fault.Missing()
	}
	if err != nil {
		return nil, err
	}
	order, facts := w.asOf(p.clock.Now())
	if !flow.Can(order, facts, flow.Move{Actor: role, Action: flow.Deliver, Now: p.clock.Now(), Disclosed: true}) {
		return nil, fault.New(fault.Conflict, "This cannot be done with the order as it stands now.")
	}
	return &deliverPage{work: w, Agreed: gigs.TierOf(w.Order.Tier())}, nil
}

// deliver handles POST /orders/{id}/deliver.
func (p pages) deliver(e *core.RequestEvent) error {
	w, role, err := p.party(e)
	if err == nil && role != flow.Member {
		err = fault.Missing()
	}
	if err != nil {
		return err
	}
	page := &deliverPage{work: w, Agreed: gigs.TierOf(w.Order.Tier())}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "orders/deliver.html", page, err)
	}
	h := page.Form.handover(e)
	_, err = once(e, func(tx core.App) (string, error) {
		return "", p.Deliver(tx, members.Viewer(e), w.Id, h)
	})
	if err != nil {
		page.Below = len(h.Parts) > 0 && weaker(weakest(h.Parts), page.Agreed.Code)
		return p.site.Again(e, "orders/deliver.html", page, err)
	}
	return p.site.Done(e, w.Link(), "Delivered. %s is told.", w.Client.Name())
}
