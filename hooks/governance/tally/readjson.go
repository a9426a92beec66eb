package tally

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"cooperage/hooks/strictjson"
)

var electionFields = []string{"method", "options", "withdrawn", "seats", "status_quo", "roll", "quorum", "threshold",
	"base", "scale", "grid", "min", "max", "lot", "ballots"}

// jsonFile reads an export. Fields may come in any order: what ballots name is numbered until the options are known.
type jsonFile struct {
	reading
	*strictjson.Reader
	seats  int64
	listed []string              // the options, as listed
	quo    any                   // the status quo, a string or an int64
	ballot place                 // being read
	form   byte                  // of the ballot being read
	voters map[[16]byte]struct{} // by half a SHA-256 of their names, which may be long
}

func readJSON(in io.Reader, as As) (*File, error) {
	f := &jsonFile{Reader: strictjson.NewReader(in), voters: map[[16]byte]struct{}{}}
	f.as, f.lines = as, map[string]int{}
	f.options.max, f.grades.max = MaxOptions, MaxGrades
	err := f.Object(func(name string) error {
		if !slices.Contains(electionFields, name) {
			return f.Errorf("the field %s is not known", strictjson.Quote(name))
		}
		f.lines[name] = f.Line()
		return f.in(name, f.field(name))
	})
	if f.end = f.Line(); err == nil {
		err = f.End()
	}
	if err != nil {
		return nil, err
	}
	if err := f.settle(); err != nil {
		return nil, err
	}
	return f.finish()
}

// field reads the value of a field of the election.
func (f *jsonFile) field(name string) (err error) {
	switch name {
	case "method":
		f.Election.Method, err = word[Method](f)
		if _, ok := methods[f.Election.Method]; err == nil && !ok {
			err = f.Errorf("%q is not a method", f.Election.Method)
		}
	case "options":
		f.listed, err = f.list(&f.options)
	case "withdrawn":
		f.Election.Withdrawn, err = f.list(&roster{max: MaxOptions})
	case "scale":
		f.Election.Scale, err = f.list(&f.grades)
	case "base":
		f.Election.Base, err = word[Base](f)
		if err == nil && f.Election.Base != Votes && f.Election.Base != Roll {
			err = f.Errorf("%q is neither votes nor roll", f.Election.Base)
		}
	case "lot":
		f.Election.Lot, err = word[string](f)
		if err == nil && !isHash(f.Election.Lot) {
			err = f.Errorf("not 64 hexadecimal digits")
		}
	case "quorum":
		f.Election.Quorum, err = f.fraction()
	case "threshold":
		f.Election.Threshold, err = f.fraction()
	case "status_quo":
		if f.Kind() == strictjson.String {
			f.quo, err = word[string](f)
		} else {
			f.quo, err = f.Int()
		}
	case "ballots":
		err = f.Array(f.readBallot)
	default:
		err = f.number(name)
	}
	return err
}

// in names the field in a refusal of its value.
func (f *jsonFile) in(field string, err error) error {
	if own, ok := errors.AsType[*strictjson.Error](err); ok && field != "ballots" {
		own.Text = field + ": " + own.Text
	}
	return err
}

// word reads a text.
func word[T ~string](f *jsonFile) (T, error) {
	text, err := f.Bytes()
	return T(text), err
}

// number reads a field that is a whole number.
func (f *jsonFile) number(name string) error {
	least, most := int64(1), int64(MaxBallots)
	var to *int64
	switch name {
	case "seats":
		to, most = &f.seats, MaxSeats
	case "roll":
		to = &f.Election.Roll
	case "grid":
		to = &f.Election.Grid
	case "min":
		to, least = &f.Election.Min, -most
	case "max":
		to, least = &f.Election.Max, -most
	}
	n, err := f.Int()
	if err != nil {
		return err
	}
	*to = n
	if n < least || n > most {
		return f.Errorf("%d is not a number from %d to %d", n, least, most)
	}
	return nil
}

// list reads the names that ballots may use.
func (f *jsonFile) list(names *roster) ([]string, error) {
	var list []string
	listed := map[string]bool{}
	err := f.Array(func() error {
		name, err := word[string](f)
		if err == nil {
			if err = plain(name); err != nil {
				return f.Errorf("%s", err)
			}
		}
		switch {
		case err != nil:
			return err
		case listed[name]:
			return f.Errorf("%s is listed twice", strictjson.Quote(name))
		case len(list) == names.max:
			return f.Errorf("more than %d names are listed", names.max)
		}
		list, listed[name] = append(list, name), true
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(names.names) == 0 { // else settle compares
		for _, name := range list {
			if _, err := names.id([]byte(name), place{}); err != nil {
				return nil, f.Errorf("%s", err)
			}
		}
		names.full = true
	}
	return list, nil
}

// known checks that the names which ballots use are listed, where the list came after the ballots.
func (r *roster) known(list []string, what string) error {
	if r.full || len(r.names) == 0 {
		return nil
	}
	if list == nil {
		return r.at[0].fail("the file does not list its %ss", what)
	}
	listed := map[string]bool{}
	for _, name := range list {
		listed[name] = true
	}
	for i, name := range r.names {
		if !listed[name] {
			return r.at[i].fail("%s %s", what, unlisted(name))
		}
	}
	return nil
}

func unlisted(name string) string {
	return strictjson.Quote(name) + " is not one of those the file names"
}

// fraction reads an exact share such as 2/3.
func (f *jsonFile) fraction() (Fraction, error) {
	text, err := word[string](f)
	if err != nil {
		return Fraction{}, err
	}
	over, under, ok := strings.Cut(text, "/")
	num, okNum := digits(over)
	den, okDen := digits(under)
	if !ok || !okNum || !okDen || den == 0 || num > den || den > maxFraction {
		return Fraction{}, f.Errorf("%s is not a share from 0/1 to 1/1, such as 2/3", strictjson.Quote(text))
	}
	return Fraction{num, den}, nil
}

// digits reads a number written with digits only.
func digits(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil && text[0] != '+' && text[0] != '-'
}

func isHash(text string) bool {
	raw, err := hex.DecodeString(text)
	return err == nil && len(raw) == sha256.Size
}

// settle is what can be said only when all fields are read.
func (f *jsonFile) settle() error {
	if _, ok := f.lines["method"]; !ok && f.as.Method == "" {
		return f.last().fail("the method is missing")
	}
	if _, ok := f.lines["ballots"]; !ok {
		return f.last().fail("the ballots are missing")
	}
	f.Election.Method = cmp.Or(f.as.Method, f.Election.Method)
	f.Election.Options, f.Election.Seats = f.listed, int(f.seats)
	if err := cmp.Or(f.options.known(f.listed, "option"), f.grades.known(f.Election.Scale, "grade")); err != nil {
		return err
	}
	if !f.options.full {
		f.renumber(f.listed)
	}
	if err := f.formed(); err != nil {
		return err
	}
	if f.Election.Method == ScottishSTV && cmp.Or(int64(f.as.Seats), f.seats) == 0 {
		return f.last().fail("the number of seats is missing")
	}
	if err := f.bounds(); err != nil {
		return err
	}
	return f.statusQuo()
}

// bounds settles between which values a ballot lies. Bounds without a grid hold for every whole number between them.
func (f *jsonFile) bounds() error {
	lower, upper := f.lines["min"] > 0, f.lines["max"] > 0
	switch {
	case f.Election.Grid > 0 && !(lower && upper):
		return f.at("grid").fail("a grid needs a min and a max")
	case lower && !upper:
		return f.at("min").fail("a min needs a max")
	case upper && !lower:
		return f.at("max").fail("a max needs a min")
	case lower && f.lines["grid"] == 0:
		f.Election.Grid = 1
	}
	return nil
}

func (f *jsonFile) statusQuo() error {
	switch quo := f.quo.(type) {
	case string:
		if f.Election.Method == Median {
			return f.at("status_quo").fail("the status quo of a median is a number")
		}
		if f.listed != nil && !slices.Contains(f.listed, quo) {
			return f.at("status_quo").fail("status quo %s", unlisted(quo))
		}
		f.Election.StatusQuo = quo
	case int64:
		if f.Election.Method != Median {
			return f.at("status_quo").fail("the status quo is a number, not an option")
		}
		f.Election.Present = quo
	default:
		if f.Election.Method == Median {
			return f.last().fail("the status quo is missing")
		}
	}
	return nil
}
