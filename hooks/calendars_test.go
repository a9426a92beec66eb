package hooks_test

import (
	"strings"
	"testing"

	"cooperage/hooks/events"
)

func TestCalendar_HoldsVotesForMembersAndDeadlinesForThoseConcerned(t *testing.T) {
	t.Parallel()
	w := openWorld(t)
	read := func(role string) string {
		t.Helper()
		feed := must[*events.Feed](t)(w.app.Events.Renew(w.app, w.people[role]))
		return w.app.Client(t).Get(feed.Path()).Want(200).Body
	}
	for _, c := range []struct {
		role        string
		votes, dues bool
	}{{"client", false, true}, {"stranger", false, false}, {"member", true, false}, {"seller", true, false}} {
		file := read(c.role)
		if got := strings.Contains(file, "Voting closes: Commission for the next year"); got != c.votes {
			t.Errorf("%s: votes %v, want %v", c.role, got, c.votes)
		}
		if got := strings.Contains(file, "Due: order "); got != c.dues {
			t.Errorf("%s: deadlines %v, want %v", c.role, got, c.dues)
		}
	}
	if file := read("seller"); !strings.Contains(file, "Open workshop") {
		t.Error("who hosts an event does not find it in the calendar")
	}
}
