package gigs

import (
	"fmt"
	"slices"
	"strconv"

	"cooperage/hooks/files"
	"cooperage/hooks/money"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

func contains(list []string, s string) bool { return slices.Contains(list, s) }

// row names a field of the nth row of a form.
func row(field string, n int) string { return field + "-" + strconv.Itoa(n) }

// storeRows makes the stored packages and extras those of the offer. A row keeps its id as long as its place is
// filled, so that a form opened before an edit still orders what it says.
func (r *Room) storeRows(tx core.App, g *Gig, o Offer) error {
	rows := make([]map[string]any, len(o.Packages))
	for i, x := range o.Packages {
		rows[i] = map[string]any{"name": x.Name, "description": x.Description, "priceMinor": x.Price.Minor, "days": x.Days, "rounds": x.Rounds}
	}
	if err := r.replace(tx, "packages", g, rows); err != nil {
		return err
	}
	rows = make([]map[string]any, len(o.Extras))
	for i, x := range o.Extras {
		rows[i] = map[string]any{"name": x.Name, "priceMinor": x.Price.Minor, "days": x.Days}
	}
	return r.replace(tx, "extras", g, rows)
}

func (r *Room) replace(tx core.App, collection string, g *Gig, rows []map[string]any) error {
	var old []*core.Record
	err := tx.RecordQuery(collection).AndWhere(dbx.HashExp{"gig": g.Id}).OrderBy("position").All(&old)
	if err != nil {
		return fmt.Errorf("read %s: %w", collection, err)
	}
	c, err := tx.FindCachedCollectionByNameOrId(collection)
	if err != nil {
		return fmt.Errorf("save %s: %w", collection, err)
	}
	now := r.clock.Now()
	for i, fields := range rows {
		rec := core.NewRecord(c)
		rec.Set("created", now)
		if i < len(old) {
			rec = old[i]
		}
		rec.Load(fields)
		rec.Load(map[string]any{"gig": g.Id, "position": i + 1, "updated": now})
		if err := tx.Save(rec); err != nil {
			return fmt.Errorf("save %s: %w", collection, err)
		}
	}
	for _, rec := range old[min(len(rows), len(old)):] {
		if err := tx.Delete(rec); err != nil {
			return fmt.Errorf("delete from %s: %w", collection, err)
		}
	}
	return nil
}

// OfferOf returns what a stored gig says, for its form.
func OfferOf(app core.App, g *Gig) (Offer, error) {
	o := Offer{Title: g.Title(), Body: g.Body(), Craft: g.Craft(), Industries: g.Industries(), Languages: g.Languages(), Tier: g.TierCode()}
	packages, err := PackagesOf(app, g.Id)
	if err != nil {
		return o, err
	}
	for i, p := range packages {
		o.Packages = append(o.Packages, PackageOffer{Row: i + 1, Name: p.Name(), Description: p.Description(),
			Price: p.Price(g.Currency()), Days: p.Days(), Rounds: p.Rounds()})
	}
	extras, err := ExtrasOf(app, g.Id)
	if err != nil {
		return o, err
	}
	for i, x := range extras {
		o.Extras = append(o.Extras, ExtraOffer{Row: i + 1, Name: x.Name(), Days: x.Days(),
			Price: money.Amount{Minor: x.PriceMinor(), Currency: g.Currency()}})
	}
	pictures, err := files.Pictures(app, g.Pictures())
	for _, p := range pictures {
		o.Pictures = append(o.Pictures, PictureOffer{ID: p.ID, Alt: p.Alt})
	}
	return o, err
}
