package locale_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"

	"cooperage/templates"
)

// text is one use of a catalogue key in the sources; many is empty when it has no plural.
type text struct{ one, many, where string }

// texts collects every key that templates and Go sources use.
func texts(t *testing.T) []text {
	t.Helper()
	var found []text
	walk(t, templates.FS, ".html", func(name, source string) { found = append(found, inTemplate(t, name, source)...) })
	walk(t, templates.FS, ".txt", func(name, source string) { found = append(found, inTemplate(t, name, source)...) })
	walk(t, os.DirFS("../.."), ".go", func(name, source string) {
		if strings.HasPrefix(name, "hooks/") && !strings.HasSuffix(name, "_test.go") {
			found = append(found, inGo(t, name, source)...)
		}
	})
	return found
}

func walk(t *testing.T, files fs.FS, ext string, visit func(name, source string)) {
	t.Helper()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ext {
			return err
		}
		raw, err := fs.ReadFile(files, name)
		visit(name, string(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// inTemplate finds every .T "…" and .N "…" "…" in a template, nested ones included.
func inTemplate(t *testing.T, name, source string) []text {
	t.Helper()
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	set := map[string]*parse.Tree{}
	if _, err := tree.Parse(source, "{{", "}}", set); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var found []text
	for _, part := range set {
		inNode(part.Root, func(c *parse.CommandNode) {
			switch method(c.Args[0]) {
			case "T":
				if s, ok := literal(c.Args, 1); ok {
					found = append(found, text{one: s, where: name})
				}
			case "N":
				one, ok1 := literal(c.Args, 1)
				many, ok2 := literal(c.Args, 2)
				if ok1 && ok2 {
					found = append(found, text{one, many, name})
				}
			}
		})
	}
	return found
}

func literal(args []parse.Node, i int) (string, bool) {
	if i >= len(args) {
		return "", false
	}
	s, ok := args[i].(*parse.StringNode)
	if !ok {
		return "", false
	}
	return s.Text, true
}

// method returns the last name of a call such as .T, $.T or $row.L.T.
func method(n parse.Node) string {
	var names []string
	switch n := n.(type) {
	case *parse.FieldNode:
		names = n.Ident
	case *parse.VariableNode:
		names = n.Ident
	case *parse.ChainNode:
		names = n.Field
	}
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1]
}

// inNode visits every command below a node.
func inNode(n parse.Node, visit func(*parse.CommandNode)) {
	branch := func(b *parse.BranchNode) {
		inNode(b.Pipe, visit)
		inNode(b.List, visit)
		if b.ElseList != nil {
			inNode(b.ElseList, visit)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, x := range n.Nodes {
			inNode(x, visit)
		}
	case *parse.ActionNode:
		inNode(n.Pipe, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			inNode(n.Pipe, visit)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.ChainNode:
		inNode(n.Node, visit)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			visit(c)
			for _, a := range c.Args {
				inNode(a, visit)
			}
		}
	}
}

// place says at which argument of a call its text stands.
var place = map[string]int{"T": 0, "N": 0, "Mark": 0, "New": 1, "Add": 1, "Done": 2}

// inGo finds the texts given to the functions of place, and those of fault.Error, fault.Problem and notices.News.
func inGo(t *testing.T, name, source string) []text {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []text
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			verb, owner := callee(n.Fun)
			at, ok := place[verb]
			if !ok || !concerns(verb, owner, file.Name.Name) || at >= len(n.Args) {
				break
			}
			one, ok := constant(n.Args[at])
			if !ok || one == "" || verb == "Add" && !sentence(one) {
				break
			}
			found = append(found, text{one, "", name})
			if verb == "N" && len(n.Args) > 1 {
				found[len(found)-1].many, _ = constant(n.Args[1])
			}
		case *ast.CompositeLit:
			for _, s := range worded(n) {
				found = append(found, text{one: s, where: name})
			}
		}
		return true
	})
	return found
}

// concerns tells our functions from others with the same name.
func concerns(verb, owner, pkg string) bool {
	switch verb {
	case "New":
		return owner == "fault" || owner == "" && pkg == "fault"
	case "Mark":
		return owner == "locale" || owner == "" && pkg == "locale"
	case "Add":
		return owner != "" && owner != "jobs" && owner != "Fields"
	}
	return owner != ""
}

// sentence tells what is wrong with a field from other things that are added, such as headers and cron times.
func sentence(s string) bool {
	return strings.Contains(s, " ") && strings.ContainsFunc(s, unicode.IsLower)
}

// callee returns the called name and the last name of what it is called on.
func callee(f ast.Expr) (verb, owner string) {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name, ""
	case *ast.SelectorExpr:
		switch x := f.X.(type) {
		case *ast.Ident:
			return f.Sel.Name, x.Name
		case *ast.SelectorExpr:
			return f.Sel.Name, x.Sel.Name
		}
		return f.Sel.Name, "?"
	}
	return "", ""
}

// worded returns the Text, and the Many, of a literal of a type whose texts are shown to people.
func worded(c *ast.CompositeLit) (found []string) {
	kind, _ := callee(c.Type)
	if kind != "Error" && kind != "Problem" && kind != "News" && kind != "Letter" {
		return nil
	}
	for _, e := range c.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if k, ok := kv.Key.(*ast.Ident); ok && (k.Name == "Text" || k.Name == "Many") {
			if s, ok := constant(kv.Value); ok {
				found = append(found, s)
			}
		}
	}
	return found
}

// constant folds a string literal or a sum of them.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		a, ok1 := constant(e.X)
		b, ok2 := constant(e.Y)
		return a + b, ok1 && ok2
	case *ast.ParenExpr:
		return constant(e.X)
	}
	return "", false
}
