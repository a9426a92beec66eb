package locale_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/money"
	"cooperage/templates"
)

func load(t *testing.T) *locale.Catalogs {
	t.Helper()
	c, err := locale.Load(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// plain shows the non-breaking spaces as common ones, so that expectations can be read.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestMoney_FollowsTheLanguage(t *testing.T) {
	t.Parallel()
	c := load(t)
	for _, x := range []struct {
		minor            int64
		currency, en, de string
	}{
		{114000, "EUR", "€ 1,140.00", "1.140,00 €"},
		{5, "EUR", "€ 0.05", "0,05 €"},
		{-250, "EUR", "−€ 2.50", "−2,50 €"},
		{0, "USD", "$ 0.00", "0,00 $"},
		{1234567, "JPY", "¥ 1,234,567", "1.234.567 ¥"},
		{1500, "KWD", "KWD 1.500", "1,500 KWD"},
		{99, "CHF", "CHF 0.99", "0,99 CHF"},
		{-9223372036854775808, "EUR", "−€ 92,233,720,368,547,758.08", "−92.233.720.368.547.758,08 €"},
	} {
		a := money.Amount{Minor: x.minor, Currency: x.currency}
		if got := plain(c.For("en", nil).Money(a)); got != x.en {
			t.Errorf("English %v: got %q, want %q", a, got, x.en)
		}
		if got := plain(c.For("de", nil).Money(a)); got != x.de {
			t.Errorf("German %v: got %q, want %q", a, got, x.de)
		}
	}
	if got := c.For("en", nil).Money(money.Amount{Minor: 100, Currency: "EUR"}); strings.Contains(got, " ") {
		t.Errorf("%q can break between sign and figure", got)
	}
}

func TestRate_HasNoIdleZeros(t *testing.T) {
	t.Parallel()
	c := load(t)
	for bps, want := range map[money.Bps][2]string{
		650: {"6.5 %", "6,5 %"}, 500: {"5 %", "5 %"}, 0: {"0 %", "0 %"}, 1: {"0.01 %", "0,01 %"},
		10000: {"100 %", "100 %"}, -25: {"−0.25 %", "−0,25 %"},
	} {
		if got := plain(c.For("en", nil).Rate(bps)); got != want[0] {
			t.Errorf("English %d: got %q, want %q", bps, got, want[0])
		}
		if got := plain(c.For("de", nil).Rate(bps)); got != want[1] {
			t.Errorf("German %d: got %q, want %q", bps, got, want[1])
		}
	}
}

func TestDates_AreInTheReadersZone(t *testing.T) {
	t.Parallel()
	c := load(t)
	rome, err := time.LoadLocation("Europe/Rome")
	if err != nil {
		t.Fatal(err)
	}
	late := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	en, de := c.For("en", rome), c.For("de", rome)
	for got, want := range map[string]string{
		en.Date(late): "1 January 2027", de.Date(late): "1. Januar 2027",
		plain(en.DateTime(late)): "1 January 2027, 00:30 CET", plain(de.DateTime(late)): "1. Januar 2027, 00:30 MEZ",
		en.Month(late): "January 2027", c.For("de", nil).Month(late): "Dezember 2026",
		en.Date(time.Time{}): "",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAgo_IsRelativeUnderAWeek(t *testing.T) {
	t.Parallel()
	c := load(t)
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for d, want := range map[time.Duration][2]string{
		0:                            {"just now", "gerade eben"},
		time.Minute:                  {"1 minute ago", "vor 1 Minute"},
		59 * time.Minute:             {"59 minutes ago", "vor 59 Minuten"},
		time.Hour:                    {"1 hour ago", "vor 1 Stunde"},
		6*24*time.Hour + time.Hour:   {"6 days ago", "vor 6 Tagen"},
		7 * 24 * time.Hour:           {"14 November 2026", "14. November 2026"},
		-30 * time.Second:            {"in a moment", "gleich"},
		-25 * time.Hour:              {"in 1 day", "in 1 Tag"},
		-7*24*time.Hour - time.Hour:  {"28 November 2026", "28. November 2026"},
		-(3*time.Hour + time.Minute): {"in 3 hours", "in 3 Stunden"},
	} {
		if got := c.For("en", nil).Ago(now.Add(-d), now); got != want[0] {
			t.Errorf("English %v: got %q, want %q", d, got, want[0])
		}
		if got := c.For("de", nil).Ago(now.Add(-d), now); got != want[1] {
			t.Errorf("German %v: got %q, want %q", d, got, want[1])
		}
	}
}

func TestBytes_RoundsDownToTenths(t *testing.T) {
	t.Parallel()
	l := load(t).For("de", nil)
	for n, want := range map[int64]string{1: "1 Byte", 1023: "1023 Bytes", 1024: "1,0 KB", 1024 * 1024: "1,0 MB", 5<<30 + 1: "5,0 GB"} {
		if got := plain(l.Bytes(n)); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestMatch_TakesTheBestLanguageOfTheBrowser(t *testing.T) {
	t.Parallel()
	c := load(t)
	for header, want := range map[string]string{
		"": "en", "de-AT,de;q=0.9,en;q=0.5": "de", "en-GB": "en", "xx;;;q": "en", "tlh,de;q=0.2": "de", "zh": "en",
	} {
		if got := c.Match(header); got != want {
			t.Errorf("%q: got %s, want %s", header, got, want)
		}
	}
	if got := c.Languages(); got[0] != "en" || !c.Has("de") || c.Name("de") != "Deutsch" {
		t.Errorf("languages: %v, German is called %q", got, c.Name("de"))
	}
}

func TestLoad_MergesTheFilesOfALanguage(t *testing.T) {
	t.Parallel()
	head := "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n\"\n\n"
	c, err := locale.Load(fstest.MapFS{
		"locales/pl/a.po": {Data: []byte(head + "msgid \"order\"\nmsgstr \"zlecenie\"\n")},
		"locales/pl/b.po": {Data: []byte(head + "msgid \"%d vote\"\nmsgid_plural \"%d votes\"\nmsgstr[0] \"%d głos\"\nmsgstr[1] \"%d głosy\"\nmsgstr[2] \"%d głosów\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	l := c.For("pl", nil)
	for n, want := range map[int]string{1: "1 głos", 3: "3 głosy", 12: "12 głosów"} {
		if got := l.N("%d vote", "%d votes", n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	if got := l.T("order"); got != "zlecenie" {
		t.Errorf("got %q from the first file", got)
	}
	if got := l.T("100 % of %s", "x"); got == "" || l.T("100 %") != "100 %" {
		t.Errorf("an unknown text must stay: %q", got)
	}
	if _, err := locale.Load(fstest.MapFS{"locales/pl/a.po": {Data: []byte("not a catalogue")}}); err == nil {
		t.Error("an empty catalogue was accepted")
	}
}
