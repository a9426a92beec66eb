package e2e

import (
	"fmt"
	"net/http"
	"testing"

	"cooperage/hooks/apptest"
)

func TestStyleGuide_EveryPieceIsFit(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	tab := s.OpenAs(t, Look{}, s.Officer(t, "Ingrid Solheim", "board"))
	tab.Survey("/styleguide", http.StatusUnprocessableEntity, "") // it shows its form as if it had been refused
}

func TestStyleGuide_EveryHueKeepsItsContrast(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	tab := s.OpenAs(t, Look{}, s.Officer(t, "Ingrid Solheim", "board"))
	styleGuide(tab)
	for _, hue := range []string{"sea", "ink", "plum", "rust", "moss"} {
		for _, theme := range []string{"light", "dark"} {
			eval[string](tab, fmt.Sprintf("document.documentElement.dataset.hue = %q; document.documentElement.dataset.theme = %q", hue, theme))
			tab.Accessible()
			if t.Failed() {
				t.Fatalf("hue %s, %s", hue, theme)
			}
		}
	}
}

// styleGuide visits the page and makes sure that it is the one: it shows its form as if it had been refused.
func styleGuide(tab *Tab) {
	tab.t.Helper()
	if got := tab.Visit("/styleguide"); got != http.StatusUnprocessableEntity {
		tab.t.Fatalf("the style guide answers %d: %.200s", got, tab.Text())
	}
}
