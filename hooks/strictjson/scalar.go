package strictjson

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// String reads a string.
func (r *Reader) String() (string, error) {
	raw, err := r.Bytes()
	return string(raw), err
}

// Bytes reads a string; the bytes hold until the next call.
func (r *Reader) Bytes() ([]byte, error) {
	return r.quoted("a string")
}

// quoted reads a string and checks that it is UTF-8.
func (r *Reader) quoted(what string) ([]byte, error) {
	if r.next() != '"' {
		return nil, r.expected(what)
	}
	r.pos++
	r.token = r.token[:0]
	for r.pos < r.end || r.fill() {
		start := r.pos
		for r.pos < r.end && r.buf[r.pos] != '"' && r.buf[r.pos] != '\\' && r.buf[r.pos] >= ' ' {
			r.pos++
		}
		if r.token = append(r.token, r.buf[start:r.pos]...); len(r.token) > MaxString {
			return nil, r.Errorf("a text of more than %d bytes", MaxString)
		}
		if r.pos == r.end {
			continue
		}
		switch r.buf[r.pos] {
		case '"':
			r.pos++
			if !utf8.Valid(r.token) {
				return nil, r.Errorf("a text is not valid UTF-8")
			}
			return r.token, nil
		case '\\':
			r.pos++
			if err := r.escape(); err != nil {
				return nil, err
			}
		default:
			return nil, r.Errorf("a text holds a line break or another control character; write it as an escape")
		}
	}
	return nil, r.ends("a text")
}

// ends is the error of a file, or of reading it, that stops inside something.
func (r *Reader) ends(what string) error {
	if r.fill(); r.err != nil && r.pos == r.end {
		return r.expected("the rest of " + what)
	}
	return r.Errorf("%s is cut off", what)
}

var escapes = [128]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads what follows a backslash.
func (r *Reader) escape() error {
	if !(r.pos < r.end || r.fill()) {
		return r.ends("a text")
	}
	c := r.buf[r.pos]
	r.pos++
	if c != 'u' {
		if c >= 128 || escapes[c] == 0 {
			return r.Errorf("a text holds the unknown escape \\%c", printable(c))
		}
		r.token = append(r.token, escapes[c])
		return nil
	}
	one, err := r.hex()
	if err != nil {
		return err
	}
	if utf16.IsSurrogate(one) {
		two := rune(-1)
		if r.skip('\\') && r.skip('u') {
			if two, err = r.hex(); err != nil {
				return err
			}
		}
		if one = utf16.DecodeRune(one, two); one == utf8.RuneError {
			return r.Errorf("a text holds half a surrogate pair")
		}
	}
	r.token = utf8.AppendRune(r.token, one)
	return nil
}

func (r *Reader) skip(c byte) bool {
	if !(r.pos < r.end || r.fill()) || r.buf[r.pos] != c {
		return false
	}
	r.pos++
	return true
}

// hex reads the four digits of an escape.
func (r *Reader) hex() (rune, error) {
	var code rune
	for range 4 {
		if !(r.pos < r.end || r.fill()) {
			return 0, r.ends("a text")
		}
		c := r.buf[r.pos]
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, r.Errorf("a text holds \\u without four hexadecimal digits")
		}
		code = code<<4 | rune(c)
		r.pos++
	}
	return code, nil
}

// Int reads a whole number: digits, with a minus sign perhaps, no fraction and no exponent.
func (r *Reader) Int() (int64, error) {
	raw, err := r.Number()
	if err != nil {
		return 0, err
	}
	digits, negative := raw, raw[0] == '-'
	if negative {
		digits = raw[1:]
	}
	var n int64
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, r.Errorf("%s is not a whole number in digits only", Quote(string(raw)))
		}
		if n > (math.MaxInt64-int64(c-'0'))/10 {
			return 0, r.Errorf("%s is too large", Quote(string(raw)))
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return n, nil
}

// Number reads any number and returns it as it is written; the bytes hold until the next call.
func (r *Reader) Number() ([]byte, error) {
	if r.Kind() != Number {
		return nil, r.expected("a number")
	}
	r.token = r.token[:0]
	for r.pos < r.end || r.fill() {
		c := r.buf[r.pos]
		if (c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E' {
			break
		}
		if r.token = append(r.token, c); len(r.token) > 64 {
			return nil, r.Errorf("a number of more than 64 characters")
		}
		r.pos++
	}
	if !number(r.token) {
		return nil, r.Errorf("%s is not a number as JSON writes it", Quote(string(r.token)))
	}
	return r.token, nil
}

// number reports whether s is written by RFC 8259 section 6: no leading zero, digits around the point.
func number(s []byte) bool {
	digits := func() bool {
		before := len(s)
		for len(s) > 0 && s[0] >= '0' && s[0] <= '9' {
			s = s[1:]
		}
		return len(s) < before
	}
	if len(s) > 0 && s[0] == '-' {
		s = s[1:]
	}
	zero := len(s) > 0 && s[0] == '0'
	all := len(s)
	if !digits() || zero && all-len(s) > 1 {
		return false
	}
	if len(s) > 0 && s[0] == '.' {
		if s = s[1:]; !digits() {
			return false
		}
	}
	if len(s) > 0 && (s[0] == 'e' || s[0] == 'E') {
		if s = s[1:]; len(s) > 0 && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		if !digits() {
			return false
		}
	}
	return len(s) == 0
}

// Quote writes a text of the file into a message: on one line, without control characters, cut when it is long.
func Quote(s string) string {
	const most = 60
	if len(s) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		return fmt.Sprintf("%q…", s[:cut])
	}
	return fmt.Sprintf("%q", s)
}

// OneLine makes one line of a message that may hold what others wrote, such as the name of a file: what cannot be
// printed becomes a space, so that a terminal obeys none of it.
func OneLine(message string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsGraphic(c) {
			return c
		}
		return ' '
	}, message)
}

func printable(c byte) rune {
	if c > ' ' && c < 0x7f {
		return rune(c)
	}
	return '?'
}
