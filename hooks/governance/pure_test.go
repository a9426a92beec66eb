package governance

import (
	"strings"
	"testing"
	"time"

	"cooperage/hooks/governance/tally"

	"pgregory.net/rapid"
)

func TestEffective_IsTheFirstOfAMonthInTheCoopsZone(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		closed string
		days   int
		zone   *time.Location
		want   string
	}{
		{"2026-06-10T12:00:00Z", 14, time.UTC, "2026-07-01T00:00:00Z"},
		{"2026-06-17T00:00:00Z", 14, time.UTC, "2026-07-01T00:00:00Z"},
		{"2026-06-17T00:00:01Z", 14, time.UTC, "2026-08-01T00:00:00Z"},
		{"2026-12-20T18:00:00Z", 14, time.UTC, "2027-02-01T00:00:00Z"},
		{"2026-06-30T22:30:00Z", 0, berlin, "2026-07-31T22:00:00Z"}, // half past midnight in July, there
		{"2026-10-10T12:00:00Z", 14, berlin, "2026-10-31T23:00:00Z"},
	} {
		closed, err := time.Parse(time.RFC3339, c.closed)
		if err != nil {
			t.Fatal(err)
		}
		if got := effective(closed, c.days, c.zone).UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("closed %s, %d days: %s, want %s", c.closed, c.days, got, c.want)
		}
	}
}

// However many ballots and values there are, the drawing stays inside its frame and shows each ballot once.
func TestLine_ShowsEveryBallotInsideTheFrame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(0, 60), 1, 200).Draw(t, "values")
		today := 25 * rapid.Int64Range(0, 60).Draw(t, "today")
		e := tally.Election{Method: tally.Median, Present: today}
		for _, v := range values {
			n := 25 * v
			e.Ballots = append(e.Ballots, tally.Ballot{Count: 1, Value: &n})
		}
		result, err := tally.Count(e)
		if err != nil {
			t.Fatal(err)
		}
		l := drawLine(result, today)
		dots, middles := 0, 0
		for i, c := range l.Columns {
			if i > 0 && (c.Rate <= l.Columns[i-1].Rate || c.X <= l.Columns[i-1].X) {
				t.Errorf("column %d is out of order", i)
			}
			if c.X < 0 || c.X > l.Width {
				t.Errorf("column at %d of %d", c.X, l.Width)
			}
			for _, d := range c.Dots {
				if d.Y < 0 || d.Y > l.Floor {
					t.Errorf("dot at %d of %d", d.Y, l.Floor)
				}
				if strings.Contains(d.Class, "middle") {
					middles++
					if int64(c.Rate) != *result.Value {
						t.Errorf("the middle stands at %d, the result is %d", c.Rate, *result.Value)
					}
				}
				if !strings.Contains(d.Class, "phantom") {
					dots++
				}
			}
		}
		if dots != len(values) || middles != 1 {
			t.Errorf("%d dots for %d ballots, %d middles", dots, len(values), middles)
		}
	})
}
