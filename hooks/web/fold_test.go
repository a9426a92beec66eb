package web

import (
	"html/template"
	"strings"
	"testing"
	"testing/fstest"

	"cooperage/hooks/locale"
)

func TestSpoken_FoldedPageIsTheSamePage(t *testing.T) {
	t.Parallel()
	asset := func(name string) string { return "/" + name }
	files := fstest.MapFS{
		"layout.html": file(`{{define "layout"}}<p title="{{.T "a & b"}}">{{.T "plain"}}{{template "content" .}}</p>{{end}}` + menuParts),
		"parts/a.html": file(`{{define "icon"}}<use href="{{asset "i.svg"}}#{{.}}"/>{{end}}` +
			`{{define "loud"}}{{if .}}<b>{{.}}</b>{{end}}{{end}}`),
		"room/page.html": file(`{{define "content"}}{{range .D}}<i>{{$.T "plain"}} {{$.T "to %s" (or . ($.T "a & b"))}}</i>{{end}}` +
			`{{template "icon" "flag"}}{{template "icon" "<x>"}}{{template "loud" "yes"}}{{template "loud" (.T "plain")}}{{end}}`),
		"locales/de/a.po": file("msgid \"\"\nmsgstr \"Language: de\\n\"\n\nmsgid \"plain\"\nmsgstr \"schlicht <fein>\"\n\n" +
			"msgid \"a & b\"\nmsgstr \"a und 'b'\"\n\nmsgid \"to %s\"\nmsgstr \"an %s\"\n"),
	}
	catalogs, err := locale.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := parsePages(files, template.FuncMap{"asset": asset})
	if err != nil {
		t.Fatal(err)
	}
	pages := spoken{whole: whole, asset: asset}
	for _, lang := range []string{"en", "de", "en"} {
		l := catalogs.For(lang, nil)
		folded, err := pages.page("room/page.html", l)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := whole["room/page.html"].Clone()
		if err != nil {
			t.Fatal(err)
		}
		data := Part{Page: &Page{Locale: l}, D: []string{"x & y", ""}}
		if got, want := rendered(t, folded, data), rendered(t, plain, data); got != want {
			t.Errorf("%s: got %s, want %s", lang, got, want)
		}
		if tree := folded.Lookup(layout).Tree.Root.String(); strings.Contains(tree, ".T") {
			t.Errorf("%s: words are still looked up: %s", lang, tree)
		}
	}
}

func rendered(t *testing.T, page *template.Template, data any) string {
	t.Helper()
	var b strings.Builder
	if err := page.ExecuteTemplate(&b, "layout", data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
