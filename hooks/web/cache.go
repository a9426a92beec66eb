package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// Bounds of the guests' cache. Pages live no longer than cacheLife even when nothing is written, because time alone
// closes votes and ends deadlines. A second is enough to carry a crowd.
const (
	cacheLife  = time.Second
	cacheBytes = 16 << 20
)

// guestCache keeps whole pages for people without an account, each as good as the database was when it was rendered: no
// page outlives the data it shows.
type guestCache struct {
	mu    sync.Mutex
	pages map[string]cachedPage
	size  int
}

type cachedPage struct {
	version Version
	made    time.Time
	plain   []byte
	zipped  []byte
	tag     string
}

const cacheKey = "cooperage.cache"

// pending is a page being rendered: where to keep it, and the version of the data read before anything else was.
type pending struct {
	key     string
	version Version
}

// cached answers a guest from memory when the data has not changed since, and else lets the page be rendered and kept.
func (s *Site) cached(e *core.RequestEvent) error {
	if e.Request.Method != http.MethodGet || s.Viewer(e).SignedIn() || !s.Coop(e.App).Standing() {
		return e.Next()
	}
	if _, err := e.Request.Cookie("flash"); err == nil {
		return e.Next()
	}
	version, err := s.Version(e.App)
	if err != nil {
		e.App.Logger().Warn("read the data version", "error", err)
		return e.Next()
	}
	l := s.Locale(e)
	key := strings.Join([]string{l.Code, theme(e, Viewer{}), e.Request.Host, e.Request.URL.RequestURI()}, "\n")
	page, ok := s.cache.get(key, version, s.Clock.Now())
	if !ok {
		e.Set(cacheKey, pending{key, version})
		return e.Next()
	}
	return page.answer(e)
}

func (p cachedPage) answer(e *core.RequestEvent) error {
	h := e.Response.Header()
	guestHeaders(h, p.tag)
	if e.Request.Header.Get("If-None-Match") == p.tag {
		return e.NoContent(http.StatusNotModified)
	}
	h.Add("Vary", "Accept-Encoding")
	if strings.Contains(e.Request.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		return e.Blob(http.StatusOK, htmlType, p.zipped)
	}
	return e.Blob(http.StatusOK, htmlType, p.plain)
}

// zippers are used again: a new one costs more than to zip a page. The fastest level, for many pages are asked for once.
var zippers = sync.Pool{New: func() any {
	w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a constant, so it cannot be refused
	return w
}}

// keep stores a page that was rendered for a guest, if the request asked for it.
func (s *Site) keep(e *core.RequestEvent, body []byte, tag string) {
	p, ok := e.Get(cacheKey).(pending)
	if !ok {
		return
	}
	var z bytes.Buffer
	w := zippers.Get().(*gzip.Writer)
	defer zippers.Put(w)
	w.Reset(&z)
	if _, err := w.Write(body); err != nil || w.Close() != nil {
		return // a buffer takes everything; without a zipped form there is nothing to keep
	}
	s.cache.put(p.key, cachedPage{version: p.version, made: s.Clock.Now(), plain: bytes.Clone(body), zipped: z.Bytes(), tag: tag})
}

func (c *guestCache) get(key string, version Version, now time.Time) (cachedPage, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.pages[key]
	fresh := ok && p.version == version && !now.Before(p.made) && now.Sub(p.made) < cacheLife
	return p, fresh
}

func (c *guestCache) put(key string, p cachedPage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages == nil || c.size > cacheBytes {
		c.pages, c.size = map[string]cachedPage{}, 0
	}
	c.size += len(key) + len(p.plain) + len(p.zipped) // a guest can send a host of a megabyte
	c.pages[key] = p
}
