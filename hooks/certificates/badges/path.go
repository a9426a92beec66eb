package badges

import (
	"math"
	"strconv"

	"golang.org/x/image/vector"
)

// box is the side of the square that everything is drawn in; y grows downwards. At 24 px four units are one pixel.
const box = 96

// point is a place in the box.
type point struct{ x, y float64 }

// around returns the point at distance r from c in the direction of the angle a, in radians clockwise from east.
func around(c point, a, r float64) point {
	sin, cos := math.Sincos(a)
	return point{c.x + r*cos, c.y + r*sin}
}

// path is closed outlines, filled where they wind. The SVG and the PNG are both made from it.
type path []step

// step is one command of an SVG path: M, L, Q, C or Z with the points it needs.
type step struct {
	op     byte
	points []point
}

// to adds a step. Coordinates are kept to a hundredth, so that the file says exactly what the pixels show.
func (p path) to(op byte, points ...point) path {
	for i, at := range points {
		points[i] = point{math.Round(at.x*100) / 100, math.Round(at.y*100) / 100}
	}
	return append(p, step{op, points})
}

// arc goes along a circle from the angle a to b, from where the path is; in quarters at most, each one cubic.
func (p path) arc(c point, r, a, b float64) path {
	n := math.Ceil(math.Abs(b-a) / (math.Pi / 2))
	turn := (b - a) / n
	reach := 4. / 3 * math.Tan(turn/4) * r
	for ; n > 0; n-- {
		from, end := around(c, a, r), around(c, a+turn, r)
		p = p.to('C', around(from, a+math.Pi/2, reach), around(end, a+turn-math.Pi/2, reach), end)
		a += turn
	}
	return p
}

// data is the path as the d of an SVG.
func (p path) data() []byte {
	var out []byte
	for _, s := range p {
		out = append(out, s.op)
		for i, at := range s.points {
			if i > 0 {
				out = append(out, ' ')
			}
			out = strconv.AppendFloat(out, at.x, 'f', -1, 64)
			out = append(out, ' ')
			out = strconv.AppendFloat(out, at.y, 'f', -1, 64)
		}
	}
	return out
}

// trace runs along the path with a rasteriser, scale pixels to the unit.
func (p path) trace(z *vector.Rasterizer, scale float64) {
	for _, s := range p {
		var at [3]struct{ x, y float32 }
		for i, q := range s.points {
			at[i].x, at[i].y = float32(q.x*scale), float32(q.y*scale)
		}
		switch s.op {
		case 'M':
			z.MoveTo(at[0].x, at[0].y)
		case 'L':
			z.LineTo(at[0].x, at[0].y)
		case 'Q':
			z.QuadTo(at[0].x, at[0].y, at[1].x, at[1].y)
		case 'C':
			z.CubeTo(at[0].x, at[0].y, at[1].x, at[1].y, at[2].x, at[2].y)
		case 'Z':
			z.ClosePath()
		}
	}
}

// disc is a filled circle.
func disc(c point, r float64) path {
	return path{}.to('M', around(c, 0, r)).arc(c, r, 0, 2*math.Pi).to('Z')
}

// ring is the band between two circles; the inner one is run backwards, which leaves it open.
func ring(c point, inner, outer float64) path {
	return disc(c, outer).to('M', around(c, 0, inner)).arc(c, inner, 2*math.Pi, 0).to('Z')
}

// line is a straight stroke with round ends.
func line(a, b point, width float64) path {
	turn, r := math.Atan2(b.y-a.y, b.x-a.x), width/2
	return path{}.to('M', around(a, turn+math.Pi/2, r)).arc(a, r, turn+math.Pi/2, turn+3*math.Pi/2).
		to('L', around(b, turn-math.Pi/2, r)).arc(b, r, turn-math.Pi/2, turn+math.Pi/2).to('Z')
}

// stave is a board standing at x with round ends, a little wider at its middle, as a barrel is.
func stave(x, top, bottom, width, belly float64) path {
	r, middle := width/2, (top+bottom)/2
	side := r + 2*belly // the control of a quadratic lies twice as far out as the curve goes
	high, low := point{x, top + r}, point{x, bottom - r}
	return path{}.to('M', point{x - r, high.y}).arc(high, r, math.Pi, 2*math.Pi).
		to('Q', point{x + side, middle}, point{x + r, low.y}).arc(low, r, 0, math.Pi).
		to('Q', point{x - side, middle}, point{x - r, high.y}).to('Z')
}

// square is a square about the middle of the box with round corners.
func square(side, r float64) path {
	low, high := (box-side)/2+r, (box+side)/2-r
	return path{}.to('M', point{low - r, low}).arc(point{low, low}, r, math.Pi, 3*math.Pi/2).
		to('L', point{high, low - r}).arc(point{high, low}, r, -math.Pi/2, 0).
		to('L', point{high + r, high}).arc(point{high, high}, r, 0, math.Pi/2).
		to('L', point{low, high + r}).arc(point{low, high}, r, math.Pi/2, math.Pi).to('Z')
}

// staves is the ends of staves about c, of widths in proportion, gap apart, their outer corners rounded by r.
func staves(c point, widths []float64, inner, outer, gap, r float64) (p path) {
	var sum float64
	for _, w := range widths {
		sum += w
	}
	b := -math.Pi / 2
	for _, w := range widths {
		a := b
		b += 2 * math.Pi * w / sum
		// The joint is as wide outside as inside: its angle shrinks with the radius.
		edge := func(r float64) float64 { return math.Asin(gap / 2 / r) }
		p = p.to('M', around(c, a+edge(inner), inner)).to('L', around(c, a+edge(outer-r), outer-r)).
			to('Q', around(c, a+edge(outer), outer), around(c, a+edge(outer)+r/outer, outer)).
			arc(c, outer, a+edge(outer)+r/outer, b-edge(outer)-r/outer).
			to('Q', around(c, b-edge(outer), outer), around(c, b-edge(outer-r), outer-r)).
			to('L', around(c, b-edge(inner), inner)).arc(c, inner, b-edge(inner), a+edge(inner)).to('Z')
	}
	return p
}

// right is the right half of a disc.
func right(c point, r float64) path {
	return path{}.to('M', around(c, -math.Pi/2, r)).arc(c, r, -math.Pi/2, math.Pi/2).to('Z')
}

// bent is a stroke with round ends from a over b to c.
func bent(a, b, c point, width float64) path {
	return append(line(a, b, width), line(b, c, width)...)
}

// outline joins points by straight lines.
func outline(points ...point) path {
	p := path{}.to('M', points[0])
	for _, at := range points[1:] {
		p = p.to('L', at)
	}
	return p.to('Z')
}
