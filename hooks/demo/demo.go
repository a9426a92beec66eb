// Package demo fills a data folder with Marram, a lively co-op of 26 freelancers, so that one can look around before
// founding one's own. All content is data in this package; everything stored goes through the actions of the rooms,
// with the clock moved through the co-op's history, so that what a visitor sees is what real use leaves behind.
//
// The folder is filled once, in one transaction; the file demo.json in it says that it is the demo's and since when.
package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"cooperage/hooks/certificates"
	"cooperage/hooks/clock"
	"cooperage/hooks/events"
	"cooperage/hooks/files"
	"cooperage/hooks/forums"
	"cooperage/hooks/gigs"
	"cooperage/hooks/governance"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship"
	"cooperage/hooks/notices"
	"cooperage/hooks/orders"
	"cooperage/hooks/payments"
	"cooperage/hooks/profiles"
	"cooperage/hooks/setup"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// Rooms are those through which the demo acts.
type Rooms struct {
	Clock        *clock.Clock
	Files        *files.Room
	Members      *members.Room
	Setup        *setup.Room
	Notices      *notices.Room
	Profiles     *profiles.Room
	Certificates *certificates.Room
	Gigs         *gigs.Room
	Forums       *forums.Room
	Orders       *orders.Room
	Payments     *payments.Room
	Governance   *governance.Room
	Mentorship   *mentorship.Room
	Events       *events.Room
}

// Room is the demo.
type Room struct {
	Rooms
	wish Wish
	out  io.Writer // where the sign-ins are printed
}

// New returns the room.
func New(rooms Rooms, wish Wish, out io.Writer) *Room {
	return &Room{Rooms: rooms, wish: wish, out: out}
}

// Bind fills the folder before the server answers anyone, then shifts the clock and prints who can sign in.
func (r *Room) Bind(app core.App) {
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{Id: "demo", Priority: -500, Func: func(e *core.ServeEvent) error {
		if err := r.Fill(e.App); err != nil {
			return err
		}
		r.Clock.Shift(r.wish.Shift)
		if err := e.Next(); err != nil {
			return err
		}
		r.print(e.Server.Addr)
		return nil
	}})
}

// marker is the content of demo.json.
type marker struct {
	FirstDay time.Time `json:"firstDay"`
	Filled   bool      `json:"filled"`
}

// Fill seeds the folder unless it is the demo's and seeded. What a crash has left half-done is cleared away first;
// a folder that holds a real co-op is refused.
func (r *Room) Fill(app core.App) error {
	path := filepath.Join(app.DataDir(), "demo.json")
	m, err := readMarker(path)
	if err != nil {
		return err
	}
	standing, err := app.CountRecords("coop")
	if err != nil {
		return fmt.Errorf("look for a co-op: %w", err)
	}
	switch {
	case standing > 0 && m == nil:
		return errors.New("this data folder holds a co-op of its own: the demo needs an empty one, see --dir")
	case standing > 0:
		return writeMarker(path, marker{m.FirstDay, true}) // a crash after the commit left the mark open
	}
	if m != nil {
		for _, left := range []string{"storage", "ballot-keys", "coop-key"} {
			if err := os.RemoveAll(filepath.Join(app.DataDir(), left)); err != nil {
				return fmt.Errorf("clear the half-filled demo: %w", err)
			}
		}
	}
	first := r.Clock.Now().Truncate(time.Hour)
	if err := writeMarker(path, marker{first, false}); err != nil {
		return err
	}
	if err := r.seed(app, first); err != nil {
		return fmt.Errorf("fill the demo: %w", err)
	}
	return writeMarker(path, marker{first, true})
}

// readMarker returns nil when there is none.
func readMarker(path string) (*marker, error) {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var m marker
	if err == nil {
		err = json.Unmarshal(raw, &m)
	}
	if err != nil {
		return nil, fmt.Errorf("read the demo's mark: %w", err)
	}
	return &m, nil
}

func writeMarker(path string, m marker) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, append(raw, '\n'), 0o600); err != nil {
		return fmt.Errorf("write the demo's mark: %w", err)
	}
	return nil
}

// Password opens every account of the demo.
const Password = "salt-wind-and-marram"

// accounts are those printed at the start.
var accounts = []struct{ role, person string }{
	{"client", "clara"}, {"member", "amara"}, {"treasurer", "saskia"}, {"steward", "aoife"},
}

// email is the address of somebody of the demo.
func email(key string) string { return key + "@marram.example" }

func (r *Room) print(address string) {
	fmt.Fprintf(r.out, "\nMarram, a co-op to look around in, at http://%s\n", address)
	for _, a := range accounts {
		fmt.Fprintf(r.out, "  %-10s %-24s %s\n", a.role, email(a.person), Password)
	}
	if r.wish.Shift != 0 {
		fmt.Fprintf(r.out, "  its clock says %s\n", r.Clock.Now().Format("2 January 2006, 15:04 UTC"))
	}
}
