package dates_test

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"cooperage/hooks/events/dates"

	"pgregory.net/rapid"
)

func local(t *testing.T, s string) dates.Local {
	t.Helper()
	l, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestIn_SkippedTimesGoOnAndDoubleTimesAreTheFirst(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, local, utc string }{
		{"Europe/Berlin", "2026-11-26T18:00", "2026-11-26T17:00:00Z"},
		{"Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z"}, // skipped: 03:30
		{"Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"}, // twice: the first
		{"Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z"},
		{"America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00Z"},
		{"America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00Z"},
		{"America/New_York", "2060-11-07T01:30", "2060-11-07T05:30:00Z"}, // by the rule, not the table
		{"Asia/Kolkata", "2026-07-01T09:00", "2026-07-01T03:30:00Z"},
		{"Pacific/Apia", "2011-12-29T10:00", "2011-12-29T20:00:00Z"},
		{"Pacific/Apia", "2011-12-30T10:00", "2011-12-30T20:00:00Z"}, // the day that was not: the next
		{"Pacific/Apia", "2011-12-31T10:00", "2011-12-30T20:00:00Z"},
		{"Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00Z"}, // half an hour's jump
		{"UTC", "2026-01-01T00:00", "2026-01-01T00:00:00Z"},
	} {
		if got := local(t, c.local).In(zone(t, c.zone)).UTC().Format(time.RFC3339); got != c.utc {
			t.Errorf("%s in %s: got %s, want %s", c.local, c.zone, got, c.utc)
		}
	}
}

func TestIn_IsTheEarliestInstantThatShowsTheTime(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Casablanca", "America/Havana"}
	rapid.Check(t, func(rt *rapid.T) {
		place := zone(t, rapid.SampledFrom(zones).Draw(rt, "zone"))
		at := time.Unix(60*rapid.Int64Range(10_000_000, 40_000_000).Draw(rt, "minute"), 0) // 1989 to 2046
		shown := dates.At(at, place)
		got := shown.In(place)
		if got.After(at) || at.Sub(got) > time.Hour {
			rt.Fatalf("%s shows %s in %s, read back as %s", at.UTC(), shown, place, got.UTC())
		}
		if dates.At(got, place) != shown {
			rt.Fatalf("%s is not shown at %s in %s", shown, got.UTC(), place)
		}
	})
}

func TestDates_OfEachRule(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		every string
		start string
		count int
		until string
		want  string
	}{
		{"", "2026-01-31T18:00", 0, "", "2026-01-31"},
		{"daily", "2026-02-27T18:00", 3, "", "2026-02-27 2026-02-28 2026-03-01"},
		{"weekly", "2026-10-20T18:00", 3, "", "2026-10-20 2026-10-27 2026-11-03"},
		{"fortnight", "2026-12-25T18:00", 2, "", "2026-12-25 2027-01-08"},
		{"monthly", "2026-01-31T18:00", 4, "", "2026-01-31 2026-03-31 2026-05-31 2026-07-31"},
		{"monthly", "2026-01-15T18:00", 0, "2026-03-15T00:00", "2026-01-15 2026-02-15 2026-03-15"},
		{"monthly", "2026-01-15T18:00", 0, "2026-03-14T23:59", "2026-01-15 2026-02-15"},
		{"weekday", "2026-11-19T18:00", 4, "", "2026-11-19 2026-12-17 2027-01-21 2027-02-18"}, // third Thursday
		{"weekday", "2026-10-29T18:00", 3, "", "2026-10-29 2026-11-26 2026-12-31"},            // last Thursday
		{"yearly", "2028-02-29T18:00", 2, "", "2028-02-29 2032-02-29"},
	} {
		r := dates.Rule{Every: dates.Every(c.every), Count: c.count}
		if c.until != "" {
			r.Until = local(t, c.until)
		}
		var got []string
		for _, d := range r.Dates(local(t, c.start), local(t, "2040-01-01T00:00")) {
			got = append(got, d.Date())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s from %s: got %v, want %s", c.every, c.start, got, c.want)
		}
	}
}

func TestRRULE_NamesTheWeekdayAndTheEnd(t *testing.T) {
	t.Parallel()
	berlin := zone(t, "Europe/Berlin")
	start := local(t, "2026-10-29T18:00")
	for want, r := range map[string]dates.Rule{
		"FREQ=WEEKLY;COUNT=5":                           {Every: dates.Weekly, Count: 5},
		"FREQ=WEEKLY;INTERVAL=2;UNTIL=20270301T225900Z": {Every: dates.Fortnight, Until: local(t, "2027-03-01T00:00")},
		"FREQ=MONTHLY;BYDAY=-1TH;COUNT=2":               {Every: dates.Weekday, Count: 2},
	} {
		if got := r.RRULE(start, berlin); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestObservances_CoverTheRange(t *testing.T) {
	t.Parallel()
	at := func(s string) time.Time {
		x, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	got := dates.Observances(zone(t, "Europe/Berlin"), at("2026-06-01"), at("2027-06-01"))
	want := []dates.Observance{{"20260329T020000", "+0100", "+0200", "CEST", true}, {"20261025T030000", "+0200", "+0100", "CET", false},
		{"20270328T020000", "+0100", "+0200", "CEST", true}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v, want %v", got[i], want[i])
		}
	}
	apia := dates.Observances(zone(t, "Pacific/Apia"), at("2011-12-29"), at("2012-01-02"))
	if len(apia) != 2 || apia[1] != (dates.Observance{"20111230T000000", "-1000", "+1400", "+14", true}) {
		t.Errorf("Apia's skipped day: %v", apia)
	}
	if utc := dates.Observances(time.UTC, at("2026-01-01"), at("2027-01-01")); len(utc) != 1 || utc[0].Onset != "19700101T000000" {
		t.Errorf("UTC: %v", utc)
	}
}
