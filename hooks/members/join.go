package members

import (
	"strconv"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// joinPage is templates/members/join.html.
type joinPage struct {
	web.Page
	Me   *Person      // nil for a guest
	Last *Application // the newest application, or nil
	Form wishForm
}

// CanApply reports whether the form is for the reader.
func (p *joinPage) CanApply() bool { return p.Me != nil && p.Me.Kind() == Client }

// Waits reports whether an application is open.
func (p *joinPage) Waits() bool { return p.Last != nil && p.Last.IsOpen() }

// WasDeclined reports whether the newest application was declined.
func (p *joinPage) WasDeclined() bool { return p.Last != nil && p.Last.State() == Declined }

type wishForm struct {
	Craft     string `form:"craft"`
	Links     string `form:"links"`
	Statement string `form:"statement"`
}

func (r *Room) joinPage(e *core.RequestEvent) (*joinPage, error) {
	page := &joinPage{Me: Viewer(e)}
	if page.Me == nil {
		return page, nil
	}
	last, err := latestApplication(e.App, page.Me.Id)
	if err == nil {
		page.Last = last
	} else if !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	return page, nil
}

func (r *Room) showJoin(e *core.RequestEvent) error {
	page, err := r.joinPage(e)
	if err != nil {
		return err
	}
	return r.site.Show(e, "members/join.html", page)
}

// join handles POST /join.
func (r *Room) join(e *core.RequestEvent) error {
	page, err := r.joinPage(e)
	if err != nil {
		return err
	}
	if err := r.site.Read(e, &page.Form); err != nil {
		return r.site.Again(e, "members/join.html", page, err)
	}
	f := page.Form
	if _, err := r.Apply(e.App, page.Me, Wish(f)); err != nil {
		return r.site.Again(e, "members/join.html", page, err)
	}
	return r.site.Done(e, "/join", "Your application is with the members now.")
}

// withdraw handles POST /join/withdraw.
func (r *Room) withdraw(e *core.RequestEvent) error {
	if err := r.Withdraw(e.App, Viewer(e)); err != nil {
		return err
	}
	return r.site.Done(e, "/join", "Your application is withdrawn.")
}

// applicationsPage is templates/members/applications.html.
type applicationsPage struct {
	web.Page
	Open, Decided []Listed
}

// Word names a state for people.
func (p *applicationsPage) Word(state string) string { return p.T(applicationStates[state]) }

func (r *Room) listApplications(e *core.RequestEvent) error {
	page := &applicationsPage{}
	var err error
	if page.Open, page.Decided, err = listApplications(e.App); err != nil {
		return err
	}
	return r.site.Show(e, "members/applications.html", page)
}

// applicationPage is templates/members/application.html and decline.html.
type applicationPage struct {
	web.Page
	Application *Application
	Person      *Person
	State       string
	Decides     bool // the reader is a steward and the rules leave it to stewards
	Reason      string
}

// Links are the addresses of the application, one each.
func (p *applicationPage) Links() []string { return strings.Fields(p.Application.Links()) }

func (r *Room) applicationPage(e *core.RequestEvent) (*applicationPage, error) {
	a, err := applicationByID(e.App, e.Request.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p, err := ByID(e.App, a.PersonID())
	if err != nil {
		return nil, err
	}
	page := &applicationPage{Application: a, Person: p, State: applicationStates[a.State()], Decides: Viewer(e).Has("steward")}
	if page.Decides && r.Rules.StewardAdmits != nil {
		page.Decides, err = r.Rules.StewardAdmits(e.App, r.clock.Now())
	}
	return page, err
}

func (r *Room) showApplication(e *core.RequestEvent) error {
	page, err := r.applicationPage(e)
	if err != nil {
		return err
	}
	return r.site.Show(e, "members/application.html", page)
}

// admit handles POST /applications/{id}/admit.
func (r *Room) admit(e *core.RequestEvent) error {
	p, err := r.Admit(e.App, Viewer(e), e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	return r.site.Done(e, "/applications", "%s is a member now, with the code %s.", p.Name(), p.Code())
}

func (r *Room) showDecline(e *core.RequestEvent) error {
	page, err := r.applicationPage(e)
	if err != nil {
		return err
	}
	return r.site.Show(e, "members/decline.html", page)
}

// decline handles POST /applications/{id}/decline.
func (r *Room) decline(e *core.RequestEvent) error {
	page, err := r.applicationPage(e)
	if err != nil {
		return err
	}
	var form struct {
		Reason string `form:"reason"`
	}
	err = r.site.Read(e, &form)
	page.Reason = form.Reason
	if err == nil {
		err = r.Decline(e.App, Viewer(e), page.Application.Id, form.Reason)
	}
	if err != nil {
		return r.site.Again(e, "members/decline.html", page, err)
	}
	return r.site.Done(e, "/applications", "The application is declined, and the reason sent.")
}

// auditPage is templates/members/audit.html.
type auditPage struct {
	web.Page
	Rows  []Audited
	Pager pager
}

// pager is what the part "pager" shows.
type pager struct{ Prev, Next string }

// Says is what was done, in the reader's words.
func (p *auditPage) Says(a Audited) string {
	values := a.Values()
	for i, v := range values {
		if s, ok := v.(string); ok {
			values[i] = p.OfficeName(s) // the only words among codes and numbers
		}
	}
	return p.T(a.Act, values...)
}

// OfficeName names an office for people.
func (p *auditPage) OfficeName(office string) string {
	if name := OfficeName(office); name != "" {
		return p.T(name)
	}
	return office
}

const auditRows = 50

func (r *Room) showAudit(e *core.RequestEvent) error {
	page, before := &auditPage{}, int64(0)
	if s := e.Request.URL.Query().Get("before"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || n < 1 {
			return fault.Missing()
		}
		before = n
		page.Pager.Prev = "/admin/audit"
	}
	rows, err := auditLog(e.App, before, auditRows+1)
	if err != nil {
		return err
	}
	if len(rows) > auditRows {
		rows = rows[:auditRows]
		page.Pager.Next = "/admin/audit?before=" + strconv.FormatInt(rows[auditRows-1].ID, 10)
	}
	page.Rows = rows
	return r.site.Show(e, "members/audit.html", page)
}

// Opens reports whether the viewer may open what a row links to: what stands under /admin/ in the log is the
// treasurer's.
func (p *auditPage) Opens(link string) bool {
	return link != "" && (!strings.HasPrefix(link, "/admin/") || p.Viewer.Has("treasurer"))
}

// officesPage is templates/members/offices.html.
type officesPage struct {
	web.Page
	Now, Past []Term
	Names     []string
	Form      officeForm
}

type officeForm struct {
	Code   string `form:"code"`
	Office string `form:"office"`
}

// Word names an office for people.
func (p *officesPage) Word(office string) string { return p.T(OfficeName(office)) }

func (r *Room) officesPage(e *core.RequestEvent) (*officesPage, error) {
	list, err := terms(e.App)
	page, now := &officesPage{Names: Offices}, r.clock.Now()
	for _, t := range list {
		if t.Ends().IsZero() || t.Ends().After(now) {
			page.Now = append(page.Now, t)
		} else {
			page.Past = append(page.Past, t)
		}
	}
	return page, err
}

func (r *Room) showOffices(e *core.RequestEvent) error {
	page, err := r.officesPage(e)
	if err != nil {
		return err
	}
	return r.site.Show(e, "members/offices.html", page)
}

// appoint handles POST /admin/offices.
func (r *Room) appoint(e *core.RequestEvent) error {
	page, err := r.officesPage(e)
	if err != nil {
		return err
	}
	err = r.site.Read(e, &page.Form)
	if err == nil {
		err = r.AppointMember(e.App, Viewer(e), strings.ToUpper(page.Form.Code), page.Form.Office)
	}
	if err != nil {
		return r.site.Again(e, "members/offices.html", page, err)
	}
	return r.site.Done(e, "/admin/offices", "The office is filled.")
}

// endTerm handles POST /admin/offices/{id}/end.
func (r *Room) endTerm(e *core.RequestEvent) error {
	if err := r.EndTerm(e.App, Viewer(e), e.Request.PathValue("id")); err != nil {
		return err
	}
	return r.site.Done(e, "/admin/offices", "The term is over.")
}
