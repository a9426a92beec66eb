package treasury

import (
	"cooperage/hooks/money"
)

// The drawing area of the chart of months, in SVG units.
const (
	chartLeft, chartRight, chartTop, chartFloor = 84, 650, 24, 190
	barWidth                                    = 16
)

// MonthBars is a month with its two bars placed: what came in and what went out.
type MonthBars struct {
	Month
	X, InY, InHeight      int
	OutX, OutY, OutHeight int
	LabelX                int
	Anchor                string // of the name under the first, a middle and the last month; the others have none
}

// Rule is a horizontal line of the chart with the amount it stands for.
type Rule struct {
	Y      int
	Amount money.Amount
	Whole  int64 // in whole units of the currency
	Even   bool  // Whole says all of it
}

// top is the amount of the highest rule: 1, 2 or 5 with zeros behind, at least the largest bar, even in minor units
// so that it halves exactly.
func (r Report) top() int64 {
	largest := int64(1)
	for _, m := range r.Months {
		largest = max(largest, m.Income().Minor, m.Spending.Minor)
	}
	for unit := int64(10); ; unit *= 10 {
		for _, n := range []int64{1, 2, 5} {
			if n*unit >= largest {
				return n * unit
			}
		}
	}
}

func (r Report) height(minor int64) int {
	// Sums of a ledger lie below 4·10¹⁵, so that a product with a chart's height stays far below 2⁶³.
	height := int(max(minor, 0) * (chartFloor - chartTop) / r.top())
	if minor > 0 {
		return max(height, 1)
	}
	return height
}

// Bars returns the months, placed.
func (r Report) Bars() []MonthBars {
	slot := (chartRight - chartLeft) / monthsShown
	bars := make([]MonthBars, len(r.Months))
	for i, m := range r.Months {
		x := chartLeft + i*slot + (slot-2*barWidth-2)/2
		in, out := r.height(m.Income().Minor), r.height(m.Spending.Minor)
		bars[i] = MonthBars{Month: m, X: x, InY: chartFloor - in, InHeight: in, OutX: x + barWidth + 2, OutY: chartFloor - out,
			OutHeight: out}
		switch i {
		case 0:
			bars[i].LabelX, bars[i].Anchor = x, "start"
		case monthsShown / 2:
			bars[i].LabelX, bars[i].Anchor = x+barWidth, "middle"
		case monthsShown - 1:
			bars[i].LabelX, bars[i].Anchor = x+2*barWidth+2, "end"
		}
	}
	return bars
}

// Rules returns the horizontal lines, from zero up.
func (r Report) Rules() []Rule {
	var rules []Rule
	unit := int64(1)
	for range money.Decimals(r.Currency) {
		unit *= 10
	}
	for _, part := range []int64{0, 1, 2} {
		minor := r.top() * part / 2
		rules = append(rules, Rule{chartFloor - r.height(minor), money.Amount{Minor: minor, Currency: r.Currency}, minor / unit, minor%unit == 0})
	}
	return rules
}
