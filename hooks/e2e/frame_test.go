package e2e

import (
	"net/http"
	"testing"

	"cooperage/hooks/apptest"
)

func TestFrame_UnknownAddressIsAFitPage(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	for _, look := range []Look{{}, {Width: 320}, {Dark: true}, {Language: "de", Width: 360, NoScript: true}} {
		tab := s.Open(t, look)
		if got := tab.Visit("/nowhere"); got != http.StatusNotFound {
			t.Errorf("%s: got status %d, want 404", look, got)
		}
		tab.Fit()
	}
}

func TestFrame_AGuestsHeadFitsEveryWidth(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	tab := s.Open(t, Look{Width: 320})
	tab.Visit("/terms")
	for _, width := range []int64{320, 360, 700, 1280} {
		tab.See(Look{Width: width})
		tab.Fit()
		if got := eval[float64](tab, `document.querySelector(".brand").getBoundingClientRect().width`); got < 60 {
			t.Errorf("at %d px: got a name of %.0f px, want it readable", width, got)
		}
	}
}

func TestFrame_ThemeSwitchWorksWithoutAScript(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	for _, look := range []Look{{}, {NoScript: true}} {
		tab := s.Open(t, look)
		tab.Visit("/nowhere")
		tab.Click(`button[name=theme][value=dark]`).WaitFor(`document.documentElement.dataset.theme === "dark"`)
		paper := eval[string](tab, `getComputedStyle(document.body).backgroundColor`)
		if paper != "rgb(23, 20, 16)" {
			t.Errorf("%s: got paper %s, want the dark one", look, paper)
		}
		tab.Visit("/nowhere")
		tab.WaitFor(`document.documentElement.dataset.theme === "dark"`)
	}
}

func TestFrame_GermanPagesAreGermanThroughout(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		look.Language = "de"
		s := Serve(t, apptest.New(t))
		tab := s.OpenAs(t, look, s.Officer(t, "Ingrid Solheim", "board"))
		for path, status := range map[string]int{"/styleguide": 422, "/notices": 200, "/messages": 200, "/nowhere": 404} {
			tab.Go(path, status).German("Ingrid Solheim", "Cooperage", "Marram")
		}
	})
}
