package governance

import (
	"strconv"

	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// listPage is templates/governance/list.html.
type listPage struct {
	web.Page
	Open    []entry
	Coming  []entry
	Drafts  []entry
	Decided []entry
	Pager   pager
}

// entry is one motion of a list.
type entry struct {
	*Motion
	MovedBy Face
	Meter   web.Meter
	Came    money.Bps // what a decided fee vote came to
	HasCame bool
	Seconds int
	ToVote  bool // the viewer is on the roll and has not voted
	Mine    bool // the viewer has voted
}

// Face is a member as a page shows them.
type Face struct{ Name, Handle, Portrait string }

func faceOf(f members.Face) Face { return Face{f.Name, f.Handle, files.URL(f.Portrait, files.Tile)} }

type pager struct{ Prev, Next string }

// perPage is how many decided motions a page lists.
const perPage = 20

// list handles GET /votes: open ones first, then what is coming, then what was decided.
func (r *Room) list(e *core.RequestEvent) error {
	r.look(e)
	before, err := strconv.ParseInt(e.Request.URL.Query().Get("before"), 10, 64)
	if err != nil || before < 1 {
		before = 0
	}
	page := &listPage{}
	if before == 0 {
		if err := r.current(e, page); err != nil {
			return err
		}
	}
	decided, err := decidedBefore(e.App, before, isMember(e))
	if err != nil {
		return err
	}
	if len(decided) > perPage {
		decided = decided[:perPage]
		page.Pager.Next = "/votes?before=" + number(decided[perPage-1].ID)
	}
	if before > 0 {
		page.Pager.Prev = "/votes"
	}
	if page.Decided, err = r.entries(e, decided); err != nil {
		return err
	}
	return r.site.Show(e, "governance/list.html", page)
}

// current fills in what is under way.
func (r *Room) current(e *core.RequestEvent, page *listPage) error {
	for state, into := range map[string]*[]entry{Open: &page.Open, Deliberation: &page.Coming, Draft: &page.Drafts} {
		if state == Draft && !isMember(e) {
			continue
		}
		list, err := InState(e.App, 100, state)
		if err != nil {
			return err
		}
		if *into, err = r.entries(e, list); err != nil {
			return err
		}
	}
	return nil
}

// decidedBefore returns the motions that are over, the newest first, one more than a page holds.
func decidedBefore(app core.App, before int64, withdrawn bool) ([]*Motion, error) {
	states := []any{Closed, Enacted, Rejected, FailedQuorum, Void}
	if withdrawn {
		states = append(states, Withdrawn)
	}
	q := app.DB().Select("*").From("motions").Where(dbx.In("state", states...))
	if before > 0 {
		q.AndWhere(dbx.NewExp("id < {:before}", dbx.Params{"before": before}))
	}
	var list []*Motion
	err := q.OrderBy("id DESC").Limit(perPage + 1).All(&list)
	return list, err
}

// entries adds to motions what a list shows of them.
func (r *Room) entries(e *core.RequestEvent, list []*Motion) ([]entry, error) {
	if len(list) == 0 {
		return nil, nil
	}
	codes := make([]string, len(list))
	for i, m := range list {
		codes[i] = m.Mover
	}
	faces, err := members.Faces(e.App, codes...)
	if err != nil {
		return nil, err
	}
	all := make([]entry, len(list))
	for i, m := range list {
		x := entry{Motion: m, MovedBy: faceOf(faces[m.Mover])}
		if m.Value != nil {
			x.Came, x.HasCame = money.Bps(*m.Value), true
		}
		if m.State == Open {
			if err := r.standing(e, &x); err != nil {
				return nil, err
			}
		}
		if m.State == Draft {
			list, err := voices(e.App, m.ID, "second")
			if err != nil {
				return nil, err
			}
			x.Seconds = len(list)
		}
		all[i] = x
	}
	return all, nil
}

// standing adds to an open motion how many took part, and whether the viewer did.
func (r *Room) standing(e *core.RequestEvent, x *entry) error {
	ru, err := x.Rules(e.App, r.clock.Now())
	if err != nil {
		return err
	}
	x.Meter = r.meter(e, x.Motion, ru)
	who := members.Viewer(e)
	if who == nil || who.Code() == "" {
		return nil
	}
	p, err := placeOf(e.App, x.ID, who.Code())
	x.ToVote, x.Mine = p == notVoted, p == hasVoted
	return err
}

// meter is how many of a roll took part, in the reader's words.
func (r *Room) meter(e *core.RequestEvent, m *Motion, ru *Rules) web.Meter {
	l := r.site.Locale(e)
	needed := ru.Needed()
	text := l.T("%d of %d have voted; the quorum is %d.", m.Voted, m.Roll, needed)
	if m.Voted >= needed {
		text = l.T("%d of %d have voted; the quorum of %d is met.", m.Voted, m.Roll, needed)
	}
	return web.Meter{Done: int(m.Voted), Needed: int(needed), Of: int(m.Roll), Text: text}
}
