package web

import (
	"sync"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/fault"
)

// Limiter counts tries per key in fixed windows, in memory: a restart forgives. It is safe for concurrent use.
type Limiter struct {
	clock  *clock.Clock
	max    int
	window time.Duration
	mu     sync.Mutex
	tries  map[string]tries
}

type tries struct {
	n     int
	until time.Time
}

// NewLimiter allows max tries per key and window.
func NewLimiter(c *clock.Clock, max int, window time.Duration) *Limiter {
	return &Limiter{clock: c, max: max, window: window, tries: map[string]tries{}}
}

// Allow returns a TooMany refusal with the time to wait when the key has used up its tries; it counts nothing.
func (l *Limiter) Allow(key string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	t := l.tries[key]
	if t.n < l.max || !now.Before(t.until) {
		return nil
	}
	f := fault.New(fault.TooMany, "Too many tries. Please wait %d minutes.", int((t.until.Sub(now)+time.Minute-1)/time.Minute))
	f.RetryAfter = t.until.Sub(now)
	return f
}

// Count notes one try.
func (l *Limiter) Count(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	l.forget(now)
	t := l.tries[key]
	if !now.Before(t.until) {
		t = tries{until: now.Add(l.window)}
	}
	t.n++
	l.tries[key] = t
}

// Take counts one try and refuses it when it is one too many.
func (l *Limiter) Take(key string) error {
	if err := l.Allow(key); err != nil {
		return err
	}
	l.Count(key)
	return nil
}

// Forgive clears a key, after a try that worked.
func (l *Limiter) Forgive(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.tries, key)
}

// forget drops windows that are over once the table is large, so that memory stays bounded under attack.
func (l *Limiter) forget(now time.Time) {
	if len(l.tries) < 10_000 {
		return
	}
	for k, t := range l.tries {
		if !now.Before(t.until) || len(l.tries) > 100_000 {
			delete(l.tries, k)
		}
	}
}
