package profiles

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// PageSize is how many members a page of the directory shows.
const PageSize = 24

// Query asks the directory of members. Zero values do not narrow it.
type Query struct {
	Words string
	Craft string
	Open  bool // only those who take new work
	After string
}

// Found is one page of answers, by name.
type Found struct {
	Cards []Brief
	Count int
	Next  string // cursor of the next page, or ""
}

// Find returns a page of the active members by name. It costs two statements.
// A cursor that it did not give is fault.NotFound.
func Find(ctx context.Context, app core.App, q Query) (Found, error) {
	var found Found
	after, err := records.ReadCursor(q.After, "name", 2)
	if err != nil {
		return found, err
	}
	where, params := q.sql()
	from := " FROM users u LEFT JOIN profiles p ON p.person = u.id WHERE " + where
	if err := app.ConcurrentDB().NewQuery("SELECT COUNT(*)" + from).WithContext(ctx).Bind(params).Row(&found.Count); err != nil {
		return found, fmt.Errorf("count members: %w", err)
	}
	if after != nil {
		from += " AND (u.name, u.id) > ({:name}, {:id})"
		params["name"], params["id"] = after[0], after[1]
	}
	err = app.ConcurrentDB().NewQuery("SELECT " + briefColumns + from + " ORDER BY u.name, u.id LIMIT " + strconv.Itoa(PageSize+1)).
		WithContext(ctx).Bind(params).All(&found.Cards)
	if err != nil {
		return found, fmt.Errorf("list members: %w", err)
	}
	if len(found.Cards) > PageSize {
		found.Cards = found.Cards[:PageSize]
		last := found.Cards[PageSize-1]
		found.Next = records.Cursor("name", last.Name, last.ID)
	}
	return found, nil
}

// sql is the condition of the query. Every word must stand somewhere in the name or in what the member says.
func (q Query) sql() (string, dbx.Params) {
	where, params := "u.kind = 'member'", dbx.Params{}
	if q.Craft != "" {
		where += " AND p.craft = {:craft}"
		params["craft"] = q.Craft
	}
	if q.Open {
		where += " AND p.open = 1"
	}
	escape := strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`)
	for i, word := range strings.Fields(q.Words) {
		if i == 8 {
			break
		}
		n := strconv.Itoa(i)
		where += " AND (p.words LIKE {:folded" + n + "} ESCAPE '\\' OR u.name LIKE {:word" + n + "} ESCAPE '\\')"
		params["folded"+n] = "%" + escape.Replace(fold(word)) + "%"
		params["word"+n] = "%" + escape.Replace(word) + "%"
	}
	return where, params
}

// Newest returns the n members who joined last.
func Newest(app core.App, n int) ([]Brief, error) {
	var list []Brief
	err := app.ConcurrentDB().NewQuery("SELECT " + briefColumns + " FROM users u LEFT JOIN profiles p ON p.person = u.id " +
		"WHERE u.kind = 'member' ORDER BY u.joined DESC, u.id LIMIT " + strconv.Itoa(n)).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list newest members: %w", err)
	}
	return list, nil
}
