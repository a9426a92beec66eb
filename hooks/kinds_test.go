package hooks_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
)

var toldKind = regexp.MustCompile(`(?s)(?:News|TellEvent|Letter)\{[^{}]*?Kind:\s*"(\w+)"`)

func TestKinds_EverythingToldIsOfARegisteredKind(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, k := range apptest.Bare(t).Notices.Kinds() {
		known[k.Name] = true
		if k.Title == "" || k.Why == "" {
			t.Errorf("kind %s lacks a title or the reason at the foot of its mails", k.Name)
		}
	}
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range toldKind.FindAllStringSubmatch(string(raw), -1) {
			if found++; !known[m[1]] && !strings.HasSuffix(name, "_test.go") {
				t.Errorf("%s tells of kind %q, which no room registers", name, m[1])
			}
		}
	}
	if found < 10 {
		t.Errorf("found %d places where something is told", found)
	}
}
