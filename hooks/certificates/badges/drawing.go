package badges

import "image/color"

// role is what a shape is for; it decides the colour.
type role int

// The roles of shapes.
const (
	ground  role = iota // what the sign stands on, whatever the page behind it
	green               // human-made
	ochre               // AI-assisted, and the oak of the seal
	slate               // hybrid
	brass               // the hoop of the seal
	faded               // a sign that is not in force
	warning             // suspended
	grave               // revoked
	past                // expired
	roles
)

// inks are the colours of the roles on light and on dark pages: those of the same names in pb_public/css/base.css,
// where faded is --line-strong.
var inks = [roles]struct{ light, dark color.NRGBA }{
	ground:  {rgb(0xfbf8f2), rgb(0x171410)},
	green:   {rgb(0x1f4d3d), rgb(0x8fcaac)},
	ochre:   {rgb(0x7f5207), rgb(0xe5b455)},
	slate:   {rgb(0x4a5a68), rgb(0xa9bccb)},
	brass:   {rgb(0xd99a2b), rgb(0x1f4d3d)},
	faded:   {rgb(0x857a69), rgb(0x857a69)},
	warning: {rgb(0x7f5207), rgb(0xe5b455)},
	grave:   {rgb(0x98371f), rgb(0xf0a08b)},
	past:    {rgb(0x4a5a68), rgb(0xa9bccb)},
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// shape is one filled path of a drawing.
type shape struct {
	role role
	path path
}

// fine is the size in px from which a badge shows its details.
const fine = 48

// The widths of the staves of the seal, by turns: no two boards of a barrel are alike.
var (
	oak  = []float64{10, 8, 11, 9, 8, 10, 9, 11, 8, 10, 9, 8, 11, 10, 8, 9, 11, 8, 10, 9, 8}
	even = []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
)

var (
	middle = point{box / 2, box / 2}
	corner = point{72, 72} // of the sign of a state
)

// drawing is the shapes of a badge from back to front.
func drawing(kind Kind, state State, detailed bool) []shape {
	shapes := kinds(kind, detailed)
	if state == Valid {
		return shapes
	}
	for i, s := range shapes {
		switch s.role {
		case ground:
		case brass:
			shapes[i].role = ground
		default:
			shapes[i].role = faded
		}
	}
	return append(shapes, signs(state, detailed)...)
}

// kinds is the sign of a kind in force. The three tiers are those of templates/parts/marks.html.
func kinds(kind Kind, detailed bool) []shape {
	switch kind {
	case Certified:
		return seal(detailed)
	case Human:
		return []shape{{ground, disc(middle, 47.5)}, {green, disc(middle, 43.5)}, {ground, hand(detailed)}}
	case Assisted:
		return []shape{{ground, disc(middle, 47.5)}, {ochre, disc(middle, 43.5)}, {ground, right(middle, 36)}}
	default:
		return []shape{{ground, square(95, 17)}, {slate, square(87, 13)}, {ground, outline(point{12, 12}, point{84, 12}, point{12, 84})}}
	}
}

// hand is the sign of human work: four fingers, each a stave. Small, each is two pixels wide with two between.
func hand(detailed bool) path {
	tops, feet := [4]float64{44, 27, 30, 43}, [4]float64{72, 72, 72, 72}
	if !detailed {
		return fingers(48, 16, 8, 0, tops, feet)
	}
	return fingers(48, 13.4, 7.8, .8, [4]float64{43.5, 25.5, 28.5, 42.5}, [4]float64{74, 74, 74, 74})
}

// fingers stand about x, pitch apart, from their tops to their feet.
func fingers(x, pitch, width, belly float64, tops, feet [4]float64) (p path) {
	for i := range tops {
		p = append(p, stave(x+pitch*(float64(i)-1.5), tops[i], feet[i], width, belly)...)
	}
	return p
}

// seal is a barrel seen from the top: the ends of its staves, the hoop, and on the head a hand whose thumb is a tick.
// Small, the tick is all that is left of the hand.
func seal(detailed bool) []shape {
	if !detailed {
		return []shape{{ground, disc(middle, 48)}, {ochre, staves(middle, even, 36, 47, 4, 2)}, {green, disc(middle, 32)},
			{ground, bent(point{33, 48}, point{44, 59}, point{63, 37}, 9)}}
	}
	mark := fingers(45.6, 9.8, 5.8, .6, [4]float64{34.5, 20.5, 22, 31}, [4]float64{57.5, 60.5, 57, 48.5})
	return []shape{{ground, disc(middle, 47.8)}, {ochre, staves(middle, oak, 38.2, 46.4, 1.3, 1.6)}, {green, disc(middle, 36.6)},
		{brass, ring(middle, 32.6, 34.4)}, {ground, append(mark, bent(point{34.5, 64.5}, point{44, 74}, point{71, 49}, 6)...)}}
}

// signs is what a state lays over the faded sign: two bars, a clock, or a stroke through all of it.
func signs(state State, detailed bool) []shape {
	switch state {
	case Suspended:
		apart := 8. // two pixels each, and two between
		if detailed {
			apart = 6.5
		}
		return []shape{{ground, disc(corner, 24)}, {warning, disc(corner, 20)},
			{ground, append(line(point{72 - apart, 66}, point{72 - apart, 78}, 8), line(point{72 + apart, 66}, point{72 + apart, 78}, 8)...)}}
	case Expired:
		return []shape{{ground, disc(corner, 24)}, {past, ring(corner, 15, 20)},
			{past, append(line(point{72, 63}, point{72, 73}, 5), line(point{72, 73}, point{78, 77}, 5)...)}}
	default:
		a, b := point{12, 12}, point{84, 84}
		return []shape{{ground, line(a, b, 21)}, {grave, line(a, b, 12)}}
	}
}
