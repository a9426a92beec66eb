package hooks_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/orders"

	"github.com/pocketbase/pocketbase/core"
)

func TestREST_NoCollectionOfOursIsOpen(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	all, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if c.System {
			continue
		}
		for name, rule := range map[string]*string{"list": c.ListRule, "view": c.ViewRule, "create": c.CreateRule,
			"update": c.UpdateRule, "delete": c.DeleteRule} {
			if rule != nil {
				t.Errorf("%s: the %s rule is %q; only pages may reach it", c.Name, name, *rule)
			}
		}
	}
}

func TestREST_TokenOfAPersonReadsNothing(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	kari := app.Member(t, "Kari Lund")
	token, err := kari.NewAuthToken()
	if err != nil {
		t.Fatal(err)
	}
	c := app.Client(t)
	c.Header.Set("Authorization", token)
	for _, path := range []string{"/api/collections/users/records", "/api/collections/users/records/" + kari.Id,
		"/api/collections/sessions/records", "/api/collections/coop/records", "/api/settings", "/api/logs", "/api/backups"} {
		if page := c.Get(path); page.Status != http.StatusForbidden && page.Status != http.StatusNotFound {
			t.Errorf("%s: got %d: %.200s", path, page.Status, page.Body)
		}
	}
}

func TestREST_PageCookieOpensNothing(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	kari := app.Officer(t, "Kari Lund", "steward")
	c := app.As(t, kari)
	for _, path := range []string{"/api/collections/users/records/" + kari.Id, "/api/collections/users/auth-refresh"} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil)
		if strings.HasSuffix(path, "refresh") {
			r.Method = http.MethodPost
		}
		if page := c.Do(r); page.Status < 400 {
			t.Errorf("%s: got %d with the cookie of a page", path, page.Status)
		}
	}
}

func TestREST_SuperuserMovesNoOrderByHand(t *testing.T) {
	t.Parallel()
	w := openWorld(t)
	c, err := w.app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		t.Fatal(err)
	}
	host := core.NewRecord(c)
	host.SetEmail("host@example.org")
	host.SetPassword(apptest.Password)
	check(t, w.app.Save(host))
	token := must[string](t)(host.NewAuthToken())
	m := must[*orders.Milestone](t)(orders.FirstOf(w.app, w.values["/orders/{id}"]))
	path := "http://127.0.0.1/api/collections/milestones/records"
	for method, path := range map[string]string{"POST": path, "PATCH": path + "/" + m.Id, "DELETE": path + "/" + m.Id} {
		r := httptest.NewRequest(method, path, strings.NewReader(`{"state":"released"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", token)
		w.app.Client(t).Do(r).Want(http.StatusForbidden)
	}
}
