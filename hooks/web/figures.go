package web

import (
	"fmt"
	"time"

	"cooperage/hooks/money"
)

// Split is how a price divides, for the part "price-split". Its texts are in the reader's language already.
type Split struct {
	Shares []Share
	Label  string // of the total, such as "You pay"
	Total  money.Amount
}

// Share is one line of a Split: who receives what, and what decided it.
type Share struct {
	Kind   string // member, coop, tax or provider: its colour
	Label  string
	Why    string // the decision behind it, linked to Href; may be empty
	Href   string
	Amount money.Amount
}

// Bar is a stretch of a horizontal bar; X and Width are percentages for SVG attributes.
type Bar struct{ Kind, X, Width string }

// Bars returns the stretches of the bar, each in proportion to its share.
func (s Split) Bars() []Bar {
	var whole, before int64
	for _, share := range s.Shares {
		whole += max(share.Amount.Minor, 0)
	}
	var bars []Bar
	for _, share := range s.Shares {
		n := max(share.Amount.Minor, 0)
		if n > 0 {
			bars = append(bars, Bar{share.Kind, percent(before, whole), percent(n, whole)})
		}
		before += n
	}
	return bars
}

// percent writes n of whole as an SVG length with two decimals. Past the range where n*10000 fits, both are
// scaled down: a bar is a picture, the figures beside it are exact.
func percent(n, whole int64) string {
	for whole > 1<<49 {
		n, whole = n>>1, whole>>1
	}
	if whole <= 0 {
		return "0%"
	}
	p := n * 10000 / whole
	return fmt.Sprintf("%d.%02d%%", p/100, p%100)
}

// Meter is how many took part and how many must, for the part "meter". Text says the same in words.
type Meter struct {
	Done, Needed, Of int
	Text             string
}

// Fill is the filled share of the track.
func (m Meter) Fill() string { return percent(int64(min(m.Done, m.Of)), int64(m.Of)) }

// Mark is where the needed number stands on the track.
func (m Meter) Mark() string { return percent(int64(min(m.Needed, m.Of)), int64(m.Of)) }

// Steps is the history of a rate, for the part "step-chart": each step holds until the next, the last until End.
type Steps struct {
	Title, Summary string // what it shows, and the same in a sentence for those who cannot see it
	List           []Step
	End            time.Time
	Today          time.Time // marked on the chart when it lies before End; the zero time marks nothing
}

// Step is one decision of a history. Href leads to it; Label names it, such as "motion 7".
type Step struct {
	At    time.Time
	Rate  money.Bps
	Label string
	Href  string
}

// The drawing area of a step chart, in SVG units.
const (
	chartLeft, chartRight, chartTop, chartFloor = 60, 610, 40, 170
	labelWidth                                  = 150 // what a month and a year take at most
)

// StepPoint is a step with its place on the chart. Dated tells whether its date has room below it; Anchor keeps
// the date of a step near the right edge inside.
type StepPoint struct {
	Step
	X, Y, LabelX, LabelY int
	Dated                bool
	Anchor               string
}

// GridLine is a horizontal line of a chart with its value.
type GridLine struct {
	Y    int
	Rate money.Bps
}

// top is the value of the highest grid line: a multiple of three points that leaves room above the highest step.
func (s Steps) top() int64 {
	top := int64(300)
	for _, step := range s.List {
		for int64(step.Rate) > top {
			top += 300
		}
	}
	return top
}

func (s Steps) y(rate money.Bps) int {
	return chartFloor - int(int64(rate)*(chartFloor-chartTop)/s.top())
}

func (s Steps) x(at time.Time) int {
	if len(s.List) == 0 {
		return chartLeft
	}
	first := s.List[0].At
	span := s.End.Sub(first)
	if span <= 0 {
		return chartLeft
	}
	share := min(max(at.Sub(first), 0), span)
	return chartLeft + int(int64(share/time.Second)*(chartRight-chartLeft)/max(int64(span/time.Second), 1))
}

// Points returns the steps in order, placed.
func (s Steps) Points() []StepPoint {
	var points []StepPoint
	free := 0 // from where on the floor has room for a date
	for _, step := range s.List {
		p := StepPoint{Step: step, X: s.x(step.At), Y: s.y(step.Rate), Anchor: "start"}
		p.LabelX, p.LabelY = p.X+8, p.Y-12
		start := p.X
		if p.X > chartRight-labelWidth/2 {
			p.Anchor, start = "end", p.X-labelWidth
		}
		if p.Dated = start >= free; p.Dated {
			free = start + labelWidth
		}
		points = append(points, p)
	}
	return points
}

// Line is the path of the steps; Area the same, closed along the floor.
func (s Steps) Line() string {
	d := ""
	for i, p := range s.Points() {
		if i == 0 {
			d = fmt.Sprintf("M%d %d", p.X, p.Y)
			continue
		}
		d += fmt.Sprintf("H%dV%d", p.X, p.Y)
	}
	if d == "" {
		return ""
	}
	return d + fmt.Sprintf("H%d", chartRight)
}

// Area is the surface under Line.
func (s Steps) Area() string {
	if len(s.List) == 0 {
		return ""
	}
	return s.Line() + fmt.Sprintf("V%dH%dZ", chartFloor, chartLeft)
}

// NowX is where today stands on the chart, 0 when it is not marked.
func (s Steps) NowX() int {
	if s.Today.IsZero() || !s.Today.Before(s.End) || len(s.List) == 0 || s.x(s.Today) > chartRight-8 {
		return 0
	}
	return s.x(s.Today)
}

// Grid returns the horizontal lines, from zero up.
func (s Steps) Grid() []GridLine {
	var lines []GridLine
	for v := int64(0); v <= s.top(); v += s.top() / 3 {
		lines = append(lines, GridLine{s.y(money.Bps(v)), money.Bps(v)})
	}
	return lines
}
