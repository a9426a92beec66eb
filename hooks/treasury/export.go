package treasury

import (
	"fmt"
	"io"
	"net/http"
	"os"

	"cooperage/hooks/ledger"

	"github.com/pocketbase/pocketbase/core"
)

// journal handles GET /treasury/ledger.journal.
func (r *Room) journal(e *core.RequestEvent) error {
	return r.send(e, ledger.HLedger, "ledger.journal", "text/plain; charset=utf-8")
}

// csv handles GET /treasury/ledger.csv.
func (r *Room) csv(e *core.RequestEvent) error {
	return r.send(e, ledger.CSV, "ledger.csv", "text/csv; charset=utf-8")
}

// send writes the export into a temporary file first: large books do not fit into memory, and one that fails half
// way must not look like a whole one.
func (r *Room) send(e *core.RequestEvent, format ledger.Format, name, kind string) error {
	file, err := os.CreateTemp("", "cooperage-export-*")
	if err != nil {
		return fmt.Errorf("make room for the export: %w", err)
	}
	defer os.Remove(file.Name()) // a file of the system's temporary folder; what stays behind is swept there
	defer file.Close()
	r.export.Lock()
	err = ledger.Export(e.App, format, file)
	r.export.Unlock()
	if err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the export again: %w", err)
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	e.Response.Header().Set("Cache-Control", "private, no-store")
	return e.Stream(http.StatusOK, kind, file)
}
