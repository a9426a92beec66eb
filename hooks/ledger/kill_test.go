package ledger

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/ledger/book"

	"github.com/pocketbase/pocketbase/core"
)

// writeForEver is the other process of the test below: four writers book orders and say each key once it is booked.
func writeForEver(dir string) {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: connect})
	if err := app.Bootstrap(); err != nil {
		panic(err)
	}
	var out sync.Mutex
	for writer := range 4 {
		go func() {
			for n := 0; ; n++ {
				order := fmt.Sprintf("p%dw%dn%d", os.Getpid(), writer, n)
				e := entry(order, book.Debit(book.Bank, eur(1000)), book.Credit(book.ClientFunds(order, "1"), eur(1000)))
				if _, err := Post(app, e); err != nil {
					panic(err)
				}
				out.Lock()
				fmt.Println(order)
				out.Unlock()
			}
		}()
	}
	select {}
}

func TestPost_AKilledProcessLeavesEverythingAcknowledgedAndNothingHalfMade(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(empty)); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var acknowledged []string
	for range 5 {
		acknowledged = append(acknowledged, killed(t, self, dir)...)
	}
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: connect})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := app.ResetBootstrapState(); err != nil {
			t.Error(err)
		}
	}()
	report, err := Verify(app)
	if err != nil || report.Fault != nil || report.Transactions < int64(len(acknowledged)) || report.Postings != 2*report.Transactions {
		t.Errorf("%d acknowledged: %+v, %v", len(acknowledged), report, err)
	}
	for _, key := range acknowledged {
		if _, err := ByKey(app, key); err != nil {
			t.Fatalf("%s was acknowledged: %v", key, err)
		}
	}
}

// killed runs a writer, kills it somewhere in the middle, and returns what it had said was booked.
func killed(t *testing.T, self, dir string) []string {
	t.Helper()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "LEDGER_WRITE_INTO="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var keys []string
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if keys = append(keys, lines.Text()); len(keys) == 1 {
			time.AfterFunc(time.Duration(rand.IntN(120))*time.Millisecond, func() { cmd.Process.Kill() })
		}
	}
	// The error says that it was killed, which is the point.
	_ = cmd.Wait()
	if len(keys) == 0 {
		t.Fatal("the writer wrote nothing")
	}
	return keys
}
