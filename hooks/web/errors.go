package web

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/records"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
)

// errorPage is templates/errors/error.html.
type errorPage struct {
	Page
	Status    int
	Title     string
	Text      string
	Reference string
}

func status(k fault.Kind) int {
	switch k {
	case fault.Invalid:
		return http.StatusUnprocessableEntity
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.TooMany:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	case fault.Full:
		return http.StatusInsufficientStorage
	}
	return http.StatusInternalServerError
}

// catch is the outermost page middleware: whatever went wrong inside becomes a page in the reader's language.
func (s *Site) catch(e *core.RequestEvent) error {
	err := e.Next()
	if err == nil {
		return nil
	}
	if e.Written() || strings.HasPrefix(e.Request.URL.Path, "/api/") || strings.HasPrefix(e.Request.URL.Path, "/_/") {
		return err
	}
	refusal := refusalOf(err)
	page := &errorPage{}
	s.fill(e, page)
	if refusal == nil {
		page.Status, page.Reference = http.StatusInternalServerError, rand.Text()[:10]
		e.App.Logger().Error("page failed", "reference", page.Reference, "method", e.Request.Method,
			"path", e.Request.URL.Path, "error", err.Error())
		page.Title, page.Text = page.T("Something broke on our side"), page.T("Nothing was changed. Please try again; if it happens twice, tell the co-op the reference below.")
	} else {
		page.Status = status(refusal.Kind)
		page.Title, page.Text = page.T(title(refusal.Kind)), page.T(refusal.Text, refusal.Args...)
		page.refuse(refusal)
		retryAfter(e, refusal.RetryAfter)
	}
	return s.render(e, page.Status, "errors/error.html", "layout", page)
}

func title(k fault.Kind) string {
	switch k {
	case fault.Invalid:
		return locale.Mark("That could not be used")
	case fault.Forbidden:
		return locale.Mark("That is not allowed")
	case fault.NotFound:
		return locale.Mark("Nothing here")
	case fault.Conflict:
		return locale.Mark("That has changed meanwhile")
	case fault.TooLarge:
		return locale.Mark("That is too large")
	case fault.TooMany:
		return locale.Mark("Too many tries")
	case fault.Full:
		return locale.Mark("There is no room left")
	}
	return locale.Mark("Not just now")
}

// refusalOf finds the refusal in an error of a room, of PocketBase's router or of SQLite; nil means that it is ours.
func refusalOf(err error) *fault.Error {
	if f := fault.As(records.Trouble(err)); f != nil {
		return f
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.TooLarge, "What you sent is larger than this page takes.")
	}
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	if api, ok := errors.AsType[*router.ApiError](err); ok {
		return routerRefusal(api.Status)
	}
	return nil
}

func routerRefusal(status int) *fault.Error {
	switch status {
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return fault.Missing()
	case http.StatusForbidden, http.StatusUnauthorized:
		return fault.New(fault.Forbidden, "This is not yours to see or do.")
	case http.StatusRequestEntityTooLarge:
		return fault.New(fault.TooLarge, "What you sent is larger than this page takes.")
	case http.StatusTooManyRequests:
		f := fault.New(fault.TooMany, "Too many requests from your address. Please wait a minute.")
		f.RetryAfter = time.Minute
		return f
	case http.StatusBadRequest:
		return fault.New(fault.Invalid, "The request could not be read.")
	}
	return nil
}

func retryAfter(e *core.RequestEvent, d time.Duration) {
	if d > 0 {
		e.Response.Header().Set("Retry-After", strconv.Itoa(int((d+time.Second-1)/time.Second)))
	}
}
