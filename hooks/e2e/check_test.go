package e2e

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/chromedp/cdproto/emulation"
)

// axe is axe-core 4.14.1 (MPL-2.0, testdata/axe.LICENSE.txt), unchanged.
//
//go:embed testdata/axe.min.js
var axe string

// Fit fails the test unless the page shown passes what every page must pass.
func (tab *Tab) Fit() *Tab {
	tab.t.Helper()
	tab.Quiet()
	tab.StaysPut()
	tab.Hides()
	tab.Accessible()
	return tab
}

// everywhere are the looks at a page that is checked for its own sake: both sizes, both colours, both languages. A page
// is loaded once in each language; sizes and colours change on the loaded page.
var everywhere = [][]Look{
	{{}, {Dark: true}, {Width: phone, Dark: true}, {Width: phone}},
	{{Width: 320, Language: "de"}, {Language: "de", Dark: true}},
}

// Survey visits an address and looks the page over everywhere. The expression is evaluated on each loaded page before
// that, to unfold what is folded, for example; it may be empty.
func (tab *Tab) Survey(path string, want int, prepare string) {
	tab.t.Helper()
	for _, looks := range everywhere {
		tab.See(looks[0])
		if got := tab.Visit(path); got != want {
			tab.t.Errorf("%s (%s) answers %d, want %d", path, looks[0], got, want)
			return
		}
		if prepare != "" {
			eval[bool](tab, "("+prepare+", true)")
		}
		tab.LookOver(looks)
	}
}

// LookOver checks the loaded page in each of the looks, which share a language.
func (tab *Tab) LookOver(looks []Look) {
	tab.t.Helper()
	for _, look := range looks {
		tab.See(look)
		tab.Fit()
		if folder := os.Getenv("COOPERAGE_LOOKS"); folder != "" {
			tab.Shot(folder, strings.Map(plain, fmt.Sprintf("%.60s %s %s", strings.Trim(tab.Path(), "/"), tab.t.Name(), look)))
		}
	}
}

// Quiet fails the test if the browser had anything to complain about since the last call.
func (tab *Tab) Quiet() {
	tab.t.Helper()
	tab.log.Lock()
	trouble := tab.log.trouble
	tab.log.trouble = nil
	tab.log.Unlock()
	for _, x := range trouble {
		tab.t.Errorf("%s (%s): %s", tab.Path(), tab.look, x)
	}
}

// StaysPut fails the test if the page scrolls sideways.
func (tab *Tab) StaysPut() {
	tab.t.Helper()
	// A phone widens its view to what overflows, so the width it was given counts and not the one it shows.
	culprits := eval[[]string](tab, fmt.Sprintf(`(() => {
		const wide = Math.min(document.documentElement.clientWidth, %d);
		if (document.documentElement.scrollWidth <= wide) return [];
		return [...document.querySelectorAll("body *")].filter((x) => x.getBoundingClientRect().right > wide + 1)
			.slice(0, 5).map((x) => x.tagName.toLowerCase() + "." + x.getAttribute("class") + " " + x.textContent.trim().slice(0, 40));
	})()`, tab.look.width()))
	if len(culprits) > 0 {
		tab.t.Errorf("%s (%s) scrolls sideways: %s", tab.Path(), tab.look, strings.Join(culprits, "; "))
	}
}

// Hides fails the test if something is shown that waits for its script, because a style of its own displays it.
func (tab *Tab) Hides() {
	tab.t.Helper()
	shown := eval[[]string](tab, `[...document.querySelectorAll("[hidden]")].filter((x) => getComputedStyle(x).display !== "none")
		.map((x) => x.tagName.toLowerCase() + "." + x.getAttribute("class"))`)
	if len(shown) > 0 {
		tab.t.Errorf("%s (%s) shows what is hidden: %s", tab.Path(), tab.look, strings.Join(shown, "; "))
	}
}

// violation is one rule of axe-core that the page breaks.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Accessible fails the test if axe-core finds anything against WCAG 2.2 AA or its best practices, in
// what is new on the page since it last found nothing.
func (tab *Tab) Accessible() {
	tab.t.Helper()
	page := tab.shapes()
	fresh := sound.fresh(page)
	if len(fresh) == 0 {
		return
	}
	if tab.look.NoScript { // the checker itself waits for timers; the page stays as it was loaded
		command(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
		defer command(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	if !eval[bool](tab, "typeof axe === 'object'") {
		eval[bool](tab, axe+";true")
	}
	set, err := json.Marshal(fresh)
	if err != nil {
		tab.t.Fatal(err)
	}
	raw := eval[string](tab, `(({outermost, whole}) => axe.run(whole || !outermost.length ? document : {include: outermost}, {
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]})
		.then((r) => JSON.stringify(r.violations)))(`+shapesOfPage+`(new Set(`+string(set)+`)))`)
	var found []violation
	if err := json.Unmarshal([]byte(raw), &found); err != nil {
		tab.t.Fatal(err)
	}
	for _, v := range found {
		tab.t.Errorf("%s (%s): axe %s: %s%s", tab.Path(), tab.look, v.ID, v.Help, v.where())
	}
	if len(found) == 0 {
		sound.add(page)
	}
}

func (v violation) where() string {
	var b strings.Builder
	for i, n := range v.Nodes {
		if i == 4 {
			fmt.Fprintf(&b, "\n\tand %d more", len(v.Nodes)-i)
			break
		}
		fmt.Fprintf(&b, "\n\t%.200s\n\t\t%.240s", n.HTML, strings.ReplaceAll(n.Summary, "\n", " "))
	}
	return b.String()
}
