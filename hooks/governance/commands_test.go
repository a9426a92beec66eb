package governance

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cooperage/hooks/governance/tally"
)

const examples = "../../docs/examples/"

func TestTallyCommand_CountsTheExamplesOfTheReadme(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file string
		q    question
		want string
	}{
		{"board.json", question{}, "Elected: Ada, Cleo"},
		{"board.json", question{method: "schulze"}, "Winner: Ada"},
		{"board.json", question{seats: 1, seated: true}, "Elected: Ada"},
		{"board.blt", question{method: "stv-scottish"}, "Elected: Ada, Cleo"},
		{"board.blt", question{method: "borda"}, "Winner: Ada"},
	} {
		for _, asJSON := range []bool{false, true} {
			c.q.json = asJSON
			var out bytes.Buffer
			if err := c.q.run(examples+c.file, nil, &out); err != nil {
				t.Fatalf("%s %+v: %v", c.file, c.q, err)
			}
			first, _, _ := strings.Cut(out.String(), "\n")
			if asJSON {
				var r tally.Result
				if err := json.Unmarshal(out.Bytes(), &r); err != nil {
					t.Fatal(err)
				}
				first = "Winner: " + strings.Join(r.Winners, ", ")
				if r.Method == tally.ScottishSTV {
					first = "Elected: " + strings.Join(r.Elected, ", ")
				}
			}
			if first != c.want {
				t.Errorf("%s %+v: %s, want %s", c.file, c.q, first, c.want)
			}
		}
	}
}

func TestTallyCommand_ReadsStandardInput(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(examples + "board.json")
	if err != nil {
		t.Fatal(err)
	}
	var named, piped bytes.Buffer
	if err := (question{}).run(examples+"board.json", nil, &named); err != nil {
		t.Fatal(err)
	}
	if err := (question{}).run("-", bytes.NewReader(raw), &piped); err != nil || piped.String() != named.String() {
		t.Errorf("%v:\n%s\nwant\n%s", err, &piped, &named)
	}
}

func TestTallyCommand_RefusesInOneLine(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "missing.json")
	for _, c := range []struct {
		q          question
		file, want string
	}{
		{question{}, missing, "open " + missing + ": no such file or directory"},
		{question{}, examples, "read " + examples + ": is a directory"},
		{question{}, "-", `line 1: expected a name, but the file ends here`},
		{question{}, examples + "board.blt", examples + "board.blt: line 3: a BLT file does not say how it is counted; name a method"},
		{question{method: "stv"}, missing, `--method "stv" is not a method; they are listed in --help`},
		{question{named: true}, missing, `--method "" is not a method; they are listed in --help`},
		{question{seated: true}, missing, "--seats 0 is not a number from 1 to 1000"},
		{question{seated: true, seats: 2, method: "irv"}, examples + "board.json", "--seats 2: irv fills one seat, stv-scottish fills several"},
		{question{method: "approval"}, examples + "board.json", examples + "board.json: line 7: ballot 1: approval counts approvals, this ballot has a ranking"},
		{question{method: "median"}, examples + "board.json", examples + "board.json: line 7: ballot 1: median counts a value, this ballot has a ranking"},
	} {
		var out bytes.Buffer
		err := c.q.run(c.file, strings.NewReader("{"), &out)
		if err == nil || err.Error() != c.want || out.Len() > 0 {
			t.Errorf("%+v %s:\ngot  %v%s\nwant %s", c.q, c.file, err, &out, c.want)
		}
	}
}
