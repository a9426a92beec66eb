package web_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/fault"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

type sampleForm struct {
	Name string   `form:"name"`
	Tags []string `form:"tag"`
	Yes  bool     `form:"yes"`
	Kept string   // no tag: never read
}

func posted(body string) *core.RequestEvent {
	e := &core.RequestEvent{}
	e.Request = httptest.NewRequest("POST", "/", strings.NewReader(body))
	e.Request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return e
}

func TestRead_FillsTaggedFieldsOnly(t *testing.T) {
	t.Parallel()
	var form sampleForm
	err := new(web.Site).Read(posted("name=+a%0D%0Ab+&tag=x&tag=y&yes=on&Kept=z"), &form)
	if err != nil {
		t.Fatal(err)
	}
	if form.Name != "a\nb" || strings.Join(form.Tags, ",") != "x,y" || !form.Yes || form.Kept != "" {
		t.Errorf("got %+v", form)
	}
}

func TestRead_RefusesWhatIsNoText(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{"NUL": "a\x00b", "invalid UTF-8": "\xff\xfe", "far too long": strings.Repeat("x", 300<<10)} {
		var form sampleForm
		err := new(web.Site).Read(posted(url.Values{"name": {value}}.Encode()), &form)
		f := fault.As(err)
		if f == nil || f.Kind != fault.Invalid || len(f.Problems) != 1 || f.Problems[0].Field != "name" {
			t.Errorf("%s: got %v, want a problem of the field name", name, err)
		}
	}
}

func TestRead_BrokenMultipartIsInvalidNotOurFault(t *testing.T) {
	t.Parallel()
	e := posted("--x\r\nbroken")
	e.Request.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	if err := new(web.Site).Read(e, &sampleForm{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want Invalid", err)
	}
}

func TestRead_TooLargeABodyIsTooLarge(t *testing.T) {
	t.Parallel()
	e := posted("name=" + strings.Repeat("x", 2000))
	e.Request.Body = http.MaxBytesReader(httptest.NewRecorder(), e.Request.Body, 1000)
	if err := new(web.Site).Read(e, &sampleForm{}); !fault.Is(err, fault.TooLarge) {
		t.Errorf("got %v, want TooLarge", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("name=a&tag=b"), "application/x-www-form-urlencoded")
	f.Add([]byte("--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\na\r\n--x--"), "multipart/form-data; boundary=x")
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		e := &core.RequestEvent{}
		e.Request = httptest.NewRequest("POST", "/", bytes.NewReader(body))
		e.Request.Header.Set("Content-Type", kind)
		var form sampleForm
		if err := new(web.Site).Read(e, &form); err != nil && fault.As(err) == nil {
			t.Errorf("bad input is called our fault: %v", err)
		}
	})
}
