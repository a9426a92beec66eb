package prose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"cooperage/hooks/fault"

	"pgregory.net/rapid"
)

func TestRender_MakesTheHTMLPeopleExpect(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"emphasis", "I *draw* **plants** ~~slowly~~", "<p>I <em>draw</em> <strong>plants</strong> <del>slowly</del></p>"},
		{"a typed line break is kept", "one\ntwo", "<p>one<br>\ntwo</p>"},
		{"code", "```go\na < b\n```", "<pre class=\"chroma\"><code class=\"language-go\">a &lt; b\n</code></pre>"},
		{"link", "[site](https://a.example 'T')", `<p><a href="https://a.example" title="T" rel="nofollow ugc noopener">site</a></p>`},
		{"bare link", "see https://a.example/x.", `<p>see <a href="https://a.example/x" rel="nofollow ugc noopener">https://a.example/x</a>.</p>`},
		{"mail", "[m](mailto:a@b.example)", `<p><a href="mailto:a@b.example" rel="nofollow ugc noopener">m</a></p>`},
		{"inner link", "[g](/gigs/x)", `<p><a href="/gigs/x" rel="nofollow ugc noopener">g</a></p>`},
		{"table", "a|b\n-|-:\n1|2", "<table>\n<thead>\n<tr>\n<th>a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td align=\"right\">2</td>\n</tr>\n</tbody>\n</table>"},
		{"task", "- [x] done\n- [ ] to do", "<ul>\n<li><label class=\"task\"><input checked=\"\" disabled=\"\" type=\"checkbox\"> done</label></li>\n<li><label class=\"task\"><input disabled=\"\" type=\"checkbox\"> to do</label></li>\n</ul>"},
		{"empty", "  \n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Render(c.in)
			if err != nil || string(got) != c.want {
				t.Errorf("Render(%q) = %q, %v; want %q", c.in, got, err, c.want)
			}
		})
	}
}

func TestRender_HeadingsStandBelowThePagesOwn(t *testing.T) {
	t.Parallel()
	got, err := Render("### First\n\n# Second\n\n###### Third\n\n## Fourth")
	want := "<h2>First</h2>\n<h2>Second</h2>\n<h3>Third</h3>\n<h3>Fourth</h3>"
	if err != nil || string(got) != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestRender_OnlyOurPicturesAreShown(t *testing.T) {
	t.Parallel()
	const own = "/pictures/abcdefghij12345/large"
	for _, c := range []struct{ in, want string }{
		{"![a plate](" + own + ")", `<p><img src="` + own + `" alt="a plate" loading="lazy"></p>`},
		{"![a plate](https://evil.example/x.png)", `<p><a href="https://evil.example/x.png" rel="nofollow ugc noopener">a plate</a></p>`},
		{"![](https://evil.example/x.png)", `<p><a href="https://evil.example/x.png" rel="nofollow ugc noopener">https://evil.example/x.png</a></p>`},
		{"![x](//evil.example/pictures/abcdefghij12345/large)", `<p><a href="//evil.example/pictures/abcdefghij12345/large" rel="nofollow ugc noopener">x</a></p>`},
		{"[![alt](https://evil.example/x.png)](https://a.example)", `<p><a href="https://a.example" rel="nofollow ugc noopener">alt</a></p>`},
		{"![x](/pictures/../logout)", `<p><a href="/pictures/../logout" rel="nofollow ugc noopener">x</a></p>`},
	} {
		if got, err := Render(c.in); err != nil || string(got) != c.want {
			t.Errorf("Render(%q) = %q, %v; want %q", c.in, got, err, c.want)
		}
	}
}

func TestRender_NothingHostileReachesThePage(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b onclick=x>y</b>", "<!-- c --> <style>*{}</style>",
		"[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](data:text/html;base64,x)", "[a](vbscript:x)", "<javascript:alert(1)>",
		"[a](&#106;avascript:alert(1))", "[a](java\tscript:x)", "![a](javascript:alert(1))", "[a]: javascript:alert(1)\n\n[a]",
		"[a](https://x \"\\\" onmouseover=alert(1)\")", "```\"><script>\nx\n```", "[^1]: <svg onload=x>\n\nx[^1]", "<https://a.example/\"onx=>",
	} {
		got, err := Render(in)
		if err != nil {
			t.Errorf("Render(%q): %v", in, err)
		}
		assertSafe(t, in, string(got))
	}
}

func assertSafe(t interface{ Errorf(string, ...any) }, in, html string) {
	for _, p := range dangers(html) {
		t.Errorf("Render(%.400q) let through: %s", in, p)
	}
}

func TestRender_FootnotesOfTwoTextsDoNotCollide(t *testing.T) {
	t.Parallel()
	one, err := Render("a[^1]\n\n[^1]: first")
	if err != nil {
		t.Fatal(err)
	}
	two, _ := Render("b[^1]\n\n[^1]: second")
	id := func(html string) string {
		_, rest, _ := strings.Cut(html, `id="`)
		s, _, _ := strings.Cut(rest, `"`)
		return s
	}
	if !strings.HasPrefix(id(string(one)), "user-content-") || id(string(one)) == id(string(two)) {
		t.Errorf("ids %q and %q", id(string(one)), id(string(two)))
	}
	if !strings.Contains(string(one), `href="#user-content-`) || !strings.Contains(string(one), `role="doc-backlink"`) {
		t.Errorf("footnote lost its links: %s", one)
	}
}

func TestRender_RefusesWhatCannotBeStored(t *testing.T) {
	t.Parallel()
	for _, in := range []string{"a\x00b", "a\xffb", strings.Repeat("ä", MaxChars+1)} {
		if _, err := Render(in); !fault.Is(err, fault.Invalid) {
			t.Errorf("Render(%.20q…) = %v, want invalid", in, err)
		}
	}
	if _, err := Render(strings.Repeat("ä", MaxChars)); err != nil {
		t.Errorf("a text of exactly the limit: %v", err)
	}
}

func TestRender_OrdinaryLongTextPasses(t *testing.T) {
	t.Parallel()
	one := "## What you get\n\nTwo *studies*, a **plate** and [its licence](/rules). I work from `life`.\n\n" +
		"1. Sketch\n   - [ ] choose\n   - [x] pay\n2. Plate\n\n> Eleven plates, none late.\n\na|b|c\n-|-|-\n1|2|3\n\n"
	text := strings.Repeat(one, MaxChars/len(one))
	if _, err := Render(text); err != nil {
		t.Error(err)
	}
	if _, err := Render(strings.Repeat("> ", maxNesting) + "deep"); err != nil {
		t.Errorf("at the nesting limit: %v", err)
	}
}

func TestPlain_GivesWordsOnly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"# Plants\n\nI *draw* [them](https://x.example) <b>", 80, "Plants I draw them <b>"},
		{"one two three four", 12, "one two…"},
		{"![a plate](/x) and `code`", 40, "a plate and code"},
		{"a\nb", 10, "a b"},
		{"", 10, ""},
		{"äöüäöüäöü", 4, "äöü…"},
		{"bad\x00text", 20, "badtext"},
	} {
		if got := Plain(c.in, c.n); got != c.want {
			t.Errorf("Plain(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

func TestPlain_NeverLongerThanAsked(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in, n := rapid.String().Draw(t, "in"), rapid.IntRange(1, 60).Draw(t, "n")
		if got := Plain(in, n); utf8.RuneCountInString(got) > n {
			t.Fatalf("Plain(%q, %d) has %d characters", in, n, utf8.RuneCountInString(got))
		}
	})
}

func FuzzRender(f *testing.F) {
	for _, in := range families(400) {
		f.Add(in)
	}
	for _, in := range hostileTexts(f) {
		f.Add(in)
	}
	for _, x := range examples() {
		f.Add(x.markdown)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := Render(in, Linking(func(handle string) bool { return len(handle) > 2 }))
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
		if len(got) > 200*len(in)+2000 {
			t.Errorf("%d bytes grew to %d", len(in), len(got))
		}
		assertSafe(t, in, string(got))
		Mentions(in)
		Plain(in, 80)
	})
}
