package governance

import (
	"fmt"
	"slices"
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
	decided, err := decidedBefore(e.App, before, isMember(e))
	if err != nil {
		return err
	}
	if len(decided) > perPage {
		decided = decided[:perPage]
		page.Pager.Next = "/votes?before=" + number(decided[perPage-1].ID)
	}
	var current []*Motion
	if before > 0 {
		page.Pager.Prev = "/votes"
	} else if current, err = InState(e.App, 200, Open, Deliberation, Draft); err != nil {
		return err
	}
	all, err := r.entries(e, slices.Concat(current, decided))
	if err != nil {
		return err
	}
	for _, x := range all {
		switch x.State {
		case Open:
			page.Open = append(page.Open, x)
		case Deliberation:
			page.Coming = append(page.Coming, x)
		case Draft:
			if isMember(e) {
				page.Drafts = append(page.Drafts, x)
			}
		default:
			page.Decided = append(page.Decided, x)
		}
	}
	return r.site.Show(e, "governance/list.html", page)
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

// entries adds to motions what a list shows of them, with one query for each kind of thing and not for each motion.
func (r *Room) entries(e *core.RequestEvent, list []*Motion) ([]entry, error) {
	codes := make([]string, len(list))
	for i, m := range list {
		codes[i] = m.Mover
	}
	faces, err := members.Faces(e.App, codes...)
	if err != nil {
		return nil, err
	}
	seconds, err := countSeconds(e.App)
	if err != nil {
		return nil, err
	}
	places, err := placesOf(e.App, members.Viewer(e))
	if err != nil {
		return nil, err
	}
	all := make([]entry, len(list))
	for i, m := range list {
		x := entry{Motion: m, MovedBy: faceOf(faces[m.Mover]), Seconds: seconds[m.ID]}
		if m.Value != nil {
			x.Came, x.HasCame = money.Bps(*m.Value), true
		}
		if m.State == Open {
			ru, err := m.Rules(e.App, r.clock.Now())
			if err != nil {
				return nil, err
			}
			x.Meter = r.meter(e, m, ru)
			x.ToVote, x.Mine = places[m.ID] == notVoted, places[m.ID] == hasVoted
		}
		all[i] = x
	}
	return all, nil
}

// countSeconds returns how many members second each draft.
func countSeconds(app core.App) (map[int64]int, error) {
	var rows []struct {
		Motion int64 `db:"motion"`
		N      int   `db:"n"`
	}
	err := app.DB().NewQuery(`SELECT v.motion, count(*) AS n FROM motions m JOIN motion_voices v ON v.motion = m.id
		WHERE m.state = 'draft' AND v.kind = 'second' GROUP BY v.motion`).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("count seconds: %w", err)
	}
	counts := map[int64]int{}
	for _, r := range rows {
		counts[r.Motion] = r.N
	}
	return counts, nil
}

// placesOf returns where the person stands on the rolls of all open votes.
func placesOf(app core.App, who *members.Person) (map[int64]place, error) {
	if who == nil || who.Code() == "" {
		return nil, nil
	}
	var rows []struct {
		Motion int64 `db:"motion"`
		Voted  int   `db:"voted"`
	}
	err := app.DB().NewQuery(`SELECT r.motion, r.voted FROM motions m JOIN vote_roll r ON r.motion = m.id
		WHERE m.state = 'open' AND r.code = {:code}`).Bind(dbx.Params{"code": who.Code()}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("look up rolls: %w", err)
	}
	places := map[int64]place{}
	for _, r := range rows {
		places[r.Motion] = notVoted
		if r.Voted == 1 {
			places[r.Motion] = hasVoted
		}
	}
	return places, nil
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
