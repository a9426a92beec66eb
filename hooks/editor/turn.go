package editor

import (
	"context"
	"sync"
	"time"

	"cooperage/hooks/fault"
)

// maxWaiting is how many previews of one person may wait while another of theirs is rendered.
const maxWaiting = 2

// turns lets one person have one text rendered at a time: whoever sends long texts as fast as they can keeps at
// most one processor busy. A few more wait for their turn, the rest are refused.
type turns struct {
	mu   sync.Mutex
	busy map[string]*queue
}

type queue struct {
	turn   chan struct{}
	length int // the one that is rendered included
}

// take waits for the person's turn and returns what ends it.
func (t *turns) take(ctx context.Context, person string) (done func(), err error) {
	q, err := t.join(person)
	if err != nil {
		return nil, err
	}
	select {
	case q.turn <- struct{}{}:
		return func() { <-q.turn; t.leave(person, q) }, nil
	case <-ctx.Done():
		t.leave(person, q)
		return nil, ctx.Err()
	}
}

func (t *turns) join(person string) (*queue, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	q := t.busy[person]
	if q == nil {
		q = &queue{turn: make(chan struct{}, 1)}
		t.busy[person] = q
	}
	if q.length > maxWaiting {
		f := fault.New(fault.TooMany, "Several of your previews are being made. Please wait a moment.")
		f.RetryAfter = time.Second
		return nil, f
	}
	q.length++
	return q, nil
}

func (t *turns) leave(person string, q *queue) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if q.length--; q.length == 0 {
		delete(t.busy, person)
	}
}
