package art

import "math"

// bill is a poster: its words, its colours, and the picture.
type bill struct {
	words  []string
	foot   string
	ground uint32
	a, b   uint32
	draw   func(c *canvas, p bill) // inside 320 by 240
}

var bills = []bill{
	{[]string{"Night", "of the", "Choirs"}, "12 March, free entry", 0xd99a2b, 0x98371f, 0x211c16, halves},
	{[]string{"Low Tide", "Sessions"}, "Every Thursday, Boathouse 4", 0x1c4a5a, 0xf0d9a8, 0xd9705a, rings},
	{[]string{"Ten Years", "of Repair"}, "Open workshop, 3 to 5 June", 0xf1e6d2, 0x1f4d3d, 0xc9502c, blocks},
	{[]string{"Jazz im", "Gewächshaus"}, "Botanischer Garten, 19 Uhr", 0x24402f, 0xe8b04a, 0xd98a98, leaves},
	{[]string{"The Long", "Table"}, "Harvest supper, 28 September", 0xe7c9b0, 0x5b2f3a, 0xc98a2b, plates},
	{[]string{"Kites", "over Wijk"}, "Beach festival, 11 to 13 July", 0xbfdbe0, 0xc9402c, 0xf0c050, kites},
}

func poster(c *canvas, nth int) {
	p := bills[nth%len(bills)]
	c.background(flat(p.ground))
	p.draw(c, p)
	c.paper(8)
}

func (c *canvas) words(p bill, x, y, size float64, with uint32) {
	for i, w := range p.words {
		c.write(lettering{face: bold, size: size, track: -.4}, x, y+float64(i)*size*1.02, w, flat(with))
	}
	c.write(lettering{face: medium, size: 8.6, track: .2}, x, y+float64(len(p.words))*size*1.02-size*.3, p.foot, flat(with))
}

func halves(c *canvas, p bill) {
	c.fill(circle(104, 120, 84), flat(p.a))
	c.fill(sector(104, 120, 84, -math.Pi/2, math.Pi/2), flat(p.b))
	for i := range 5 {
		c.stroke(arc(104, 120, 16+float64(i)*14, math.Pi*.62, math.Pi*1.38), 3.2, flat(p.ground))
	}
	c.fill(ellipse(128, 104, 9, 13), flat(p.ground))
	c.fill(ellipse(128, 146, 7, 10), flat(p.ground))
	c.words(p, 206, 84, 32, p.b)
}

func rings(c *canvas, p bill) {
	for i := range 9 {
		r := 132 - float64(i)*14
		tint := p.ground
		if i%2 == 0 {
			tint = ink{p.a, 1}.mix(ink{p.b, 1}, float64(i)/8).rgb
		}
		c.fill(circle(250, 246, r), flat(tint))
	}
	for i := range 6 {
		c.stroke(pen("M-20 0q20 -10 40 0t40 0t40 0t40 0t40 0t40 0t40 0t40 0t40 0").through(shift(-float64(i)*9, 204+float64(i)*8)), 2, wash(p.ground, .9))
	}
	c.words(p, 22, 62, 38, p.a)
}

func blocks(c *canvas, p bill) {
	tints := []uint32{p.a, p.b, 0xe0b04a, 0x2f5f7a, tone(p.ground, -.12)}
	for i := range 4 {
		for j := range 5 {
			x, y, k := 144+float64(i)*44, float64(j)*48, (i*3+j*2)%5
			c.fill(rect(x, y, 44, 48), flat(tints[(k+2)%5]))
			switch (i + j*2) % 4 {
			case 0:
				c.fill(sector(x, y+48, 44, -math.Pi/2, 0), flat(tints[k]))
			case 1:
				c.fill(circle(x+22, y+24, 17), flat(tints[k]))
			case 2:
				c.fill(polygon(point{x, y}, point{x + 44, y}, point{x, y + 48}), flat(tints[k]))
			default:
				for l := range 4 {
					c.fill(rect(x+float64(l)*11, y, 5.5, 48), flat(tints[k]))
				}
			}
		}
	}
	c.words(p, 16, 88, 24, p.a)
}

func leaves(c *canvas, p bill) {
	for i := range 13 {
		x := -10 + float64(i)*28
		tilt := -math.Pi/2 + math.Sin(float64(i)*1.7)*.35
		tint := []uint32{0x3f6a4c, 0x5f8f60, 0x2f5640, p.b}[i%4]
		c.in(shift(x, 252).then(turn(tilt)), func() {
			l := 92 + float64((i*37)%60)
			c.fill(new(path).move(0, 0).cubic(l*.3, -26, l*.8, -20, l, 0).cubic(l*.8, 20, l*.3, 26, 0, 0).close(), flat(tint))
			c.stroke(open(point{0, 0}, point{l * .92, 0}), 1.6, flat(p.ground))
			for j := 1; j < 7; j++ {
				t := float64(j) / 7 * l
				c.stroke(open(point{t + l*.1, -13}, point{t, 0}, point{t + l*.1, 13}), 1.1, flat(p.ground))
			}
		})
	}
	c.fill(circle(262, 58, 34), flat(p.a))
	c.in(shift(262, 62).then(turn(.5)), func() {
		c.fill(pen("M-7 -20H7L5 -4C14 0 14 14 0 16S-14 0 -5 -4Z"), flat(p.ground))
		c.stroke(pen("M0 -20V-44M0 -44L10 -40"), 3, flat(p.ground))
	})
	c.words(p, 20, 52, 29, p.a)
}

func plates(c *canvas, p bill) {
	for i, q := range []point{{40, 196}, {122, 176}, {204, 200}, {286, 178}} {
		c.fill(circle(q.x, q.y, 36), flat(0xfbf3e4))
		c.stroke(circle(q.x, q.y, 28), 1.4, wash(p.a, .35))
		tint := []uint32{0xc9502c, 0x5f8f60, p.b, 0x7a3a50}[i]
		for j := range 6 {
			d := q.polar(float64(j)*math.Pi/3+float64(i), 12)
			c.fill(circle(d.x, d.y, 7.4-float64(i%2)*2), flat(tint))
			c.fill(sector(d.x, d.y, 7.4-float64(i%2)*2, -.4, 2.2), wash(0x1a120c, .12))
		}
	}
	for _, x := range []float64{81, 163, 245} {
		c.stroke(open(point{x, 158}, point{x, 222}), 3.2, flat(p.a))
		c.stroke(pen("M-4 -10V4M0 -10V4M4 -10V4").through(shift(x, 156)), 1.5, flat(p.a))
	}
	c.words(p, 22, 60, 42, p.a)
}

func kites(c *canvas, p bill) {
	c.fill(pen("M-10 210C60 190 120 214 200 200S300 192 330 200V250H-10Z"), flat(0xe8d5a6))
	c.fill(pen("M-10 196C60 180 160 200 330 184V206C240 196 120 216 -10 212Z"), flat(0x5f9fb0))
	for i, q := range []point{{220, 64}, {276, 112}, {176, 130}, {286, 36}} {
		k := []float64{1.25, .9, .75, .6}[i]
		c.stroke(new(path).move(q.x, q.y+20*k).quad(q.x-30, q.y+70, 150+float64(i)*18, 206), .7, wash(0x211c16, .7))
		c.in(shift(q.x, q.y).then(turn(.5-.25*float64(i))).then(zoom(k, k)), func() {
			tints := []uint32{p.a, p.b, 0x1f4d3d, 0xfbf3e4}
			c.fill(pen("M0 -30L22 -4L0 0Z"), flat(tints[i]))
			c.fill(pen("M0 -30L-22 -4L0 0Z"), flat(tone(tints[i], .2)))
			c.fill(pen("M22 -4L0 32L0 0Z"), flat(tints[(i+1)%4]))
			c.fill(pen("M-22 -4L0 32L0 0Z"), flat(tone(tints[(i+1)%4], .2)))
		})
	}
	c.words(p, 20, 62, 36, 0x211c16)
}
