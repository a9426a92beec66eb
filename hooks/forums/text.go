package forums

import (
	"fmt"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// text is what somebody wrote, rendered, with the members it calls.
type text struct {
	body, html string
	calls      []string // record ids
}

// ready renders a text before the transaction that stores it, for that can take a moment. Problems noted before, or
// found now, are returned together.
func (r *Room) ready(app core.App, problems *fault.Problems, body string) (text, error) {
	known, err := called(app, prose.Mentions(body))
	if err != nil {
		return text{}, err
	}
	html, err := prose.Render(body, prose.Linking(func(handle string) bool { return known[handle] != "" }))
	if f := fault.As(err); f != nil && !problems.Has("body") {
		problems.Add("body", f.Text, f.Args...)
	} else if f == nil && err != nil {
		return text{}, err
	}
	t := text{body: body, html: string(html)}
	for _, id := range known {
		t.calls = append(t.calls, id)
	}
	return t, problems.Err()
}

// MaxCalls is how many members one post can call; those after are not told.
const MaxCalls = 20

// called returns the record ids of active members by handle.
func called(app core.App, handles []string) (map[string]string, error) {
	if len(handles) == 0 {
		return nil, nil
	}
	list := make([]any, 0, MaxCalls)
	for _, h := range handles[:min(len(handles), MaxCalls)] {
		list = append(list, h)
	}
	var rows []struct {
		ID     string `db:"id"`
		Handle string `db:"handle"`
	}
	err := app.DB().Select("id", "handle").From("users").Where(dbx.In("handle", list...)).
		AndWhere(dbx.HashExp{"kind": members.Member}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("look up mentioned members: %w", err)
	}
	known := map[string]string{}
	for _, row := range rows {
		known[row.Handle] = row.ID
	}
	return known, nil
}

// mention notes whom a post calls and returns their numbers in the forum.
func mention(tx core.App, post int64, ids []string) ([]int64, error) {
	var people []int64
	for _, id := range ids {
		person, err := PersonOf(tx, id)
		if err != nil {
			return nil, err
		}
		people = append(people, person)
		_, err = tx.DB().NewQuery("INSERT INTO forum_mentions (post, person) VALUES ({:post}, {:person}) ON CONFLICT DO NOTHING").
			Bind(dbx.Params{"post": post, "person": person}).Execute()
		if err != nil {
			return nil, fmt.Errorf("note a mention: %w", err)
		}
	}
	return people, nil
}
