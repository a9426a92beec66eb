package members

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// States of an application.
const (
	Open      = "open"
	Admitted  = "admitted"
	Declined  = "declined"
	Withdrawn = "withdrawn"
)

var applicationStates = map[string]string{
	Open: locale.Mark("open"), Admitted: locale.Mark("admitted"), Declined: locale.Mark("declined"), Withdrawn: locale.Mark("withdrawn"),
}

// Limits of an application's texts, in characters; the forms use them too.
const (
	MaxCraft     = 120
	MaxLinks     = 1000
	MaxStatement = 4000
	MaxReason    = 2000
)

// Application is one wish to join: a record of applications.
type Application struct{ core.BaseRecordProxy }

// PersonID is who applies.
func (a *Application) PersonID() string { return a.GetString("person") }

// Craft is what the person does for a living.
func (a *Application) Craft() string { return a.GetString("craft") }

// Links are addresses of work, one a line.
func (a *Application) Links() string { return a.GetString("links") }

// Statement is how the person works and why they want to join.
func (a *Application) Statement() string { return a.GetString("statement") }

// State is one of the states of an application.
func (a *Application) State() string { return a.GetString("state") }

// IsOpen reports whether the application waits for a decision.
func (a *Application) IsOpen() bool { return a.State() == Open }

// DecidedBy is the code of the steward who decided, or "".
func (a *Application) DecidedBy() string { return a.GetString("decidedBy") }

// Decided is when it was decided; zero while open.
func (a *Application) Decided() time.Time { return a.GetDateTime("decided").Time() }

// Reason is what the steward wrote on declining.
func (a *Application) Reason() string { return a.GetString("reason") }

// Created is when it was sent.
func (a *Application) Created() time.Time { return a.GetDateTime("created").Time() }

func applicationByID(app core.App, id string) (*Application, error) {
	a := &Application{}
	return a, oneApplication(app.RecordQuery("applications").AndWhere(dbx.HashExp{"id": id}), a)
}

// latestApplication returns the person's newest application, or fault.NotFound.
func latestApplication(app core.App, person string) (*Application, error) {
	a := &Application{}
	return a, oneApplication(app.RecordQuery("applications").AndWhere(dbx.HashExp{"person": person}).OrderBy("created DESC", "rowid DESC"), a)
}

func oneApplication(q *dbx.SelectQuery, a *Application) error {
	err := q.Limit(1).One(a)
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	if err != nil {
		return fmt.Errorf("find application: %w", err)
	}
	return nil
}

// Listed is an application in the list, with the person's name.
type Listed struct {
	ID      string `db:"id"`
	Name    string `db:"name"`
	Craft   string `db:"craft"`
	State   string `db:"state"`
	Created string `db:"created"`
	Decided string `db:"decided"`
}

// Sent is when the application was sent.
func (a Listed) Sent() time.Time { return when(a.Created) }

// listApplications returns the open applications, oldest first, and the newest of the decided ones.
func listApplications(app core.App) (open, decided []Listed, err error) {
	q := func() *dbx.SelectQuery {
		return app.ConcurrentDB().Select("applications.id", "users.name", "craft", "state", "applications.created", "decided").
			From("applications").InnerJoin("users", dbx.NewExp("users.id = applications.person"))
	}
	err1 := q().Where(dbx.HashExp{"state": Open}).OrderBy("applications.created").Limit(200).All(&open)
	err2 := q().Where(dbx.In("state", Admitted, Declined)).OrderBy("decided DESC").Limit(30).All(&decided)
	if err := errors.Join(err1, err2); err != nil {
		return nil, nil, fmt.Errorf("list applications: %w", err)
	}
	return open, decided, nil
}
