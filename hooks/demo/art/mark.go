package art

import "math"

// brand is a made-up firm: its name, its colours and the sign that stands for it.
type brand struct {
	name         string
	ground, sign uint32
	second       uint32
	draw         func(c *canvas, k paint, second paint) // in a circle of radius 50 around 0,0
}

var brands = []brand{
	{"HALLEN", 0x1f3a4d, 0xf2d6a2, 0xd99a2b, archSign},
	{"Fjell Seeds", 0xe9e3cf, 0x1f4d3d, 0xc98a2b, seedSign},
	{"kestrel", 0x98371f, 0xf7e7d0, 0x2a211b, birdSign},
	{"Maison Orée", 0xf1e4dc, 0x5b2f3a, 0xc97f6a, sunSign},
	{"TIDEWAY", 0xcfe0e0, 0x1c4a5a, 0xd9603a, waveSign},
	{"Okra & Rye", 0xd99a2b, 0x2a211b, 0xfbf3df, grainSign},
	{"Nordlyd", 0x22202c, 0xcbb7e8, 0x7fc4b0, soundSign},
	{"Pérez Ibáñez", 0xf6f0e4, 0x211c16, 0x98371f, doorSign},
}

func mark(c *canvas, nth int) {
	b := brands[nth%len(brands)]
	switch nth % 3 {
	case 0:
		c.background(linear(0, 0, 320, 240, tone(b.ground, .05), tone(b.ground, -.06)))
		c.in(shift(160, 100).then(zoom(1.15, 1.15)), func() { b.draw(c, flat(b.sign), flat(b.second)) })
		c.write(lettering{face: medium, size: 21, track: 3.6, align: .5}, 160, 201, b.name, flat(b.sign))
	case 1:
		stationery(c, b)
	default:
		sheetOfMarks(c, b)
	}
	c.paper(3)
}

// dropShadow lays a soft shadow under a rectangle.
func (c *canvas) dropShadow(x, y, w, h, spread float64) {
	for i := range 5 {
		g := spread * (1 - float64(i)/5)
		c.fill(rounded(x-g*.5, y-g*.25+spread*.45, w+g, h+g*.8, g*.5+1), wash(0x1a120c, .06))
	}
}

// stationery shows the sign in use: a letterhead and two cards.
func stationery(c *canvas, b brand) {
	table := tone(b.second, .45)
	c.background(linear(0, 0, 320, 240, tone(table, .12), tone(table, -.12)))
	c.in(shift(96, 22).then(turn(-.06)), func() {
		c.dropShadow(0, 0, 150, 212, 12)
		c.fill(rect(0, 0, 150, 212), flat(0xfdfaf4))
		c.in(shift(26, 30).then(zoom(.26, .26)), func() { b.draw(c, flat(darker(b)), flat(b.second)) })
		c.write(lettering{face: medium, size: 7.5, track: .8}, 46, 33, b.name, flat(darker(b)))
		for i := range 14 {
			w := 108 - float64((i*37)%46)
			if i == 4 || i == 9 {
				continue
			}
			c.fill(rounded(14, 70+float64(i)*8, w, 1.7, .8), wash(0x4a4136, .35))
		}
	})
	c.in(shift(196, 118).then(turn(.13)), func() { c.card(b, b.ground, b.sign) })
	c.in(shift(24, 148).then(turn(-.2)), func() { c.card(b, b.sign, b.ground) })
}

// darker returns the one of the two brand colours that can be read on white.
func darker(b brand) uint32 {
	r, g, bl := ink{b.sign, 1}.channels()
	r2, g2, bl2 := ink{b.ground, 1}.channels()
	if r+g+bl < r2+g2+bl2 {
		return b.sign
	}
	return b.ground
}

func (c *canvas) card(b brand, ground, sign uint32) {
	c.dropShadow(0, 0, 104, 64, 9)
	c.fill(rounded(0, 0, 104, 64, 1.5), linear(0, 0, 104, 64, tone(ground, .05), ground))
	c.in(shift(52, 26).then(zoom(.32, .32)), func() { b.draw(c, flat(sign), flat(b.second)) })
	c.write(lettering{face: medium, size: 6.4, track: 1, align: .5}, 52, 54, b.name, flat(sign))
}

// sheetOfMarks shows six trials, the chosen one in colour.
func sheetOfMarks(c *canvas, b brand) {
	c.background(flat(0xf6f1e6))
	for i := range 6 {
		x, y := 20+float64(i%3)*96, 18+float64(i/3)*106
		other := brands[(int(b.sign)+i*3)%len(brands)]
		ground, k := uint32(0xece5d6), flat(0x8a8173)
		if i == 4 {
			other, ground, k = b, b.ground, flat(b.sign)
		}
		c.fill(rounded(x, y, 88, 98, 2), flat(ground))
		c.in(shift(x+44, y+44).then(zoom(.6, .6)), func() {
			second := wash(0x8a8173, .55)
			if i == 4 {
				second = flat(b.second)
			}
			other.draw(c, k, second)
		})
		c.write(lettering{face: regular, size: 5, align: .5, track: .5}, x+44, y+90, string(rune('1'+i)), k)
	}
}

func archSign(c *canvas, k, second paint) {
	c.stroke(circle(0, 0, 48), 2.6, k)
	c.stroke(pen("M-30 20C-18 -26 18 -26 30 20"), 6.4, k)
	c.stroke(pen("M-17 20H17"), 6.4, k)
	c.fill(circle(0, -26, 5.4), second)
}

func seedSign(c *canvas, k, second paint) {
	for i := range 3 {
		c.in(turn(float64(i-1)*.82), func() {
			c.fill(pen("M0 36C-17 14 -15 -22 0 -46C15 -22 17 14 0 36Z"), k)
		})
	}
	c.fill(pen("M0 36C-9 16 -8 -8 0 -26C8 -8 9 16 0 36Z"), second)
	c.fill(rect(-22, 40, 44, 3.4), k)
}

func birdSign(c *canvas, k, second paint) {
	c.fill(pen("M-48 -8C-26 -40 4 -38 14 -14C30 -24 42 -22 50 -14C34 -10 26 4 18 16C8 32 -10 36 -26 40C-16 30 -10 24 -8 14C-22 12 -36 6 -48 -8Z"), k)
	c.fill(circle(28, -13, 2.6), second)
	c.stroke(pen("M-32 -6C-18 -2 -4 -4 6 -12"), 2.6, second)
}

func sunSign(c *canvas, k, second paint) {
	c.fill(sector(0, 8, 25, math.Pi, 2*math.Pi), second)
	for i := range 9 {
		a := math.Pi + float64(i)*math.Pi/8
		c.stroke(open(point{0, 8}.polar(a, 32), point{0, 8}.polar(a, 47-float64(i%2)*7)), 3, k)
	}
	c.stroke(pen("M-48 14H48M-34 24H34M-20 34H20"), 3, k)
}

func waveSign(c *canvas, k, second paint) {
	for i := range 4 {
		y := -18 + float64(i)*17
		with := k
		if i == 0 {
			with = second
		}
		c.stroke(pen("M-48 0C-36 -14 -28 -14 -16 0S4 14 16 0S36 -14 48 0").through(shift(0, y)), 7, with)
	}
}

func grainSign(c *canvas, k, second paint) {
	c.stroke(pen("M0 48V-30"), 3.6, k)
	for i := range 4 {
		y := 22 - float64(i)*17
		c.fill(pen("M0 0C4 -14 14 -18 24 -18C24 -6 14 2 0 0Z").through(shift(2, y)), k)
		c.fill(pen("M0 0C-4 -14 -14 -18 -24 -18C-24 -6 -14 2 0 0Z").through(shift(-2, y)), second)
	}
	c.fill(pen("M0 -30C-8 -38 -6 -46 0 -54C6 -46 8 -38 0 -30Z"), k)
}

func soundSign(c *canvas, k, second paint) {
	for i := range 5 {
		r := 12 + float64(i)*9
		with := k
		if i%2 == 1 {
			with = second
		}
		c.stroke(arc(-4, 0, r, -1.15+.1*float64(i), 1.15-.1*float64(i)), 4.4, with)
	}
	c.stroke(pen("M-34 -40V40M-22 -24V24"), 4.4, k)
}

func doorSign(c *canvas, k, second paint) {
	c.fill(pen("M-34 46V-8C-34 -30 -20 -46 0 -46S34 -30 34 -8V46H22V-8C22 -24 13 -34 0 -34S-22 -24 -22 -8V46Z"), k)
	c.fill(pen("M-12 46V-4C-12 -16 -7 -22 0 -22S12 -16 12 -4V46Z"), second)
	c.fill(circle(7, 16, 1.8), k)
}
