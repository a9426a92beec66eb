// Package clock is the one place the time comes from, so that tests and the demo can move it.
// Every room is given a *Clock; nothing else in this program may call time.Now for a rule.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time in UTC, to the millisecond, the precision that records store.
// The zero value is the system clock. It is safe for concurrent use.
type Clock struct {
	mu     sync.RWMutex
	fixed  time.Time
	offset time.Duration
}

// New returns the system clock.
func New() *Clock { return &Clock{} }

// Now returns the current instant in UTC, cut to milliseconds.
func (c *Clock) Now() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if !c.fixed.IsZero() {
		return c.fixed
	}
	return time.Now().UTC().Add(c.offset).Truncate(time.Millisecond)
}

// Set stops the clock at t; the zero time lets it run again.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.IsZero() {
		c.fixed = time.Time{}
		return
	}
	c.fixed = t.UTC().Truncate(time.Millisecond)
}

// Shift moves the clock by d, whether it runs or stands.
func (c *Clock) Shift(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.fixed.IsZero() {
		c.fixed = c.fixed.Add(d)
		return
	}
	c.offset += d
}
