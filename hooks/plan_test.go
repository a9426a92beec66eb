package hooks_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// plan is the house: each room with the rooms of ours it may import. members, policies and the tools below may be
// imported by every room above them; an arrow that is not here fails the test. To add one, add it here, in the
// same commit, and say why there.
var plan = map[string]string{
	// 0: pure; never PocketBase
	"fault": "", "clock": "", "money": "fault", "prose": "fault", "strictjson": "",
	"governance/tally": "fault money strictjson", "orders/flow": "fault money", "ledger/book": "fault money strictjson", "fees/schedule": "fault money", "forums/discourse": "",
	"mentorship/pairing": "strictjson", "events/dates": "", "certificates/credential": "strictjson", "certificates/badges": "",
	// 1: tools
	"records": "fault clock", "locale": "money fault", "web": "fault clock locale money records", "mail": "fault clock locale",
	"jobs": "fault clock records", "files": "fault clock records web", "texts": "fault prose",
	// 2
	"members": tools,
	// 3
	"policies": tools + " members", "notices": tools + " members", "ledger": tools + " members ledger/book strictjson",
	"editor": tools + " members",
	// 4
	"messages": tools + " members policies notices", "forums": tools + " members policies notices forums/discourse",
	"payments": tools + " members policies notices ledger ledger/book", "events": tools + " members policies notices events/dates",
	// 4½: a motion is talked over in a topic; nobody below imports governance
	"governance": tools + " members policies notices forums governance/tally strictjson",
	// strictjson keeps to one line what the commands say about the files of others
	"certificates": tools + " members policies notices certificates/credential certificates/badges strictjson",
	// 5
	"profiles": tools + " members policies notices events certificates", "fees": tools + " members policies ledger fees/schedule",
	// 6
	// profiles and gigs show which works are certified
	"gigs":       tools + " members policies profiles fees certificates",
	"mentorship": tools + " members policies notices profiles mentorship/pairing strictjson",
	// 8
	"orders": tools + " members policies gigs ledger ledger/book payments fees fees/schedule messages notices orders/flow",
	// 9
	"invoices": tools + " members policies orders orders/flow ledger payments",
	// 10: they only compose
	"lobby": "*", "treasury": "*", "setup": "*", "demo": "*", "bench": "*", "styleguide": "*", "papers": "*", "health": tools, "backup": "clock jobs",
	"demo/art": "",
	// for tests
	"apptest": "*", "e2e": "*",
}

const tools = "fault clock money prose records locale web mail jobs files texts"

// pure rooms compute; they must stay usable and testable without a database.
var pure = []string{"fault", "clock", "money", "prose", "governance/tally", "orders/flow", "ledger/book", "fees/schedule", "demo/art",
	"strictjson", "forums/discourse", "mentorship/pairing", "events/dates", "certificates/credential", "certificates/badges"}

func TestPlan_RoomsImportOnlyWhatThePlanAllows(t *testing.T) {
	t.Parallel()
	eachImport(t, func(room, file, path string) {
		allowed, known := plan[room]
		if !known {
			t.Errorf("%s: room %s is not in the plan", file, room)
			return
		}
		if slices.Contains(pure, room) && strings.Contains(path, "pocketbase") {
			t.Errorf("%s: pure room %s imports %s", file, room, path)
		}
		other, ours := strings.CutPrefix(path, "cooperage/hooks/")
		if !ours || other == room || allowed == "*" {
			return
		}
		if !slices.Contains(strings.Fields(allowed), other) {
			t.Errorf("%s: room %s may not import %s", file, room, other)
		}
	})
}

// eachImport calls f for every import of every non-test file of every room.
func eachImport(t *testing.T, f func(room, file, path string)) {
	t.Helper()
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		room := filepath.ToSlash(filepath.Dir(file))
		if err != nil || d.IsDir() || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") || room == "." {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f(room, file, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
