package setup

import (
	"slices"
	"strings"

	"cooperage/hooks/locale"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countryCodes are the countries of ISO 3166-1.
var countryCodes = strings.Fields(`AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF
	CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR
	HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML
	MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI
	SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW`)

// country is one choice of the wizard, named in the reader's language.
type country struct{ Code, Name string }

func countries(l *locale.Locale) []country {
	tag := language.Make(l.Code)
	names := display.Regions(tag)
	list := make([]country, 0, len(countryCodes))
	for _, code := range countryCodes {
		name := code
		if region, err := language.ParseRegion(code); err == nil && names != nil {
			name = names.Name(region)
		}
		list = append(list, country{code, name})
	}
	order := collate.New(tag)
	slices.SortFunc(list, func(a, b country) int { return order.CompareString(a.Name, b.Name) })
	return list
}
