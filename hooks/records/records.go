// Package records is how rooms keep their word towards the database: a form has one effect however often it is
// sent, lists turn pages by key, trouble with the disk is told as such, and nobody changes the shape of our
// collections by hand. Its table is form_once.
package records

import (
	"errors"

	"cooperage/hooks/fault"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Trouble tells a full or unreachable disk from other errors: fault.Full when there is no room left,
// fault.Unavailable when the database is locked or cannot be read, else err itself. The cause stays in the chain.
func Trouble(err error) error {
	cause, ok := errors.AsType[*sqlite.Error](err)
	if !ok || fault.As(err) != nil {
		return err
	}
	switch cause.Code() & 0xff {
	case lib.SQLITE_FULL:
		return errors.Join(fault.New(fault.Full, "The disk of this server is full. Nothing was saved; please tell the hosts."), err)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED, lib.SQLITE_IOERR, lib.SQLITE_CANTOPEN, lib.SQLITE_READONLY, lib.SQLITE_PROTOCOL:
		return errors.Join(fault.New(fault.Unavailable, "The database is busy or cannot be reached. Nothing was saved; please try again in a minute."), err)
	}
	return err
}
