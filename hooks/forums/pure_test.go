package forums

import "testing"

func TestSlug_KeepsLettersAndSpellsUmlautsOut(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Größere Räume?":        "groessere-raeume",
		"  What about -- fees!": "what-about-fees",
		"日本語":                   "topic",
		"9 % or 10 %":           "9-or-10",
	} {
		if got := slugOf(title); got != want {
			t.Errorf("%q: got %s, want %s", title, got, want)
		}
	}
}

func TestPageOf_TwentyPostsToAPage(t *testing.T) {
	t.Parallel()
	for number, want := range map[int64]int64{1: 1, 20: 1, 21: 2, 5000: 250} {
		if got := PageOf(number); got != want {
			t.Errorf("post %d: page %d, want %d", number, got, want)
		}
	}
}
