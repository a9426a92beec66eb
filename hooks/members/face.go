package members

import (
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Face is what lists show of a member: read as plain columns, for pages that only show. Portrait is a picture's id.
type Face struct {
	Code     string `db:"code"`
	Name     string `db:"name"`
	Handle   string `db:"handle"`
	Portrait string `db:"portrait"`
}

// Faces returns the members with the codes, by code. A code that nobody has any more shows as itself.
func Faces(app core.App, codes ...string) (map[string]Face, error) {
	faces := map[string]Face{}
	list := make([]any, 0, len(codes))
	for _, c := range codes {
		if _, known := faces[c]; known || c == "" {
			continue
		}
		faces[c] = Face{Code: c, Name: c}
		list = append(list, c)
	}
	// In portions, for SQLite takes a bounded number of parameters.
	for len(list) > 0 {
		n := min(len(list), 500)
		var rows []Face
		err := app.DB().Select("code", "name", "handle", "portrait").From("users").Where(dbx.In("code", list[:n]...)).All(&rows)
		if err != nil {
			return nil, fmt.Errorf("read members by code: %w", err)
		}
		for _, f := range rows {
			faces[f.Code] = f
		}
		list = list[n:]
	}
	return faces, nil
}

// Handles returns which of the handles belong to members, who have a page to link to.
func Handles(app core.App, handles []string) (map[string]bool, error) {
	known := map[string]bool{}
	for part := range slices.Chunk(handles, 500) {
		list := make([]any, len(part))
		for i, h := range part {
			list[i] = h
		}
		var found []string
		err := app.DB().Select("handle").From("users").Where(dbx.In("handle", list...)).
			AndWhere(dbx.HashExp{"kind": Member}).Column(&found)
		if err != nil {
			return nil, fmt.Errorf("look up handles: %w", err)
		}
		for _, h := range found {
			known[h] = true
		}
	}
	return known, nil
}

// Coded is an active member's record id with the stable code.
type Coded struct {
	ID   string `db:"id"`
	Code string `db:"code"`
}

// ActiveCodes returns all active members by code, as plain columns: for rolls and for telling many.
func ActiveCodes(app core.App) ([]Coded, error) {
	var rows []Coded
	err := app.DB().Select("id", "code").From("users").Where(dbx.HashExp{"kind": Member}).
		AndWhere(dbx.NewExp("code != ''")).OrderBy("code").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("list codes of active members: %w", err)
	}
	return rows, nil
}

// CountActive returns how many active members there are.
func CountActive(app core.App) (int, error) {
	var n int
	if err := app.DB().Select("count(*)").From("users").Where(dbx.HashExp{"kind": Member}).Row(&n); err != nil {
		return 0, fmt.Errorf("count active members: %w", err)
	}
	return n, nil
}
