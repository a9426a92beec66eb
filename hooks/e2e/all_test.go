package e2e

import (
	"net/http"
	"strings"
	"testing"

	"cooperage/hooks/apptest"

	"github.com/pocketbase/dbx"
)

func TestAll(t *testing.T) {
	s := Serve(t, apptest.Bare(t))
	if _, err := s.NonconcurrentDB().Insert("coop", dbx.Params{"id": "coop00000000001", "name": "Marram", "country": "DE",
		"currency": "EUR", "zone": "Europe/Berlin", "language": "en", "members": 24, "founded": "2025-01-01 00:00:00.000Z"}).Execute(); err != nil {
		t.Fatal(err)
	}
	tab := s.OpenAs(t, Look{}, s.Officer(t, "Ingrid Solheim", "treasurer"))
	var starts []string
	for _, r := range s.Site.Routes() {
		if r.Method == http.MethodGet && !strings.Contains(r.Pattern, "{") && !strings.Contains(r.Pattern, ".") {
			starts = append(starts, r.Pattern)
		}
	}
	t.Log(starts)
	newWalker(s, tab, "officer").walk(t, starts...)
}
