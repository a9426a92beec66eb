package members

import (
	"fmt"
	"regexp"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// keepSession is a value on a record, not a field: the session that survives its change of password.
const keepSession = "@keepSession"

var handlePattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Bind adds what must hold whoever writes.
func (r *Room) Bind(app core.App) {
	app.OnRecordCreate("users").BindFunc(r.keepPerson)
	app.OnRecordUpdate("users").BindFunc(r.keepPerson)
	app.OnRecordDelete("users").BindFunc(func(e *core.RecordEvent) error {
		if code := e.Record.GetString("code"); code != "" {
			return fault.New(fault.Conflict, "%s is in the books and rolls and cannot be deleted.", code)
		}
		return e.Next()
	})
	r.closeREST(app)
}

// keepPerson guards what a person's record promises, and draws the consequences of a change.
func (r *Room) keepPerson(e *core.RecordEvent) error {
	old, now := core.NewRecord(e.Record.Collection()), e.Record
	if !now.IsNew() { // as stored: the record's own memory of it may be older than its last save
		var err error
		if old, err = e.App.FindRecordById("users", now.Id); err != nil {
			return fmt.Errorf("read person before the change: %w", err)
		}
	}
	if err := checkPerson(old, now); err != nil {
		return err
	}
	changedPassword := !now.IsNew() && old.GetString("password:hash") != now.GetString("password:hash")
	joins := (old.GetString("kind") == Member) != (now.GetString("kind") == Member)
	if err := e.Next(); err != nil {
		return err
	}
	if changedPassword {
		keep, _ := now.GetRaw(keepSession).(string)
		if err := EndSessions(e.App, now.Id, keep); err != nil {
			return err
		}
	}
	if joins {
		return countMembers(e.App)
	}
	return nil
}

func checkPerson(old, now *core.Record) error {
	kind, code, handle := now.GetString("kind"), now.GetString("code"), now.GetString("handle")
	switch {
	case old.GetString("code") != "" && old.GetString("code") != code:
		return fault.New(fault.Conflict, "A member's code stays for ever: books and rolls name it.")
	case (kind == Member || kind == Former) && code == "":
		return fault.New(fault.Conflict, "A member needs a code.")
	case handle != "" && (len(handle) > 40 || !handlePattern.MatchString(handle)):
		return fault.New(fault.Invalid, "A handle has small letters, digits and single hyphens.")
	}
	return nil
}

// countMembers keeps the number that every page's foot shows.
func countMembers(tx core.App) error {
	var n int
	if err := tx.DB().Select("count(*)").From("users").Where(dbx.HashExp{"kind": Member}).Row(&n); err != nil {
		return fmt.Errorf("count members: %w", err)
	}
	coops, err := tx.FindAllRecords("coop")
	if err != nil {
		return fmt.Errorf("count members: %w", err)
	}
	for _, c := range coops { // one, or none before the founding
		c.Set("members", n)
		if err := tx.Save(c); err != nil {
			return fmt.Errorf("count members: %w", err)
		}
	}
	return nil
}

// closeREST refuses PocketBase's own ways to sign in as one of our people. A token of theirs would be a session
// that nobody sees, ends or guards by a second factor. It also keeps superusers from making members, officers and
// sessions by hand: rolls are drawn from these records.
func (r *Room) closeREST(app core.App) {
	app.OnRecordAuthWithPasswordRequest("users").BindFunc(func(e *core.RecordAuthWithPasswordRequestEvent) error { return closed(e.RequestEvent) })
	app.OnRecordAuthWithOAuth2Request("users").BindFunc(func(e *core.RecordAuthWithOAuth2RequestEvent) error { return closed(e.RequestEvent) })
	app.OnRecordAuthWithOTPRequest("users").BindFunc(func(e *core.RecordAuthWithOTPRequestEvent) error { return closed(e.RequestEvent) })
	app.OnRecordRequestOTPRequest("users").BindFunc(func(e *core.RecordCreateOTPRequestEvent) error { return closed(e.RequestEvent) })
	app.OnRecordAuthRefreshRequest("users").BindFunc(func(e *core.RecordAuthRefreshRequestEvent) error { return closed(e.RequestEvent) })
	app.OnRecordRequestPasswordResetRequest("users").BindFunc(func(e *core.RecordRequestPasswordResetRequestEvent) error { return closed(e.RequestEvent) })
	app.OnRecordRequestVerificationRequest("users").BindFunc(func(e *core.RecordRequestVerificationRequestEvent) error { return closed(e.RequestEvent) })
	app.OnRecordRequestEmailChangeRequest("users").BindFunc(func(e *core.RecordRequestEmailChangeRequestEvent) error { return closed(e.RequestEvent) })
	byHand := func(e *core.RecordRequestEvent) error {
		return e.ForbiddenError("This is decided on the co-op's pages.", nil)
	}
	for _, c := range []string{"offices", "sessions", "applications"} {
		app.OnRecordCreateRequest(c).BindFunc(byHand)
		app.OnRecordUpdateRequest(c).BindFunc(byHand)
		app.OnRecordDeleteRequest(c).BindFunc(byHand)
	}
	app.OnRecordCreateRequest("users").BindFunc(byHand)
	app.OnRecordDeleteRequest("users").BindFunc(byHand)
	app.OnRecordUpdateRequest("users").BindFunc(func(e *core.RecordRequestEvent) error {
		for _, field := range []string{"kind", "code", "handle", "joined", "totp", "totpStep"} {
			if e.Record.GetString(field) != e.Record.Original().GetString(field) {
				return byHand(e)
			}
		}
		return e.Next()
	})
}

func closed(e *core.RequestEvent) error {
	return e.ForbiddenError("People sign in on the co-op's pages.", nil)
}
