package art

import "math"

// cloth is a palette: ground, and three threads.
type dye struct{ ground, a, b, d uint32 }

var dyes = []dye{
	{0xf1e6d2, 0x1f4d3d, 0xc9502c, 0xd9a24a},
	{0x24384a, 0xe8d8b4, 0xd9705a, 0x7fa89a},
	{0xd9a24a, 0x5b2f3a, 0xfbf0d8, 0x98371f},
	{0xe6ddd2, 0x8a4a5a, 0x5f7f6a, 0xd9b08a},
	{0x2f3a30, 0xd9cba0, 0x9ab08a, 0xc98a4a},
}

func textile(c *canvas, nth int) {
	d := dyes[nth%len(dyes)]
	c.background(flat(d.ground))
	[]func(*canvas, dye){sprigs, plaid, scallops, weave, tiles}[nth%5](c, d)
	c.threads()
}

// threads lays the fine lines of warp and weft over the print.
func (c *canvas) threads() {
	b := c.img.Bounds()
	for y := range b.Dy() {
		row := c.img.Pix[y*c.img.Stride:][:b.Dx()*4]
		for x := range b.Dx() {
			n := 7*((x/2+y/2)%2) - 4 + int(grain(x/2, y/7)*9+grain(x/7, y/2+99)*9)
			for i := range 3 {
				row[x*4+i] = uint8(min(max(int(row[x*4+i])+n, 0), 255))
			}
		}
	}
}

// halfDrop repeats a motif with every second column half a step lower.
func (c *canvas) halfDrop(w, h float64, motif func(i, j int)) {
	for i := -1; float64(i)*w < c.w+w; i++ {
		for j := -1; float64(j)*h < c.h+h; j++ {
			c.in(shift(float64(i)*w, float64(j)*h+float64(i&1)*h/2), func() { motif(i, j) })
		}
	}
}

func sprigs(c *canvas, d dye) {
	c.halfDrop(54, 72, func(i, j int) {
		c.taper(pen("M0 32C8 12 -8 -4 2 -26"), 1.8, 1, flat(d.a))
		for k := range 4 {
			y := 22 - float64(k)*12
			for _, s := range []float64{-1, 1} {
				c.in(shift(1, y).then(zoom(s, 1)).then(turn(-.6)), func() {
					c.fill(pen("M0 0C5 -6 12 -6 17 0C12 5 5 5 0 0Z"), flat([]uint32{d.a, d.d}[k%2]))
					c.stroke(pen("M2 0H14"), .6, flat(d.ground))
				})
			}
		}
		for k := range 6 {
			q := point{2, -30}.polar(float64(k)*math.Pi/3, 5.6)
			c.fill(circle(q.x, q.y, 3.6), flat(d.b))
		}
		c.fill(circle(2, -30, 2.8), flat(d.d))
		c.fill(circle(27, 0, 1.5).add(circle(24, 5, 1)).add(circle(30, 5, 1)), flat(d.b))
	})
}

func plaid(c *canvas, d dye) {
	bands := []struct {
		at, w float64
		tint  uint32
	}{{0, 26, d.b}, {30, 3, d.a}, {38, 3, d.a}, {46, 14, d.d}, {66, 4, d.a}}
	for x := -20.0; x < 330; x += 80 {
		for _, b := range bands {
			c.fill(rect(x+b.at, -2, b.w, 244), wash(b.tint, .55))
		}
	}
	for y := -30.0; y < 250; y += 80 {
		for _, b := range bands {
			c.fill(rect(-2, y+b.at, 324, b.w), wash(b.tint, .5))
		}
	}
	for i := range 150 {
		c.stroke(open(point{float64(i)*4 - 260, 244}, point{float64(i)*4 - 16, 0}), .45, wash(0x1a120c, .10))
	}
}

func scallops(c *canvas, d dye) {
	const r = 27.0
	for j := 0; j < 13; j++ {
		for i := -1; i < 8; i++ {
			x, y := float64(i)*2*r+float64(j%2)*r, float64(j)*r*.74-8
			tints := []uint32{d.a, d.b, d.ground, d.d}
			k := (i + j*3) & 3
			c.fill(circle(x, y, r), flat(tints[k]))
			for n := range 3 {
				c.stroke(circle(x, y, r-4-float64(n)*6.4), 1.6, flat(tints[(k+1+n)&3]))
			}
			c.fill(circle(x, y, 4), flat(tints[(k+3)&3]))
		}
	}
}

func weave(c *canvas, d dye) {
	for j := range 25 {
		for i := range 33 {
			x, y := float64(i)*10, float64(j)*10
			over := (i+j)%2 == 0
			tint := []uint32{d.a, d.b, d.d}[(i/3+j/4)%3]
			if !over {
				tint = []uint32{d.ground, tone(d.ground, -.12)}[(i/4)%2]
			}
			if over {
				c.fill(rounded(x-.6, y+.8, 11.2, 8.4, 3), linear(0, y, 0, y+10, tone(tint, .16), tone(tint, -.16)))
			} else {
				c.fill(rounded(x+.8, y-.6, 8.4, 11.2, 3), linear(x, 0, x+10, 0, tone(tint, .14), tone(tint, -.14)))
			}
		}
	}
}

func tiles(c *canvas, d dye) {
	for j := range 6 {
		for i := range 7 {
			c.in(shift(float64(i)*48+8, float64(j)*48+4), func() {
				c.fill(rect(-24, -24, 48, 48), flat([]uint32{d.ground, tone(d.ground, .1)}[(i+j)%2]))
				for k := range 4 {
					c.in(turn(float64(k)*math.Pi/2), func() {
						c.fill(pen("M0 0C4 -9 4 -16 0 -22C-4 -16 -4 -9 0 0Z"), flat(d.a))
						c.fill(sector(24, -24, 11, math.Pi/2, math.Pi), flat(d.d))
						c.fill(pen("M4 -4C10 -6 15 -10 16 -16C10 -15 6 -10 4 -4Z"), flat(d.b))
					})
				}
				c.fill(circle(0, 0, 3.4), flat(d.d))
			})
		}
	}
}
