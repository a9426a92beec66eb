package web

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
)

// parse builds one template set per page file: the layout and all parts, then the page's own definitions.
// Page files are those in a room's folder (orders/show.html); mail and catalogues are not pages.
func parse(files fs.FS, funcs template.FuncMap) (map[string]*template.Template, error) {
	base, err := template.New("base").Option("missingkey=error").Funcs(funcs).ParseFS(files, "layout.html")
	if err != nil {
		return nil, fmt.Errorf("parse layout: %w", err)
	}
	if parts, _ := fs.Glob(files, "parts/*.html"); len(parts) > 0 {
		if base, err = base.ParseFS(files, parts...); err != nil {
			return nil, fmt.Errorf("parse parts: %w", err)
		}
	}
	pages := map[string]*template.Template{}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" || !isPage(name) {
			return err
		}
		page, err := base.Clone()
		if err == nil {
			page, err = page.ParseFS(files, name)
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
