package gigs

import (
	"math"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
	"cooperage/hooks/profiles"
)

// Limits of a gig; the form shows them.
const (
	MaxTitleChars       = 100
	MinBodyChars        = 80
	MaxPackages         = 3
	MaxNameChars        = 60
	MaxDescriptionChars = 400
	MaxExtras           = 5
	MaxExtraChars       = 100
	MaxDays             = 365
	MaxRounds           = 9
	MaxPictures         = 8
	MaxIndustries       = 5
	// MaxPrice keeps any sum of a package and its extras far from what a ledger refuses.
	MaxPrice = 100_000_000_00
)

// Offer is what a gig says, as its owner writes it.
type Offer struct {
	Title      string
	Body       string
	Craft      string
	Industries []string
	Languages  []string
	Tier       string
	Packages   []PackageOffer
	Extras     []ExtraOffer
	Pictures   []PictureOffer
}

// PackageOffer is one package of an Offer; Row is its place in the form, from 1.
type PackageOffer struct {
	Row         int
	Name        string
	Description string
	Price       money.Amount
	Days        int
	Rounds      int
}

// ExtraOffer is one extra of an Offer.
type ExtraOffer struct {
	Row   int
	Name  string
	Price money.Amount
	Days  int
}

// PictureOffer is a picture that the owner has uploaded, with its description.
type PictureOffer struct{ ID, Alt string }

// check adds to what is wrong already whatever cannot be stored, even in a draft.
func (o Offer) check(p fault.Problems) fault.Problems {
	if o.Title == "" {
		p.Add("title", "A gig needs a title. It can be changed later.")
	}
	if utf8.RuneCountInString(o.Title) > MaxTitleChars {
		p.Add("title", "A title may have at most %d characters.", MaxTitleChars)
	}
	if o.Craft != "" && !profiles.Known(profiles.Crafts, o.Craft) {
		p.Add("craft", "Please choose one of the list.")
	}
	if o.Tier != "" && TierOf(o.Tier).Code == "" {
		p.Add("tier", "Please choose one of the list.")
	}
	if len(o.Industries) > MaxIndustries || len(profiles.Among(profiles.Industries, o.Industries)) != len(o.Industries) {
		p.Add("industry", "Please choose at most %d of the list.", MaxIndustries)
	}
	if len(profiles.Among(profiles.Languages, o.Languages)) != len(o.Languages) {
		p.Add("language", "Please choose from the list.")
	}
	if len(o.Pictures) > MaxPictures {
		p.Add("pictures", "A gig may have at most %d pictures.", MaxPictures)
	}
	for _, x := range o.Packages {
		x.check(&p)
	}
	for _, x := range o.Extras {
		x.check(&p)
	}
	return p
}

func (x PackageOffer) check(p *fault.Problems) {
	if x.Name == "" {
		p.Add(row("packageName", x.Row), "A package needs a name.")
	}
	limit(p, row("packageName", x.Row), x.Name, MaxNameChars)
	limit(p, row("packageText", x.Row), x.Description, MaxDescriptionChars)
	price(p, row("packagePrice", x.Row), x.Price)
	between(p, row("packageDays", x.Row), x.Days, 1, MaxDays)
	between(p, row("packageRounds", x.Row), x.Rounds, 0, MaxRounds)
}

func (x ExtraOffer) check(p *fault.Problems) {
	if x.Name == "" {
		p.Add(row("extraName", x.Row), "An extra needs a name.")
	}
	limit(p, row("extraName", x.Row), x.Name, MaxExtraChars)
	price(p, row("extraPrice", x.Row), x.Price)
	between(p, row("extraDays", x.Row), x.Days, 0, MaxDays)
}

// complete says what is missing before others may see the gig.
func (o Offer) complete() fault.Problems {
	var p fault.Problems
	if utf8.RuneCountInString(o.Body) < MinBodyChars {
		p.Add("body", "Please describe what one gets, in at least %d characters.", MinBodyChars)
	}
	if o.Craft == "" {
		p.Add("craft", "Please choose the craft, so that people find the gig.")
	}
	if o.Tier == "" {
		p.Add("tier", "Please say who or what makes the work.")
	}
	if len(o.Packages) == 0 {
		p.Add("packageName-1", "Please describe at least one package with its price.")
	}
	return p
}

func limit(p *fault.Problems, field, value string, most int) {
	if utf8.RuneCountInString(value) > most {
		p.Add(field, "This may have at most %d characters.", most)
	}
}

func price(p *fault.Problems, field string, a money.Amount) {
	if p.Has(field) {
		return
	}
	if a.Minor <= 0 || a.Minor > MaxPrice {
		p.Add(field, "Please give a price above zero, such as 480 or 480.00.")
	}
}

func between(p *fault.Problems, field string, n, least, most int) {
	if !p.Has(field) && (n < least || n > most) {
		p.Add(field, "Please give a whole number from %d to %d.", least, most)
	}
}

// lowest returns the price and the days that lists show: the least of all packages, zero when there is none.
func (o Offer) lowest() (priceMinor int64, days int) {
	if len(o.Packages) == 0 {
		return 0, 0
	}
	priceMinor, days = math.MaxInt64, MaxDays
	for _, x := range o.Packages {
		priceMinor, days = min(priceMinor, x.Price.Minor), min(days, x.Days)
	}
	return priceMinor, days
}
