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

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/router"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
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
		return "That could not be used"
	case fault.Forbidden:
		return "That is not allowed"
	case fault.NotFound:
		return "Nothing here"
	case fault.Conflict:
		return "That has changed meanwhile"
	case fault.TooLarge:
		return "That is too large"
	case fault.TooMany:
		return "Too many tries"
	case fault.Full:
		return "There is no room left"
	}
	return "Not just now"
}

// refusalOf finds the refusal in an error of a room, of PocketBase's router or of SQLite; nil means that it is ours.
func refusalOf(err error) *fault.Error {
	if f := fault.As(err); f != nil {
		return f
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.TooLarge, "What you sent is larger than this page takes.")
	}
	if errors.Is(err, sql.ErrNoRows) {
		return fault.Missing()
	}
	if db, ok := errors.AsType[*sqlite.Error](err); ok {
		return storageRefusal(db.Code() & 0xff)
	}
	if api, ok := errors.AsType[*router.ApiError](err); ok {
		return routerRefusal(api.Status)
	}
	return nil
}

func storageRefusal(code int) *fault.Error {
	switch code {
	case sqlite3.SQLITE_FULL:
		return fault.New(fault.Full, "The disk is full, so nothing was stored. The co-op's host must make room.")
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR:
		return fault.New(fault.Unavailable, "The database is busy or out of reach, so nothing was stored. Please try again.")
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
