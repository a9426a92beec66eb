package members

import (
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/fault"

	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/crypto/bcrypt"
)

// Limits on guessing, shown by the words of the refusal.
const (
	SignInTries  = 5
	signInWindow = 15 * time.Minute
	// addressTries bounds what one network address may try on many accounts.
	addressTries = 60
)

// nobodysHash is compared with when an address is unknown, so that the answer takes as long as for a known one.
const nobodysHash = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"

// authenticate returns the person whose address and password these are. Unknown address, wrong password and closed
// account answer the same. After too many tries from one place it is fault.TooMany.
func (r *Room) authenticate(e *core.RequestEvent, email, password string) (*Person, error) {
	key := strings.ToLower(email) + " " + e.RealIP()
	if err := r.byAddress.Allow(e.RealIP()); err != nil {
		return nil, err
	}
	if err := r.byAccount.Take(key); err != nil { // counted before the check, so that parallel guesses count too
		return nil, err
	}
	p, err := ByEmail(e.App, email)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	if !passes(e.App, p, password) {
		r.byAddress.Count(e.RealIP()) // only failures: behind a proxy a whole co-op may share one address
		return nil, fault.New(fault.Invalid, "The address or the password is not right.")
	}
	r.byAccount.Forgive(key)
	return p, nil
}

// passes applies PocketBase's own checks: the password and the collection's auth rule.
func passes(app core.App, p *Person, password string) bool {
	if p == nil {
		// The result is known; only its time matters.
		_ = bcrypt.CompareHashAndPassword([]byte(nobodysHash), []byte(cutBytes(password, 72)))
		return false
	}
	if !p.ValidatePassword(password) {
		return false
	}
	rec := p.ProxyRecord()
	info := &core.RequestInfo{Context: core.RequestInfoContextPasswordAuth}
	ok, err := app.CanAccessRecord(rec, info, rec.Collection().AuthRule)
	return ok && err == nil
}

// cutBytes is s as far as bcrypt reads it; longer input is an error there and would return early.
func cutBytes(s string, max int) string { return s[:min(len(s), max)] }

// enter lets the person in, or sends them on to the second factor. It returns where to go.
func (r *Room) enter(e *core.RequestEvent, p *Person, next string) (string, error) {
	if !p.Verified() {
		// Whoever signed up with somebody else's address must not be able to flood it.
		if err := r.mails.Take("confirm " + p.Id); err != nil {
			return "", err
		}
		if err := r.sendSignup(e.App, p, next); err != nil {
			return "", err
		}
		return "", fault.New(fault.Invalid, "Please confirm your address first: we have sent you the link again.")
	}
	factor, err := r.factor(e.App, p)
	if err != nil {
		return "", err
	}
	if factor != noFactor {
		return "/login/code", r.beginSecond(e, p, factor, next)
	}
	return next, r.replaceSession(e, p)
}

// replaceSession ends the session that this browser had and opens a new one.
func (r *Room) replaceSession(e *core.RequestEvent, p *Person) error {
	if s := CurrentSession(e); s != nil {
		if err := e.App.Delete(s); err != nil {
			return fmt.Errorf("end earlier session: %w", err)
		}
	}
	return r.SignIn(e, p)
}
