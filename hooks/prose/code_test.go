package prose

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRender_ColoursTheLanguagesItKnows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, code, want string }{
		{"go", "// a\nfunc f(s string) { return \"x\\\"\" + `y` } /* b", `<c1// a> <kfunc> <nff>(s <ktstring>) { <kreturn> <s"x\""> + <s` + "`y`" + `> } <cm/* b >`},
		{"JS", "let a = 'b' // c", `<klet> a = <s'b'> <c1// c>`},
		{"py", "@x\ndef f(): # c\n  '''d\ne'''", `<nv@x> <kdef> <nff>(): <c1# c>   <s'''d e'''>`},
		{"sql", "SELECT 1.5 -- x", `<kSELECT> <m1.5> <c1-- x>`},
		{"sh", "echo \"$A\" $B # c", `<nbecho> <s"$A"> <nv$B> <c1# c>`},
		{"json", `{"a" : "b", "c": [-1, true]}`, `{<nt"a"> : <s"b">, <nt"c">: [<m-1>, <kctrue>]}`},
		{"yaml", "# c\na: b\n- x = 1", `<c1# c> <nta>: b - <ntx> = 1`},
		{"html", `<!-- c --><a href="x" b>&lt;</a>`, `<cm<!-- c -->><nt<a> <nahref>=<s"x"> <nab><nt>>&lt;<nt</a><nt>>`},
		{"css", "a { color: $x } /* c */", `a { color: <nv$x> } <cm/* c */>`},
		{"diff", "@@ 1\n+a\n-b\n c", `<gu@@ 1> <gi+a> <gd-b>  c`},
		{"c", "#include <a>\nif (x(1)) {}", `<nv#include> <a> <kif> (<nfx>(<m1>)) {}`},
		{"brainfuck", "if", `if`},
		{"go&#60;b", "if", `if`},
	} {
		got, err := Render("```" + c.name + "\n" + c.code + "\n```")
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if short := shorten(string(got)); short != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, short, c.want)
		}
	}
}

// shorten writes <span class="k">if</span> as <kif>.
func shorten(s string) string {
	s = regexp.MustCompile(`</?(pre|code)[^>]*>`).ReplaceAllString(s, "")
	s = regexp.MustCompile(`<span class="(..?)">`).ReplaceAllString(s, "\x01$1")
	s = html.UnescapeString(strings.ReplaceAll(s, "</span>", "\x02"))
	return strings.TrimSpace(strings.NewReplacer("\x01", "<", "\x02", ">", "\n", " ").Replace(s))
}

func TestRender_LongCodeIsPlain(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]bool{maxHighlight: true, maxHighlight + 1: false} {
		got, err := Render("```go\n" + strings.Repeat("if ", n/3) + strings.Repeat("x", n%3-1) + "\n```")
		if err != nil || strings.Contains(string(got), `<span class="k">`) != want {
			t.Errorf("%d bytes: coloured is not %v (%v)", n, want, err)
		}
	}
}

func TestFenced_ColoursChangeNoLetter(t *testing.T) {
	t.Parallel()
	names := slices.Sorted(maps.Keys(languages))
	piece := rapid.SampledFrom([]string{"\"", "'", "`", "/*", "*/", "//", "#", "\\", "\n", "<", "<!--", "-->", ">", "&", "=", ":", "a", "if", "$", "@", "1.", " ", "-", "ü", "'''", "["})
	tag := regexp.MustCompile(`<[^>]*>`)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "language")
		code := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "code"), "")
		got := fenced(name, code)
		if plain := html.UnescapeString(tag.ReplaceAllString(got, "")); strings.TrimSuffix(plain, "\n") != code {
			t.Fatalf("%s: %q became %q", name, code, got)
		}
	})
}
