package art

import (
	"math"
)

// land is the look of one map.
type land struct {
	low, mid, high, water, line, trail uint32
	names                              []string
	title                              string
}

var lands = []land{
	{0xdfe7d2, 0xe9e2c4, 0xf6f0e0, 0x9cc3cc, 0x8a7a58, 0x98371f, []string{"Vestre skog", "Lihaugen", "Storvatn", "Kråkeknuten"}, "Vestre skog 1:25 000"},
	{0xe8e0cc, 0xddd0b0, 0xf4ecdc, 0x8fb4c4, 0x7a6a50, 0x1f4d3d, []string{"Zuiderduin", "Hoge Blekert", "Kweldersloot", "Vuurtoren"}, "Duinen bij eb"},
	{0x31424c, 0x3d5058, 0x6a7d80, 0x22313a, 0xa9bccb, 0xe5b455, []string{"Alpe Veglia", "Monte Leone", "Lago Nero", "Punta Clara"}, "Alpe Veglia, winter"},
	{0xf1e6d0, 0xe7cfa8, 0xd9b083, 0x86aeb0, 0x9a6a44, 0x5b4a78, []string{"Cabo Raso", "Monte Velho", "Praia Pequena", "Alto da Peça"}, "Costa Velha"},
}

func terrain(c *canvas, nth int) {
	if nth%3 == 2 {
		streets(c, nth)
		return
	}
	l := lands[nth%len(lands)]
	h := c.heights()
	c.relief(h, l)
	c.trails(l)
	c.names(l)
	c.frame(l)
	c.paper(5)
}

// grid is the height of the land at every second pixel.
type grid struct {
	w, h int
	z    []float64
}

func (g grid) at(x, y int) float64 { return g.z[min(max(y, 0), g.h-1)*g.w+min(max(x, 0), g.w-1)] }

func (c *canvas) heights() grid {
	b := c.img.Bounds()
	g := grid{w: b.Dx()/4 + 2, h: b.Dy()/4 + 2}
	f := field{c.Uint32()}
	px, py := c.between(.3, .7), c.between(.25, .5)
	for y := range g.h {
		for x := range g.w {
			u, v := float64(x)/float64(g.w), float64(y)/float64(g.h)
			peak := math.Exp(-((u-px)*(u-px)*5 + (v-py)*(v-py)*6))
			g.z = append(g.z, f.rough(u*4.2+9, v*3.2+5, 5)*.62+peak*.5-v*.16)
		}
	}
	return g
}

// between four grid points the height is a straight mixture.
func (g grid) height(px, py int) float64 {
	x, y := px/4, py/4
	u, v := float64(px%4)/4, float64(py%4)/4
	return (g.at(x, y)*(1-u)+g.at(x+1, y)*u)*(1-v) + (g.at(x, y+1)*(1-u)+g.at(x+1, y+1)*u)*v
}

const waterLevel = .27

// relief colours the land by height, shades it from the north-west and draws the contour lines.
func (c *canvas) relief(g grid, l land) {
	b := c.img.Bounds()
	lowToHigh := paint{inks: solid([]uint32{l.low, l.low, l.mid, l.mid, l.high})}
	shades, water := lowToHigh.table(), ink{l.water, 1}.shade()
	line := ink{l.line, 1}.shade()
	const every = .035
	for y := range b.Dy() {
		for x := range b.Dx() {
			z := g.height(x, y)
			dst := c.img.Pix[y*c.img.Stride+x*4:][:4]
			gx := (g.at(x/4+1, y/4) - g.at(x/4-1, y/4)) / 8
			gy := (g.at(x/4, y/4+1) - g.at(x/4, y/4-1)) / 8
			slope := math.Hypot(gx, gy) + 1e-7
			if z < waterLevel {
				water.over(dst, 255)
				if d := (waterLevel - z) / slope; d < 9 {
					line.over(dst, uint32(90*(1-d/9)))
				}
				continue
			}
			i := int((z - waterLevel) / .75 * steps)
			shades[min(max(i, 0), steps-1)].over(dst, 255)
			light := .17 * math.Tanh((gx+gy)*70)
			shadeBy(dst, light)
			n := z / every
			d := math.Abs(n-math.Round(n)) * every / slope
			wide, strength := .75, 95.0
			if int(math.Round(n))%5 == 0 {
				wide, strength = 1.3, 150
			}
			if d < wide+.7 {
				line.over(dst, uint32(strength*min(1, wide+.7-d)))
			}
		}
	}
}

// shadeBy darkens a pixel for light below zero and lightens it above.
func shadeBy(dst []uint8, light float64) {
	for i := range 3 {
		v := float64(dst[i])
		if light < 0 {
			v *= 1 + light
		} else {
			v += (255 - v) * light
		}
		dst[i] = uint8(v)
	}
}

func (c *canvas) trails(l land) {
	y := c.between(120, 190)
	points := []point{{-4, y}}
	for x := 30.0; x < 330; x += 42 {
		y = min(max(y+c.between(-42, 34), 30), 214)
		points = append(points, point{x + c.between(-10, 10), y})
	}
	trail := flow(points...)
	c.stroke(trail, 2.6, wash(l.high, .75))
	c.dashed(trail, 1.3, 4.2, 2.6, flat(l.trail))
	for i, at := range points[1 : len(points)-1] {
		if i%2 == 0 {
			c.fill(circle(at.x, at.y, 4.1), flat(l.trail))
			c.write(lettering{face: bold, size: 5.4, align: .5}, at.x, at.y+1.9, string(rune('1'+i/2)), flat(l.high))
		}
	}
}

func (c *canvas) names(l land) {
	dark := 0x2a2520
	if l.low < 0x400000 {
		dark = 0xf4ecdc
	}
	halo := flat(l.high)
	if l.low < 0x400000 {
		halo = wash(l.water, .8)
	}
	for i, name := range l.names {
		x, y := 44+float64(i%2)*150+c.between(-8, 34), 46+float64(i/2)*92+c.between(-12, 40)
		t := lettering{face: italic, size: 7.4, track: .3}
		if i%2 == 1 {
			t = lettering{face: small, size: 7.8, track: .5}
			c.fill(polygon(point{x - 8, y}, point{x - 4.6, y - 6}, point{x - 1.2, y}), flat(uint32(dark)))
		}
		p, _ := t.outline(name)
		p = p.through(shift(x+1, y))
		c.stroke(p, 1.5, halo)
		c.fill(p, flat(uint32(dark)))
	}
}

func (c *canvas) frame(l land) {
	paperTint, dark := uint32(0xfbf6ea), uint32(0x3a332a)
	c.fill(rect(0, 0, 320, 7).add(rect(0, 222, 320, 18)).add(rect(0, 0, 7, 240)).add(rect(313, 0, 7, 240)), flat(paperTint))
	c.stroke(rect(7, 7, 306, 215), .8, flat(dark))
	for i := range 15 {
		x := 7 + float64(i)*21.857
		c.stroke(open(point{x, 3.6}, point{x, 7}), .4, flat(dark))
	}
	c.write(lettering{face: medium, size: 7.4, track: .2}, 9, 234, l.title, flat(dark))
	for i := range 4 {
		x := 218 + float64(i)*18
		tint := flat(dark)
		if i%2 == 1 {
			tint = flat(paperTint)
		}
		c.fill(rect(x, 228, 18, 2.6), tint)
	}
	c.stroke(rect(218, 228, 72, 2.6), .4, flat(dark))
	c.write(lettering{face: regular, size: 4.6, align: .5}, 218, 236.4, "0", flat(dark))
	c.write(lettering{face: regular, size: 4.6, align: .5}, 290, 236.4, "2 km", flat(dark))
	c.in(shift(302, 230), func() {
		c.fill(pen("M0 -6L2.6 4L0 2.2L-2.6 4Z"), flat(dark))
	})
}

// streets is the plan of a quarter of a town.
func streets(c *canvas, nth int) {
	ground := pick(c, uint32(0xf4eee0), 0xf2ebe2, 0xeef0e6)
	c.background(flat(ground))
	house, park := pick(c, uint32(0xd9b48a), 0xc9a08c, 0xbfb49a), uint32(0xb9cfa6)
	c.in(shift(160, 118).then(turn(c.between(-.3, .3))), func() {
		for r := range 11 {
			for k := range 11 {
				x, y := float64(k-5)*44+float64(r%2)*9, float64(r-5)*33
				c.block(x, y, 37-float64((r*3+k)%3)*2, 27, house, park)
			}
		}
		c.stroke(flow(point{-260, 30}, point{-90, 12}, point{20, 44}, point{120, 20}, point{260, 60}), 21, flat(0x9cc3cc))
		c.stroke(flow(point{-260, 30}, point{-90, 12}, point{20, 44}, point{120, 20}, point{260, 60}), 15, flat(0xaed0d6))
		for _, x := range []float64{-62, 30, 112} {
			c.stroke(open(point{x, 4}, point{x + 6, 62}), 6, flat(ground))
		}
		c.dashed(flow(point{-150, -120}, point{-120, -40}, point{-58, -16}, point{-58, 70}, point{40, 82}, point{70, 140}), 2.4, 5, 3, flat(0x98371f))
	})
	for i, q := range []point{{82, 60}, {214, 70}, {150, 178}} {
		c.fill(circle(q.x, q.y-10, 7.4), flat(0x98371f))
		c.fill(polygon(point{q.x - 5.4, q.y - 5.4}, point{q.x + 5.4, q.y - 5.4}, point{q.x, q.y + 3}), flat(0x98371f))
		c.write(lettering{face: bold, size: 8, align: .5}, q.x, q.y-7.2, string(rune('A'+i)), flat(0xfbf6ea))
	}
	title := []string{"Walking map, Old Harbour", "Wayfinding, Nordlyd quarter", "Market streets, Saturday"}[nth/3%3]
	c.fill(rect(0, 218, 320, 22), flat(0x24302c))
	c.write(lettering{face: medium, size: 8.4, track: .3}, 12, 232, title, flat(0xf4ecdc))
	c.paper(4)
}

func (c *canvas) block(x, y, w, h float64, house, park uint32) {
	if c.chance(.13) {
		c.fill(rounded(x, y, w, h, 2), flat(park))
		for range 9 {
			q := point{x + c.between(3, w-3), y + c.between(3, h-3)}
			c.fill(circle(q.x, q.y, c.between(1.4, 2.6)), flat(tone(park, c.between(-.3, -.12))))
		}
		return
	}
	c.fill(rounded(x, y, w, h, 1), flat(tone(house, .62)))
	for at := 0.0; at < w-4; {
		wide := min(c.between(5, 11), w-at)
		for _, top := range []float64{y, y + h - h*.36} {
			deep := h * c.between(.26, .36)
			c.fill(rect(x+at+.4, top, wide-.8, deep), flat(tone(house, c.between(-.08, .22))))
		}
		at += wide
	}
}
