package apptest

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"cooperage/hooks/members"

	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/crypto/bcrypt"
)

// Password opens every fixture's account.
const Password = "correct horse battery staple"

var made atomic.Int64

// hashed is Password as it is stored. Hashing is slow on purpose, so that each test binary does it once; what signing
// in costs stays the same.
var hashed = sync.OnceValues(func() ([]byte, error) { return bcrypt.GenerateFromPassword([]byte(Password), bcrypt.DefaultCost) })

// Person stores a person of the kind with the name and an address of their own.
func (a *App) Person(t testing.TB, kind, name string) *members.Person {
	t.Helper()
	c, err := a.FindCollectionByNameOrId("users")
	if err != nil {
		t.Fatal(err)
	}
	hash, err := hashed()
	if err != nil {
		t.Fatal(err)
	}
	n := made.Add(1)
	p := &members.Person{}
	p.SetProxyRecord(core.NewRecord(c))
	p.SetName(name)
	p.SetKind(kind)
	p.SetEmail(fmt.Sprintf("%s.%d@example.org", plain(name, "."), n))
	p.SetVerified(true)
	p.SetRaw(core.FieldNamePassword, &core.PasswordFieldValue{Hash: string(hash)})
	p.Set("created", a.Clock.Now())
	p.Set("updated", a.Clock.Now())
	if kind == members.Member {
		p.SetHandle(fmt.Sprintf("%s-%d", plain(name, "-"), n))
		p.SetCode(fmt.Sprintf("M%03d", n))
		p.SetJoined(a.Clock.Now())
	}
	if err := a.Save(p); err != nil {
		t.Fatal(err)
	}
	return p
}

// plain is the name in small unaccented letters, for addresses and handles.
func plain(name, space string) string {
	return strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == rune(space[0]) {
			return c
		}
		return -1
	}, strings.ReplaceAll(strings.ToLower(name), " ", space))
}

// Member stores an active member.
func (a *App) Member(t testing.TB, name string) *members.Person {
	t.Helper()
	return a.Person(t, members.Member, name)
}

// Buyer stores a client.
func (a *App) Buyer(t testing.TB, name string) *members.Person {
	t.Helper()
	return a.Person(t, members.Client, name)
}

// Officer stores an active member who holds the office without end.
func (a *App) Officer(t testing.TB, name, office string) *members.Person {
	t.Helper()
	p := a.Member(t, name)
	a.record(t, "offices", map[string]any{"person": p.Id, "office": office, "begins": a.Clock.Now(), "by": "founding"})
	return p
}

func (a *App) record(t testing.TB, collection string, fields map[string]any) *core.Record {
	t.Helper()
	c, err := a.FindCollectionByNameOrId(collection)
	if err != nil {
		t.Fatal(err)
	}
	r := core.NewRecord(c)
	r.Load(fields)
	r.Set("created", a.Clock.Now())
	r.Set("updated", a.Clock.Now())
	if err := a.Save(r); err != nil {
		t.Fatal(err)
	}
	return r
}
