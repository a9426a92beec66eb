package tally

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"cooperage/hooks/strictjson"
)

// readBallot reads one ballot and puts it into the box.
func (f *jsonFile) readBallot() error {
	f.ballot = place{f.Line(), f.ballot.ballot + 1}
	f.form, f.marks = 0, f.marks[:0]
	count, named := int64(1), false
	err := f.Object(func(name string) (err error) {
		switch name {
		case "count":
			count, err = f.Int()
		case "tracker", "voter":
			named = true
			err = f.name(name)
		default:
			err = f.mark(name)
		}
		return err
	})
	if own, ok := errors.AsType[*strictjson.Error](err); ok {
		own.Text = fmt.Sprintf("ballot %d: %s", f.ballot.ballot, own.Text)
	}
	if err != nil {
		return err
	}
	if f.form == 0 {
		return f.ballot.fail("the ballot says nothing; a blank one has an empty list")
	}
	if named && count != 1 {
		return f.ballot.fail("a ballot with a tracker or a voter counts once")
	}
	f.seal(f.form)
	if err := f.put(count, f.ballot); err != nil {
		return f.ballot.fail("%s", err)
	}
	return nil
}

// name reads the tracker or voter of a published ballot. Two voters may have chosen one tracker, but nobody has two
// ballots.
func (f *jsonFile) name(field string) error {
	name, err := word[string](f)
	if err != nil {
		return err
	}
	if err := plain(name); err != nil {
		return f.Errorf("%s: %s", field, err)
	}
	if field == "tracker" {
		return nil
	}
	hash := sha256.Sum256([]byte(name))
	voter := [16]byte(hash[:])
	switch _, before := f.voters[voter]; {
	case before:
		return f.Errorf("voter %q has two ballots", name)
	case len(f.voters) == MaxVoters:
		return f.Errorf("more than %d voters are named", MaxVoters)
	}
	f.voters[voter] = struct{}{}
	return nil
}

var fieldForms = map[string]byte{"ranking": formRanking, "approve": formApprove, "scores": formScores,
	"grades": formGrades, "value": formValue, "choice": formChoice}

// mark reads what the ballot says.
func (f *jsonFile) mark(field string) error {
	form, ok := fieldForms[field]
	if !ok {
		return f.Errorf("the field %s is not known", strictjson.Quote(field))
	}
	if f.form != 0 {
		return f.Errorf("a ballot has either %s or %s", formNames[f.form], formNames[form])
	}
	f.form = form
	switch form {
	case formRanking:
		return f.ranks()
	case formApprove:
		return f.Array(func() error { return f.option(0) })
	case formScores:
		return f.Object(func(name string) error { return f.about(name, f.Int) })
	case formGrades:
		return f.Object(func(name string) error { return f.about(name, f.grade) })
	case formValue:
		return f.value()
	}
	return f.choice()
}

func (f *jsonFile) ranks() error {
	rank := int64(0)
	return f.Array(func() error {
		before := len(f.marks)
		if err := f.Array(func() error { return f.option(rank) }); err != nil {
			return err
		}
		if len(f.marks) == before {
			return f.Errorf("a rank names no option")
		}
		rank++
		return nil
	})
}

// option reads the name of an option and marks it.
func (f *jsonFile) option(with int64) error {
	name, err := f.Bytes()
	if err != nil {
		return err
	}
	return f.noted(name, with)
}

// noted marks an option, whose name is a text or a name just read.
func (f *jsonFile) noted(name []byte, with int64) error {
	option, err := f.options.id(name, place{f.Line(), f.ballot.ballot})
	if err != nil {
		return f.Errorf("option %s", err)
	}
	if !f.once(f.ballot.ballot, option) {
		return f.Errorf("option %q is named twice", name)
	}
	f.marks = append(f.marks, mark{option, with})
	return nil
}

// about reads what the ballot says about the option.
func (f *jsonFile) about(name string, read func() (int64, error)) error {
	if err := f.noted([]byte(name), 0); err != nil {
		return err
	}
	with, err := read()
	f.marks[len(f.marks)-1].with = with
	return err
}

func (f *jsonFile) grade() (int64, error) {
	name, err := f.Bytes()
	if err != nil {
		return 0, err
	}
	grade, err := f.grades.id(name, place{f.Line(), f.ballot.ballot})
	if err != nil {
		return 0, f.Errorf("grade %s", err)
	}
	return int64(grade), nil
}

// value reads a number, or null, which abstains.
func (f *jsonFile) value() error {
	if f.Kind() == strictjson.Null {
		return f.Null()
	}
	value, err := f.Int()
	f.marks = append(f.marks, mark{with: value})
	return err
}

func (f *jsonFile) choice() error {
	name, err := word[string](f)
	if err != nil {
		return err
	}
	choice := slices.Index(spoken, name)
	if choice < 0 {
		return f.Errorf("choice %q is not yes, no or abstain", name)
	}
	f.marks = append(f.marks, mark{with: int64(choice)})
	return nil
}
