package governance

import (
	"cooperage/hooks/governance/tally"
	"cooperage/hooks/money"
)

// The drawing area of the line of values, in SVG units.
const (
	lineWidth  = 440
	lineMargin = 26
	lineTop    = 54
	dotRadius  = 9
	// tallest is the height of the tallest column; more votes than fit stand closer.
	tallest = 190
	// labelSpace is what the label of a value needs.
	labelSpace = 52
)

// Line is the line of values of a median, drawn: a column for each value, a dot for each vote.
type Line struct {
	Title, Desc string
	Pointer     string // what is written over the deciding vote
	Floor       int
	Height      int
	Columns     []Column
	Width       int
	Radius      int
	PointX      int
	PointY      int
	Anchor      string
	Phantom     bool // the status quo decided as one more vote
}

// Column is one value with its votes.
type Column struct {
	X     int
	Rate  money.Bps
	Count int
	Today bool // the value that holds now
	Named bool // its label has room
	Dots  []Dot
}

// Dot is one vote; Class says whether it is the middle, and whether it is the status quo as one more vote.
type Dot struct {
	Y     int
	Class string
}

// drawLine places the votes of a median and marks the one in the middle. When their number is even, the status quo
// stands as one more vote: the middle of them all is then the same as the status quo clamped between the two.
func drawLine(result tally.Result, today int64) *Line {
	values := result.Detail.Sorted
	if len(values) == 0 || result.Value == nil {
		return nil
	}
	l := &Line{Phantom: len(values)%2 == 0}
	decided, middle, most := *result.Value, len(values)/2, 0
	if l.Phantom && today < decided {
		middle-- // the phantom lies below and moves every vote up by one
	}
	for i, v := range values {
		c := l.column(v, today)
		d := Dot{Class: "vote"}
		if i == middle && (!l.Phantom || decided != today) {
			d.Class = "vote middle"
		}
		c.Dots = append(c.Dots, d)
		c.Count++
	}
	c := l.column(today, today)
	if l.Phantom {
		d := Dot{Class: "vote phantom"}
		if decided == today {
			d.Class = "vote phantom middle"
		}
		c.Dots = append(c.Dots, d)
	}
	for _, c := range l.Columns {
		most = max(most, len(c.Dots))
	}
	l.place(most, decided)
	return l
}

// column returns the column of a value, put in its order when it is new.
func (l *Line) column(v, today int64) *Column {
	at := 0
	for at < len(l.Columns) && int64(l.Columns[at].Rate) < v {
		at++
	}
	if at == len(l.Columns) || int64(l.Columns[at].Rate) != v {
		l.Columns = append(l.Columns, Column{})
		copy(l.Columns[at+1:], l.Columns[at:])
		l.Columns[at] = Column{Rate: money.Bps(v), Today: v == today}
	}
	return &l.Columns[at]
}

// place gives every column and dot its spot; columns stand at equal distance, for the order matters and not the scale.
func (l *Line) place(most int, decided int64) {
	apart := 2 * lineMargin
	if n := len(l.Columns); n > 1 {
		apart = max(2, min(64, (lineWidth-2*lineMargin)/(n-1)))
	}
	l.Width, l.Radius = lineWidth, max(2, min(dotRadius, apart/2-1))
	step := min(2*l.Radius+4, max(2, (tallest-2*l.Radius)/max(1, most-1)))
	l.Floor = lineTop + 2*l.Radius + step*(most-1) + 8
	l.Height = l.Floor + 46
	left := (lineWidth - apart*(len(l.Columns)-1)) / 2
	for i := range l.Columns {
		c := &l.Columns[i]
		c.X = left + i*apart
		for j := range c.Dots {
			c.Dots[j].Y = l.Floor - 8 - l.Radius - j*step
		}
		if int64(c.Rate) == decided {
			l.PointX, l.PointY, c.Named = c.X, l.Floor-8-2*l.Radius-step*max(0, len(c.Dots)-1)-5, true
		}
	}
	l.name()
	l.Anchor = "middle"
	if l.PointX < 110 {
		l.Anchor = "start"
	} else if l.PointX > lineWidth-110 {
		l.Anchor = "end"
	}
}

// name gives labels to as many columns as have room, the deciding one before all others.
func (l *Line) name() {
	for i := range l.Columns {
		free := true
		for _, other := range l.Columns {
			if other.Named && max(other.X-l.Columns[i].X, l.Columns[i].X-other.X) < labelSpace {
				free = false
			}
		}
		l.Columns[i].Named = l.Columns[i].Named || free
	}
}

// Bars is the outcome of a majority vote, drawn: one bar for each option, and where the majority lies.
type Bars struct {
	Title, Desc string
	List        []BarOf
	Mark        int // where the needed number of yes lies, in SVG units
	Needed      int64
}

// BarOf is one option with its votes.
type BarOf struct {
	Name  string
	Class string
	Count int64
	Y     int
	Width int
}

// barSpace is the width of a bar that everyone voted for, in SVG units.
const barSpace = 280

func drawBars(result tally.Result) *Bars {
	d := result.Detail
	most := max(1, d.Needed, d.Counts[tally.Yes], d.Counts[tally.No], d.Counts[tally.Abstain])
	b := &Bars{Needed: d.Needed, Mark: int(d.Needed * barSpace / most)}
	for i, option := range []string{tally.Yes, tally.No, tally.Abstain} {
		b.List = append(b.List, BarOf{Name: choiceNames[option], Class: option, Count: d.Counts[option], Y: 26 + i*38,
			Width: int(d.Counts[option] * barSpace / most)})
	}
	return b
}
