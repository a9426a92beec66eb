package schedule

import (
	"encoding/json"

	"cooperage/hooks/money"
)

// Step is one release of an order: what the client's money is divided into. Amount = Commission + Net.
type Step struct {
	Amount     money.Amount
	Commission money.Amount
	Net        money.Amount
}

// So is where an order stands: what was released of it and the commission booked for that.
type So struct {
	Released   money.Amount
	Commission money.Amount
}

// Commission is what all releases up to a sum owe together: the rate rounded down, at most the cap.
func (p Price) Commission(released money.Amount) (money.Amount, error) {
	if p.Rate < 0 || p.Rate > money.Whole {
		return money.Amount{}, errRate
	}
	due, err := money.Commission(released, p.Rate)
	if err == nil && p.Cap.Currency == due.Currency && due.Minor > p.Cap.Minor {
		due.Minor = p.Cap.Minor
	}
	return due, err
}

// Release works out the next release of an order; a negative amount takes a released one back. The commission is
// taken of the cumulative sum less what is booked, so any path of releases and refunds ends at the same cent.
func (p Price) Release(so So, amount money.Amount) (Step, error) {
	released, err := so.Released.Add(amount)
	if err != nil {
		return Step{}, err
	}
	if released.Minor < 0 {
		return Step{}, errBelow
	}
	if released.Minor > MaxMinor {
		return Step{}, errTotal
	}
	due, err := p.Commission(released)
	if err != nil {
		return Step{}, err
	}
	step := Step{Amount: amount}
	if step.Commission, err = due.Sub(so.Commission); err != nil {
		return Step{}, err
	}
	step.Net, err = amount.Sub(step.Commission)
	return step, err
}

// Quote explains a price: each release, and all together. Total = Commission + Net.
type Quote struct {
	Price      Price
	Steps      []Step
	Commission money.Amount
	Net        money.Amount
	Total      money.Amount
}

// Quote prices the amounts as successive releases of one order. It refuses no amount at all, negative ones, mixed
// currencies and sums beyond MaxMinor.
func (p Price) Quote(amounts ...money.Amount) (Quote, error) {
	if len(amounts) == 0 {
		return Quote{}, errNone
	}
	zero := money.Amount{Currency: amounts[0].Currency}
	q := Quote{Price: p, Commission: zero, Net: zero, Total: zero}
	for _, amount := range amounts {
		if amount.Minor < 0 {
			return Quote{}, errMinus
		}
		step, err := p.Release(So{Released: q.Total, Commission: q.Commission}, amount)
		if err != nil {
			return Quote{}, err
		}
		q.Steps = append(q.Steps, step)
		// The sums lie below MaxMinor, which Release checked.
		q.Total.Minor += step.Amount.Minor
		q.Commission.Minor += step.Commission.Minor
		q.Net.Minor += step.Net.Minor
	}
	return q, nil
}

// MarshalJSON writes the quote as the command prints it, amounts in minor units.
func (q Quote) MarshalJSON() ([]byte, error) {
	type step struct {
		Amount     int64 `json:"amount"`
		Commission int64 `json:"commission"`
		Net        int64 `json:"net"`
	}
	steps := make([]step, len(q.Steps))
	for i, s := range q.Steps {
		steps[i] = step{s.Amount.Minor, s.Commission.Minor, s.Net.Minor}
	}
	return json.Marshal(struct {
		Currency   string `json:"currency"`
		RateBp     int64  `json:"rate_bp"`
		Steps      []step `json:"steps"`
		Commission int64  `json:"commission"`
		Net        int64  `json:"net"`
		Total      int64  `json:"total"`
	}{q.Total.Currency, int64(q.Price.Rate), steps, q.Commission.Minor, q.Net.Minor, q.Total.Minor})
}
