package gigs

import (
	"database/sql"
	"errors"
	"fmt"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Package is one way to order a gig, with its price.
type Package struct{ core.BaseRecordProxy }

// Gig is the id of the gig it belongs to.
func (p *Package) Gig() string { return p.GetString("gig") }

// Name is what the package is called.
func (p *Package) Name() string { return p.GetString("name") }

// Description says what one gets.
func (p *Package) Description() string { return p.GetString("description") }

// PriceMinor is the price in minor units of the gig's currency.
func (p *Package) PriceMinor() int64 { return int64(p.GetInt("priceMinor")) }

// Price is the price in the gig's currency.
func (p *Package) Price(currency string) money.Amount {
	return money.Amount{Minor: p.PriceMinor(), Currency: currency}
}

// Days is how long the work takes after payment.
func (p *Package) Days() int { return p.GetInt("days") }

// Rounds is how often the client may ask for changes.
func (p *Package) Rounds() int { return p.GetInt("rounds") }

// Extra is an addition that can be ordered with any package of a gig.
type Extra struct{ core.BaseRecordProxy }

// Name is what the extra is called.
func (x *Extra) Name() string { return x.GetString("name") }

// PriceMinor is its price in minor units of the gig's currency.
func (x *Extra) PriceMinor() int64 { return int64(x.GetInt("priceMinor")) }

// Price is the price in the gig's currency.
func (x *Extra) Price(currency string) money.Amount {
	return money.Amount{Minor: x.PriceMinor(), Currency: currency}
}

// Days is how many days it adds.
func (x *Extra) Days() int { return x.GetInt("days") }

// PackagesOf returns the packages of a gig in their order.
func PackagesOf(app core.App, gig string) ([]*Package, error) {
	var list []*Package
	err := app.RecordQuery("packages").AndWhere(dbx.HashExp{"gig": gig}).OrderBy("position").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list packages: %w", err)
	}
	return list, nil
}

// PackageByID returns the package of the gig, or fault.NotFound.
func PackageByID(app core.App, gig, id string) (*Package, error) {
	p := &Package{}
	err := app.RecordQuery("packages").AndWhere(dbx.HashExp{"gig": gig, "id": id}).Limit(1).One(p)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find package: %w", err)
	}
	return p, nil
}

// ExtrasOf returns the extras of a gig in their order.
func ExtrasOf(app core.App, gig string) ([]*Extra, error) {
	var list []*Extra
	err := app.RecordQuery("extras").AndWhere(dbx.HashExp{"gig": gig}).OrderBy("position").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list extras: %w", err)
	}
	return list, nil
}
