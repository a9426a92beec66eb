package forums

import (
	"fmt"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Pin keeps a topic on top of its category, or lets it go. A moderator's act.
func (r *Room) Pin(app core.App, who *members.Person, topic int64, on bool) (*Topic, error) {
	return r.mark(app, who, topic, "pinned", on)
}

// Lock closes a topic to new posts, or opens it again. A moderator's act.
func (r *Room) Lock(app core.App, who *members.Person, topic int64, on bool) (*Topic, error) {
	return r.mark(app, who, topic, "locked", on)
}

// mark sets one of a topic's signs.
func (r *Room) mark(app core.App, who *members.Person, topic int64, sign string, on bool) (*Topic, error) {
	var t *Topic
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if t, _, err = TopicByID(tx, who, topic); err != nil {
			return err
		}
		if !Moderates(who) {
			return fault.Missing()
		}
		if _, err = tx.DB().Update("forum_topics", dbx.Params{sign: flag(on)}, dbx.HashExp{"id": topic}).Execute(); err != nil {
			return fmt.Errorf("mark topic %d: %w", topic, err)
		}
		return r.note(tx, who, t.Author, topicLink(t), signsNoted[sign][flag(on)])
	})
	return t, err
}

// signsNoted is what the log says of a sign that was taken off or put on.
var signsNoted = map[string][2]string{
	"pinned": {locale.Mark("Let a topic go from the top of its category."), locale.Mark("Pinned a topic to the top of its category.")},
	"locked": {locale.Mark("Unlocked a topic."), locale.Mark("Locked a topic.")},
}

func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}

// Decide marks a topic as decided by one of its posts; the number 0 opens it again. The one who started it may, and
// moderators. What a motion decides, its vote decides.
func (r *Room) Decide(app core.App, who *members.Person, topic, number int64) (*Topic, error) {
	var t *Topic
	err := app.RunInTransaction(func(tx core.App) error {
		topic, c, err := TopicByID(tx, who, topic)
		if err != nil {
			return err
		}
		t = topic
		person, err := r.mayAnswer(tx, who, t, c)
		if err != nil {
			return err
		}
		if person != t.Author && !Moderates(who) {
			return fault.Missing()
		}
		if t.Motion != nil {
			return fault.New(fault.Conflict, "The vote on its motion decides this topic.")
		}
		var decided *int64
		if number > 0 && number <= t.Posts {
			decided = &number
		}
		if _, err := tx.DB().Update("forum_topics", dbx.Params{"decided": decided}, dbx.HashExp{"id": t.ID}).Execute(); err != nil {
			return fmt.Errorf("decide topic %d: %w", t.ID, err)
		}
		t.Decided = decided
		return nil
	})
	return t, err
}
