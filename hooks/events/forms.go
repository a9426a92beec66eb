package events

import (
	"strconv"
	"strings"
	"time"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
)

// eventForm is the form of an event as it was typed.
type eventForm struct {
	Title    string `form:"title"`
	Body     string `form:"body"`
	Date     string `form:"date"`
	Time     string `form:"time"`
	Zone     string `form:"zone"`
	Minutes  string `form:"minutes"`
	Place    string `form:"place"`
	Link     string `form:"link"`
	Capacity string `form:"capacity"`
	Cutoff   string `form:"cutoff"`
	For      string `form:"for"`
	Skills   string `form:"skills"`
	Repeat   string `form:"repeat"`
	Ends     string `form:"ends"` // "count" or "until"
	Count    string `form:"count"`
	Until    string `form:"until"`
	Scope    string `form:"scope"`
}

// choice is one option of a select.
type choice struct{ Value, Text string }

// lengths are how long events may be, in minutes.
var lengths = []int{15, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360, 480, 1440, 2880, 4320, 7200}

// cutoffs are until how long before the start one can take a place, in minutes.
var cutoffs = []int{0, 60, 3 * 60, 12 * 60, 24 * 60, 2 * 24 * 60, 7 * 24 * 60}

// ways say how an event comes again.
var ways = map[dates.Every]string{
	dates.Once: locale.Mark("Does not repeat"), dates.Daily: locale.Mark("Every day"), dates.Weekly: locale.Mark("Every week"),
	dates.Fortnight: locale.Mark("Every two weeks"), dates.Monthly: locale.Mark("Every month, on the same date"),
	dates.Weekday: locale.Mark("Every month, on the same weekday, such as the third Thursday"), dates.Yearly: locale.Mark("Every year"),
}

// duration says minutes in the largest whole unit.
func duration(l *locale.Locale, minutes int) string {
	switch {
	case minutes >= 1440 && minutes%1440 == 0:
		return l.N("%d day", "%d days", minutes/1440)
	case minutes >= 60 && minutes%60 == 0:
		return l.N("%d hour", "%d hours", minutes/60)
	case minutes > 60:
		return l.T("%[1]d h %[2]d min", minutes/60, minutes%60)
	}
	return l.N("%d minute", "%d minutes", minutes)
}

// choices are options of whole minutes; one that is not among them is added, so that an old value stays.
func choices(values []int, chosen string, text func(int) string) []choice {
	var list []choice
	known := false
	for _, v := range values {
		c := choice{strconv.Itoa(v), text(v)}
		known = known || c.Value == chosen
		list = append(list, c)
	}
	if n, err := strconv.Atoi(chosen); err == nil && !known && n > 0 && n <= maxMinutes {
		list = append(list, choice{chosen, text(n)})
	}
	return list
}

// formOf is the form filled with a plan.
func formOf(p Plan) eventForm {
	f := eventForm{Title: p.Title, Body: p.Body, Date: p.Start.Date(), Time: p.Start.Clock(), Zone: p.Zone, Minutes: strconv.Itoa(p.Minutes),
		Place: p.Place, Link: p.Link, Cutoff: strconv.Itoa(p.Cutoff), For: "members", Skills: strings.Join(p.Skills, ", "),
		Repeat: string(p.Rule.Every), Ends: "until", Scope: string(One)}
	if p.Public {
		f.For = "public"
	}
	if p.Capacity > 0 {
		f.Capacity = strconv.Itoa(p.Capacity)
	}
	if !p.Rule.Until.IsZero() {
		f.Until = p.Rule.Until.Date()
	}
	return f
}

// plan reads what was typed.
func (f eventForm) plan() (Plan, fault.Problems) {
	var problems fault.Problems
	p := Plan{Title: f.Title, Body: f.Body, Zone: f.Zone, Place: f.Place, Link: f.Link, Public: f.For == "public",
		Minutes: number(f.Minutes), Cutoff: number(f.Cutoff)}
	for s := range strings.SplitSeq(strings.ReplaceAll(f.Skills, "\n", ","), ",") {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			p.Skills = append(p.Skills, s)
		}
	}
	if f.Capacity != "" {
		if p.Capacity = number(f.Capacity); p.Capacity == 0 {
			p.Capacity = -1
		}
	}
	if f.For != "public" && f.For != "members" {
		problems.Add("for", "Please choose one of the list.")
	}
	if _, err := time.Parse(time.DateOnly, f.Date); err != nil {
		problems.Add("date", "Please choose a day.")
	}
	if _, err := time.Parse("15:04", f.Time); err != nil {
		problems.Add("time", "Please give a time of the day, such as 18:30.")
	}
	p.Start = local(f.Date + "T" + f.Time)
	p.Rule, problems = f.rule(problems)
	return p, problems
}

func (f eventForm) rule(problems fault.Problems) (dates.Rule, fault.Problems) {
	r := dates.Rule{Every: dates.Every(f.Repeat)}
	if r.Every == dates.Once {
		return r, problems
	}
	if f.Ends == "until" {
		if r.Until = local(f.Until + "T00:00"); r.Until.IsZero() {
			problems.Add("until", "Please choose a day.")
		}
		return r, problems
	}
	r.Count = number(f.Count)
	return r, problems
}

// number reads a whole number from 0 up; everything else is -1.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || strconv.Itoa(n) != s {
		return -1
	}
	return n
}

// scope reads which dates of a series are meant.
func scope(s string) Scope {
	switch Scope(s) {
	case Following, All:
		return Scope(s)
	}
	return One
}
