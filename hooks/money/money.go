// Package money is exact money: amounts are whole minor units of an ISO 4217 currency, rates are whole basis
// points, and no float ever comes near either. Reading text is strict, arithmetic never wraps, and every rounding
// rule of the co-op (commission, tax, split) stands here once. Money that does not fit or mixes currencies is
// refused with an error.
package money

import (
	"strconv"
	"strings"

	"cooperage/hooks/fault"
)

// Amount is a number of minor units (cents) of one currency; it may be negative. The zero value is no money of
// no currency.
type Amount struct {
	Minor    int64
	Currency string
}

// Bps is a rate in basis points: 650 is 6.5 %, 10000 is the whole.
type Bps int64

// Whole is the rate of one hundred per cent.
const Whole Bps = 10000

// The refusals of this package; compare with errors.Is.
var (
	ErrTooLarge = fault.New(fault.Invalid, "This amount is too large.")
	ErrCurrency = fault.New(fault.Invalid, "This currency is not known.")
	ErrMixed    = fault.New(fault.Invalid, "Amounts of different currencies cannot be added.")
	ErrRate     = fault.New(fault.Invalid, "Write a rate in per cent with at most two decimals, such as 6.5.")
	ErrWeights  = fault.New(fault.Invalid, "Nothing says how to share this amount.")
)

// Parse reads an amount such as "1140.5" or "-3". It takes an optional minus, digits, and a point with at most
// the decimals of the currency; no spaces, signs for thousands, plus or exponent. Errors are fault.Invalid.
func Parse(text, currency string) (Amount, error) {
	if !Known(currency) {
		return Amount{}, ErrCurrency
	}
	decimals := Decimals(currency)
	digits, ok := shift(text, decimals)
	if !ok {
		if decimals == 0 {
			return Amount{}, fault.New(fault.Invalid, "Write an amount of whole %s, without signs for thousands.", currency)
		}
		example := "114." + strings.Repeat("0", decimals)
		return Amount{}, fault.New(fault.Invalid, "Write an amount like %s, without signs for thousands.", example)
	}
	minor, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Amount{}, ErrTooLarge
	}
	return Amount{Minor: minor, Currency: currency}, nil
}

// ParseRate reads a rate in per cent: "6.5" is 650. It takes digits and a point with at most two decimals.
// Errors are fault.Invalid.
func ParseRate(text string) (Bps, error) {
	digits, ok := shift(text, 2)
	if !ok || digits[0] == '-' {
		return 0, ErrRate
	}
	rate, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, ErrRate
	}
	return Bps(rate), nil
}

// shift moves the decimal point of strictly written text to the right and returns the digits of a whole number.
func shift(text string, decimals int) (string, bool) {
	unsigned := strings.TrimPrefix(text, "-")
	whole, fraction, pointed := strings.Cut(unsigned, ".")
	if !digitsOnly(whole) || pointed && !digitsOnly(fraction) || len(fraction) > decimals {
		return "", false
	}
	return text[:len(text)-len(unsigned)] + whole + fraction + strings.Repeat("0", decimals-len(fraction)), true
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Decimal writes the amount with exactly the currency's decimals and nothing else: "1140.00", "-0.05", "300".
func (a Amount) Decimal() string { return point(a.Minor, Decimals(a.Currency)) }

// Percent writes the rate in per cent without trailing zeros: "6.5", "6.25", "6".
func (b Bps) Percent() string {
	return strings.TrimSuffix(strings.TrimRight(point(int64(b), 2), "0"), ".")
}

func point(n int64, decimals int) string {
	digits, sign := strconv.FormatInt(n, 10), ""
	if n < 0 {
		digits, sign = digits[1:], "-"
	}
	if short := decimals + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	if decimals == 0 {
		return sign + digits
	}
	at := len(digits) - decimals
	return sign + digits[:at] + "." + digits[at:]
}

// String writes the amount for logs: "1140.00 EUR". Pages format by locale instead.
func (a Amount) String() string { return a.Decimal() + " " + a.Currency }

// IsZero reports whether there is no money, in whatever currency.
func (a Amount) IsZero() bool { return a.Minor == 0 }

// Add returns a + b; it refuses two currencies (ErrMixed) and sums beyond 64 bits (ErrTooLarge).
func (a Amount) Add(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, ErrMixed
	}
	sum := a.Minor + b.Minor
	if (b.Minor > 0) != (sum > a.Minor) && b.Minor != 0 {
		return Amount{}, ErrTooLarge
	}
	return Amount{Minor: sum, Currency: a.Currency}, nil
}

// Sub returns a - b; it refuses what Add refuses.
func (a Amount) Sub(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, ErrMixed
	}
	rest := a.Minor - b.Minor
	if (b.Minor > 0) != (rest < a.Minor) && b.Minor != 0 {
		return Amount{}, ErrTooLarge
	}
	return Amount{Minor: rest, Currency: a.Currency}, nil
}

// Sum adds any number of amounts of the currency; of none it is zero.
func Sum(currency string, amounts ...Amount) (Amount, error) {
	total := Amount{Currency: currency}
	for _, a := range amounts {
		var err error
		if total, err = total.Add(a); err != nil {
			return Amount{}, err
		}
	}
	return total, nil
}
