// Package papers shows the co-op's small print: terms, privacy and the code of conduct, in plain language. The texts
// are Markdown files in templates/papers/<language>/; "{{coop}}" in them stands for the co-op's name. What changes by
// vote is never repeated in them: they point to the rules.
package papers

import (
	"cmp"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/prose"
	"cooperage/hooks/web"
	"cooperage/templates"

	"github.com/pocketbase/pocketbase/core"
)

// titles are the papers there are, by address.
var titles = map[string]string{
	"terms": locale.Mark("Terms"), "privacy": locale.Mark("Privacy"), "conduct": locale.Mark("Code of conduct"),
}

// Room is the papers room.
type Room struct{ site *web.Site }

// New returns the room.
func New(site *web.Site) *Room { return &Room{site: site} }

// Routes adds one address per paper.
func (r *Room) Routes(g *web.Group) {
	g.GET("/terms", r.show)
	g.GET("/privacy", r.show)
	g.GET("/conduct", r.show)
}

type page struct {
	web.Page
	Title string
	Lang  string // of the text, which may be English where a translation is missing
	Body  template.HTML
}

// show handles GET /terms, /privacy and /conduct.
func (r *Room) show(e *core.RequestEvent) error {
	name := strings.TrimPrefix(e.Request.URL.Path, "/")
	title, known := titles[name]
	if !known {
		return fault.Missing()
	}
	reader := r.site.Locale(e)
	text, lang, err := read(reader.Code, name)
	if err != nil {
		return err
	}
	body, err := prose.Render(strings.ReplaceAll(text, "{{coop}}", escape(cmp.Or(r.site.Coop(e.App).Name, "Cooperage"))))
	if err != nil {
		return fmt.Errorf("render paper %s: %w", name, err)
	}
	return r.site.Show(e, "papers/show.html", &page{Title: reader.T(title), Lang: lang, Body: body})
}

func read(lang, name string) (text, used string, err error) {
	raw, err := fs.ReadFile(templates.FS, "papers/"+lang+"/"+name+".md")
	if err == nil {
		return string(raw), lang, nil
	}
	raw, err = fs.ReadFile(templates.FS, "papers/en/"+name+".md")
	if err != nil {
		return "", "", fmt.Errorf("read paper %s: %w", name, err)
	}
	return string(raw), "en", nil
}

// escape keeps a name that holds Markdown signs from being read as Markdown.
func escape(name string) string {
	var b strings.Builder
	for _, r := range name {
		if strings.ContainsRune("\\`*_{}[]()#+-.!|<>~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
