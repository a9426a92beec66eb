//go:build unix

package backup

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// ErrServing means that a program serves from the data folder.
var ErrServing = errors.New("a cooperage is serving from this folder; stop it first")

// Lock claims the data folder for this process until it ends, or returns ErrServing.
func Lock(data string) error {
	f, err := os.OpenFile(filepath.Join(data, "cooperage.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("lock the data folder: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errors.Join(ErrServing, f.Close())
	}
	if err != nil {
		return errors.Join(fmt.Errorf("lock the data folder: %w", err), f.Close())
	}
	held = append(held, f) // an unreferenced file would be closed by the collector, and the lock with it
	return nil
}

var held []*os.File
