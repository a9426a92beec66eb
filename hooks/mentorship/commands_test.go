package mentorship

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMatchCommand_AnswersForMachinesAndPeople(t *testing.T) {
	t.Parallel()
	path := filepath.Join("..", "..", "docs", "examples", "round.json")
	var out bytes.Buffer
	if err := match(path, nil, &out, true); err != nil {
		t.Fatal(err)
	}
	if want := `{"matches":{"ana":"rosa","bela":"tom","chidi":"rosa","dora":null}}` + "\n"; out.String() != want {
		t.Errorf("got %swant %s", &out, want)
	}
	out.Reset()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := match("-", bytes.NewReader(file), &out, false); err != nil {
		t.Fatal(err)
	}
	want := `MENTEE  MENTOR  WHY
ana     rosa    choice 1 of 2
bela    tom     choice 2 of 2; rosa was filled by people they ranked higher
chidi   rosa    choice 1 of 1
dora    -       none of 2 choices; tom was filled by people they ranked higher; rosa was not possible

3 of 4 mentees have a mentor, 3 of 3 places are taken.
Checked all 5 pairs in which each lists the other: no two people would both rather have each other.
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &out, want)
	}
}

func TestMatchCommand_RefusesInOneLineWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"{\n\"mentees\":{\"a\":[\"X\"]},\n\"mentors\":{},\n\"seed\":1}": `-: line 4: unknown field "seed"; there are mentees, mentors and blocked`,
		"": "-: line 1: expected an object, but the file ends here",
	} {
		var out bytes.Buffer
		err := match("-", strings.NewReader(text), &out, true)
		if err == nil || err.Error() != want || out.Len() > 0 {
			t.Errorf("got %v and %q, want %s", err, &out, want)
		}
	}
	if err := match(filepath.Join(t.TempDir(), "none.json"), nil, &bytes.Buffer{}, true); err == nil || !strings.Contains(err.Error(), "none.json") {
		t.Errorf("a missing file: %v", err)
	}
}
