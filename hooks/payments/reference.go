package payments

import (
	"fmt"
	"strings"

	"cooperage/hooks/fault"
)

// Reference is an ISO 11649 creditor reference in electronic form: RF, two check digits, up to 21 characters.
type Reference string

const referenceMax = 21

// NewReference makes the creditor reference of a document: its letters and digits behind RF and the check digits.
// Other characters, such as the dash of an invoice number, are left out. Errors are fault.Invalid.
func NewReference(document string) (Reference, error) {
	s := strings.Map(func(r rune) rune {
		if r < 128 && alphanumeric(string(r)) {
			return r
		}
		return -1
	}, compact(document))
	if s == "" || len(s) > referenceMax {
		return "", fault.New(fault.Invalid, "A payment reference has 1 to %d letters and digits.", referenceMax)
	}
	return Reference(fmt.Sprintf("RF%02d%s", 98-mod97(s+"RF00"), s)), nil
}

// ParseReference reads a reference as it stands on a bank statement, with spaces and in any case.
// Errors are fault.Invalid.
func ParseReference(text string) (Reference, error) {
	s := compact(text)
	if len(s) < 5 || len(s) > 4+referenceMax || !alphanumeric(s) || s[:2] != "RF" || !numeric(s[2:4]) {
		return "", fault.New(fault.Invalid, "A payment reference looks like RF18 5390 0754 7034.")
	}
	if mod97(s[4:]+s[:4]) != 1 {
		return "", fault.New(fault.Invalid, "The check digits of this payment reference do not fit.")
	}
	return Reference(s), nil
}

// Spaced writes the reference in groups of four, the printed form.
func (r Reference) Spaced() string { return groups(string(r)) }
