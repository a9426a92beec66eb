package pairing_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"cooperage/hooks/mentorship/pairing"

	"pgregory.net/rapid"
)

func TestRead_RefusesNamingTheLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                            "line 1: expected an object, but the file ends here",
		"[]":                          "line 1: expected an object, found '['",
		"{}":                          `line 1: the field "mentees" is missing`,
		"{\n\"mentees\":{}}\n":        `line 2: the field "mentors" is missing`,
		`{"mentees":{},"mentros":{}}`: `line 1: unknown field "mentros"; there are mentees, mentors and blocked`,
		`{"mentees":{},"mentees":{}}`: `line 1: the name "mentees" is here twice`,
		"{\"mentees\":{\n\"a\":[],\n\"a\":[]},\"mentors\":{}}":                                     `line 3: the name "a" is here twice`,
		"{\"mentees\":{\n\"a\":[\"X\",\n\"X\"]},\"mentors\":{}}":                                   `line 3: mentor "X" is on this list twice`,
		"{\"mentees\":{\"a\":[\n\"X\"]},\n\"mentors\":{}}":                                         `line 2: mentor "X" is listed, but is not among the mentors`,
		`{"mentees":{"a":"X"},"mentors":{}}`:                                                       `line 1: expected a list, found '"'`,
		`{"mentees":{"a":[1]},"mentors":{}}`:                                                       `line 1: expected a string, found '1'`,
		`{"mentees":{"a":null},"mentors":{}}`:                                                      `line 1: expected a list, found 'n'`,
		`{"mentees":{"":[]},"mentors":{}}`:                                                         `line 1: a mentee has an empty id`,
		`{"mentees":{"a\nb":[]},"mentors":{}}`:                                                     `line 1: the id "a\nb" holds a control character`,
		`{"mentees":{},"mentors":{"X":{"capacity":-1,"prefs":[]}}}`:                                `line 1: mentor "X": a capacity of -1 is not between 0 and 1000000`,
		`{"mentees":{},"mentors":{"X":{"capacity":1.0,"prefs":[]}}}`:                               `line 1: "1.0" is not a whole number in digits only`,
		`{"mentees":{},"mentors":{"X":{"capacity":"1","prefs":[]}}}`:                               `line 1: expected a number, found '"'`,
		`{"mentees":{},"mentors":{"X":{"prefs":[]}}}`:                                              `line 1: mentor "X" has no capacity`,
		`{"mentees":{},"mentors":{"X":{"capacity":1}}}`:                                            `line 1: mentor "X" has no prefs`,
		`{"mentees":{},"mentors":{"X":{"capacity":1,"prefs":[],"x":1}}}`:                           `line 1: mentor "X": unknown field "x"; there are capacity and prefs`,
		`{"mentees":{"a":[]},"mentors":{},"blocked":[["a"]]}`:                                      `line 1: a blocked pair needs a mentee and a mentor`,
		`{"mentees":{"a":[]},"mentors":{"X":{"capacity":1,"prefs":[]}},"blocked":[["a","X","a"]]}`: `line 1: a blocked pair has more than two people`,
		"{\"mentees\":{},\"mentors\":{},\n\"blocked\":[[\"a\",\"X\"]]}":                            `line 2: mentee "a" is listed, but is not among the mentees`,
		"{\"mentees\":{},\"mentors\":{}}\n{}":                                                      `line 2: expected the end of the file, found '{'`,
		`{"mentees":{"` + strings.Repeat("x", 201) + `":[]},"mentors":{}}`:                         `line 1: the id "` + strings.Repeat("x", 60) + `"… has more than 200 bytes`,
	} {
		if _, err := pairing.Read(strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", text, err, want)
		}
	}
}

func TestRead_FieldsMayStandInAnyOrder(t *testing.T) {
	t.Parallel()
	r, err := pairing.Read(strings.NewReader(`{"blocked":[["b","X"],["b","X"]],"mentors":{"X":{"prefs":["b","a"],"capacity":1}},"mentees":{"a":["X"],"b":["X"]}}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := matched(t, r); !maps.Equal(got, map[string]string{"a": "X", "b": ""}) {
		t.Error(got)
	}
}

func TestWrite_IsReadBackAndDoesNotDependOnOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := small(t)
		var one, two, three bytes.Buffer
		other := shuffled(r, rapid.Uint64().Draw(t, "seed"))
		if err := r.Write(&one); err != nil {
			t.Fatal(err)
		}
		if err := other.Write(&two); err != nil {
			t.Fatal(err)
		}
		back, err := pairing.Read(bytes.NewReader(one.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := back.Write(&three); err != nil {
			t.Fatal(err)
		}
		if one.String() != two.String() || one.String() != three.String() {
			t.Fatalf("%s\n%s\n%s", &one, &two, &three)
		}
	})
}

func TestOutcome_AnswerNamesEveryMentee(t *testing.T) {
	t.Parallel()
	o, err := nrmp.round(t).Match()
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(o)
	if want := `{"matches":{"Anderson":null,"Brown":null,"Chen":"Mercy","Davis":"General","Eastman":"City","Ford":"State","Garcia":"City","Hassan":"State"}}`; err != nil || string(got) != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
}

// FuzzRead reads anything: an error is one line that names one, and what is read can be matched and written.
func FuzzRead(f *testing.F) {
	for _, x := range []example{nrmp, galeShapley2, {mentees: map[string]string{"a": "X"}, mentors: map[string]string{"X": "a"}, blocked: "a X"}} {
		f.Add([]byte(x.file()))
	}
	for _, s := range []string{"{}", `{"mentees":{},"mentors":{},"blocked":[]}`, `{"mentees":{"a":["X","X"]},"mentors":{"X":{"capacity":-1,"prefs":[]}}}`, "\xff"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := pairing.Read(bytes.NewReader(raw))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "line ") || strings.ContainsAny(err.Error(), "\r\n") {
				t.Errorf("the error is %q", err)
			}
			return
		}
		o, err := r.Match()
		if err != nil {
			t.Fatal(err)
		}
		if _, pairs := o.Blocking(); len(pairs) > 0 {
			t.Errorf("%v would rather have each other", pairs)
		}
		var text bytes.Buffer
		if err := r.Write(&text); err != nil {
			t.Fatal(err)
		}
		back, err := pairing.Read(&text)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := matched(t, back), named(r, o.Mentor); !maps.Equal(got, want) {
			t.Errorf("written and read back: got %v, want %v", got, want)
		}
	})
}
