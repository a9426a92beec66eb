package book

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/big"
	"strings"
	"testing"
	"testing/iotest"

	"cooperage/hooks/money"
	"cooperage/hooks/strictjson"
)

const surplus = `{"total":123457,"currency":"EUR","weights":{"M001":5200,"M002":60450,"M003":29332}}`

func TestReadPatronage_ReadsAnExportInAnyOrder(t *testing.T) {
	t.Parallel()
	for _, in := range []string{surplus, `{"weights":{"M003":29332,"M001":5200,"M002":60450},"currency":"EUR","total":123457}`} {
		p, err := ReadPatronage(iotest.OneByteReader(strings.NewReader(in)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Allocate()
		want := map[string]int64{"M001": 6759, "M002": 78572, "M003": 38126}
		if err != nil || got.Sum != 123457 || !maps.Equal(got.Parts, want) {
			t.Errorf("%+v, %v; want %v", got, err, want)
		}
	}
}

func TestReadPatronage_RefusesWhatItWouldHaveToGuess(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                               "line 1: expected an object, but the file ends here",
		"{}":                             `line 1: the field "total" is missing`,
		`{"total":1,"weights":{"a":1}}`:  `line 1: the field "currency" is missing`,
		`{"total":1,"currency":"EUR"}`:   `line 1: the field "weights" is missing`,
		"{\"total\":1,\n\"wieghts\":{}}": `line 2: the field "wieghts" is not known`,
		"{\"total\":1,\n\"total\":1}":    `line 2: the name "total" is here twice`,
		"{\"total\":1,\"currency\":\"EUR\",\n\"weights\":{\"a\":1,\n\"a\":2}}": `line 3: the name "a" is here twice`,
		`{"total":"1"}`:                 `line 1: expected a number, found '"'`,
		`{"total":1.5}`:                 `line 1: "1.5" is not a whole number in digits only`,
		`{"total":1e3}`:                 `line 1: "1e3" is not a whole number in digits only`,
		`{"total":4000000000000001}`:    `line 1: 4000000000000001 is not an amount from -4000000000000000 to 4000000000000000`,
		`{"total":9223372036854775808}`: `line 1: "9223372036854775808" is too large`,
		`{"currency":"eur"}`:            `line 1: the currency "eur" is not known`,
		`{"weights":["a"]}`:             "line 1: expected an object, found '['",
		`{"weights":{"a":-1}}`:          "line 1: -1 is not an amount from 0 to 4000000000000000",
		`{"weights":{"":1}}`:            `line 1: "" is not a member's code`,
		`{"weights":{"a\nb":1}}`:        `line 1: "a\nb" is not a member's code`,
		"{\"total\":1,\"currency\":\"EUR\",\n\"weights\":{}}":      "line 2: no member has a weight above 0, so nothing says how to share",
		"{\"total\":1,\"currency\":\"EUR\",\"weights\":{\"a\":0}}": "line 1: no member has a weight above 0, so nothing says how to share",
		surplus + "\n{}": "line 2: expected the end of the file, found '{'",
	} {
		_, err := ReadPatronage(strings.NewReader(in))
		if refused, ok := errors.AsType[*strictjson.Error](err); !ok || refused.Error() != want {
			t.Errorf("%s:\ngot  %v\nwant %s", in, err, want)
		}
	}
	broken := errors.New("the disk is gone")
	if _, err := ReadPatronage(io.MultiReader(strings.NewReader(surplus), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("a file that cannot be read to its end: %v", err)
	}
}

// FuzzReadPatronage: what is accepted is shared to the last unit, each part within one unit of the exact share, and
// written out it is the same file.
func FuzzReadPatronage(f *testing.F) {
	f.Add([]byte(surplus))
	f.Add([]byte(`{"total":-101,"currency":"JPY","weights":{"client":1,"member":1,"x":0}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := ReadPatronage(bytes.NewReader(raw))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "line ") || strings.ContainsAny(err.Error(), "\r\n") {
				t.Fatalf("refused by %q", err)
			}
			return
		}
		checkAllocation(t, p)
		again, err := json.Marshal(map[string]any{"total": p.Total.Minor, "currency": p.Total.Currency, "weights": p.Weights})
		if err != nil {
			t.Fatal(err)
		}
		q, err := ReadPatronage(bytes.NewReader(again))
		if err != nil || fmt.Sprint(q) != fmt.Sprint(p) {
			t.Fatalf("%s came back as %v, %v; was %v", again, q, err, p)
		}
	})
}

func checkAllocation(t *testing.T, p Patronage) {
	t.Helper()
	a, err := p.Allocate()
	if err != nil || a.Sum != p.Total.Minor || len(a.Parts) != len(p.Weights) {
		t.Fatalf("%v shared as %v, %v", p, a, err)
	}
	sum := new(big.Int)
	for _, w := range p.Weights {
		sum.Add(sum, big.NewInt(w))
	}
	for code, part := range a.Parts {
		exact := new(big.Int).Mul(big.NewInt(p.Total.Minor), big.NewInt(p.Weights[code]))
		off := exact.Sub(exact, new(big.Int).Mul(big.NewInt(part), sum))
		if sum.Sign() > 0 && off.CmpAbs(sum) >= 0 {
			t.Fatalf("%s gets %d of %v, a unit or more from the exact share", code, part, money.Amount(p.Total))
		}
	}
}
