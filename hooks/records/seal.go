package records

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
)

// sealed are the routes of PocketBase by which a superuser could change the shape of the database, empty a
// collection, run any SQL or sign in as somebody else. Migrations are the only way to change our schema: a ledger, a roll or a policy that
// the host can rewrite by a click proves nothing.
var sealed = map[string]bool{
	"POST /api/sql":                                       true,
	"POST /api/collections":                               true,
	"PUT /api/collections/import":                         true,
	"DELETE /api/collections/{collection}":                true,
	"DELETE /api/collections/{collection}/truncate":       true,
	"POST /api/collections/{collection}/impersonate/{id}": true,
}

// Seal closes the routes above on every collection, and lets a superuser change of a collection only how people
// sign in (providers, token lifetimes, mail texts), never its fields, rules or indexes.
func Seal(app core.App) {
	app.OnServe().BindFunc(func(se *core.ServeEvent) error {
		se.Router.Bind(&hook.Handler[*core.RequestEvent]{
			Id:       "sealed",
			Priority: apis.DefaultLoadAuthTokenMiddlewarePriority + 1,
			Func: func(e *core.RequestEvent) error {
				if sealed[e.Request.Pattern] {
					return e.ForbiddenError("This co-op's collections are changed by migrations only.", nil)
				}
				return e.Next()
			},
		})
		return se.Next()
	})
	app.OnRecordCreateRequest().BindFunc(byHand)
	app.OnRecordUpdateRequest().BindFunc(byHand)
	app.OnRecordDeleteRequest().BindFunc(byHand)
	app.OnCollectionUpdateRequest().BindFunc(func(e *core.CollectionRequestEvent) error {
		before, err := e.App.FindCollectionByNameOrId(e.Collection.Id)
		if err != nil {
			return fmt.Errorf("load collection before its change: %w", err)
		}
		if before.System {
			return e.Next()
		}
		same, err := sameShape(before, e.Collection)
		if err != nil {
			return err
		}
		if !same {
			return e.ForbiddenError("This co-op's collections are changed by migrations only.", nil)
		}
		return e.Next()
	})
}

// byHand refuses records written through the dashboard or REST: an order's state or a receipt typed there would
// move without its postings. People are the exception, of whom members says what may be changed.
func byHand(e *core.RecordRequestEvent) error {
	if e.Collection.System || e.Collection.Name == "users" {
		return e.Next()
	}
	return e.ForbiddenError("This co-op's records are changed through its pages only.", nil)
}

// open are the settings of an auth collection that a superuser may change.
var open = []string{
	"oauth2", "authAlert", "otp", "verificationTemplate", "resetPasswordTemplate", "confirmEmailChangeTemplate",
	"authToken", "passwordResetToken", "emailChangeToken", "verificationToken", "fileToken", "updated",
}

// sameShape reports whether two states of a collection differ in nothing but the open settings.
func sameShape(a, b *core.Collection) (bool, error) {
	x, err := shape(a)
	if err != nil {
		return false, err
	}
	y, err := shape(b)
	if err != nil {
		return false, err
	}
	return bytes.Equal(x, y), nil
}

func shape(c *core.Collection) ([]byte, error) {
	raw, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("read collection %s: %w", c.Name, err)
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return nil, fmt.Errorf("read collection %s: %w", c.Name, err)
	}
	for _, name := range open {
		delete(parts, name)
	}
	return json.Marshal(parts)
}
