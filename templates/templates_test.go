package templates_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	public "cooperage/pb_public"
	"cooperage/templates"
)

// The content policy forbids inline code, so a page that had some would look broken only in a browser.
var inline = regexp.MustCompile(`(?i)\sstyle=|\son[a-z]+="|<script(?:\s[^>]*)?>[^<]|javascript:|<style`)

func TestPages_HaveNoInlineCodeAndStayShort(t *testing.T) {
	t.Parallel()
	each(t, templates.FS, ".html", func(name, body string) {
		if strings.HasPrefix(name, "mail/") {
			return // mail readers know nothing but inline styles
		}
		if found := inline.FindString(body); found != "" {
			t.Errorf("%s holds inline code: %q", name, found)
		}
		if lines := strings.Count(body, "\n"); lines > 120 {
			t.Errorf("%s has %d lines, want at most 120: cut a part", name, lines)
		}
	})
}

var (
	iconUse = regexp.MustCompile(`template "icon" "([a-z0-9-]+)"`)
	symbol  = regexp.MustCompile(`<symbol id="([a-z0-9-]+)"`)
)

func TestIcons_AreInTheSprite(t *testing.T) {
	t.Parallel()
	sprite, err := fs.ReadFile(public.FS, "img/icons.svg")
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for _, m := range symbol.FindAllStringSubmatch(string(sprite), -1) {
		drawn[m[1]] = true
	}
	each(t, templates.FS, ".html", func(name, body string) {
		for _, m := range iconUse.FindAllStringSubmatch(body, -1) {
			if !drawn[m[1]] {
				t.Errorf("%s uses the icon %s, which img/icons.svg does not hold: add it to img/_icons.sh", name, m[1])
			}
		}
	})
}

var rule = regexp.MustCompile(`!important|(?m)^[^{}/]*#[a-z][^{};]*\{|@import|url\("?(?:https?:)?//`)

func TestStyles_KeepTheHouseRules(t *testing.T) {
	t.Parallel()
	each(t, public.FS, ".css", func(name, body string) {
		if found := rule.FindString(body); found != "" {
			t.Errorf("%s: %q is against the rules of architecture: no !important, no ids, no foreign files", name, strings.TrimSpace(found))
		}
		if !strings.Contains(body, "@layer") {
			t.Errorf("%s stands outside the cascade layers", name)
		}
	})
}

func TestScripts_OfOursStayUnderTenKilobytes(t *testing.T) {
	t.Parallel()
	var all bytes.Buffer
	w := gzip.NewWriter(&all)
	each(t, public.FS, ".js", func(name, body string) {
		if !strings.HasPrefix(name, "js/") {
			return
		}
		if _, err := w.Write([]byte(body)); err != nil {
			t.Fatal(err)
		}
	})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got, most := all.Len(), 10<<10; got > most {
		t.Errorf("got %d bytes compressed, want at most %d", got, most)
	}
}

func each(t *testing.T, files fs.FS, ext string, visit func(name, body string)) {
	t.Helper()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ext {
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
