package mentorship

import (
	"path"
	"strconv"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Routes adds the pages of the mentorship programme. It is for members.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	steward := members.Officer("steward")
	g.GET("/mentorship", p.home).BindFunc(members.Only)
	g.GET("/mentorship/card/{side}", p.card).BindFunc(members.Only)
	g.POST("/mentorship/card/{side}", p.saveCard).BindFunc(members.Only)
	g.GET("/mentorship/rank/{side}", p.rank).BindFunc(members.Only)
	g.POST("/mentorship/rank/{side}", p.saveRank).BindFunc(members.Only)
	g.GET("/mentorship/blocks", p.blocks).BindFunc(members.Only)
	g.POST("/mentorship/blocks", p.block).BindFunc(members.Only)
	g.POST("/mentorship/blocks/remove", p.unblock).BindFunc(members.Only)
	g.POST("/mentorship/rounds", p.begin).BindFunc(steward)
	g.GET("/mentorship/rounds/{id}", p.round).BindFunc(members.Only)
	g.GET("/mentorship/rounds/{id}/preview", p.preview).BindFunc(steward)
	g.POST("/mentorship/rounds/{id}/publish", p.publish).BindFunc(steward)
	g.POST("/mentorship/rounds/{id}/again", p.again).BindFunc(steward)
	g.GET("/mentorship/rounds/{id}/why", p.why).BindFunc(members.Only)
	g.GET("/mentorship/rounds/{id}/proof", p.proof).BindFunc(members.Only)
	g.GET("/mentorship/rounds/{id}/{run}/match.json", p.matchFile).BindFunc(members.Only)
	g.GET("/mentorship/rounds/{id}/{run}/result.json", p.resultFile).BindFunc(members.Only)
	g.GET("/mentorship/mentors", p.mentors).BindFunc(members.Only)
	g.GET("/mentorship/mentors/{handle}", p.asking).BindFunc(members.Only)
	g.POST("/mentorship/mentors/{handle}", p.ask).BindFunc(members.Only)
	g.GET("/mentorship/pairs/{id}", p.pair).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/answer", p.answer).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/goals", p.aim).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/goals/{goal}", p.reach).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/notes", p.note).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/sessions", p.plan).BindFunc(members.Only)
	g.GET("/mentorship/pairs/{id}/sessions/{session}", p.session).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/sessions/{session}", p.move).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/sessions/{session}/settle", p.settle).BindFunc(members.Only)
	g.GET("/mentorship/pairs/{id}/sessions/{session}/session.ics", p.ics).BindFunc(members.Only)
	g.GET("/mentorship/pairs/{id}/close", p.closing).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/close", p.finish).BindFunc(members.Only)
	g.POST("/mentorship/pairs/{id}/part", p.part).BindFunc(members.Only)
}

type pages struct{ *Room }

// homePage is templates/mentorship/home.html.
type homePage struct {
	web.Page
	Round   *Round // open or being matched, or nil
	Mentee  *Entry // the viewer's, or nil
	Mentor  *Entry
	Cards   map[Side]bool
	Pairs   []*Pair // answers wanted first
	Past    []*Round
	Counted int // people in the round
}

// Enrols and Ranks say what the round takes now.
func (p *homePage) Enrols() bool { return p.Round != nil && p.Round.Enrols(p.Now) }

// Ranks reports whether one can rank now.
func (p *homePage) Ranks() bool { return p.Round != nil && p.Round.Ranks(p.Now) }

// Current are the viewer's pairs that wait or run.
func (p *homePage) Current() []*Pair { return p.which(true) }

// Former are the viewer's pairs that ended.
func (p *homePage) Former() []*Pair { return p.which(false) }

func (p *homePage) which(current bool) (list []*Pair) {
	for _, x := range p.Pairs {
		if (x.State == Active || x.State == Proposed && p.Now.Before(x.Until())) == current && (current || x.State == Over) {
			list = append(list, x)
		}
	}
	return list
}

// home handles GET /mentorship.
func (p pages) home(e *core.RequestEvent) error {
	me := members.Viewer(e).Id
	page := &homePage{Cards: map[Side]bool{}}
	list, err := Rounds(e.App)
	if err != nil {
		return err
	}
	for _, r := range list {
		if r.IsPublic() {
			page.Past = append(page.Past, r)
		} else {
			page.Round = r
		}
	}
	for side, entry := range map[Side]**Entry{Mentee: &page.Mentee, Mentor: &page.Mentor} {
		_, err := CardOf(e.App, me, side)
		if page.Cards[side] = err == nil; err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if page.Round == nil {
			continue
		}
		if *entry, err = EntryOf(e.App, page.Round.ID, side, me); err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	if page.Pairs, err = PairsOf(e.App, me); err != nil {
		return err
	}
	if page.Round != nil {
		if page.Counted, err = enrolled(e.App, page.Round.ID); err != nil {
			return err
		}
	}
	return p.site.Show(e, "mentorship/home.html", page)
}

// begin handles POST /mentorship/rounds.
func (p pages) begin(e *core.RequestEvent) error {
	if _, err := p.Begin(e.App, members.Viewer(e)); err != nil {
		return err
	}
	return p.site.Done(e, "/mentorship", "The round is open. All members have been told.")
}

// pathRound finds the round that the address names.
func pathRound(e *core.RequestEvent) (*Round, error) {
	id, err := strconv.ParseInt(e.Request.PathValue("id"), 10, 64)
	if err != nil {
		return nil, fault.Missing()
	}
	return RoundByID(e.App, id)
}

// blocksPage is templates/mentorship/blocks.html.
type blocksPage struct {
	web.Page
	Blocked []person
	Members []person
	Form    blockForm
}

type blockForm struct {
	Person string `form:"person"`
}

// blocks handles GET /mentorship/blocks.
func (p pages) blocks(e *core.RequestEvent) error {
	page, err := p.blocksPage(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "mentorship/blocks.html", page)
}

func (p pages) blocksPage(e *core.RequestEvent) (*blocksPage, error) {
	ids, err := blockedBy(e.App, members.Viewer(e).Id)
	if err != nil {
		return nil, err
	}
	page := &blocksPage{}
	if page.Blocked, err = peopleOf(e.App, ids); err != nil {
		return nil, err
	}
	return page, nil
}

// block handles POST /mentorship/blocks: somebody is named by their handle.
func (p pages) block(e *core.RequestEvent) error {
	page, err := p.blocksPage(e)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "mentorship/blocks.html", page, err)
	}
	named := path.Base(strings.TrimLeft(strings.TrimSpace(page.Form.Person), "@")) // whole addresses are taken as well
	other, err := members.ByHandle(e.App, named)
	if err == nil {
		err = p.Block(e.App, members.Viewer(e), other.Id)
	}
	if fault.Is(err, fault.NotFound) {
		var problems fault.Problems
		problems.Add("person", "There is no member with this name in their address.")
		err = problems.Err()
	}
	if err != nil {
		return p.site.Again(e, "mentorship/blocks.html", page, err)
	}
	return p.site.Done(e, "/mentorship/blocks", "Done. Nobody but you sees it.")
}

// unblock handles POST /mentorship/blocks/remove.
func (p pages) unblock(e *core.RequestEvent) error {
	var form blockForm
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	other, err := members.ByHandle(e.App, form.Person)
	if err != nil {
		return p.site.Done(e, "/mentorship/blocks", "")
	}
	if err := p.Unblock(e.App, members.Viewer(e), other.Id); err != nil {
		return err
	}
	return p.site.Done(e, "/mentorship/blocks", "The block is taken back.")
}
