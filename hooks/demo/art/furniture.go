package art

import "math"

// furniture shows pieces in a room, a house front, or the drawing they are built from.
func furniture(c *canvas, nth int) {
	views := []func(*canvas, int){reading, front, working, shelf}
	views[nth%len(views)](c, nth)
	c.paper(4)
}

func (c *canvas) wall(tint, floor uint32) {
	c.background(linear(0, 0, 320, 190, tone(tint, .12), tone(tint, -.06)))
	c.fill(rect(-2, 190, 324, 52), linear(0, 190, 0, 240, tone(floor, .1), tone(floor, -.14)))
	c.fill(pen("M-10 20L120 -10H230L30 192H-10Z"), wash(0xfff6e0, .22))
	c.fill(rect(-2, 188, 324, 2.4), wash(0x1a120c, .12))
}

func (c *canvas) wood(p *path, tint uint32) {
	lo, hi := p.bounds()
	c.fill(p, linear(lo.x, lo.y, hi.x, hi.y, tone(tint, .14), tone(tint, -.12)))
}

func reading(c *canvas, nth int) {
	c.wall([]uint32{0xd9cbb8, 0xc4d0c6, 0xdcc0b0}[nth/4%3], 0xb08a64)
	oak, seat := uint32(0xa87444), []uint32{0x1f4d3d, 0x98371f, 0x3a5a78}[nth/4%3]
	c.fill(ellipse(150, 219, 96, 9), wash(0x1a120c, .22))
	for _, d := range []string{"M98 150L84 218H90L108 152Z", "M196 150L208 218H202L188 152Z", "M120 96L106 160L112 162L128 98Z"} {
		c.wood(pen(d), tone(oak, -.2))
	}
	c.wood(pen("M90 128L74 220H81L100 130Z"), oak)
	c.wood(pen("M206 126L222 218H215L196 128Z"), oak)
	c.fill(pen("M104 62C104 54 190 54 192 62L198 138H98Z"), linear(100, 60, 200, 140, tone(seat, .16), tone(seat, -.12)))
	c.fill(pen("M86 140C90 130 208 130 212 140C214 150 208 158 200 158H98C90 158 84 150 86 140Z"), linear(0, 132, 0, 160, tone(seat, .22), tone(seat, -.15)))
	c.stroke(pen("M148 60V132M112 100H186"), .6, wash(0x1a120c, .18))
	c.wood(pen("M76 126C76 120 80 118 88 118H104V125H88C84 125 82 127 82 130Z"), oak)
	c.wood(pen("M220 126C220 120 216 118 208 118H192V125H208C212 125 214 127 214 130Z"), oak)
	c.stroke(pen("M256 218V78"), 2.6, flat(0x2f2a26))
	c.fill(ellipse(256, 219, 20, 4), flat(0x2f2a26))
	c.fill(circle(256, 84, 74), glow(256, 84, 74, 0xffe6a8, .6))
	c.fill(pen("M240 50H272L286 86H226Z"), linear(226, 50, 286, 86, 0xfbefd0, 0xe5c890))
	c.fill(rounded(26, 36, 46, 58, 1), flat(0xfbf6ea))
	c.in(shift(49, 65).then(zoom(.4, .4)), func() { sunSign(c, flat(0x98371f), flat(0xd99a2b)) })
	c.stroke(rect(26, 36, 46, 58), 1.4, flat(0x3b2a22))
}

func front(c *canvas, nth int) {
	c.background(linear(0, 0, 0, 200, 0xc4d6d8, 0xf0e6d2))
	brick := []uint32{0xb8684a, 0xd9b98a, 0x8f9a86}[nth/4%3]
	for i, w := range []float64{74, 92, 74} {
		x, h := 34+float64(i)*88-float64(i%2)*4, 128+float64((i*17)%30)
		tint := tone(brick, .16*float64(i)-.1)
		c.fill(rect(x, 210-h, w+6, h), flat(tint))
		gable := new(path).move(x, 210-h)
		for j := range 4 {
			s := float64(j) * 9
			gable.line(x+s, 210-h-s*.9-9).line(x+s+9, 210-h-s*.9-9)
		}
		for j := 3; j >= 0; j-- {
			s := float64(j) * 9
			gable.line(x+w+6-s-9, 210-h-s*.9-9).line(x+w+6-s, 210-h-s*.9-9)
		}
		c.fill(gable.line(x+w+6, 210-h).close(), flat(tone(tint, -.08)))
		c.windows(x, 210-h, w+6, h, tint)
	}
	c.fill(rect(-2, 210, 324, 32), flat(0xa8a294))
	c.fill(rect(-2, 210, 324, 3), flat(0xd9d2c0))
	for _, x := range []float64{18, 302} {
		c.stroke(open(point{x, 212}, point{x, 168}), 3, flat(0x5a4632))
		for range 9 {
			c.fill(circle(x+c.between(-13, 13), 152+c.between(-17, 16), c.between(7, 12)), flat(tone(0x5f8a5c, c.between(-.2, .16))))
		}
	}
}

func (c *canvas) windows(x, y, w, h float64, tint uint32) {
	for r := range 3 {
		for k := range 3 {
			wx, wy := x+w*(.14+.27*float64(k)), y+12+float64(r)*h*.28
			if r == 2 && k == 1 {
				c.fill(rounded(wx-2, wy, w*.22, y+h-wy, 2), flat(0x1f4d3d))
				c.fill(rect(wx+1, wy+5, w*.22-6, 9), flat(0xbfd6d2))
				continue
			}
			c.fill(rect(wx-1.6, wy-1.6, w*.18+3.2, h*.19+3.2), flat(tone(tint, .55)))
			glass := uint32(0x46606c)
			if (r+k+int(x))%3 == 0 {
				glass = 0xf2cf8a
			}
			c.fill(rect(wx, wy, w*.18, h*.19), linear(wx, wy, wx+w*.18, wy+h*.19, tone(glass, .22), glass))
			c.stroke(open(point{wx + w*.09, wy}, point{wx + w*.09, wy + h*.19}), 1, flat(tone(tint, .55)))
			c.stroke(open(point{wx, wy + h*.08}, point{wx + w*.18, wy + h*.08}), 1, flat(tone(tint, .55)))
		}
	}
}

// working is the maker's drawing of a chair, white on blue.
func working(c *canvas, nth int) {
	blue := []uint32{0x24485a, 0x2b4a44, 0x3a3550}[nth/4%3]
	c.background(radial(150, 110, 260, tone(blue, .08), tone(blue, -.14)))
	for i := range 33 {
		c.stroke(open(point{float64(i) * 10, 0}, point{float64(i) * 10, 240}), .25, wash(0xffffff, .12))
		c.stroke(open(point{0, float64(i) * 10}, point{320, float64(i) * 10}), .25, wash(0xffffff, .12))
	}
	white := flat(0xf4efe2)
	c.in(shift(20, 26), func() {
		for _, d := range []string{"M20 0H92V12H20Z", "M24 12L26 88M88 12L86 88", "M36 12V84M48 12V84M60 12V84M76 12V84", "M14 88H98V98H14Z", "M22 98L14 172H20L30 98M90 98L98 172H92L82 98", "M24 130H88"} {
			c.stroke(pen(d), 1.1, white)
		}
		c.measure(14, 184, 98, "460")
	})
	c.in(shift(124, 26), func() {
		for _, d := range []string{"M14 0C8 30 18 60 22 88", "M24 0C18 30 28 60 32 88", "M14 0H24", "M18 88H104V98H18Z", "M26 98L14 172H20L34 98M98 98L104 172H98L88 98", "M24 128H100"} {
			c.stroke(pen(d), 1.1, white)
		}
		c.measure(14, 184, 104, "520")
	})
	c.stroke(rect(10, 10, 300, 220), .8, white)
	c.fill(rect(234, 202, 76, 28), flat(blue))
	c.stroke(rect(234, 202, 76, 28), .8, white)
	c.write(lettering{face: medium, size: 7.4}, 239, 213, "Chair no. 4, ash", white)
	c.write(lettering{face: regular, size: 5.6}, 239, 223, "1:10, mortise and tenon", white)
}

func (c *canvas) measure(x0, y, x1 float64, text string) {
	line := wash(0xe5b455, .95)
	c.stroke(open(point{x0, y}, point{x1, y}), .6, line)
	for _, x := range []float64{x0, x1} {
		c.stroke(open(point{x, y - 3}, point{x, y + 3}), .6, line)
		c.stroke(open(point{x - 2, y + 2}, point{x + 2, y - 2}), .6, line)
	}
	c.write(lettering{face: regular, size: 6, align: .5}, (x0+x1)/2, y-3, text, line)
}

func shelf(c *canvas, nth int) {
	c.wall([]uint32{0xcfd8cc, 0xe0ccb8, 0xc8ccd6}[nth/4%3], 0xc09a70)
	oak := uint32(0xb8844e)
	c.fill(ellipse(160, 221, 120, 7), wash(0x1a120c, .2))
	c.fill(rect(62, 36, 196, 180), wash(0x1a120c, .10))
	for i := range 4 {
		y := 36 + float64(i)*44
		c.onShelf(i, y)
		c.wood(rect(56, y, 208, 5), oak)
		c.fill(rect(56, y+5, 208, 5), fading(0, y+5, 0, y+10, 0x1a120c, .22, 0))
	}
	c.wood(rect(56, 212, 208, 5), oak)
	for _, x := range []float64{56, 158, 259} {
		c.wood(rect(x, 36, 5, 184), tone(oak, -.08))
	}
}

func (c *canvas) onShelf(i int, y float64) {
	x := 66.0
	books := []uint32{0x98371f, 0x1f4d3d, 0xd99a2b, 0xf0e4cc, 0x2f5f7a, 0x5b4a78, 0x7c8f5a, 0x33384a}
	for n := 0; x < 252; n++ {
		if x > 150 && x < 166 {
			x = 168
		}
		switch {
		case n%9 == 6 && x < 232:
			c.fill(ellipse(x+9, y+33, 9, 11), linear(x, 0, x+18, 0, 0xe8dcc6, 0x9a8a70))
			c.fill(rect(x+5, y+20, 8, 5), flat(0xcfc0a4))
			for a := range 5 {
				tip := point{x + 9, y + 22}.polar(-math.Pi/2+(float64(a)-2)*.4, 13)
				c.taper(open(point{x + 9, y + 22}, tip), 1.4, .5, flat(0x5f8a5c))
			}
			x += 24
		case n%7 == 4:
			x += c.between(5, 14)
		default:
			w, h := c.between(5, 10), c.between(24, 34)
			tint := books[(n*3+i*5)%len(books)]
			c.fill(rect(x, y+44-h, w, h), linear(x, 0, x+w, 0, tone(tint, .12), tone(tint, -.12)))
			c.fill(rect(x, y+44-h+5, w, 1.4), wash(0xfbf0d8, .7))
			x += w + .5
		}
	}
}
