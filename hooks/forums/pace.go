package forums

import (
	"math"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
)

// A person writes at most paceMost posts in paceSpan; the page says how long to wait.
const (
	paceMost = 12
	paceSpan = 5 * time.Minute
)

// pace refuses the post of somebody who writes faster than others can read, with the time to wait.
func (r *Room) pace(who *members.Person) error {
	err := r.flood.Allow(who.Id)
	if f := fault.As(err); f != nil {
		slow := fault.New(fault.TooMany, "You have written %d posts in a short time. Wait %d minutes, then send this one.", paceMost,
			int(math.Ceil(f.RetryAfter.Minutes())))
		slow.RetryAfter = f.RetryAfter
		return slow
	}
	return err
}
