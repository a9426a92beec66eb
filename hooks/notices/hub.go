package notices

import (
	"sync"

	"github.com/pocketbase/pocketbase/core"
)

// Bounds of the streams: a person's tabs and devices, and all together, for each holds a connection.
const (
	personStreams = 6
	allStreams    = 2000
)

// hub knows who listens for notices just now. It holds no news: a listener that is woken reads for itself.
type hub struct {
	mu   sync.Mutex
	of   map[string]map[*listener]bool // by person
	open int
}

// listener is one open stream.
type listener struct {
	hub             *hub
	person, session string
	news            chan struct{} // holds one: several pieces of news at once wake it once
	gone            chan struct{} // closed when the session has ended
	once            sync.Once
}

// listen adds a listener; false means that there are too many.
func (h *hub) listen(person, session string) (*listener, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open >= allStreams || len(h.of[person]) >= personStreams {
		return nil, false
	}
	if h.of == nil {
		h.of = map[string]map[*listener]bool{}
	}
	if h.of[person] == nil {
		h.of[person] = map[*listener]bool{}
	}
	l := &listener{hub: h, person: person, session: session, news: make(chan struct{}, 1), gone: make(chan struct{})}
	h.of[person][l] = true
	h.open++
	return l, true
}

func (l *listener) leave() {
	l.hub.mu.Lock()
	defer l.hub.mu.Unlock()
	delete(l.hub.of[l.person], l)
	if len(l.hub.of[l.person]) == 0 {
		delete(l.hub.of, l.person)
	}
	l.hub.open--
}

// wake tells the people's listeners to look. It never blocks.
func (h *hub) wake(people ...string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range people {
		for l := range h.of[p] {
			select {
			case l.news <- struct{}{}:
			default: // it will look anyway
			}
		}
	}
}

// end closes the streams of a session.
func (h *hub) end(person, session string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.of[person] {
		if l.session == session {
			l.once.Do(func() { close(l.gone) })
		}
	}
}

// Listening is how many streams are open.
func (r *Room) Listening() int {
	r.hub.mu.Lock()
	defer r.hub.mu.Unlock()
	return r.hub.open
}

// endWithSessions closes streams as soon as their session is deleted, which is what signing out does. Sessions that
// end otherwise are noticed at the next heartbeat.
func (r *Room) endWithSessions(app core.App) {
	app.OnRecordAfterDeleteSuccess("sessions").BindFunc(func(e *core.RecordEvent) error {
		r.hub.end(e.Record.GetString("person"), e.Record.Id)
		return e.Next()
	})
}

// living reports whether the session may still be used. When that cannot be read, the stream ends and the browser asks
// again.
func (r *Room) living(app core.App, session string) bool {
	s, err := app.FindRecordById("sessions", session)
	return err == nil && r.clock.Now().Before(s.GetDateTime("expires").Time())
}
