package art

import "math"

var rooms = []struct{ ground, sound, cue uint32 }{
	{0x2f2338, 0xe9cfc2, 0xe08a5a}, {0x16323a, 0x9fd0c4, 0xf0c070}, {0xf3ead6, 0x98371f, 0x1f4d3d}, {0x24302c, 0xe5b455, 0xf0a08b},
}

var cues = []string{"rain on canvas", "door, steps", "she turns", "gulls, far", "kettle", "breath"}

func waveform(c *canvas, nth int) {
	r := rooms[nth%len(rooms)]
	c.background(linear(0, 0, 0, 240, tone(r.ground, .06), tone(r.ground, -.08)))
	switch nth % 3 {
	case 0:
		c.bars(r.sound, r.cue)
	case 1:
		c.reel(r.ground, r.sound, r.cue)
	default:
		c.tracks(r.ground, r.sound, r.cue)
	}
	c.paper(3)
}

// loudness is how loud speech is at t: phrases, pauses and syllables.
func (c *canvas) loudness(f field, t float64) float64 {
	phrase := math.Pow(f.at(t*.09, 3), 1.2)
	return .06 + phrase*(.25+.95*f.at(t*.7, 9))
}

func (c *canvas) bars(sound, cue uint32) {
	f := field{c.Uint32()}
	for i := range 46 {
		h := c.loudness(f, float64(i)) * 150
		x := 22 + float64(i)*6
		with := linear(0, 108-h/2, 0, 108+h/2, tone(sound, .25), sound)
		if i < 19 {
			with = flat(cue)
		}
		c.fill(rounded(x, 108-h/2, 3.6, h, 1.8), with)
	}
	c.stroke(open(point{135, 22}, point{135, 194}), .8, flat(tone(sound, .5)))
	c.fill(circle(135, 22, 3), flat(tone(sound, .5)))
	for i := range 7 {
		x := 22 + float64(i)*45
		c.stroke(open(point{x, 206}, point{x, 211}), .5, wash(sound, .6))
		c.write(lettering{face: mono, size: 6}, x+2, 214, "00:"+itoa(10+i*5), wash(sound, .7))
	}
}

// reel turns the sound into a ring.
func (c *canvas) reel(ground, sound, cue uint32) {
	f := field{c.Uint32()}
	for i := range 150 {
		a := float64(i) * 2 * math.Pi / 150
		h := c.loudness(f, float64(i)*.5) * 46
		with := flat(sound)
		if i > 112 {
			with = wash(sound, .35)
		}
		c.stroke(open(point{160, 118}.polar(a-math.Pi/2, 54), point{160, 118}.polar(a-math.Pi/2, 56+h)), 1.7, with)
	}
	c.fill(circle(160, 118, 46), radial(160, 118, 46, tone(ground, .2), tone(ground, .05)))
	for i := range 5 {
		c.stroke(circle(160, 118, 20+float64(i)*5), .5, wash(sound, .25))
	}
	c.fill(circle(160, 118, 13), flat(cue))
	c.fill(circle(160, 118, 3), flat(ground))
	c.write(lettering{face: small, size: 8, track: .8}, 18, 226, "Side A, 14:20", wash(sound, .85))
}

// tracks is a cutting desk with clips and cues.
func (c *canvas) tracks(ground, sound, cue uint32) {
	label := lettering{face: regular, size: 6}
	for i, name := range []string{"Voice", "Room", "Steps", "Music"} {
		y := 30 + float64(i)*49
		c.fill(rect(0, y, 320, 44), wash(sound, .05))
		c.write(label, 12, y+24, name, wash(sound, .9))
		f := field{c.Uint32()}
		for x := 52.0; x < 312; {
			w := c.between(34, 96)
			w = min(w, 312-x)
			tint := []uint32{sound, tone(sound, -.25), cue, tone(cue, .3)}[i]
			c.fill(rounded(x, y+3, w-3, 38, 2.5), wash(tint, .22))
			p := new(path).move(x+3, y+22)
			for t := x + 3; t < x+w-6; t += .9 {
				s := math.Sin(t*2.9+float64(i)) * c.loudness(f, t*.6) * 19
				p.line(t, y+22+s)
			}
			c.stroke(p, .75, flat(tint))
			x += w + c.between(0, 18)
		}
	}
	for i := range 3 {
		x := 92 + float64(i)*78
		c.stroke(open(point{x, 18}, point{x, 228}), .5, flat(tone(cue, .2)))
		c.fill(rounded(x, 12, 62, 11, 2), flat(cue))
		c.write(label, x+4, 19.8, cues[(i*2+int(sound))%len(cues)], flat(0xfffaf2))
	}
}
