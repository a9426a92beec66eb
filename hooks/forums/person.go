package forums

import (
	"database/sql"
	"errors"
	"fmt"

	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// personOf returns the person's number in the forum, or 0 for guests and for those who have not been here yet.
func personOf(app core.App, who *members.Person) (int64, error) {
	if who == nil {
		return 0, nil
	}
	var id int64
	err := app.DB().Select("id").From("forum_people").Where(dbx.HashExp{"person": who.Id}).Row(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("find person in the forum: %w", err)
	}
	return id, nil
}

// PersonOf returns the number in the forum of the person with the record id, and gives one to who has none. It is
// called inside a transaction.
func PersonOf(tx core.App, person string) (int64, error) {
	var id int64
	err := tx.DB().NewQuery(`INSERT INTO forum_people (person) VALUES ({:p}) ON CONFLICT (person) DO UPDATE SET name = name RETURNING id`).
		Bind(dbx.Params{"p": person}).Row(&id)
	if err != nil {
		return 0, fmt.Errorf("number a person in the forum: %w", err)
	}
	return id, nil
}
