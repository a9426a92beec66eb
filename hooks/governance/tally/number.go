package tally

import (
	"fmt"
	"strconv"
	"strings"
)

// Decimal is a number of votes in hundred-thousandths: 1.5 votes are 150000.
type Decimal int64

// one is a whole vote.
const one Decimal = 100_000

// String writes the number with its five decimals: 1.50000.
func (d Decimal) String() string { return fixed(int64(d), int64(one), 5) }

// MarshalJSON writes a JSON number with five decimals.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalJSON reads what MarshalJSON writes, exactly.
func (d *Decimal) UnmarshalJSON(data []byte) error {
	n, err := unfixed(string(data), 5)
	*d = Decimal(n)
	return err
}

// Halves is a number of points in halves: 1.5 points are 3. Only Borda shares points so that halves come up.
type Halves int64

// String writes the number, with a decimal where there is a half: 1.5.
func (h Halves) String() string {
	if h%2 == 0 {
		return strconv.FormatInt(int64(h)/2, 10)
	}
	return fixed(int64(h)*5, 10, 1)
}

// MarshalJSON writes a JSON number.
func (h Halves) MarshalJSON() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalJSON reads what MarshalJSON writes, exactly.
func (h *Halves) UnmarshalJSON(data []byte) error {
	n, err := unfixed(string(data), 1)
	if err == nil && n%5 != 0 {
		err = fmt.Errorf("%s is not a number of halves", data)
	}
	*h = Halves(n / 5)
	return err
}

// fixed writes n units, of which one number has many.
func fixed(n, one int64, digits int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%0*d", sign, n/one, digits, n%one)
}

// unfixed reads a plain decimal with at most so many digits behind the point, in units of the last.
func unfixed(s string, digits int) (int64, error) {
	whole, rest, _ := strings.Cut(s, ".")
	if len(rest) > digits {
		return 0, fmt.Errorf("%s has more than %d decimals", s, digits)
	}
	n, err := strconv.ParseInt(whole+rest+strings.Repeat("0", digits-len(rest)), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("read the decimal %s: %w", s, err)
	}
	return n, nil
}
