//go:build !unix

package backup

import "errors"

// ErrServing means that a program serves from the data folder.
var ErrServing = errors.New("a cooperage is serving from this folder; stop it first")

// Lock does nothing on systems without flock: whoever restores there must stop the program first.
func Lock(string) error { return nil }
