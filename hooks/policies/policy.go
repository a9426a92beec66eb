package policies

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"cooperage/hooks/fault"
)

// Key names a policy in the database, in records that freeze a version, and in the address of its place on /rules.
type Key string

// Type says how a policy's value is written, checked and shown.
type Type string

// The types of values.
const (
	TypeRate   Type = "rate"   // basis points
	TypeDays   Type = "days"   // whole days
	TypeNumber Type = "number" // a count
	TypeAmount Type = "amount" // minor units of the co-op's currency
	TypeYesNo  Type = "bool"
	TypeChoice Type = "choice"
	TypeShare  Type = "share" // an exact fraction between 0 and 1
)

// Group gathers policies on /rules.
type Group string

// The groups, in the order of the page.
const (
	Fees       Group = "fees"
	Orders     Group = "orders"
	Membership Group = "membership"
	Votes      Group = "votes"
	Learning   Group = "learning"
	Openness   Group = "openness"
)

// Policy describes one rule: what it may be and what it means. Name and Text are English catalogue keys.
type Policy struct {
	Key      Key
	Group    Group
	Type     Type
	Min, Max int64 // bounds of rates, days, numbers and amounts
	Default  string
	Options  []Option
	Name     string
	Text     string
}

// Option is one value of a choice, with its English label.
type Option struct{ Code, Name string }

// All returns every policy in the order of /rules.
func All() []Policy { return registry }

// Lookup returns the policy of a key.
func Lookup(key Key) (Policy, error) {
	i, ok := index[key]
	if !ok {
		return Policy{}, fmt.Errorf("there is no policy %q", key)
	}
	return registry[i], nil
}

var index = func() map[Key]int {
	m := map[Key]int{}
	for i, p := range registry {
		m[p.Key] = i
	}
	return m
}()

// DefaultText returns the default as plain text, as Parse takes it.
func (p Policy) DefaultText() string { return Version{Value: p.Default}.Text() }

// OptionName returns the English label of a choice's code, the code itself when it is unknown.
func (p Policy) OptionName(code string) string {
	for _, o := range p.Options {
		if o.Code == code {
			return o.Name
		}
	}
	return code
}

// Parse checks a value given as plain text and returns it as JSON. A wrong value is Invalid, with a problem
// whose field is the key.
func (p Policy) Parse(text string) (string, error) {
	var problems fault.Problems
	field := string(p.Key)
	switch p.Type {
	case TypeYesNo:
		if text != "true" && text != "false" {
			problems.Add(field, "Choose yes or no.")
		}
		return text, problems.Err()
	case TypeChoice:
		if !slices.ContainsFunc(p.Options, func(o Option) bool { return o.Code == text }) {
			problems.Add(field, "Choose one of the options.")
		}
	case TypeShare:
		if _, err := ParseFraction(text); err != nil {
			problems.Add(field, "Write a share such as 1/2.")
		}
	default:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || strconv.FormatInt(n, 10) != text {
			problems.Add(field, "Write a whole number.")
		} else if n < p.Min || n > p.Max {
			problems.Add(field, "It must lie between %d and %d.", p.Min, p.Max)
		}
		return text, problems.Err()
	}
	b, err := json.Marshal(text)
	if err != nil {
		return "", err
	}
	return string(b), problems.Err()
}
