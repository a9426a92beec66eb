package payments

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sepa are the characters every SEPA bank accepts (EPC217-08) besides letters, digits and the space.
const sepa = "/-?:().,'+ "

// latinOf transliterates what decomposition alone does not: the ligatures and letters of the Latin script, Greek
// (ELOT 743) and Cyrillic (the Bulgarian law of 2009), the scripts of the euro area.
var latinOf = pairs("ä ae ö oe ü ue Ä Ae Ö Oe Ü Ue ß ss ẞ SS æ ae Æ Ae œ oe Œ Oe ø o Ø O đ d Đ D ð d Ð D þ th Þ Th ł l Ł L ı i ħ h Ħ H " +
	"α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o " +
	"Α A Β V Γ G Δ D Ε E Ζ Z Η I Θ Th Ι I Κ K Λ L Μ M Ν N Ξ X Ο O Π P Ρ R Σ S Τ T Υ Y Φ F Χ Ch Ψ Ps Ω O " +
	"а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sht ъ a ь y ю yu я ya " +
	"А A Б B В V Г G Д D Е E Ж Zh З Z И I Й Y К K Л L М M Н N О O П P Р R С S Т T У U Ф F Х H Ц Ts Ч Ch Ш Sh Щ Sht Ъ A Ь Y Ю Yu Я Ya " +
	"– - — - ‑ - ’ ' ‘ ' „ ' “ ' ” ' \" ' & + · . € EUR @ (at) _ -")

func pairs(list string) map[rune]string {
	m := map[rune]string{}
	words := strings.Fields(list)
	for i := 0; i < len(words); i += 2 {
		m[[]rune(words[i])[0]] = words[i+1]
	}
	return m
}

// Latin writes a text with the characters that every SEPA bank accepts. Accents are dropped, other scripts of the
// euro area transliterated; what is left over becomes a point, so that nothing vanishes unseen.
func Latin(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		if s, ok := latinOf[r]; ok {
			b.WriteString(s)
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			b.WriteString(latinRune(d))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func latinRune(r rune) string {
	switch {
	case r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)), strings.ContainsRune(sepa, r):
		return string(r)
	case unicode.Is(unicode.Mn, r):
		return ""
	case unicode.IsSpace(r):
		return " "
	}
	if s, ok := latinOf[r]; ok {
		return s
	}
	return "."
}
