package book

import (
	"io"
	"strings"
	"unicode"

	"cooperage/hooks/money"
	"cooperage/hooks/strictjson"
)

// The limits of a patronage file.
const (
	MaxShares = 2_000_000 // members
	maxKey    = 100       // bytes of a member's code
)

// Patronage is a part of a surplus to be shared among members by what each contributed, usually the commission paid
// in the year.
type Patronage struct {
	Total   money.Amount
	Weights map[string]int64 // by member code
}

// Allocation is who gets what, in minor units. The parts sum to Sum, which is the whole total.
type Allocation struct {
	Parts map[string]int64 `json:"parts"`
	Sum   int64            `json:"sum"`
}

// Allocate shares the total by the split rule (see money.Split).
func (p Patronage) Allocate() (Allocation, error) {
	shares, err := money.Split(p.Total, p.Weights)
	if err != nil {
		return Allocation{}, err
	}
	a := Allocation{Parts: make(map[string]int64, len(shares))}
	for code, share := range shares {
		a.Parts[code] = share.Minor
		a.Sum += share.Minor
	}
	return a, nil
}

// patronageFile is the reading of {"total":123457,"currency":"EUR","weights":{"M001":5200}}.
type patronageFile struct {
	*strictjson.Reader
	Patronage
	lines map[string]int // of the fields
}

// ReadPatronage reads an exported allocation to be computed again. What would have to be guessed is refused with a
// *strictjson.Error, one line that says where.
func ReadPatronage(src io.Reader) (Patronage, error) {
	f := patronageFile{Reader: strictjson.NewReader(src), lines: map[string]int{}}
	f.Weights = map[string]int64{}
	err := f.Object(f.field)
	if err == nil {
		err = f.End()
	}
	for _, name := range []string{"total", "currency", "weights"} {
		if err == nil && f.lines[name] == 0 {
			err = f.Errorf("the field %q is missing", name)
		}
	}
	if err == nil {
		err = f.shareable()
	}
	if err != nil {
		return Patronage{}, err
	}
	return f.Patronage, nil
}

func (f *patronageFile) field(name string) (err error) {
	f.lines[name] = f.Line()
	switch name {
	case "total":
		f.Total.Minor, err = f.within(-MaxMinor)
	case "currency":
		f.Total.Currency, err = f.String()
		if err == nil && !money.Known(f.Total.Currency) {
			err = f.Errorf("the currency %s is not known", strictjson.Quote(f.Total.Currency))
		}
	case "weights":
		err = f.Object(f.weight)
	default:
		err = f.Errorf("the field %s is not known", strictjson.Quote(name))
	}
	return err
}

// within reads an amount in minor units.
func (f *patronageFile) within(least int64) (int64, error) {
	n, err := f.Int()
	if err == nil && (n < least || n > MaxMinor) {
		err = f.Errorf("%d is not an amount from %d to %d", n, least, int64(MaxMinor))
	}
	return n, err
}

func (f *patronageFile) weight(code string) (err error) {
	hidden := func(c rune) bool { return !unicode.IsGraphic(c) }
	switch {
	case code == "" || len(code) > maxKey || strings.ContainsFunc(code, hidden):
		return f.Errorf("%s is not a member's code", strictjson.Quote(code))
	case len(f.Weights) == MaxShares:
		return f.Errorf("more than %d members have weights", MaxShares)
	}
	f.Weights[code], err = f.within(0)
	return err
}

// shareable refuses money that nobody has a claim to.
func (f *patronageFile) shareable() error {
	for _, w := range f.Weights {
		if w > 0 {
			return nil
		}
	}
	if f.Total.Minor == 0 && len(f.Weights) > 0 {
		return nil
	}
	return strictjson.At(f.lines["weights"], "no member has a weight above 0, so nothing says how to share")
}
