package locale

import (
	"time"
)

// week is how long a moment is told relative to now; after it, the date says more.
const week = 7 * 24 * time.Hour

var months = [...]string{
	Mark("January"), Mark("February"), Mark("March"), Mark("April"), Mark("May"), Mark("June"), Mark("July"),
	Mark("August"), Mark("September"), Mark("October"), Mark("November"), Mark("December"),
}

// Date writes the day in the reader's zone: "21 November 2026". The zero time is an empty string.
func (l *Locale) Date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(l.Zone)
	return l.T("%[1]d %[2]s %[3]d", t.Day(), l.T(months[t.Month()-1]), t.Year())
}

// Month writes the month in the reader's zone: "November 2026".
func (l *Locale) Month(t time.Time) string {
	t = t.In(l.Zone)
	return l.T(months[t.Month()-1]) + " " + t.Format("2006")
}

var weekdays = [...]string{
	Mark("Sunday"), Mark("Monday"), Mark("Tuesday"), Mark("Wednesday"), Mark("Thursday"), Mark("Friday"), Mark("Saturday"),
}

var shortMonths = [...]string{
	Mark("Jan"), Mark("Feb"), Mark("Mar"), Mark("Apr"), Mark("May"), Mark("Jun"), Mark("Jul"), Mark("Aug"), Mark("Sep"), Mark("Oct"),
	Mark("Nov"), Mark("Dec"),
}

// Weekday is the name of a day of the week.
func (l *Locale) Weekday(d time.Weekday) string { return l.T(weekdays[d]) }

// Day writes the day with its weekday in the reader's zone: "Thursday, 26 November 2026".
func (l *Locale) Day(t time.Time) string {
	return l.T("%[1]s, %[2]s", l.Weekday(t.In(l.Zone).Weekday()), l.Date(t))
}

// ShortMonth writes the month in the reader's zone in few letters: "Nov".
func (l *Locale) ShortMonth(t time.Time) string { return l.T(shortMonths[t.In(l.Zone).Month()-1]) }

// Hours writes from when to when on the clock of a place: "18:00–19:30 CET". An end on another day is written with
// its date.
func (l *Locale) Hours(from, to time.Time, place *time.Location) string {
	there := &Locale{Code: l.Code, Zone: place, catalog: l.catalog}
	from, to = from.In(place), to.In(place)
	if from.YearDay() == to.YearDay() && from.Year() == to.Year() || to.Sub(from) < 24*time.Hour && to.Hour() < 6 {
		return from.Format("15:04") + "–" + to.Format("15:04") + nbsp + there.zoneName(from)
	}
	return l.T("%[1]s, until %[2]s", from.Format("15:04")+nbsp+there.zoneName(from), there.DateTime(to))
}

// DateTime writes day, minute and zone: "21 November 2026, 18:00 CET".
func (l *Locale) DateTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(l.Zone)
	return l.T("%[1]s, %[2]s", l.Date(t), t.Format("15:04")+nbsp+l.zoneName(t))
}

// zoneName translates the two abbreviations that German readers know under another name.
func (l *Locale) zoneName(t time.Time) string {
	name, _ := t.Zone()
	switch name {
	case "CET":
		return l.T("CET")
	case "CEST":
		return l.T("CEST")
	}
	return name
}

// Ago tells how far t is from now while that is under a week, before or after; otherwise it is the date.
func (l *Locale) Ago(t, now time.Time) string {
	d := now.Sub(t)
	if d >= week || d <= -week {
		return l.Date(t)
	}
	if d < 0 {
		return l.ahead(-d)
	}
	switch {
	case d < time.Minute:
		return l.T("just now")
	case d < time.Hour:
		return l.N("%d minute ago", "%d minutes ago", int(d/time.Minute))
	case d < 24*time.Hour:
		return l.N("%d hour ago", "%d hours ago", int(d/time.Hour))
	}
	return l.N("%d day ago", "%d days ago", int(d/(24*time.Hour)))
}

func (l *Locale) ahead(d time.Duration) string {
	switch {
	case d < time.Minute:
		return l.T("in a moment")
	case d < time.Hour:
		return l.N("in %d minute", "in %d minutes", int(d/time.Minute))
	case d < 24*time.Hour:
		return l.N("in %d hour", "in %d hours", int(d/time.Hour))
	}
	return l.N("in %d day", "in %d days", int(d/(24*time.Hour)))
}
