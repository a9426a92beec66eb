package members

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Sliding life of a session without use (shown at /account); officers' are short because they touch others' money.
const (
	SessionLife        = 30 * 24 * time.Hour
	OfficerSessionLife = 12 * time.Hour
	// rotationGrace lets requests already under way finish with the token that was just replaced.
	rotationGrace = time.Minute
	// touchEvery bounds how often using a session writes to the database.
	touchEvery = 10 * time.Minute
)

// Session is one signed-in device.
type Session struct{ core.BaseRecordProxy }

// PersonID is whose session it is.
func (s *Session) PersonID() string { return s.GetString("person") }

// Agent is the browser's own description of itself, cut short.
func (s *Session) Agent() string { return s.GetString("agent") }

// Seen is when the session was last used, to about ten minutes.
func (s *Session) Seen() time.Time { return s.GetDateTime("seen").Time() }

// Expires is when the session ends unless it is used.
func (s *Session) Expires() time.Time { return s.GetDateTime("expires").Time() }

// Confirmed is when the password was last typed in this session.
func (s *Session) Confirmed() time.Time { return s.GetDateTime("confirmed").Time() }

const (
	personKey  = "cooperage.person"
	sessionKey = "cooperage.session"
)

// Viewer returns the person behind the request, or nil for a guest.
func Viewer(e *core.RequestEvent) *Person {
	p, _ := e.Get(personKey).(*Person)
	return p
}

// CurrentSession returns the session behind the request, or nil for a guest.
func CurrentSession(e *core.RequestEvent) *Session {
	s, _ := e.Get(sessionKey).(*Session)
	return s
}

func cookieName(r *http.Request) string {
	if web.Loopback(r) {
		return "session"
	}
	return "__Host-session" // browsers keep it only when Secure, without Domain and for the whole path
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// session is the middleware that finds out who asks. A bad or old cookie is a guest, never an error.
func (r *Room) session(e *core.RequestEvent) error {
	cookie, err := e.Request.Cookie(cookieName(e.Request))
	if err != nil || cookie.Value == "" {
		return e.Next()
	}
	k, err := r.recall(e.App, cookie.Value)
	if err != nil {
		return err
	}
	if k == nil {
		dropCookie(e)
		return e.Next()
	}
	if err := r.refresh(e, k.session, k.person); err != nil {
		return err
	}
	e.Set(personKey, k.person)
	e.Set(sessionKey, k.session)
	web.SetViewer(e, k.viewer)
	return e.Next()
}

// recall returns who the token stands for, or nil when it opens no living session.
func (r *Room) recall(app core.App, token string) (*known, error) {
	hash, now := hashToken(token), r.clock.Now()
	version, unsure := r.site.Version(app)
	if unsure != nil { // the session can be looked up all the same; only nothing is remembered
		app.Logger().Warn("read the data version", "error", unsure)
	} else if k := r.known.get(hash, version, now); k != nil {
		return k, nil
	}
	s, p, err := r.find(app, hash)
	if s == nil || err != nil {
		return nil, err
	}
	k := known{version, now, s, p, r.viewer(app, p)}
	if unsure == nil {
		r.known.put(hash, k)
	}
	return k.copy(), nil
}

// find looks up the hash of a token. It returns nil, nil, nil when the token opens no living session.
func (r *Room) find(app core.App, hash string) (*Session, *Person, error) {
	now := r.clock.Now()
	s := &Session{}
	err := app.RecordQuery("sessions").AndWhere(dbx.NewExp("tokenHash = {:h} OR (previousHash = {:h} AND rotated > {:grace})",
		dbx.Params{"h": hash, "grace": Stamp(now.Add(-rotationGrace))})).Limit(1).One(s)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !now.Before(s.Expires()) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("find session: %w", err)
	}
	p, err := ByID(app, s.PersonID())
	if err != nil {
		return nil, nil, err
	}
	if p.Kind() == Former {
		return nil, nil, nil
	}
	if p.Offices, err = OfficesOf(app, p.Id, now); err != nil {
		return nil, nil, err
	}
	return s, p, nil
}

// refresh slides the session's end, and replaces its token when the person's rights have changed since it was made,
// so that a token stolen before a promotion is worth nothing after it.
func (r *Room) refresh(e *core.RequestEvent, s *Session, p *Person) error {
	now := r.clock.Now()
	rotate := s.GetString("rights") != rights(p)
	if !rotate && now.Sub(s.Seen()) < touchEvery {
		return nil
	}
	s.Set("seen", now)
	s.Set("expires", now.Add(life(p)))
	s.Set("updated", now)
	token := ""
	if rotate {
		token = rand.Text()
		s.Set("previousHash", s.GetString("tokenHash"))
		s.Set("rotated", now)
		s.Set("tokenHash", hashToken(token))
		s.Set("rights", rights(p))
	}
	if err := e.App.Save(s); err != nil {
		return fmt.Errorf("refresh session: %w", err)
	}
	if token == "" {
		c, err := e.Request.Cookie(cookieName(e.Request))
		if err != nil {
			return nil
		}
		token = c.Value
	}
	setCookie(e, token, life(p))
	return nil
}

func life(p *Person) time.Duration {
	if len(p.Offices) > 0 {
		return OfficerSessionLife
	}
	return SessionLife
}

func rights(p *Person) string { return p.Kind() + ":" + strings.Join(p.Offices, ",") }

// SignIn opens a session for the person on this device. The caller has checked who they are.
func (r *Room) SignIn(e *core.RequestEvent, p *Person) error {
	now := r.clock.Now()
	var err error
	if p.Offices, err = OfficesOf(e.App, p.Id, now); err != nil {
		return err
	}
	c, err := e.App.FindCachedCollectionByNameOrId("sessions")
	if err != nil {
		return fmt.Errorf("open session: %w", err)
	}
	token := rand.Text()
	s := core.NewRecord(c)
	s.Load(map[string]any{"person": p.Id, "tokenHash": hashToken(token), "seen": now, "expires": now.Add(life(p)),
		"confirmed": now, "agent": short(e.Request.UserAgent(), 200), "rights": rights(p), "created": now, "updated": now})
	if err := e.App.Save(s); err != nil {
		return fmt.Errorf("open session: %w", err)
	}
	setCookie(e, token, life(p))
	return nil
}

// SignOut ends the session behind the request.
func (r *Room) SignOut(e *core.RequestEvent) error {
	dropCookie(e)
	if s := CurrentSession(e); s != nil {
		return e.App.Delete(s)
	}
	return nil
}

// EndSessions ends all sessions of the person but the one to keep ("" keeps none).
func EndSessions(app core.App, person, keep string) error {
	_, err := app.NonconcurrentDB().Delete("sessions",
		dbx.And(dbx.HashExp{"person": person}, dbx.Not(dbx.HashExp{"id": keep}))).Execute()
	if err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

func (r *Room) viewer(app core.App, p *Person) web.Viewer {
	return web.Viewer{ID: p.Id, Name: p.Name(), Handle: p.Handle(), Kind: p.Kind(), Offices: p.Offices,
		Language: p.Language(), Theme: p.Theme(), Portrait: r.PortraitURL(p.Portrait()), Unread: r.Unread(app, p.Id), Zone: locale.Zone(p.Zone())}
}

func setCookie(e *core.RequestEvent, token string, life time.Duration) {
	e.SetCookie(&http.Cookie{Name: cookieName(e.Request), Value: token, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: !web.Loopback(e.Request), SameSite: http.SameSiteLaxMode})
}

func dropCookie(e *core.RequestEvent) {
	e.SetCookie(&http.Cookie{Name: cookieName(e.Request), Path: "/", MaxAge: -1,
		HttpOnly: true, Secure: !web.Loopback(e.Request), SameSite: http.SameSiteLaxMode})
}

func short(s string, max int) string {
	s = strings.ToValidUTF8(s, "")
	if len(s) > max {
		s = strings.ToValidUTF8(s[:max], "")
	}
	return s
}
