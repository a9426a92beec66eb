package records

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
)

// maxCursor is the longest cursor that is read; ours are far shorter.
const maxCursor = 1000

// Cursor writes the place in a list after the row with these sort values. The name of the order goes with it, so
// that a cursor of one order is not taken for a place in another. Values must be valid UTF-8.
func Cursor(order string, values ...string) string {
	raw, err := json.Marshal(append([]string{order}, values...))
	if err != nil {
		panic(err) // strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// ReadCursor returns the n sort values of a cursor of the given order, nil for the empty cursor (the first page).
// Anything that Cursor did not write is a fault.NotFound: there is no such page.
func ReadCursor(s, order string, n int) ([]string, error) {
	if s == "" {
		return nil, nil
	}
	if len(s) > maxCursor {
		return nil, fault.Missing()
	}
	raw, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || !utf8.Valid(raw) || strings.ContainsRune(string(raw), 0) {
		return nil, fault.Missing()
	}
	var values []string
	if err := json.Unmarshal(raw, &values); err != nil || len(values) != n+1 || values[0] != order {
		return nil, fault.Missing()
	}
	if Cursor(order, values[1:]...) != s || strings.ContainsRune(strings.Join(values, ""), 0) {
		return nil, fault.Missing()
	}
	return values[1:], nil
}

// Beyond is the condition for the rows after a cursor's values when sorted by columns, all in one direction.
// The last column must be unique. Columns are trusted names, never input; nil values mean no condition.
func Beyond(descending bool, columns []string, values []string) dbx.Expression {
	if len(values) != len(columns) {
		return dbx.NewExp("1=1")
	}
	params, names := dbx.Params{}, make([]string, len(values))
	for i, v := range values {
		name := "beyond" + strconv.Itoa(i)
		params[name], names[i] = v, "{:"+name+"}"
	}
	than := " > "
	if descending {
		than = " < "
	}
	return dbx.NewExp("("+strings.Join(columns, ", ")+")"+than+"("+strings.Join(names, ", ")+")", params)
}
