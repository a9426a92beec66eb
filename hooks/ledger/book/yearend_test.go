package book

import (
	"errors"
	"testing"

	"cooperage/hooks/money"

	"pgregory.net/rapid"
)

var voted = Uses{Reserve: 2000, Education: 500, Cash: 3000, Retained: 4500}

func TestWaterfall_SharesASurplusAndCarriesALoss(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                     string
		result, carried, reserve int64
		want                     [7]int64 // covered, drawn, reserve, education, cash, retained, carried
	}{
		// 20, 5, 30 and 45 % of 123457 are 24691.4, 6172.85, 37037.1 and 55555.65: two units are left over, for
		// education and what is retained.
		{"a surplus", 123457, 0, 0, [7]int64{0, 0, 24691, 6173, 37037, 55556, 0}},
		{"nothing", 0, 0, 500, [7]int64{}},
		{"a cent", 1, 0, 0, [7]int64{0, 0, 0, 0, 0, 1, 0}},
		{"losses of earlier years come first", 10000, -4000, 0, [7]int64{4000, 0, 1200, 300, 1800, 2700, 0}},
		{"a surplus that only covers them", 4000, -4000, 900, [7]int64{4000, 0, 0, 0, 0, 0, 0}},
		{"a surplus that covers some, the reserve the rest", 1000, -4000, 5000, [7]int64{1000, 3000, 0, 0, 0, 0, 0}},
		{"a loss the reserve bears", -3000, 0, 5000, [7]int64{0, 3000, 0, 0, 0, 0, 0}},
		{"a loss beyond the reserve is carried", -3000, -500, 2000, [7]int64{0, 2000, 0, 0, 0, 0, -1500}},
		{"a loss without a reserve is nobody's debt", -3000, 0, 0, [7]int64{0, 0, 0, 0, 0, 0, -3000}},
	} {
		w, err := voted.Waterfall(YearEnd{eur(c.result), eur(c.carried), eur(c.reserve)})
		got := [7]int64{w.Covered.Minor, w.Drawn.Minor, w.Reserve.Minor, w.Education.Minor, w.Cash.Minor, w.Retained.Minor, w.Carried.Minor}
		if err != nil || got != c.want {
			t.Errorf("%s: got %v, %v; want %v", c.name, got, err, c.want)
		}
	}
}

func TestWaterfall_RefusesSharesThatAreNotTheWhole(t *testing.T) {
	t.Parallel()
	for _, u := range []Uses{{}, {Reserve: 9999}, {Reserve: 10001}, {Reserve: 10000, Cash: 1}, {Reserve: 10500, Cash: -500}} {
		if w, err := u.Waterfall(YearEnd{eur(100), eur(0), eur(0)}); err == nil {
			t.Errorf("%+v: %+v", u, w)
		}
	}
	for _, y := range []YearEnd{{eur(1), eur(1), eur(0)}, {eur(1), eur(0), eur(-1)}, {eur(MaxMinor + 1), eur(0), eur(0)}} {
		if w, err := voted.Waterfall(y); err == nil {
			t.Errorf("%+v: %+v", y, w)
		}
	}
	for _, y := range []YearEnd{{eur(1), money.Amount{Currency: "CHF"}, eur(0)}, {eur(1), eur(0), money.Amount{Currency: "CHF"}}} {
		if _, err := voted.Waterfall(y); !errors.Is(err, money.ErrMixed) {
			t.Errorf("two currencies: %v", err)
		}
	}
}

func TestWaterfall_LosesAndMakesNoMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Range(0, 10000).Draw(t, "a")
		b := rapid.Int64Range(0, 10000-a).Draw(t, "b")
		c := rapid.Int64Range(0, 10000-a-b).Draw(t, "c")
		u := Uses{money.Bps(a), money.Bps(b), money.Bps(c), money.Bps(10000 - a - b - c)}
		y := YearEnd{eur(rapid.Int64Range(-MaxMinor, MaxMinor).Draw(t, "result")),
			eur(-rapid.Int64Range(0, MaxMinor).Draw(t, "losses")), eur(rapid.Int64Range(0, MaxMinor).Draw(t, "reserve"))}
		w, err := u.Waterfall(y)
		if err != nil {
			t.Fatal(err)
		}
		in := y.Result.Minor + y.Carried.Minor + w.Drawn.Minor
		shared := w.Reserve.Minor + w.Education.Minor + w.Cash.Minor + w.Retained.Minor
		if in != shared+w.Carried.Minor {
			t.Fatalf("%d come in, %d are shared, %d carried", in, shared, w.Carried.Minor)
		}
		least := min(w.Covered.Minor, w.Drawn.Minor, w.Reserve.Minor, w.Education.Minor, w.Cash.Minor, w.Retained.Minor)
		if least < 0 || w.Carried.Minor > 0 || w.Drawn.Minor > y.Reserve.Minor || shared > 0 && (w.Carried.Minor < 0 || w.Drawn.Minor > 0) {
			t.Fatalf("%+v of %+v", w, y)
		}
	})
}
