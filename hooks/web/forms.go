package web

import (
	"fmt"
	"mime/multipart"
	"net/http"
	"reflect"
	"strings"

	"cooperage/hooks/fault"

	"github.com/pocketbase/pocketbase/core"
)

// maxFieldBytes bounds one text field whatever its form says; rooms set tighter limits of their own.
const maxFieldBytes = 256 << 10

// Read fills a form struct from a posted form. Fields carry the tag `form:"name"` and are of type string,
// []string or bool (an HTML checkbox); text is trimmed of surrounding space and line ends are made "\n".
// Numbers and dates are read by the room from the string, so that what was typed can be shown again.
// Text that is not valid UTF-8, holds NUL or is far too long is refused as Invalid, naming the field.
func (s *Site) Read(e *core.RequestEvent, form any) error {
	if err := parseForm(e.Request); err != nil {
		return err
	}
	var problems fault.Problems
	v := reflect.ValueOf(form).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("form")
		if name == "" {
			continue
		}
		values := e.Request.Form[name]
		if !legible(values) {
			problems.Add(name, "This holds characters that cannot be stored, or is far too long.")
			continue
		}
		if err := setField(v.Field(i), values); err != nil {
			return fmt.Errorf("form field %s: %w", name, err)
		}
	}
	return problems.Err()
}

func parseForm(r *http.Request) error {
	err := r.ParseForm() // first: ParseMultipartForm swallows its error
	if err == nil && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		err = r.ParseMultipartForm(8 << 20)
	}
	if err == nil {
		return nil
	}
	if f := refusalOf(err); f != nil {
		return f
	}
	return fault.New(fault.Invalid, "The form could not be read. Please send it again.")
}

func legible(values []string) bool {
	for _, x := range values {
		if !plain(x) || len(x) > maxFieldBytes {
			return false
		}
	}
	return true
}

func setField(f reflect.Value, values []string) error {
	switch f.Kind() {
	case reflect.String:
		if len(values) > 0 {
			f.SetString(clean(values[0]))
		}
	case reflect.Bool:
		f.SetBool(len(values) > 0 && values[0] != "" && values[0] != "false" && values[0] != "0")
	case reflect.Slice:
		out := make([]string, len(values))
		for i, x := range values {
			out[i] = clean(x)
		}
		f.Set(reflect.ValueOf(out))
	default:
		return fmt.Errorf("type %s is not read from forms", f.Type())
	}
	return nil
}

func clean(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}

// Files returns the uploads under a field, empty choices left out. Call Read first.
func Files(e *core.RequestEvent, field string) []*multipart.FileHeader {
	if e.Request.MultipartForm == nil {
		return nil
	}
	var out []*multipart.FileHeader
	for _, f := range e.Request.MultipartForm.File[field] {
		if f.Filename != "" || f.Size > 0 {
			out = append(out, f)
		}
	}
	return out
}
