package credential

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/strictjson"
)

// object is a JSON object.
type object = map[string]any

// MaxDocument is the size in bytes of the largest credential, DID document or token that is read.
const MaxDocument = 256 << 10

// parse reads one JSON object strictly: no name twice, no null, nothing after it, no control characters in texts.
func parse(raw []byte) (object, error) {
	if len(raw) > MaxDocument {
		return nil, fmt.Errorf("more than %d bytes", MaxDocument)
	}
	r := strictjson.NewReader(bytes.NewReader(raw))
	v, err := value(r)
	if err == nil {
		err = r.End()
	}
	if err != nil {
		return nil, err
	}
	o, ok := v.(object)
	if !ok {
		return nil, errors.New("this is no JSON object")
	}
	return o, nil
}

func value(r *strictjson.Reader) (any, error) {
	switch r.Kind() {
	case strictjson.Object:
		o := object{}
		err := r.Object(func(name string) (err error) {
			if !signable(name) {
				return r.Errorf("a name holds a control character")
			}
			o[name], err = value(r)
			return err
		})
		return o, err
	case strictjson.Array:
		list := []any{}
		err := r.Array(func() error {
			v, err := value(r)
			list = append(list, v)
			return err
		})
		return list, err
	case strictjson.Number:
		return number(r)
	case strictjson.True, strictjson.False:
		return r.Bool()
	case strictjson.Null:
		return nil, r.Errorf("null says nothing; the name is to be left out")
	}
	s, err := r.String()
	if err == nil && !signable(s) {
		err = r.Errorf("a text holds a control character")
	}
	return s, err
}

// number reads a number that a float64 holds exactly as it is written; others would have a second spelling.
func number(r *strictjson.Reader) (any, error) {
	raw, err := r.Number()
	if err != nil {
		return nil, err
	}
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || len(raw) > 15 {
		return nil, r.Errorf("%s is too long a number", raw)
	}
	return f, nil
}

// marshal writes JSON without the escapes meant for HTML.
func marshal(v any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// Clean returns a text without what cannot be signed: control characters but tab and line ends, which canonical
// N-Quads of different programs spell differently, the two code points XML forbids, and bytes that are no UTF-8.
func Clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unsignable(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

func unsignable(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f || r == 0xfffe || r == 0xffff
}

func signable(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, unsignable) }

var iri = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:[^\x00-\x20\x7f<>"{}|\\^` + "`" + `]+$`)

// isIRI reports whether s is a full address, written so that it needs no escapes.
func isIRI(s string) bool { return iri.MatchString(s) && utf8.ValidString(s) }

var dateTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$`)

// ParseTime reads a time as RFC 3339 writes it, zone included.
func ParseTime(s string) (time.Time, error) {
	if !dateTime.MatchString(s) {
		return time.Time{}, fmt.Errorf("%q is not a time with its zone, such as 2026-01-31T12:00:00Z", s)
	}
	return time.Parse(time.RFC3339, s)
}

// text returns a member that is a string, or nothing.
func (d *Document) text(name string) string {
	s, _ := d.fields[name].(string)
	return s
}

// list returns a member as a list: nothing, the one value, or the values.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// idOf returns the id of an object, or a string itself.
func idOf(v any) string {
	if o, ok := v.(object); ok {
		v = o["id"]
	}
	s, _ := v.(string)
	return s
}

// has reports whether v is the text, or a list with it.
func has(v any, text string) bool {
	for _, item := range list(v) {
		if item == text {
			return true
		}
	}
	return false
}
