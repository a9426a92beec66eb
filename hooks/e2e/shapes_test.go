package e2e

import (
	"slices"
	"sync"
	"testing"

	"cooperage/hooks/apptest"
)

// shapes are the elements in which axe-core found nothing, in any test of this binary, each as a hash of all that
// axe-core judges it by. Journeys pass the same pages again and again, and each is mostly frame.
type shapes struct {
	sync.Mutex
	seen map[int32]bool
}

var sound = shapes{seen: map[int32]bool{}}

// fresh are those of the list that are new; never nil.
func (s *shapes) fresh(list []int32) []int32 {
	s.Lock()
	defer s.Unlock()
	return slices.DeleteFunc(append([]int32{}, list...), func(x int32) bool { return s.seen[x] })
}

func (s *shapes) add(list []int32) {
	s.Lock()
	defer s.Unlock()
	for _, x := range list {
		s.seen[x] = true
	}
}

// shapesOfPage takes a set of shapes and yields all that the page shown has, the outermost elements of those in the
// set, and whether one of these is of the page as a whole. An element's shape is its place among its ancestors, its
// attributes (of long values only that there is one), whether it has words, a label, a target for all it refers to, and
// size enough, and its computed colours; so a look that changes nothing of these is not a new one. Lists and tables
// count with the order of their children, headings with the one before, landmarks with how many have the name.
const shapesOfPage = `((fresh) => {
	const found = new Set(), outermost = [];
	let whole = false;
	const note = (s) => {
		let h = 2166136261;
		for (let i = 0; i < s.length; i++) h = Math.imul(h ^ s.charCodeAt(i), 16777619);
		found.add(h);
		return h;
	};
	const word = /^[a-z-]{0,16}$/, free = /^(lang|id|name|value)$/, refers = /^(for|aria-(labelledby|describedby|controls|owns|activedescendant))$/;
	const ordered = /^(dl|ol|ul|table|thead|tbody|tfoot|tr|fieldset|figure|details)$/, landmark = /^(nav|main|header|footer|aside|section|form)$/;
	const there = (id) => document.getElementById(id) !== null;
	const attributes = (el) => [...el.attributes].map(({name, value}) => name + (name === "class" || word.test(value) && !free.test(name) ? "=" + value : "") +
		(refers.test(name) ? value.split(" ").every(there) : name === "href" && value[0] === "#" ? there(value.slice(1)) : ""));
	const names = (el) => [[...el.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim()), el.labels?.length > 0, el.textContent.trim() !== ""];
	const looks = (el, style) => [el.checkVisibility(), style.display, style.color, style.backgroundColor, style.backgroundImage !== "none", style.opacity,
		parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24), style.textDecorationLine];
	const fits = (el, style) => {
		const box = el.getBoundingClientRect();
		return [el.matches("a, button, input, select, textarea, summary, [tabindex]") && [box.width < 24, box.height < 24],
			style.overflow !== "visible" && [el.scrollWidth > el.clientWidth, el.scrollHeight > el.clientHeight]];
	};
	const named = {};
	let heading = "";
	const notePage = (s) => { whole ||= fresh.has(note(s)); };
	const visit = (el, above) => {
		const style = getComputedStyle(el), tag = el.localName;
		const children = ordered.test(tag) ? [...el.children].map((x) => x.localName).filter((x, i, all) => x !== all[i - 1]) : [];
		const shape = note([above, tag, attributes(el), names(el), looks(el, style), fits(el, style), children].join(";"));
		if (fresh.has(shape) && !fresh.has(above)) outermost.push(el);
		whole ||= fresh.has(shape) && el === document.documentElement;
		if (/^h[1-6]$/.test(tag) && el.checkVisibility()) {
			notePage(heading + ">" + tag);
			heading = tag;
		}
		if (landmark.test(tag) || el.role) {
			const kind = tag + el.role, name = kind + (el.ariaLabel ?? document.getElementById(el.getAttribute("aria-labelledby"))?.textContent);
			named[name] = (named[name] ?? 0) + 1;
			notePage(kind + named[name]);
		}
		for (const child of el.children) visit(child, shape);
	};
	visit(document.documentElement, 0);
	for (const once of ["h1", "main"]) notePage(once + document.querySelectorAll(once).length);
	return {found: [...found], outermost, whole};
})`

// shapes are those of the page shown.
func (tab *Tab) shapes() []int32 {
	tab.t.Helper()
	return eval[[]int32](tab, shapesOfPage+"(new Set()).found")
}

func TestShapes_ChangeWithAllThatAxeJudges(t *testing.T) {
	t.Parallel()
	tab := Serve(t, apptest.New(t)).Open(t, Look{Width: phone})
	seen := func() *shapes {
		s := &shapes{seen: map[int32]bool{}}
		tab.Visit("/signup")
		s.add(tab.shapes())
		return s
	}
	for change, want := range map[string]bool{
		`document.querySelector("h1").textContent = "Other words 12"`:                                        false,
		`document.querySelector("main input").value = "someone"`:                                             false,
		`document.querySelector("main a[href]").href = "/elsewhere"`:                                         false,
		`document.documentElement.lang = "de"`:                                                               false,
		`document.querySelector("main form p").after(document.querySelector("main form p").cloneNode(true))`: false,
		`document.querySelector("h1").textContent = ""`:                                                      true,
		`document.querySelector("h1").outerHTML = "<h3>Words</h3>"`:                                          true,
		`document.querySelector("main label").remove()`:                                                      true,
		`document.querySelector("main label").htmlFor = "nothing"`:                                           true,
		`document.querySelector("main button").textContent = ""`:                                             true,
		`document.querySelector("main button").style.height = "9px"`:                                         true,
		`document.querySelector("main p").style.color = "#eee"`:                                              true,
		`document.querySelector("main").setAttribute("role", "none")`:                                        true,
		`document.querySelector("main input").setAttribute("aria-describedby", "nothing")`:                   true,
		`document.querySelector("main").after(document.querySelector("nav").cloneNode(true))`:                true,
		`document.documentElement.dataset.theme = "dark"`:                                                    true,
	} {
		s := seen()
		eval[bool](tab, "("+change+", true)")
		if got := len(s.fresh(tab.shapes())) > 0; got != want {
			t.Errorf("after %s: got something new %v, want %v", change, got, want)
		}
	}
	s := seen()
	tab.See(Look{Dark: true, Width: phone})
	if len(s.fresh(tab.shapes())) == 0 {
		t.Error("dark colours are nothing new")
	}
}
