package prose

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// maxHighlight is the longest block of code that is coloured, in bytes; a longer one is shown plain.
const maxHighlight = 4 << 10

// codeRenderer shows a block of code whose language is in our list with its words marked by the short class names
// of Pygments and chroma (k keyword, s string, c1 comment …), so that any style sheet made for those fits.
//
// It reads with a scanner of its own, one pass and never back. Chroma itself was measured: its lexers are
// backtracking expressions, and 4 KB made for it (4,096 newlines as C) take 1.8 seconds.
type codeRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (codeRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		block := n.(*ast.FencedCodeBlock)
		name := util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(block.Language(source))))
		_, err := w.WriteString(fenced(string(name), string(block.Lines().Value(source))))
		return ast.WalkContinue, err
	})
}

// fenced is the HTML of a block of code. name is what stands behind the fence.
func fenced(name, code string) string {
	class := ""
	if name != "" {
		class = ` class="language-` + html.EscapeString(name) + `"`
	}
	read, known := languages[strings.ToLower(name)]
	if !known || len(code) > maxHighlight {
		return "<pre><code" + class + ">" + html.EscapeString(code) + "</code></pre>\n"
	}
	p := &paint{code: code}
	read(p)
	p.flush(len(code))
	return `<pre class="chroma"><code` + class + ">" + p.out.String() + "</code></pre>\n"
}

// paint walks through a block of code once. Reading functions move at forward; mark colours what they passed.
type paint struct {
	code string
	at   int
	done int // everything before is written
	out  strings.Builder
}

func (p *paint) more() bool { return p.at < len(p.code) }

func (p *paint) rest() string { return p.code[p.at:] }

func (p *paint) has(s string) bool { return s != "" && strings.HasPrefix(p.rest(), s) }

// flush writes what stands before end as it is.
func (p *paint) flush(end int) {
	p.out.WriteString(html.EscapeString(p.code[p.done:end]))
	p.done = end
}

// mark colours from start to where the walk stands.
func (p *paint) mark(start int, class string) {
	if class == "" || start == p.at {
		return
	}
	p.flush(start)
	p.out.WriteString(`<span class="` + class + `">`)
	p.flush(p.at)
	p.out.WriteString("</span>")
}

// through moves past the next end, or to the end of the code.
func (p *paint) through(end string) {
	if i := strings.Index(p.rest(), end); i >= 0 {
		p.at += i + len(end)
		return
	}
	p.at = len(p.code)
}

// line moves to the end of the line, before its newline.
func (p *paint) line() {
	if i := strings.IndexByte(p.rest(), '\n'); i >= 0 {
		p.at += i
		return
	}
	p.at = len(p.code)
}

// while moves past the bytes that ok accepts.
func (p *paint) while(ok func(byte) bool) {
	for p.more() && ok(p.code[p.at]) {
		p.at++
	}
}

// quoted moves past a string in the sign that stands here; a backslash hides the next sign, a newline ends it.
func (p *paint) quoted() {
	quote := p.code[p.at]
	for p.at++; p.more(); p.at++ {
		switch p.code[p.at] {
		case '\\':
			p.at = min(p.at+1, len(p.code)-1)
		case '\n':
			return
		case quote:
			p.at++
			return
		}
	}
}

func isWord(c byte) bool { return util.IsAlphaNumeric(c) || c == '_' || c >= 0x80 }

func isNumber(c byte) bool { return util.IsAlphaNumeric(c) || c == '.' || c == '_' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' }
