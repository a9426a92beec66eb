package ledger

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPatronageCommand_SharesTheExampleOfTheReadme(t *testing.T) {
	t.Parallel()
	const example = "../../docs/examples/patronage.json"
	var out bytes.Buffer
	if err := runPatronage(example, true, nil, &out); err != nil {
		t.Fatal(err)
	}
	if want := `{"parts":{"M001":6759,"M002":78572,"M003":38126},"sum":123457}` + "\n"; out.String() != want {
		t.Errorf("got %swant %s", &out, want)
	}
	raw, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	out.Reset()
	want := "     member  patronage     part\n" +
		"       M001      52.00    67.59\n" +
		"       M002     604.50   785.72\n" +
		"       M003     293.32   381.26\n" +
		"  total EUR             1234.57\n"
	if err := runPatronage("-", false, bytes.NewReader(raw), &out); err != nil || out.String() != want {
		t.Errorf("%v, got\n%swant\n%s", err, &out, want)
	}
}

func TestPatronageCommand_PrintsNothingWithoutAResult(t *testing.T) {
	t.Parallel()
	for _, file := range []string{filepath.Join(t.TempDir(), "missing"), t.TempDir(), "-"} {
		var out bytes.Buffer
		err := runPatronage(file, false, strings.NewReader("{\"total\":1}"), &out)
		if err == nil || strings.Contains(err.Error(), "\n") || out.Len() > 0 {
			t.Errorf("%s: %v, %s", file, err, &out)
		}
	}
}
