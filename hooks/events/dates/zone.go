package dates

import (
	"fmt"
	"time"
)

// Observance is a time from which the clocks of a place keep one offset from UTC, as calendar files list them.
type Observance struct {
	Onset    string // local time by the offset before, in the form of Local.Stamp
	From, To string // offsets before and after, such as +0100
	Name     string // such as CEST
	Daylight bool
}

// Observances are those of the place that cover all instants from one to the other, in order.
func Observances(place *time.Location, from, to time.Time) []Observance {
	var list []Observance
	begin, end := from.In(place).ZoneBounds()
	list = append(list, observance(place, begin, from))
	for !end.IsZero() && !end.After(to) {
		list = append(list, observance(place, end, end))
		_, end = end.In(place).ZoneBounds()
	}
	return list
}

// observance is the one that holds at the instant and began at begin; the zero begin is before all records. Clocks set
// forward are called daylight time: some zones (Dublin's) have it the other way round in their tables, which no
// calendar program expects.
func observance(place *time.Location, begin, at time.Time) Observance {
	name, to := at.In(place).Zone()
	o := Observance{Onset: "19700101T000000", To: offset(to), From: offset(to), Name: name}
	if !begin.IsZero() && begin.Year() >= 1970 {
		_, from := begin.Add(-time.Second).In(place).Zone()
		o.From, o.Daylight = offset(from), to > from
		o.Onset = begin.UTC().Add(time.Duration(from) * time.Second).Format("20060102T150405")
	}
	return o
}

// offset writes seconds east of UTC as +hhmm, with seconds only where a zone has them.
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}
