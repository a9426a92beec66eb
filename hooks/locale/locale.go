package locale

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"cooperage/hooks/money"
)

// Locale is one reader's language and time zone. Make it with Catalogs.For.
type Locale struct {
	Code string
	Zone *time.Location

	catalog *catalog
}

// nbsp keeps a figure and its unit on one line.
const nbsp = "\u00a0"

// Mark returns s; it tells the catalogue test that s is a text of a page, for label tables.
func Mark(s string) string { return s }

// Word is an argument of a text that is itself a text of the catalogue, such as the name of an office.
type Word string

// T returns the text in the reader's language. With args it is a printf format, without them it is plain text.
func (l *Locale) T(key string, args ...any) string {
	return format(l.catalog.text(key), l.spoken(args))
}

// spoken writes the arguments that are said differently in each language: instants, and words of the catalogue.
func (l *Locale) spoken(args []any) []any {
	for i, a := range args {
		switch v := a.(type) {
		case time.Time:
			args = slices.Clone(args)
			args[i] = l.DateTime(v)
		case Word:
			args = slices.Clone(args)
			args[i] = l.T(string(v))
		}
	}
	return args
}

// N returns the form of a text for the count n. n is the only printf argument when no others are given.
func (l *Locale) N(one, many string, n int, args ...any) string {
	if len(args) == 0 {
		args = []any{n}
	}
	return format(l.catalog.form(one, many, n), args)
}

// format fills in the arguments; a form may leave the count out ("one member"), which is not an error here.
func format(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	if !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// symbols are the currencies that everyone knows by a sign; all others are written by their code.
var symbols = map[string]string{"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}

// symbolFirst are the languages that write the currency before the figure.
var symbolFirst = map[string]bool{"en": true, "ja": true, "zh": true, "nl": true}

// Money writes an amount with its currency: "€ 1,140.00" in English, "1.140,00 €" in German.
func (l *Locale) Money(a money.Amount) string {
	sign, digits := split(a.Minor)
	figure := l.decimal(digits, money.Decimals(a.Currency))
	unit := a.Currency
	if s, ok := symbols[a.Currency]; ok {
		unit = s
	}
	if unit == "" {
		return sign + figure
	}
	if symbolFirst[l.Code] {
		return sign + unit + nbsp + figure
	}
	return sign + figure + nbsp + unit
}

// Rate writes basis points as a percentage without idle zeros: 650 is "6.5 %".
func (l *Locale) Rate(r money.Bps) string {
	sign, digits := split(int64(r))
	figure := strings.TrimRight(l.decimal(digits, 2), "0")
	return sign + strings.TrimSuffix(figure, l.catalog.decimal) + nbsp + "%"
}

// Number writes a whole number with its thousands apart.
func (l *Locale) Number(n int64) string {
	sign, digits := split(n)
	return sign + l.decimal(digits, 0)
}

// Bytes writes a size: "820 bytes", "1.2 MB" (1 KB is 1,024 bytes).
func (l *Locale) Bytes(n int64) string {
	if n < 1024 {
		return l.N("%d byte", "%d bytes", int(n))
	}
	tenths, unit := n*10/1024, "KB"
	for _, next := range []string{"MB", "GB", "TB"} {
		if tenths < 10240 {
			break
		}
		tenths, unit = tenths/1024, next
	}
	_, digits := split(tenths)
	return l.decimal(digits, 1) + nbsp + unit
}

// split separates the sign from the digits; it is exact for the smallest int64 too.
func split(n int64) (sign, digits string) {
	s := strconv.FormatInt(n, 10)
	if d, negative := strings.CutPrefix(s, "-"); negative {
		return "−", d
	}
	return "", s
}

// decimal writes digits whose last places are decimals, thousands apart.
func (l *Locale) decimal(digits string, places int) string {
	for len(digits) <= places {
		digits = "0" + digits
	}
	whole, rest := digits[:len(digits)-places], digits[len(digits)-places:]
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(l.catalog.group)
		}
		b.WriteRune(r)
	}
	if places > 0 {
		b.WriteString(l.catalog.decimal + rest)
	}
	return b.String()
}
