// Package backup keeps safety copies: one zip with a snapshot of the databases (VACUUM INTO, which blocks no writer)
// and the stored files, proven by opening it, and put back with the old folder kept aside. It owns no records.
package backup

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"cooperage/hooks/clock"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Folder is where backups lie, inside the data folder.
const Folder = "backups"

// Keep is how many nightly backups are kept.
const Keep = 7

// left are the entries of the data folder that no backup holds: other backups, caches, and the keys of open votes,
// which must vanish when a vote closes.
var left = []string{Folder, "ballot-keys", "cooperage.lock", ".autocert_cache", ".notify", ".pb_temp_to_delete", "lost+found",
	"data.db", "data.db-wal", "data.db-shm", "auxiliary.db", "auxiliary.db-wal", "auxiliary.db-shm"}

// Room makes, proves and restores backups.
type Room struct {
	clock   *clock.Clock
	connect core.DBConnectFunc
	prove   []func(core.App) error
}

// New returns the room. Each prove is asked of a restored copy: the books, the chain of rules.
func New(c *clock.Clock, connect core.DBConnectFunc, prove ...func(core.App) error) *Room {
	return &Room{clock: c, connect: connect, prove: prove}
}

// Manifest is the first file of a backup: when it was made and how many rows each table had.
type Manifest struct {
	Made time.Time        `json:"made"`
	Rows map[string]int64 `json:"rows"`
}

// Create writes a backup into folder and returns its path. It may run beside a serving program; a backup that was
// not finished leaves nothing behind.
func (r *Room) Create(ctx context.Context, app core.App, folder string) (string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("make backup folder: %w", err)
	}
	work, err := os.MkdirTemp(folder, ".making-")
	if err != nil {
		return "", fmt.Errorf("make backup: %w", err)
	}
	defer os.RemoveAll(work)
	if err := snapshot(ctx, app, work); err != nil {
		return "", err
	}
	rows, err := count(work, r.connect)
	if err != nil {
		return "", err
	}
	made := r.clock.Now()
	part := filepath.Join(work, "backup.zip")
	if err := pack(app.DataDir(), work, part, Manifest{Made: made, Rows: rows}); err != nil {
		return "", fmt.Errorf("pack backup: %w", err)
	}
	final := filepath.Join(folder, "cooperage-"+made.Format("20060102-150405")+".zip")
	if err := os.Rename(part, final); err != nil {
		return "", fmt.Errorf("finish backup: %w", err)
	}
	return final, nil
}

// snapshot copies both databases as they are at one moment each.
func snapshot(ctx context.Context, app core.App, to string) error {
	for name, db := range map[string]dbx.Builder{"data.db": app.ConcurrentDB(), "auxiliary.db": app.AuxConcurrentDB()} {
		_, err := db.NewQuery("VACUUM INTO {:to}").Bind(dbx.Params{"to": filepath.Join(to, name)}).WithContext(ctx).Execute()
		if err != nil {
			return fmt.Errorf("snapshot %s: %w", name, err)
		}
	}
	return nil
}

// count returns the rows of every ordinary table of the snapshot.
func count(dir string, connect core.DBConnectFunc) (map[string]int64, error) {
	db, err := connect(filepath.Join(dir, "data.db"))
	if err != nil {
		return nil, fmt.Errorf("open snapshot: %w", err)
	}
	defer db.Close()
	var tables []string
	err = db.NewQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name").Column(&tables)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	rows := map[string]int64{}
	for _, t := range tables {
		var n int64
		if err := db.NewQuery(`SELECT count(*) FROM "` + strings.ReplaceAll(t, `"`, `""`) + `"`).Row(&n); err != nil {
			return nil, fmt.Errorf("count %s: %w", t, err)
		}
		rows[t] = n
	}
	return rows, nil
}

// pack writes the manifest, the snapshots and the other files of the data folder into one zip, flushed to disk.
func pack(data, snapshots, to string, m Manifest) error {
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	z := zip.NewWriter(out)
	raw, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	w, err := z.Create("manifest.json")
	if err == nil {
		_, err = w.Write(raw)
	}
	for _, name := range []string{"data.db", "auxiliary.db"} {
		if err == nil {
			err = packFile(z, filepath.Join(snapshots, name), name)
		}
	}
	if err == nil {
		err = packFolder(z, data)
	}
	if err == nil {
		err = z.Close()
	}
	if err == nil {
		err = out.Sync()
	}
	return err
}

func packFolder(z *zip.Writer, data string) error {
	return filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(data, path)
		if err != nil || name == "." {
			return err
		}
		if slices.Contains(left, name) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() {
			return nil
		}
		return packFile(z, path, filepath.ToSlash(name))
	})
}

func packFile(z *zip.Writer, path, name string) error {
	in, err := os.Open(path)
	if os.IsNotExist(err) {
		return nil // deleted since the folder was listed
	}
	if err != nil {
		return err
	}
	defer in.Close()
	w, err := z.Create(name)
	if err == nil {
		_, err = io.Copy(w, in)
	}
	return err
}

// Nightly makes a backup in the data folder and drops the oldest beyond Keep.
func (r *Room) Nightly(ctx context.Context, app core.App) error {
	folder := filepath.Join(app.DataDir(), Folder)
	if _, err := r.Create(ctx, app, folder); err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(folder, "cooperage-*.zip"))
	if err != nil {
		return fmt.Errorf("list backups: %w", err)
	}
	slices.Sort(names) // the name is the time
	for len(names) > Keep {
		if err := os.Remove(names[0]); err != nil {
			return fmt.Errorf("drop old backup: %w", err)
		}
		names = names[1:]
	}
	return nil
}
