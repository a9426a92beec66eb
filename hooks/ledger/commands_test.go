package ledger

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestVerifyCommand_SaysWhetherTheBooksAreWhole(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	var out, problems bytes.Buffer
	if status := runVerify(app.DataDir(), &out, &problems); status != 0 || !strings.Contains(out.String(), "8 transactions, 17 postings") || problems.Len() > 0 {
		t.Errorf("status %d: %s%s", status, &out, &problems)
	}
	drop(t, app, true, `UPDATE ledger_posting SET amount_minor = 1 WHERE id = 6`)
	out.Reset()
	if status := runVerify(app.DataDir(), &out, &problems); status != exitFault || !strings.Contains(problems.String(), "TX-000003") || out.Len() > 0 {
		t.Errorf("status %d: %s%s", status, &out, &problems)
	}
}

func TestCommands_WithoutALedgerSaySoAndMakeNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a folder?#%")
	for _, prepare := range []func(){
		func() {},
		func() {
			if err := os.MkdirAll(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "data.db"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		},
	} {
		prepare()
		var out, problems bytes.Buffer
		if status := runVerify(dir, &out, &problems); status != exitNone || !strings.Contains(problems.String(), "no ledger") {
			t.Errorf("verify: status %d: %s", status, &problems)
		}
		problems.Reset()
		if status := runExport(dir, HLedger, "", &out, &problems); status != exitNone || !strings.Contains(problems.String(), "no ledger") {
			t.Errorf("export: status %d: %s", status, &problems)
		}
		if strings.Count(problems.String(), "\n") != 1 || out.Len() > 0 {
			t.Errorf("not one line: %s%s", &problems, &out)
		}
	}
}

func TestExportCommand_WritesTheFileOrStandardOutput(t *testing.T) {
	t.Parallel()
	app := newApp(t)
	example(t, app)
	file := filepath.Join(t.TempDir(), "books.csv")
	var out, problems bytes.Buffer
	if status := runExport(app.DataDir(), CSV, file, &out, &problems); status != 0 || out.Len() > 0 || problems.Len() > 0 {
		t.Errorf("status %d: %s%s", status, &out, &problems)
	}
	written, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(written, exported(t, app, CSV)) {
		t.Errorf("the file holds %d bytes, %v", len(written), err)
	}
	if status := runExport(app.DataDir(), HLedger, "", &out, &problems); status != 0 || !bytes.Equal(out.Bytes(), exported(t, app, HLedger)) {
		t.Errorf("status %d: %s", status, &problems)
	}
	if status := runExport(app.DataDir(), "pdf", "", &out, &problems); status != exitNone {
		t.Errorf("an unknown format: status %d", status)
	}
}
