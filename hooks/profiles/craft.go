package profiles

import (
	"slices"

	"cooperage/hooks/locale"
)

// Label is one choice of a fixed list: the code that is stored and its English catalogue key.
type Label struct{ Code, Text string }

// Crafts are the kinds of work of this co-op. A code never changes its meaning; new ones are added.
var Crafts = []Label{
	{"illustration", locale.Mark("Illustration")},
	{"design", locale.Mark("Graphic and brand design")},
	{"interface", locale.Mark("Web and interface design")},
	{"software", locale.Mark("Software")},
	{"data", locale.Mark("Data and maps")},
	{"writing", locale.Mark("Writing and editing")},
	{"translation", locale.Mark("Translation and interpreting")},
	{"photography", locale.Mark("Photography")},
	{"film", locale.Mark("Film and animation")},
	{"audio", locale.Mark("Sound, voice and music")},
	{"making", locale.Mark("Furniture, textile and making")},
	{"advice", locale.Mark("Advice and teaching")},
}

// Industries are the fields that clients come from.
var Industries = []Label{
	{"cultural", locale.Mark("Culture and heritage")},
	{"education", locale.Mark("Education")},
	{"finance", locale.Mark("Finance and insurance")},
	{"food", locale.Mark("Food and farming")},
	{"health", locale.Mark("Health and care")},
	{"industry", locale.Mark("Industry and engineering")},
	{"legal", locale.Mark("Law")},
	{"luxury", locale.Mark("Luxury and fashion")},
	{"media", locale.Mark("Media and publishing")},
	{"nonprofit", locale.Mark("Non-profit")},
	{"public", locale.Mark("Public sector")},
	{"retail", locale.Mark("Trade and retail")},
	{"science", locale.Mark("Science and environment")},
	{"technology", locale.Mark("Technology")},
	{"tourism", locale.Mark("Travel and outdoors")},
}

// Languages are those that work is offered in, by their ISO 639-1 code, each under its own name: a person looks
// for the name they know, and it needs no translation.
var Languages = []Label{
	{"ar", "العربية"}, {"bg", "Български"}, {"ca", "Català"}, {"cs", "Čeština"}, {"da", "Dansk"}, {"de", "Deutsch"},
	{"el", "Ελληνικά"}, {"en", "English"}, {"es", "Español"}, {"et", "Eesti"}, {"eu", "Euskara"}, {"fi", "Suomi"},
	{"fr", "Français"}, {"ga", "Gaeilge"}, {"hr", "Hrvatski"}, {"hu", "Magyar"}, {"is", "Íslenska"}, {"it", "Italiano"},
	{"ja", "日本語"}, {"lt", "Lietuvių"}, {"lv", "Latviešu"}, {"nl", "Nederlands"}, {"no", "Norsk"}, {"pl", "Polski"},
	{"pt", "Português"}, {"ro", "Română"}, {"ru", "Русский"}, {"sk", "Slovenčina"}, {"sl", "Slovenščina"},
	{"sv", "Svenska"}, {"tr", "Türkçe"}, {"uk", "Українська"}, {"zh", "中文"},
}

// Levels say how well a person works in a language, best first.
var Levels = []Label{
	{"native", locale.Mark("Native")},
	{"fluent", locale.Mark("Fluent")},
	{"working", locale.Mark("Good for work")},
	{"basic", locale.Mark("Basic")},
}

// TextOf returns the text of a code in a list, or "" when the code is not in it.
func TextOf(list []Label, code string) string {
	i := slices.IndexFunc(list, func(l Label) bool { return l.Code == code })
	if i < 0 {
		return ""
	}
	return list[i].Text
}

// Known reports whether the code is in the list.
func Known(list []Label, code string) bool { return TextOf(list, code) != "" }

// Among returns the labels of the list whose codes are given, in the order of the list.
func Among(list []Label, codes []string) []Label {
	var out []Label
	for _, l := range list {
		if slices.Contains(codes, l.Code) {
			out = append(out, l)
		}
	}
	return out
}
