// Package locale speaks the reader's language: texts from gettext catalogues, money, rates, numbers and dates.
// The English text is the key, so a missing translation falls back to a readable English sentence.
// Catalogues lie in templates/locales/<language>/<room>.po; all files of a language form one catalogue.
package locale

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/leonelquinteros/gotext"
	"github.com/leonelquinteros/gotext/plurals"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Source is the language the keys are written in; it needs no catalogue.
const Source = "en"

// Catalogs holds the texts of every language. It does not change after Load and is safe for concurrent use.
type Catalogs struct {
	byCode  map[string]*catalog
	codes   []string
	matcher language.Matcher
}

// catalog is one language: its translations by key and plural form, and how it writes numbers.
type catalog struct {
	code, name     string
	texts          map[string]*gotext.Translation
	plural         plurals.Expression
	decimal, group string
}

// Load reads locales/<language>/*.po of files. A language is known as soon as its folder holds a catalogue.
func Load(files fs.FS) (*Catalogs, error) {
	c := &Catalogs{byCode: map[string]*catalog{Source: newCatalog(Source)}}
	c.byCode[Source].name = "English"
	names, err := fs.Glob(files, "locales/*/*.po")
	if err != nil {
		return nil, fmt.Errorf("list catalogues: %w", err)
	}
	for _, name := range names {
		if err := c.add(files, name); err != nil {
			return nil, fmt.Errorf("read catalogue %s: %w", name, err)
		}
	}
	c.order()
	return c, nil
}

// add merges one file into the catalogue of its language.
func (c *Catalogs) add(files fs.FS, name string) error {
	code := path.Base(path.Dir(name))
	if _, err := language.Parse(code); err != nil {
		return fmt.Errorf("folder %q is no language: %w", code, err)
	}
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if c.byCode[code] == nil {
		c.byCode[code] = newCatalog(code)
	}
	return c.byCode[code].merge(raw)
}

// order puts the source language first and the others by their code, and makes the matcher for browsers.
func (c *Catalogs) order() {
	for code := range c.byCode {
		c.codes = append(c.codes, code)
	}
	slices.SortFunc(c.codes, func(a, b string) int {
		if (a == Source) != (b == Source) {
			return cmp.Compare(strings.Count(b, Source), strings.Count(a, Source))
		}
		return cmp.Compare(a, b)
	})
	var tags []language.Tag
	for _, code := range c.codes {
		tags = append(tags, language.Make(code))
	}
	c.matcher = language.NewMatcher(tags)
}

// Languages returns the codes of all languages, the source language first.
func (c *Catalogs) Languages() []string { return slices.Clone(c.codes) }

// Has reports whether there is a catalogue for the code.
func (c *Catalogs) Has(code string) bool { return c.byCode[code] != nil }

// Name returns what a language calls itself ("Deutsch"), or the code when its catalogue does not say.
func (c *Catalogs) Name(code string) string {
	if l := c.byCode[code]; l != nil && l.name != "" {
		return l.name
	}
	return code
}

// Match returns the language that fits an Accept-Language header best; a malformed or empty header gives the source.
func (c *Catalogs) Match(acceptLanguage string) string {
	tags, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(tags) == 0 {
		return Source
	}
	_, i, confidence := c.matcher.Match(tags...)
	if confidence == language.No {
		return Source
	}
	return c.codes[i]
}

// For returns the locale of a language and a time zone; an unknown language gives the source, a nil zone UTC.
func (c *Catalogs) For(lang string, zone *time.Location) *Locale {
	l := c.byCode[lang]
	if l == nil {
		l = c.byCode[Source]
	}
	if zone == nil {
		zone = time.UTC
	}
	return &Locale{Code: l.code, Zone: zone, catalog: l}
}

// newCatalog reads the separators of the language from the Unicode tables, by formatting one number.
func newCatalog(code string) *catalog {
	sample := []rune(message.NewPrinter(language.Make(code)).Sprintf("%.1f", 1234567.8))
	c := &catalog{code: code, texts: map[string]*gotext.Translation{}, decimal: ".", group: ","}
	if len(sample) == len("1,234,567.8") {
		c.group, c.decimal = string(sample[1]), string(sample[9])
	}
	return c
}

// merge takes over the texts of one file.
func (c *catalog) merge(raw []byte) error {
	po := gotext.NewPo()
	po.Parse(raw)
	d := po.GetDomain()
	if got := d.Headers.Get("Language"); got != c.code {
		return fmt.Errorf("header says language %q", got)
	}
	if c.name == "" {
		c.name = d.Headers.Get("X-Language-Name")
	}
	if c.plural == nil && d.PluralForms != "" {
		_, rule, _ := strings.Cut(d.PluralForms, "plural=")
		rule = strings.Trim(strings.TrimSpace(rule), ";")
		expression, err := plurals.Compile(rule)
		if err != nil {
			return fmt.Errorf("plural rule %q: %w", rule, err)
		}
		c.plural = expression
	}
	for key, t := range d.GetTranslations() {
		if key != "" {
			c.texts[key] = t
		}
	}
	return nil
}

// text returns the translation of key, or key itself.
func (c *catalog) text(key string) string {
	if t := c.texts[key]; t != nil && t.Trs[0] != "" {
		return t.Trs[0]
	}
	return key
}

// form returns the translation for a count, or the English form.
func (c *catalog) form(one, many string, n int) string {
	if t := c.texts[one]; t != nil && t.PluralID == many && c.plural != nil {
		if s := t.Trs[c.plural.Eval(uint32(max(n, -n)))]; s != "" {
			return s
		}
	}
	if n == 1 {
		return one
	}
	return many
}
