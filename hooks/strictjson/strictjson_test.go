package strictjson_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"cooperage/hooks/strictjson"
)

// value reads whatever comes next into the values of encoding/json.
func value(r *strictjson.Reader) (v any, err error) {
	switch r.Kind() {
	case strictjson.Object:
		o := map[string]any{}
		err = r.Object(func(name string) (err error) {
			o[name], err = value(r)
			return err
		})
		return o, err
	case strictjson.Array:
		a := []any{}
		err = r.Array(func() error {
			x, err := value(r)
			a = append(a, x)
			return err
		})
		return a, err
	case strictjson.String:
		return r.String()
	case strictjson.Number:
		raw, err := r.Number()
		return json.Number(raw), err
	case strictjson.True, strictjson.False:
		return r.Bool()
	}
	return nil, r.Null()
}

func read(src io.Reader) (any, error) {
	r := strictjson.NewReader(src)
	v, err := value(r)
	if err != nil {
		return nil, err
	}
	return v, r.End()
}

func TestReader_ReadsAsEncodingJSON(t *testing.T) {
	t.Parallel()
	for _, s := range []string{`{}`, ` [ ] `, `null`, `true`, `false`, `"a\u00e9\ud83d\ude00\n\"\\\/\b\f\r\t"`, `-0.5e+10`, `0`,
		"{\"a\":[1,2,{\"b\":null}],\r\n\t\"é\":\"ü\", \"\":\"\"}", `[[[[]]],"x",-12]`,
		`{"1":1,"2":1,"3":1,"4":1,"5":1,"6":1,"7":1,"8":1,"9":1,"10":1}`} {
		d := json.NewDecoder(strings.NewReader(s))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		for name, src := range map[string]io.Reader{"whole": strings.NewReader(s), "byte by byte": iotest.OneByteReader(strings.NewReader(s))} {
			got, err := read(src)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s, %s: got %v (%v), want %v", s, name, got, err, want)
			}
		}
	}
}

func TestReader_NamesTheLineOfWhatIsWrong(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"":                                      `line 1: expected null, but the file ends here`,
		"\n\n[1,\n":                             `line 4: expected null, but the file ends here`,
		"[1,]":                                  `line 1: expected a value, found ']'`,
		"[,1]":                                  `line 1: expected a value, found ','`,
		"[1 2]":                                 `line 1: expected a comma or ], found '2'`,
		"{\"a\":1,\n\"a\":2}":                   `line 2: the name "a" is here twice`,
		"{\n\"a\" 1}":                           `line 2: expected a colon, found '1'`,
		"{a:1}":                                 `line 1: expected a name, found 'a'`,
		"{\"a\":1}\n\nx":                        `line 3: expected the end of the file, found 'x'`,
		"{}\x00":                                `line 1: expected the end of the file, found the byte 0x00`,
		"nul":                                   `line 1: expected null, but the file ends here`,
		"[tru3]":                                `line 1: expected true, found '3'`,
		"\"a\nb\"":                              `line 1: a text holds a line break or another control character; write it as an escape`,
		"[\n\"\xff\"]":                          `line 2: a text is not valid UTF-8`,
		`"\ud83d"`:                              `line 1: a text holds half a surrogate pair`,
		`"\ud83dA"`:                             `line 1: a text holds half a surrogate pair`,
		`"\u12g4"`:                              `line 1: a text holds \u without four hexadecimal digits`,
		`"\x"`:                                  `line 1: a text holds the unknown escape \x`,
		`"abc`:                                  `line 1: expected the rest of a text, but the file ends here`,
		`"abc\`:                                 `line 1: expected the rest of a text, but the file ends here`,
		"01":                                    `line 1: "01" is not a number as JSON writes it`,
		"[1.]":                                  `line 1: "1." is not a number as JSON writes it`,
		"-":                                     `line 1: "-" is not a number as JSON writes it`,
		"1e":                                    `line 1: "1e" is not a number as JSON writes it`,
		"\ufeff{}":                              `line 1: expected null, found the byte 0xef`,
		strings.Repeat("[", 33):                 `line 1: more than 32 levels inside each other`,
		strings.Repeat("1", 65):                 `line 1: a number of more than 64 characters`,
		`"` + strings.Repeat("é", 1<<15) + `x"`: `line 1: a text of more than 65536 bytes`,
	} {
		for range 2 {
			if _, err := read(strings.NewReader(s)); err == nil || err.Error() != want {
				t.Errorf("%.40q: got %v, want %s", s, err, want)
			}
		}
		if _, err := read(iotest.OneByteReader(strings.NewReader(s))); err == nil || err.Error() != want {
			t.Errorf("%.40q byte by byte: got %v, want %s", s, err, want)
		}
	}
}

func TestReader_WholeNumbersAreDigitsOnly(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int64{"0": 0, "-0": 0, "-12": -12, "9223372036854775807": 1<<63 - 1} {
		if got, err := strictjson.NewReader(strings.NewReader(s)).Int(); err != nil || got != want {
			t.Errorf("%s: got %d, %v", s, got, err)
		}
	}
	for _, s := range []string{"1.0", "1e2", "9223372036854775808", `"1"`, "null", "+1", "[1]"} {
		if got, err := strictjson.NewReader(strings.NewReader(s)).Int(); err == nil {
			t.Errorf("%s was read as %d", s, got)
		}
	}
}

func TestReader_PassesOnTheErrorOfItsSource(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is on fire")
	for _, s := range []string{"", "[1", `"ab`, "{}"} {
		_, err := read(io.MultiReader(strings.NewReader(s), iotest.ErrReader(broken)))
		if !errors.Is(err, broken) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestQuote_KeepsMessagesOnOneLine(t *testing.T) {
	t.Parallel()
	if got := strictjson.Quote("a\nb"); got != `"a\nb"` {
		t.Error(got)
	}
	if got := strictjson.Quote(strings.Repeat("é", 100)); got != fmt.Sprintf("%q…", strings.Repeat("é", 30)) {
		t.Error(got)
	}
}

func TestOneLine_LeavesATerminalNothingToObey(t *testing.T) {
	t.Parallel()
	if got, want := strictjson.OneLine("open a\r\n\x1b[2J\u2028\u202eé\xff: no such file"), "open a   [2J  é\ufffd: no such file"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func BenchmarkReader(b *testing.B) {
	s := "[" + strings.Repeat(`{"count":1,"ranking":[["Option A"],["Option B","Option C"]]},`, 10_000) + "null]"
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		r := strictjson.NewReader(strings.NewReader(s))
		var skip func() error
		skip = func() error {
			switch r.Kind() {
			case strictjson.Object:
				return r.Object(func(string) error { return skip() })
			case strictjson.Array:
				return r.Array(skip)
			case strictjson.String:
				_, err := r.Bytes()
				return err
			case strictjson.Number:
				_, err := r.Int()
				return err
			}
			return r.Null()
		}
		if err := skip(); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzReader compares with encoding/json: what we accept, it accepts with the same value, and what it accepts and we
// refuse is one of the strictnesses above.
func FuzzReader(f *testing.F) {
	for _, s := range []string{`{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00"],"b":{"c":null,"d":true}}`, `[[]]`, `{"a":1,"a":2}`, "\"\xff\"", `"\ud83d"`, "[1,]", "nul"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := read(strings.NewReader(string(raw)))
		d := json.NewDecoder(strings.NewReader(string(raw)))
		d.UseNumber()
		var want any
		known := d.Decode(&want)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("more than one line: %q", err)
			}
			return
		}
		if known != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, encoding/json %v (%v)", got, want, known)
		}
	})
}
