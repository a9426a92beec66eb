package notices

import (
	"encoding/json"
	"fmt"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/money"
)

// Word is an argument that is itself a text of the catalogue, such as the name of an office.
type Word = locale.Word

// arg is how one argument is stored: exactly one field is set. Money, dates and words are written in the
// reader's language when the notice is read; their printf verb is %s.
type arg struct {
	Text  *string       `json:"s,omitempty"`
	Int   *int64        `json:"n,omitempty"`
	Money *money.Amount `json:"m,omitempty"`
	Rate  *int64        `json:"r,omitempty"`
	Time  *time.Time    `json:"t,omitempty"`
	Word  *Word         `json:"w,omitempty"`
}

// pack turns arguments into their stored form. Only strings, whole numbers, money, rates, times and Words are taken.
func pack(args []any) (string, error) {
	list := make([]arg, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case string:
			list[i].Text = &v
		case int:
			n := int64(v)
			list[i].Int = &n
		case int64:
			list[i].Int = &v
		case money.Amount:
			list[i].Money = &v
		case money.Bps:
			n := int64(v)
			list[i].Rate = &n
		case time.Time:
			list[i].Time = &v
		case Word:
			list[i].Word = &v
		default:
			return "", fmt.Errorf("argument %d of a notice is a %T", i+1, a)
		}
	}
	raw, err := json.Marshal(list)
	return string(raw), err
}

// unpack writes stored arguments in the reader's language.
func unpack(raw string, l *locale.Locale) ([]any, error) {
	var list []arg
	if raw != "" {
		if err := json.Unmarshal([]byte(raw), &list); err != nil {
			return nil, fmt.Errorf("read arguments of a notice: %w", err)
		}
	}
	args := make([]any, len(list))
	for i, a := range list {
		switch {
		case a.Text != nil:
			args[i] = *a.Text
		case a.Int != nil:
			args[i] = *a.Int
		case a.Money != nil:
			args[i] = l.Money(*a.Money)
		case a.Rate != nil:
			args[i] = l.Rate(money.Bps(*a.Rate))
		case a.Time != nil:
			args[i] = l.DateTime(*a.Time)
		case a.Word != nil:
			args[i] = l.T(string(*a.Word))
		default:
			args[i] = ""
		}
	}
	return args, nil
}
