// Package migrations holds the history of the database: one file a change, ordered by name, never edited once
// released. Collections are written in Go with the helpers of this file.
package migrations

import (
	"github.com/pocketbase/pocketbase/core"
)

// exec runs the statements in order and stops at the first that fails. Raw tables, triggers and indexes
// that collections cannot express are made with it.
func exec(app core.App, statements ...string) error {
	for _, s := range statements {
		if _, err := app.NonconcurrentDB().NewQuery(s).Execute(); err != nil {
			return err
		}
	}
	return nil
}

// text is a text field of at most max characters.
func text(name string, max int) *core.TextField { return &core.TextField{Name: name, Max: max} }

// required is a text field that may not be empty.
func required(name string, max int) *core.TextField {
	return &core.TextField{Name: name, Max: max, Required: true}
}

// minor is an amount in whole minor units; whole is any other whole number.
func minor(name string) *core.NumberField { return whole(name) }

func whole(name string) *core.NumberField { return &core.NumberField{Name: name, OnlyInt: true} }

func flag(name string) *core.BoolField { return &core.BoolField{Name: name} }

func date(name string) *core.DateField { return &core.DateField{Name: name} }

// dates are the fields every record has; rooms set them from the clock, so that tests and the demo can move time.
func dates() []core.Field { return []core.Field{date("created"), date("updated")} }

// choice is one of the values.
func choice(name string, values ...string) *core.SelectField {
	return &core.SelectField{Name: name, Values: values, MaxSelect: 1}
}

// relation points at one record of another collection; the record may not vanish while it is pointed at.
func relation(app core.App, name, collection string) *core.RelationField {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		panic(err)
	}
	return &core.RelationField{Name: name, CollectionId: c.Id, MaxSelect: 1}
}

// jsonField holds any JSON of at most max bytes.
func jsonField(name string, max int64) *core.JSONField {
	return &core.JSONField{Name: name, MaxSize: max}
}

// base returns a new collection that the REST API cannot reach (all rules nil), with a stable id.
func base(name string, fields ...core.Field) *core.Collection {
	c := core.NewBaseCollection(name, "c_"+name)
	c.Fields.Add(fields...)
	c.Fields.Add(dates()...)
	return c
}

// drop removes collections, the last made first.
func drop(app core.App, names ...string) error {
	for _, name := range names {
		c, err := app.FindCollectionByNameOrId(name)
		if err != nil {
			return err
		}
		if err := app.Delete(c); err != nil {
			return err
		}
	}
	return nil
}
