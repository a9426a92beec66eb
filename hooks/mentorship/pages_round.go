package mentorship

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// roundPage is templates/mentorship/round.html.
type roundPage struct {
	web.Page
	Round   *Round
	Runs    []*Run
	Mentee  *Entry
	Mentor  *Entry
	Active  int // pairs that both accepted
	Waiting int // mentees without a mentor
	Free    int // places that are free
	Missing []wanted
	Helped  []voice // closing feedback, for stewards
}

// voice is what one of a pair said at its end.
type voice struct {
	Name   string `db:"name"`
	Helped int    `db:"helped"`
	Text   string `db:"text"`
}

// wanted is a skill that mentees without a mentor look for.
type wanted struct {
	Skill   string
	Mentees int
	Mentors int // who offer it in this round
}

// round handles GET /mentorship/rounds/{id}: the report of a published round, its dates before.
func (p pages) round(e *core.RequestEvent) error {
	round, err := pathRound(e)
	if err != nil {
		return err
	}
	page := &roundPage{Round: round}
	me := members.Viewer(e).Id
	for side, entry := range map[Side]**Entry{Mentee: &page.Mentee, Mentor: &page.Mentor} {
		if *entry, err = EntryOf(e.App, round.ID, side, me); err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	if round.IsPublic() {
		if err := page.report(e.App); err != nil {
			return err
		}
	}
	if members.Viewer(e).Has("steward") {
		if page.Helped, err = voices(e.App, round.ID); err != nil {
			return err
		}
	}
	return p.site.Show(e, "mentorship/round.html", page)
}

func (p *roundPage) report(app core.App) (err error) {
	if p.Runs, err = Runs(app, p.Round.ID); err != nil {
		return err
	}
	if p.Active, err = began(app, p.Round.ID); err != nil {
		return err
	}
	in, err := gather(app, p.Round, true)
	if err != nil {
		return err
	}
	p.Waiting = len(in.Mentees)
	for _, m := range in.Mentors {
		p.Free += m.Capacity
	}
	p.Missing = in.missing()
	return nil
}

// missing lists the skills that those without a mentor look for, the most wanted first.
func (in *input) missing() []wanted {
	found, offered := map[string]*wanted{}, map[string]int{}
	for _, m := range in.Mentors {
		for _, s := range m.Skills {
			offered[fold(s)]++
		}
	}
	for _, e := range in.Mentees {
		for _, s := range e.Skills {
			if found[fold(s)] == nil {
				found[fold(s)] = &wanted{Skill: s, Mentors: offered[fold(s)]}
			}
			found[fold(s)].Mentees++
		}
	}
	var list []wanted
	for _, w := range found {
		list = append(list, *w)
	}
	slices.SortFunc(list, func(a, b wanted) int {
		return cmp.Or(cmp.Compare(b.Mentees, a.Mentees), cmp.Compare(a.Mentors, b.Mentors), cmp.Compare(fold(a.Skill), fold(b.Skill)))
	})
	return list[:min(len(list), 8)]
}

// previewPage is templates/mentorship/preview.html.
type previewPage struct {
	web.Page
	Round *Round
	Run   *Run
	Pairs []*Pair
	More  int
	Alone []person
}

// shownPairs is how many pairs the steward's look shows.
const shownPairs = 200

// preview handles GET /mentorship/rounds/{id}/preview.
func (p pages) preview(e *core.RequestEvent) error {
	round, err := pathRound(e)
	if err != nil {
		return err
	}
	if round.State != Matched {
		return fault.Missing()
	}
	page := &previewPage{Round: round}
	if page.Run, err = LastRun(e.App, round.ID); err != nil {
		return err
	}
	if page.Pairs, err = pairsOfRun(e.App, round.ID, page.Run.Run); err != nil {
		return err
	}
	in, err := inputOf(e.App, round.ID, page.Run.Run)
	if err != nil {
		return err
	}
	paired := map[string]bool{}
	for _, x := range page.Pairs {
		paired[x.Mentee] = true
	}
	var alone []string
	for _, m := range in.Mentees {
		if !paired[m.Person] && len(alone) < shownPairs {
			alone = append(alone, m.Person)
		}
	}
	if page.Alone, err = peopleOf(e.App, alone); err != nil {
		return err
	}
	page.More = max(0, len(page.Pairs)-shownPairs)
	page.Pairs = page.Pairs[:min(len(page.Pairs), shownPairs)]
	return p.site.Show(e, "mentorship/preview.html", page)
}

// publish handles POST /mentorship/rounds/{id}/publish.
func (p pages) publish(e *core.RequestEvent) error {
	round, err := pathRound(e)
	if err != nil {
		return err
	}
	if err := p.Publish(e.App, members.Viewer(e), round.ID); err != nil {
		return err
	}
	return p.site.Done(e, round.Link(), "The result is published. Everybody in the round has been told.")
}

// again handles POST /mentorship/rounds/{id}/again: a further run for the waiting list.
func (p pages) again(e *core.RequestEvent) error {
	round, err := pathRound(e)
	if err != nil {
		return err
	}
	matched, err := p.Again(e.App, round.ID)
	if err != nil {
		return err
	}
	return p.site.Done(e, round.Link(), "The run found %d pairs. They have been told.", matched)
}

// whyPage is templates/mentorship/why.html.
type whyPage struct {
	web.Page
	Round   *Round
	Reasons []reason
	names   map[string]person
}

// reason is a stored reason with the pair that came of it.
type reason struct {
	Side  Side
	Run   int
	Why   why
	Code  string
	Pairs []*Pair
}

// IsMentor reports whether it is the reason of a mentor.
func (r reason) IsMentor() bool { return r.Side == Mentor }

// Who is somebody whom a reason names.
func (p *whyPage) Who(id string) person { return p.names[id] }

// Says is the catalogue key of why somebody is not the partner; %s is their name.
func (o whyOther) Says() string { return whyTexts[o.Why] }

// why handles GET /mentorship/rounds/{id}/why: the viewer's own result and its reasons.
func (p pages) why(e *core.RequestEvent) error {
	round, err := pathRound(e)
	if err != nil {
		return err
	}
	if !round.IsPublic() {
		return fault.Missing()
	}
	page := &whyPage{Round: round, names: map[string]person{}}
	me := members.Viewer(e).Id
	mine, err := PairsOf(e.App, me)
	if err != nil {
		return err
	}
	var ids []string
	for _, side := range []Side{Mentee, Mentor} {
		rows, err := reasonsOf(e.App, round.ID, side, me)
		if err != nil {
			return err
		}
		for _, row := range rows {
			one := reason{Side: side, Run: row.Run, Why: decode[why](row.Why)}
			for _, x := range mine {
				if x.Round == round.ID && x.Run == row.Run && x.SideOf(me) == side {
					one.Pairs = append(one.Pairs, x)
				}
			}
			for _, o := range slices.Concat(one.Why.Kept, one.Why.Passed) {
				ids = append(ids, o.Person)
			}
			if entry, err := EntryOf(e.App, round.ID, side, me); err == nil {
				one.Code = entry.Code
			}
			page.Reasons = append(page.Reasons, one)
		}
	}
	if len(page.Reasons) == 0 {
		return fault.Missing()
	}
	known, err := peopleOf(e.App, ids)
	if err != nil {
		return err
	}
	for _, k := range known {
		page.names[k.ID] = k
	}
	return p.site.Show(e, "mentorship/why.html", page)
}

// proofPage is templates/mentorship/proof.html.
type proofPage struct {
	web.Page
	Round  *Round
	Proofs []provenRun
}

type provenRun struct {
	*Run
	Proof
}

// proving lets one proof run at a time: a large round takes a second of both processors.
var proving sync.Mutex

// proof handles GET /mentorship/rounds/{id}/proof: the check, run now.
func (p pages) proof(e *core.RequestEvent) error {
	round, err := pathRound(e)
	if err != nil {
		return err
	}
	if !round.IsPublic() {
		return fault.Missing()
	}
	runs, err := Runs(e.App, round.ID)
	if err != nil {
		return err
	}
	page := &proofPage{Round: round}
	proving.Lock()
	defer proving.Unlock()
	for _, run := range runs {
		proof, err := Prove(e.App, run)
		if err != nil {
			return err
		}
		page.Proofs = append(page.Proofs, provenRun{run, proof})
	}
	return p.site.Show(e, "mentorship/proof.html", page)
}

// pathRun finds the published run that the address names.
func pathRun(e *core.RequestEvent) (*Run, error) {
	round, err := pathRound(e)
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(e.Request.PathValue("run"))
	if err != nil || !round.IsPublic() {
		return nil, fault.Missing()
	}
	runs, err := Runs(e.App, round.ID)
	if err != nil {
		return nil, err
	}
	for _, run := range runs {
		if run.Run == number {
			return run, nil
		}
	}
	return nil, fault.Missing()
}

// matchFile handles GET /mentorship/rounds/{id}/{run}/match.json: the input that `cooperage match` computes again.
func (p pages) matchFile(e *core.RequestEvent) error {
	run, err := pathRun(e)
	if err != nil {
		return err
	}
	in, err := inputOf(e.App, run.Round, run.Run)
	if err != nil {
		return err
	}
	public, err := in.public()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if _, err := fileOf(public, &b); err != nil {
		return err
	}
	return attachment(e, fmt.Sprintf("mentorship-%d-%d-match.json", run.Round, run.Run), "application/json", b.Bytes())
}

// resultFile handles GET /mentorship/rounds/{id}/{run}/result.json: the published result.
func (p pages) resultFile(e *core.RequestEvent) error {
	run, err := pathRun(e)
	if err != nil {
		return err
	}
	return attachment(e, fmt.Sprintf("mentorship-%d-%d-result.json", run.Round, run.Run), "application/json", []byte(run.Result+"\n"))
}

func attachment(e *core.RequestEvent, name, kind string, body []byte) error {
	h := e.Response.Header()
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "private, no-store")
	return e.Blob(http.StatusOK, kind, body)
}
