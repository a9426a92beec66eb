package tally

import "slices"

// mostCourses bounds how often a count without a lot is repeated. Seven options have 5,040 lot orders.
const mostCourses = 10_000

// mostSteps bounds how long that takes, to seconds: a count of cost steps is repeated so much less often.
const mostSteps = 300_000_000

// underEveryLot counts once where a lot is named. Without one it counts under every lot order that makes a difference.
// Winners are then all options that some lot order makes win, and certain are those that every one does. The working
// shown is that of the lot order in which the options stand in the file; where it matters who is drawn, the working
// ends before the first draw. cost is about how many steps one count takes.
//
// So a missing lot is never an error and never guessed at, unless there are more lot orders to try than can be tried.
func (c *counting) underEveryLot(cost int, count func(l *lots, d *Detail) []int) (certain []int, err error) {
	l := &lots{places: c.lot}
	certain = count(l, &c.r.Detail)
	some, most := slices.Clone(certain), min(mostCourses, max(6, mostSteps/(cost+1)))
	for n := 1; l.again(); n++ {
		if n == most || l.hopeless {
			return nil, bad("lot", "there is none, and the ties can be broken in more than %d ways", n)
		}
		winners := count(l, &Detail{})
		certain = slices.DeleteFunc(slices.Clone(certain), func(o int) bool { return !slices.Contains(winners, o) })
		for _, o := range winners {
			if !slices.Contains(some, o) {
				some = append(some, o)
			}
		}
	}
	if len(some) > len(certain) {
		c.cutAtDraw()
		slices.Sort(some)
	}
	c.r.Winners = c.called(some)
	c.r.Passes = c.r.QuorumMet && len(some) == len(certain)
	if slices.ContainsFunc(c.r.Detail.Ties, func(t Tie) bool { return t.By == ByLot }) {
		c.showLot()
	}
	return certain, nil
}

// cutAtDraw ends the working before the first draw that nobody made.
func (c *counting) cutAtDraw() {
	d := &c.r.Detail
	at := slices.IndexFunc(d.Ties, func(t Tie) bool { return t.By == Undecided })
	if at < 0 {
		return
	}
	d.Ties = d.Ties[:at+1]
	d.Ties[at].Chosen = nil
	if d.Stages != nil {
		d.Stages = d.Stages[:d.Ties[at].Stage]
	}
	if d.Ties[at].About == ForFinalist {
		d.Runoff = nil
	}
}

// drawn says what decided a draw.
func (c *counting) drawn() Breaker {
	if c.lot == nil {
		return Undecided
	}
	return ByLot
}
