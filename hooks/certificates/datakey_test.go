package certificates

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// A disk that was full, or a process that was killed, while the data key was written leaves no half of it: that could
// never be read, nor ever be made anew.
func TestDataKey_IsThereWholeOrNotAtAll(t *testing.T) {
	const asked = "COOPERAGE_TEST_DATA_KEY"
	if path := os.Getenv(asked); path != "" { // the process whose files may not grow
		if _, err := makeDataKey(path); err == nil {
			t.Error("the key was written though nothing can be")
		}
		return
	}
	path := filepath.Join(t.TempDir(), "coop-key", "seal.key")
	full := exec.Command("/bin/sh", "-c", `ulimit -f 0; exec "$0" -test.run='^TestDataKey_IsThereWholeOrNotAtAll$'`, os.Args[0])
	full.Env = append(os.Environ(), asked+"="+path)
	if out, err := full.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half a key is there: %v", err)
	}
	first, err := makeDataKey(path)
	if err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(path); err != nil || string(raw) != string(first) {
		t.Errorf("got %d bytes, %v", len(raw), err)
	}
	if _, err := makeDataKey(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a key that is there was made again: %v", err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}
