package web

import (
	"fmt"
	"html/template"
	"strings"
	"testing"
	"testing/fstest"

	"cooperage/hooks/locale"
)

func TestDrawn_IsWhatThePartSaysOfEachValueInEachLanguage(t *testing.T) {
	t.Parallel()
	type value struct {
		Name string
		N    int
	}
	files := fstest.MapFS{
		"layout.html":     file(`{{define "layout"}}{{template "content" .}}{{end}}` + menuParts),
		"room/page.html":  file(`{{define "content"}}{{end}}{{define "line"}}<li>{{.T "plain"}} {{.Name}} {{.N}}</li>{{end}}`),
		"parts/a.html":    file(`{{define "a"}}{{end}}`),
		"locales/de/a.po": file("msgid \"\"\nmsgstr \"Language: de\\n\"\n\nmsgid \"plain\"\nmsgstr \"schlicht\"\n"),
	}
	catalogs, err := locale.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := parsePages(files, template.FuncMap{"asset": func(name string) string { return name }})
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{pages: spoken{whole: whole}}
	d := NewDrawn[value]("room/page.html", "line")
	for range 2 {
		for lang, word := range map[string]string{"en": "plain", "de": "schlicht"} {
			list, err := d.All(s, catalogs.For(lang, nil), []value{{"<a>", 1}, {"<a>", 2}, {"b", 1}})
			want := fmt.Sprintf("[<li>%[1]s &lt;a&gt; 1</li> <li>%[1]s &lt;a&gt; 2</li> <li>%[1]s b 1</li>]", word)
			if got := fmt.Sprint(list); err != nil || got != want {
				t.Errorf("%s: got %s, %v, want %s", lang, got, err, want)
			}
		}
	}
	if len(d.made) != 6 {
		t.Errorf("%d drawings are kept, want 6", len(d.made))
	}
	for n := range 20 {
		if _, err := d.All(s, catalogs.For("en", nil), []value{{strings.Repeat("x", 1<<20), n}}); err != nil {
			t.Fatal(err)
		}
		if d.size > drawnBytes+2<<20 || len(d.made) > 10 {
			t.Fatalf("%d bytes of %d drawings are kept", d.size, len(d.made))
		}
	}
}
