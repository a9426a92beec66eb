// Package prose is the one renderer of text written by people: Markdown in, safe HTML out.
//
// It reads CommonMark with tables, strikethrough, bare links, task lists and footnotes. Raw HTML is shown as the
// text it is, never obeyed, and everything passes an allowlist at the end. Text that could keep the parser busy
// is refused with a reason while it is parsed, on the real structure, so no second grammar can disagree.
// Only this package may make a template.HTML of a person's words. Rooms render once, when the text is written,
// and store the result beside Version.
package prose

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/fault"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Version is stored beside rendered text and grows with every change of the output,
// so that texts rendered by an older one can be found and rendered anew.
const Version = 3

// MaxChars is the longest text that is rendered, in characters.
const MaxChars = 32000

// Option changes how one text is rendered.
type Option func(pc parser.Context)

// Linking shows @handle as a link to the member's page where known says that there is such a member.
// Ask the database once, for what Mentions returned and the quotations may add: known is called for each mention.
func Linking(known func(handle string) bool) Option {
	return func(pc parser.Context) { pc.Set(knownKey, known) }
}

// Anchored keeps the footnotes of a text apart from all others on its page by what is unique to it, as the id of
// its record. Without it the text itself has to do, and two equal texts on a page would share their anchors.
func Anchored(id string) Option {
	return func(pc parser.Context) { pc.Set(prefixKey, anchor(id)) }
}

func anchor(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "user-content-" + hex.EncodeToString(sum[:4]) + "-"
}

// Render turns Markdown into HTML that is safe to show to anyone.
// Text over a limit, with NUL or with invalid UTF-8 is refused as fault.Invalid, and the reason says what to change.
func Render(markdown string, options ...Option) (template.HTML, error) {
	source, doc, err := parse(markdown, options...)
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	if err := engine.Renderer().Render(&out, source, doc); err != nil {
		return "", fmt.Errorf("render markdown: %w", err)
	}
	return template.HTML(strings.TrimSpace(allowed.SanitizeReader(&out).String())), nil
}

// Stored marks HTML that Render returned when its text was written, and that a room has kept since.
func Stored(html string) template.HTML { return template.HTML(html) }

// AsTyped shows a text letter by letter with its line breaks, for one that Render has come to refuse.
func AsTyped(text string) template.HTML {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	return template.HTML("<p>" + strings.ReplaceAll(template.HTMLEscapeString(text), "\n", "<br>\n") + "</p>")
}

// Plain returns the words of a Markdown text without its marks, on one line, cut after a whole word to at most
// n characters with an ellipsis. A text that Render would refuse gives its raw words.
func Plain(markdown string, n int) string {
	source, doc, err := parse(markdown)
	if err != nil {
		return cut(strings.ToValidUTF8(strings.ReplaceAll(markdown, "\x00", ""), ""), n)
	}
	var words strings.Builder
	_ = ast.Walk(doc, func(node ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if entering {
			writeWords(&words, node, source)
		} else if node.Type() == ast.TypeBlock {
			words.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return cut(words.String(), n)
}

// writeWords adds what a node itself says; its children speak for themselves.
func writeWords(words *strings.Builder, node ast.Node, source []byte) {
	switch node := node.(type) {
	case *ast.Text:
		words.Write(node.Segment.Value(source))
		if node.SoftLineBreak() || node.HardLineBreak() {
			words.WriteByte(' ')
		}
	case *ast.String:
		words.Write(node.Value)
	case *mention:
		words.WriteString(node.typed)
	case *ast.AutoLink:
		words.Write(node.Label(source))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		words.Write(node.Lines().Value(source))
	}
}

// cut joins the words of s with single spaces and keeps at most n characters of them.
func cut(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	short := string([]rune(s)[:max(n-1, 0)])
	if i := strings.LastIndexByte(short, ' '); i > len(short)/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:.-") + "…"
}

// parse checks the text and returns its source with normal line ends and its tree.
func parse(markdown string, options ...Option) ([]byte, ast.Node, error) {
	if !utf8.ValidString(markdown) || strings.ContainsRune(markdown, 0) {
		return nil, nil, fault.New(fault.Invalid, "The text contains characters that cannot be stored.")
	}
	source := strings.ReplaceAll(strings.ReplaceAll(markdown, "\r\n", "\n"), "\r", "\n")
	if utf8.RuneCountInString(source) > MaxChars {
		return nil, nil, fault.New(fault.Invalid, "The text is longer than %d characters.", MaxChars)
	}
	pc := parser.NewContext()
	pc.Set(prefixKey, anchor(source))
	for _, set := range options {
		set(pc)
	}
	doc := engine.Parser().Parse(text.NewReader([]byte(source)), parser.WithContext(pc))
	if err, ok := pc.Get(refusalKey).(*fault.Error); ok {
		return nil, nil, err
	}
	return []byte(source), doc, nil
}
