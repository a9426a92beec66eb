package art

import (
	"image"
	"math"
)

// ink is a colour written as 0xrrggbb with its strength from 0 to 1.
type ink struct {
	rgb uint32
	a   float64
}

// channels returns red, green and blue from 0 to 255.
func (k ink) channels() (r, g, b float64) {
	return float64(k.rgb >> 16 & 255), float64(k.rgb >> 8 & 255), float64(k.rgb & 255)
}

// mix returns the colour a part t of the way from k to z.
func (k ink) mix(z ink, t float64) ink {
	r1, g1, b1 := k.channels()
	r2, g2, b2 := z.channels()
	at := func(a, z float64) uint32 { return uint32(math.Round(a + (z-a)*t)) }
	return ink{at(r1, r2)<<16 | at(g1, g2)<<8 | at(b1, b2), k.a + (z.a-k.a)*t}
}

// tone returns the colour moved towards black for t below zero, towards white above.
func tone(rgb uint32, t float64) uint32 {
	if t < 0 {
		return ink{rgb, 1}.mix(ink{0x1a120c, 1}, -t).rgb
	}
	return ink{rgb, 1}.mix(ink{0xffffff, 1}, t).rgb
}

// paint is one colour, or colours flowing along a line or out of a centre.
type paint struct {
	inks     []ink // evenly spaced
	from, to point // a line, or a centre and a point on the rim
	round    bool
}

func flat(rgb uint32) paint                   { return paint{inks: []ink{{rgb, 1}}} }
func wash(rgb uint32, strength float64) paint { return paint{inks: []ink{{rgb, strength}}} }

// linear flows from one point to another through the colours.
func linear(x0, y0, x1, y1 float64, colours ...uint32) paint {
	return paint{inks: solid(colours), from: point{x0, y0}, to: point{x1, y1}}
}

// radial flows from the centre outwards.
func radial(x, y, r float64, colours ...uint32) paint {
	return paint{inks: solid(colours), from: point{x, y}, to: point{x + r, y}, round: true}
}

// glow is one colour that fades out from the centre.
func glow(x, y, r float64, rgb uint32, strength float64) paint {
	inks := []ink{{rgb, strength}, {rgb, strength * .62}, {rgb, strength * .26}, {rgb, strength * .06}, {rgb, 0}}
	return paint{inks: inks, from: point{x, y}, to: point{x + r, y}, round: true}
}

// fading is one colour whose strength goes from a to z along a line.
func fading(x0, y0, x1, y1 float64, rgb uint32, a, z float64) paint {
	return paint{inks: []ink{{rgb, a}, {rgb, z}}, from: point{x0, y0}, to: point{x1, y1}}
}

func solid(colours []uint32) []ink {
	inks := make([]ink, len(colours))
	for i, rgb := range colours {
		inks[i] = ink{rgb, 1}
	}
	return inks
}

// through moves the flow of the colours with the drawing.
func (p paint) through(m matrix) paint {
	p.from, p.to = m.apply(p.from), m.apply(p.to)
	return p
}

// shade is a colour ready for laying: channels and strength from 0 to 255, strength not yet multiplied in.
type shade struct{ r, g, b, a uint32 }

func (k ink) shade() shade {
	r, g, b := k.channels()
	return shade{uint32(r), uint32(g), uint32(b), uint32(math.Round(k.a * 255))}
}

// steps is the number of colours a flow is cut into; far more than an eye tells apart.
const steps = 512

// table lists the colours of the flow from its start to its end.
func (p paint) table() [steps]shade {
	var out [steps]shade
	for i := range steps {
		at := float64(i) / (steps - 1) * float64(len(p.inks)-1)
		k := min(int(at), len(p.inks)-2)
		out[i] = p.inks[k].mix(p.inks[k+1], at-float64(k)).shade()
	}
	return out
}

// lay mixes the paint into img wherever the mask, whose origin is the box's corner, lets it through.
func (p paint) lay(img *image.RGBA, mask *image.Alpha, box image.Rectangle) {
	if len(p.inks) == 1 {
		s := p.inks[0].shade()
		for y := range box.Dy() {
			row := mask.Pix[y*mask.Stride:][:box.Dx()]
			dst := img.Pix[img.PixOffset(box.Min.X, box.Min.Y+y):]
			for x, m := range row {
				if m != 0 {
					s.over(dst[x*4:x*4+4:x*4+4], uint32(m))
				}
			}
		}
		return
	}
	shades := p.table()
	for y := range box.Dy() {
		row := mask.Pix[y*mask.Stride:][:box.Dx()]
		dst := img.Pix[img.PixOffset(box.Min.X, box.Min.Y+y):]
		at, step := p.along(float64(box.Min.X)+.5, float64(box.Min.Y+y)+.5)
		for x, m := range row {
			if m == 0 {
				continue
			}
			t := at + step*float64(x)
			if p.round {
				t = p.rim(float64(box.Min.X+x)+.5, float64(box.Min.Y+y)+.5)
			}
			// a little noise hides the bands of a slow flow
			i := int(t*(steps-1) + grain(box.Min.X+x, box.Min.Y+y)*3)
			shades[min(max(i, 0), steps-1)].over(dst[x*4:x*4+4:x*4+4], uint32(m))
		}
	}
}

// along returns how far along the flow the point is, and the change from one pixel to the next.
func (p paint) along(x, y float64) (at, step float64) {
	d := p.to.minus(p.from)
	n := d.x*d.x + d.y*d.y
	return ((x-p.from.x)*d.x + (y-p.from.y)*d.y) / n, d.x / n
}

func (p paint) rim(x, y float64) float64 {
	dx, dy := x-p.from.x, y-p.from.y
	ex, ey := p.to.x-p.from.x, p.to.y-p.from.y
	return math.Sqrt((dx*dx + dy*dy) / (ex*ex + ey*ey))
}

// over mixes the colour into one opaque pixel through m, from 0 to 255.
func (s shade) over(dst []uint8, m uint32) {
	a := m * s.a / 255
	if a == 255 {
		dst[0], dst[1], dst[2], dst[3] = uint8(s.r), uint8(s.g), uint8(s.b), 255
		return
	}
	b := 255 - a
	dst[0] = uint8((uint32(dst[0])*b + s.r*a + 127) / 255)
	dst[1] = uint8((uint32(dst[1])*b + s.g*a + 127) / 255)
	dst[2] = uint8((uint32(dst[2])*b + s.b*a + 127) / 255)
	dst[3] = 255
}

// grain is noise from -0.5 to 0.5 that depends on the place alone.
func grain(x, y int) float64 {
	h := uint32(x)*0x9e3779b1 ^ uint32(y)*0x85ebca77
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	return float64(h&0xffff)/0xffff - .5
}

// paper gives the whole picture the tooth of paper; strength is in steps of 255.
func (c *canvas) paper(strength float64) {
	b := c.img.Bounds()
	for y := range b.Dy() {
		row := c.img.Pix[y*c.img.Stride:][:b.Dx()*4]
		for x := range b.Dx() {
			n := int((grain(x, y) + grain(x/2+977, y/2)*.8) * strength)
			for i := range 3 {
				v := int(row[x*4+i]) + n
				row[x*4+i] = uint8(min(max(v, 0), 255))
			}
		}
	}
}
