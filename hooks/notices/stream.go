package notices

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"cooperage/hooks/members"

	"github.com/pocketbase/pocketbase/core"
)

const (
	streamLife = 20 * time.Minute // then the browser connects anew
	heartbeat  = 25 * time.Second // proxies close what is silent for a minute, and a sign-out elsewhere is noticed
	writeTime  = 10 * time.Second // a browser that takes nothing for so long is gone
	retryAfter = 5 * time.Second  // how soon a browser comes back after the stream has ended
)

// stream handles GET /notices/stream: server-sent events with the number of unread notices, at once and whenever it
// changes. It ends with the session. When there are too many streams it answers 204, on which a browser gives up
// quietly: the number is then as fresh as the page.
func (r *Room) stream(e *core.RequestEvent) error {
	me, session := members.Viewer(e), members.CurrentSession(e)
	l, ok := r.hub.listen(me.Id, session.Id)
	if !ok {
		return e.NoContent(http.StatusNoContent)
	}
	defer l.leave()
	h := e.Response.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold the events back
	ctx, cancel := context.WithTimeout(e.Request.Context(), streamLife)
	defer cancel()
	s := &stream{room: r, e: e, out: http.NewResponseController(e.Response), shown: -1}
	if !s.say(fmt.Sprintf("retry: %d\n\n", retryAfter.Milliseconds())) {
		return nil
	}
	s.run(ctx, l)
	return nil
}

// stream is one open connection.
type stream struct {
	room  *Room
	e     *core.RequestEvent
	out   *http.ResponseController
	shown int // the number the browser has
}

func (s *stream) run(ctx context.Context, l *listener) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for s.tell(l.person) {
		select {
		case <-ctx.Done():
			return
		case <-l.gone:
			return
		case <-l.news:
		case <-beat.C:
			if !s.room.living(s.e.App, l.session) || !s.say(":\n\n") {
				return
			}
		}
	}
}

// tell sends the number when it has changed, and reports whether the browser is still there.
func (s *stream) tell(person string) bool {
	n := Unread(s.e.App, person)
	if n == s.shown {
		return true
	}
	s.shown = n
	return s.say(fmt.Sprintf("data: %d\n\n", n))
}

func (s *stream) say(text string) bool {
	// The server gives a whole answer five minutes; a stream gets its time line by line.
	if err := s.out.SetWriteDeadline(time.Now().Add(writeTime)); err != nil {
		return false
	}
	if _, err := s.e.Response.Write([]byte(text)); err != nil {
		return false
	}
	return s.out.Flush() == nil
}
