package art

import (
	"fmt"
	"strconv"
	"sync"
)

// pens remembers parsed outlines: the same few strings draw every portrait.
var pens sync.Map

// pen reads an outline written like the d attribute of an SVG path (M L H V C S Q T Z, both cases).
// The strings are part of this program, so a broken one panics.
func pen(d string) *path {
	if p, ok := pens.Load(d); ok {
		return p.(*path)
	}
	s := scanner{text: d, p: new(path)}
	for s.command() {
	}
	pens.Store(d, s.p)
	return s.p
}

type scanner struct {
	text   string
	at     int
	p      *path
	now    point
	start  point
	handle point // the second handle of the last curve, which S and T mirror
	verb   byte
}

func isNumber(c byte) bool { return c >= '0' && c <= '9' || c == '-' || c == '.' }

func (s *scanner) skip() {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == ',') {
		s.at++
	}
}

func (s *scanner) number() float64 {
	s.skip()
	from := s.at
	dot := false
	for s.at < len(s.text) && isNumber(s.text[s.at]) {
		c := s.text[s.at]
		if c == '-' && s.at > from || c == '.' && dot {
			break
		}
		dot = dot || c == '.'
		s.at++
	}
	v, err := strconv.ParseFloat(s.text[from:s.at], 64)
	if err != nil {
		panic(fmt.Sprintf("art: outline %q at %d: %v", s.text, from, err))
	}
	return v
}

// pair reads a point; lower-case verbs count from where the pen is.
func (s *scanner) pair() point {
	q := point{s.number(), s.number()}
	if s.verb >= 'a' {
		q = q.plus(s.now)
	}
	return q
}

func (s *scanner) command() bool {
	s.skip()
	if s.at >= len(s.text) {
		return false
	}
	if !isNumber(s.text[s.at]) {
		s.verb = s.text[s.at]
		s.at++
	}
	handle := s.draw()
	s.handle = handle
	return true
}

// draw carries out one verb and returns the handle that a following S or T mirrors.
func (s *scanner) draw() point {
	switch s.verb {
	case 'M', 'm':
		s.now = s.pair()
		s.start = s.now
		s.p.move(s.now.x, s.now.y)
		s.verb-- // further pairs after a move are lines, and L and l precede M and m
	case 'L', 'l':
		s.lineTo(s.pair())
	case 'H':
		s.lineTo(point{s.number(), s.now.y})
	case 'h':
		s.lineTo(point{s.now.x + s.number(), s.now.y})
	case 'V':
		s.lineTo(point{s.now.x, s.number()})
	case 'v':
		s.lineTo(point{s.now.x, s.now.y + s.number()})
	case 'C', 'c':
		return s.curve(s.pair(), s.pair())
	case 'S', 's':
		return s.curve(s.now.times(2).minus(s.handle), s.pair())
	case 'Q', 'q':
		return s.bow(s.pair())
	case 'T', 't':
		return s.bow(s.now.times(2).minus(s.handle))
	case 'Z', 'z':
		s.p.close()
		s.now = s.start
	default:
		panic(fmt.Sprintf("art: outline %q: unknown verb %q", s.text, s.verb))
	}
	return s.now
}

func (s *scanner) lineTo(q point) {
	s.p.line(q.x, q.y)
	s.now = q
}

func (s *scanner) bow(c point) point {
	z := s.pair()
	s.p.quad(c.x, c.y, z.x, z.y)
	s.now = z
	return c
}

func (s *scanner) curve(c1, c2 point) point {
	z := s.pair()
	s.p.cubicTo(c1, c2, z)
	s.now = z
	return c2
}
