package policies

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

const table = "policies"

// Kind says what sort of decision enacted a version.
type Kind string

// The kinds of decision. ByDefault is no decision: the value this program comes with.
const (
	ByFounding  Kind = "founding"
	ByMotion    Kind = "motion"
	ByEmergency Kind = "emergency"
	ByDefault   Kind = ""
)

// Version is one value of one policy: what an order or a motion freezes. ID 0 is the default of this program.
type Version struct {
	ID            int64  `db:"id"`
	Key           Key    `db:"key"`
	Number        int64  `db:"version"`
	Value         string `db:"value"` // JSON: 600, true, "steward", "1/2"
	EffectiveFrom string `db:"effective_from"`
	Kind          Kind   `db:"enacted_by_kind"`
	By            string `db:"enacted_by"` // the motion's number, or a member's code
	DecidedAt     string `db:"decided_at"`
	PrevHash      string `db:"prev_hash"`
	Hash          string `db:"hash"`
}

// Int returns the value of a rate (basis points), an amount (minor units), days or a number; else 0.
func (v Version) Int() int64 {
	n, err := strconv.ParseInt(v.Value, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Bool returns the value of a yes-or-no policy.
func (v Version) Bool() bool { return v.Value == "true" }

// Text returns the value without JSON's quotes.
func (v Version) Text() string {
	var s string
	if json.Unmarshal([]byte(v.Value), &s) == nil {
		return s
	}
	return v.Value
}

// Fraction returns the value of a share, 0/1 when it is none.
func (v Version) Fraction() Fraction {
	f, err := ParseFraction(v.Text())
	if err != nil {
		return Fraction{0, 1}
	}
	return f
}

// Since returns when the version takes effect; the zero time for a default.
func (v Version) Since() time.Time { return instant(v.EffectiveFrom) }

// Decided returns when it was decided; the zero time for a default.
func (v Version) Decided() time.Time { return instant(v.DecidedAt) }

// MotionNumber returns the number of the motion that enacted the version, 0 when none did.
func (v Version) MotionNumber() int64 {
	if v.Kind != ByMotion {
		return 0
	}
	n, err := strconv.ParseInt(v.By, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// sum is the link of the chain: everything the row says, and the link before it.
func (v Version) sum() (string, error) {
	b, err := json.Marshal([]any{v.PrevHash, v.ID, v.Key, v.Number, v.Value, v.EffectiveFrom, v.Kind, v.By, v.DecidedAt})
	if err != nil {
		return "", err
	}
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:]), nil
}

// Fraction is an exact share such as 1/2.
type Fraction struct{ Num, Den int64 }

// String writes the fraction as people do: 2/3.
func (f Fraction) String() string { return fmt.Sprintf("%d/%d", f.Num, f.Den) }

// ParseFraction reads "1/5": 0 <= share <= 1, terms up to 1000, nothing else.
func ParseFraction(s string) (Fraction, error) {
	a, b, ok := strings.Cut(s, "/")
	num, err1 := strconv.ParseUint(a, 10, 16)
	den, err2 := strconv.ParseUint(b, 10, 16)
	if !ok || err1 != nil || err2 != nil || den == 0 || den > 1000 || num > den {
		return Fraction{}, fmt.Errorf("%q is not a share such as 1/2", s)
	}
	return Fraction{int64(num), int64(den)}, nil
}

// stamp writes an instant so that text order is time order, in the precision records store.
func stamp(t time.Time) string { return t.UTC().Format(types.DefaultDateLayout) }

func instant(s string) time.Time {
	t, err := time.Parse(types.DefaultDateLayout, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// book is every version by key, in the order they take effect.
type book map[Key][]Version

// versions returns all versions, from memory when nothing was enacted since. A transaction always reads its own
// state, so that what it has just enacted holds, and what is rolled back never shows.
func versions(app core.App) (book, error) {
	if app.IsTransactional() {
		return load(app)
	}
	c := cacheOf(app)
	b, seen := c.get()
	if b != nil {
		return b, nil
	}
	b, err := load(app)
	if err != nil {
		return nil, err
	}
	c.put(b, seen)
	return b, nil
}

func load(app core.App) (book, error) {
	var rows []Version
	if err := app.DB().Select("*").From(table).OrderBy("effective_from", "version").All(&rows); err != nil {
		return nil, err
	}
	b := book{}
	for _, v := range rows {
		b[v.Key] = append(b[v.Key], v)
	}
	return b, nil
}

// chain returns every version in the order it was written.
func chain(app core.App) ([]Version, error) {
	b, err := load(app)
	if err != nil {
		return nil, err
	}
	var rows []Version
	for _, list := range b {
		rows = append(rows, list...)
	}
	slices.SortFunc(rows, func(x, y Version) int { return int(x.ID - y.ID) })
	return rows, nil
}
