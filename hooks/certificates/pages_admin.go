package certificates

import (
	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// deskPage is templates/certificates/desk.html.
type deskPage struct {
	web.Page
	Works    []Line
	First    string
	NextPage string
}

// Can reports whether the verb may be done to the certificate now.
func (p *deskPage) Can(l Line, name string) bool {
	v, err := verbOf(name)
	return err == nil && v.from(l.State) && l.Person != p.Viewer.ID
}

// desk handles GET /admin/certificates.
func (p pages) desk(e *core.RequestEvent) (err error) {
	page := &deskPage{}
	after := e.Request.URL.Query().Get("after")
	var next string
	if page.Works, next, err = p.turn(e.App, after); err != nil {
		return err
	}
	if after != "" {
		page.First = "/admin/certificates"
	}
	if next != "" {
		page.NextPage = "/admin/certificates?after=" + next
	}
	return p.site.Show(e, "certificates/desk.html", page)
}

// decidePage is templates/certificates/decide.html: what a decision means, before it is taken.
type decidePage struct {
	web.Page
	*detail
	Act       string
	Form      reasonForm
	MaxReason int
	Possible  bool // in the state that the certificate is in now
}

func (p *decidePage) verb() verb {
	v, err := verbOf(p.Act)
	if err != nil {
		return verb{} // the page is only shown for verbs that there are
	}
	return v
}

// Heading is the catalogue key of the question.
func (p *decidePage) Heading() string { return p.verb().heading }

// Consequence is the catalogue key of what the decision leads to.
func (p *decidePage) Consequence() string { return p.verb().consequence }

// Button is the catalogue key of the answer that does it.
func (p *decidePage) Button() string { return p.verb().button }

type reasonForm struct {
	Reason string `form:"reason"`
}

// decidePage is the page that asks. With a conflict, the certificate has moved on: the page still comes, to say so.
func (p pages) decidePage(e *core.RequestEvent) (*decidePage, error) {
	v, err := verbOf(e.Request.PathValue("act"))
	if err != nil {
		return nil, err
	}
	d, err := p.detailOf(e.App, e.Request.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if d.Person == members.Viewer(e).Id {
		return nil, fault.New(fault.Forbidden, "Stewards do not decide about their own work. Another steward can.")
	}
	page := &decidePage{detail: d, Act: v.Name, MaxReason: MaxReason, Possible: v.from(d.State)}
	if !page.Possible {
		return page, fault.New(fault.Conflict, "The certificate has changed meanwhile, so nothing was done.")
	}
	return page, nil
}

// ask handles GET /admin/certificates/{id}/{act}.
func (p pages) ask(e *core.RequestEvent) error {
	page, err := p.decidePage(e)
	if page == nil {
		return err
	}
	if err != nil {
		return p.site.Again(e, "certificates/decide.html", page, err)
	}
	return p.site.Show(e, "certificates/decide.html", page)
}

// decide handles POST /admin/certificates/{id}/{act}. A reason that comes too late is shown again, to be copied.
func (p pages) decide(e *core.RequestEvent) error {
	page, moved := p.decidePage(e)
	if page == nil {
		return moved
	}
	err := p.site.Read(e, &page.Form)
	if err == nil {
		err = moved
	}
	if err == nil {
		err = p.apply(e.App, members.Viewer(e), page.ID, page.Act, page.Form.Reason)
	}
	if err != nil {
		return p.site.Again(e, "certificates/decide.html", page, err)
	}
	return p.site.Done(e, "/admin/certificates", "That is done. Everyone who checks the certificate sees it from now on.")
}

// keysPage is templates/certificates/keys.html and rotate.html.
type keysPage struct {
	web.Page
	Pairs []Pair
	DID   string // "" while the site has no address that can be one
}

func (p pages) keysPage(e *core.RequestEvent) (page *keysPage, err error) {
	page = &keysPage{}
	if page.Pairs, err = Pairs(e.App); err != nil {
		return nil, err
	}
	if origin, err := p.Origin(e.App); err == nil {
		if page.DID, err = credential.DID(origin); err != nil {
			return nil, err
		}
	}
	return page, nil
}

// keys handles GET /admin/seal: the keys by their fingerprints. The private halves are shown nowhere.
func (p pages) keys(e *core.RequestEvent) error {
	page, err := p.keysPage(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "certificates/keys.html", page)
}

// askRotate handles GET /admin/seal/rotate.
func (p pages) askRotate(e *core.RequestEvent) error {
	page, err := p.keysPage(e)
	if err != nil {
		return err
	}
	if len(page.Pairs) == 0 {
		return fault.Missing()
	}
	return p.site.Show(e, "certificates/rotate.html", page)
}

// rotateForm names the pair that the page showed as in use, so that sending it twice changes the keys once.
type rotateForm struct {
	Pair string `form:"pair"`
}

// rotate handles POST /admin/seal/rotate.
func (p pages) rotate(e *core.RequestEvent) error {
	var form rotateForm
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	if err := p.Rotate(e.App, members.Viewer(e), form.Pair); err != nil {
		return err
	}
	return p.site.Done(e, "/admin/seal", "New keys are in use. What the old ones signed stays valid.")
}
