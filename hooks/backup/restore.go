package backup

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// Verify opens the backup in a folder of its own and proves it: every file whole, the database sound, each table
// with the rows the manifest names, the books and the rules unbroken. It changes nothing.
func (r *Room) Verify(path string) (Manifest, error) {
	dir, err := os.MkdirTemp("", "cooperage-verify-")
	if err != nil {
		return Manifest{}, fmt.Errorf("verify backup: %w", err)
	}
	defer os.RemoveAll(dir)
	m, err := unpack(path, dir)
	if err != nil {
		return m, err
	}
	rows, err := count(dir, r.connect)
	if err != nil {
		return m, err
	}
	for _, table := range slices.Sorted(maps.Keys(m.Rows)) {
		if rows[table] != m.Rows[table] {
			return m, fmt.Errorf("table %s has %d rows, the manifest names %d", table, rows[table], m.Rows[table])
		}
	}
	return m, r.examine(dir)
}

// examine asks SQLite and the rooms whether the unpacked folder is sound.
func (r *Room) examine(dir string) error {
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: dir, DBConnect: r.connect})
	if err := app.Bootstrap(); err != nil {
		return fmt.Errorf("open the copy: %w", err)
	}
	defer func() {
		if err := app.ResetBootstrapState(); err != nil {
			app.Logger().Warn("close the copy", "error", err)
		}
	}()
	var verdict string
	if err := app.ConcurrentDB().NewQuery("PRAGMA integrity_check(1)").Row(&verdict); err != nil {
		return fmt.Errorf("check the database: %w", err)
	}
	if verdict != "ok" {
		return errors.New("the database is damaged: " + verdict)
	}
	for _, prove := range r.prove {
		if err := prove(app); err != nil {
			return err
		}
	}
	return nil
}

// Restore puts the backup in the place of the data folder and returns where the old one was moved. The program must
// not be serving from it; the caller holds the folder's lock.
func (r *Room) Restore(path, data string) (old string, err error) {
	data = filepath.Clean(data)
	fresh, err := os.MkdirTemp(filepath.Dir(data), filepath.Base(data)+".restoring-")
	if err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	defer os.RemoveAll(fresh)
	if _, err := unpack(path, fresh); err != nil {
		return "", err
	}
	if err := os.Remove(filepath.Join(fresh, "manifest.json")); err != nil {
		return "", fmt.Errorf("restore: %w", err)
	}
	old = data + ".before-restore-" + r.clock.Now().Format("20060102-150405")
	if err := os.Rename(data, old); err != nil && !os.IsNotExist(err) {
		return "", fmt.Errorf("set the old folder aside: %w", err)
	}
	if err := os.Rename(fresh, data); err != nil {
		return "", errors.Join(fmt.Errorf("put the copy in place: %w", err), os.Rename(old, data))
	}
	// The other backups stay where people look for them.
	if err := os.Rename(filepath.Join(old, Folder), filepath.Join(data, Folder)); err != nil && !os.IsNotExist(err) {
		return old, fmt.Errorf("keep the other backups: %w", err)
	}
	return old, nil
}

// unpack writes the files of a backup into dir. The zip's checksums prove each file whole; names that would leave
// dir are refused.
func unpack(path, dir string) (Manifest, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return Manifest{}, fmt.Errorf("open backup: %w", err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) || strings.HasSuffix(f.Name, "/") {
			return Manifest{}, fmt.Errorf("not a backup of this program: it holds %q", f.Name)
		}
		if err := unpackFile(f, filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil {
			return Manifest{}, fmt.Errorf("unpack %s: %w", f.Name, err)
		}
	}
	var m Manifest
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(raw, &m)
	}
	if err != nil || m.Made.IsZero() {
		return m, errors.Join(errors.New("not a backup of this program: no manifest"), err)
	}
	return m, nil
}

func unpackFile(f *zip.File, to string) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}
