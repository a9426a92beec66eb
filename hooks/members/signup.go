package members

import (
	"crypto/rand"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/crypto/bcrypt"
)

// Bounds of a password. bcrypt reads no more than 72 bytes, so longer ones would only seem safer.
const (
	MinPassword = 10
	MaxPassword = 71
)

// Newcomer is what a new account needs.
type Newcomer struct {
	Name, Email, Organisation, Password, Language string
}

// Check returns what is wrong with the fields of a new account.
func (n Newcomer) Check() error {
	var problems fault.Problems
	CheckName(&problems, n.Name)
	CheckEmail(&problems, n.Email)
	CheckPassword(&problems, "password", n.Password, n.Name, n.Email)
	if len([]rune(n.Organisation)) > 120 {
		problems.Add("organisation", "Please keep this under %d characters.", 120)
	}
	return problems.Err()
}

// CheckName adds what is wrong with a person's name under the field "name".
func CheckName(problems *fault.Problems, name string) {
	switch {
	case name == "":
		problems.Add("name", "Please write your name.")
	case len([]rune(name)) > 80:
		problems.Add("name", "Please keep this under %d characters.", 80)
	}
}

// CheckEmail adds what is wrong with an address under the field "email".
func CheckEmail(problems *fault.Problems, email string) {
	a, err := mail.ParseAddress(email)
	_, host, _ := strings.Cut(email, "@")
	if err != nil || a.Address != email || len(email) > 200 || !strings.Contains(host, ".") && host != "localhost" {
		problems.Add("email", "Please write an e-mail address, such as ana@example.org.")
	}
}

// CheckPassword adds what is wrong with a new password under the field.
func CheckPassword(problems *fault.Problems, field, password, name, email string) {
	low := strings.ToLower(password)
	switch {
	case len([]rune(password)) < MinPassword:
		problems.Add(field, "Please choose at least %d characters; a few words are fine.", MinPassword)
	case len(password) > MaxPassword:
		problems.Add(field, "Please choose a shorter password.")
	case low == strings.ToLower(email) || name != "" && low == strings.ToLower(name) || strings.Trim(low, low[:1]) == "" ||
		strings.HasPrefix(low, "password") || strings.HasPrefix(low, "1234567"):
		problems.Add(field, "This password is too easy to guess.")
	}
}

// SignUp makes an account whose address is still to be confirmed and mails the link. For an address that has an
// account the owner is told instead; the caller cannot tell the two apart.
func (r *Room) SignUp(app core.App, n Newcomer, next string) error {
	if err := n.Check(); err != nil {
		return err
	}
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		p, err := ByEmail(tx, n.Email)
		switch {
		case fault.Is(err, fault.NotFound):
			p, err = newPerson(tx)
		case err == nil && p.Verified():
			// As much work as the new account's password takes.
			_, _ = bcrypt.GenerateFromPassword([]byte(cutBytes(n.Password, 72)), bcrypt.DefaultCost)
			return r.tell(tx, &TellEvent{To: p.Id, Kind: "account", Letter: true, Link: "/login",
				Key:   "known-" + rand.Text(),
				Title: locale.Mark("You already have an account"),
				Text:  locale.Mark("Somebody tried to make an account with this address. You have one already: sign in, or ask for a new password there.")})
		}
		if err != nil {
			return err
		}
		// An account that nobody has confirmed belongs to nobody yet: the last one to ask sets its name and password.
		p.SetKind(Client)
		p.SetName(n.Name)
		p.SetEmail(strings.ToLower(n.Email))
		p.SetOrganisation(n.Organisation)
		p.SetLanguage(n.Language)
		p.SetPassword(n.Password)
		p.Set("updated", now)
		if p.GetDateTime("created").IsZero() {
			p.Set("created", now)
		}
		if err := tx.Save(p); err != nil {
			return fmt.Errorf("make account: %w", err)
		}
		return r.sendSignup(tx, p, next)
	})
}

func newPerson(app core.App) (*Person, error) {
	c, err := app.FindCachedCollectionByNameOrId("users")
	if err != nil {
		return nil, fmt.Errorf("make account: %w", err)
	}
	return wrap(core.NewRecord(c)), nil
}

// sendSignup mails the link that confirms the address, and voids earlier ones.
func (r *Room) sendSignup(app core.App, p *Person, next string) error {
	return app.RunInTransaction(func(tx core.App) error {
		secret, err := issue(tx, r.clock.Now(), forSignup, p.Id, next, SignupLife)
		if err != nil {
			return err
		}
		return r.tell(tx, &TellEvent{To: p.Id, Kind: "account", Letter: true, Link: "/signup/confirm/" + secret,
			Key: "signup-" + hashToken(secret)[:20], Title: locale.Mark("Confirm your address"),
			Text: locale.Mark("Please confirm that this is your address and sign in with the password you have chosen. The link works once, for two days.")})
	})
}

// Confirm proves the address of a new account: the link of the mail and the password chosen belong together, so
// that nobody who merely typed somebody else's address gets in. The link works once.
func (r *Room) Confirm(app core.App, secret, password string) (*Person, string, error) {
	now := r.clock.Now()
	t, err := peek(app, now, forSignup, secret)
	if err != nil {
		return nil, "", err
	}
	if err := r.byAccount.Take("confirm " + t.Person); err != nil {
		return nil, "", err
	}
	p, err := ByID(app, t.Person)
	if err != nil {
		return nil, "", err
	}
	if !passes(app, p, password) {
		var problems fault.Problems
		problems.Add("password", "This is not the password chosen on sign-up.")
		return nil, "", problems.Err()
	}
	err = app.RunInTransaction(func(tx core.App) error {
		if err := t.drop(tx); err != nil {
			return err
		}
		p.SetVerified(true)
		p.Set("updated", now)
		return tx.Save(p)
	})
	return p, t.Data, err
}

// AskReset mails a link to choose a new password, if the address has an account. The answer is the same if not.
func (r *Room) AskReset(app core.App, email string) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		p, err := ByEmail(tx, email)
		if fault.Is(err, fault.NotFound) || err == nil && p.Kind() == Former {
			_, err := issue(tx, now, forNobody, "", "", ResetLife)
			return err
		}
		if err != nil {
			return err
		}
		secret, err := issue(tx, now, forReset, p.Id, "", ResetLife)
		if err != nil {
			return err
		}
		return r.tell(tx, &TellEvent{To: p.Id, Kind: "account", Letter: true, Link: "/password/reset/" + secret,
			Key: "reset-" + hashToken(secret)[:20], Title: locale.Mark("Choose a new password"),
			Text: locale.Mark("Somebody asked for a new password for your account. Choose one here within an hour; the link works once. If it was not you, ignore this mail: nothing has changed.")})
	})
}

// Reset sets a new password by the link of a mail, once, and ends every session. It proves the address too.
func (r *Room) Reset(app core.App, secret, password string) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		t, err := use(tx, now, forReset, secret)
		if err != nil {
			return err
		}
		p, err := ByID(tx, t.Person)
		if err != nil {
			return err
		}
		var problems fault.Problems
		CheckPassword(&problems, "password", password, p.Name(), p.Email())
		if err := problems.Err(); err != nil {
			return err // the transaction is undone, so the link still works
		}
		p.SetVerified(true)
		return setPassword(tx, p, password, "", now)
	})
}

// setPassword changes the password; the rules end every session but the one to keep.
func setPassword(tx core.App, p *Person, password, keep string, now time.Time) error {
	p.SetPassword(password)
	p.Set("updated", now)
	p.SetRaw(keepSession, keep)
	if err := tx.Save(p); err != nil {
		return fmt.Errorf("set password: %w", err)
	}
	return nil
}

func hashIs(hash string) dbx.Expression { return dbx.HashExp{"hash": hash} }
