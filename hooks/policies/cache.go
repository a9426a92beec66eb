package policies

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"
)

// cache keeps all versions of one app in memory. Each enactment begins a new generation; a reader that loaded
// before it cannot put its old book back.
type cache struct {
	mu         sync.Mutex
	generation int
	book       book
}

// cacheOf returns the cache that belongs to the app and its transactions.
func cacheOf(app core.App) *cache {
	return app.Store().GetOrSet("policies.cache", func() any { return &cache{} }).(*cache)
}

func (c *cache) get() (book, int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.book, c.generation
}

func (c *cache) put(b book, generation int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if generation == c.generation {
		c.book = b
	}
}

func (c *cache) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	c.book = nil
}
