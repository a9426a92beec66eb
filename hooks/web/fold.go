package web

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"sync"
	"text/template/parse"

	"cooperage/hooks/locale"
)

// spoken are the pages in the languages they have been asked for. In each copy, what is the same for every reader of
// the language stands as text: words without arguments, addresses of static files and icons. Calling a method from a
// template costs a microsecond of reflection, and a page speaks hundreds of words.
type spoken struct {
	whole map[string]*template.Template // by page file; never executed, since what was executed cannot be copied
	asset func(name string) string
	mu    sync.RWMutex
	done  map[[2]string]*template.Template // by page file and language
}

// page returns the page file as the locale speaks it.
func (s *spoken) page(name string, l *locale.Locale) (*template.Template, error) {
	key := [2]string{name, l.Code}
	s.mu.RLock()
	t := s.done[key]
	s.mu.RUnlock()
	if t != nil {
		return t, nil
	}
	whole := s.whole[name]
	if whole == nil {
		return nil, fmt.Errorf("no page file %s", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if t := s.done[key]; t != nil {
		return t, nil
	}
	t, err := whole.Clone()
	if err != nil {
		return nil, fmt.Errorf("copy %s: %w", name, err)
	}
	f := folding{set: whole, asset: s.asset, say: func(text string) string { return l.T(text) }}
	for _, x := range t.Templates() {
		if x.Tree != nil {
			f.list(x.Tree.Root)
		}
	}
	if s.done == nil {
		s.done = map[[2]string]*template.Template{}
	}
	s.done[key] = t
	return t, nil
}

// folding writes into a tree what is known before anybody asks.
type folding struct {
	set   *template.Template
	asset func(name string) string
	say   func(text string) string
}

// list folds the nodes and joins the texts that then stand side by side.
func (f folding) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	var nodes []parse.Node
	for _, n := range l.Nodes {
		for _, n := range f.node(n) {
			text, ok := n.(*parse.TextNode)
			if !ok || len(nodes) == 0 {
				nodes = append(nodes, n)
			} else if before, ok := nodes[len(nodes)-1].(*parse.TextNode); ok {
				before.Text = append(before.Text, text.Text...)
			} else {
				nodes = append(nodes, n)
			}
		}
	}
	l.Nodes = nodes
}

func (f folding) node(n parse.Node) []parse.Node {
	switch n := n.(type) {
	case *parse.ActionNode:
		if text, ok := f.constant(n.Pipe); ok {
			return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(template.HTMLEscapeString(text))}}
		}
		f.arguments(n.Pipe)
	case *parse.TemplateNode:
		f.arguments(n.Pipe)
		return f.drawn(n)
	case *parse.IfNode:
		f.branch(&n.BranchNode)
	case *parse.RangeNode:
		f.branch(&n.BranchNode)
	case *parse.WithNode:
		f.branch(&n.BranchNode)
	}
	return []parse.Node{n}
}

func (f folding) branch(b *parse.BranchNode) {
	f.arguments(b.Pipe)
	f.list(b.List)
	f.list(b.ElseList)
}

// arguments folds words that are given to something else, as in (or .Name (.T "Former member")).
func (f folding) arguments(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		for i, a := range c.Args {
			inner, ok := a.(*parse.PipeNode)
			if !ok {
				continue
			}
			if text, ok := f.constant(inner); ok {
				c.Args[i] = &parse.StringNode{NodeType: parse.NodeString, Pos: inner.Pos, Quoted: strconv.Quote(text), Text: text}
			} else {
				f.arguments(inner)
			}
		}
	}
}

// constant returns what .T "words", $.T "words" or asset "file" comes to.
func (f folding) constant(p *parse.PipeNode) (string, bool) {
	name, text := call(p)
	switch name {
	case ".T", "$.T":
		return f.say(text), true
	case "asset":
		return f.asset(text), true
	}
	return "", false
}

// call returns the name and the argument of a pipe that calls something with one string.
func call(p *parse.PipeNode) (name, text string) {
	if p == nil || len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", ""
	}
	s, ok := p.Cmds[0].Args[1].(*parse.StringNode)
	if !ok {
		return "", ""
	}
	return p.Cmds[0].Args[0].String(), s.Text
}

// drawn replaces {{template "icon" "flag"}} by the icon itself: a part that is given a plain word and holds nothing but
// text, static files and that word.
func (f folding) drawn(n *parse.TemplateNode) []parse.Node {
	kept := []parse.Node{n}
	if n.Pipe == nil || len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 1 {
		return kept
	}
	word, ok := n.Pipe.Cmds[0].Args[0].(*parse.StringNode)
	part := f.set.Lookup(n.Name)
	if !ok || strings.Trim(word.Text, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || part == nil || part.Tree == nil {
		return kept
	}
	var b strings.Builder
	for _, x := range part.Tree.Root.Nodes {
		switch x := x.(type) {
		case *parse.TextNode:
			b.Write(x.Text)
		case *parse.ActionNode:
			if text, ok := f.constant(x.Pipe); ok {
				b.WriteString(template.HTMLEscapeString(text))
			} else if x.Pipe.String() == "." {
				b.WriteString(word.Text)
			} else {
				return kept
			}
		case *parse.CommentNode:
		default:
			return kept
		}
	}
	return []parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(b.String())}}
}
