package e2e

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// both walks a journey twice at the same time: as most people browse, and with scripts off. From page to page the
// width changes, and the colours at every second one, so that the two walks see each page differently.
func both(t *testing.T, walk func(t *testing.T, look Look)) {
	t.Helper()
	t.Parallel()
	for _, look := range []Look{{}, {NoScript: true, Width: phone, Dark: true}} {
		name := "scripts"
		if look.NoScript {
			name = "no scripts"
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			walk(t, look)
		})
	}
}

// The widths a journey alternates between.
const (
	phone   = 360
	desktop = 1280
)

// turned is the look of the next page of a journey.
func (l Look) turned() Look {
	if l.width() == desktop {
		l.Width = phone
		return l
	}
	l.Width, l.Dark = desktop, !l.Dark
	return l
}

// Go visits an address, turns the look, and looks the page over.
func (tab *Tab) Go(path string, want int) *Tab {
	tab.t.Helper()
	tab.See(tab.look.turned())
	return tab.arrived("GET "+path, tab.Visit(path), want)
}

// Send presses the button or link whose words begin with text, and looks the page over that it leads to.
func (tab *Tab) Send(text string, want int) *Tab {
	tab.t.Helper()
	tab.See(tab.look.turned())
	from := tab.Path()
	return tab.arrived(fmt.Sprintf("%q on %s", text, from), tab.PressText(text), want)
}

// SendOn is Send for a control that a selector finds.
func (tab *Tab) SendOn(selector string, want int) *Tab {
	tab.t.Helper()
	tab.See(tab.look.turned())
	from := tab.Path()
	return tab.arrived(selector+" on "+from, tab.Press(selector), want)
}

// arrived checks the page that an act led to.
func (tab *Tab) arrived(act string, got, want int) *Tab {
	tab.t.Helper()
	if got != want {
		tab.t.Fatalf("%s (%s): got status %d, want %d; the page at %s says: %.2000s", act, tab.look, got, want, tab.Path(), tab.Text())
	}
	tab.Fit()
	if folder := os.Getenv("COOPERAGE_STEPS"); folder != "" {
		tab.step++
		name := strings.Map(plain, tab.t.Name()+fmt.Sprintf(" %02d ", tab.step)+tab.Path())
		tab.Shot(folder, fmt.Sprintf("%.90s-%s", name, tab.look))
	}
	return tab
}

// plain makes a rune fit for a file name.
func plain(r rune) rune {
	if strings.ContainsRune(`/ ?&="`, r) {
		return '_'
	}
	return r
}

// Lacks fails the test if the page shows one of the texts.
func (tab *Tab) Lacks(texts ...string) *Tab {
	tab.t.Helper()
	shown := tab.Text()
	for _, x := range texts {
		if strings.Contains(shown, x) {
			tab.t.Errorf("%s says %q and must not; it says: %.2500s", tab.Path(), x, shown)
		}
	}
	return tab
}

// Put types a value into the control that the selector finds, where several share a name.
func (tab *Tab) Put(selector, value string) *Tab {
	tab.t.Helper()
	ok := eval[bool](tab, fmt.Sprintf(`((selector, value) => {
		const el = document.querySelector(selector);
		if (!el) return false;
		el.value = value;
		el.dispatchEvent(new Event("input", {bubbles: true}));
		return el.value === value;
	})(%q, %q)`, selector, value))
	if !ok {
		tab.t.Fatalf("%s: nothing at %s takes %q", tab.Path(), selector, value)
	}
	return tab
}

// Value is what the control with the name holds: the value chosen, typed or ticked.
func (tab *Tab) Value(name string) string {
	tab.t.Helper()
	return eval[string](tab, fmt.Sprintf(`((name) => {
		const all = [...document.querySelectorAll('main [name="' + name + '"]')];
		const el = ["radio", "checkbox"].includes(all[0]?.type) ? all.find((x) => x.checked) : all[0];
		return el ? el.value : "";
	})(%q)`, name))
}

// Holds fails the test unless the controls hold the values, given as name and value in turn.
func (tab *Tab) Holds(pairs ...string) *Tab {
	tab.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		if got := tab.Value(pairs[i]); got != pairs[i+1] {
			tab.t.Errorf("%s: %s holds %q, want %q", tab.Path(), pairs[i], got, pairs[i+1])
		}
	}
	return tab
}

// TabTo presses the Tab key until the control that the selector finds has the focus. Each control on the way must
// show that it has it.
func (tab *Tab) TabTo(selector string) *Tab {
	tab.t.Helper()
	const most = 150
	for range most {
		tab.Key(kb.Tab)
		state := eval[string](tab, fmt.Sprintf(`((selector) => {
			const el = document.activeElement;
			if (!el || el === document.body) return "none";
			const style = getComputedStyle(el), box = el.getBoundingClientRect();
			const shown = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none" || style.boxShadow !== "none";
			if (!shown) return "hidden: " + el.outerHTML.slice(0, 200);
			if (box.bottom < 0 || box.top > innerHeight) return "out of view: " + el.outerHTML.slice(0, 200);
			return el.matches(selector) ? "there" : "on the way";
		})(%q)`, selector))
		switch {
		case state == "there":
			return tab
		case strings.HasPrefix(state, "hidden"), strings.HasPrefix(state, "out"):
			tab.t.Errorf("%s (%s): the focus is %s", tab.Path(), tab.look, state)
		}
	}
	tab.t.Fatalf("%s: %d times Tab never reach %s", tab.Path(), most, selector)
	return nil
}

// Submit presses the button of the form in the page's main part whose address begins with action.
func (tab *Tab) Submit(action string, want int) *Tab {
	tab.t.Helper()
	return tab.SendOn(`main form[method=post][action^="`+action+`"] button:not([type=button])`, want)
}

// SignOut ends the session by the menu of the frame.
func (tab *Tab) SignOut() *Tab {
	tab.t.Helper()
	tab.Click(`details.menu:has(form[action="/logout"]) > summary`)
	return tab.SendOn(`form[action="/logout"] button`, 200).Says("You are signed out.")
}
