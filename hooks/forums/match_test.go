package forums

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestTerms_QuotedWordsStandTogetherAndTheLastIsOpen(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"planer":                "planer*",
		"Hobel Öl":              "hobel ol",
		"über":                  "uber*",
		`"hand plane" oak`:      "[hand plane] oak*",
		`oak "hand plane"`:      "oak [hand plane]",
		`oak "hand plane`:       "oak hand plane*",
		`„Hand Hobel“ `:         "[hand hobel]",
		"a b":                   "a b",
		`AND OR NOT NEAR(`:      "and or not near*",
		`""`:                    "",
		"! ?":                   "",
		"c1 title:x":            "c1 title x",
		strings.Repeat("w ", 9): "w w w w w w w w",
	} {
		var got []string
		for _, x := range terms(typed) {
			s := strings.Join(x.words, " ")
			if len(x.words) > 1 {
				s = "[" + s + "]"
			}
			if x.open {
				s += "*"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", typed, s, want)
		}
	}
}

func TestDayMarks_TakeWholeYearsAndMonthsWhereTheyCan(t *testing.T) {
	t.Parallel()
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range [][3]string{
		{"2024-02-28", "2024-03-01", "d20240228 d20240229 d20240301"},
		{"2023-11-30", "2025-02-02", "d20231130 m202312 y2024 m202501 d20250201 d20250202"},
		{"2024-01-01", "2024-12-31", "y2024"},
		{"2024-05-02", "2024-05-01", ""},
	} {
		if got := strings.Join(dayMarks(day(c[0]), day(c[1])), " "); got != c[2] {
			t.Errorf("%s to %s: %s, want %s", c[0], c[1], got, c[2])
		}
	}
}

func TestSnippet_ShowsTheFirstHitWithItsSurroundings(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("before ", 50) + "the <em>Hóbel</em> &amp; <code>&lt;b&gt;</code></p>\n<p>after " + strings.Repeat("after ", 50)
	for _, c := range []struct{ words, html, want string }{
		{"hobel", "<p>Ein <strong>Hobel</strong>, zwei Hobelbänke.</p>", "Ein [Hobel], zwei [Hobelbänke]."},
		{"hobel eiche", "<p>Ein Hobel, zwei Hobelbänke.</p>", "Ein [Hobel], zwei Hobelbänke."},
		{"x", "<p>Nothing &lt;script&gt; here</p>", "Nothing <script> here"},
		{"hobel", long, "… before before before before before before before the [Hóbel] & <b> after " + strings.TrimSpace(strings.Repeat("after ", 25)) + " …"},
		{"", "", ""},
	} {
		var b strings.Builder
		for _, bit := range soughtIn(terms(c.words)).snippet(c.html) {
			if bit.Hit {
				fmt.Fprintf(&b, "[%s]", bit.Text)
			} else {
				b.WriteString(bit.Text)
			}
		}
		if b.String() != c.want {
			t.Errorf("%q in %.60q:\n got %q\nwant %q", c.words, c.html, b.String(), c.want)
		}
	}
}
