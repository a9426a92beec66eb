package apptest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/members"

	"github.com/PuerkitoBio/goquery"
	"github.com/pocketbase/pocketbase/core"
)

// origin is where the tests' pages live; loopback, so that the plain session cookie is used.
const origin = "http://127.0.0.1"

// Client is one browser without a screen: it keeps cookies and sends what a browser sends.
type Client struct {
	app    *App
	jar    *cookiejar.Jar
	Header http.Header // sent with every request
	t      testing.TB
}

// Client returns a browser that nobody has signed in with.
func (a *App) Client(t testing.TB) *Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Client{app: a, jar: jar, Header: http.Header{"Accept-Language": {"en"}}, t: t}
}

// As returns a browser in which the person has signed in.
func (a *App) As(t testing.TB, p *members.Person) *Client {
	t.Helper()
	c := a.Client(t)
	rec := httptest.NewRecorder()
	e := &core.RequestEvent{App: a.App}
	e.Request = httptest.NewRequest("GET", origin+"/", nil)
	e.Response = rec
	if err := a.Members.SignIn(e, p); err != nil {
		t.Fatal(err)
	}
	u, _ := url.Parse(origin)
	c.jar.SetCookies(u, rec.Result().Cookies())
	return c
}

// Cookie is the header that makes another program send what this browser would.
func (c *Client) Cookie() string {
	u, _ := url.Parse(origin)
	var all []string
	for _, cookie := range c.jar.Cookies(u) {
		all = append(all, cookie.Name+"="+cookie.Value)
	}
	return strings.Join(all, "; ")
}

// Page is an answer, read whole.
type Page struct {
	Status int
	Header http.Header
	Body   string
	t      testing.TB
}

// Get asks for an address.
func (c *Client) Get(path string) *Page {
	c.t.Helper()
	return c.Do(httptest.NewRequest("GET", origin+path, nil))
}

// Post sends a form.
func (c *Client) Post(path string, form url.Values) *Page {
	c.t.Helper()
	r := httptest.NewRequest("POST", origin+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.Do(r)
}

// Upload is one file of a form.
type Upload struct {
	Field, Name string
	Body        []byte
}

// PostFiles sends a form with files.
func (c *Client) PostFiles(path string, form url.Values, files ...Upload) *Page {
	c.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, values := range form {
		for _, v := range values {
			if err := w.WriteField(name, v); err != nil {
				c.t.Fatal(err)
			}
		}
	}
	for _, f := range files {
		part, err := w.CreateFormFile(f.Field, f.Name)
		if err == nil {
			_, err = part.Write(f.Body)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", origin+path, &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return c.Do(r)
}

// Do sends any request with the browser's cookies. Redirects are not followed. It may be called in parallel.
func (c *Client) Do(r *http.Request) *Page {
	c.t.Helper()
	for k, v := range c.Header {
		if r.Header.Get(k) == "" {
			r.Header[k] = v
		}
	}
	if r.Method == "POST" && r.Header.Get("Sec-Fetch-Site") == "" {
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	u, _ := url.Parse(origin)
	for _, cookie := range c.jar.Cookies(u) {
		r.AddCookie(cookie)
	}
	rec := httptest.NewRecorder()
	c.app.Handler.ServeHTTP(rec, r)
	res := rec.Result()
	c.jar.SetCookies(u, res.Cookies())
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return &Page{Status: res.StatusCode, Header: res.Header, Body: string(body), t: c.t}
}

// Follow gets the page an answer redirects to.
func (c *Client) Follow(p *Page) *Page {
	c.t.Helper()
	if p.Status != http.StatusSeeOther {
		p.t.Fatalf("got status %d, want a redirect; body: %.2000s", p.Status, p.Body)
	}
	return c.Get(p.To())
}

// Submit fills the first form that matches the selector on the page at path and sends it where it says, with the
// page's own hidden fields, as a person would.
func (c *Client) Submit(path, selector string, fill url.Values) *Page {
	c.t.Helper()
	page := c.Get(path).Want(http.StatusOK)
	action, form := page.Form(selector)
	if action == "" {
		action = path
	}
	for k, v := range fill {
		form[k] = v
	}
	if page.HTML().Find(selector).First().AttrOr("enctype", "") == "multipart/form-data" {
		return c.PostFiles(action, form)
	}
	return c.Post(action, form)
}

// To is where the answer redirects to.
func (p *Page) To() string { return p.Header.Get("Location") }

// Want fails the test unless the answer has the status.
func (p *Page) Want(status int) *Page {
	p.t.Helper()
	if p.Status != status {
		p.t.Fatalf("got status %d, want %d; to %q; body: %.3000s", p.Status, status, p.To(), p.Text())
	}
	return p
}

// Says fails the test unless the page shows each text.
func (p *Page) Says(texts ...string) *Page {
	p.t.Helper()
	shown := p.Text()
	for _, x := range texts {
		if !strings.Contains(shown, x) {
			p.t.Fatalf("page does not say %q; it says: %.3000s", x, shown)
		}
	}
	return p
}

// Hides fails the test if the answer holds any of the texts, even where readers do not look.
func (p *Page) Hides(texts ...string) *Page {
	p.t.Helper()
	for _, x := range texts {
		if strings.Contains(p.Body, x) {
			p.t.Fatalf("page holds %q", x)
		}
	}
	return p
}

// Text is what the page shows, with runs of space made one.
func (p *Page) Text() string {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(p.Body))
	if err != nil {
		return p.Body
	}
	return strings.Join(strings.Fields(doc.Text()), " ")
}

// HTML is the page, parsed.
func (p *Page) HTML() *goquery.Document {
	p.t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(p.Body))
	if err != nil {
		p.t.Fatal(err)
	}
	return doc
}

// Form returns the action and present values of the first form that matches the selector.
func (p *Page) Form(selector string) (action string, form url.Values) {
	p.t.Helper()
	el := p.HTML().Find(selector).First()
	if el.Length() == 0 {
		p.t.Fatalf("no form %s on the page: %.2000s", selector, p.Body)
	}
	form = url.Values{}
	el.Find("input[name], select[name], textarea[name]").Each(func(_ int, in *goquery.Selection) {
		name := in.AttrOr("name", "")
		switch {
		case in.Is("textarea"):
			form.Add(name, in.Text())
		case in.Is("select"):
			in.Find("option[selected]").Each(func(_ int, o *goquery.Selection) { form.Add(name, o.AttrOr("value", o.Text())) })
		case in.Is("[type=radio], [type=checkbox]"):
			if _, on := in.Attr("checked"); on {
				form.Add(name, in.AttrOr("value", "on"))
			}
		case !in.Is("[type=file], [type=submit]"):
			form.Add(name, in.AttrOr("value", ""))
		}
	})
	return el.AttrOr("action", ""), form
}
