package governance

import (
	"time"

	"cooperage/hooks/governance/tally"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"

	"github.com/pocketbase/pocketbase/core"
)

// ballotView is the form of a ballot. Example is an order whose split shows what a choice means.
type ballotView struct {
	Rates   []rateOption
	Words   []wordOption
	Tracker string
	Form    ballotForm
	Example money.Amount
	Changes bool // a named ballot that was cast and can be changed
}

// rateOption is one rate on the ballot, with what the member keeps of the example.
type rateOption struct {
	Rate    money.Bps
	Keeps   money.Amount
	Today   bool
	Checked bool
}

// wordOption is one answer to a yes-or-no question.
type wordOption struct {
	Code, Name string
	Checked    bool
}

// Other reports whether the folded part of the ballot has to be open.
func (b *ballotView) Other() bool {
	return b.Form.Choice == "other" || b.Form.Choice == tally.Abstain || b.Form.Rate != ""
}

// shownRates is how many rates lie on the ballot to each side of today's, before "another rate".
const shownRates = 4

// fillBallot makes the ballot if the viewer can vote now.
func (r *Room) fillBallot(e *core.RequestEvent, p *showPage, now time.Time) error {
	who := members.Viewer(e)
	if who == nil || !who.IsMember() || !p.M.IsOpen(now) {
		return nil
	}
	place, err := placeOf(e.App, p.M.ID, who.Code())
	if err != nil {
		return err
	}
	p.Voted, p.NotOn = place == hasVoted, place == notOnRoll
	if p.NotOn || p.Voted && p.M.IsSecret() {
		return nil
	}
	coop := r.site.Coop(e.App)
	p.Ballot = &ballotView{Tracker: NewTracker(), Example: example(coop.Currency), Changes: p.Voted}
	if p.IsFee() {
		return p.Ballot.rates(p.Rules)
	}
	for _, code := range p.Rules.Options {
		p.Ballot.Words = append(p.Ballot.Words, wordOption{Code: code, Name: choiceNames[code]})
	}
	return nil
}

// example is an order of 1,000 in the co-op's currency.
func example(currency string) money.Amount {
	minor := int64(1000)
	for range money.Decimals(currency) {
		minor *= 10
	}
	return money.Amount{Minor: minor, Currency: currency}
}

// rates lays out today's rate and its neighbours at twice the grid.
func (b *ballotView) rates(ru *Rules) error {
	today, step := *ru.StatusQuo, 2*ru.Grid
	middle := today - today%ru.Grid
	for n := middle - shownRates*step; n <= middle+shownRates*step; n += step {
		if c := (Choice{Value: &n}); n < ru.Min || n > ru.Max || c.check(ru) != nil {
			continue
		}
		fee, err := money.Commission(b.Example, money.Bps(n))
		if err != nil {
			return err
		}
		keeps, err := b.Example.Sub(fee)
		if err != nil {
			return err
		}
		b.Rates = append(b.Rates, rateOption{Rate: money.Bps(n), Keeps: keeps, Today: n == today})
	}
	return nil
}

// refuse puts what was typed back on a ballot that was refused.
func (p *showPage) refuse(form ballotForm) {
	p.Refused = "ballot"
	b := p.Ballot
	if b == nil {
		return
	}
	b.Form = form
	if trackerForm.MatchString(form.Tracker) {
		b.Tracker = form.Tracker
	}
	for i := range b.Rates {
		b.Rates[i].Checked = number(int64(b.Rates[i].Rate)) == form.Choice
	}
	for i := range b.Words {
		b.Words[i].Checked = b.Words[i].Code == form.Choice
	}
}

// shownBallots is how many ballots a page lists; the exports have all.
const shownBallots = 300

// fillResult reads the record of a counted vote and draws it.
func (r *Room) fillResult(e *core.RequestEvent, p *showPage, _ time.Time) error {
	if !p.M.IsDecided() {
		return nil
	}
	rec, err := RecordOf(e.App, p.M.ID)
	if err != nil {
		return err
	}
	result, err := rec.Counted()
	if err != nil {
		return err
	}
	v := &resultView{Result: result, Record: rec}
	r.draw(e, p, v)
	p.Result = v
	return fillBallots(e.App, p.M, v)
}

// fillBallots adds the published ballots, as many as a page takes.
func fillBallots(app core.App, m *Motion, v *resultView) error {
	list, err := PublishedBallots(app, m.ID)
	if err != nil {
		return err
	}
	if len(list) > shownBallots {
		v.More = len(list) - shownBallots
		list = list[:shownBallots]
	}
	for _, b := range list {
		c, err := b.counted(m.Secrecy)
		if err != nil {
			return err
		}
		line := ballotLine{Name: b.Name, IsVoter: !m.IsSecret()}
		switch {
		case c.Value != nil:
			line.Rate = money.Bps(*c.Value)
		case c.Choice != "":
			line.Word = choiceNames[c.Choice]
		default:
			line.Word = choiceNames[tally.Abstain]
		}
		v.Ballots = append(v.Ballots, line)
	}
	return nil
}

// draw makes the picture of a result and the sentences that say how it came about.
func (r *Room) draw(e *core.RequestEvent, p *showPage, v *resultView) {
	l, d := r.site.Locale(e), v.Detail
	say := func(key string, args ...any) { v.Working = append(v.Working, l.T(key, args...)) }
	say(locale.Mark("%d of %d on the roll took part; the quorum was %d."), d.Cast, p.M.Roll, p.Rules.Needed())
	if !p.IsFee() {
		v.Bars = drawBars(v.Result)
		v.Bars.Title = l.T("Votes for and against")
		v.Bars.Desc = l.T("%d yes, %d no, %d abstained. %d yes were needed.", d.Counts[tally.Yes], d.Counts[tally.No], d.Counts[tally.Abstain], d.Needed)
		say(locale.Mark("A majority of %d votes needs %d yes; there were %d."), d.Base, d.Needed, d.Counts[tally.Yes])
		return
	}
	if d.Abstained > 0 {
		v.Working = append(v.Working, l.N("One of them abstained.", "%d of them abstained.", int(d.Abstained)))
	}
	v.Line = drawLine(v.Result, int64(p.StatusQuo()))
	if v.Line == nil {
		say(locale.Mark("Nobody named a rate, so today's %s stays."), l.Rate(p.StatusQuo()))
		return
	}
	n := len(d.Sorted)
	v.Line.Title = l.T("All rates in order")
	v.Line.Pointer = l.T("the middle decides: %s", l.Rate(p.Came()))
	v.Line.Desc = l.T("From %s to %s. %s", l.Rate(money.Bps(d.Sorted[0])), l.Rate(money.Bps(d.Sorted[n-1])), v.Line.Pointer)
	if len(d.Middle) == 1 {
		say(locale.Mark("In order, the ballot in the middle of %d names %s."), n, l.Rate(p.Came()))
		return
	}
	say(locale.Mark("In order, the two in the middle of %d name %s and %s. Today's %s counts as one more ballot; the middle of them all is %s."),
		n, l.Rate(money.Bps(d.Middle[0])), l.Rate(money.Bps(d.Middle[1])), l.Rate(p.StatusQuo()), l.Rate(p.Came()))
}
