package art

import (
	"image"
	"image/draw"
	"math"
	"math/rand/v2"

	"golang.org/x/image/vector"
)

// canvas is a picture being drawn, in units of its own that are scaled to pixels.
type canvas struct {
	*rand.Rand
	img  *image.RGBA
	mask *image.Alpha
	ras  *vector.Rasterizer
	m    matrix
	w, h float64 // size in units
}

// newCanvas returns an empty canvas of w by h units at the given pixels per unit. Everything random about it comes
// from the seed, so that the same seed draws the same picture.
func newCanvas(w, h, scale float64, seed uint64) *canvas {
	box := image.Rect(0, 0, int(w*scale), int(h*scale))
	return &canvas{
		Rand: rand.New(rand.NewPCG(seed, 0x6d617272616d)),
		img:  image.NewRGBA(box), mask: image.NewAlpha(box),
		ras: vector.NewRasterizer(1, 1), m: zoom(scale, scale), w: w, h: h,
	}
}

// between returns a random number from a up to z.
func (c *canvas) between(a, z float64) float64 { return a + (z-a)*c.Float64() }

// chance reports true in p of all cases.
func (c *canvas) chance(p float64) bool { return c.Float64() < p }

// pick returns one of the choices.
func pick[T any](c *canvas, choices ...T) T { return choices[c.IntN(len(choices))] }

// in draws with m nested in the current transform.
func (c *canvas) in(m matrix, drawing func()) {
	kept := c.m
	c.m = kept.then(m)
	drawing()
	c.m = kept
}

// fill paints the inside of p.
func (c *canvas) fill(p *path, with paint) { c.cover(p.through(c.m), with) }

// background paints everything.
func (c *canvas) background(with paint) { c.fill(rect(-1, -1, c.w+2, c.h+2), with) }

// cover rasterises an outline given in pixels and lays the paint through it.
func (c *canvas) cover(p *path, with paint) {
	lo, hi := p.bounds()
	box := image.Rect(int(math.Floor(lo.x)), int(math.Floor(lo.y)), int(math.Ceil(hi.x))+1, int(math.Ceil(hi.y))+1)
	seen := box.Intersect(c.img.Bounds())
	if seen.Empty() {
		return
	}
	// What lies left, above or below the picture is pulled to its edge: the fill inside stays the same and the
	// rasteriser works on the visible box only.
	c.ras.Reset(seen.Dx(), seen.Dy())
	c.ras.DrawOp = draw.Src
	for _, l := range p.lines {
		for i, q := range l.points {
			x, y := float32(q.x-float64(seen.Min.X)), float32(q.y-float64(seen.Min.Y))
			if i == 0 {
				c.ras.MoveTo(x, y)
				continue
			}
			c.ras.LineTo(x, y)
		}
		c.ras.ClosePath()
	}
	c.ras.Draw(c.mask, image.Rect(0, 0, seen.Dx(), seen.Dy()), image.Opaque, image.Point{})
	with.through(c.m).lay(c.img, c.mask, seen)
}

// stroke draws along p with a round pen of the given width.
func (c *canvas) stroke(p *path, width float64, with paint) {
	c.brush(p, func(float64) float64 { return width }, with)
}

// taper draws along p with a pen that goes from one width to another.
func (c *canvas) taper(p *path, from, to float64, with paint) {
	c.brush(p, func(t float64) float64 { return from + (to-from)*t }, with)
}

// brush draws along p; width tells the pen's width at t, 0 at the start of a line and 1 at its end.
func (c *canvas) brush(p *path, width func(t float64) float64, with paint) {
	k := c.m.scale()
	out := new(path)
	for _, l := range p.through(c.m).lines {
		points := l.points
		if l.closed {
			points = append(points[:len(points):len(points)], points[0])
		}
		n := float64(max(len(points)-1, 1))
		for i, q := range points {
			r := width(float64(i)/n) * k / 2
			if i > 0 {
				out.limb(points[i-1], q, width(float64(i-1)/n)*k/2, r)
			}
			out.joint(points, i, r)
		}
	}
	c.cover(out, with)
}

// limb adds the piece of a stroke between two points, always turning the same way so that pieces add up.
func (p *path) limb(a, z point, ra, rz float64) {
	d := z.minus(a)
	if d.length() == 0 {
		return
	}
	n := point{-d.y, d.x}.times(1 / d.length())
	p.lines = append(p.lines, line{closed: true, points: []point{
		a.minus(n.times(ra)), z.minus(n.times(rz)), z.plus(n.times(rz)), a.plus(n.times(ra)),
	}})
}

// joint adds the round end or corner of a stroke where it would show.
func (p *path) joint(points []point, i int, r float64) {
	if i > 0 && i < len(points)-1 {
		u, v := points[i].minus(points[i-1]), points[i+1].minus(points[i])
		turned := math.Abs(math.Atan2(u.x*v.y-u.y*v.x, u.x*v.x+u.y*v.y))
		if turned*r < 0.2 {
			return
		}
	}
	n := 8 + int(min(r, 20))
	l := line{closed: true, points: make([]point, n)}
	for j := range n {
		l.points[j] = points[i].polar(2*math.Pi*float64(j)/float64(n), r)
	}
	p.lines = append(p.lines, l)
}

// dashed draws along p in dashes.
func (c *canvas) dashed(p *path, width, on, off float64, with paint) {
	for _, l := range p.lines {
		var piece []point
		left, drawn := on, true
		for i := 1; i < len(l.points); i++ {
			a, z := l.points[i-1], l.points[i]
			for d := z.minus(a).length(); d > 0; d = z.minus(a).length() {
				step := min(left, d)
				b := a.to(z, step/d)
				if drawn {
					piece = append(piece, a, b)
				}
				a, left = b, left-step
				if left > 1e-9 {
					continue
				}
				if drawn {
					c.stroke(open(piece...), width, with)
					piece = nil
				}
				drawn = !drawn
				left = off
				if drawn {
					left = on
				}
			}
		}
		if len(piece) > 1 {
			c.stroke(open(piece...), width, with)
		}
	}
}
