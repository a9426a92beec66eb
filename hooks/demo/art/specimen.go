package art

import "math"

// specimen shows letters: a large pair with its guides, a grid, or a line of text on a curve.
func specimen(c *canvas, nth int) {
	[]func(*canvas, int){pair, alphabet, seal}[nth%3](c, nth)
	c.paper(6)
}

var pairs = []struct {
	text, name   string
	ground, tint uint32
}{{"Rg", "Marram Text", 0xf3ead6, 0x1f4d3d}, {"&ß", "Harbour Sans", 0x98371f, 0xf7e7d0}, {"ğå", "Nordlyd Grotesk", 0xd9a24a, 0x2a211b}}

func pair(c *canvas, nth int) {
	p := pairs[nth/3%len(pairs)]
	c.background(flat(p.ground))
	guide := wash(p.tint, .35)
	for i, y := range []float64{52, 92, 176, 214} {
		c.stroke(open(point{16, y}, point{304, y}), .5, guide)
		c.write(lettering{face: regular, size: 5}, 17, y-2.4, []string{"ascender", "x-height", "baseline", "descender"}[i], guide)
	}
	big := lettering{face: medium, size: 166, track: -2}
	out, w := big.outline(p.text)
	out = out.through(shift(164-w/2, 176))
	c.fill(out, flat(p.tint))
	c.stroke(out, .5, flat(tone(p.tint, .35)))
	for _, l := range out.lines {
		for i := 0; i < len(l.points); i += 5 {
			q := l.points[i]
			c.fill(rect(q.x-1.4, q.y-1.4, 2.8, 2.8), flat(0xe0602c))
		}
	}
	c.write(lettering{face: medium, size: 9}, 16, 30, p.name, flat(p.tint))
	c.write(lettering{face: italic, size: 7, align: 1}, 304, 30, "Regular, Italic, Bold", flat(p.tint))
}

func alphabet(c *canvas, nth int) {
	ground, dark := uint32(0x22302c), uint32(0xf0e2c0)
	if nth%2 == 0 {
		ground, dark = 0xf0e6d4, 0x5b2f3a
	}
	c.background(flat(ground))
	letters := []rune("AÅBCÇDEÉFGĞHIJKŁMNÑOØPQRSŠTUÜVWXYZŽ&?")
	for i := range 40 {
		x, y := 10+float64(i%8)*37.5, 8+float64(i/8)*45
		tint := dark
		if i*7%11 == 3 {
			c.fill(rect(x, y, 37.5, 45), flat(0xd9903a))
			tint = 0x2a211b
		}
		c.stroke(rect(x, y, 37.5, 45), .4, wash(dark, .35))
		if i < len(letters) {
			face := []face{bold, medium, regular}[i/8%3]
			c.write(lettering{face: face, size: 30, align: .5}, x+18.7, y+33, string(letters[i]), flat(tint))
		}
	}
}

// seal sets words around a circle, as on a label.
func seal(c *canvas, nth int) {
	ground, dark := uint32(0xe2d3b6), uint32(0x6b2418)
	if nth%2 == 1 {
		ground, dark = 0x24423a, 0xeedcae
	}
	c.background(linear(0, 0, 320, 240, tone(ground, .06), tone(ground, -.06)))
	words := []string{"HARTMANN & TOCHTER · SEILEREI SEIT 1911 · ", "BREAD, SALT AND GOOD COMPANY · WIJK · ", "ATELIER MARÉE · PAPETERIE · QUIMPER · "}[nth/3%3]
	letters := []rune(words)
	for i, r := range letters {
		a := float64(i)*2*math.Pi/float64(len(letters)) - math.Pi/2
		q := point{160, 120}.polar(a, 84)
		c.in(shift(q.x, q.y).then(turn(a+math.Pi/2)), func() {
			c.write(lettering{face: bold, size: 15, align: .5}, 0, 0, string(r), flat(dark))
		})
	}
	for _, r := range []float64{108, 104, 76} {
		c.stroke(circle(160, 120, r), 1.3, flat(dark))
	}
	b := brands[(nth*5+1)%len(brands)]
	c.in(shift(160, 120), func() { b.draw(c, flat(dark), flat(tone(dark, .35))) })
}
