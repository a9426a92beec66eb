package money

import (
	"testing"

	"cooperage/hooks/fault"
)

// FuzzParse: an amount or a rate that is accepted reads back as itself, and everything else is the visitor's error.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"1140.50", "-0.05", "9223372036854775807", "-92233720368547758.08", "6.5", "1e3", "1,000", "٣", ""} {
		for _, currency := range []string{"EUR", "JPY", "TND", "eur"} {
			f.Add(text, currency)
		}
	}
	f.Fuzz(func(t *testing.T, text, currency string) {
		amount, err := Parse(text, currency)
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatalf("amount %q: %v", text, err)
		}
		if err == nil {
			if again, err := Parse(amount.Decimal(), currency); err != nil || again != amount {
				t.Fatalf("%q %s is %v, and again %v, %v", text, currency, amount, again, err)
			}
		}
		rate, err := ParseRate(text)
		if err != nil && !fault.Is(err, fault.Invalid) || rate < 0 {
			t.Fatalf("rate %q: %d, %v", text, rate, err)
		}
		if err == nil {
			if again, err := ParseRate(rate.Percent()); err != nil || again != rate {
				t.Fatalf("%q is %d, and again %d, %v", text, rate, again, err)
			}
		}
	})
}
