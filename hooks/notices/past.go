package notices

import (
	"fmt"

	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Past takes every waiting mail for sent at the moment it was written, with the words it had, and sends none. It is
// for histories that were written down rather than lived, such as the demo's. Mails older than Tidy keeps are
// dropped.
func (r *Room) Past(tx core.App) error {
	horizon := members.Stamp(r.clock.Now().Add(-keepSent))
	if _, err := tx.NonconcurrentDB().Delete("outbox", dbx.NewExp("created < {:t}", dbx.Params{"t": horizon})).Execute(); err != nil {
		return fmt.Errorf("drop mails of the past: %w", err)
	}
	var waiting []Post
	if err := posts(tx).Where(dbx.HashExp{"outbox.state": Waiting}).All(&waiting); err != nil {
		return fmt.Errorf("read the outbox: %w", err)
	}
	for _, p := range waiting {
		letter, err := r.compose(tx, p)
		if err != nil {
			return err
		}
		at := members.Stamp(p.At())
		_, err = tx.NonconcurrentDB().Update("outbox", dbx.Params{"state": Sent, "done": at, "updated": at, "attempts": 1,
			"shownSubject": cut(letter.Subject, 300)}, dbx.HashExp{"id": p.ID}).Execute()
		if err != nil {
			return fmt.Errorf("settle mail %s: %w", p.ID, err)
		}
	}
	return nil
}
