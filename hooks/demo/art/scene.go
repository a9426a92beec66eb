package art

import "math"

// scene is an illustration for a story: flat shapes, few colours.
func scene(c *canvas, nth int) {
	views := []func(*canvas){lighthouse, bakery, allotment, whale, nightTrain}
	views[nth%len(views)](c)
	c.paper(8)
}

func lighthouse(c *canvas) {
	c.background(linear(0, 0, 0, 170, 0xf2b88a, 0xf7dcb4, 0xf4ead2))
	c.fill(circle(86, 128, 40), flat(0xe0703c))
	c.fill(rect(-2, 140, 324, 104), linear(0, 140, 0, 240, 0x3f7f86, 0x1f4a58))
	for i := range 12 {
		y := 144 + float64(i)*5
		w := 56 - float64(i)*3.4 + c.between(-7, 7)
		c.fill(rounded(86-w/2+c.between(-5, 5), y, w, 2, 1), wash(0xf7c48a, .8))
	}
	c.fill(pen("M190 150C210 134 250 132 330 128V250H170C176 220 180 180 190 150Z"), flat(0x2a4a44))
	c.fill(pen("M180 190C220 170 280 176 330 168V250H150C160 228 168 204 180 190Z"), flat(0x4f7a58))
	c.fill(pen("M240 160L246 62H270L276 160Z"), linear(240, 0, 276, 0, 0xfdf6e6, 0xd9c8ae))
	for i := range 3 {
		y := 78 + float64(i)*30
		k := float64(i) * 1.8
		c.fill(polygon(point{244.8 - k, y}, point{271.2 + k, y}, point{272 + k, y + 13}, point{244 - k, y + 13}), linear(240, 0, 276, 0, 0xc9402c, 0x8f2a1c))
	}
	c.fill(rect(242, 56, 32, 6), flat(0x2a211b))
	c.fill(rect(248, 40, 20, 16), flat(0xf7d98a))
	c.fill(pen("M245 40L258 28L271 40Z"), flat(0x98371f))
	c.fill(polygon(point{248, 46}, point{-10, 6}, point{-10, 58}), fading(248, 0, 0, 0, 0xfff3c8, .55, 0))
	c.boat(64, 176, 1)
	c.gulls(150, 60)
}

func (c *canvas) boat(x, y, k float64) {
	c.in(shift(x, y).then(zoom(k, k)), func() {
		c.fill(pen("M-22 0H24L17 11H-14Z"), flat(0x2a211b))
		c.fill(pen("M1 -4V-44L22 -6Z"), flat(0xfbf3e0))
		c.fill(pen("M-2 -4V-38L-18 -6Z"), flat(0xd99a2b))
	})
}

func (c *canvas) gulls(x, y float64) {
	for i := range 5 {
		c.stroke(pen("M-7 -3Q-3 -6 0 0Q3 -6 7 -3").through(shift(x+float64(i*37%80), y+float64(i*23%46))), 1.3, flat(0x33302a))
	}
}

func bakery(c *canvas) {
	c.background(linear(0, 0, 0, 240, 0x24304a, 0x46506a))
	for range 50 {
		c.fill(circle(c.between(0, 320), c.between(0, 90), c.between(.4, 1)), wash(0xfff3d0, .8))
	}
	c.fill(pen("M40 240V70H280V240Z"), flat(0x98533a))
	c.fill(pen("M28 74L60 30H260L292 74Z"), flat(0x4a2f2c))
	c.fill(rect(66, 112, 120, 80), linear(0, 112, 0, 192, 0xffe2a0, 0xf2b45a))
	c.fill(circle(126, 150, 120), glow(126, 150, 120, 0xffd890, .35))
	for i := range 2 {
		y := 142 + float64(i)*30
		c.fill(rect(66, y, 120, 3), flat(0x8a5a30))
		for j := range 5 {
			x := 80 + float64(j)*23
			c.fill(pen("M-9 0C-10 -9 10 -9 9 0Z").through(shift(x, y)), flat([]uint32{0xb8702e, 0xd9984a, 0x8f5424}[(i+j)%3]))
			c.stroke(pen("M-4 -3l3 -3M1 -3l3 -3").through(shift(x, y)), .9, flat(0xf7dca4))
		}
	}
	for i := range 8 {
		x := 58 + float64(i)*17
		c.fill(new(path).move(x, 94).line(x+17, 94).line(x+17, 112).quad(x+8.5, 120, x, 112).close(), flat([]uint32{0xfbf3e0, 0xc9402c}[i%2]))
	}
	c.fill(rounded(206, 110, 46, 130, 3), flat(0x1f4d3d))
	c.fill(rounded(212, 118, 34, 44, 2), flat(0xffdf9a))
	c.fill(circle(244, 182, 2.4), flat(0xe5b455))
	c.write(lettering{face: bold, size: 17, track: 2, align: .5}, 160, 64, "PEKÁRNA", flat(0xf7dca4))
	c.fill(rect(-2, 226, 324, 16), flat(0x1c2438))
	c.in(shift(284, 206).then(zoom(.85, .85)), func() { c.bicycle() })
}

func (c *canvas) bicycle() {
	k := flat(0xe8d8b4)
	for _, x := range []float64{-24, 20} {
		c.stroke(circle(x, 8, 15), 1.8, k)
	}
	c.stroke(pen("M-24 8L-10 -16H12L20 8M-10 -16L0 8L12 -16M0 8H-24M12 -16L10 -24H17M-12 -20H-5"), 2, k)
}

func allotment(c *canvas) {
	c.background(linear(0, 0, 0, 130, 0xbfdbe0, 0xf2ead2))
	c.fill(c.ridge(112, 14, 80, 3), flat(0x9ab88a))
	c.fill(c.ridge(128, 9, 60, 3), flat(0x7fa36a))
	c.fill(rect(-2, 134, 324, 110), flat(0x8a6244))
	for i := range 6 {
		x := 160 + (float64(i)-2.5)*76
		c.fill(polygon(point{160 + (float64(i)-2.5)*28, 134}, point{160 + (float64(i)-1.85)*28, 134}, point{x + 52, 244}, point{x, 244}), flat(0x6a4830))
		for j := range 8 {
			t := float64(j) / 7
			px, py := 160+(float64(i)-2.15)*(28+48*t), 138+t*t*94
			k := .35 + t*1.15
			c.in(shift(px, py).then(zoom(k, k)), func() {
				tint := []uint32{0x4f8a4c, 0x7fa84a, 0x9a4a5a, 0x3f7a5a, 0xb0b84a, 0x5f8f60}[i]
				for n := range 5 {
					c.in(turn(-math.Pi/2+(float64(n)-2)*.5), func() {
						c.fill(pen("M0 0C4 -5 12 -5 16 0C12 5 4 5 0 0Z"), flat(tone(tint, .12*float64(n%3)-.1)))
					})
				}
			})
		}
	}
	c.fill(pen("M216 136V92L242 74L268 92V136Z"), flat(0xc9502c))
	c.fill(pen("M208 96L242 68L276 96L271 100L242 77L213 100Z"), flat(0x4a2f2c))
	c.fill(rect(234, 106, 17, 30), flat(0x2a4a44))
	c.in(shift(70, 136), func() {
		c.stroke(pen("M0 0V-40M-26 -28H26"), 3.4, flat(0x7a5a34))
		c.fill(pen("M-22 -36H22L27 -6H-27Z"), flat(0x2f5f7a))
		c.fill(circle(0, -48, 9), flat(0xe8c890))
		c.fill(pen("M-17 -51H17L8 -55C7 -63 -7 -63 -8 -55Z"), flat(0xd99a2b))
	})
	c.gulls(120, 26)
}

func whale(c *canvas) {
	c.background(linear(0, 0, 0, 240, 0xf4e4c4, 0xf0d2a8))
	c.fill(rect(-2, 76, 324, 168), linear(0, 76, 0, 240, 0x5fa0a0, 0x1c4456, 0x122c3c))
	c.fill(flow(point{-10, 78}, point{60, 72}, point{130, 80}, point{200, 72}, point{260, 79}, point{330, 73}).line(330, 92).line(-10, 92).close(), wash(0x9fd0c4, .55))
	c.fill(pen("M52 160C64 118 140 104 196 124C226 134 246 140 262 128C256 116 262 104 274 100C276 112 282 118 296 116C292 132 280 142 268 146C250 176 196 196 136 190C96 186 60 184 52 160Z"), linear(0, 112, 0, 192, 0x5a7f98, 0x2a4860))
	c.fill(pen("M54 164C84 172 150 172 196 160C160 186 96 188 70 180C60 176 55 170 54 164Z"), flat(0xe8dcc4))
	for i := range 6 {
		c.stroke(new(path).move(62+float64(i)*3, 168+float64(i)*2.6).quad(110, 177+float64(i)*2, 166-float64(i)*7, 169+float64(i)*2.4), .8, wash(0x5a7f98, .7))
	}
	c.fill(circle(88, 150, 3), flat(0x14202a))
	c.fill(pen("M136 170C132 188 140 204 156 210C160 196 156 180 150 170Z"), flat(0x3a5a74))
	c.boat(226, 68, .9)
	for i := range 30 {
		x, y := c.between(10, 310), c.between(100, 232)
		c.stroke(circle(x, y, .8+float64(i%4)*.6), .5, wash(0xd8f0ea, .5))
	}
	for i := range 9 {
		x, y := 30+float64(i*31%250), 206+float64(i*13%26)
		c.fill(pen("M-7 0C-3 -4 4 -3 7 0L11 -3V3L7 0C4 3 -3 4 -7 0Z").through(shift(x, y)), flat(0xe08a5a))
	}
	c.fill(circle(268, 36, 16), flat(0xd9603a))
}

func nightTrain(c *canvas) {
	c.background(linear(0, 0, 0, 200, 0x2a2440, 0x5a4668, 0xc9806a))
	c.fill(circle(252, 52, 17), flat(0xf7e7c0))
	c.fill(circle(245, 48, 17), wash(0x3a3050, .75))
	c.fill(c.ridge(150, 26, 70, 4), flat(0x4a3a58))
	c.fill(c.ridge(172, 15, 50, 4), flat(0x33294a))
	for i := range 9 {
		x := 12 + float64(i)*38
		c.fill(new(path).move(x, 214).line(x, 196).quad(x+19, 176, x+38, 196).line(x+38, 214).close(), flat(0x1c1830))
	}
	c.fill(rect(-2, 166, 324, 14), flat(0x1c1830))
	for i := range 9 {
		c.fill(sector(31+float64(i)*38, 214, 13, math.Pi, 2*math.Pi), flat(0x5a4668))
	}
	for i := range 4 {
		x := 22 + float64(i)*68
		c.fill(rounded(x, 138, 64, 27, 4), linear(0, 138, 0, 165, 0xb8482a, 0x7a2a1c))
		for j := range 4 {
			c.fill(rounded(x+6+float64(j)*14, 143, 10, 10, 1.5), flat([]uint32{0xffe0a0, 0xffd080, 0x5a3a3a}[(i*3+j*2)%3]))
		}
		c.fill(circle(x+12, 166, 3.6).add(circle(x+52, 166, 3.6)), flat(0x120e20))
	}
	c.fill(pen("M294 165V146C294 140 300 138 306 140L320 150V165Z"), flat(0x98371f))
	c.fill(polygon(point{316, 152}, point{420, 136}, point{420, 186}), fading(316, 0, 330, 0, 0xffe6a8, .8, .2))
	c.fill(rect(-2, 212, 324, 30), linear(0, 212, 0, 240, 0x2a3048, 0x141828))
	for range 22 {
		c.fill(rounded(c.between(0, 300), 216+c.between(0, 20), c.between(8, 26), 1.2, .6), wash(0xd9906a, .35))
	}
}
