// Package policies holds the co-op's rules as versioned data: every rule that touches members is a policy with a
// type, bounds, a default and a sentence that explains it, and every version says since when it holds and which
// decision enacted it. It owns the raw table `policies`, an append-only hash chain; code reads a rule only
// through At and its typed companions, for a moment in time.
//
// During the founding phase the founders set policies (Found, Set); afterwards only Enact adds versions,
// and only governance calls it.
package policies

import (
	"fmt"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/money"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Room is the room of the policies: its pages and its part in other rooms' events.
type Room struct {
	site  *web.Site
	clock *clock.Clock
}

// New returns the room.
func New(site *web.Site, c *clock.Clock) *Room { return &Room{site: site, clock: c} }

// At returns the version of a policy in force at t. Before the first version the default of this program holds:
// a Version with Number 0. An unknown key is an error, for keys are constants.
func At(app core.App, key Key, t time.Time) (Version, error) {
	p, err := Lookup(key)
	if err != nil {
		return Version{}, err
	}
	all, err := versions(app)
	if err != nil {
		return Version{}, fmt.Errorf("read policy %s: %w", key, err)
	}
	now := stamp(t)
	best := Version{Key: key, Value: p.Default, Kind: ByDefault}
	for _, v := range all[key] {
		// A later version may hold earlier (an emergency): the date decides, then the number.
		if v.EffectiveFrom <= now && v.EffectiveFrom >= best.EffectiveFrom {
			best = v
		}
	}
	return best, nil
}

// Coming returns the versions of a policy that take effect after t, soonest first.
func Coming(app core.App, key Key, t time.Time) ([]Version, error) {
	all, err := versions(app)
	if err != nil {
		return nil, fmt.Errorf("read policy %s: %w", key, err)
	}
	now, list := stamp(t), []Version(nil)
	for _, v := range all[key] {
		if v.EffectiveFrom > now {
			list = append(list, v)
		}
	}
	return list, nil
}

// History returns every version of a policy, oldest first.
func History(app core.App, key Key) ([]Version, error) {
	all, err := versions(app)
	if err != nil {
		return nil, fmt.Errorf("read policy %s: %w", key, err)
	}
	return all[key], nil
}

// VersionByID returns the version that a record froze; id 0 is the default of this program.
func VersionByID(app core.App, key Key, id int64) (Version, error) {
	p, err := Lookup(key)
	if err != nil {
		return Version{}, err
	}
	if id == 0 {
		return Version{Key: key, Value: p.Default, Kind: ByDefault}, nil
	}
	var v Version
	err = app.DB().Select("*").From(table).Where(dbx.HashExp{"id": id, "key": string(key)}).One(&v)
	if err != nil {
		return Version{}, fmt.Errorf("read policy version %d of %s: %w", id, key, err)
	}
	return v, nil
}

// Int returns a whole number, an amount in minor units, or a number of days.
func Int(app core.App, key Key, t time.Time) (int64, error) {
	v, err := At(app, key, t)
	if err != nil {
		return 0, err
	}
	return v.Int(), nil
}

// Rate returns a rate in basis points.
func Rate(app core.App, key Key, t time.Time) (money.Bps, error) {
	n, err := Int(app, key, t)
	return money.Bps(n), err
}

// Days returns a number of days.
func Days(app core.App, key Key, t time.Time) (int, error) {
	n, err := Int(app, key, t)
	return int(n), err
}

// Bool returns a yes-or-no policy.
func Bool(app core.App, key Key, t time.Time) (bool, error) {
	v, err := At(app, key, t)
	return err == nil && v.Bool(), err
}

// Text returns the code of a choice.
func Text(app core.App, key Key, t time.Time) (string, error) {
	v, err := At(app, key, t)
	if err != nil {
		return "", err
	}
	return v.Text(), nil
}

// Share returns an exact fraction between 0 and 1.
func Share(app core.App, key Key, t time.Time) (Fraction, error) {
	v, err := At(app, key, t)
	if err != nil {
		return Fraction{}, err
	}
	return v.Fraction(), nil
}
