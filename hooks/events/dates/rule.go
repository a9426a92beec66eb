package dates

import (
	"fmt"
	"slices"
	"time"
)

// Every is how an event comes again.
type Every string

// The ways. Weekday is the same weekday of the month, such as its third Thursday; of a start in the fifth week it is
// the last one.
const (
	Once      Every = ""
	Daily     Every = "daily"
	Weekly    Every = "weekly"
	Fortnight Every = "fortnight"
	Monthly   Every = "monthly"
	Weekday   Every = "weekday"
	Yearly    Every = "yearly"
)

// Ways are all ways of coming again, in the order of forms.
var Ways = []Every{Once, Daily, Weekly, Fortnight, Monthly, Weekday, Yearly}

// Bounds of a series: how many dates, and how many years it may run.
const (
	MaxCount = 366
	MaxYears = 10
)

// Rule says how an event comes again, and until when: Count dates, or with Count 0 until the day Until, that day
// included.
type Rule struct {
	Every Every
	Count int
	Until Local
}

// Known reports whether the way is one of Ways.
func (r Rule) Known() bool { return slices.Contains(Ways, r.Every) }

// Dates are the dates of the rule from start on, in order, none after horizon.
func (r Rule) Dates(start, horizon Local) []Local {
	if r.Every == Once {
		return []Local{start}
	}
	var list []Local
	for i := 0; len(list) < MaxCount*MaxYears; i++ {
		if r.Count > 0 && len(list) == r.Count {
			break
		}
		next, exists := r.nth(start, i)
		if next.After(horizon) || r.Count == 0 && next.After(r.Until.At(start)) {
			break
		}
		if exists {
			list = append(list, next)
		}
	}
	return list
}

// Distinct are the dates of the rule in a place. Where a clock change makes two of them one instant, as a daily event
// had it in Apia around the day that was left out, the one that the clocks never showed is dropped.
func (r Rule) Distinct(start, horizon Local, place *time.Location) []Local {
	all := r.Dates(start, horizon)
	list := all[:0]
	for i, d := range all {
		if i+1 < len(all) && d.In(place).Equal(all[i+1].In(place)) {
			continue
		}
		list = append(list, d)
	}
	return list
}

// Last is the last date of the rule.
func (r Rule) Last(start Local) Local {
	list := r.Dates(start, start.AddYears(MaxYears+1))
	if len(list) == 0 {
		return start
	}
	return list[len(list)-1]
}

// nth is the date i steps after start, and whether the calendar has it.
func (r Rule) nth(start Local, i int) (Local, bool) {
	w := start.wall
	switch r.Every {
	case Daily:
		return start.AddDays(i), true
	case Weekly:
		return start.AddDays(7 * i), true
	case Fortnight:
		return start.AddDays(14 * i), true
	case Monthly:
		t := w.AddDate(0, i, 0)
		return Local{t}, t.Day() == w.Day()
	case Weekday:
		return weekday(start, i), true
	case Yearly:
		t := w.AddDate(i, 0, 0)
		return Local{t}, t.Day() == w.Day()
	}
	return start, i == 0
}

// weekday is the date in the ith month after start's on the same weekday of the same week of the month.
func weekday(start Local, i int) Local {
	w := start.wall
	first := time.Date(w.Year(), w.Month(), 1, w.Hour(), w.Minute(), 0, 0, time.UTC).AddDate(0, i, 0)
	day := 1 + (int(w.Weekday())-int(first.Weekday())+7)%7
	if week := week(w); week > 0 {
		return Local{first.AddDate(0, 0, day-1+7*(week-1))}
	}
	for first.AddDate(0, 0, day-1+7).Month() == first.Month() {
		day += 7
	}
	return Local{first.AddDate(0, 0, day-1)}
}

// week is the week of the month that the day stands in by its weekday, 1 to 4, or -1 for the last.
func week(t time.Time) int {
	if n := (t.Day()-1)/7 + 1; n < 5 {
		return n
	}
	return -1
}

// Nth is the week of the month that a Weekday rule from start keeps: 1 to 4, or -1 for the last.
func Nth(start Local) int { return week(start.wall) }

// Weekday is the day of the week.
func (l Local) Weekday() time.Weekday { return l.wall.Weekday() }

// codes are the weekdays of calendar files, from Sunday.
var codes = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// RRULE writes the rule for a calendar file whose event starts at start in the place.
func (r Rule) RRULE(start Local, place *time.Location) string {
	s := map[Every]string{Daily: "FREQ=DAILY", Weekly: "FREQ=WEEKLY", Fortnight: "FREQ=WEEKLY;INTERVAL=2",
		Monthly: "FREQ=MONTHLY", Yearly: "FREQ=YEARLY",
		Weekday: fmt.Sprintf("FREQ=MONTHLY;BYDAY=%d%s", week(start.wall), codes[start.wall.Weekday()])}[r.Every]
	if r.Count > 0 {
		return fmt.Sprintf("%s;COUNT=%d", s, r.Count)
	}
	last := Local{time.Date(r.Until.wall.Year(), r.Until.wall.Month(), r.Until.wall.Day(), 23, 59, 0, 0, time.UTC)}
	return s + ";UNTIL=" + last.In(place).UTC().Format("20060102T150405Z")
}
