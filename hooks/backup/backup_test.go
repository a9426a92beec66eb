package backup_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/backup"
)

func TestBackup_RestoreDrillBringsBackWhatWasThere(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	ada := app.Member(t, "Ada Lovelace")
	write(t, app.DataFile("storage/c/x.txt"), "a file")
	write(t, app.DataFile("ballot-keys/1.key"), "secret")
	path, err := app.Backup.Create(t.Context(), app, app.DataFile(backup.Folder))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := app.Backup.Verify(path); err != nil {
		t.Fatalf("verify: %v", err)
	}
	data := filepath.Join(t.TempDir(), "pb_data")
	write(t, filepath.Join(data, "old.txt"), "old")
	write(t, filepath.Join(data, "backups/a.zip"), "another")
	old, err := app.Backup.Restore(path, data)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(old, "old.txt")); got != "old" {
		t.Errorf("old folder: got %q", got)
	}
	if got := read(t, filepath.Join(data, "storage/c/x.txt")); got != "a file" {
		t.Errorf("stored file: got %q", got)
	}
	if _, err := os.Stat(filepath.Join(data, "ballot-keys")); !os.IsNotExist(err) {
		t.Error("the backup holds keys of votes")
	}
	if got := read(t, filepath.Join(data, "backups/a.zip")); got != "another" {
		t.Errorf("other backups: got %q", got)
	}
	again := apptest.Open(t, data, app.Clock)
	if rec, err := again.FindRecordById("users", ada.Id); err != nil || rec.GetString("name") != "Ada Lovelace" {
		t.Errorf("member after the restore: %v, %v", rec, err)
	}
}

func TestVerify_DamagedBackupIsRefused(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	path, err := app.Backup.Create(t.Context(), app, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(read(t, path))
	for i := len(body) / 3; i < len(body)/3+64; i++ {
		body[i] ^= 0xff
	}
	write(t, path, string(body))
	if _, err := app.Backup.Verify(path); err == nil {
		t.Error("a damaged backup was called sound")
	}
	write(t, path, "not a zip")
	if _, err := app.Backup.Verify(path); err == nil || !strings.Contains(err.Error(), "open backup") {
		t.Errorf("got %v", err)
	}
}

func TestNightly_KeepsTheNewest(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	for range backup.Keep + 2 {
		if err := app.Backup.Nightly(t.Context(), app); err != nil {
			t.Fatal(err)
		}
		app.Clock.Shift(24 * 3600 * 1e9)
	}
	names, err := filepath.Glob(filepath.Join(app.DataFile(backup.Folder), "*"))
	if err != nil || len(names) != backup.Keep {
		t.Errorf("got %d backups, want %d: %v", len(names), backup.Keep, err)
	}
}

func TestLock_OneProgramPerFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := backup.Lock(dir); err != nil {
		t.Fatal(err)
	}
	if err := backup.Lock(dir); err == nil {
		t.Error("the folder was locked twice")
	}
}

func write(t *testing.T, path, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
