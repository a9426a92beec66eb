package forums

import (
	"fmt"

	"cooperage/hooks/locale"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// first are the categories that a new co-op begins with; name and about are English catalogue keys, written in the
// co-op's language when it is founded and its own from then on.
var first = []struct{ name, about, read string }{
	{locale.Mark("Welcome"), locale.Mark("Who we are, and questions that everybody has once. Everybody can read along."), Public},
	{locale.Mark("Work"), locale.Mark("Orders, prices, tools, and help with what is on the table."), Members},
	{locale.Mark("Learning together"), locale.Mark("Mentoring, courses, and feedback on work in progress."), Members},
	{locale.Mark("The co-op"), locale.Mark("How we run this together: money, rules, meetings."), Members},
}

// Begin makes the categories of a new co-op, in its language. It is called inside the founding's transaction.
func (r *Room) Begin(tx core.App, language string) error {
	l := r.site.Catalogs().For(language, nil)
	now := ms(r.clock.Now())
	for i, c := range first {
		name := l.T(c.name)
		_, err := tx.DB().Insert("forum_categories", dbx.Params{"slug": slugOf(name), "name": name, "about": l.T(c.about), "position": i + 1,
			"read_by": c.read, "write_by": Members, "created_at": now}).Execute()
		if err != nil {
			return fmt.Errorf("make the first categories: %w", err)
		}
	}
	_, err := tx.DB().Update("forum_categories", dbx.Params{"name": l.T("Motions"), "about": l.T("Each motion is talked over here before the vote.")},
		dbx.HashExp{"purpose": ForMotions}).Execute()
	if err != nil {
		return fmt.Errorf("name the category of motions: %w", err)
	}
	return nil
}
