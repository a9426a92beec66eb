package members

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Kinds of people. A client buys; an applicant has asked to join; a member has one vote; a former one is gone and
// cannot sign in.
const (
	Client    = "client"
	Applicant = "applicant"
	Member    = "member"
	Former    = "former"
)

// Person is one record of users. Offices is filled by the session middleware and by WithOffices.
type Person struct {
	core.BaseRecordProxy
	Offices []string
}

var _ core.RecordProxy = (*Person)(nil)

func wrap(rec *core.Record) *Person {
	p := &Person{}
	p.SetProxyRecord(rec)
	return p
}

// Name is the person's name as they write it.
func (p *Person) Name() string { return p.GetString("name") }

// SetName sets the name.
func (p *Person) SetName(s string) { p.Set("name", s) }

// Handle is the last part of a member's address, or "".
func (p *Person) Handle() string { return p.GetString("handle") }

// SetHandle sets the handle.
func (p *Person) SetHandle(s string) { p.Set("handle", s) }

// Kind is one of the kinds of people.
func (p *Person) Kind() string { return p.GetString("kind") }

// SetKind sets the kind.
func (p *Person) SetKind(s string) { p.Set("kind", s) }

// Code is the stable code of a member in books and rolls (M001), or "".
func (p *Person) Code() string { return p.GetString("code") }

// SetCode sets the stable code.
func (p *Person) SetCode(s string) { p.Set("code", s) }

// Organisation is whom a client acts for, or "".
func (p *Person) Organisation() string { return p.GetString("organisation") }

// SetOrganisation sets whom a client acts for.
func (p *Person) SetOrganisation(s string) { p.Set("organisation", s) }

// Language is the person's choice of language, or "".
func (p *Person) Language() string { return p.GetString("language") }

// SetLanguage sets the choice of language.
func (p *Person) SetLanguage(s string) { p.Set("language", s) }

// Zone is the person's IANA time zone, or "".
func (p *Person) Zone() string { return p.GetString("zone") }

// SetZone sets the time zone.
func (p *Person) SetZone(s string) { p.Set("zone", s) }

// Theme is light, dark or "" for the system's.
func (p *Person) Theme() string { return p.GetString("theme") }

// SetTheme sets the theme.
func (p *Person) SetTheme(s string) { p.Set("theme", s) }

// Portrait is the id of a picture, or "".
func (p *Person) Portrait() string { return p.GetString("portrait") }

// SetPortrait sets the picture.
func (p *Person) SetPortrait(id string) { p.Set("portrait", id) }

// Joined is when the person became a member; zero for others.
func (p *Person) Joined() time.Time { return p.GetDateTime("joined").Time() }

// SetJoined sets when the person became a member.
func (p *Person) SetJoined(t time.Time) { p.Set("joined", t) }

// IsMember reports whether the person is an active member.
func (p *Person) IsMember() bool { return p.Kind() == Member }

// Has reports whether the person holds the office, as far as Offices was filled.
func (p *Person) Has(office string) bool {
	for _, o := range p.Offices {
		if o == office {
			return true
		}
	}
	return false
}

// ByID returns the person, or fault.NotFound.
func ByID(app core.App, id string) (*Person, error) { return one(app, "id", id) }

// ByHandle returns the member with the handle, or fault.NotFound.
func ByHandle(app core.App, handle string) (*Person, error) { return one(app, "handle", handle) }

// ByCode returns the member with the stable code, or fault.NotFound.
func ByCode(app core.App, code string) (*Person, error) { return one(app, "code", code) }

// ByEmail returns the person with the address, upper and lower case alike, or fault.NotFound.
func ByEmail(app core.App, email string) (*Person, error) {
	rec, err := app.FindAuthRecordByEmail("users", email)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find person by address: %w", err)
	}
	return wrap(rec), nil
}

func one(app core.App, field, value string) (*Person, error) {
	if value == "" {
		return nil, fault.Missing()
	}
	rec, err := app.FindFirstRecordByData("users", field, value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find person: %w", err)
	}
	return wrap(rec), nil
}

// Active returns all active members by stable code.
func Active(app core.App) ([]*Person, error) {
	var list []*Person
	err := app.RecordQuery("users").AndWhere(dbx.HashExp{"kind": Member}).OrderBy("code").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list active members: %w", err)
	}
	return list, nil
}

// HoldersOf returns the people who hold the office at the time.
func HoldersOf(app core.App, office string, at time.Time) ([]*Person, error) {
	var list []*Person
	err := app.RecordQuery("users").InnerJoin("offices", dbx.NewExp("offices.person = users.id")).
		AndWhere(dbx.HashExp{"offices.office": office}).AndWhere(inTerm(at)).OrderBy("code").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list holders of %s: %w", office, err)
	}
	return list, nil
}

// OfficesOf returns the offices the person holds at the time.
func OfficesOf(app core.App, person string, at time.Time) ([]string, error) {
	var list []string
	err := app.ConcurrentDB().Select("office").Distinct(true).From("offices").
		Where(dbx.HashExp{"person": person}).AndWhere(inTerm(at)).OrderBy("office").Column(&list)
	if err != nil {
		return nil, fmt.Errorf("list offices: %w", err)
	}
	return list, nil
}

func inTerm(at time.Time) dbx.Expression {
	return dbx.NewExp("offices.begins <= {:at} AND (offices.ends = '' OR offices.ends > {:at})", dbx.Params{"at": Stamp(at)})
}

// Stamp is how records store an instant, for comparing in SQL.
func Stamp(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

// when reads a stored instant; zero for none.
func when(s string) time.Time {
	t, err := types.ParseDateTime(s)
	if err != nil {
		return time.Time{}
	}
	return t.Time()
}
