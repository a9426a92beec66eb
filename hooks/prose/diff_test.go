package prose

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestDiff_GivesBothTextsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-c]{1,2}[ \n]{1,2}){0,12}`)
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var old, now strings.Builder
		for _, p := range Diff(before, after) {
			if p.Mark != "new" {
				old.WriteString(p.Text)
			}
			if p.Mark != "old" {
				now.WriteString(p.Text)
			}
		}
		if old.String() != before || now.String() != after {
			t.Fatalf("got %q and %q, want %q and %q", old.String(), now.String(), before, after)
		}
	})
}

func TestDiff_TextsOfAnyLengthEnd(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 6000)
	if got := Diff(long+"end", "start "+strings.ReplaceAll(long, "word", "other")); len(got) == 0 {
		t.Error("nothing")
	}
	if got := Diff(long+"end", long+"finish"); len(got) != 3 {
		t.Errorf("one changed word made %d pieces", len(got))
	}
}
