package governance

import (
	"slices"
	"time"

	"cooperage/hooks/forums"
	"cooperage/hooks/governance/tally"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"
	"cooperage/hooks/prose"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// showPage is templates/governance/show.html: a motion in every state of its life.
type showPage struct {
	web.Page
	M        *Motion
	Text     Text
	Versions []version
	MovedBy  Face
	Seconded []Face
	Missing  int // seconds still needed
	Rules    *Rules
	Meter    web.Meter
	Moments  []moment
	Talk     *forums.Topic // for members
	Posts    []*forums.Shown
	Post     postForm
	MaxPost  int
	Ballot   *ballotView
	Result   *resultView
	Voters   []Face // who took part, for members
	Voted    bool
	NotOn    bool   // the viewer is a member, but not on the roll
	Refused  string // the form that was refused: ballot or post

	CanSecond, CanAmend, CanWithdraw, CanDemand, CanRepeat, CanPost bool

	Repeats, Repeated, Confirms, Confirmed *Motion

	voices map[string][]string
}

// StatusQuo, Largest, Lowest, Highest, Grid and Proposed are the rates of a fee vote's rules.
func (p *showPage) StatusQuo() money.Bps { return bps(p.Rules.StatusQuo) }

// Largest is the largest step that needs no confirming.
func (p *showPage) Largest() money.Bps { return money.Bps(p.Rules.MaxStep) }

// Lowest is the lowest rate a ballot can name.
func (p *showPage) Lowest() money.Bps { return money.Bps(p.Rules.Min) }

// Highest is the highest rate a ballot can name.
func (p *showPage) Highest() money.Bps { return money.Bps(p.Rules.Max) }

// Grid is the step between rates on a ballot.
func (p *showPage) Grid() money.Bps { return money.Bps(p.Rules.Grid) }

// Proposed is the rate that a confirmation is about.
func (p *showPage) Proposed() money.Bps { return bps(p.Rules.Proposed) }

// Confirming is the largest step that would have needed no confirming.
func (p *showPage) Confirming() money.Bps { return money.Bps(p.Rules.MaxStep) }

// Came is the rate that a counted fee vote came to.
func (p *showPage) Came() money.Bps { return bps(p.M.Value) }

// IsFee reports whether ballots name a rate.
func (p *showPage) IsFee() bool { return p.M.Kind == FeeLevel }

// Taking reports whether people are taking part, or took part, in a vote.
func (p *showPage) Taking() bool { return p.M.Roll > 0 }

func bps(n *int64) money.Bps {
	if n == nil {
		return 0
	}
	return money.Bps(*n)
}

// version is one text of a motion with what changed in it.
type version struct {
	Text
	Pieces []prose.Piece
}

// moment is one step of a motion's life on its page. State is done, now, bad or "".
type moment struct {
	Name  string // English catalogue key
	At    time.Time
	State string
}

// page gathers what the page of a motion shows to this viewer.
func (r *Room) page(e *core.RequestEvent, m *Motion) (*showPage, error) {
	p := &showPage{M: m, MaxPost: MaxPost}
	now := r.clock.Now()
	var err error
	if p.Rules, err = m.Rules(e.App, now); err != nil {
		return nil, err
	}
	for _, fill := range []func(*core.RequestEvent, *showPage, time.Time) error{
		r.fillWords, r.fillPeople, r.fillTalk, r.fillLinks, r.fillRights, r.fillBallot, r.fillResult, r.fillMoments} {
		if err := fill(e, p, now); err != nil {
			return nil, err
		}
	}
	if p.Taking() {
		p.Meter = r.meter(e, m, p.Rules)
	}
	return p, nil
}

// fillWords reads the text and, when there are several versions, what changed between them.
func (r *Room) fillWords(e *core.RequestEvent, p *showPage, _ time.Time) error {
	texts, err := Texts(e.App, p.M.ID)
	if err != nil {
		return err
	}
	p.Text = texts[len(texts)-1]
	for i := len(texts) - 1; i > 0; i-- {
		before, after := texts[i-1], texts[i]
		p.Versions = append(p.Versions, version{after, prose.Diff(before.Title+"\n\n"+before.Body, after.Title+"\n\n"+after.Body)})
	}
	return nil
}

// fillPeople reads who moved, who seconded and, after the count, who took part; the voters are for members.
func (r *Room) fillPeople(e *core.RequestEvent, p *showPage, now time.Time) error {
	all, err := voices(e.App, p.M.ID)
	if err != nil {
		return err
	}
	p.voices = all
	var voted []string
	if isMember(e) && p.M.IsDecided() {
		if voted, err = codesOf(e.App, p.M.ID, 1); err != nil {
			return err
		}
	}
	codes := slices.Concat(all[second], voted, []string{p.M.Mover})
	faces, err := members.Faces(e.App, codes...)
	if err != nil {
		return err
	}
	p.MovedBy = faceOf(faces[p.M.Mover])
	for _, c := range all[second] {
		p.Seconded = append(p.Seconded, faceOf(faces[c]))
	}
	for _, c := range voted {
		p.Voters = append(p.Voters, faceOf(faces[c]))
	}
	if p.M.State != Draft {
		return nil
	}
	needed, err := secondsNeeded(e.App, now)
	p.Missing = max(0, needed-len(all[second]))
	return err
}

// fillLinks reads the motions that this one repeats or confirms, and those that do so with it.
func (r *Room) fillLinks(e *core.RequestEvent, p *showPage, _ time.Time) error {
	for of, into := range map[*int64]**Motion{p.M.Repeats: &p.Repeats, p.M.Confirms: &p.Confirms} {
		if of == nil {
			continue
		}
		m, err := ByID(e.App, *of)
		if err != nil {
			return err
		}
		*into = m
	}
	var err error
	if p.M.State == FailedQuorum || p.M.State == Void {
		if p.Repeated, err = follower(e.App, "repeats", p.M.ID); err != nil {
			return err
		}
	}
	if p.M.Kind == FeeLevel && p.M.IsDecided() {
		p.Confirmed, err = follower(e.App, "confirms", p.M.ID)
	}
	return err
}

// fillRights works out what the viewer can do with the motion.
func (r *Room) fillRights(e *core.RequestEvent, p *showPage, now time.Time) error {
	who, m := members.Viewer(e), p.M
	if who == nil || !who.IsMember() {
		return nil
	}
	before := m.State == Draft || m.State == Deliberation
	mover := m.Mover == who.Code()
	p.CanAmend = before && mover && r.amendable(e.App, who, m, now) == nil
	p.CanWithdraw = before && mover
	p.CanPost = before || m.IsOpen(now)
	p.CanRepeat = m.State == FailedQuorum && m.Repeats == nil && m.Kind != Confirmation && p.Repeated == nil
	p.CanSecond = m.State == Draft && !mover && !slices.Contains(p.voices[second], who.Code())
	p.CanDemand = before && !m.IsSecret() && !slices.Contains(p.voices[secrecy], who.Code())
	return nil
}

// fillMoments lays out the motion's life, past and to come.
func (r *Room) fillMoments(e *core.RequestEvent, p *showPage, now time.Time) error {
	m := p.M
	add := func(name string, at time.Time, state string) { p.Moments = append(p.Moments, moment{name, at, state}) }
	if m.State == Draft {
		add(locale.Mark("Moved"), m.Created(), "done")
		add(locale.Mark("Waiting for seconds"), time.Time{}, "now")
		return nil
	}
	add(locale.Mark("Moved"), m.Created(), "done")
	if m.State == Withdrawn {
		add(locale.Mark("Withdrawn"), m.ClosedOn(), "bad")
		return nil
	}
	if m.State == Deliberation {
		return r.comingMoments(e, p, add, now)
	}
	if m.Repeats == nil && m.Confirms == nil {
		add(locale.Mark("Talked over"), m.Seconded(), "done")
	}
	add(locale.Mark("Voting opened, text frozen"), m.Opens(), "done")
	switch {
	case m.State == Open:
		add(locale.Mark("Voting until"), m.Closes(), "now")
	case m.State == Void:
		add(locale.Mark("Could not be counted"), m.ClosedOn(), "bad")
	case m.State == Enacted && p.IsFee():
		add(locale.Mark("Closed and counted"), m.ClosedOn(), "done")
		add(locale.Mark("Takes effect"), m.Effective(), done(!now.Before(m.Effective())))
	default:
		add(locale.Mark("Closed and counted"), m.ClosedOn(), "done")
	}
	return nil
}

// comingMoments are the dates of a motion that is talked over.
func (r *Room) comingMoments(e *core.RequestEvent, p *showPage, add func(string, time.Time, string), now time.Time) error {
	m := p.M
	freeze, err := policies.Days(e.App, policies.FreezeDays, now)
	if err != nil {
		return err
	}
	days, err := policies.Days(e.App, policies.VotingDays, now)
	if err != nil {
		return err
	}
	closes := m.Opens().In(r.zone(e.App)).AddDate(0, 0, days)
	frozen := m.Frozen(now, freeze)
	add(locale.Mark("Talked over"), m.Seconded(), map[bool]string{true: "done", false: "now"}[frozen])
	add(locale.Mark("Text frozen"), m.Opens().AddDate(0, 0, -freeze), map[bool]string{true: "now", false: ""}[frozen])
	add(locale.Mark("Voting opens"), m.Opens(), "")
	add(locale.Mark("Voting closes"), closes, "")
	if p.IsFee() {
		add(locale.Mark("A decision takes effect"), effective(closes, p.Rules.DelayDays, r.zone(e.App)), "")
	}
	return nil
}

func done(yes bool) string {
	if yes {
		return "done"
	}
	return ""
}

// resultView is the outcome of a vote on its page.
type resultView struct {
	tally.Result
	Record  *Record
	Line    *Line
	Bars    *Bars
	Working []string
	Ballots []ballotLine
	More    int // ballots that the page leaves to the export
}

// ballotLine is one published ballot.
type ballotLine struct {
	Name    string
	Rate    money.Bps
	Word    string // English catalogue key; empty for a rate
	IsVoter bool
}
