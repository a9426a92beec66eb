package schedule

import (
	"encoding/json"
	"testing"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"

	"pgregory.net/rapid"
)

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

func TestPrice_TakesTheLineThatNamesTheOrder(t *testing.T) {
	t.Parallel()
	s := Schedule{
		Default:    650,
		Tiers:      map[string]money.Bps{"hybrid": 800, "human": 500},
		Industries: map[string]money.Bps{"charity": 300},
		Volumes:    []Volume{{eur(1_000_000), 600}, {eur(5_000_000), 400}},
	}
	for _, c := range []struct {
		name  string
		terms Terms
		rate  money.Bps
		basis Basis
	}{
		{"nothing named", Terms{}, 650, ByDefault},
		{"a dearer tier", Terms{Tier: "hybrid"}, 800, ByTier},
		{"a cheaper tier", Terms{Tier: "human"}, 500, ByTier},
		{"the lowest of two lines", Terms{Tier: "hybrid", Industry: "charity"}, 300, ByIndustry},
		{"below the first volume", Terms{Before: eur(999_999)}, 650, ByDefault},
		{"the first volume", Terms{Before: eur(1_000_000)}, 600, ByVolume},
		{"the second volume", Terms{Before: eur(9_000_000)}, 400, ByVolume},
		{"volume in another currency", Terms{Before: money.Amount{Minor: 9_000_000, Currency: "USD"}}, 650, ByDefault},
		{"unknown words", Terms{Tier: "robot", Industry: "mining"}, 650, ByDefault},
	} {
		if got := s.Price(c.terms); got.Rate != c.rate || got.Basis != c.basis {
			t.Errorf("%s: got %d by %s, want %d by %s", c.name, got.Rate, got.Basis, c.rate, c.basis)
		}
	}
}

func TestCheck_RefusesRatesOutOfBounds(t *testing.T) {
	t.Parallel()
	for _, s := range []Schedule{{Default: -1}, {Default: 10001}, {Tiers: map[string]money.Bps{"human": -1}},
		{Industries: map[string]money.Bps{"charity": 20000}}, {Volumes: []Volume{{eur(0), -5}}}} {
		if err := s.Check(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v passed: %v", s, err)
		}
	}
	if err := (Schedule{Default: 650}).Check(); err != nil {
		t.Error(err)
	}
}

func TestQuote_IsTheWorkedExample(t *testing.T) {
	t.Parallel()
	q, err := Price{Rate: 650}.Quote(eur(80000))
	if err != nil || q.Net != eur(74800) || q.Commission != eur(5200) {
		t.Fatalf("got %+v, %v", q, err)
	}
	q, err = Price{Rate: 650}.Quote(eur(33333), eur(33333), eur(33334))
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(q)
	want := `{"currency":"EUR","rate_bp":650,"steps":[{"amount":33333,"commission":2166,"net":31167},{"amount":33333,` +
		`"commission":2167,"net":31166},{"amount":33334,"commission":2167,"net":31167}],"commission":6500,"net":93500,"total":100000}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s\nwant %s (%v)", got, want, err)
	}
}

func TestQuote_Refuses(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		price   Price
		amounts []money.Amount
	}{
		"nothing":              {Price{Rate: 650}, nil},
		"a negative release":   {Price{Rate: 650}, []money.Amount{eur(500), eur(-1)}},
		"a sum beyond the end": {Price{Rate: 650}, []money.Amount{eur(MaxMinor), eur(1)}},
		"mixed currencies":     {Price{Rate: 650}, []money.Amount{eur(1), {Minor: 1, Currency: "USD"}}},
		"a rate beyond 100 %":  {Price{Rate: 10001}, []money.Amount{eur(1)}},
		"a negative rate":      {Price{Rate: -1}, []money.Amount{eur(1)}},
	} {
		if q, err := c.price.Quote(c.amounts...); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %+v, %v", name, q, err)
		}
	}
	if _, err := (Price{Rate: 650}).Quote(eur(MaxMinor)); err != nil {
		t.Errorf("the largest sum: %v", err)
	}
}

func TestCommission_StopsAtTheCap(t *testing.T) {
	t.Parallel()
	q, err := Price{Rate: 1000, Cap: eur(150)}.Quote(eur(1000), eur(1000), eur(1000))
	if err != nil || q.Commission != eur(150) || q.Steps[1].Commission != eur(50) || q.Steps[2].Commission != eur(0) {
		t.Errorf("got %+v, %v", q, err)
	}
}

func TestRelease_AnyPathEndsAtTheSameCent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		price := Price{Rate: money.Bps(rapid.Int64Range(0, 10000).Draw(t, "rate"))}
		if rapid.Bool().Draw(t, "capped") {
			price.Cap = eur(rapid.Int64Range(0, 10_000).Draw(t, "cap"))
		}
		so := So{eur(0), eur(0)}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			amount := eur(rapid.Int64Range(-so.Released.Minor, 100_000).Draw(t, "amount"))
			step, err := price.Release(so, amount)
			if err != nil {
				t.Fatal(err)
			}
			if step.Commission.Minor+step.Net.Minor != amount.Minor {
				t.Fatalf("%+v does not add up", step)
			}
			if amount.Minor >= 0 && (step.Net.Minor < 0 || step.Commission.Minor < 0) {
				t.Fatalf("a release took money: %+v", step)
			}
			so.Released.Minor += amount.Minor
			so.Commission.Minor += step.Commission.Minor
		}
		want, err := price.Commission(so.Released)
		if err != nil || so.Commission != want {
			t.Fatalf("booked %v on the way, %v at once (%v)", so.Commission, want, err)
		}
		if _, err := price.Release(so, eur(-so.Released.Minor-1)); !fault.Is(err, fault.Invalid) {
			t.Fatalf("took back more than was released: %v", err)
		}
	})
}
