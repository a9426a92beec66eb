package records

import (
	"net/http"
	"net/url"
	"strconv"
)

// TokenField is the hidden field that carries the token of a form.
const TokenField = "once"

// FormKey reads the key of a form that was sent: its token, its address and every field, names and sizes of
// uploads included. The form must have been parsed already.
func FormKey(r *http.Request, actor string) Key {
	says := url.Values{}
	for name, values := range r.PostForm {
		if name != TokenField {
			says[name] = values
		}
	}
	if r.MultipartForm != nil {
		for name, values := range r.MultipartForm.Value {
			if name != TokenField {
				says[name] = values
			}
		}
		for name, files := range r.MultipartForm.File {
			for _, f := range files {
				says.Add("file "+name, f.Filename+" "+strconv.FormatInt(f.Size, 10))
			}
		}
	}
	return Key{
		Token:   r.FormValue(TokenField),
		Actor:   actor,
		Request: r.Method + " " + r.URL.Path + "?" + says.Encode(),
	}
}
