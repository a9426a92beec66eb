package e2e

import (
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
)

// first is what a first visit to a page costs: bytes as sent, compressed, without headers.
type first struct {
	HTML, CSS, Script, Fonts, Other, Images int
	Requests                                int
	Shift                                   float64
	Paint                                   float64 // largest contentful paint, milliseconds
}

// measure visits an address with an empty cache and counts.
func measure(tab *Tab, path string) first {
	tab.t.Helper()
	command(tab, network.ClearBrowserCache, cdp.Empty{})
	tab.Visit(path)
	return eval[first](tab, `new Promise((done) => {
		const sum = {HTML: 0, CSS: 0, Script: 0, Fonts: 0, Other: 0, Images: 0, Requests: 0, Shift: 0, Paint: 0};
		new PerformanceObserver((l) => l.getEntries().forEach((e) => { if (!e.hadRecentInput) sum.Shift += e.value; })).observe({type: "layout-shift", buffered: true});
		new PerformanceObserver((l) => l.getEntries().forEach((e) => { sum.Paint = e.startTime; })).observe({type: "largest-contentful-paint", buffered: true});
		const kinds = [["HTML", /^$/], ["CSS", /^\/css\//], ["Script", /^\/(js|vendor)\//], ["Fonts", /^\/fonts\//], ["Other", /^\/img\//]];
		const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
		for (const e of all) {
			const path = e.entryType === "navigation" ? "" : new URL(e.name).pathname;
			const kind = (kinds.find(([, re]) => re.test(path)) ?? ["Images"])[0];
			sum[kind] += e.encodedBodySize;
			if (kind !== "Images") sum.Requests++;
		}
		setTimeout(() => done(sum), 300);
	})`)
}

// within checks a first visit against the budget that every public page keeps.
func (f first) within(t *testing.T, path string) {
	t.Helper()
	const kb = 1024
	for _, c := range []struct {
		what      string
		got, most int
	}{{"HTML", f.HTML, 20 * kb}, {"CSS", f.CSS, 20 * kb}, {"script", f.Script, 25 * kb}, {"fonts", f.Fonts, 40 * kb},
		{"bytes in all", f.HTML + f.CSS + f.Script + f.Fonts + f.Other, 150 * kb}, {"requests", f.Requests, 12}} {
		if c.got > c.most {
			t.Errorf("%s: got %d of %s, want at most %d", path, c.got, c.what, c.most)
		}
	}
	if f.Shift > 0 {
		t.Errorf("%s: got a layout shift of %.4f, want none", path, f.Shift)
	}
	t.Logf("%s: %d B HTML, %d B CSS, %d B script, %d B fonts, %d requests, largest paint after %.0f ms",
		path, f.HTML, f.CSS, f.Script, f.Fonts, f.Requests, f.Paint)
}
