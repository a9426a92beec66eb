package web

import (
	"strings"
	"testing"
	"testing/fstest"
)

// menuParts are the menus that every layout has.
const menuParts = `{{define "nav-list"}}{{end}}{{define "desk-list"}}{{end}}`

func file(body string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(body)} }

func TestParsePages_PageGetsThePartsItUses(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"layout.html":      file(`{{define "layout"}}[{{template "content" .}}]{{end}}` + menuParts),
		"parts/a.html":     file(`{{define "a"}}a{{template "b" .}}{{end}}{{define "b"}}b{{end}}{{define "unused"}}u{{end}}`),
		"room/page.html":   file(`{{define "content"}}{{if .}}{{range .}}{{template "a" .}}{{else}}{{template "own" .}}{{end}}{{end}}{{end}}{{define "own"}}o{{end}}`),
		"room/other.html":  file(`{{define "content"}}x{{end}}`),
		"mail/letter.html": file(`{{template "nowhere" .}}`),
	}
	pages, err := parsePages(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := pages["room/page.html"].ExecuteTemplate(&b, "layout", []int{1, 2}); err != nil || b.String() != "[abab]" {
		t.Errorf("got %q, %v", b.String(), err)
	}
	if pages["room/page.html"].Lookup("unused") != nil || pages["room/other.html"].Lookup("a") != nil {
		t.Error("a page carries parts that it does not use")
	}
	if len(pages) != 2 {
		t.Errorf("got %d pages, want 2: mails are none", len(pages))
	}
}

func TestParsePages_UnknownTemplateStopsTheStart(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"layout.html":    file(`{{define "layout"}}{{template "content" .}}{{end}}` + menuParts),
		"parts/a.html":   file(`{{define "a"}}{{template "nowhere" .}}{{end}}`),
		"room/page.html": file(`{{define "content"}}{{with .}}{{template "a" .}}{{end}}{{end}}`),
	}
	if _, err := parsePages(files, nil); err == nil || !strings.Contains(err.Error(), `room/page.html: no template is called "nowhere"`) {
		t.Errorf("got %v", err)
	}
}
