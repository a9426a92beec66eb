package art

import (
	"image"
	"math/rand/v2"
)

// Hair is a way to wear it, covered heads included.
type Hair int

// The ways to wear hair.
const (
	Crop Hair = iota
	Parted
	Bob
	Long
	Curls
	Bun
	Bald
	Braids
	Fringe
	Waves
	Cap
	Scarf
	Wrap
	Undercut
	hairs
)

// Beard is what grows on the chin.
type Beard int

// The beards.
const (
	Shaven Beard = iota
	Stubble
	Full
	Moustache
	Goatee
)

// Glasses are what sits on the nose.
type Glasses int

// The glasses.
const (
	NoGlasses Glasses = iota
	Round
	Square
	HalfRim
)

// Clothes are what the shoulders wear.
type Clothes int

// The clothes.
const (
	Crew Clothes = iota
	Collar
	Turtleneck
	Apron
	Jacket
	Stripes
	clothes
)

// Face says how somebody looks; every number is taken modulo what there is to choose from.
type Face struct {
	Skin      int // 0 the lightest to 6 the darkest
	Hair      Hair
	HairTint  int // black, dark brown, brown, chestnut, fair, red, grey, white
	Beard     Beard
	Glasses   Glasses
	Clothes   Clothes
	ClothTint int
	Ground    int // the colour behind
	Earrings  bool
	Age       int // 1 adds lines around the mouth
}

// FaceOf makes up a face.
func FaceOf(seed uint64) Face {
	r := rand.New(rand.NewPCG(seed, 0x66616365))
	f := Face{
		Skin: r.IntN(len(skins)), Hair: Hair(r.IntN(int(hairs))), HairTint: r.IntN(len(hairTints)),
		Clothes: Clothes(r.IntN(int(clothes))), ClothTint: r.IntN(len(cloths)), Ground: r.IntN(len(grounds)),
		Earrings: r.IntN(4) == 0, Age: r.IntN(2),
	}
	if r.IntN(3) == 0 {
		f.Glasses = Glasses(1 + r.IntN(3))
	}
	short := f.Hair == Crop || f.Hair == Parted || f.Hair == Bald || f.Hair == Undercut || f.Hair == Cap
	if short && r.IntN(2) == 0 {
		f.Beard = Beard(1 + r.IntN(4))
	}
	return f
}

// Portrait draws a made-up face, PortraitSize pixels square.
func Portrait(seed uint64) *image.RGBA { return FaceOf(seed).Draw() }

var (
	skins     = []uint32{0xf7dfcb, 0xefcbab, 0xdfae82, 0xc68f62, 0xa8714a, 0x845438, 0x5f3b29}
	hairTints = []uint32{0x241c1c, 0x3b2a22, 0x5d3f2a, 0x7d4a28, 0xc59a56, 0xa64b24, 0x8d8a86, 0xd9d4cb}
	cloths    = []uint32{0x1f4d3d, 0x2f5f7a, 0x98371f, 0x4a5a68, 0x5b4a78, 0xc98a2b, 0x7c8f5a, 0xd9cdb8, 0x33384a, 0xa8586a}
	grounds   = []uint32{0xd5d9e4, 0xe7d9c0, 0xe9cfc2, 0xcfe0d5, 0xd9cbe0, 0xe6dfb9, 0xc9dde3, 0xf0d9a8, 0xdcd6cc, 0xbfd0c0}
)

func nth(from []uint32, i int) uint32 { return from[(i%len(from)+len(from))%len(from)] }

// sitter is a face being drawn on a canvas of 64 by 64 units.
type sitter struct {
	*canvas
	Face
	skin, hair, cloth, line uint32
}

// Draw paints the face, PortraitSize pixels square.
func (f Face) Draw() *image.RGBA {
	s := sitter{
		canvas: newCanvas(64, 64, PortraitSize/64, uint64(f.Skin)+31*uint64(f.Hair)+977*uint64(f.ClothTint)), Face: f,
		skin: nth(skins, f.Skin), hair: nth(hairTints, f.HairTint), cloth: nth(cloths, f.ClothTint), line: 0x2a1d16,
	}
	s.ground()
	s.behind()
	s.shoulders()
	s.head()
	s.features()
	s.beard()
	s.inFront()
	s.glasses()
	return s.img
}

func (s sitter) ground() {
	g := nth(grounds, s.Ground)
	s.background(flat(g))
	s.fill(circle(47, 14, 26), wash(tone(g, .35), .55))
	s.fill(circle(9, 58, 22), wash(tone(g, -.12), .35))
}

// shoulders draws neck and clothes.
func (s sitter) shoulders() {
	body := pen("M4 66C5 53 15 49.5 24 48L40 48C49 49.5 59 53 60 66Z")
	s.fill(body, linear(10, 50, 50, 66, tone(s.cloth, .07), tone(s.cloth, -.1)))
	neck := pen("M25.6 38H38.4V48.5C36 53 28 53 25.6 48.5Z")
	switch s.Clothes {
	case Crew:
		s.fill(pen("M23.5 47.6C25 55 39 55 40.5 47.6L42 48.2C40.6 57.4 23.4 57.4 22 48.2Z"), flat(tone(s.cloth, -.22)))
	case Stripes:
		for i, half := range []float64{13, 20.5, 24, 25.4} {
			y := 51.6 + float64(i)*4
			curve := new(path).move(32-half, y+half*.09).quad(32, y-2.2, 32+half, y+half*.09)
			s.stroke(curve, 1.5, wash(tone(s.cloth, .75), .8))
		}
		s.fill(pen("M23.5 47.6C25 55 39 55 40.5 47.6L42 48.2C40.6 57.4 23.4 57.4 22 48.2Z"), flat(tone(s.cloth, -.22)))
	case Apron:
		s.fill(pen("M18 66C18.4 60 19 57 20.5 55.5H43.5C45 57 45.6 60 46 66Z"), flat(0xd9cdb8))
		s.stroke(pen("M21.5 56L24.2 48.4M42.5 56L39.8 48.4"), 1.6, flat(0xbfae92))
	}
	s.fill(neck, flat(s.skin))
	s.fill(pen("M25.6 41C28 45.6 36 45.6 38.4 41V44.4C35.5 48.6 28.5 48.6 25.6 44.4Z"), wash(tone(s.skin, -.42), .45))
	if s.Hair != Scarf {
		s.collar()
	}
}

func (s sitter) collar() {
	light := tone(s.cloth, .78)
	switch s.Clothes {
	case Collar:
		s.fill(pen("M25 46.6L32 54.8L26.2 58.6L21.4 49Z"), flat(tone(s.cloth, .18)))
		s.fill(pen("M39 46.6L32 54.8L37.8 58.6L42.6 49Z"), flat(tone(s.cloth, .18)))
		s.stroke(pen("M32 55V66"), .5, wash(s.line, .35))
		s.fill(circle(32, 60.4, .7), flat(light))
	case Turtleneck:
		s.fill(pen("M24.6 42.8C28 46.4 36 46.4 39.4 42.8L41 49.6C37 54 27 54 23 49.6Z"), flat(tone(s.cloth, .1)))
		s.stroke(pen("M24.2 46.6C28 50.2 36 50.2 39.8 46.6"), .5, wash(s.line, .25))
	case Jacket:
		s.fill(pen("M25.4 47.4L32 60L38.6 47.4L41 48.4L34.6 66H29.4L23 48.4Z"), flat(light))
		s.fill(pen("M24 47.2L21 48.8L19.6 55.2L23.2 56.4L22.2 58.2L30 66L32 60.4Z"), flat(tone(s.cloth, -.2)))
		s.fill(pen("M40 47.2L43 48.8L44.4 55.2L40.8 56.4L41.8 58.2L34 66L32 60.4Z"), flat(tone(s.cloth, -.2)))
	}
}

// head draws ears and skull.
func (s sitter) head() {
	dark := wash(tone(s.skin, -.35), .5)
	if s.Hair != Scarf {
		s.fill(ellipse(18.9, 31, 2.5, 3.6), flat(tone(s.skin, -.06)))
		s.fill(ellipse(45.1, 31, 2.5, 3.6), flat(tone(s.skin, -.06)))
		s.stroke(pen("M18.4 29.6q1.6 .8 1 3"), .5, dark)
		s.stroke(pen("M45.6 29.6q-1.6 .8 -1 3"), .5, dark)
	}
	if s.Earrings && s.Hair != Scarf {
		s.fill(circle(18.6, 35.8, 1.1), flat(0xd9a035))
		s.fill(circle(45.4, 35.8, 1.1), flat(0xd9a035))
	}
	skull := pen("M19 27C19 18 24.5 12.6 32 12.6S45 18 45 27C45 38 39.6 46 32 46S19 38 19 27Z")
	s.fill(skull, flat(s.skin))
	s.fill(pen("M38.6 14.6C43 17.4 45 21.6 45 27C45 38 39.6 46 32 46C37.6 42 41.4 35 41.4 27C41.4 21.6 40.6 17.8 38.6 14.6Z"), wash(tone(s.skin, -.3), .22))
	s.fill(circle(24.2, 34.6, 3), wash(0xc8503a, .13))
	s.fill(circle(39.8, 34.6, 3), wash(0xc8503a, .13))
}

func (s sitter) features() {
	brow := ink{s.hair, 1}.mix(ink{s.line, 1}, .35).rgb
	if s.HairTint >= 6 {
		brow = tone(s.hair, -.35)
	}
	s.stroke(pen("M23 26.3q3 -1.9 5.6 -.5"), 1.05, flat(brow))
	s.stroke(pen("M41 26.3q-3 -1.9 -5.6 -.5"), 1.05, flat(brow))
	for _, x := range []float64{26, 38} {
		s.fill(ellipse(x, 30.2, 1.35, 1.6), flat(s.line))
		s.fill(circle(x+.5, 29.6, .42), wash(0xffffff, .85))
	}
	s.stroke(pen("M32.3 29.6C33 32.2 33.8 33.6 33.2 34.6C32.8 35.2 31.8 35.3 31 35"), .75, wash(s.lips(), .6))
	if s.Skin%2 == 0 {
		s.stroke(pen("M27.4 38.2C29.6 41 34.4 41 36.6 38.2"), 1.15, flat(s.lips()))
	} else {
		s.fill(pen("M27.2 37.9C29.8 38.8 34.2 38.8 36.8 37.9C36 41.6 28 41.6 27.2 37.9Z"), flat(s.lips()))
		s.fill(pen("M28.2 38.4C30.4 38.9 33.6 38.9 35.8 38.4C35.4 39.7 28.6 39.7 28.2 38.4Z"), flat(0xfffaf2))
	}
	if s.Age%2 == 1 {
		s.stroke(pen("M25.4 35.4q-1.2 1.6 -.6 3.2M38.6 35.4q1.2 1.6 .6 3.2"), .5, wash(tone(s.skin, -.5), .5))
	}
}

// lips is the colour of mouth and nose, dark enough to be seen on every skin.
func (s sitter) lips() uint32 {
	if s.Skin >= 5 {
		return tone(s.skin, -.78)
	}
	return tone(s.skin, -.62)
}

func (s sitter) beard() {
	jaw := "M19.2 29C20.4 32 21.4 33.6 23.4 35.2C26 36.4 29 34.4 32 35.8C35 34.4 38 36.4 40.6 35.2C42.6 33.6 43.6 32 44.8 29C45 39.6 40.4 47.8 32 47.8S19 39.6 19.2 29Z"
	mouth := "M27.6 38.3C29.8 40.6 34.2 40.6 36.4 38.3"
	switch s.Beard {
	case Stubble:
		s.fill(pen(jaw), wash(s.hair, .22))
		s.stroke(pen(mouth), 1.1, flat(s.lips()))
	case Full:
		s.fill(pen(jaw), flat(s.hair))
		s.fill(pen("M27 37.8C29.8 38.8 34.2 38.8 37 37.8C36 41.4 28 41.4 27 37.8Z"), flat(0x7a3528))
		s.fill(pen("M28 38.2C30.4 38.8 33.6 38.8 36 38.2C35.6 39.5 28.4 39.5 28 38.2Z"), flat(0xfffaf2))
	case Moustache:
		s.fill(pen("M32 35.8C29.4 34.8 26 36 24.2 38.4C27 38.6 30 38.6 32 37.4C34 38.6 37 38.6 39.8 38.4C38 36 34.6 34.8 32 35.8Z"), flat(s.hair))
	case Goatee:
		s.fill(pen("M27.6 42.2C30 41.2 34 41.2 36.4 42.2C36.2 46.4 34.6 48.6 32 48.6S27.8 46.4 27.6 42.2Z"), flat(s.hair))
		s.fill(pen("M32 36C29.8 35.4 27.2 36.2 26 37.8C28.6 37.9 30.4 37.8 32 37.2C33.6 37.8 35.4 37.9 38 37.8C36.8 36.2 34.2 35.4 32 36Z"), flat(s.hair))
	}
}

func (s sitter) glasses() {
	frame := flat(nth([]uint32{0x211c16, 0x6b2d1c, 0x24485a}, s.ClothTint))
	lens := wash(0xffffff, .16)
	bridge := pen("M30 29.8q2 -1.4 4 0M20.8 29.4L18.8 28.8M43.2 29.4L45.2 28.8")
	switch s.Glasses {
	case Round:
		for _, x := range []float64{25.5, 38.5} {
			s.fill(circle(x, 30.4, 4.7), lens)
			s.stroke(circle(x, 30.4, 4.7), .95, frame)
		}
	case Square:
		for _, x := range []float64{20.8, 33.9} {
			s.fill(rounded(x, 26.6, 9.3, 7.6, 1.8), lens)
			s.stroke(rounded(x, 26.6, 9.3, 7.6, 1.8), 1.15, frame)
		}
	case HalfRim:
		for _, x := range []float64{25.5, 38.5} {
			s.fill(ellipse(x, 30.4, 4.9, 4.1), lens)
			s.stroke(arc(x, 30.4, 4.6, 3.1, 6.32), 1.2, frame)
		}
	default:
		return
	}
	s.stroke(bridge, .95, frame)
}
