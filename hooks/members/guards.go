package members

import (
	"net/http"
	"net/url"

	"cooperage/hooks/fault"

	"github.com/pocketbase/pocketbase/core"
)

// SignedIn is the guard for pages of anyone with an account. A guest is sent to sign in and comes back.
func SignedIn(e *core.RequestEvent) error {
	if Viewer(e) == nil {
		return toLogin(e)
	}
	return e.Next()
}

// Only is the guard for active members. To others the page does not exist.
func Only(e *core.RequestEvent) error {
	p := Viewer(e)
	if p == nil {
		return toLogin(e)
	}
	if !p.IsMember() {
		return fault.Missing()
	}
	return e.Next()
}

// Officer returns the guard for holders of any of the offices. To others the page does not exist.
func Officer(offices ...string) func(*core.RequestEvent) error {
	return func(e *core.RequestEvent) error {
		p := Viewer(e)
		if p == nil {
			return toLogin(e)
		}
		for _, o := range offices {
			if p.Has(o) {
				return e.Next()
			}
		}
		return fault.Missing()
	}
}

// Guest is the guard for pages that make sense only without an account, such as sign-up.
func Guest(e *core.RequestEvent) error {
	if Viewer(e) != nil {
		return e.Redirect(http.StatusSeeOther, "/")
	}
	return e.Next()
}

func toLogin(e *core.RequestEvent) error {
	to := "/login"
	if e.Request.Method == http.MethodGet {
		to += "?next=" + url.QueryEscape(e.Request.URL.RequestURI())
	}
	return e.Redirect(http.StatusSeeOther, to)
}
