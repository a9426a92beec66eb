package governance

import (
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Standing is an open motion with how many took part, for pages that point at it.
type Standing struct {
	*Motion
	Meter  web.Meter
	ToVote bool // the viewer is on the roll and has not voted
}

// Link is the address of the motion.
func (s Standing) Link() string { return at(s.Motion) }

// OpenNow returns the motions that can be voted on at the moment, the newest first.
func (r *Room) OpenNow(e *core.RequestEvent) ([]Standing, error) {
	r.look(e)
	list, err := InState(e.App, 20, Open)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	entries, err := r.entries(e, list)
	if err != nil {
		return nil, err
	}
	all := make([]Standing, len(entries))
	for i, x := range entries {
		all[i] = Standing{x.Motion, x.Meter, x.ToVote}
	}
	return all, nil
}
