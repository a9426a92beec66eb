package art

import "math"

// plant is one plate: how the plant grows, what it is called, and its colours.
type plant struct {
	latin, common string
	leaf, bloom   uint32
	grow          func(c *canvas, p plant)
}

var plants = []plant{
	{"Digitalis purpurea", "foxglove", 0x5f8f60, 0xa8466e, foxglove},
	{"Papaver rhoeas", "corn poppy", 0x7a9a5c, 0xc23b22, poppy},
	{"Sambucus nigra", "elder", 0x4f7f52, 0x3b2440, elder},
	{"Ammophila arenaria", "marram grass", 0x8a9a5e, 0xc9a45c, marram},
	{"Rosa canina", "dog rose", 0x5c8a5a, 0xd98a98, dogRose},
	{"Eryngium maritimum", "sea holly", 0x7fa39a, 0x5a7fb0, seaHolly},
	{"Vaccinium myrtillus", "bilberry", 0x5f8f50, 0x35406e, elder},
	{"Anemone nemorosa", "wood anemone", 0x6a9a6a, 0xf3efe6, dogRose},
}

func botanical(c *canvas, nth int) {
	p := plants[nth%len(plants)]
	c.background(flat(pick(c, uint32(0xf3ead6), 0xf1e8d8, 0xeee7d3)))
	for range 5 {
		x, y := c.between(60, 260), c.between(30, 200)
		c.fill(circle(x, y, 70), glow(x, y, 70, tone(p.leaf, .4), .10))
	}
	c.stroke(rect(9, 9, 302, 222), .5, wash(0x5c5347, .5))
	c.study(p)
	p.grow(c, p)
	c.write(lettering{face: italic, size: 8.5}, 20, 220, p.latin, flat(0x4a4136))
	c.write(lettering{face: regular, size: 5.2, track: .6, align: 1}, 300, 220, p.common, flat(0x7a6f60))
	c.paper(7)
}

// study adds the notes of the draughtswoman beside the plant: a leaf on its own and the seed, whole and cut.
func (c *canvas) study(p plant) {
	note := lettering{face: italic, size: 4.6}
	pencil := wash(0x5c5347, .75)
	if p.latin != "Ammophila arenaria" {
		c.leaf(point{48, 118}, -1.35, 54, .24, p.leaf)
		c.stroke(open(point{48, 118}, point{45, 132}), .9, flat(tone(p.leaf, -.25)))
	}
	for i, tint := range []uint32{tone(p.bloom, .1), tone(p.bloom, .55)} {
		x, y := 268.0, 142+float64(i)*30
		seed := pen("M0 -10C7 -8 9 2 6 8C3 12 -3 12 -6 8C-9 2 -7 -8 0 -10Z").through(shift(x, y))
		c.fill(seed, linear(x-8, y, x+9, y, tone(tint, .25), tone(tint, -.2)))
		c.stroke(seed, .4, pencil)
		if i == 1 {
			c.fill(ellipse(x, y+1, 3, 5.4), flat(tone(p.leaf, .3)))
			c.stroke(ellipse(x, y+1, 3, 5.4), .35, pencil)
		}
		c.stroke(open(point{x + 10, y}, point{x + 18, y - 3}), .3, pencil)
		c.write(note, x+20, y-2, string(rune('a'+i)), pencil)
	}
	c.stroke(open(point{256, 190}, point{280, 190}), .4, pencil)
	c.write(note, 268-5, 196, "5 mm", pencil)
}

// leaf paints one leaf in two washes with its veins: from the stem at a, of length l, in direction d.
func (c *canvas) leaf(at point, d, l, wide float64, colour uint32) {
	c.in(shift(at.x, at.y).then(turn(d)), func() {
		w, bend := l*wide, c.between(-.1, .1)*l
		blade := new(path).move(0, 0).cubic(l*.25, -w+bend*.3, l*.7, -w*.8+bend, l, bend)
		blade.cubic(l*.7, w*.75+bend, l*.25, w*.9+bend*.3, 0, 0).close()
		half := new(path).move(0, 0).cubic(l*.25, -w+bend*.3, l*.7, -w*.8+bend, l, bend).quad(l*.5, bend*.2, 0, 0).close()
		c.fill(blade, linear(0, 0, l, 0, tone(colour, -.16), tone(colour, .12)))
		c.fill(half, wash(tone(colour, .5), .28))
		c.stroke(blade, .35, wash(tone(colour, -.5), .55))
		rib := new(path).move(0, 0).quad(l*.5, bend*.2, l*.97, bend)
		c.taper(rib, 1, .3, wash(tone(colour, -.45), .7))
		for i := 1; i < 6; i++ {
			t := float64(i) / 6.4
			x, y := l*t, bend*t*t
			s := w * .72 * math.Sin(math.Pi*math.Pow(t, .8))
			c.stroke(new(path).move(x, y).quad(x+l*.07, y-s*.5, x+l*.13, y-s), .3, wash(tone(colour, -.4), .55))
			c.stroke(new(path).move(x, y).quad(x+l*.07, y+s*.5, x+l*.13, y+s*.9), .3, wash(tone(colour, -.4), .55))
		}
	})
}

// stem draws a curve from the ground up and returns it.
func (c *canvas) stem(colour uint32, from, to float64, points ...point) []point {
	s := flow(points...)
	c.taper(s, from, to, flat(tone(colour, -.22)))
	c.taper(s.through(shift(-from*.18, 0)), from*.35, to*.3, wash(tone(colour, .45), .6))
	return s.lines[0].points
}

func heading(points []point, i int) float64 {
	d := points[min(i+1, len(points)-1)].minus(points[max(i-1, 0)])
	return math.Atan2(d.y, d.x)
}

func foxglove(c *canvas, p plant) {
	s := c.stem(p.leaf, 3.4, 1, point{150, 214}, point{156, 160}, point{150, 95}, point{158, 26})
	for i, at := range []int{4, 8, 12, 15} {
		side := float64(1 - 2*(i%2))
		c.leaf(s[at], heading(s, at)+side*(1+.08*float64(i)), 62-float64(i)*7, .26, p.leaf)
		c.leaf(s[at+1], heading(s, at)-side*(1.1+.05*float64(i)), 50-float64(i)*6, .25, p.leaf)
	}
	for i := range 17 {
		at := 18 + i*24/17
		k := 1 - float64(i)/21
		side := float64(1 - 2*(i%2))
		c.in(shift(s[at].x, s[at].y).then(turn(side*(-.45+.02*float64(i)))).then(zoom(side*k, k)), func() { bell(c, p.bloom) })
	}
	for i := range 4 {
		c.fill(ellipse(s[42].x+float64(i%2)*3-1.5, 32-float64(i)*3.4, 1.7, 2.3), flat(tone(p.leaf, .2)))
	}
}

func bell(c *canvas, colour uint32) {
	c.fill(pen("M0 0C6 -5 14 -4 22 -1C26 0 28 5 27 9C24 12 20 10 18 9C11 8 3 6 0 0Z"), linear(0, 0, 26, 6, tone(colour, .45), colour))
	c.fill(pen("M22 -1C26 0 28 5 27 9C24 10.5 20 9 19.4 7C19.6 3 20.6 1 22 -1Z"), wash(tone(colour, -.35), .55))
	for _, q := range []point{{22.6, 3}, {24, 6}, {21.4, 6.6}} {
		c.fill(circle(q.x, q.y, .8), wash(0xfff3ea, .85))
	}
	c.stroke(pen("M0 0C6 -5 14 -4 22 -1C26 0 28 5 27 9C24 12 20 10 18 9C11 8 3 6 0 0Z"), .35, wash(tone(colour, -.5), .6))
	c.fill(ellipse(1, 0, 2.6, 2.2), flat(0x6f9a63))
}

func poppy(c *canvas, p plant) {
	s := c.stem(p.leaf, 2.2, 1.2, point{150, 216}, point{158, 150}, point{146, 100}, point{152, 78})
	t := c.stem(p.leaf, 1.8, 1, point{156, 170}, point{196, 130}, point{214, 92}, point{206, 74})
	u := c.stem(p.leaf, 1.6, .9, point{152, 190}, point{118, 150}, point{100, 122}, point{104, 106})
	for i, at := range []int{6, 11, 16, 21, 27} {
		side := float64(1 - 2*(i%2))
		for j := range 3 {
			c.leaf(s[at], heading(s, at)+side*(.5+.42*float64(j)), 40-float64(i)*4-float64(j)*6, .12, p.leaf)
		}
	}
	c.leaf(t[14], heading(t, 14)+.8, 30, .13, p.leaf)
	c.in(shift(152, 66).then(zoom(1.25, 1.25)), func() { cup(c, p.bloom) })
	c.in(shift(t[len(t)-1].x, t[len(t)-1].y-6).then(turn(.3)).then(zoom(.8, .8)), func() { cup(c, tone(p.bloom, .12)) })
	end := u[len(u)-1]
	c.fill(ellipse(end.x, end.y-1, 6, 8.4), linear(end.x-6, 0, end.x+6, 0, tone(p.leaf, .28), tone(p.leaf, -.2)))
	c.fill(ellipse(end.x, end.y-9, 6.6, 2), flat(tone(p.leaf, -.35)))
}

func cup(c *canvas, colour uint32) {
	back := tone(colour, -.2)
	c.fill(pen("M-22 2C-26 -16 -10 -26 0 -20C12 -26 26 -16 22 2C14 12 -14 12 -22 2Z"), radial(0, 2, 28, back, colour))
	c.fill(ellipse(0, -1, 7, 5), flat(0x2b2430))
	for i := range 18 {
		q := point{0, -1}.polar(float64(i)*math.Pi/9, 9+float64(i%3))
		c.stroke(open(point{0, -1}, point{q.x, -1 + (q.y+1)*.7}), .35, wash(0x2b2430, .8))
		c.fill(circle(q.x, -1+(q.y+1)*.7, .8), flat(0x2b2430))
	}
	c.fill(pen("M-26 -4C-30 12 -14 20 0 14C14 20 30 12 26 -4C18 4 8 7 0 6C-8 7 -18 4 -26 -4Z"), linear(0, -4, 0, 18, tone(colour, .22), colour))
	for i := range 11 {
		x := -20 + float64(i)*4
		c.stroke(new(path).move(x, 4-math.Abs(x)*.14).quad(x*.9, 10, x*.7, 14-math.Abs(x)*.1), .35, wash(tone(colour, -.4), .4))
	}
}

func elder(c *canvas, p plant) {
	s := c.stem(p.leaf, 3, 1.2, point{148, 216}, point{156, 160}, point{150, 110}, point{158, 66})
	for i, at := range []int{6, 13, 20, 27} {
		for _, side := range []float64{-1, 1} {
			d := heading(s, at) + side*(1.05-.1*float64(i))
			l := 78 - float64(i)*11
			end := s[at].polar(d, l*.8)
			c.taper(open(s[at], end), 1.2, .6, flat(tone(p.leaf, -.25)))
			for j := range 2 {
				q := s[at].to(end, .42+.34*float64(j))
				c.leaf(q, d-.95, l*.36, .24, p.leaf)
				c.leaf(q, d+.95, l*.36, .24, p.leaf)
			}
			c.leaf(end, d, l*.42, .25, p.leaf)
		}
	}
	top := s[len(s)-1]
	for i := range 7 {
		a := -math.Pi/2 + (float64(i)-3)*.36
		hub := top.polar(a, 24+c.between(-3, 3))
		c.taper(open(top, hub), 1, .5, flat(0x6b4a44))
		for range 11 {
			q := hub.polar(c.between(0, 2*math.Pi), c.between(0, 11))
			c.stroke(open(hub, q), .35, flat(0x6b4a44))
			c.fill(circle(q.x, q.y, 2.6), radial(q.x-.9, q.y-.9, 4, tone(p.bloom, .38), p.bloom))
		}
	}
}

func marram(c *canvas, p plant) {
	c.fill(c.ridge(204, 7, 90, 2), linear(0, 190, 0, 240, 0xe5d3a8, 0xf3ead6))
	for i := range 70 {
		root := point{160 + c.between(-26, 26), 208 + c.between(-3, 3)}
		lean, tall := c.between(-1, 1), c.between(70, 165)
		tip := point{root.x + lean*95, root.y - tall + math.Abs(lean)*48}
		blade := new(path).move(root.x, root.y).quad(root.x+lean*18, root.y-tall*.75, tip.x, tip.y)
		c.taper(blade, 2, .3, flat(tone(p.leaf, c.between(-.34, .3))))
		if i%12 == 5 {
			c.ear(root, point{root.x + lean*30, root.y - 178 + c.between(0, 22)}, p.bloom)
		}
	}
}

// ear is a flowering stalk of grass.
func (c *canvas) ear(root, tip point, colour uint32) {
	stalk := new(path).move(root.x, root.y).quad(root.x, tip.y+60, tip.x, tip.y)
	c.taper(stalk, 1.2, .7, flat(tone(colour, -.25)))
	points := stalk.lines[0].points
	for i := range 26 {
		t := 1 - float64(i)/26*.3
		q := points[0].to(point{root.x, tip.y + 60}, t).to(point{root.x, tip.y + 60}.to(tip, t), t)
		side := float64(1 - 2*(i%2))
		c.in(shift(q.x, q.y).then(turn(-math.Pi/2+side*.35)), func() {
			c.fill(ellipse(3.4, 0, 4.4, 1.15), flat(tone(colour, c.between(-.12, .25))))
		})
	}
}

func dogRose(c *canvas, p plant) {
	s := c.stem(p.leaf, 2.8, 1, point{118, 218}, point{150, 165}, point{150, 110}, point{186, 56})
	t := c.stem(p.leaf, 1.8, .8, point{148, 150}, point{188, 140}, point{214, 128})
	for i, at := range []int{8, 15, 23, 31} {
		side := float64(1 - 2*(i%2))
		d := heading(s, at) + side*.95
		l := 64 - float64(i)*8
		end := s[at].polar(d, l*.7)
		c.taper(open(s[at], end), 1, .5, flat(tone(p.leaf, -.2)))
		for j := range 3 {
			q := s[at].to(end, .3+.28*float64(j))
			c.leaf(q, d-1, l*.3, .3, p.leaf)
			c.leaf(q, d+1, l*.3, .3, p.leaf)
		}
		c.leaf(end, d, l*.34, .3, p.leaf)
	}
	c.in(shift(188, 56).then(zoom(1.35, 1.3)), func() { fivePetals(c, p.bloom) })
	c.in(shift(t[len(t)-1].x+4, 124).then(turn(.6)).then(zoom(.95, .9)), func() { fivePetals(c, p.bloom) })
	for _, q := range []point{{104, 84}, {88, 102}} {
		c.taper(new(path).move(138, 132).quad(120, 110, q.x, q.y), 1, .7, flat(tone(p.leaf, -.2)))
		c.fill(ellipse(q.x, q.y, 6, 7.4), radial(q.x-2, q.y-3, 11, 0xe07a50, 0xa8331e))
	}
}

func fivePetals(c *canvas, colour uint32) {
	for i := range 5 {
		c.in(turn(float64(i)*2*math.Pi/5+.2), func() {
			petal := pen("M0 0C6 -9 14 -17 22 -12C27 -8 27 -3 24 0C27 4 25 11 19 13C12 14 4 7 0 0Z")
			c.fill(petal, linear(0, 0, 25, 0, tone(colour, .62), colour))
			c.stroke(petal, .35, wash(tone(colour, -.5), .45))
			for j := range 4 {
				y := -7 + float64(j)*4.4
				c.stroke(new(path).move(6, y*.3).quad(13, y*.8, 20, y), .3, wash(tone(colour, -.4), .3))
			}
		})
	}
	for i := range 22 {
		q := point{0, 0}.polar(float64(i)*math.Pi/11, 5+float64(i*7%4))
		c.stroke(open(point{0, 0}, q), .35, wash(0x9a6a1c, .8))
		c.fill(circle(q.x, q.y, .9), flat(0xd99a2b))
	}
	c.fill(circle(0, 0, 2.6), flat(0xb9a24a))
}

func seaHolly(c *canvas, p plant) {
	s := c.stem(p.leaf, 3, 1.4, point{152, 216}, point{148, 165}, point{156, 120}, point{152, 84})
	ends := [][]point{s}
	for _, side := range []float64{-1, 1} {
		ends = append(ends, c.stem(p.leaf, 2, 1.2, s[14], point{152 + side*28, 140}, point{152 + side*52, 116}))
	}
	for i, at := range []int{5, 12, 20} {
		for _, side := range []float64{-1, 1} {
			c.in(shift(s[at].x, s[at].y).then(turn(heading(s, at)+side*1.1)), func() { spiny(c, 50-float64(i)*9, p.leaf) })
		}
	}
	for i, e := range ends {
		q := e[len(e)-1]
		size := 1.15
		if i > 0 {
			size = .8
		}
		for j := range 9 {
			c.in(shift(q.x, q.y).then(turn(float64(j)*2*math.Pi/9+.2)), func() { spiny(c, 33*size, tone(p.bloom, .25)) })
		}
		c.fill(ellipse(q.x, q.y-2, 11*size, 13*size), radial(q.x-4, q.y-7, 22*size, tone(p.bloom, .4), tone(p.bloom, -.25)))
		for j := range 60 {
			r, a := math.Sqrt(float64(j)/60)*10.4*size, float64(j)*2.39996
			c.fill(circle(q.x+r*math.Cos(a), q.y-2+r*1.18*math.Sin(a), .9*size), flat(tone(p.bloom, c.between(-.3, .55))))
		}
	}
}

func spiny(c *canvas, l float64, colour uint32) {
	p := new(path).move(0, 0).line(l*.22, -l*.2).line(l*.32, -l*.11).line(l*.5, -l*.27).line(l*.62, -l*.12).line(l*.8, -l*.16).line(l, 0)
	p.line(l*.8, l*.16).line(l*.62, l*.12).line(l*.5, l*.27).line(l*.32, l*.11).line(l*.22, l*.2).close()
	c.fill(p, linear(0, 0, l, 0, tone(colour, -.1), tone(colour, .3)))
	c.stroke(p, .4, wash(tone(colour, -.5), .6))
	c.stroke(pen("M0 0L.93 0M.3 0L.48 -.2M.3 0L.48 .2M.55 0L.76 -.12M.55 0L.76 .12").through(zoom(l, l)), .35, wash(tone(colour, -.45), .6))
}
