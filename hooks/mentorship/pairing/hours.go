package pairing

import (
	"math/bits"
	"time"
)

// Step is the length of the slots in which hours are compared. All zones in use today are whole steps from UTC.
const Step = 15 * time.Minute

// stepsPerWeek is how many slots a week has.
const stepsPerWeek = int(7 * 24 * time.Hour / Step)

// Span is a time that comes again every week, in somebody's own zone: minutes after midnight, To at most 1440.
// A span over midnight is two spans.
type Span struct {
	Day      time.Weekday
	From, To int
}

// Week is the set of slots of a week in UTC, the first of them Monday 00:00, in which somebody is free.
type Week [(stepsPerWeek + 63) / 64]uint64

// Hours brings somebody's free time to UTC. The offset is that of the zone at noon UTC of the given day, for the whole
// week: a round has one reference day, so that two people in zones that change their clocks on different days are
// compared as they stand on it, and no hour is missing or double. Only whole slots count. Spans may overlap.
func Hours(spans []Span, zone *time.Location, on time.Time) Week {
	var w Week
	on = on.UTC()
	noon := time.Date(on.Year(), on.Month(), on.Day(), 12, 0, 0, 0, time.UTC)
	_, seconds := noon.In(zone).Zone()
	step := int(Step / time.Second)
	for _, s := range spans {
		monday := (int(s.Day) + 6) % 7 * 24 * 3600
		from := monday + s.From*60 - seconds
		to := monday + min(s.To, 24*60)*60 - seconds
		for slot := ceil(from, step); (slot+1)*step <= to; slot++ {
			k := (slot%stepsPerWeek + stepsPerWeek) % stepsPerWeek
			w[k/64] |= 1 << (k % 64)
		}
	}
	return w
}

// ceil is a/b rounded up, for b > 0.
func ceil(a, b int) int {
	q := a / b
	if a%b > 0 {
		q++
	}
	return q
}

// Minutes is how long the two are free at the same time in a week.
func (w *Week) Minutes(other *Week) int {
	slots := 0
	for k := range w {
		slots += bits.OnesCount64(w[k] & other[k])
	}
	return slots * int(Step/time.Minute)
}
