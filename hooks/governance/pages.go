package governance

import (
	"net/http"
	"strconv"

	"cooperage/hooks/fault"
	"cooperage/hooks/forums"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/policies"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

// Routes adds the room's pages. The ballot route has no activity log at all, not even of failures: who sent a
// ballot when is nobody's business.
func (r *Room) Routes(g *web.Group) {
	g.GET("/votes", r.list)
	g.GET("/votes/new", r.showNew).BindFunc(members.Only)
	g.POST("/votes", r.move).BindFunc(members.Only)
	g.GET("/votes/{id}", r.show)
	g.GET("/votes/{id}/amend", r.showAmend).BindFunc(members.Only)
	g.POST("/votes/{id}/amend", r.amend).BindFunc(members.Only)
	g.GET("/votes/{id}/withdraw", r.showWithdraw).BindFunc(members.Only)
	g.POST("/votes/{id}/withdraw", r.withdraw).BindFunc(members.Only)
	g.POST("/votes/{id}/second", r.second).BindFunc(members.Only)
	g.POST("/votes/{id}/secrecy", r.demandSecrecy).BindFunc(members.Only)
	g.POST("/votes/{id}/repeat", r.repeat).BindFunc(members.Only)
	g.POST("/votes/{id}/posts", r.say).BindFunc(members.Only)
	g.POST("/votes/{id}/ballot", r.vote).BindFunc(members.Only).Unbind(apis.DefaultActivityLoggerMiddlewareId)
	g.GET("/votes/{id}/ballots.json", r.ballotsJSON)
	g.GET("/votes/{id}/ballots.csv", r.ballotsCSV)
	g.GET("/votes/{id}/record.json", r.recordJSON)
}

// look carries out what is due before a page is read. A page is shown even when that fails, for it depends on the
// deadlines and not on the state; the job tries again.
func (r *Room) look(e *core.RequestEvent) {
	if err := r.Settle(e.App); err != nil {
		e.App.Logger().Error("votes could not be settled", "error", err.Error())
	}
}

// pathID is the motion's number in the address.
func pathID(e *core.RequestEvent) (int64, error) {
	id, err := strconv.ParseInt(e.Request.PathValue("id"), 10, 64)
	if err != nil || id < 1 || number(id) != e.Request.PathValue("id") {
		return 0, fault.Missing()
	}
	return id, nil
}

// visible returns the motion in the address, if the viewer may see it: drafts are for members.
func (r *Room) visible(e *core.RequestEvent) (*Motion, error) {
	r.look(e)
	id, err := pathID(e)
	if err != nil {
		return nil, err
	}
	m, err := ByID(e.App, id)
	if err != nil {
		return nil, err
	}
	if (m.State == Draft || m.State == Withdrawn) && !isMember(e) {
		return nil, fault.Missing()
	}
	return m, nil
}

func isMember(e *core.RequestEvent) bool {
	p := members.Viewer(e)
	return p != nil && p.IsMember()
}

func at(m *Motion) string { return "/votes/" + number(m.ID) }

// show handles GET /votes/{id}.
func (r *Room) show(e *core.RequestEvent) error {
	m, err := r.visible(e)
	if err != nil {
		return err
	}
	page, err := r.page(e, m)
	if err != nil {
		return err
	}
	return r.site.Show(e, "governance/show.html", page)
}

// newPage is templates/governance/new.html.
type newPage struct {
	web.Page
	Form      newForm
	Talk      *forums.Topic // that the motion comes from
	MaxTitle  int
	MaxBody   int
	Seconds   int
	Notice    int
	Days      int
	Qualified string
}

func (r *Room) newPage(e *core.RequestEvent, f newForm) (*newPage, error) {
	p := &newPage{Form: f, MaxTitle: MaxTitle, MaxBody: MaxBody}
	now := r.clock.Now()
	var err error
	if p.Seconds, err = secondsNeeded(e.App, now); err != nil {
		return nil, err
	}
	if p.Notice, err = policies.Days(e.App, policies.NoticeDays, now); err != nil {
		return nil, err
	}
	if p.Days, err = policies.Days(e.App, policies.VotingDays, now); err != nil {
		return nil, err
	}
	if p.Qualified, err = policies.Text(e.App, policies.QualifiedThreshold, now); err != nil {
		return nil, err
	}
	p.Talk, err = r.talkOf(e, f.words().Topic)
	return p, err
}

// showNew handles GET /votes/new.
func (r *Room) showNew(e *core.RequestEvent) error {
	topic := e.Request.URL.Query().Get("topic")
	page, err := r.newPage(e, newForm{Kind: FeeLevel, Majority: Simple, Topic: topic})
	if err != nil {
		return err
	}
	if page.Talk != nil {
		page.Form.Kind, page.Form.Title = Resolution, cut(page.Talk.Title, MaxTitle)
	}
	return r.site.Show(e, "governance/new.html", page)
}

// move handles POST /votes.
func (r *Room) move(e *core.RequestEvent) error {
	var form newForm
	err := r.site.Read(e, &form)
	id := ""
	if err == nil {
		key := records.Key{Token: form.Once, Actor: members.Viewer(e).Id, Request: form.request()}
		id, err = records.Once(e.App, key, func(tx core.App) (string, error) {
			m, err := r.Move(tx, members.Viewer(e), form.words())
			if err != nil {
				return "", err
			}
			return number(m.ID), nil
		})
	}
	if err != nil {
		page, broken := r.newPage(e, form)
		if broken != nil {
			return broken
		}
		return r.site.Again(e, "governance/new.html", page, err)
	}
	return r.site.Done(e, "/votes/"+id, "Your draft is here. Other members can second it now.")
}

// amendPage is templates/governance/amend.html.
type amendPage struct {
	web.Page
	M        *Motion
	Form     amendForm
	MaxTitle int
	MaxBody  int
}

// mine returns the motion in the address if it is the viewer's own.
func (r *Room) mine(e *core.RequestEvent) (*Motion, error) {
	m, err := r.visible(e)
	if err != nil {
		return nil, err
	}
	if m.Mover != members.Viewer(e).Code() {
		return nil, fault.Missing()
	}
	return m, nil
}

// showAmend handles GET /votes/{id}/amend.
func (r *Room) showAmend(e *core.RequestEvent) error {
	m, err := r.mine(e)
	if err != nil {
		return err
	}
	if err := r.amendable(e.App, members.Viewer(e), m, r.clock.Now()); err != nil {
		return err
	}
	t, err := text(e.App, m.ID, m.Version)
	if err != nil {
		return err
	}
	page := &amendPage{M: m, Form: amendForm{t.Title, t.Body}, MaxTitle: MaxTitle, MaxBody: MaxBody}
	return r.site.Show(e, "governance/amend.html", page)
}

// amend handles POST /votes/{id}/amend.
func (r *Room) amend(e *core.RequestEvent) error {
	m, err := r.mine(e)
	if err != nil {
		return err
	}
	var form amendForm
	if err = r.site.Read(e, &form); err == nil {
		_, err = r.Amend(e.App, members.Viewer(e), m.ID, form.Title, form.Body)
	}
	if err != nil {
		page := &amendPage{M: m, Form: form, MaxTitle: MaxTitle, MaxBody: MaxBody}
		return r.site.Again(e, "governance/amend.html", page, err)
	}
	return r.site.Done(e, at(m), "The new version of the text is here.")
}

// motionPage is a page that asks before an act on a motion.
type motionPage struct {
	web.Page
	M *Motion
}

// showWithdraw handles GET /votes/{id}/withdraw, the page that asks before.
func (r *Room) showWithdraw(e *core.RequestEvent) error {
	m, err := r.mine(e)
	if err != nil {
		return err
	}
	if m.State != Draft && m.State != Deliberation {
		return fault.New(fault.Conflict, "A motion can be withdrawn only before voting opens.")
	}
	return r.site.Show(e, "governance/withdraw.html", &motionPage{M: m})
}

// verb runs one act of the viewer on the motion in the address, and shows the motion with a message.
func (r *Room) verb(e *core.RequestEvent, act func(core.App, *members.Person, int64) (*Motion, error), done string) error {
	m, err := r.visible(e)
	if err != nil {
		return err
	}
	after, err := act(e.App, members.Viewer(e), m.ID)
	if err != nil {
		return err
	}
	return r.site.Done(e, at(after), done)
}

// withdraw handles POST /votes/{id}/withdraw.
func (r *Room) withdraw(e *core.RequestEvent) error {
	return r.verb(e, r.Withdraw, locale.Mark("The motion is withdrawn."))
}

// second handles POST /votes/{id}/second.
func (r *Room) second(e *core.RequestEvent) error {
	return r.verb(e, r.Second, locale.Mark("You have seconded this motion."))
}

// demandSecrecy handles POST /votes/{id}/secrecy.
func (r *Room) demandSecrecy(e *core.RequestEvent) error {
	return r.verb(e, r.DemandSecrecy, locale.Mark("You have asked for a secret ballot."))
}

// repeat handles POST /votes/{id}/repeat.
func (r *Room) repeat(e *core.RequestEvent) error {
	return r.verb(e, r.Repeat, locale.Mark("The vote is held once more."))
}

// say handles POST /votes/{id}/posts.
func (r *Room) say(e *core.RequestEvent) error {
	m, err := r.visible(e)
	if err != nil {
		return err
	}
	var form postForm
	if err = r.site.Read(e, &form); err == nil {
		err = r.Say(e.App, members.Viewer(e), m.ID, form.Stance, form.Post, form.Once)
	}
	if err != nil {
		page, broken := r.page(e, m)
		if broken != nil {
			return broken
		}
		page.Post, page.Refused = form, "post"
		return r.site.Again(e, "governance/show.html", page, err)
	}
	return r.site.Done(e, at(m)+"#discussion", "Your post is here.")
}

// castPage is templates/governance/cast.html: the receipt of a secret ballot.
type castPage struct {
	web.Page
	M       *Motion
	Tracker string
}

// vote handles POST /votes/{id}/ballot. The receipt is the answer itself and not a page of its own: a tracker must
// be in no address, no cookie and no log. An internal error is told without its cause, and logged nowhere.
func (r *Room) vote(e *core.RequestEvent) error {
	m, err := r.visible(e)
	if err != nil {
		return quiet(err)
	}
	var form ballotForm
	err = r.site.Read(e, &form)
	if err == nil {
		err = r.castForm(e, m, form)
	}
	if err != nil {
		page, broken := r.page(e, m)
		if broken != nil {
			return quiet(broken)
		}
		page.refuse(form)
		return quiet(r.site.Again(e, "governance/show.html", page, err))
	}
	if !m.IsSecret() {
		return r.site.Done(e, at(m), "Your ballot is in. You can change it until the vote closes.")
	}
	return r.site.ShowStatus(e, http.StatusOK, "governance/cast.html", &castPage{M: m, Tracker: form.Tracker})
}

func (r *Room) castForm(e *core.RequestEvent, m *Motion, form ballotForm) error {
	ru, err := m.Rules(e.App, r.clock.Now())
	if err != nil {
		return err
	}
	if !m.IsOpen(r.clock.Now()) {
		return fault.New(fault.Conflict, "Voting on this motion is not open.")
	}
	choice, err := form.choice(ru)
	if err != nil {
		return err
	}
	return r.Cast(e.App, members.Viewer(e), m.ID, choice, form.Tracker)
}

// quiet keeps the causes of internal errors out of the log on the ballot route.
func quiet(err error) error {
	if err == nil || fault.As(err) != nil {
		return err
	}
	if trouble := fault.As(records.Trouble(err)); trouble != nil {
		return trouble
	}
	return fault.New(fault.Unavailable, "Your ballot could not be stored. Nothing was changed; please try again.")
}
