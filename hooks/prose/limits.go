package prose

import (
	"bytes"

	"cooperage/hooks/fault"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The limits that keep any accepted text fast. Each bounds one loop of the parser that is quadratic without it.
const (
	maxNesting    = 32   // lists and quotes inside each other
	maxMarks      = 300  // emphasis, code, link and picture marks in one block
	maxTableCells = 4000 // columns times rows
	maxLinkChars  = 2000 // one address
	maxLinksChars = 4 * MaxChars
)

var (
	refusalKey = parser.NewContextKey()
	prefixKey  = parser.NewContextKey()
	marksKey   = parser.NewContextKey()
	knownKey   = parser.NewContextKey()
)

// refuse keeps the first reason; parse returns it instead of the tree.
func refuse(pc parser.Context, reason *fault.Error) {
	if pc.Get(refusalKey) == nil {
		pc.Set(refusalKey, reason)
	}
}

// shallow stops a kind of container from nesting too deep: past the limit its marks stay text.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if n.Kind() != ast.KindList { // a list and its item are one level
			depth++
		}
	}
	if depth <= maxNesting {
		return s.BlockParser.Open(parent, reader, pc)
	}
	node, _ := s.BlockParser.Open(parent, reader, pc)
	if node != nil {
		refuse(pc, fault.New(fault.Invalid, "Lists and quotes are nested more than %d levels deep.", maxNesting))
	}
	return nil, parser.NoChildren
}

// smallTables lets the table parser see only paragraphs whose table would stay small: every short row
// is filled up to the width of the head, so a few kilobytes can ask for millions of cells.
type smallTables struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (s smallTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	columns := 0
	for _, line := range node.Lines().Sliced(0, node.Lines().Len()) {
		value := line.Value(reader.Source())
		if len(bytes.Trim(value, "|:- \t\r\n")) == 0 {
			columns = max(columns, bytes.Count(value, []byte("|"))+1)
		}
	}
	if columns*node.Lines().Len() > maxTableCells {
		refuse(pc, fault.New(fault.Invalid, "A table has more than %d cells.", maxTableCells))
		return
	}
	s.ParagraphTransformer.Transform(node, reader, pc)
}

// marks counts the inline marks of a block before any other inline parser sees them. Past the limit it swallows
// the rest of the block, because pairing marks takes time with the square of their number.
type marks struct{}

type markCount struct {
	block ast.Node
	n     int
}

// Trigger implements parser.InlineParser.
func (marks) Trigger() []byte { return []byte("*_~`[]!<") }

// Parse implements parser.InlineParser; nil leaves the mark to the next parser.
func (marks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	count, _ := pc.Get(marksKey).(*markCount)
	if count == nil || count.block != parent {
		count = &markCount{block: parent}
		pc.Set(marksKey, count)
	}
	line, _ := block.PeekLine()
	count.n += weight(line)
	if count.n <= maxMarks && pc.Get(refusalKey) == nil {
		return nil
	}
	refuse(pc, fault.New(fault.Invalid, "One paragraph has more than %d formatting marks. Split it, or put a backslash before marks meant as text.", maxMarks))
	for line != nil {
		block.AdvanceLine()
		line, _ = block.PeekLine()
	}
	return ast.NewString(nil)
}

// weight is one for a mark, more for a long run of one sign, which opens many levels at once, and nothing for an
// exclamation mark that starts no picture.
func weight(line []byte) int {
	if line[0] == '!' {
		if len(line) > 1 && line[1] == '[' {
			return 1
		}
		return 0
	}
	run := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
	return 1 + run/8
}
