package profiles

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/money"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Spoken is a language with the level a person has in it.
type Spoken struct {
	Code  string `json:"code"`
	Level string `json:"level"`
}

// Language is the language's own name.
func (s Spoken) Language() string { return TextOf(Languages, s.Code) }

// LevelText is the catalogue key of the level.
func (s Spoken) LevelText() string { return TextOf(Levels, s.Level) }

// Profile is one record of profiles.
type Profile struct{ core.BaseRecordProxy }

// Person is the id of the member.
func (p *Profile) Person() string { return p.GetString("person") }

// Headline says in one line what the member does.
func (p *Profile) Headline() string { return p.GetString("headline") }

// Body is what the member writes about themselves, in Markdown.
func (p *Profile) Body() string { return p.GetString("body") }

// HTML is the body as it was rendered when it was written.
func (p *Profile) HTML() template.HTML { return prose.Stored(p.GetString("html")) }

// Craft is a code of Crafts, or "".
func (p *Profile) Craft() string { return p.GetString("craft") }

// CraftText is the catalogue key of the craft, or "".
func (p *Profile) CraftText() string { return TextOf(Crafts, p.Craft()) }

// Skills are short words for what the member can do.
func (p *Profile) Skills() []string {
	var list []string
	p.read("skills", &list)
	return list
}

// Languages are those the member works in, with their levels.
func (p *Profile) Languages() []Spoken {
	var list []Spoken
	p.read("languages", &list)
	return list
}

// read fills dst from a JSON field; what a superuser has garbled counts as empty.
func (p *Profile) read(field string, dst any) {
	if err := json.Unmarshal([]byte(p.GetString(field)), dst); err != nil {
		return
	}
}

// Rate is the usual price of an hour or a day; zero when the member names none.
func (p *Profile) Rate() money.Amount {
	return money.Amount{Minor: int64(p.GetInt("rateMinor")), Currency: p.GetString("currency")}
}

// RateUnit is "hour" or "day".
func (p *Profile) RateUnit() string { return p.GetString("rateUnit") }

// Location is the place the member works from, in their own words.
func (p *Profile) Location() string { return p.GetString("location") }

// Open reports whether the member takes new work.
func (p *Profile) Open() bool { return p.GetBool("open") }

// ByPerson returns the profile of a person, or fault.NotFound when they have written none.
func ByPerson(app core.App, person string) (*Profile, error) {
	p := &Profile{}
	err := app.RecordQuery("profiles").AndWhere(dbx.HashExp{"person": person}).Limit(1).One(p)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find profile: %w", err)
	}
	return p, nil
}

// Brief is what other pages show of a member: name, face and one line.
type Brief struct {
	ID       string         `db:"id"`
	Name     string         `db:"name"`
	Handle   string         `db:"handle"`
	Face     string         `db:"portrait"`
	Joined   types.DateTime `db:"joined"`
	Headline string         `db:"headline"`
	Craft    string         `db:"craft"`
	Location string         `db:"location"`
	Open     bool           `db:"open"`
}

// URL is the address of the member's page.
func (b Brief) URL() string { return "/members/" + b.Handle }

// Portrait is the address of the portrait, or "".
func (b Brief) Portrait() string { return files.URL(b.Face, files.Tile) }

// FirstName is the first word of the name.
func (b Brief) FirstName() string {
	first, _, _ := strings.Cut(b.Name, " ")
	return first
}

// CraftText is the catalogue key of the craft, or "".
func (b Brief) CraftText() string { return TextOf(Crafts, b.Craft) }

// Since is when the person became a member.
func (b Brief) Since() time.Time { return b.Joined.Time() }

const briefColumns = "u.id, u.name, u.handle, u.portrait, u.joined, COALESCE(p.headline, '') AS headline, " +
	"COALESCE(p.craft, '') AS craft, COALESCE(p.location, '') AS location, COALESCE(p.open, 0) AS open"

// BriefOf returns what other pages show of a member, or fault.NotFound.
func BriefOf(app core.App, person string) (Brief, error) {
	var b Brief
	err := app.ConcurrentDB().NewQuery("SELECT " + briefColumns + " FROM users u LEFT JOIN profiles p ON p.person = u.id WHERE u.id = {:id}").
		Bind(dbx.Params{"id": person}).One(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return b, fault.Missing()
	}
	if err != nil {
		return b, fmt.Errorf("read member: %w", err)
	}
	return b, nil
}
