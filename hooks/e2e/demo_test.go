package e2e

import (
	"testing"

	"cooperage/hooks/apptest"
)

func TestWalk_EveryPageOfAnOfficerIsFit(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.Bare(t))
	tab := s.OpenAs(t, Look{}, s.Officer(t, "Ingrid Solheim", "steward"))
	newWalker(s, tab, "steward").walk(t, "/styleguide")
}

func TestBudget_FirstVisit(t *testing.T) {
	s := Serve(t, apptest.Bare(t))
	tab := s.Open(t, Look{})
	for _, path := range []string{"/nowhere"} {
		measure(tab, path).within(t, path)
	}
}
