package web_test

import (
	"testing"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/fault"
	"cooperage/hooks/web"
)

func TestLimiter_RefusesAfterTheLastTryUntilTheWindowEnds(t *testing.T) {
	t.Parallel()
	c := clock.New()
	c.Set(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC))
	l := web.NewLimiter(c, 3, 10*time.Minute)
	for i := range 3 {
		if err := l.Take("a"); err != nil {
			t.Fatalf("try %d: %v", i, err)
		}
		c.Shift(time.Minute)
	}
	f := fault.As(l.Take("a"))
	if f == nil || f.Kind != fault.TooMany || f.RetryAfter != 7*time.Minute {
		t.Fatalf("got %+v, want 7 minutes to wait", f)
	}
	if err := l.Take("b"); err != nil {
		t.Errorf("another key: %v", err)
	}
	c.Shift(7 * time.Minute)
	if err := l.Take("a"); err != nil {
		t.Errorf("after the window: %v", err)
	}
}

func TestLimiter_ForgivesAfterASuccess(t *testing.T) {
	t.Parallel()
	l := web.NewLimiter(clock.New(), 1, time.Hour)
	l.Count("a")
	l.Forgive("a")
	if err := l.Allow("a"); err != nil {
		t.Error(err)
	}
}
