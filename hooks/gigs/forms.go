package gigs

import (
	"strconv"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

// gigForm is the form of a gig as it was typed. Packages and extras are rows of equal places in several lists.
type gigForm struct {
	Title         string   `form:"title"`
	Body          string   `form:"body"`
	Craft         string   `form:"craft"`
	Industries    []string `form:"industry"`
	Languages     []string `form:"language"`
	Tier          string   `form:"tier"`
	PackageName   []string `form:"packageName"`
	PackageText   []string `form:"packageText"`
	PackagePrice  []string `form:"packagePrice"`
	PackageDays   []string `form:"packageDays"`
	PackageRounds []string `form:"packageRounds"`
	ExtraName     []string `form:"extraName"`
	ExtraPrice    []string `form:"extraPrice"`
	ExtraDays     []string `form:"extraDays"`
	Picture       []string `form:"picture"`
	Alt           []string `form:"alt"`
	Remove        []string `form:"remove"`
	Publish       bool     `form:"publish"`
}

// formRow is one package or extra as it was typed.
type formRow struct {
	N                               int
	Name, Text, Price, Days, Rounds string
}

// Field names a control of the row.
func (r formRow) Field(name string) string { return row(name, r.N) }

// Filled reports whether anything was typed into the row.
func (r formRow) Filled() bool { return r.Name+r.Text+r.Price+r.Days+r.Rounds != "" }

func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// Packages are the rows of the form for packages, filled or not.
func (f gigForm) Packages() []formRow {
	rows := make([]formRow, MaxPackages)
	for i := range rows {
		rows[i] = formRow{i + 1, nth(f.PackageName, i), nth(f.PackageText, i), nth(f.PackagePrice, i), nth(f.PackageDays, i), nth(f.PackageRounds, i)}
	}
	return rows
}

// Extras are the rows of the form for extras, filled or not.
func (f gigForm) Extras() []formRow {
	rows := make([]formRow, MaxExtras)
	for i := range rows {
		rows[i] = formRow{N: i + 1, Name: nth(f.ExtraName, i), Price: nth(f.ExtraPrice, i), Days: nth(f.ExtraDays, i)}
	}
	return rows
}

// AnyExtra reports whether an extra was typed, to open their fold.
func (f gigForm) AnyExtra() bool { return formRow{Name: nth(f.ExtraName, 0)}.Filled() }

// HasIndustry and HasLanguage mark the boxes that were ticked.
func (f gigForm) HasIndustry(code string) bool { return contains(f.Industries, code) }

// HasLanguage reports whether the language was ticked.
func (f gigForm) HasLanguage(code string) bool { return contains(f.Languages, code) }

// formOf shows a stored offer in the form.
func formOf(o Offer) gigForm {
	f := gigForm{Title: o.Title, Body: o.Body, Craft: o.Craft, Industries: o.Industries, Languages: o.Languages, Tier: o.Tier}
	for _, x := range o.Packages {
		f.PackageName = append(f.PackageName, x.Name)
		f.PackageText = append(f.PackageText, x.Description)
		f.PackagePrice = append(f.PackagePrice, x.Price.Decimal())
		f.PackageDays = append(f.PackageDays, strconv.Itoa(x.Days))
		f.PackageRounds = append(f.PackageRounds, strconv.Itoa(x.Rounds))
	}
	for _, x := range o.Extras {
		f.ExtraName = append(f.ExtraName, x.Name)
		f.ExtraPrice = append(f.ExtraPrice, x.Price.Decimal())
		f.ExtraDays = append(f.ExtraDays, strconv.Itoa(x.Days))
	}
	for _, x := range o.Pictures {
		f.Picture, f.Alt = append(f.Picture, x.ID), append(f.Alt, x.Alt)
	}
	return f
}

// offer reads what was typed. Problems are those of its numbers and of everything that cannot be stored.
func (f gigForm) offer(currency string) (Offer, fault.Problems) {
	o := Offer{Title: f.Title, Body: f.Body, Craft: f.Craft, Industries: f.Industries, Languages: f.Languages, Tier: f.Tier}
	var p fault.Problems
	for _, r := range f.Packages() {
		if r.Filled() {
			o.Packages = append(o.Packages, PackageOffer{Row: r.N, Name: r.Name, Description: r.Text,
				Price: amount(&p, r.Field("packagePrice"), r.Price, currency), Days: whole(&p, r.Field("packageDays"), r.Days),
				Rounds: whole(&p, r.Field("packageRounds"), r.Rounds)})
		}
	}
	for _, r := range f.Extras() {
		if r.Filled() {
			o.Extras = append(o.Extras, ExtraOffer{Row: r.N, Name: r.Name,
				Price: amount(&p, r.Field("extraPrice"), r.Price, currency), Days: whole(&p, r.Field("extraDays"), r.Days)})
		}
	}
	for i, id := range f.Picture {
		if !contains(f.Remove, id) {
			o.Pictures = append(o.Pictures, PictureOffer{id, nth(f.Alt, i)})
		}
	}
	p = o.check(p)
	if f.Publish {
		for _, missing := range o.complete() {
			if !p.Has(missing.Field) {
				p = append(p, missing)
			}
		}
	}
	return o, p
}

// amount reads a price strictly: digits, and at most the currency's decimals after one point.
func amount(p *fault.Problems, field, typed, currency string) money.Amount {
	a, err := money.Parse(typed, currency)
	if err != nil {
		p.Add(field, "Please give a price above zero, such as 480 or 480.00.")
	}
	return a
}

// whole reads a whole number strictly; nothing typed is zero, and what is no number is out of every range.
func whole(p *fault.Problems, field, typed string) int {
	if typed == "" {
		return 0
	}
	n, err := strconv.ParseUint(typed, 10, 16)
	if err != nil || typed[0] == '+' {
		p.Add(field, "Please give a whole number.")
	}
	return int(n)
}
