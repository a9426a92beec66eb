package certificates

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// The states that a certificate is put into. Expired and NotYetValid follow from the clock.
const (
	Valid       = "valid"
	Suspended   = "suspended"
	Revoked     = "revoked"
	Expired     = "expired"
	NotYetValid = "not_yet_valid"
)

// Years is how long a certificate is valid unless it says otherwise, as /verify explains.
const Years = 5

// Certificate is one record of certificates: one certified work.
type Certificate struct{ core.BaseRecordProxy }

// Person is the id of the member who made the work.
func (c *Certificate) Person() string { return c.GetString("person") }

// Title is the work's title.
func (c *Certificate) Title() string { return c.GetString("title") }

// State is valid, suspended or revoked, whatever the dates say.
func (c *Certificate) State() string { return c.GetString("state") }

// ByID returns the certificate, or fault.NotFound.
func ByID(app core.App, id string) (*Certificate, error) {
	c := &Certificate{}
	err := app.RecordQuery("certificates").AndWhere(dbx.HashExp{"id": id}).Limit(1).One(c)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find certificate: %w", err)
	}
	return c, nil
}

// Part is a part of a work with the tier that it was declared to be of.
type Part struct {
	Title string `json:"title"`
	Kind  string `json:"kind"` // text, image, audio, video, code or other
	Tier  string `json:"tier"`
}

// File is one delivered file: its name and the SHA-256 of its bytes in hexadecimal digits. The bytes are not kept here.
type File struct {
	Name      string `json:"name"`
	MediaType string `json:"mediaType,omitempty"`
	SHA256    string `json:"sha256"`
}

// Review is what one reviewer saw. Who it was stays in the house.
type Review struct {
	Reviewer string    `json:"reviewer"` // record id of a member
	At       time.Time `json:"at"`
	Says     string    `json:"says"`
}

// line is what every list and page shows of a certificate, read without the signed texts.
const line = "c.id, c.person, c.maker, c.title, c.about, c.craft, c.made, c.validFrom, c.validUntil, c.state, c.decided, c.created, c.pair, c.work, " +
	"COALESCE(u.handle, '') AS handle, COALESCE(u.kind, '') AS kind"

// Line is a certificate as lists show it.
type Line struct {
	ID      string         `db:"id"`
	Person  string         `db:"person"`
	Maker   string         `db:"maker"` // the name that was signed
	Title   string         `db:"title"`
	About   string         `db:"about"`
	Craft   string         `db:"craft"`
	Made    types.DateTime `db:"made"`
	From    types.DateTime `db:"validFrom"`
	Until   types.DateTime `db:"validUntil"`
	State   string         `db:"state"`
	Decided types.DateTime `db:"decided"`
	Created types.DateTime `db:"created"`
	Pair    int            `db:"pair"`
	Work    string         `db:"work"` // id of the sample on the member's profile, or ""
	Handle  string         `db:"handle"`
	Kind    string         `db:"kind"`
	At      time.Time      `db:"-"` // the moment it is looked at
}

// Status is what the certificate is worth at the moment: one of the five states.
func (l Line) Status() string { return weigh(l.State, l.From.Time(), l.Until.Time(), l.At) }

// weigh puts what was decided before what the clock says.
func weigh(state string, from, until, now time.Time) string {
	switch {
	case state != Valid:
		return state
	case now.Before(from):
		return NotYetValid
	case !now.Before(until):
		return Expired
	}
	return Valid
}

var statusTexts = map[string]string{Valid: locale.Mark("Valid"), Suspended: locale.Mark("Suspended"), Revoked: locale.Mark("Revoked"),
	Expired: locale.Mark("Expired"), NotYetValid: locale.Mark("Not yet valid")}

// StatusText is the catalogue key of the status.
func (l Line) StatusText() string { return statusTexts[l.Status()] }

// StatusTone is the class of a badge that says it.
func (l Line) StatusTone() string {
	switch l.Status() {
	case Valid:
		return "good"
	case Revoked:
		return "bad"
	}
	return "wait"
}

// Holds reports whether it is valid now.
func (l Line) Holds() bool { return l.Status() == Valid }

// URL is the page that tells what it is worth. A sample without an id leads to the list.
func (l Line) URL() string {
	if l.ID == "" {
		return "/verify"
	}
	return "/verify/" + l.ID
}

// Badge is the address of its drawing.
func (l Line) Badge() string { return "/badges/" + l.ID + ".svg" }

// Sign is the address of the seal in this state, the same file for all works.
func (l Line) Sign() string {
	if l.Holds() {
		return "/badges/certified.svg"
	}
	return "/badges/" + signOf + string(badgeStates[l.Status()]) + ".svg"
}

// Profile is the address of the maker's page, or "" when there is none any more.
func (l Line) Profile() string {
	if l.Kind != "member" || l.Handle == "" {
		return ""
	}
	return "/members/" + l.Handle
}

// detail is all of a certificate that its own page shows.
type detail struct {
	Line
	PartList   string `db:"parts"`
	SourceList string `db:"sources"`
	FileList   string `db:"files"`
	ReviewList string `db:"reviews"`
	Reason     string `db:"reason"`
	Batch      int    `db:"batch"`
	Slot       int    `db:"slot"`
}

// Parts are the parts of the work.
func (d detail) Parts() []Part { return listed[Part](d.PartList) }

// Files are the delivered files.
func (d detail) Files() []File { return listed[File](d.FileList) }

// Reviews are what the reviewers say.
func (d detail) Reviews() []Review { return listed[Review](d.ReviewList) }

// Sources are the IPTC digital source types.
func (d detail) Sources() []string { return listed[string](d.SourceList) }

func listed[T any](raw string) []T {
	var list []T
	if json.Unmarshal([]byte(cmp.Or(raw, "[]")), &list) != nil {
		return nil // Issue wrote it; one that was tampered with shows nothing
	}
	return list
}

// signedText is what was signed of a certificate, with what decides whether it still speaks.
type signedText struct {
	detail
	Origin     string `db:"origin"`
	Credential string `db:"credential"`
	Compact    string `db:"compact"`
}

func from(app core.App, columns string) string {
	return "SELECT " + columns + " FROM certificates c LEFT JOIN users u ON u.id = c.person "
}

func (r *Room) detailOf(app core.App, id string) (*detail, error) {
	d := &detail{}
	err := app.ConcurrentDB().NewQuery(from(app, line+", c.parts, c.sources, c.files, c.reviews, c.reason, c.batch, c.slot") + "WHERE c.id = {:id}").Bind(dbx.Params{"id": id}).One(d)
	return d, r.stamped(&d.Line, err)
}

func (r *Room) signedOf(app core.App, id string) (*signedText, error) {
	s := &signedText{}
	err := app.ConcurrentDB().NewQuery(from(app, line+", c.parts, c.sources, c.files, c.reviews, c.batch, c.slot, c.origin, c.credential, c.compact") +
		"WHERE c.id = {:id}").Bind(dbx.Params{"id": id}).One(s)
	return s, r.stamped(&s.Line, err)
}

func (r *Room) stamped(l *Line, err error) error {
	l.At = r.clock.Now()
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	if err != nil {
		return fmt.Errorf("read certificate: %w", err)
	}
	return nil
}

// OfPerson returns a member's certified works that are valid at the moment, the newest first, at most limit.
func OfPerson(app core.App, person string, at time.Time, limit int) ([]Line, error) {
	now := at.UTC().Format(types.DefaultDateLayout)
	var list []Line
	err := app.ConcurrentDB().NewQuery(from(app, line) + "WHERE c.person = {:person} AND c.state = 'valid' AND c.validFrom <= {:now} AND c.validUntil > {:now} " +
		"ORDER BY c.created DESC, c.id DESC LIMIT {:limit}").Bind(dbx.Params{"person": person, "now": now, "limit": limit}).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list certified works: %w", err)
	}
	for i := range list {
		list[i].At = at
	}
	return list, nil
}

// newest is one page of the co-op's certified works, in every state, the newest first. after is the cursor that the
// page before ended with, "" at the start.
func (r *Room) newest(app core.App, before time.Time, id string, limit int) ([]Line, error) {
	q, bind := from(app, line), dbx.Params{"limit": limit}
	if id != "" {
		q += "WHERE (c.created, c.id) < ({:created}, {:id}) "
		bind["created"], bind["id"] = before.UTC().Format(types.DefaultDateLayout), id
	}
	var list []Line
	if err := app.ConcurrentDB().NewQuery(q + "ORDER BY c.created DESC, c.id DESC LIMIT {:limit}").Bind(bind).All(&list); err != nil {
		return nil, fmt.Errorf("list certified works: %w", err)
	}
	now := r.clock.Now()
	for i := range list {
		list[i].At = now
	}
	return list, nil
}
