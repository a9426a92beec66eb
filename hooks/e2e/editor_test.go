package e2e

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"cooperage/hooks/apptest"
)

const (
	boldButton    = `document.querySelector("[data-mark=bold]")`
	previewButton = `document.querySelector("[role=toolbar] [aria-pressed]")`
	pane          = `document.querySelector("[data-preview]:is(div)")`
)

func TestEditor_ToolbarAndPreviewWork(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	tab := s.OpenAs(t, Look{}, s.Member(t, "Ingrid Solheim"))
	tab.Go("/profile", 200).Put("#body", "plants")
	eval[string](tab, `(() => { const t = document.querySelector("#body"); t.focus(); t.select(); `+boldButton+`.click(); return ""; })()`)
	if got := tab.Value("body"); got != "**plants**" {
		t.Errorf("bold made %q", got)
	}
	eval[bool](tab, `document.execCommand("undo")`)
	if got := tab.Value("body"); got != "plants" {
		t.Errorf("undo left %q", got)
	}
	tab.Put("#body", "**plants**\n\n```go\nif x {}\n```")
	eval[string](tab, previewButton+`.click(), ""`)
	tab.WaitFor(pane + `.querySelector("strong")?.textContent === "plants" && ` + pane + `.querySelector(".k")?.textContent === "if"`)
	tab.WaitFor(`document.querySelector("#body").hidden && !` + pane + `.hidden`)
	eval[string](tab, previewButton+`.click(), ""`)
	tab.WaitFor(`!document.querySelector("#body").hidden && ` + pane + `.hidden`)

	tab.Put("#body", "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > deep")
	eval[string](tab, previewButton+`.click(), ""`)
	tab.WaitFor(pane + `.querySelector(".problem")?.textContent.includes("nested more than 32")`)
	tab.Accessible()
	tab.See(Look{NoScript: true})
	tab.Go("/profile", 200).Fit() // the tools wait for their script
}

func TestUpload_ALargeRefusedUploadLeavesAPageThatWorks(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	tab := s.OpenAs(t, Look{}, s.Member(t, "Ingrid Solheim"))
	tab.Go("/profile", 200).Fill("body", "what was typed").Attach("portrait", noPicture(t))
	for range 2 { // a page that took another's place can be refused again
		eval[string](tab, `document.body.dataset.before = "yes"; document.querySelector("form[data-upload]").requestSubmit(); ""`)
		tab.WaitFor(`!document.body.dataset.before && document.querySelector("[data-problems]") !== null`)
		tab.WaitFor(`document.activeElement.matches("[data-problems]")`)
		tab.Holds("body", "what was typed")
		eval[string](tab, `(() => { const t = document.querySelector("#body"); t.focus(); t.setSelectionRange(0, 0); `+boldButton+`.click(); t.value = t.value.slice(4); return ""; })()`)
		tab.WaitFor(`!document.querySelector("[role=toolbar]").hidden`).Holds("body", "what was typed")
		tab.Attach("portrait", noPicture(t))
	}
	eval[string](tab, previewButton+`.click(), ""`)
	tab.WaitFor(pane + `.textContent.includes("what was typed")`)
}

// noPicture is a large file with the name of a picture.
func noPicture(t *testing.T) string {
	t.Helper()
	noise := make([]byte, 3<<19)
	rand.Read(noise)
	file := filepath.Join(t.TempDir(), "portrait.png")
	if err := os.WriteFile(file, noise, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
