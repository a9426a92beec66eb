// Package fault is the vocabulary of refusals: why an act was not done, in words for the person who asked.
// Rooms return these errors; only web turns them into a status and a page. Any other error is an internal one
// and its text is never shown.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what sort of refusal an error is; web maps each kind to one HTTP status.
type Kind string

// The kinds and their HTTP statuses.
const (
	Invalid     Kind = "invalid"     // 422: the form is shown again with its problems
	Forbidden   Kind = "forbidden"   // 403: signed in, known to exist, and not allowed
	NotFound    Kind = "not_found"   // 404: absent, or somebody else's: both answer the same
	Conflict    Kind = "conflict"    // 409: the state has moved on
	TooLarge    Kind = "too_large"   // 413
	TooMany     Kind = "too_many"    // 429, with Retry-After
	Unavailable Kind = "unavailable" // 503: try again later
	Full        Kind = "full"        // 507: the disk is full
)

// Error is a refusal with a message for the person. Text and the problems' texts are English catalogue keys;
// Args are their printf arguments.
type Error struct {
	Kind       Kind
	Text       string
	Args       []any
	Problems   []Problem
	RetryAfter time.Duration
}

// Problem is what is wrong with one field of a form.
type Problem struct {
	Field string
	Text  string
	Args  []any
}

// Error describes the refusal for the log.
func (e *Error) Error() string {
	s := string(e.Kind) + ": " + fmt.Sprintf(e.Text, e.Args...)
	for _, p := range e.Problems {
		s += "; " + p.Field + ": " + fmt.Sprintf(p.Text, p.Args...)
	}
	return s
}

// New returns a refusal of the given kind; text is an English catalogue key in printf form.
func New(kind Kind, text string, args ...any) *Error {
	return &Error{Kind: kind, Text: text, Args: args}
}

// Missing is the answer for what does not exist and for what is not the asker's to see.
func Missing() *Error { return New(NotFound, "There is nothing at this address.") }

// Is reports whether err is a refusal of the given kind.
func Is(err error, kind Kind) bool {
	e := As(err)
	return e != nil && e.Kind == kind
}

// As returns the refusal inside err, or nil when err is an internal error or nil.
func As(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return nil
}

// Problems collects what is wrong with a form, in the order of its fields.
type Problems []Problem

// Add notes that a field is wrong; text is an English catalogue key in printf form.
func (p *Problems) Add(field, text string, args ...any) {
	*p = append(*p, Problem{Field: field, Text: text, Args: args})
}

// Has reports whether the field has a problem already, so that one field shows one problem.
func (p Problems) Has(field string) bool {
	for _, x := range p {
		if x.Field == field {
			return true
		}
	}
	return false
}

// Err returns an Invalid refusal with the problems, or nil when there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Text: "Please check the marked fields.", Problems: p}
}
