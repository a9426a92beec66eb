package web

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"text/template/parse"
)

// parsePages builds one template set per page file: the page's own definitions, the layout, and of the parts those
// that the page uses. Copying all parts into every page would cost a third of the start and most of the idle memory.
// A page that uses a template nobody defines is an error here, not when somebody asks for it.
func parsePages(files fs.FS, funcs template.FuncMap) (map[string]*template.Template, error) {
	shared, err := template.New("shared").Funcs(funcs).ParseFS(files, "layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	if shared, err = shared.ParseFS(files, "parts/*.html"); err != nil {
		return nil, fmt.Errorf("parse parts: %w", err)
	}
	pages := map[string]*template.Template{}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" || !isPage(name) {
			return err
		}
		page, err := template.New(name).Funcs(funcs).ParseFS(files, name)
		if err == nil {
			err = complete(page, shared)
		}
		if err != nil {
			return fmt.Errorf("parse %s: %w", name, err)
		}
		pages[name] = page
		return nil
	})
	return pages, err
}

func isPage(name string) bool {
	dir, _, nested := strings.Cut(name, "/")
	return nested && dir != "parts" && dir != "mail" && dir != "locales"
}

// complete adds what the page uses of the shared templates, and what those use in turn.
func complete(page, shared *template.Template) error {
	wanted := []string{layout, navList, deskList}
	for _, t := range page.Templates() {
		if t.Tree != nil {
			wanted = append(wanted, used(t.Tree.Root)...)
		}
	}
	for len(wanted) > 0 {
		name := wanted[0]
		wanted = wanted[1:]
		if t := page.Lookup(name); t != nil && t.Tree != nil {
			continue
		}
		t := shared.Lookup(name)
		if t == nil || t.Tree == nil {
			return fmt.Errorf("no template is called %q", name)
		}
		if _, err := page.AddParseTree(name, t.Tree.Copy()); err != nil {
			return err
		}
		wanted = append(wanted, used(t.Tree.Root)...)
	}
	return nil
}

// used returns the names of the templates that a tree calls.
func used(n parse.Node) []string {
	switch n := n.(type) {
	case *parse.TemplateNode:
		return []string{n.Name}
	case *parse.ListNode:
		var names []string
		if n != nil {
			for _, x := range n.Nodes {
				names = append(names, used(x)...)
			}
		}
		return names
	case *parse.IfNode:
		return branches(&n.BranchNode)
	case *parse.RangeNode:
		return branches(&n.BranchNode)
	case *parse.WithNode:
		return branches(&n.BranchNode)
	}
	return nil
}

func branches(n *parse.BranchNode) []string { return append(used(n.List), used(n.ElseList)...) }
