package profiles

import (
	"net/url"

	"cooperage/hooks/events"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// gapsView is templates/profiles/gaps.html.
type gapsView struct {
	web.Page
	Gaps  []Gap
	First string
	Next  string
}

// Short reports whether more people want the skill than offer it.
func (g Gap) Short() bool { return g.Gap > 0 }

// Urgent reports whether many lack the skill and nobody has planned to teach it.
func (g Gap) Urgent() bool { return g.Gap > 2 && g.Coming == 0 }

// Workshop is the form of a workshop that teaches it.
func (g Gap) Workshop() string { return "/events/new?" + url.Values{"skill": {g.Label}}.Encode() }

// Events is the list of events that teach it.
func (g Gap) Events() string { return "/events?" + url.Values{"skill": {g.Key}}.Encode() }

// Members is the directory of those who speak of it.
func (g Gap) Members() string { return "/members?" + url.Values{"q": {g.Label}}.Encode() }

// gaps handles GET /skills: what the co-op can do, and what more people want to learn than teach.
func (p pages) gaps(e *core.RequestEvent) error {
	page := &gapsView{}
	after := e.Request.URL.Query().Get("after")
	var next string
	var err error
	if page.Gaps, next, err = Gaps(e.App, p.clock.Now(), after); err != nil {
		return err
	}
	if after != "" {
		page.First = "/skills"
	}
	if next != "" {
		page.Next = "/skills?after=" + next
	}
	return p.site.Show(e, "profiles/gaps.html", page)
}

type skillForm struct {
	Skill    string `form:"skill"`
	Endorser string `form:"endorser"`
	Act      string `form:"act"`
}

// endorse handles POST /members/{handle}/skills: the reader gives their word for a skill, or takes it back.
func (p pages) endorse(e *core.RequestEvent) error {
	var form skillForm
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	member, err := members.ByHandle(e.App, e.Request.PathValue("handle"))
	if err != nil {
		return err
	}
	if !member.IsMember() {
		return fault.Missing()
	}
	to := "/members/" + member.Handle() + "#skills"
	if form.Act == "withdraw" {
		if err := p.Withdraw(e.App, members.Viewer(e), member.Id, form.Skill); err != nil {
			return err
		}
		return p.site.Done(e, to, "Your word is taken back.")
	}
	if err := p.Endorse(e.App, members.Viewer(e), member.Id, form.Skill); err != nil {
		return err
	}
	return p.site.Done(e, to, "Your name stands behind this skill now.")
}

// ownSkills is templates/profiles/skills.html.
type ownSkills struct {
	web.Page
	Skills []Proven
	Wanted []string
	Fresh  []events.Learned // learned at events and not on the profile
	Handle string
}

// skills handles GET /profile/skills: what stands behind the viewer's skills, hidden words included.
func (p pages) skills(e *core.RequestEvent) error {
	who := members.Viewer(e)
	page := &ownSkills{Handle: who.Handle()}
	profile, err := ByPerson(e.App, who.Id)
	switch {
	case fault.Is(err, fault.NotFound):
	case err != nil:
		return err
	default:
		if err := p.own(e, page, profile); err != nil {
			return err
		}
	}
	if page.Wanted, err = WantedBy(e.App, who.Id); err != nil {
		return err
	}
	learned, err := events.LearnedBy(e.App, who.Id)
	if err != nil {
		return err
	}
	for _, l := range learned {
		if profile == nil || !profile.has(l.Skill) {
			page.Fresh = append(page.Fresh, l)
		}
	}
	return p.site.Show(e, "profiles/skills.html", page)
}

// own adds the viewer's skills with every word, hidden ones too.
func (p pages) own(e *core.RequestEvent, page *ownSkills, profile *Profile) (err error) {
	if page.Skills, err = ProvenBy(e.App, profile, members.Viewer(e)); err != nil {
		return err
	}
	all, err := endorsements(e.App, profile.Person(), true)
	if err != nil {
		return err
	}
	for i := range page.Skills {
		page.Skills[i].By = nil
		for _, x := range all {
			if x.Skill == page.Skills[i].Key {
				page.Skills[i].By = append(page.Skills[i].By, x)
			}
		}
	}
	return nil
}

// hide handles POST /profile/skills: the viewer takes somebody's word off the profile or shows it again.
func (p pages) hide(e *core.RequestEvent) error {
	var form skillForm
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	if err := p.Hide(e.App, members.Viewer(e), form.Endorser, form.Skill, form.Act == "hide"); err != nil {
		return err
	}
	if form.Act == "hide" {
		return p.site.Done(e, "/profile/skills", "It no longer stands on your profile.")
	}
	return p.site.Done(e, "/profile/skills", "It stands on your profile again.")
}
