// Package mentorship brings members together who learn from each other. In a round mentors and mentees describe
// themselves (a card), enrol and rank each other; when its time is over, mentorship/pairing matches them, a steward
// publishes the result, and each pair accepts it or gives its place to a second run. Between rounds a mentee can ask a
// mentor directly. A pair has a room of its own for goals, sessions, notes and closing feedback.
//
// Its tables are mentorship_rounds, _cards, _entries, _blocks, _runs, _reasons, _pairs, _goals, _sessions, _notes and
// _feedback. A block is seen by nobody but the one who set it: the other finds everything as if there were none.
package mentorship

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/clock"
	"cooperage/hooks/locale"
	"cooperage/hooks/notices"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/tools/types"
)

// Room is the mentorship room. Build it with New.
type Room struct {
	site  *web.Site
	clock *clock.Clock
}

// New returns the room.
func New(site *web.Site, c *clock.Clock) *Room { return &Room{site: site, clock: c} }

// NewsKinds are the subjects of this room's news.
func NewsKinds() []notices.Kind {
	return []notices.Kind{{Name: "mentorship", Title: locale.Mark("Mentorship"), Prompt: true,
		About: locale.Mark("Rounds that open, your match, sessions with your mentor or mentee."),
		Why:   locale.Mark("You get this mail because you take part in the mentorship programme of %s.")}}
}

// Side is the part somebody takes.
type Side string

// The sides.
const (
	Mentee Side = "mentee"
	Mentor Side = "mentor"
)

// Other is the side that this one is matched with.
func (s Side) Other() Side {
	if s == Mentee {
		return Mentor
	}
	return Mentee
}

// sideOf reads a side from an address.
func sideOf(s string) (Side, bool) { return Side(s), s == string(Mentee) || s == string(Mentor) }

// stamp writes an instant so that text order is time order.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(types.DefaultDateLayout)
}

func instant(s string) time.Time {
	t, err := time.Parse(types.DefaultDateLayout, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// newID is a fresh key in the form of PocketBase's.
func newID() string { return strings.ToLower(rand.Text()[:15]) }

// encode writes what is stored as JSON; it holds only strings, numbers and lists of them.
func encode(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("mentorship: %T cannot be written: %v", v, err))
	}
	return string(raw)
}

// decode reads what encode wrote; what somebody has garbled counts as empty.
func decode[T any](raw string) T {
	var v T
	if json.Unmarshal([]byte(raw), &v) != nil {
		var none T
		return none
	}
	return v
}
