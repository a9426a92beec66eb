package forums

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// silencesPage is templates/forums/silences.html.
type silencesPage struct {
	web.Page
	List    []*Silenced
	Form    silenceForm
	Days    []int
	MaxNote int
}

type silenceForm struct {
	Handle string `form:"handle"`
	Reason string `form:"reason"`
	Days   string `form:"days"`
}

// silences handles GET /forum/silences.
func (p pages) silences(e *core.RequestEvent) error {
	page := &silencesPage{Days: SilenceDays, MaxNote: MaxNote, Form: silenceForm{Handle: e.Request.URL.Query().Get("handle"), Days: "3"}}
	var err error
	if page.List, err = p.Silences(e.App); err != nil {
		return err
	}
	return p.site.Show(e, "forums/silences.html", page)
}

// silence handles POST /forum/silences.
func (p pages) silence(e *core.RequestEvent) error {
	page := &silencesPage{Days: SilenceDays, MaxNote: MaxNote}
	var err error
	if page.List, err = p.Silences(e.App); err != nil {
		return err
	}
	var s *Silenced
	if err = p.site.Read(e, &page.Form); err == nil {
		s, err = p.Silence(e.App, members.Viewer(e), page.Form.Handle, page.Form.Reason, int(number(page.Form.Days)))
	}
	if err != nil {
		return p.site.Again(e, "forums/silences.html", page, err)
	}
	return p.site.Done(e, "/forum/silences", "Done. The person is told why and until %s.", p.site.Locale(e).DateTime(s.Ends()))
}

// silencePage is templates/forums/silence.html: for the person concerned, and for moderators and the board.
type silencePage struct {
	web.Page
	Silence *Silenced
	Mine    bool
	Over    bool
	Appeal  *Appeal
	Form    careForm
	MaxNote int
}

// showSilence handles GET /forum/silences/{id}.
func (p pages) showSilence(e *core.RequestEvent) error {
	page, err := p.silenced1(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/silence.html", page)
}

func (p pages) silenced1(e *core.RequestEvent) (*silencePage, error) {
	who := members.Viewer(e)
	s, err := silenceByID(e.App, number(e.Request.PathValue("id")))
	if err != nil {
		return nil, err
	}
	own, err := personOf(e.App, who)
	if err != nil {
		return nil, err
	}
	if own != s.Person && !Moderates(who) && !who.Has("board") {
		return nil, fault.Missing()
	}
	page := &silencePage{Silence: s, Mine: own == s.Person, MaxNote: MaxNote, Over: s.LiftedAt != 0 || s.EndsAt <= ms(p.clock.Now())}
	page.Appeal, err = appealAbout(e.App, "silence", s.ID)
	return page, err
}

// liftSilence handles POST /forum/silences/{id}/lift.
func (p pages) liftSilence(e *core.RequestEvent) error {
	if err := p.Lift(e.App, members.Viewer(e), number(e.Request.PathValue("id"))); err != nil {
		return err
	}
	return p.site.Done(e, "/forum/silences", "The person can write again, and is told so.")
}

// appealSilence handles POST /forum/silences/{id}/appeal.
func (p pages) appealSilence(e *core.RequestEvent) error {
	page, err := p.silenced1(e)
	if err != nil {
		return err
	}
	var a *Appeal
	if err = p.site.Read(e, &page.Form); err == nil {
		a, err = p.AppealSilence(e.App, members.Viewer(e), page.Silence.ID, page.Form.Body)
	}
	if err != nil {
		return p.site.Again(e, "forums/silence.html", page, err)
	}
	return p.site.Done(e, a.URL(), "Your appeal is with the board. You will hear what it decides.")
}

// askAppeal handles GET /forum/posts/{id}/appeal.
func (p pages) askAppeal(e *core.RequestEvent) error {
	page, err := p.appealable(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/appeal.html", page)
}

// appealable is the page about the viewer's own post that a moderator hid.
func (p pages) appealable(e *core.RequestEvent) (*postPage, error) {
	page, err := p.about(e, false)
	if err != nil {
		return nil, err
	}
	own, err := personOf(e.App, members.Viewer(e))
	if err == nil && (page.Post.Author != own || page.Why == nil || page.Why.Reason == Erased) {
		err = fault.Missing()
	}
	return page, err
}

// appealPost handles POST /forum/posts/{id}/appeal.
func (p pages) appealPost(e *core.RequestEvent) error {
	page, err := p.appealable(e)
	if err != nil {
		return err
	}
	var a *Appeal
	if err = p.site.Read(e, &page.Form); err == nil {
		a, err = p.AppealPost(e.App, members.Viewer(e), page.Post.ID, page.Form.Body)
	}
	if err != nil {
		return p.site.Again(e, "forums/appeal.html", page, err)
	}
	return p.site.Done(e, a.URL(), "Your appeal is with the board. You will hear what it decides.")
}

// appealsPage is templates/forums/appeals.html.
type appealsPage struct {
	web.Page
	List []*Appeal
}

// appeals handles GET /forum/appeals.
func (p pages) appeals(e *core.RequestEvent) error {
	page := &appealsPage{}
	var err error
	if page.List, err = Appeals(e.App); err != nil {
		return err
	}
	return p.site.Show(e, "forums/appeals.html", page)
}

// appealPage is templates/forums/appealed.html.
type appealPage struct {
	web.Page
	Appeal  *Appeal
	Silence *Silenced
	Post    *Post
	Topic   *Topic
	Why     *Why
	Decides bool
	Form    careForm
	MaxNote int
}

// showAppeal handles GET /forum/appeals/{id}.
func (p pages) showAppeal(e *core.RequestEvent) error {
	page, err := p.appealed1(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "forums/appealed.html", page)
}

func (p pages) appealed1(e *core.RequestEvent) (*appealPage, error) {
	who := members.Viewer(e)
	a, err := AppealByID(e.App, who, number(e.Request.PathValue("id")))
	if err != nil {
		return nil, err
	}
	page := &appealPage{Appeal: a, MaxNote: MaxNote}
	own, err := personOf(e.App, who)
	if err != nil {
		return nil, err
	}
	by, _, err := p.appealed(e.App, a)
	if err != nil {
		return nil, err
	}
	page.Decides = a.Open() && who.Has("board") && own != a.Person && own != by
	if a.Silence != nil {
		page.Silence, err = silenceByID(e.App, *a.Silence)
		return page, err
	}
	// The board reads the post whatever its category: it has to judge it.
	if page.Post, page.Topic, err = postAnywhere(e.App, *a.Post); err != nil {
		return nil, err
	}
	page.Why, err = whyHidden(e.App, page.Post.ID)
	return page, err
}

// decideAppeal handles POST /forum/appeals/{id}/decide.
func (p pages) decideAppeal(e *core.RequestEvent) error {
	page, err := p.appealed1(e)
	if err != nil {
		return err
	}
	if err = p.site.Read(e, &page.Form); err == nil {
		err = p.DecideAppeal(e.App, members.Viewer(e), page.Appeal.ID, page.Form.Outcome, page.Form.Answer)
	}
	if err != nil {
		return p.site.Again(e, "forums/appealed.html", page, err)
	}
	return p.site.Done(e, page.Appeal.URL(), "Decided. Both sides are told.")
}
