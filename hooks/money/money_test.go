package money

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"cooperage/hooks/fault"

	"pgregory.net/rapid"
)

func TestParse_AcceptsOnlyStrictDecimals(t *testing.T) {
	t.Parallel()
	good := []struct {
		text, currency string
		minor          int64
	}{
		{"1140.00", "EUR", 114000}, {"1140.5", "EUR", 114050}, {"1140", "EUR", 114000}, {"0", "EUR", 0},
		{"-0.05", "EUR", -5}, {"007.50", "EUR", 750}, {"300", "JPY", 300}, {"1.234", "KWD", 1234}, {"1.2", "KWD", 1200},
		{"92233720368547758.07", "EUR", math.MaxInt64}, {"-92233720368547758.08", "EUR", math.MinInt64},
	}
	for _, c := range good {
		got, err := Parse(c.text, c.currency)
		if err != nil || got != (Amount{c.minor, c.currency}) {
			t.Errorf("Parse(%q, %s) = %v, %v; want %d", c.text, c.currency, got, err, c.minor)
		}
	}
	bad := []string{"", "-", ".", ".5", "5.", "+5", " 5", "5 ", "1,000", "1,000.00", "1.000", "1e3", "0x10", "NaN", "Inf",
		"--5", "1.2.3", "1.-5", "٣", "5\x00", "1_000", "€5", "92233720368547758.08", "-92233720368547758.09", "99999999999999999999999"}
	for _, text := range bad {
		if got, err := Parse(text, "EUR"); !fault.Is(err, fault.Invalid) {
			t.Errorf("Parse(%q) = %v, %v; want a refusal", text, got, err)
		}
	}
	if _, err := Parse("1.0", "JPY"); !fault.Is(err, fault.Invalid) {
		t.Errorf("yen with decimals: %v", err)
	}
	for _, currency := range []string{"", "eur", "XXX", "CLF"} {
		if _, err := Parse("1", currency); !errors.Is(err, ErrCurrency) {
			t.Errorf("Parse in %q: %v; want ErrCurrency", currency, err)
		}
	}
}

func TestParseRate_AcceptsAtMostTwoDecimals(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Bps{"6.5": 650, "6.25": 625, "6": 600, "0": 0, "100": 10000, "0.01": 1} {
		if got, err := ParseRate(text); err != nil || got != want {
			t.Errorf("ParseRate(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "6.255", "-1", "6,5", "6.5%", "1e1", "99999999999999999999"} {
		if got, err := ParseRate(text); !errors.Is(err, ErrRate) {
			t.Errorf("ParseRate(%q) = %d, %v; want ErrRate", text, got, err)
		}
	}
}

func TestPercent_DropsTrailingZeros(t *testing.T) {
	t.Parallel()
	for rate, want := range map[Bps]string{650: "6.5", 625: "6.25", 600: "6", 0: "0", 1: "0.01", 10000: "100", -50: "-0.5"} {
		if got := rate.Percent(); got != want {
			t.Errorf("%d: got %s, want %s", rate, got, want)
		}
	}
}

func TestDecimal_HasExactlyTheCurrencysDecimals(t *testing.T) {
	t.Parallel()
	for a, want := range map[Amount]string{
		{114000, "EUR"}: "1140.00", {-5, "EUR"}: "-0.05", {0, "EUR"}: "0.00", {300, "JPY"}: "300", {-7, "JPY"}: "-7",
		{7, "KWD"}: "0.007", {math.MinInt64, "EUR"}: "-92233720368547758.08", {math.MinInt64, "JPY"}: "-9223372036854775808",
	} {
		if got := a.Decimal(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestCurrencies_FollowISO4217(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int{"EUR": 2, "USD": 2, "HUF": 2, "JPY": 0, "KRW": 0, "ISK": 0, "KWD": 3, "TND": 3} {
		if got := Decimals(code); got != want || !Known(code) {
			t.Errorf("%s has %d decimals, want %d", code, got, want)
		}
	}
	for _, code := range Currencies() {
		if len(code) != 3 {
			t.Errorf("%q is not a code", code)
		}
	}
	if n := len(Currencies()); n < 150 {
		t.Errorf("only %d currencies", n)
	}
}

func TestAddSub_RefuseOverflowAndMixedCurrencies(t *testing.T) {
	t.Parallel()
	if _, err := (Amount{1, "EUR"}).Add(Amount{1, "USD"}); !errors.Is(err, ErrMixed) {
		t.Errorf("mixed add: %v", err)
	}
	if _, err := (Amount{1, "EUR"}).Sub(Amount{1, "USD"}); !errors.Is(err, ErrMixed) {
		t.Errorf("mixed sub: %v", err)
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := edgy(t, "a"), edgy(t, "b")
		sum := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
		same(t, sum)(Amount{a, "EUR"}.Add(Amount{b, "EUR"}))
		rest := new(big.Int).Sub(big.NewInt(a), big.NewInt(b))
		same(t, rest)(Amount{a, "EUR"}.Sub(Amount{b, "EUR"}))
	})
}

func TestParse_ReadsBackWhatDecimalWrites(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := Amount{edgy(t, "minor"), rapid.SampledFrom(Currencies()).Draw(t, "currency")}
		if got, err := Parse(a.Decimal(), a.Currency); err != nil || got != a {
			t.Fatalf("%v came back as %v, %v", a, got, err)
		}
	})
}

func TestSum_AddsAndRefusesOverflow(t *testing.T) {
	t.Parallel()
	got, err := Sum("EUR", Amount{1, "EUR"}, Amount{-3, "EUR"})
	if err != nil || got != (Amount{-2, "EUR"}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := Sum("EUR", Amount{math.MaxInt64, "EUR"}, Amount{1, "EUR"}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v", err)
	}
}

// edgy draws any int64, often one near the ends.
func edgy(t *rapid.T, label string) int64 {
	return rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1000000, 1000000),
		rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, -1, 0, 1, math.MaxInt64})).Draw(t, label)
}

// same checks an answer against exact arithmetic: the same number, or a refusal when it does not fit.
func same(t *rapid.T, want *big.Int) func(Amount, error) {
	return func(got Amount, err error) {
		t.Helper()
		if !want.IsInt64() {
			if !errors.Is(err, ErrTooLarge) {
				t.Fatalf("got %v, %v; want ErrTooLarge for %s", got, err, want)
			}
			return
		}
		if err != nil || got.Minor != want.Int64() {
			t.Fatalf("got %v, %v; want %s", got, err, want)
		}
	}
}
