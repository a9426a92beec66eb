package governance

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/crypto/nacl/box"
)

// keyFolder holds the private key of each running vote: one file each, in no backup and no replica.
const keyFolder = "ballot-keys"

// signingKey is the co-op's own key for its closing records. It is kept, and in backups.
const signingKey = "coop-key"

var encoding = base64.RawURLEncoding

// keyFile is where the private key to a public key of a motion lies. The name carries the public key's beginning,
// so that a key left over from an opening that was undone is never taken for the real one.
func keyFile(app core.App, motion int64, public string) string {
	return filepath.Join(app.DataDir(), keyFolder, fmt.Sprintf("%d-%s.key", motion, hashText(public)[:12]))
}

// makeKey makes the key pair of a vote and stores its private half durably before the vote opens.
func makeKey(tx core.App, motion int64) (public string, err error) {
	pub, private, err := box.GenerateKey(rand.Reader)
	if err != nil {
		return "", fmt.Errorf("make the key of motion %d: %w", motion, err)
	}
	public = encoding.EncodeToString(pub[:])
	path := keyFile(tx, motion, public)
	if err := writeSecret(path, private[:]); err != nil {
		return "", fmt.Errorf("store the key of motion %d: %w", motion, err)
	}
	tx.TxInfo().OnComplete(func(problem error) error {
		if problem != nil {
			return shred(path)
		}
		return nil
	})
	return public, nil
}

// errLostKey says that a private key is gone; its ballots cannot be read by anyone.
var errLostKey = errors.New("the private key is lost")

// loadKey returns the key pair of a motion.
func loadKey(app core.App, m *Motion) (public, private *[32]byte, err error) {
	raw, err := os.ReadFile(keyFile(app, m.ID, m.PublicKey))
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(raw) != 32 {
		return nil, nil, errLostKey
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the key of motion %d: %w", m.ID, err)
	}
	public, err = publicKey(m)
	return public, (*[32]byte)(raw), err
}

func publicKey(m *Motion) (*[32]byte, error) {
	raw, err := encoding.DecodeString(m.PublicKey)
	if err != nil || len(raw) != 32 {
		return nil, fmt.Errorf("motion %d has no public key", m.ID)
	}
	return (*[32]byte)(raw), nil
}

// writeSecret stores a small secret so that it survives a power cut.
func writeSecret(path string, secret []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(secret)
	err = errors.Join(err, f.Sync(), f.Close())
	return errors.Join(err, syncFolder(filepath.Dir(path)))
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// shred overwrites a key and removes it. A key that is gone already is no error.
func shred(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, 32))
	if err := errors.Join(err, f.Sync(), f.Close(), os.Remove(path)); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// sweep destroys the keys of votes that are over and empties the write-ahead log of the boxes they opened. It runs
// after each close, again by the job and at every start, for a crash may fall between the commit and the key's end.
// Only at the start, when no opening can be under way, it also removes keys that belong to no vote.
func (r *Room) sweep(app core.App, start bool) error {
	r.sweepMu.Lock()
	defer r.sweepMu.Unlock()
	files, err := os.ReadDir(filepath.Join(app.DataDir(), keyFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("list ballot keys: %w", err)
	}
	for _, f := range files {
		spent, err := r.spent(app, f.Name(), start)
		if err != nil {
			return err
		}
		if !spent {
			continue
		}
		if err := shred(filepath.Join(app.DataDir(), keyFolder, f.Name())); err != nil {
			return fmt.Errorf("destroy ballot key %s: %w", f.Name(), err)
		}
		r.uncut.Store(true)
	}
	if start {
		r.uncut.Store(true)
	}
	return r.cutLog(app)
}

// spent reports whether a key file belongs to no vote that may still need it.
func (r *Room) spent(app core.App, name string, start bool) (bool, error) {
	number, _, _ := strings.Cut(name, "-")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return false, nil // not ours
	}
	var rows []Motion
	if err := app.DB().Select("*").From("motions").Where(dbx.HashExp{"id": id}).All(&rows); err != nil {
		return false, fmt.Errorf("look up the vote of ballot key %s: %w", name, err)
	}
	if len(rows) == 0 {
		return start, nil
	}
	m := &rows[0]
	switch m.State {
	case Draft, Deliberation:
		return start, nil
	case Open:
		return start && filepath.Base(keyFile(app, id, m.PublicKey)) != name, nil
	}
	return true, nil
}

// cutLog empties the write-ahead log. A reader in the way makes it wait for the next call.
func (r *Room) cutLog(app core.App) error {
	if !r.uncut.Load() {
		return nil
	}
	var busy, total, moved int
	err := app.NonconcurrentDB().NewQuery("PRAGMA wal_checkpoint(TRUNCATE)").Row(&busy, &total, &moved)
	if err != nil {
		return fmt.Errorf("empty the write-ahead log: %w", err)
	}
	if busy == 0 {
		r.uncut.Store(false)
	}
	return nil
}

// coopKey returns the key with which the co-op signs its closing records; the first use makes it.
func coopKey(app core.App) (ed25519.PrivateKey, error) {
	path := filepath.Join(app.DataDir(), signingKey, "votes.ed25519")
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return nil, fmt.Errorf("make the co-op's key: %w", err)
		}
		if err := writeSecret(path, []byte(hex.EncodeToString(key.Seed())+"\n")); err != nil {
			return nil, fmt.Errorf("store the co-op's key: %w", err)
		}
		return key, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the co-op's key: %w", err)
	}
	seed, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("the co-op's key in %s is damaged", path)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
