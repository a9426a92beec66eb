package art

import "math"

// photo paints what a camera might have seen: light, distance and grain.
func photo(c *canvas, nth int) {
	views := []func(*canvas){misty, shore, bowls, windowLight, dunes, stairs}
	views[nth%len(views)](c)
	vignette := paint{inks: []ink{{0x140e0a, 0}, {0x140e0a, 0}, {0x140e0a, .08}, {0x140e0a, .34}}, from: point{160, 120}, to: point{372, 120}, round: true}
	c.background(vignette)
	c.paper(9)
}

func misty(c *canvas) {
	c.background(linear(0, 0, 0, 190, 0x8fa6b0, 0xd9cdb8, 0xf0d4ae))
	c.fill(circle(214, 84, 120), glow(214, 84, 120, 0xfff1d0, .8))
	c.fill(circle(214, 84, 13), flat(0xfff6e2))
	for i := range 6 {
		t := float64(i) / 5
		tint := ink{0xb9b8ae, 1}.mix(ink{0x1f2f2c, 1}, t)
		base := 104 + float64(i)*22
		c.fill(c.ridge(base, 34-float64(i)*2.4, 74-float64(i)*6, 5), flat(tint.rgb))
		c.fill(rect(-2, base-6, 324, 60), fading(0, base-4, 0, base+50, 0xf0dcc0, 0, .34*(1-t)))
	}
	for i := range 26 {
		x, h := float64(i)*13+c.between(-5, 5), c.between(16, 40)
		c.fir(x, 240, h, 0x14201e)
	}
}

func (c *canvas) fir(x, y, h float64, tint uint32) {
	p := new(path).move(x, y-h)
	for i := range 5 {
		t := float64(i+1) / 5
		p.line(x+h*.2*t, y-h+h*t*.9).line(x+h*.1*t, y-h+h*t*.86)
	}
	p.line(x+1, y).line(x-1, y)
	for i := 4; i >= 0; i-- {
		t := float64(i+1) / 5
		p.line(x-h*.1*t, y-h+h*t*.86).line(x-h*.2*t, y-h+h*t*.9)
	}
	c.fill(p.close(), flat(tint))
}

func shore(c *canvas) {
	c.background(linear(0, 0, 0, 120, 0x40607a, 0xa9b8b8, 0xf2cfa0, 0xf0a878))
	c.fill(circle(108, 112, 90), glow(108, 112, 90, 0xfff0c8, .9))
	c.fill(circle(108, 108, 11), flat(0xfff4dc))
	for range 9 {
		y, x := c.between(18, 84), c.between(0, 320)
		c.fill(ellipse(x, y, c.between(30, 74), c.between(1.5, 4)), wash(0xfbe3c4, .28))
	}
	c.fill(rect(-2, 117, 324, 125), linear(0, 117, 0, 200, 0xc98a68, 0x5f7078, 0x2c4450))
	for range 260 {
		y := 118 + math.Pow(c.Float64(), 1.6)*84
		far := (y - 117) / 84
		x := 108 + (c.Float64()+c.Float64()-1)*(16+far*120)
		c.fill(ellipse(x, y, 3+far*13, .4+far*.9), wash(0xffe6b4, .5*(1-far*.6)))
	}
	sand := flow(point{-10, 214}, point{70, 198}, point{170, 216}, point{250, 204}, point{330, 212}).line(330, 250).line(-10, 250).close()
	c.fill(sand.through(shift(0, -3)), wash(0xfbf0e0, .75))
	c.fill(sand, linear(0, 200, 0, 240, 0x8a6a50, 0x4a382c))
	for i, x := range []float64{226, 240} {
		h := 30 - float64(i)*5
		c.fill(ellipse(x, 212-h, 2.6, 3.2), flat(0x1c1a1e))
		c.fill(new(path).move(x-3.4, 216-h).line(x+3.4, 216-h).line(x+4.4, 203).line(x+1.4, 214).line(x-1, 203).line(x-2, 214).line(x-4.4, 203).close(), flat(0x1c1a1e))
	}
}

func bowls(c *canvas) {
	c.background(linear(0, 0, 320, 240, 0xcfc4b4, 0xa59684))
	c.fill(rect(-2, 150, 324, 92), linear(0, 150, 0, 240, 0xb8a088, 0x8a7460))
	c.fill(pen("M-10 30L150 -10H240L-10 130Z"), wash(0xfff3dc, .20))
	for i, b := range []struct{ x, y, r, t float64 }{{92, 176, 54, 0}, {212, 158, 40, 1}, {172, 204, 27, 2}} {
		tint := []uint32{0x54707a, 0xe8dcc6, 0xb8603c}[i]
		c.fill(ellipse(b.x+b.r*.5, b.y+2, b.r*1.5, b.r*.22), glow(b.x+b.r*.5, b.y+2, b.r*1.5, 0x2a1c12, .5))
		body := new(path).move(b.x-b.r, b.y-b.r*.86).cubic(b.x-b.r*.96, b.y-b.r*.1, b.x-b.r*.4, b.y, b.x, b.y)
		body.cubic(b.x+b.r*.4, b.y, b.x+b.r*.96, b.y-b.r*.1, b.x+b.r, b.y-b.r*.86).close()
		c.fill(body, linear(b.x-b.r, 0, b.x+b.r, 0, tone(tint, .28), tint, tone(tint, -.5)))
		c.fill(ellipse(b.x, b.y-b.r*.86, b.r, b.r*.24), linear(b.x-b.r, 0, b.x+b.r, 0, tone(tint, -.4), tone(tint, .1)))
		c.stroke(ellipse(b.x, b.y-b.r*.86, b.r, b.r*.24), 1.1, wash(tone(tint, .6), .7))
		for j := range 3 {
			y := b.y - b.r*(.3+.16*float64(j))
			c.stroke(new(path).move(b.x-b.r*.72, y-b.r*.06).quad(b.x, y+b.r*.14, b.x+b.r*.72, y-b.r*.06), .6, wash(0x1a120c, .16))
		}
	}
	for i := range 3 {
		tip := point{196 + float64(i)*16, 34 + float64(i%2)*18}
		c.taper(new(path).move(212, 128).quad(208, 80, tip.x, tip.y), 1.3, .7, flat(0x5a4632))
		for j := range 9 {
			q := point{212, 128}.to(tip, .4+.066*float64(j))
			c.fill(circle(q.x+c.between(-4, 4), q.y+c.between(-3, 3), c.between(1.8, 3.4)), flat(tone(0xd9a58a, c.between(-.15, .4))))
		}
	}
}

func windowLight(c *canvas) {
	c.background(linear(0, 0, 320, 200, 0xc9a98a, 0x8f6a52))
	c.in(shift(46, -30).then(turn(.22)), func() {
		for i := range 2 {
			for j := range 3 {
				c.fill(rect(20+float64(i)*62, 30+float64(j)*62, 55, 55), fading(20, 30, 160, 240, 0xfff0d0, .85, .35))
			}
		}
	})
	for i := range 11 {
		a := -2.5 + float64(i)*.19
		from := point{268, 190}
		tip := from.polar(a, 92+float64((i*31)%42))
		c.taper(new(path).move(from.x, from.y).quad(from.x+(tip.x-from.x)*.3, tip.y+18, tip.x, tip.y), 1.6, .6, flat(0x2c3426))
		for j := range 7 {
			q := from.to(tip, .35+.1*float64(j))
			c.in(shift(q.x, q.y+6*math.Sin(float64(j))).then(turn(a+.8*float64(1-2*(j%2)))), func() {
				c.fill(pen("M0 0C5 -5 13 -5 19 0C13 5 5 5 0 0Z"), flat(tone(0x3f5238, c.between(-.3, .22))))
			})
		}
	}
	c.fill(pen("M246 186H290L284 236H252Z"), linear(246, 0, 290, 0, 0xdcc8ae, 0x8a6a50))
	c.fill(ellipse(268, 186, 22, 4.6), flat(0x4a382a))
	c.fill(rect(-2, 228, 324, 14), linear(0, 228, 0, 240, 0x5a4232, 0x3a2a20))
}

func dunes(c *canvas) {
	c.background(linear(0, 0, 0, 140, 0x9fb8c4, 0xdfe0d6, 0xf4e2c6))
	for i := range 5 {
		t := float64(i) / 4
		lit := ink{0xefdcb6, 1}.mix(ink{0xb98a5a, 1}, t)
		y := 112 + float64(i)*25
		x := 60 + float64((i*97)%200)
		crest := flow(point{-10, y + 10}, point{x - 60, y + 2}, point{x, y - 20}, point{x + 70, y + 6}, point{330, y - 4})
		hill := new(path).add(crest)
		hill.lines[0].points = append(hill.lines[0].points, point{330, 250}, point{-10, 250})
		c.fill(hill, linear(0, y-20, 0, y+60, tone(lit.rgb, .12), lit.rgb))
		shadow := new(path).move(x, y-20).cubic(x+26, y-16, x+40, y+8, x+70, y+6).cubic(x+50, y+26, x+10, y+50, x-30, y+74).cubic(x+4, y+30, x+6, y+2, x, y-20).close()
		c.fill(shadow, wash(tone(lit.rgb, -.55), .30))
		for range 9 {
			root := point{x - 50 + c.between(-40, 30), y + 6 + c.between(-3, 5)}
			for range 7 {
				lean := c.between(-.6, 1)
				c.taper(new(path).move(root.x, root.y).quad(root.x+lean*3, root.y-9, root.x+lean*12, root.y-12-t*8), .9, .2, flat(tone(0x6a7a4a, c.between(-.3, .3))))
			}
		}
	}
}

func stairs(c *canvas) {
	c.background(linear(0, 0, 320, 0, 0xe3d8c8, 0xc2b2a0))
	for i := range 34 {
		a, z := float64(i)*.2-1.2, float64(i+1)*.2-1.2
		r := 205 - float64(i)*5.6
		mid := point{160 - float64(i)*.5, 124}
		light := .5 + .5*math.Cos(a-.7)
		tint := ink{0x3a2c28, 1}.mix(ink{0xf0e2cc, 1}, light)
		p := new(path).move(mid.polar(a, r).x, mid.polar(a, r).y)
		for _, q := range []point{mid.polar((a+z)/2, r-1.4), mid.polar(z, r-2.8), mid.polar(z, max(r-58, 4)), mid.polar(a, max(r-55, 6))} {
			p.line(q.x, q.y)
		}
		c.fill(p.close(), flat(tint.rgb))
		c.stroke(open(mid.polar(z, r-2.8), mid.polar(z, max(r-58, 4))), 1.5, wash(0x1a120c, .35))
		c.stroke(open(mid.polar(a, max(r-55, 6)), mid.polar(z, max(r-58, 4))), 2.2, flat(0x98371f))
	}
}
