package members

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Wish is what an applicant writes.
type Wish struct{ Craft, Links, Statement string }

func (w Wish) check() error {
	var problems fault.Problems
	switch {
	case w.Craft == "":
		problems.Add("craft", "Please say what you do for a living.")
	case len([]rune(w.Craft)) > MaxCraft:
		problems.Add("craft", "Please keep this under %d characters.", MaxCraft)
	}
	if len([]rune(w.Links)) > MaxLinks {
		problems.Add("links", "Please keep this under %d characters.", MaxLinks)
	} else if !areLinks(w.Links) {
		problems.Add("links", "Please write one address a line, each beginning with https://.")
	}
	switch {
	case len([]rune(w.Statement)) < 40:
		problems.Add("statement", "Please write a few sentences: members decide by them.")
	case len([]rune(w.Statement)) > MaxStatement:
		problems.Add("statement", "Please keep this under %d characters.", MaxStatement)
	}
	return problems.Err()
}

func areLinks(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "https://") && !strings.HasPrefix(line, "http://") || strings.Contains(line, " ") {
			return false
		}
	}
	return true
}

// Apply records the person's wish to join and tells the stewards. Members and whoever has an open application
// cannot apply: fault.Conflict.
func (r *Room) Apply(app core.App, p *Person, w Wish) (*Application, error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	a, now := &Application{}, r.clock.Now()
	err := app.RunInTransaction(func(tx core.App) error {
		p, err := ByID(tx, p.Id)
		if err != nil {
			return err
		}
		if p.Kind() != Client {
			return fault.New(fault.Conflict, "You have applied already.")
		}
		c, err := tx.FindCachedCollectionByNameOrId("applications")
		if err != nil {
			return fmt.Errorf("apply: %w", err)
		}
		a.SetProxyRecord(core.NewRecord(c))
		a.ProxyRecord().Load(map[string]any{"person": p.Id, "craft": w.Craft, "links": w.Links, "statement": w.Statement,
			"state": Open, "created": now, "updated": now})
		if err := tx.Save(a); err != nil {
			return fmt.Errorf("apply: %w", err)
		}
		p.SetKind(Applicant)
		p.Set("updated", now)
		if err := tx.Save(p); err != nil {
			return fmt.Errorf("apply: %w", err)
		}
		return r.tellOfficers(tx, "steward", now, TellEvent{Kind: "membership", Text: locale.Mark("%s has applied to join (%s)."),
			Args: []any{p.Name(), w.Craft}, Link: "/applications/" + a.Id, Key: "applied-" + a.Id})
	})
	return a, err
}

func (r *Room) tellOfficers(tx core.App, office string, now time.Time, e TellEvent) error {
	holders, err := HoldersOf(tx, office, now)
	if err != nil {
		return err
	}
	for _, h := range holders {
		one := e
		one.To = h.Id
		if err := r.tell(tx, &one); err != nil {
			return err
		}
	}
	return nil
}

// Withdraw takes an open application back; the person is a client again.
func (r *Room) Withdraw(app core.App, p *Person) error {
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		a, err := latestApplication(tx, p.Id)
		if err != nil {
			return err
		}
		return r.settle(tx, a, Withdrawn, Client, "", "", now)
	})
}

// Admit makes the applicant a member with the next free code and a handle of their own. Only a steward does it,
// and only while the co-op's rules leave it to stewards.
func (r *Room) Admit(app core.App, by *Person, id string) (*Person, error) {
	var joined *Person
	now := r.clock.Now()
	err := app.RunInTransaction(func(tx core.App) error {
		a, err := r.deciding(tx, by, id, now)
		if err != nil {
			return err
		}
		if err := r.settle(tx, a, Admitted, Applicant, by.Code(), "", now); err != nil {
			return err
		}
		if joined, err = r.Join(tx, a.PersonID()); err != nil {
			return err
		}
		err = Audit(tx, now, Act{By: by, Office: "steward", Text: locale.Mark("Admitted %s as a member."),
			Args: []string{joined.Code()}, Subject: joined.Id, Link: "/applications/" + a.Id})
		if err != nil {
			return err
		}
		return r.tell(tx, &TellEvent{To: joined.Id, Kind: "membership", Link: "/account", Key: "admitted-" + a.Id,
			Text: locale.Mark("Welcome: you are a member now. Your member code is %s."), Args: []any{joined.Code()}})
	})
	return joined, err
}

// Decline refuses the application with a reason that the applicant reads.
func (r *Room) Decline(app core.App, by *Person, id, reason string) error {
	var problems fault.Problems
	switch {
	case len([]rune(reason)) < 10:
		problems.Add("reason", "Please give a reason; the applicant reads it.")
	case len([]rune(reason)) > MaxReason:
		problems.Add("reason", "Please keep this under %d characters.", MaxReason)
	}
	if err := problems.Err(); err != nil {
		return err
	}
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		a, err := r.deciding(tx, by, id, now)
		if err != nil {
			return err
		}
		if err := r.settle(tx, a, Declined, Client, by.Code(), reason, now); err != nil {
			return err
		}
		err = Audit(tx, now, Act{By: by, Office: "steward", Text: locale.Mark("Declined an application."),
			Subject: a.PersonID(), Link: "/applications/" + a.Id})
		if err != nil {
			return err
		}
		return r.tell(tx, &TellEvent{To: a.PersonID(), Kind: "membership", Link: "/join", Key: "declined-" + a.Id,
			Text: locale.Mark("Your application was declined: %s"), Args: []any{reason}})
	})
}

// deciding returns the open application that a steward may decide now.
func (r *Room) deciding(tx core.App, by *Person, id string, now time.Time) (*Application, error) {
	offices, err := OfficesOf(tx, by.Id, now)
	if err != nil {
		return nil, err
	}
	if !(&Person{Offices: offices}).Has("steward") {
		return nil, fault.Missing()
	}
	if r.Rules.StewardAdmits != nil {
		if ok, err := r.Rules.StewardAdmits(tx, now); err != nil {
			return nil, err
		} else if !ok {
			return nil, fault.New(fault.Conflict, "The members vote on applications.")
		}
	}
	a, err := applicationByID(tx, id)
	if err == nil && a.PersonID() == by.Id {
		return nil, fault.Missing()
	}
	return a, err
}

// settle closes an open application and sets the person's kind.
func (r *Room) settle(tx core.App, a *Application, state, kind, by, reason string, now time.Time) error {
	if !a.IsOpen() {
		return fault.New(fault.Conflict, "This application has been decided already.")
	}
	a.Set("state", state)
	a.Set("decided", now)
	a.Set("decidedBy", by)
	a.Set("reason", reason)
	a.Set("updated", now)
	if err := tx.Save(a); err != nil {
		return fmt.Errorf("settle application: %w", err)
	}
	p, err := ByID(tx, a.PersonID())
	if err != nil {
		return err
	}
	p.SetKind(kind)
	p.Set("updated", now)
	if err := tx.Save(p); err != nil {
		return fmt.Errorf("settle application: %w", err)
	}
	return nil
}

// Join makes the person a member: code, handle and date. Admission and founding call it inside their transaction.
func (r *Room) Join(tx core.App, person string) (*Person, error) {
	p, err := ByID(tx, person)
	if err != nil {
		return nil, err
	}
	code, err := nextCode(tx)
	if err != nil {
		return nil, err
	}
	handle, err := freeHandle(tx, p.Name())
	if err != nil {
		return nil, err
	}
	now := r.clock.Now()
	p.SetKind(Member)
	p.SetCode(code)
	p.SetHandle(handle)
	p.SetJoined(now)
	p.Set("updated", now)
	if err := tx.Save(p); err != nil {
		return nil, fmt.Errorf("join: %w", err)
	}
	var members int
	if err := tx.DB().Select("count(*)").From("users").Where(dbx.HashExp{"kind": Member}).Row(&members); err != nil {
		return nil, fmt.Errorf("count members: %w", err)
	}
	return p, r.onAdmitted.Trigger(&AdmittedEvent{App: tx, Person: p, At: now, Members: members})
}

// nextCode is one more than the highest code ever given; codes of former members are not given again.
func nextCode(tx core.App) (string, error) {
	var top int
	err := tx.DB().NewQuery("SELECT COALESCE(MAX(CAST(SUBSTR(code, 2) AS INTEGER)), 0) FROM users WHERE code <> ''").Row(&top)
	if err != nil {
		return "", fmt.Errorf("find next member code: %w", err)
	}
	return fmt.Sprintf("M%03d", top+1), nil
}

// freeHandle turns a name into the last part of an address that no other member has.
func freeHandle(tx core.App, name string) (string, error) {
	stem := slug(name)
	for n := 1; ; n++ {
		handle := stem
		if n > 1 {
			handle = fmt.Sprintf("%s-%d", stem, n)
		}
		_, err := ByHandle(tx, handle)
		if fault.Is(err, fault.NotFound) {
			return handle, nil
		}
		if err != nil {
			return "", err
		}
	}
}

// slug keeps the letters a to z and digits of a name, accents dropped; a name without any becomes "member".
func slug(name string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), name)
	if err != nil {
		plain = name
	}
	plain = strings.NewReplacer("ß", "ss", "ø", "o", "Ø", "o", "ł", "l", "Ł", "l", "æ", "ae", "đ", "d", "ı", "i").Replace(plain)
	words := strings.FieldsFunc(strings.ToLower(plain), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	s := strings.Join(words, "-")
	if len(s) > 32 {
		s = strings.Trim(s[:32], "-")
	}
	if s == "" {
		return "member"
	}
	return s
}

// Founder makes the account of the first member, inside the transaction that founds the co-op. The wizard's link
// came from the server's own console, which stands for the proof of the address.
func (r *Room) Founder(tx core.App, n Newcomer) (*Person, error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	p, err := newPerson(tx)
	if err != nil {
		return nil, err
	}
	now := r.clock.Now()
	p.SetKind(Client)
	p.SetName(n.Name)
	p.SetEmail(strings.ToLower(n.Email))
	p.SetVerified(true)
	p.SetLanguage(n.Language)
	p.SetPassword(n.Password)
	p.Set("created", now)
	p.Set("updated", now)
	if err := tx.Save(p); err != nil {
		return nil, fmt.Errorf("make the founder's account: %w", err)
	}
	return r.Join(tx, p.Id)
}
