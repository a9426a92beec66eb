package editor

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"cooperage/hooks/fault"
)

func TestTurns_OnePersonRendersOneTextAtATime(t *testing.T) {
	t.Parallel()
	all := &turns{busy: map[string]*queue{}}
	var now, most, refused, served atomic.Int64
	var group sync.WaitGroup
	for range 200 {
		group.Go(func() {
			done, err := all.take(t.Context(), "ada")
			if err != nil {
				if !fault.Is(err, fault.TooMany) || fault.As(err).RetryAfter <= 0 {
					t.Errorf("refused with %v", err)
				}
				refused.Add(1)
				return
			}
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			now.Add(-1)
			served.Add(1)
			done()
		})
	}
	group.Wait()
	if most.Load() != 1 || served.Load() == 0 || served.Load()+refused.Load() != 200 {
		t.Errorf("%d at once, %d served, %d refused", most.Load(), served.Load(), refused.Load())
	}
	if len(all.busy) != 0 {
		t.Errorf("%d queues are left", len(all.busy))
	}
}

func TestTurns_TwoWaitAndTheThirdIsRefused(t *testing.T) {
	t.Parallel()
	all := &turns{busy: map[string]*queue{}}
	first, err := all.take(t.Context(), "ada")
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	waiting := make(chan error)
	for range maxWaiting {
		if _, err := all.join("ada"); err != nil {
			t.Fatalf("a waiting place is refused: %v", err)
		}
	}
	if _, err := all.take(t.Context(), "ada"); !fault.Is(err, fault.TooMany) {
		t.Errorf("one too many: %v", err)
	}
	if done, err := all.take(t.Context(), "bea"); err != nil {
		t.Errorf("another person: %v", err)
	} else {
		done()
	}
	all.leave("ada", all.busy["ada"])
	go func() { _, err := all.take(gone, "ada"); waiting <- err }()
	cancel()
	if err := <-waiting; err == nil {
		t.Error("who has gone away gets a turn")
	}
	first()
	all.leave("ada", all.busy["ada"])
	if len(all.busy) != 0 {
		t.Errorf("%d queues are left", len(all.busy))
	}
}
