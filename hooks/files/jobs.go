package files

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// unkeptLife is how long a picture stays that was uploaded in a form which was never finished.
const unkeptLife = 7 * 24 * time.Hour

// Sweep deletes pictures that nothing came to show. It is a nightly job, and harmless to repeat.
func (r *Room) Sweep(app core.App) error {
	var list []*Picture
	before := r.clock.Now().Add(-unkeptLife).UTC().Format(types.DefaultDateLayout)
	err := app.RecordQuery("pictures").AndWhere(dbx.HashExp{"kept": false}).
		AndWhere(dbx.NewExp("created < {:before}", dbx.Params{"before": before})).Limit(500).All(&list)
	if err != nil {
		return fmt.Errorf("find forgotten pictures: %w", err)
	}
	for _, p := range list {
		if err := app.Delete(p); err != nil {
			return fmt.Errorf("delete forgotten picture: %w", err)
		}
	}
	return nil
}
