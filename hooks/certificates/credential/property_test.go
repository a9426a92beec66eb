package credential

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// texts are words as people write them, and as they should not.
func texts() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringN(1, 40, 200), rapid.SampledFrom([]string{
		"👩🏽‍🎨 Ada", "שלום עולם", "مرحبا \u202e بالعالم", "e\u0301o\u0308 vs é ö", "a\tb\nc\r\nd", "\x00\x01\x1b[31mred\x7f", "\\\"quoted\\\" <b>&amp;", "]]>", "\u2028\u2029\ufeff",
		"𝕳𝖚𝖒𝖆𝖓", "\ufffe\uffff", "_:b0", "@id", "null",
	}))
}

func draw(t *rapid.T) Content {
	c := content()
	c.Name, c.Subject.Name = "N"+texts().Draw(t, "name"), "S"+texts().Draw(t, "subject")
	c.Achievement.Description, c.Achievement.Criteria = "D"+texts().Draw(t, "description"), "C"+texts().Draw(t, "criteria")
	c.Achievement.Tags = rapid.SliceOfN(texts(), 0, 3).Draw(t, "tags")
	c.Evidence[0].Narrative = texts().Draw(t, "narrative")
	c.Status[0].Index = rapid.IntRange(0, MinList-1).Draw(t, "index")
	return c
}

// Any one byte of any name or value that is changed is found, whatever the credential says.
func TestProperty_RandomCredentialsVerifyAndEveryChangedByteIsFound(t *testing.T) {
	t.Parallel()
	s := world(t)
	rapid.Check(t, func(r *rapid.T) {
		raw := issue(t, draw(r))
		v := verdict(t, s, raw)
		if !v.Valid {
			r.Fatalf("%v: %s", v.Reasons, raw)
		}
		at := rapid.IntRange(0, len(raw)-1).Draw(r, "byte")
		changed := bytes.Clone(raw)
		changed[at] ^= byte(rapid.IntRange(1, 255).Draw(r, "bits"))
		if v := verdict(t, s, changed); v.Valid {
			r.Fatalf("byte %d, %q, became %q unnoticed: %s", at, raw[at], changed[at], raw)
		}
	})
}

func TestProperty_TokensToo(t *testing.T) {
	t.Parallel()
	s := world(t)
	rapid.Check(t, func(r *rapid.T) {
		raw := []byte(issueToken(t, draw(r)))
		if v := verdict(t, s, raw); !v.Valid {
			r.Fatalf("%v: %s", v.Reasons, raw)
		}
		at := rapid.IntRange(0, len(raw)-1).Draw(r, "byte")
		changed := bytes.Clone(raw)
		changed[at] ^= byte(rapid.IntRange(1, 255).Draw(r, "bits"))
		if v := verdict(t, s, changed); v.Valid {
			r.Fatalf("byte %d, %q, became %q unnoticed: %s", at, raw[at], changed[at], raw)
		}
	})
}

// Texts come back as they went in, but for what Clean takes out.
func TestProperty_TextsComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		c := draw(r)
		v := verdict(t, shelf{}, issue(t, c))
		if v.Name != Clean(c.Name) || v.SubjectName != Clean(c.Subject.Name) {
			r.Fatalf("%q came back as %q", c.Name, v.Name)
		}
		if !utf8.ValidString(v.Name) || strings.ContainsAny(v.Name, "\x00\x01\x7f\x1b\ufffe\uffff") {
			r.Fatalf("%q is not clean", v.Name)
		}
	})
}

func FuzzCheck(f *testing.F) {
	vector, err := os.ReadFile("testdata/w3c-alumni.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(vector)
	f.Add(issue(f, content()))
	f.Add([]byte(issueToken(f, content())))
	f.Add([]byte(drawing))
	s := world(f)
	good := issue(f, content())
	f.Fuzz(func(t *testing.T, raw []byte) {
		if v := verdict(t, s, raw); v.Valid && v.Form == "json" && v.ID != content().ID {
			t.Errorf("a credential nobody signed is valid: %s, not %s", raw, good)
		}
	})
}
