package web

import (
	"strings"
	"testing"
	"time"
)

// Guests choose the address and the host that they ask for, and so how long the keys are.
func TestGuestCache_CountsWhatGuestsMakeLong(t *testing.T) {
	t.Parallel()
	var c guestCache
	for i := range 40 {
		c.put(string(rune('a'+i))+strings.Repeat("x", 1<<20), cachedPage{made: time.Unix(0, 0), plain: []byte("page")})
	}
	held := 0
	for key := range c.pages {
		held += len(key)
	}
	if held > cacheBytes+2<<20 {
		t.Errorf("%d bytes of keys are held", held)
	}
}
