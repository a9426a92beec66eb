package payments

import (
	"strings"

	"cooperage/hooks/fault"
)

// IBAN is a checked international bank account number in electronic form: no spaces, upper case.
type IBAN string

// ibanLengths are the lengths of the IBAN registry (SWIFT, ISO 13616), country by country.
var ibanLengths = lengths("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 " +
	"EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 " +
	"KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 " +
	"PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")

func lengths(list string) map[string]int {
	m := map[string]int{}
	for entry := range strings.FieldsSeq(list) {
		m[entry[:2]] = int(entry[2]-'0')*10 + int(entry[3]-'0')
	}
	return m
}

// ParseIBAN reads an IBAN as people write it, with spaces and in any case. Errors are fault.Invalid and say whether
// the country, the length or the check digits are wrong.
func ParseIBAN(text string) (IBAN, error) {
	s := compact(text)
	if len(s) < 5 || !alphanumeric(s) || !letters(s[:2]) || !numeric(s[2:4]) {
		return "", fault.New(fault.Invalid, "An IBAN starts with two letters and two digits, like DE89 3704 0044 0532 0130 00.")
	}
	want, known := ibanLengths[s[:2]]
	if !known {
		return "", fault.New(fault.Invalid, "No country in the IBAN registry starts with %s.", s[:2])
	}
	if len(s) != want {
		return "", fault.New(fault.Invalid, "An IBAN of %s has %d characters; this one has %d.", s[:2], want, len(s))
	}
	if mod97(s[4:]+s[:4]) != 1 {
		return "", fault.New(fault.Invalid, "The check digits of this IBAN do not fit. Please compare it with your bank card.")
	}
	return IBAN(s), nil
}

// Spaced writes the IBAN in groups of four, the printed form.
func (i IBAN) Spaced() string { return groups(string(i)) }

// Masked shows the country and the last four characters, enough to recognise one's own account.
func (i IBAN) Masked() string {
	if len(i) < 8 {
		return ""
	}
	return string(i[:2]) + "•• •••• " + string(i[len(i)-4:])
}

// mod97 is the remainder of ISO 7064 MOD 97-10, letters counting as 10 to 35.
func mod97(s string) int {
	rest := 0
	for i := range len(s) {
		if c := s[i]; c >= 'A' {
			rest = (rest*100 + int(c-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(c-'0')) % 97
		}
	}
	return rest
}

func compact(text string) string {
	return strings.ToUpper(strings.Join(strings.Fields(text), ""))
}

func groups(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i += 4 {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s[i:min(i+4, len(s))])
	}
	return b.String()
}

func alphanumeric(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return (r < '0' || r > '9') && (r < 'A' || r > 'Z') })
}

func letters(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' })
}

func numeric(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
