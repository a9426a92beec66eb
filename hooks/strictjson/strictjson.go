// Package strictjson reads JSON files whose every character counts: exported votes and rounds that anyone may count
// again. It reads a stream in one pass and bounded memory, decides nothing, and names the line of what is wrong.
// Stricter than encoding/json: a name twice in one object, bytes that are no UTF-8, half a surrogate pair and anything
// after the value are errors. The caller says which value it expects where, so an unknown name is the caller's error.
package strictjson

import (
	"fmt"
	"io"
	"slices"
)

// Limits of a file. Callers have narrower ones of their own for what they count.
const (
	MaxString = 1 << 16 // bytes of one string, after its escapes are resolved
	MaxDepth  = 32      // objects and lists inside each other
)

// Error is what is wrong with a file and where.
type Error struct {
	Line int // from 1
	Text string
}

// At says what is wrong on a line that was read before.
func At(line int, what string, args ...any) error {
	return &Error{Line: line, Text: fmt.Sprintf(what, args...)}
}

// Error says it in one line, the place first.
func (e *Error) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Text) }

// Kind is what sort of value comes next.
type Kind byte

// The kinds of value. Invalid stands for anything that begins none of them, the end of the file included.
const (
	Invalid Kind = iota
	Object
	Array
	String
	Number
	True
	False
	Null
)

// Reader reads one value from a stream.
type Reader struct {
	src      io.Reader
	buf      []byte
	pos, end int
	err      error // of src, io.EOF included
	line     int   // of the byte at pos
	at       int   // line of the last token that began
	depth    int
	token    []byte            // the last string or number
	names    map[string]string // names met before, so that they are made once
}

// NewReader returns a reader of the value in src.
func NewReader(src io.Reader) *Reader {
	return &Reader{src: src, buf: make([]byte, 1<<16), line: 1, at: 1, names: map[string]string{}}
}

// Line is the line of the value or name read last, from 1.
func (r *Reader) Line() int { return r.at }

// Errorf returns an error about the value or name read last.
func (r *Reader) Errorf(format string, args ...any) error {
	return &Error{r.at, fmt.Sprintf(format, args...)}
}

// fill reads more; it reports whether there is a byte at pos.
func (r *Reader) fill() bool {
	for r.pos == r.end && r.err == nil {
		r.pos = 0
		r.end, r.err = r.src.Read(r.buf)
	}
	return r.pos < r.end
}

// next moves over white space and returns the byte after it, 0 at the end of the file.
func (r *Reader) next() byte {
	for r.pos < r.end || r.fill() {
		switch c := r.buf[r.pos]; c {
		case '\n':
			r.line++
			r.pos++
		case ' ', '\t', '\r':
			r.pos++
		default:
			r.at = r.line
			return c
		}
	}
	r.at = r.line
	return 0
}

// Kind looks at what comes next without reading it.
func (r *Reader) Kind() Kind {
	switch c := r.next(); {
	case c == '{':
		return Object
	case c == '[':
		return Array
	case c == '"':
		return String
	case c == 't':
		return True
	case c == 'f':
		return False
	case c == 'n':
		return Null
	case c == '-' || c >= '0' && c <= '9':
		return Number
	}
	return Invalid
}

// expected is the error when something else stands there.
func (r *Reader) expected(what string) error {
	c := r.next()
	switch {
	case r.pos < r.end && c > ' ' && c < 0x7f:
		return r.Errorf("expected %s, found %q", what, c)
	case r.pos < r.end:
		return r.Errorf("expected %s, found the byte 0x%02x", what, c)
	case r.err != nil && r.err != io.EOF:
		return fmt.Errorf("line %d: read on: %w", r.at, r.err)
	}
	return r.Errorf("expected %s, but the file ends here", what)
}

// open reads the bracket that begins an object or a list.
func (r *Reader) open(bracket byte, what string) error {
	if r.next() != bracket {
		return r.expected(what)
	}
	if r.depth == MaxDepth {
		return r.Errorf("more than %d levels inside each other", MaxDepth)
	}
	r.depth++
	r.pos++
	return nil
}

// Object reads an object: it calls field for each name, which must read the value. Names are checked to be different.
func (r *Reader) Object(field func(name string) error) error {
	if err := r.open('{', "an object"); err != nil {
		return err
	}
	var few [8]string
	names := known{few: few[:0]}
	return r.until('}', "a name", func() error {
		raw, err := r.quoted("a name")
		if err != nil {
			return err
		}
		name := r.name(raw)
		if !names.add(name) {
			return r.Errorf("the name %s is here twice", Quote(name))
		}
		if r.next() != ':' {
			return r.expected("a colon")
		}
		r.pos++
		r.next() // so that Line is the value's
		return field(name)
	})
}

// Array reads a list: it calls item for each of its values, which must read it.
func (r *Reader) Array(item func() error) error {
	if err := r.open('[', "a list"); err != nil {
		return err
	}
	return r.until(']', "a value", item)
}

// until reads items with commas between them up to the closing bracket.
func (r *Reader) until(bracket byte, what string, item func() error) error {
	if r.next() == bracket {
		r.pos++
		r.depth--
		return nil
	}
	for {
		if c := r.next(); c == ',' || c == bracket {
			return r.expected(what)
		}
		if err := item(); err != nil {
			return err
		}
		switch r.next() {
		case ',':
			r.pos++
		case bracket:
			r.pos++
			r.depth--
			return nil
		default:
			return r.expected("a comma or " + string(bracket))
		}
	}
}

// Null reads the word null.
func (r *Reader) Null() error { return r.word("null") }

// Bool reads true or false.
func (r *Reader) Bool() (bool, error) {
	switch r.Kind() {
	case True:
		return true, r.word("true")
	case False:
		return false, r.word("false")
	}
	return false, r.expected("true or false")
}

func (r *Reader) word(w string) error {
	r.next()
	for i := range len(w) {
		if !(r.pos < r.end || r.fill()) || r.buf[r.pos] != w[i] {
			return r.expected(w)
		}
		r.pos++
	}
	return nil
}

// End checks that nothing but white space follows.
func (r *Reader) End() error {
	if r.next() != 0 || r.pos < r.end {
		return r.expected("the end of the file")
	}
	if r.err != io.EOF {
		return fmt.Errorf("line %d: read on: %w", r.at, r.err)
	}
	return nil
}

// name returns the name as a string, made once for names that come again, as those of many equal objects do.
func (r *Reader) name(raw []byte) string {
	if s, ok := r.names[string(raw)]; ok {
		return s
	}
	s := string(raw)
	if len(r.names) < 256 {
		r.names[s] = s
	}
	return s
}

// known is a set of names that is cheap while it is small.
type known struct {
	few  []string
	many map[string]struct{}
}

// add reports whether the name is new.
func (k *known) add(name string) bool {
	if k.many != nil {
		before := len(k.many)
		k.many[name] = struct{}{}
		return len(k.many) > before
	}
	if slices.Contains(k.few, name) {
		return false
	}
	if len(k.few) < cap(k.few) {
		k.few = append(k.few, name)
		return true
	}
	k.many = map[string]struct{}{name: {}}
	for _, n := range k.few {
		k.many[n] = struct{}{}
	}
	return true
}
