package web

import (
	"testing"
	"time"

	"cooperage/hooks/money"

	"pgregory.net/rapid"
)

func TestPercent_NeverPassesTheWhole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n, whole int64
		want     string
	}{{0, 0, "0%"}, {1, 3, "33.33%"}, {3, 3, "100.00%"}, {950, 1000, "95.00%"}, {1 << 60, 1 << 61, "50.00%"}} {
		if got := percent(c.n, c.whole); got != c.want {
			t.Errorf("percent(%d, %d): got %s, want %s", c.n, c.whole, got, c.want)
		}
	}
}

func TestBars_LeaveOutWhatIsNothing(t *testing.T) {
	t.Parallel()
	s := Split{Shares: []Share{{Kind: "member", Amount: money.Amount{Minor: 95}}, {Kind: "coop"},
		{Kind: "tax", Amount: money.Amount{Minor: 5}}}}
	bars := s.Bars()
	if len(bars) != 2 || bars[1] != (Bar{"tax", "95.00%", "5.00%"}) {
		t.Errorf("got %v, want member and tax, the tax from 95 %%", bars)
	}
}

func TestSteps_StayInsideTheChart(t *testing.T) {
	t.Parallel()
	start := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		s := Steps{}
		at := start
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			s.List = append(s.List, Step{At: at, Rate: money.Bps(rapid.Int64Range(0, 10000).Draw(t, "rate"))})
			at = at.Add(time.Duration(rapid.Int64Range(0, 1e7).Draw(t, "wait")) * time.Second)
		}
		s.End = at
		for _, p := range s.Points() {
			if p.X < chartLeft || p.X > chartRight || p.Y < chartTop || p.Y > chartFloor {
				t.Fatalf("point %d,%d lies outside", p.X, p.Y)
			}
		}
	})
}

func TestDesk_ShowsOfficesOnlyToTheirHolders(t *testing.T) {
	t.Parallel()
	s := &Site{shown: map[string]bool{"/orders": true, "/gigs/new": true, "/admin/payments": true}}
	s.Desk(DeskItem{Href: "/not-built-yet"}, DeskItem{Href: "/orders"}, DeskItem{Href: "/gigs/new", For: []string{"member"}}, DeskItem{Href: "/admin/payments", For: []string{"treasurer"}})
	for _, c := range []struct {
		who         Viewer
		own, office int
	}{{Viewer{}, 0, 0}, {Viewer{ID: "a", Kind: "client"}, 1, 0}, {Viewer{ID: "a", Kind: "member"}, 2, 0},
		{Viewer{ID: "a", Kind: "member", Offices: []string{"treasurer"}}, 2, 1}} {
		if own, office := s.deskOf(c.who); len(own) != c.own || len(office) != c.office {
			t.Errorf("%+v: got %d own and %d of offices, want %d and %d", c.who, len(own), len(office), c.own, c.office)
		}
	}
}
