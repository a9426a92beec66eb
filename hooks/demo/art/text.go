package art

import (
	"fmt"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/gofont/gosmallcaps"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the typefaces that come with golang.org/x/image, read at first use.
type face func() *sfnt.Font

var (
	regular = load(goregular.TTF)
	medium  = load(gomedium.TTF)
	bold    = load(gobold.TTF)
	italic  = load(goitalic.TTF)
	mono    = load(gomono.TTF)
	small   = load(gosmallcaps.TTF)
)

func load(ttf []byte) face {
	return sync.OnceValue(func() *sfnt.Font {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			panic(fmt.Sprintf("art: typeface: %v", err))
		}
		return f
	})
}

// lettering says how a text is set.
type lettering struct {
	face  face
	size  float64
	track float64 // space added after each letter, in units
	align float64 // 0 starts at x, 0.5 is centred on it, 1 ends there
}

// drawnAt is the size at which outlines are read; they are scaled afterwards.
const drawnAt = 256

// outline returns the shape of a text whose baseline starts at 0,0, and its width.
func (l lettering) outline(text string) (*path, float64) {
	f := l.face()
	var buf sfnt.Buffer
	out, x, k := new(path), 0.0, l.size/drawnAt
	var before sfnt.GlyphIndex
	for i, r := range text {
		g, err := f.GlyphIndex(&buf, r)
		if err != nil {
			panic(fmt.Sprintf("art: letter %q: %v", r, err))
		}
		if kern, err := f.Kern(&buf, before, g, fixed.I(drawnAt), font.HintingNone); i > 0 && err == nil {
			x += float64(kern) / 64 * k
		}
		segments, err := f.LoadGlyph(&buf, g, fixed.I(drawnAt), nil)
		if err != nil {
			panic(fmt.Sprintf("art: letter %q: %v", r, err))
		}
		out.letter(segments, x, k)
		advance, err := f.GlyphAdvance(&buf, g, fixed.I(drawnAt), font.HintingNone)
		if err != nil {
			panic(fmt.Sprintf("art: letter %q: %v", r, err))
		}
		x += float64(advance)/64*k + l.track
		before = g
	}
	return out, x - l.track
}

func (p *path) letter(segments sfnt.Segments, x, k float64) {
	at := func(a fixed.Point26_6) (float64, float64) { return x + float64(a.X)/64*k, float64(a.Y) / 64 * k }
	for _, s := range segments {
		x0, y0 := at(s.Args[0])
		x1, y1 := at(s.Args[1])
		x2, y2 := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.move(x0, y0)
		case sfnt.SegmentOpLineTo:
			p.line(x0, y0)
		case sfnt.SegmentOpQuadTo:
			p.arch(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			p.cubic(x0, y0, x1, y1, x2, y2)
		}
	}
}

// arch adds a quadratic curve in few pieces: letters are small and many.
func (p *path) arch(cx, cy, x, y float64) {
	a, c, z := p.here(), point{cx, cy}, point{x, y}
	const n = 5
	for i := 1; i <= n; i++ {
		t := float64(i) / n
		q := a.to(c, t).to(c.to(z, t), t)
		p.line(q.x, q.y)
	}
}

// write sets a text with its baseline at x, y and returns its width.
func (c *canvas) write(l lettering, x, y float64, text string, with paint) float64 {
	if text == "" {
		return 0
	}
	p, w := l.outline(text)
	if len(p.lines) > 0 {
		c.fill(p.through(shift(x-w*l.align, y)), with)
	}
	return w
}

// paragraph sets lines one under the other.
func (c *canvas) paragraph(l lettering, x, y, leading float64, with paint, texts ...string) {
	for i, text := range texts {
		c.write(l, x, y+float64(i)*leading, text, with)
	}
}
