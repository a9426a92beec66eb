package locale_test

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cooperage/templates"

	"github.com/leonelquinteros/gotext"
)

// whole are the languages that must be complete; others may lag behind and fall back to English.
var whole = []string{"de"}

func TestCatalogue_IsCompleteAndHasNothingUnused(t *testing.T) {
	t.Parallel()
	used := texts(t)
	for _, lang := range whole {
		have := entries(t, lang)
		asked := map[string]bool{}
		for _, u := range used {
			if asked[u.one] {
				continue
			}
			asked[u.one] = true
			e, ok := have[u.one]
			switch {
			case !ok:
				t.Errorf("%s: missing in %s: %q", u.where, lang, u.one)
			case u.many != "" && e.PluralID != u.many:
				t.Errorf("%s: %s has the plural %q for %q, the source says %q", u.where, lang, e.PluralID, u.one, u.many)
			}
		}
		for key := range have {
			if !asked[key] {
				t.Errorf("unused in %s: %q", lang, key)
			}
		}
	}
}

func TestCatalogue_KeepsThePrintfVerbs(t *testing.T) {
	t.Parallel()
	for _, lang := range whole {
		for key, e := range entries(t, lang) {
			want := [][]string{verbs(key)}
			if e.PluralID != "" {
				want = append(want, verbs(e.PluralID), nil)
			}
			for i, form := range e.Trs {
				if !slices.ContainsFunc(want, func(w []string) bool { return slices.Equal(w, verbs(form)) }) {
					t.Errorf("%s form %d of %q has other verbs: %q", lang, i, key, form)
				}
			}
		}
	}
}

// A key may stand in two files, as rooms share words; it must say the same in both.
func TestCatalogue_SaysTheSameInEveryFile(t *testing.T) {
	t.Parallel()
	entries(t, "de")
}

// entries reads all files of a language and reports gaps and contradictions.
func entries(t *testing.T, lang string) map[string]*gotext.Translation {
	t.Helper()
	names, err := fs.Glob(templates.FS, "locales/"+lang+"/*.po")
	if err != nil {
		t.Fatal(err)
	}
	all, from := map[string]*gotext.Translation{}, map[string]string{}
	for _, name := range names {
		raw, err := fs.ReadFile(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		po := gotext.NewPo()
		po.Parse(raw)
		for key, e := range po.GetDomain().GetTranslations() {
			if key == "" {
				continue
			}
			for i := range max(1, len(e.Trs)) {
				if e.Trs[i] == "" {
					t.Errorf("%s: %q is not translated", name, key)
				}
			}
			if old := all[key]; old != nil && (old.Trs[0] != e.Trs[0] || old.PluralID != e.PluralID) {
				t.Errorf("%q is %q in %s and %q in %s", key, old.Trs[0], from[key], e.Trs[0], path.Base(name))
			}
			all[key], from[key] = e, path.Base(name)
		}
	}
	return all
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])`)

// verbs lists the verbs of a format in the order of their arguments, "%%" left out.
func verbs(format string) []string {
	byArg := map[int]string{}
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		byArg[next] = m[2]
		next++
	}
	var list []string
	for i := range len(byArg) + 9 {
		if v, ok := byArg[i]; ok {
			list = append(list, strconv.Itoa(i)+v)
		}
	}
	return list
}

func TestVerbs_FollowTheArguments(t *testing.T) {
	t.Parallel()
	for format, want := range map[string]string{
		"%s of %d": "1s 2d", "%[2]d von %[1]s": "1s 2d", "100 %% of %s": "1s", "none": "", "%[1]s %[1]s": "1s",
	} {
		if got := strings.Join(verbs(format), " "); got != want {
			t.Errorf("%q: got %q, want %q", format, got, want)
		}
	}
}
