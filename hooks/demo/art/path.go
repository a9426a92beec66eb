package art

import "math"

// point is a place on the canvas; y grows downwards.
type point struct{ x, y float64 }

func (p point) plus(q point) point          { return point{p.x + q.x, p.y + q.y} }
func (p point) minus(q point) point         { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point       { return point{p.x * f, p.y * f} }
func (p point) length() float64             { return math.Hypot(p.x, p.y) }
func (p point) to(q point, t float64) point { return p.plus(q.minus(p).times(t)) }

// polar returns the point at distance r from p in the direction of the angle a, in radians clockwise from east.
func (p point) polar(a, r float64) point {
	sin, cos := math.Sincos(a)
	return point{p.x + r*cos, p.y + r*sin}
}

// matrix is an affine transform: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// then returns the transform that does n first and m afterwards, the order in which drawings are nested.
func (m matrix) then(n matrix) matrix {
	return matrix{
		a: m.a*n.a + m.c*n.b, b: m.b*n.a + m.d*n.b,
		c: m.a*n.c + m.c*n.d, d: m.b*n.c + m.d*n.d,
		e: m.a*n.e + m.c*n.f + m.e, f: m.b*n.e + m.d*n.f + m.f,
	}
}

// scale is the mean factor by which lengths grow.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

func shift(x, y float64) matrix { return matrix{a: 1, d: 1, e: x, f: y} }
func zoom(x, y float64) matrix  { return matrix{a: x, d: y} }
func turn(a float64) matrix {
	sin, cos := math.Sincos(a)
	return matrix{a: cos, b: sin, c: -sin, d: cos}
}

// line is one run of straight pieces; curves are cut into them when they are added.
type line struct {
	points []point
	closed bool
}

// path is an outline made of one or more lines.
type path struct{ lines []line }

func (p *path) last() *line { return &p.lines[len(p.lines)-1] }

func (p *path) here() point {
	l := p.last()
	return l.points[len(l.points)-1]
}

func (p *path) move(x, y float64) *path {
	p.lines = append(p.lines, line{points: []point{{x, y}}})
	return p
}

func (p *path) line(x, y float64) *path {
	l := p.last()
	l.points = append(l.points, point{x, y})
	return p
}

func (p *path) quad(cx, cy, x, y float64) *path {
	a, c, z := p.here(), point{cx, cy}, point{x, y}
	return p.cubicTo(a.to(c, 2.0/3), z.to(c, 2.0/3), z)
}

func (p *path) cubic(c1x, c1y, c2x, c2y, x, y float64) *path {
	return p.cubicTo(point{c1x, c1y}, point{c2x, c2y}, point{x, y})
}

// curveSteps is how many straight pieces stand for one curve: enough that no corner shows at the drawn sizes.
const curveSteps = 14

func (p *path) cubicTo(c1, c2, z point) *path {
	a := p.here()
	l := p.last()
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		q := a.times(u * u * u).plus(c1.times(3 * u * u * t)).plus(c2.times(3 * u * t * t)).plus(z.times(t * t * t))
		l.points = append(l.points, q)
	}
	return p
}

func (p *path) close() *path {
	p.last().closed = true
	return p
}

// add appends the lines of another path.
func (p *path) add(q *path) *path {
	p.lines = append(p.lines, q.lines...)
	return p
}

// through returns the path moved by m.
func (p *path) through(m matrix) *path {
	out := &path{lines: make([]line, len(p.lines))}
	for i, l := range p.lines {
		points := make([]point, len(l.points))
		for j, q := range l.points {
			points[j] = m.apply(q)
		}
		out.lines[i] = line{points: points, closed: l.closed}
	}
	return out
}

// bounds returns the smallest box around the path.
func (p *path) bounds() (min, max point) {
	min, max = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, l := range p.lines {
		for _, q := range l.points {
			min = point{math.Min(min.x, q.x), math.Min(min.y, q.y)}
			max = point{math.Max(max.x, q.x), math.Max(max.y, q.y)}
		}
	}
	return min, max
}

func rect(x, y, w, h float64) *path {
	return new(path).move(x, y).line(x+w, y).line(x+w, y+h).line(x, y+h).close()
}

// rounded is a rectangle with round corners of radius r.
func rounded(x, y, w, h, r float64) *path {
	const k = 0.5523
	p := new(path).move(x+r, y).line(x+w-r, y)
	p.cubic(x+w-r+k*r, y, x+w, y+r-k*r, x+w, y+r).line(x+w, y+h-r)
	p.cubic(x+w, y+h-r+k*r, x+w-r+k*r, y+h, x+w-r, y+h).line(x+r, y+h)
	p.cubic(x+r-k*r, y+h, x, y+h-r+k*r, x, y+h-r).line(x, y+r)
	return p.cubic(x, y+r-k*r, x+r-k*r, y, x+r, y).close()
}

func circle(x, y, r float64) *path { return ellipse(x, y, r, r) }

func ellipse(x, y, rx, ry float64) *path {
	const n = 48
	p := new(path)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		if i == 0 {
			p.move(x+rx*cos, y+ry*sin)
			continue
		}
		p.line(x+rx*cos, y+ry*sin)
	}
	return p.close()
}

// arc is an open piece of a circle from angle a to angle z, clockwise.
func arc(x, y, r, a, z float64) *path {
	n := max(4, int(math.Abs(z-a)*12))
	p := new(path)
	for i := range n + 1 {
		q := point{x, y}.polar(a+(z-a)*float64(i)/float64(n), r)
		if i == 0 {
			p.move(q.x, q.y)
			continue
		}
		p.line(q.x, q.y)
	}
	return p
}

// sector is a slice of a circle from angle a to angle z.
func sector(x, y, r, a, z float64) *path {
	return arc(x, y, r, a, z).line(x, y).close()
}

// polygon joins points.
func polygon(points ...point) *path { return &path{lines: []line{{points: points, closed: true}}} }

func open(points ...point) *path { return &path{lines: []line{{points: points}}} }

// flow is the open Catmull-Rom curve through the points.
func flow(points ...point) *path {
	n := len(points)
	p := new(path).move(points[0].x, points[0].y)
	for i := range n - 1 {
		a, b, c, d := points[max(i-1, 0)], points[i], points[i+1], points[min(i+2, n-1)]
		p.cubicTo(b.plus(c.minus(a).times(1.0/6)), c.minus(d.minus(b).times(1.0/6)), c)
	}
	return p
}
