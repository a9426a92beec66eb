package locale

import (
	"sync"
	"time"
)

var zones sync.Map // *time.Location by name; only names of the zone database come in

// Zone returns the time zone of an IANA name, or nil when there is none. Unlike time.LoadLocation, it reads each zone
// from the disk only once.
func Zone(name string) *time.Location {
	if z, ok := zones.Load(name); ok {
		return z.(*time.Location)
	}
	z, err := time.LoadLocation(name)
	if err != nil || name == "" {
		return nil
	}
	zones.Store(name, z)
	return z
}
