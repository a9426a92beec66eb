package prose

import (
	"bytes"
	"regexp"

	"cooperage/hooks/fault"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const linkRel = "nofollow ugc noopener"

// ownPicture is the address of a picture kept by this installation; all others become links.
var ownPicture = regexp.MustCompile(`^/pictures/[a-z0-9]{15}/[a-z]{4,8}$`)

// shape fits the finished tree to our pages: headings below the page's own, no pictures of other hosts,
// links marked as written by users, task boxes labelled by their text.
type shape struct{}

// Transform implements parser.ASTTransformer.
func (shape) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	doc.AddMeta("prefix", pc.Get(prefixKey))
	if pc.Get(refusalKey) != nil {
		return
	}
	var s seen
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if entering {
			s.note(pc, n)
		}
		return ast.WalkContinue, nil
	})
	if s.chars > maxLinksChars {
		refuse(pc, tooLong())
	}
	if pc.Get(refusalKey) != nil {
		return
	}
	known, _ := pc.Get(knownKey).(func(string) bool)
	for _, m := range s.mentions {
		m.settle(known)
	}
	for _, f := range s.footnotes {
		liftFootnote(f)
	}
	for _, p := range s.pictures {
		placePicture(p)
	}
	for _, l := range s.links {
		keepLink(l, reader.Source())
	}
	for _, b := range s.boxes {
		labelTask(b)
	}
}

// seen is what one walk through the tree leaves to be done: changing the tree during the walk would confuse it.
type seen struct {
	mentions  []*mention
	footnotes []*extast.FootnoteLink
	pictures  []*ast.Image
	links     []ast.Node
	boxes     []*extast.TaskCheckBox
	levels    []int // of the headings that are open, as written
	chars     int   // in the addresses and titles of all links and pictures
}

func (s *seen) note(pc parser.Context, n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		s.levels = shift(n, s.levels)
	case *ast.Link:
		n.SetAttributeString("rel", []byte(linkRel))
		s.chars += measure(pc, n.Destination, n.Title)
		s.links = append(s.links, n)
	case *ast.AutoLink:
		n.SetAttributeString("rel", []byte(linkRel))
		s.links = append(s.links, n)
	case *extast.FootnoteLink:
		s.footnotes = append(s.footnotes, n)
	case *mention:
		s.mentions = append(s.mentions, n)
	case *ast.Image:
		s.chars += measure(pc, n.Destination, n.Title)
		s.pictures = append(s.pictures, n)
	case *extast.TaskCheckBox:
		s.boxes = append(s.boxes, n)
	}
}

// measure refuses an address or title that is too long. A reference can be used thousands of times,
// so the sum over all uses counts as well.
func measure(pc parser.Context, destination, title []byte) int {
	n := len(destination) + len(title)
	if n > maxLinkChars {
		refuse(pc, tooLong())
	}
	return n
}

func tooLong() *fault.Error {
	return fault.New(fault.Invalid, "The addresses of the links and pictures are too long.")
}

// shift gives a heading its place under the page's h1: the first is h2, and none skips a level on the way down,
// so that a screen reader's outline has no holes. levels holds the written levels that are open.
func shift(h *ast.Heading, levels []int) []int {
	for len(levels) > 0 && levels[len(levels)-1] >= h.Level {
		levels = levels[:len(levels)-1]
	}
	levels = append(levels, h.Level)
	h.Level = min(len(levels)+1, 6)
	return levels
}

// placePicture keeps our own pictures and turns any other into a link, or into its description where it stands
// inside a link already: no page of ours makes a visitor's browser ask a third party for anything.
func placePicture(p *ast.Image) {
	if p.Parent() == nil { // it stood in another's description
		return
	}
	if ownPicture.Match(p.Destination) {
		p.SetAttributeString("loading", []byte("lazy"))
		return
	}
	flatten(p)
	if !p.HasChildren() {
		p.AppendChild(p, raw(p.Destination))
	}
	if linkAround(p) != nil || !linkable(util.URLEscape(p.Destination, true)) {
		unwrap(p)
		return
	}
	link := ast.NewLink()
	link.Destination, link.Title = p.Destination, p.Title
	link.SetAttributeString("rel", []byte(linkRel))
	p.Parent().ReplaceChild(p.Parent(), p, link)
	for c := p.FirstChild(); c != nil; c = p.FirstChild() {
		link.AppendChild(link, c)
	}
}

// flatten leaves the words of a picture's description: a link must not hold another.
func flatten(n ast.Node) {
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch c.Kind() {
		case ast.KindLink, ast.KindImage, ast.KindEmphasis, extast.KindStrikethrough:
			flatten(c)
			unwrap(c)
		}
		c = next
	}
}

// keepLink keeps a link that leads somewhere. One with a forbidden scheme, an address that cannot be read or none
// at all, and a bare address inside another link, become the words they were.
func keepLink(n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Link:
		if n.Parent() != nil && !linkable(util.URLEscape(n.Destination, true)) {
			unwrap(n)
		}
	case *ast.AutoLink:
		address := util.URLEscape(n.URL(source), false)
		if n.AutoLinkType == ast.AutoLinkEmail {
			address = []byte("mailto:x@y")
		}
		if linkAround(n) != nil || !linkable(address) {
			n.Parent().ReplaceChild(n.Parent(), n, raw(n.Label(source)))
		}
	}
}

// plainLink are addresses without anything that could be read in two ways.
var plainLink = regexp.MustCompile(`^(https?://[a-z0-9.-]+(/[A-Za-z0-9./_-]*)?|mailto:[a-z0-9.-]+@[a-z0-9.-]+)$`)

// linkable reports whether an address, escaped as it will be rendered, may stand in a link. It asks the allowlist
// itself: whatever that drops must not have become a link before. Only the address of a link in brackets is Markdown,
// in which a backslash has a meaning; a bare one is as it stands.
func linkable(address []byte) bool {
	// Asking costs 35 microseconds, and a text can hold thousands of links.
	return plainLink.Match(address) || keeps(address)
}

// keeps asks the allowlist.
func keeps(address []byte) bool {
	link := append(append([]byte(`<a href="`), util.EscapeHTML(address)...), `"></a>`...)
	return bytes.Contains(allowed.SanitizeBytes(link), []byte(" href="))
}

// liftFootnote moves the number of a footnote out of the links around it.
func liftFootnote(n ast.Node) {
	if around := linkAround(n); around != nil {
		around.Parent().InsertAfter(around.Parent(), around, n)
	}
}

// linkAround returns the outermost link or picture around a node, or nil.
func linkAround(n ast.Node) ast.Node {
	var around ast.Node
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink || p.Kind() == ast.KindImage {
			around = p
		}
	}
	return around
}

// unwrap puts the children of a node in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		parent.InsertBefore(parent, n, c)
	}
	parent.RemoveChild(parent, n)
}

// raw is text in which no sign means anything.
func raw(words []byte) ast.Node {
	s := ast.NewString(words)
	s.SetRaw(true)
	return s
}

// taskLabel is a label around a task's box and its words; without it a screen reader meets a nameless box.
type taskLabel struct{ ast.BaseInline }

var kindTaskLabel = ast.NewNodeKind("TaskLabel")

// Kind implements ast.Node.
func (*taskLabel) Kind() ast.NodeKind { return kindTaskLabel }

// Dump implements ast.Node.
func (l *taskLabel) Dump(source []byte, level int) { ast.DumpHelper(l, source, level, nil, nil) }

func labelTask(box *extast.TaskCheckBox) {
	parent := box.Parent()
	label := &taskLabel{}
	for c := parent.FirstChild(); c != nil; c = parent.FirstChild() {
		label.AppendChild(label, c)
	}
	parent.AppendChild(parent, label)
}

type taskLabelRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (taskLabelRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindTaskLabel, func(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
		tag := "</label>"
		if entering {
			tag = `<label class="task">`
		}
		_, err := w.WriteString(tag)
		return ast.WalkContinue, err
	})
}
