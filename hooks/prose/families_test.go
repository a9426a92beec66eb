package prose

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"cooperage/hooks/fault"

	"github.com/yuin/goldmark/ast"
)

// families are shapes that make an unguarded parser run for seconds, each about size bytes long.
func families(size int) map[string]string {
	fill := func(unit string) string { return strings.Repeat(unit, max(size/len(unit)-1, 1)) }
	perBlock := func(unit string) string { return fill(strings.Repeat(unit, 290/len(unit)) + "\n\n") }
	half := func(unit string) string { return strings.Repeat(unit, size/2/len(unit)) }
	all := map[string]string{
		"list markers": fill("- ") + "a", "ordered markers": fill("1. "), "mixed markers": fill("> - 1. "),
		"quotes": fill("> "), "quotes tight": fill(">"), "staircase": staircase(size, "- a"), "staircase ordered": staircase(size, "1. a"),
		"emphasis": fill("*a_"), "emphasis pairs": fill("*a **b "), "emphasis triple": fill("***a "), "emphasis closing": fill("a***"),
		"emphasis mixed": fill("*_~~a"), "strikethrough": fill("~a~~"), "stars": "a" + fill("*")[1:], "underscores": fill("_a__b"),
		"links open": fill("[a](b"), "links nested": fill("["), "links closing": fill("]"), "links twice": half("[") + half("]"),
		"links and quotes": fill("[a](<b"), "link titles": fill("[a](b \""), "link parentheses": "[a](" + fill("("),
		"link backslashes": "[a](" + fill("\\("), "references empty": fill("[][]"), "pictures": fill("![a"), "pictures nested": fill("![["),
		"pictures closing": half("![") + half("](x)"), "brackets": fill("[]"), "less than": fill("<"), "autolinks": fill("<a"),
		"autolinks mail": fill("<a@b."), "autolinks scheme": fill("<a:"), "comments": fill("<!--"), "comments closing": "<!-- " + fill("--"),
		"declarations": fill("<!A"), "processing": fill("<?"), "cdata": fill("<![CDATA["), "tags": fill("<a b='"), "closing tags": fill("</a"),
		"code": fill("`a``"), "code growing": growing(size, "`"), "ticks": fill("`"), "code lines": fill("`\n"),
		"short rows":      half("a|") + "\n" + strings.Repeat("-|", size/4) + "\n" + strings.Repeat("|\n", size/4),
		"square table":    strings.Repeat("a|", 180) + "\n" + strings.Repeat("-|", 180) + "\n" + fill("|\n"),
		"two-column rows": "a|b\n-|-\n" + fill("|\n"), "many tables": fill("a|b\n-|-\n|\n\n"), "table heads": fill("a|b\n-|-\n"),
		"pipes": fill("|"), "table escapes": "a|b\n-|-\n" + fill("\\|"), "delimiter rows": fill("-|-\n"),
		"footnotes": half("[^1]\n\n") + defs(size/2, "[^%]: x\n"), "footnote uses": "[^1]: x\n\n" + fill("a[^1] "), "footnote nest": fill("[^1]: "),
		"footnote each block": "[^1]: x\n\n" + fill("a[^1]\n\n"), "footnotes open": fill("[^"), "footnote definitions": defs(size, "[^%]: x[^%]\n\n"),
		"references": defs(size, "[%]: /x\n"), "references open": fill("[a]: "), "reference lines": fill("[a]:\n"), "reference titles": fill("[a]: b '\n"),
		"reference blow-up": "[a]: https://x.example/" + half("y") + "\n\n" + half("[a]\n\n"),
		"title blow-up":     "[a]: /x '" + strings.Repeat("y", 1900) + "'\n\n" + fill("[a]\n\n"),
		"bare addresses":    fill("http://a "), "bare one address": "http://a.b/" + fill("&amp;"), "bare parentheses": "http://a.b/" + fill("("), "bare closing": "http://a.b/" + fill(")"),
		"www": fill("www.a.b "), "www dots": "www." + fill("a."), "www only": fill("www."), "mail": fill("a@b.c "), "at": fill("a@"), "mail dots": fill("a.") + "@", "schemes": fill("http:"),
		"mentions": fill("@a "), "mentions tight": fill("@a-"), "ats": fill("@"),
		"entities": fill("&#35;"), "entities open": fill("&"), "entities long": fill("&#0000035"), "backslashes": fill("\\*"), "backslashes only": fill("\\"),
		"headings": fill("# a\n"), "empty headings": fill("#\n"), "heading closing": "# a" + fill(" #"), "setext": fill("a\n-\n"), "rules": fill("***\n"), "rule spaces": fill("* "),
		"fences": fill("```\n"), "fences open": fill("```\n```a\n"), "tildes": fill("~~~~ "), "code coloured": fill("```go\n" + strings.Repeat("1 ", 2000) + "\n```\n"),
		"code unclosed": fill("```js\n" + strings.Repeat("/*", 2000) + "\n```\n"), "code indented": fill("    a\n\n"),
		"lines": fill("a\n"), "lazy": strings.Repeat("> ", 32) + "a\n" + fill("b\n"), "lists deep lazy": strings.Repeat("- ", 32) + "a\n" + fill("b\n"),
		"items": fill("- a\n"), "items empty": fill("-\n"), "loose items": fill("- a\n\n"), "items two": fill("- a\n* b\n"), "tasks": fill("- [x] a\n"), "tabs": fill("\t- "),
		"spaces": fill(" "), "line of spaces": "a" + fill(" ") + "b", "newlines": fill("\n"), "hard breaks": fill("a  \n"), "hard backslashes": fill("a\\\n"),
		"quote blank": strings.Repeat("> ", 32) + "a\n" + fill(strings.Repeat(">", 32)+"\n"), "quote and blank": fill("> a\n\n"), "quote code": fill(">     a\n"),
		"marks each block": perBlock("*a_ "), "links each block": perBlock("[a](b "), "references each block": perBlock("[a]["), "pictures each block": perBlock("![a"),
		"emphasis each block": perBlock("**a* "), "ticks each block": perBlock("`a`` "), "strikes each block": perBlock("~a~~ "),
		"wide letters": fill("ä*"), "combining": "a" + fill("\u0301"),
	}
	for name, in := range all {
		all[name] = strings.ToValidUTF8(in[:min(len(in), size)], "")
	}
	return all
}

func staircase(size int, marker string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.Repeat(" ", (i%180)*2) + marker + "\n")
	}
	return b.String()
}

func growing(size int, mark string) string {
	var b strings.Builder
	for i := 1; b.Len() < size; i++ {
		b.WriteString(strings.Repeat(mark, i) + " ")
	}
	return b.String()
}

func defs(size int, pattern string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(strings.ReplaceAll(pattern, "%", fmt.Sprintf("a%d", i)))
	}
	return b.String()
}

// sizes in bytes: those of the promise, and the longest text that is read.
var sizes = []int{16 << 10, MaxChars, 64 << 10, 256 << 10}

// TestRender_HostileShapesAreRefusedOrStaySmall counts what a text becomes: nodes and bytes bound the work, and
// BenchmarkFamilies holds the times.
func TestRender_HostileShapesAreRefusedOrStaySmall(t *testing.T) {
	t.Parallel()
	for _, size := range []int{16 << 10, 64 << 10, 256 << 10} {
		for name, in := range families(size) {
			got, err := Render(in)
			if err != nil && !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: %v", name, err)
			}
			if tooMuch := len([]rune(in)) > MaxChars; tooMuch && err == nil {
				t.Errorf("%s of %d bytes was rendered", name, size)
			}
			if len(got) > 80*len(in) {
				t.Errorf("%s grew from %d to %d bytes", name, len(in), len(got))
			}
			if n := nodes(in); n > 2*len(in)+10 {
				t.Errorf("%s of %d bytes made %d nodes", name, len(in), n)
			}
			assertSafe(t, name, string(got))
		}
	}
}

func nodes(in string) int {
	n := 0
	_, doc, err := parse(in)
	if err != nil {
		return 0
	}
	_ = ast.Walk(doc, func(ast.Node, bool) (ast.WalkStatus, error) { // the walker returns no error
		n++
		return ast.WalkContinue, nil
	})
	return n / 2
}

func TestRender_RefusalsNameTheReason(t *testing.T) {
	t.Parallel()
	for _, size := range sizes[:2] {
		h := families(size)
		for name, want := range map[string]string{
			"list markers": "nested", "quotes": "nested", "footnote nest": "nested", "emphasis": "formatting marks", "links open": "formatting marks",
			"pictures nested": "formatting marks", "code": "formatting marks", "comments": "formatting marks", "autolinks": "formatting marks",
			"two-column rows": "table", "reference blow-up": "addresses", "title blow-up": "addresses", "stars": "formatting marks",
		} {
			_, err := Render(h[name])
			if f := fault.As(err); f == nil || !strings.Contains(f.Text, want) {
				t.Errorf("%s of %d: %v, want a reason about %q", name, size, err, want)
			}
		}
	}
}

// BenchmarkFamilies: go test -run none -bench Families -benchtime 3x ./hooks/prose
func BenchmarkFamilies(b *testing.B) {
	for _, size := range sizes {
		all := families(size)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			b.Run(fmt.Sprintf("%d/%s", size, name), func(b *testing.B) {
				for b.Loop() {
					_, _ = Render(all[name]) // a refusal is timed as well
				}
			})
		}
	}
}
