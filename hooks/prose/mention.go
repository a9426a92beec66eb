package prose

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxHandle is the longest handle a member can have, in bytes; a longer word after an @ mentions nobody.
const maxHandle = 40

// Mentions returns the handles that a text calls with @, in small letters, each once, in their order. Code and
// the words of links mention nobody, and neither does a quotation: whoever was called there was told then.
// Whether the members exist is for the caller to find out; a text that Render would refuse mentions nobody.
func Mentions(markdown string) []string {
	_, doc, err := parse(markdown, Linking(func(string) bool { return true }))
	if err != nil {
		return nil
	}
	var handles []string
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if n.Kind() == ast.KindBlockquote {
			return ast.WalkSkipChildren, nil
		}
		if m, ok := n.(*mention); ok && entering && m.linked && !slices.Contains(handles, m.handle()) {
			handles = append(handles, m.handle())
		}
		return ast.WalkContinue, nil
	})
	return handles
}

// mention is an @ with a handle after it, as typed. It is shown as a link once the tree is finished and
// the member is known to exist.
type mention struct {
	ast.BaseInline
	typed  string
	linked bool
}

var kindMention = ast.NewNodeKind("Mention")

// Kind implements ast.Node.
func (*mention) Kind() ast.NodeKind { return kindMention }

// Dump implements ast.Node.
func (m *mention) Dump(source []byte, level int) {
	ast.DumpHelper(m, source, level, map[string]string{"handle": m.handle()}, nil)
}

func (m *mention) handle() string { return strings.ToLower(m.typed[1:]) }

// settle links the mention if its member is known. Within a link or the description of a picture it is only words.
func (m *mention) settle(known func(string) bool) {
	if linkAround(m) != nil {
		m.Parent().ReplaceChild(m.Parent(), m, raw([]byte(m.typed)))
		return
	}
	m.linked = known != nil && known(m.handle())
}

// mentions reads mentions. An @ within a word or address, and a handle of another network (@a@b.example), stay text.
type mentions struct{}

// Trigger implements parser.InlineParser.
func (mentions) Trigger() []byte { return []byte("@") }

// Parse implements parser.InlineParser.
func (mentions) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	if unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsRune("@/.-&=+", before) {
		return nil
	}
	line, _ := block.PeekLine()
	end := 1
	for end < len(line) && (util.IsAlphaNumeric(line[end]) || line[end] == '-' && util.IsAlphaNumeric(line[end-1])) {
		end++
	}
	if goesOn(line[end:]) {
		return nil
	}
	if line[end-1] == '-' {
		end--
	}
	if end == 1 || end > maxHandle+1 {
		return nil
	}
	block.Advance(end)
	return &mention{typed: string(line[:end])}
}

// goesOn reports whether what follows makes the word more than a handle.
func goesOn(rest []byte) bool {
	rest = bytes.TrimLeft(rest, "_") // a closing emphasis mark
	after, _ := utf8.DecodeRune(rest)
	return unicode.IsLetter(after) || unicode.IsDigit(after) || after == '@' || after == '/'
}

type mentionRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (mentionRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindMention, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		m := n.(*mention)
		if !entering {
			return ast.WalkContinue, nil
		}
		shown := m.typed // letters, digits and hyphens: nothing to escape
		if m.linked {
			shown = `<a href="/members/` + m.handle() + `" class="mention" rel="` + linkRel + `">` + shown + `</a>`
		}
		_, err := w.WriteString(shown)
		return ast.WalkContinue, err
	})
}
