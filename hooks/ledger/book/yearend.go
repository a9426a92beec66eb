package book

import (
	"fmt"

	"cooperage/hooks/money"
)

// Uses is how members decide to use a surplus, in shares of it that make up the whole. Reserve and Education stay
// with the co-op; Cash and Retained belong to the members by their patronage, to be paid now and later.
type Uses struct {
	Reserve, Education, Cash, Retained money.Bps
}

// YearEnd is what a year leaves to decide about, all in one currency.
type YearEnd struct {
	Result  money.Amount // income less expenses; below zero it is a loss
	Carried money.Amount // losses of earlier years that nothing has covered yet: zero or below
	Reserve money.Amount // what the reserve holds: zero or above
}

// Waterfall is where the money of a year goes. Result + Carried (of YearEnd) + Drawn = Reserve + Education + Cash +
// Retained + Carried, exactly.
type Waterfall struct {
	Covered   money.Amount // of the surplus, for losses of earlier years, before anything is shared
	Drawn     money.Amount // out of the reserve, for losses
	Reserve   money.Amount // into the reserve
	Education money.Amount
	Cash      money.Amount
	Retained  money.Amount
	Carried   money.Amount // losses that are left for later years: zero or below
}

// Check refuses shares below zero and shares that do not make up the whole.
func (u Uses) Check() error {
	for _, rate := range []money.Bps{u.Reserve, u.Education, u.Cash, u.Retained} {
		if rate < 0 || rate > money.Whole {
			return fmt.Errorf("a share of %s %% of the surplus", rate.Percent())
		}
	}
	if sum := u.Reserve + u.Education + u.Cash + u.Retained; sum != money.Whole {
		return fmt.Errorf("the shares of the surplus make up %s %%, not 100 %%", sum.Percent())
	}
	return nil
}

// Waterfall divides the result of a year. What a surplus leaves after earlier losses is divided by the shares, left
// over units by the split rule. A loss is nobody's debt: the reserve, which is there for this (as in § 7 no. 2 of the
// German Genossenschaftsgesetz), takes what it can, the rest is carried on, and nothing is shared until later
// surpluses have covered it.
func (u Uses) Waterfall(y YearEnd) (Waterfall, error) {
	if err := u.Check(); err != nil {
		return Waterfall{}, err
	}
	zero := money.Amount{Currency: y.Result.Currency}
	w := Waterfall{zero, zero, zero, zero, zero, zero, zero}
	if y.Carried.Minor > 0 || y.Reserve.Minor < 0 || !small(y.Carried.Minor) || !small(y.Reserve.Minor) || !small(y.Result.Minor) {
		return Waterfall{}, fmt.Errorf("a year's end with the result %s, losses of %s and a reserve of %s", y.Result, y.Carried, y.Reserve)
	}
	left, err := y.Result.Add(y.Carried)
	if err == nil {
		_, err = left.Add(y.Reserve) // of the same currency
	}
	if err != nil {
		return Waterfall{}, err
	}
	w.Covered.Minor = max(0, min(y.Result.Minor, -y.Carried.Minor))
	if left.Minor < 0 {
		w.Drawn.Minor = min(y.Reserve.Minor, -left.Minor)
		w.Carried.Minor = left.Minor + w.Drawn.Minor
		return w, nil
	}
	parts, err := money.Split(left, map[string]int64{"reserve": int64(u.Reserve), "education": int64(u.Education),
		"cash": int64(u.Cash), "retained": int64(u.Retained)})
	w.Reserve, w.Education, w.Cash, w.Retained = parts["reserve"], parts["education"], parts["cash"], parts["retained"]
	return w, err
}
