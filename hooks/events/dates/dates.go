// Package dates is when events take place: times on the clock of a place, what instants they are, and rules by
// which they come again. It is pure; the time zones are those of the binary.
//
// Two sentences of RFC 5545 decide the hard cases. A local time that a clock change skips is read with the offset
// that held before the change (section 3.3.5): 02:30 on the night that clocks go forward is 03:30, and a time on
// the day that Apia left out in 2011 is that time on the next day. A local time that comes twice is the first of
// the two. A rule leaves out dates that no calendar has (30 February) and does not count them (section 3.3.10).
package dates

import (
	"fmt"
	"time"
)

// layout is how a local time is stored: to the minute, sorted as text in the order of time.
const layout = "2006-01-02T15:04"

// Local is a time on the clock of a place, to the minute, without saying which place. The zero value is no time.
type Local struct{ wall time.Time } // as if the place were UTC

// Parse reads a stored or typed local time, such as 2026-10-20T18:00.
func Parse(s string) (Local, error) {
	t, err := time.Parse(layout, s)
	if err != nil {
		return Local{}, fmt.Errorf("read local time: %w", err)
	}
	return Local{t}, nil
}

// At is what the clocks of the place show at the instant.
func At(t time.Time, place *time.Location) Local {
	t = t.In(place)
	return Local{time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), 0, 0, time.UTC)}
}

// String is the stored form.
func (l Local) String() string {
	if l.IsZero() {
		return ""
	}
	return l.wall.Format(layout)
}

// IsZero reports whether there is no time.
func (l Local) IsZero() bool { return l.wall.IsZero() }

// Date is the day, as forms write it; Clock is the time of the day.
func (l Local) Date() string { return l.wall.Format(time.DateOnly) }

// Clock is the time of the day, as forms write it.
func (l Local) Clock() string { return l.wall.Format("15:04") }

// After reports whether l is later than m on the same clock.
func (l Local) After(m Local) bool { return l.wall.After(m.wall) }

// AddDays is the same time of the day some days later.
func (l Local) AddDays(n int) Local { return Local{l.wall.AddDate(0, 0, n)} }

// AddYears is the same time some years later, for horizons.
func (l Local) AddYears(n int) Local { return Local{l.wall.AddDate(n, 0, 0)} }

// DaysTo is how many days lie between the dates of l and m.
func (l Local) DaysTo(m Local) int {
	midnight := func(x Local) time.Time { return x.wall.Truncate(24 * time.Hour) }
	return int(midnight(m).Sub(midnight(l)) / (24 * time.Hour))
}

// At puts the time of another day's clock on l's date.
func (l Local) At(clock Local) Local {
	y, m, d := l.wall.Date()
	return Local{time.Date(y, m, d, clock.wall.Hour(), clock.wall.Minute(), 0, 0, time.UTC)}
}

// Stamp is the form of calendar files: 20261020T180000.
func (l Local) Stamp() string { return l.wall.Format("20060102T150405") }

// In is the instant at which the clocks of the place show l; see the package comment for times that they show twice
// or not at all.
func (l Local) In(place *time.Location) time.Time {
	guess := time.Date(l.wall.Year(), l.wall.Month(), l.wall.Day(), l.wall.Hour(), l.wall.Minute(), 0, 0, place)
	begin, end := guess.ZoneBounds()
	probes := []time.Time{guess} // one in each offset that may hold
	if !begin.IsZero() {
		probes = append(probes, begin.Add(-time.Second))
	}
	if !end.IsZero() {
		probes = append(probes, end)
	}
	var first time.Time
	for _, probe := range probes {
		if t := l.read(probe, place); At(t, place) == l && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	if first.IsZero() {
		return l.skipped(guess, place)
	}
	return first
}

// read takes l with the offset that the place has at the probe.
func (l Local) read(probe time.Time, place *time.Location) time.Time {
	_, offset := probe.In(place).Zone()
	return l.wall.Add(-time.Duration(offset) * time.Second)
}

// skipped reads a time that the clocks of the place never show with the offset from before they jumped over it. The
// largest jump was that of Apia, a day.
func (l Local) skipped(near time.Time, place *time.Location) time.Time {
	probe := l.read(near, place).Add(-30 * time.Hour)
	for {
		_, jump := probe.In(place).ZoneBounds()
		t := l.read(probe, place)
		if jump.IsZero() || !t.Before(jump) && t.Before(jump.Add(26*time.Hour)) {
			return t
		}
		probe = jump
	}
}
