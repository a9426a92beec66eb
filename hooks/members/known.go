package members

import (
	"slices"
	"sync"
	"time"

	"cooperage/hooks/web"
)

// Bounds of what is remembered of sessions. Time alone ends sessions and terms of office, so nothing is remembered for
// longer than a moment, even when nothing is written.
const (
	knownLife = time.Second
	knownMost = 2_000
)

// known is who was behind a token when the database was in the version.
type known struct {
	version web.Version
	made    time.Time
	session *Session
	person  *Person
	viewer  web.Viewer
}

// copy returns what a request may change without changing it for others.
func (k known) copy() *known {
	s, p := &Session{}, wrap(k.person.ProxyRecord().Clone())
	s.SetProxyRecord(k.session.ProxyRecord().Clone())
	p.Offices = slices.Clone(k.person.Offices)
	k.session, k.person = s, p
	return &k
}

// knownPeople remembers, by the hash of their tokens, who asked a moment ago, each as good as the database was then: a
// sign-out, a new office or a notice is a commit, and ends what was remembered. A page brings a handful of requests, and a
// crowd brings thousands; each would cost four statements.
type knownPeople struct {
	mu   sync.Mutex
	list map[string]known
}

func (l *knownPeople) get(hash string, version web.Version, now time.Time) *known {
	l.mu.Lock()
	k, ok := l.list[hash]
	l.mu.Unlock()
	if !ok || k.version != version || now.Before(k.made) || now.Sub(k.made) >= knownLife {
		return nil
	}
	return k.copy()
}

func (l *knownPeople) put(hash string, k known) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.list == nil || len(l.list) >= knownMost {
		l.list = map[string]known{}
	}
	l.list[hash] = k
}
