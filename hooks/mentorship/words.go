package mentorship

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/mentorship/pairing"
	"cooperage/hooks/profiles"
)

// Goals are what people learn for. A code never changes its meaning; new ones are added.
var Goals = []profiles.Label{
	{Code: "clients", Text: locale.Mark("Find clients")},
	{Code: "prices", Text: locale.Mark("Set prices and calculate")},
	{Code: "portfolio", Text: locale.Mark("Show my work better")},
	{Code: "craft", Text: locale.Mark("Deepen my craft")},
	{Code: "tools", Text: locale.Mark("Learn a tool or a technique")},
	{Code: "change", Text: locale.Mark("Change into another field")},
	{Code: "talks", Text: locale.Mark("Speak with clients and in public")},
	{Code: "business", Text: locale.Mark("Taxes, contracts, insurance")},
	{Code: "balance", Text: locale.Mark("Work and life in balance")},
	{Code: "coop", Text: locale.Mark("Take part in running the co-op")},
}

// Days are the days of the week, as the form of hours shows them.
var Days = []profiles.Label{
	{Code: "mon", Text: locale.Mark("Monday")}, {Code: "tue", Text: locale.Mark("Tuesday")}, {Code: "wed", Text: locale.Mark("Wednesday")},
	{Code: "thu", Text: locale.Mark("Thursday")}, {Code: "fri", Text: locale.Mark("Friday")}, {Code: "sat", Text: locale.Mark("Saturday")},
	{Code: "sun", Text: locale.Mark("Sunday")},
}

// blocks are the hours at which the times of the form begin; each is three hours long.
var blocks = []int{6, 9, 12, 15, 18, 21}

const blockHours = 3

// knownHour reports whether a code such as "mon-18" is one of the form.
func knownHour(code string) bool {
	_, ok := span(code)
	return ok
}

// span is the time of a code of the form.
func span(code string) (pairing.Span, bool) {
	name, from, _ := strings.Cut(code, "-")
	day := slices.IndexFunc(Days, func(l profiles.Label) bool { return l.Code == name })
	hour, err := strconv.Atoi(from)
	if day < 0 || err != nil || !slices.Contains(blocks, hour) || from != strconv.Itoa(hour) {
		return pairing.Span{}, false
	}
	return pairing.Span{Day: time.Weekday((day + 1) % 7), From: hour * 60, To: (hour + blockHours) * 60}, true
}

// levels are the levels of the profiles as pairing knows them.
var levels = map[string]pairing.Level{"basic": pairing.Basic, "working": pairing.Working, "fluent": pairing.Fluent, "native": pairing.Native}

// levelText is the catalogue key of a level.
func levelText(l pairing.Level) string {
	for code, level := range levels {
		if level == l {
			return profiles.TextOf(profiles.Levels, code)
		}
	}
	return ""
}

// fold makes skills comparable: those of two people are the same when they differ in nothing but case and space.
func fold(skill string) string { return strings.ToLower(strings.Join(strings.Fields(skill), " ")) }

// whyTexts say why somebody on a list is not the partner; %s is their name.
var whyTexts = map[pairing.Why]string{
	pairing.NotPossible: locale.Mark("%s was not possible: not everybody whom you list lists you."),
	pairing.Filled:      locale.Mark("%s was filled by people they ranked higher."),
	pairing.NoPlaces:    locale.Mark("%s had no free place."),
	pairing.Elsewhere:   locale.Mark("%s is with somebody they ranked higher."),
}
