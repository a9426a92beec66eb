package members

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pquerna/otp/totp"
)

// factor says what a person has to show beside the password.
type factor string

const (
	noFactor   factor = ""
	mailFactor factor = "mail" // a code sent to the address
	appFactor  factor = "app"  // a code of an authenticator (TOTP)
)

// secondCookie holds the token of a sign-in between password and code.
const secondCookie = "second"

// pending is what a sign-in knows between password and code.
type pending struct {
	Factor factor `json:"f"`
	Code   string `json:"c"` // hash of token and code
	Next   string `json:"n"`
}

// HasTOTP reports whether the person has set up an authenticator.
func (p *Person) HasTOTP() bool { return p.GetString("totp") != "" }

// factor tells what the person needs. Whoever has an authenticator uses it; officers need at least a mail when the
// policy says so.
func (r *Room) factor(app core.App, p *Person) (factor, error) {
	if p.HasTOTP() {
		return appFactor, nil
	}
	now := r.clock.Now()
	offices, err := OfficesOf(app, p.Id, now)
	if err != nil || len(offices) == 0 || r.Rules.SecondFactor == nil {
		return noFactor, err
	}
	asked, err := r.Rules.SecondFactor(app, now)
	if err != nil || !asked {
		return noFactor, err
	}
	return mailFactor, nil
}

// beginSecond remembers that the password was right, and sends the code when it goes by mail.
func (r *Room) beginSecond(e *core.RequestEvent, p *Person, f factor, next string) error {
	if err := r.codes.Take(p.Id); err != nil {
		return err
	}
	code, err := sixDigits()
	if err != nil {
		return err
	}
	now := r.clock.Now()
	return e.App.RunInTransaction(func(tx core.App) error {
		secret, err := issue(tx, now, forSecond, p.Id, "", SecondLife)
		if err != nil {
			return err
		}
		if err := remember(tx, secret, pending{Factor: f, Code: hashToken(secret + code), Next: next}); err != nil {
			return err
		}
		setSecondCookie(e, secret, SecondLife)
		if f != mailFactor {
			return nil
		}
		return r.tell(tx, &TellEvent{To: p.Id, Kind: "account", Letter: true, Key: "second-" + hashToken(secret)[:20],
			Title: locale.Mark("Your code to sign in"),
			Text:  locale.Mark("Your code to sign in is %s. It holds for 15 minutes. Never tell it to anybody."), Args: []any{code}})
	})
}

// remember stores what is pending with its token; it needs the token's secret, so it comes after issue.
func remember(tx core.App, secret string, p pending) error {
	raw, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("remember sign-in: %w", err)
	}
	_, err = tx.NonconcurrentDB().Update("person_tokens", map[string]any{"data": string(raw)},
		hashIs(hashToken(secret))).Execute()
	if err != nil {
		return fmt.Errorf("remember sign-in: %w", err)
	}
	return nil
}

// finishSecond checks the code and opens the session. It returns where to go. A wrong code counts; after five the
// sign-in has to start again.
func (r *Room) finishSecond(e *core.RequestEvent, code string) (string, error) {
	t, err := r.waiting(e)
	if err != nil {
		return "", err
	}
	var said pending
	if err := json.Unmarshal([]byte(t.Data), &said); err != nil {
		return "", fmt.Errorf("read sign-in: %w", err)
	}
	if t.Tries >= maxTries {
		return "", fault.New(fault.TooMany, "Too many wrong codes. Please sign in anew.")
	}
	// The try is counted before the code is looked at, so that parallel guesses count too.
	if err := t.miss(e.App); err != nil {
		return "", err
	}
	p, err := ByID(e.App, t.Person)
	if err != nil {
		return "", err
	}
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := r.checkCode(tx, e, p, said, code); err != nil {
			return err
		}
		return t.drop(tx)
	})
	if err != nil {
		return "", err
	}
	setSecondCookie(e, "", -1)
	return said.Next, r.replaceSession(e, p)
}

func (r *Room) checkCode(tx core.App, e *core.RequestEvent, p *Person, said pending, code string) error {
	wrong := &fault.Problems{}
	wrong.Add("code", "This code is not right.")
	if said.Factor == appFactor {
		ok, err := r.takeTOTP(tx, p, code)
		if err != nil || ok {
			return err
		}
		return wrong.Err()
	}
	cookie, err := e.Request.Cookie(secondCookie)
	if err != nil || subtle.ConstantTimeCompare([]byte(hashToken(cookie.Value+code)), []byte(said.Code)) != 1 {
		return wrong.Err()
	}
	return nil
}

// waiting returns the sign-in that this browser has begun, or fault.NotFound.
func (r *Room) waiting(e *core.RequestEvent) (*token, error) {
	cookie, err := e.Request.Cookie(secondCookie)
	if err != nil {
		return nil, fault.Missing()
	}
	return peek(e.App, r.clock.Now(), forSecond, cookie.Value)
}

// takeTOTP reports whether the authenticator shows this code now, half a minute early or late allowed. Each code
// works once.
func (r *Room) takeTOTP(tx core.App, p *Person, code string) (bool, error) {
	now := r.clock.Now()
	for _, skew := range []time.Duration{0, -30 * time.Second, 30 * time.Second} {
		at := now.Add(skew)
		want, err := totp.GenerateCode(p.GetString("totp"), at)
		if err != nil {
			return false, fmt.Errorf("compute code: %w", err)
		}
		step := int(at.Unix() / 30)
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && step > p.GetInt("totpStep") {
			p.Set("totpStep", step)
			return true, tx.Save(p)
		}
	}
	return false, nil
}

func sixDigits() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("draw a code: %w", err)
	}
	return fmt.Sprintf("%06d", n), nil
}

func setSecondCookie(e *core.RequestEvent, secret string, life time.Duration) {
	e.SetCookie(&http.Cookie{Name: secondCookie, Value: secret, Path: "/", MaxAge: int(life / time.Second),
		HttpOnly: true, Secure: !web.Loopback(e.Request), SameSite: http.SameSiteLaxMode})
}
