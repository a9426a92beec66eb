package art

import "math"

// chart draws figures for readers: a line with its story, bars, or dots.
func chart(c *canvas, nth int) {
	c.background(flat([]uint32{0xfbf6ea, 0x1f2d33, 0xf4ecdf}[nth%3]))
	[]func(*canvas){tideLine, dotField, rows}[nth%3](c)
	c.paper(3)
}

func tideLine(c *canvas) {
	dark, soft := uint32(0x24302c), wash(0x24302c, .16)
	c.write(lettering{face: bold, size: 12}, 22, 32, "The harbour froze later every decade", flat(dark))
	c.write(lettering{face: regular, size: 7}, 22, 44, "First day of ice, days after 1 November, 1890 to 2020", wash(dark, .7))
	f := field{c.Uint32()}
	line, band := []point{}, []point{}
	for i := range 131 {
		x := 34 + float64(i)*2.05
		y := 186 - float64(i)*.55 - (f.rough(float64(i)*.35, 2, 3)-.5)*64
		line = append(line, point{x, y})
		band = append(band, point{x, 186 - float64(i)*.55})
	}
	for i := range 5 {
		y := 68 + float64(i)*34
		c.stroke(open(point{34, y}, point{302, y}), .5, soft)
		c.write(lettering{face: regular, size: 6, align: 1}, 29, y+2, itoa(80-i*15), wash(dark, .7))
	}
	area := append([]point{{34, 204}}, line...)
	c.fill(polygon(append(area, point{line[130].x, 204})...), fading(0, 90, 0, 204, 0x2f7f8f, .36, .02))
	c.stroke(open(line...), 1.5, flat(0x2f7f8f))
	c.stroke(flow(band[0], band[65], band[130]), 2.6, flat(0xc9502c))
	c.fill(circle(band[130].x, band[130].y, 4), flat(0xc9502c))
	c.stroke(new(path).move(206, 172).quad(216, 160, line[88].x, line[88].y+5), .7, flat(dark))
	c.write(lettering{face: italic, size: 6.6, align: .5}, 200, 181, "1978, the last skating fair", flat(dark))
	for i, year := range []string{"1890", "1920", "1950", "1980", "2010"} {
		c.write(lettering{face: regular, size: 6, align: .5}, 40+float64(i)*61.5, 217, year, wash(dark, .7))
	}
}

func dotField(c *canvas) {
	light := uint32(0xf0e6d2)
	c.write(lettering{face: bold, size: 12}, 22, 32, "Where 400 commuters came from", flat(light))
	c.write(lettering{face: regular, size: 7}, 22, 44, "One dot is one person; a ring is ten minutes by bicycle", wash(light, .7))
	centre := point{176, 144}
	for i := range 5 {
		c.stroke(circle(centre.x, centre.y, 20+float64(i)*22), .5, wash(light, .22))
	}
	tints := []uint32{0xe5b455, 0x8fcaac, 0xf0a08b, 0x9fb8d8}
	for i := range 400 {
		quarter := i % 4
		a := float64(quarter)*math.Pi/2 + .7 + (c.Float64()+c.Float64()-1)*.75
		q := centre.polar(a, 8+math.Pow(c.Float64(), .7)*112)
		if q.y < 52 {
			continue
		}
		c.fill(circle(q.x, q.y, c.between(1.2, 2.1)), wash(tints[quarter], .88))
	}
	c.fill(circle(centre.x, centre.y, 5), flat(light))
	for i, name := range []string{"Docks", "Old town", "Westerfield", "Mill side"} {
		c.fill(circle(28, 176+float64(i)*14, 3), flat(tints[i]))
		c.write(lettering{face: regular, size: 7}, 36, 178.4+float64(i)*14, name, flat(light))
	}
}

func rows(c *canvas) {
	dark := uint32(0x2a211b)
	c.write(lettering{face: bold, size: 12}, 22, 32, "What a theatre ticket pays for", flat(dark))
	c.write(lettering{face: regular, size: 7}, 22, 44, "Share of each euro, four houses compared", wash(dark, .7))
	tints := []uint32{0x1f4d3d, 0xd99a2b, 0x98371f, 0x8fa6b0, 0xcfc0a4}
	for i, name := range []string{"Kammer", "Odeón", "Teatr 9", "Quayside"} {
		y := 62 + float64(i)*34
		c.write(lettering{face: medium, size: 7.6, align: 1}, 66, y+14, name, flat(dark))
		x, left := 74.0, 228.0
		for j, tint := range tints {
			w := left * c.between(.28, .46)
			if j == len(tints)-1 {
				w = left
			}
			c.fill(rect(x, y, w-1, 22), flat(tint))
			if w > 22 {
				on := uint32(0xfbf6ea)
				if j == 1 || j > 2 {
					on = dark
				}
				c.write(lettering{face: medium, size: 7}, x+5, y+14, itoa(int(w/2.28+.5))+" %", flat(on))
			}
			x, left = x+w, left-w
		}
	}
	for i, name := range []string{"Ensemble", "House", "Stage", "Rights", "Other"} {
		c.fill(rect(74+float64(i)*46, 208, 7, 7), flat(tints[i]))
		c.write(lettering{face: regular, size: 6.6}, 84+float64(i)*46, 214, name, flat(dark))
	}
}
