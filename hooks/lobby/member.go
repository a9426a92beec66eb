package lobby

import (
	"cooperage/hooks/certificates"
	"cooperage/hooks/fault"
	"cooperage/hooks/gigs"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// memberPage is templates/lobby/member.html.
type memberPage struct {
	web.Page
	Member  profiles.Brief
	Profile *profiles.Profile // nil when the member has written none
	Works   []profiles.Shown
	Sealed  []certificates.Line
	Gigs    []gigs.Card
	Offices []string
	Skills  []profiles.Proven
	Wanted  []string
	Knows   bool // the reader has worked or learned with the member
	Own     bool
}

// OfficeText is the catalogue key of an office.
func (p *memberPage) OfficeText(office string) string { return officeTexts[office] }

// member handles GET /members/{handle}.
func (r *Room) member(e *core.RequestEvent) error {
	person, err := members.ByHandle(e.App, e.Request.PathValue("handle"))
	if err != nil {
		return err
	}
	if !person.IsMember() {
		return fault.Missing()
	}
	page := &memberPage{Own: r.site.Viewer(e).ID == person.Id}
	if page.Member, err = profiles.BriefOf(e.App, person.Id); err != nil {
		return err
	}
	page.Profile, err = profiles.ByPerson(e.App, person.Id)
	if fault.Is(err, fault.NotFound) {
		page.Profile, err = nil, nil
	}
	if err != nil {
		return err
	}
	if err := r.skills(e, page, person); err != nil {
		return err
	}
	if page.Works, page.Sealed, err = profiles.SealedOf(e.App, person.Id, r.clock.Now()); err != nil {
		return err
	}
	if page.Gigs, err = gigs.Latest(e.App, 24, person.Id, ""); err != nil {
		return err
	}
	if page.Offices, err = members.OfficesOf(e.App, person.Id, r.clock.Now()); err != nil {
		return err
	}
	return r.site.Show(e, "lobby/member.html", page)
}

// skills adds what the member can do, what stands behind it, and whether the reader may vouch for it.
func (r *Room) skills(e *core.RequestEvent, page *memberPage, person *members.Person) (err error) {
	if page.Profile == nil {
		return nil
	}
	reader := members.Viewer(e)
	if page.Skills, err = profiles.ProvenBy(e.App, page.Profile, reader); err != nil {
		return err
	}
	for i := range page.Skills {
		page.Skills[i].Page = page.Member.URL()
	}
	if page.Wanted, err = profiles.WantedBy(e.App, person.Id); err != nil || reader == nil || page.Own {
		return err
	}
	_, err = r.profiles.GroundOf(e.App, reader.Id, person.Id)
	if page.Knows = err == nil; fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}
