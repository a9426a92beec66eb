package certificates

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// MaxReason is the longest reason of a decision in characters.
const MaxReason = 1000

// verb is what a steward can do to a certificate.
type verb struct {
	Name  string // in the address
	to    string // the state it leads to
	audit string
	news  string // to the member: the title, the reason

	heading, consequence, button string // of the page that asks
}

var verbs = []verb{
	{"suspend", Suspended, locale.Mark("Suspended a certificate: %s."), locale.Mark("The certificate of your work “%s” is suspended. The steward writes: %s"),
		locale.Mark("Suspend this certificate?"),
		locale.Mark("From this moment it does not count: its page says so, its badge turns, and every copy of its credential is refused wherever it is checked. You can reinstate it later."),
		locale.Mark("Suspend the certificate")},
	{"reinstate", Valid, locale.Mark("Reinstated a certificate: %s."), locale.Mark("The certificate of your work “%s” is valid again. The steward writes: %s"),
		locale.Mark("Reinstate this certificate?"),
		locale.Mark("From this moment it counts again, with every copy of its credential, until its time is over."),
		locale.Mark("Reinstate the certificate")},
	{"revoke", Revoked, locale.Mark("Revoked a certificate: %s."), locale.Mark("The certificate of your work “%s” is revoked. The steward writes: %s"),
		locale.Mark("Revoke this certificate for good?"),
		locale.Mark("From this moment the co-op no longer stands by it: its page says so, its badge turns, and every copy of its credential is refused wherever it is checked. This cannot be undone."),
		locale.Mark("Revoke the certificate")},
}

func verbOf(name string) (verb, error) {
	i := slices.IndexFunc(verbs, func(v verb) bool { return v.Name == name })
	if i < 0 {
		return verb{}, fault.Missing()
	}
	return verbs[i], nil
}

// From reports whether the verb may be done to a certificate in the state.
func (v verb) from(state string) bool { return slices.Contains(moves[state], v.to) }

// Suspend makes a certificate not count for the time being, while something about it is looked into.
func (r *Room) Suspend(app core.App, by *members.Person, id, reason string) error {
	return r.apply(app, by, id, "suspend", reason)
}

// Reinstate makes a suspended certificate count again.
func (r *Room) Reinstate(app core.App, by *members.Person, id, reason string) error {
	return r.apply(app, by, id, "reinstate", reason)
}

// Revoke takes a certificate back for good.
func (r *Room) Revoke(app core.App, by *members.Person, id, reason string) error {
	return r.apply(app, by, id, "revoke", reason)
}

// apply does the verb in one transaction: the state, the status lists, the audit log and the member's notice. It is a
// steward's act, never on the steward's own work.
func (r *Room) apply(app core.App, by *members.Person, id, name, reason string) error {
	v, err := verbOf(name)
	if err != nil {
		return err
	}
	if err := steward(app, by, r.clock.Now()); err != nil {
		return err
	}
	if err := checkReason(reason); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		c, err := ByID(tx, id)
		if err != nil {
			return err
		}
		if c.Person() == by.Id {
			return fault.New(fault.Forbidden, "Stewards do not decide about their own work. Another steward can.")
		}
		if !v.from(c.State()) {
			return fault.New(fault.Conflict, "The certificate has changed meanwhile, so nothing was done.")
		}
		return r.move(tx, by, c, v, strings.TrimSpace(reason))
	})
}

// steward refuses everyone who holds no such office now, whatever their session says.
func steward(app core.App, by *members.Person, now time.Time) error {
	if by != nil {
		held, err := members.OfficesOf(app, by.Id, now)
		if err != nil {
			return err
		}
		if slices.Contains(held, "steward") {
			return nil
		}
	}
	return fault.New(fault.Forbidden, "Only a steward may do this.")
}

func checkReason(reason string) error {
	var p fault.Problems
	switch reason = strings.TrimSpace(reason); {
	case reason == "":
		p.Add("reason", "Please give your reason. Everyone who looks at the certificate reads it.")
	case utf8.RuneCountInString(reason) > MaxReason:
		p.Add("reason", "This may have at most %d characters.", MaxReason)
	}
	return p.Err()
}

func (r *Room) move(tx core.App, by *members.Person, c *Certificate, v verb, reason string) error {
	now := r.clock.Now()
	c.Set("state", v.to)
	c.Set("reason", reason)
	c.Set("decided", now)
	c.Set("decidedBy", by.Id)
	c.Set("updated", now)
	if err := tx.Save(c); err != nil {
		return fmt.Errorf("%s certificate: %w", v.Name, err)
	}
	_, err := tx.DB().NewQuery("UPDATE status_lists SET version = version + 1, updated = {:now} WHERE batch = {:batch}").
		Bind(dbx.Params{"now": members.Stamp(now), "batch": c.GetInt("batch")}).Execute()
	return errors.Join(err,
		members.Audit(tx, now, members.Act{By: by, Office: "steward", Text: v.audit, Args: []string{c.Id}, Subject: c.Person(), Link: "/verify/" + c.Id}),
		notices.Tell(tx, notices.News{To: c.Person(), Kind: "certificate", Text: v.news, Args: []any{c.Title(), reason}, Link: "/verify/" + c.Id}))
}
