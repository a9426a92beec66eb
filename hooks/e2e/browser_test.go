package e2e

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/pocketbase/pocketbase/core"
)

// patience bounds every step; pages answer in milliseconds, but the machine may be busy with other tests.
const patience = 40 * time.Second

// chromium is the one browser of this test binary. Each tab has a context of its own, as in a private window.
var chromium = sync.OnceValues(func() (context.Context, error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, fmt.Errorf("these tests need Debian's chromium (make tools installs it): %w", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("force-color-profile", "srgb"))
	allocator, _ := chromedp.NewExecAllocator(context.Background(), options...)
	browser, _ := chromedp.NewContext(allocator)
	return browser, chromedp.Do(browser)
})

func TestMain(m *testing.M) {
	code := m.Run()
	if browser, err := chromium(); err == nil {
		_ = chromedp.Cancel(browser) // the tests are over; a browser that will not close changes nothing
	}
	os.Exit(code)
}

// Look is how a page is looked at. The zero value is a desktop in English and light colours.
type Look struct {
	Width    int64 // CSS pixels; 1280 when zero, a phone under 600
	Dark     bool
	Language string // "en" when empty
	NoScript bool
}

func (l Look) String() string {
	parts := []string{fmt.Sprint(l.width()), l.language()}
	if l.Dark {
		parts = append(parts, "dark")
	}
	if l.NoScript {
		parts = append(parts, "noscript")
	}
	return strings.Join(parts, "-")
}

func (l Look) width() int64 {
	if l.Width == 0 {
		return 1280
	}
	return l.Width
}

func (l Look) language() string {
	if l.Language == "" {
		return "en"
	}
	return l.Language
}

// Server is an app that real browsers can reach.
type Server struct {
	*apptest.App
	URL string
}

// Serve puts the app on a free port of this machine.
func Serve(t testing.TB, app *apptest.App) *Server {
	t.Helper()
	s := httptest.NewServer(app.Handler)
	t.Cleanup(func() {
		s.CloseClientConnections() // or it would wait for the streams of pages that are still open
		s.Close()
	})
	return &Server{App: app, URL: s.URL}
}

// Tab is one private window on the server.
type Tab struct {
	t      testing.TB
	server *Server
	ctx    context.Context
	look   Look
	log    *journal
	step   int // pictures taken on a journey
}

// journal is what the browser complained about since the last look.
type journal struct {
	sync.Mutex
	trouble []string
}

func (j *journal) add(format string, args ...any) {
	j.Lock()
	defer j.Unlock()
	j.trouble = append(j.trouble, fmt.Sprintf(format, args...))
}

// Open opens a window in which nobody has signed in.
func (s *Server) Open(t testing.TB, look Look) *Tab {
	t.Helper()
	browser, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	tab := &Tab{t: t, server: s, look: look, log: &journal{}}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab.ctx = ctx
	if err := chromedp.Listen(ctx, tab.listen); err != nil {
		t.Fatalf("open a window: %v", err)
	}
	command(tab, network.Enable, network.EnableParams{})
	command(tab, cdplog.Enable, cdp.Empty{})
	command(tab, runtime.Enable, cdp.Empty{})
	tab.See(look)
	return tab
}

// OpenAs opens a window in which the person has signed in.
func (s *Server) OpenAs(t testing.TB, look Look, p *members.Person) *Tab {
	t.Helper()
	tab := s.Open(t, look)
	rec := httptest.NewRecorder()
	e := &core.RequestEvent{App: s.App}
	e.Request = httptest.NewRequest("GET", s.URL+"/", nil)
	e.Response = rec
	if err := s.Members.SignIn(e, p); err != nil {
		t.Fatal(err)
	}
	for _, c := range rec.Result().Cookies() {
		command(tab, network.SetCookie, network.SetCookieParams{Name: c.Name, Value: c.Value, URL: s.URL})
	}
	return tab
}

// See changes how the window looks at pages, from the next page on.
func (tab *Tab) See(look Look) {
	tab.t.Helper()
	tab.look = look
	scheme := "light"
	if look.Dark {
		scheme = "dark"
	}
	command(tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: look.width(), Height: 900, DeviceScaleFactor: 1, Mobile: look.width() < 600})
	command(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	command(tab, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{
		Headers: network.Headers{"Accept-Language": look.language()}})
	command(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: look.NoScript})
}

// command sends the browser one command of the DevTools protocol.
func command[P, R any](tab *Tab, c cdp.Command[P, R], params P) R {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	result, err := chromedp.Call(ctx, c, params)
	if err != nil {
		tab.t.Fatalf("%s: %v", c.Method, err)
	}
	return result
}

// get runs an action that yields something.
func get[T any](tab *Tab, doing string, action chromedp.Action[T]) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	result, err := chromedp.Run(ctx, action)
	if err != nil {
		tab.t.Fatalf("%s: %v", doing, err)
	}
	return result
}

// eval evaluates an expression in the page, promises awaited; the content policy does not bind it, nor NoScript.
func eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	return get(tab, "evaluate", chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

func (tab *Tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		tab.log.add("exception: %s", e.ExceptionDetails.Text)
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError && !expected(e.Entry) {
			tab.log.add("console: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && strings.HasPrefix(u.Scheme, "http") && !strings.HasPrefix(e.Request.URL, tab.server.URL+"/") {
			tab.log.add("request to another host: %s", e.Request.URL)
		}
	}
}

// expected leaves out what Chromium says about pages that answer 4xx on purpose; what a page loads is not excused.
func expected(entry *cdplog.Entry) bool {
	return entry.Source == cdplog.EntrySourceNetwork && strings.Contains(entry.Text, "status of 4") &&
		!strings.Contains(entry.URL, "?v=") && !strings.Contains(entry.URL, "/css/") && !strings.Contains(entry.URL, "/js/")
}

// Visit loads an address of the server and returns the status of the answer.
func (tab *Tab) Visit(path string) int {
	tab.t.Helper()
	return tab.moves("visit "+path, chromedp.Navigate(tab.server.URL+path))
}

// moves runs actions that lead to another page and returns its status.
func (tab *Tab) moves(doing string, actions ...chromedp.Action[chromedp.Void]) int {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, actions...)
	if err != nil {
		tab.t.Fatalf("%s: %v", doing, err)
	}
	if answer == nil {
		return 0
	}
	return int(answer.Status)
}

// Path is the address the window shows, without the host.
func (tab *Tab) Path() string {
	tab.t.Helper()
	return eval[string](tab, "location.pathname + location.search")
}

// Fill types a value into the control with the name, ticks it, or chooses it, whatever the control is.
func (tab *Tab) Fill(name, value string) *Tab {
	tab.t.Helper()
	const script = `((name, value) => {
		const all = [...document.querySelectorAll('main [name="' + name + '"]')];
		if (!all.length) return "no control is named " + name;
		const el = all.find((x) => ["radio", "checkbox"].includes(x.type) ? x.value === value : true);
		if (!el) return "no choice of " + name + " is " + value + " but " + all.map((x) => x.value);
		if (["radio", "checkbox"].includes(el.type)) { if (!el.checked) el.click(); }
		else el.value = value;
		if (el.value !== value) return name + " does not take " + value;
		el.dispatchEvent(new Event("input", {bubbles: true}));
		el.dispatchEvent(new Event("change", {bubbles: true}));
		return "";
	})(%q, %q)`
	if trouble := eval[string](tab, fmt.Sprintf(script, name, value)); trouble != "" {
		tab.t.Fatalf("fill on %s: %s", tab.Path(), trouble)
	}
	return tab
}

// Attach chooses files of this machine for a file field.
func (tab *Tab) Attach(name string, files ...string) *Tab {
	tab.t.Helper()
	get(tab, "attach to "+name, chromedp.SetUploadFiles(chromedp.CSS(`main [name="`+name+`"]`), files))
	return tab
}

// Press clicks what the selector finds, which leads to another page, and returns its status.
func (tab *Tab) Press(selector string) int {
	tab.t.Helper()
	return tab.moves("press "+selector+" on "+tab.Path(), chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
}

// PressText clicks the button or link whose words begin with text.
func (tab *Tab) PressText(text string) int {
	tab.t.Helper()
	mark := eval[string](tab, fmt.Sprintf(`((text) => {
		const el = [...document.querySelectorAll("main button, main a, main summary")].find((x) => x.textContent.trim().startsWith(text) && x.checkVisibility());
		if (!el) return "";
		document.querySelectorAll("[data-test-mark]").forEach((x) => x.removeAttribute("data-test-mark"));
		el.setAttribute("data-test-mark", "");
		return "[data-test-mark]";
	})(%q)`, text))
	if mark == "" {
		tab.t.Fatalf("nothing to press says %q on %s: %.1500s", text, tab.Path(), tab.Text())
	}
	return tab.Press(mark)
}

// Key presses keys, such as kb.Tab, where the focus is.
func (tab *Tab) Key(keys string) *Tab {
	tab.t.Helper()
	get(tab, "press a key", chromedp.KeyEvent(keys))
	return tab
}

// Text is what the page's main part shows.
func (tab *Tab) Text() string {
	tab.t.Helper()
	return eval[string](tab, `(document.querySelector("main") ?? document.body).innerText.replace(/\s+/g, " ")`)
}

// Says fails the test unless the page shows each text.
func (tab *Tab) Says(texts ...string) *Tab {
	tab.t.Helper()
	shown := tab.Text()
	for _, x := range texts {
		if !strings.Contains(shown, x) {
			tab.t.Fatalf("%s does not say %q; it says: %.2500s", tab.Path(), x, shown)
		}
	}
	return tab
}

// Shot stores a picture of the whole page in the folder, for people to look at.
func (tab *Tab) Shot(folder, name string) {
	tab.t.Helper()
	png := get(tab, "take a picture", chromedp.FullScreenshot(100))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		tab.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), png, 0o644); err != nil {
		tab.t.Fatal(err)
	}
}

// Click clicks what the selector finds without waiting for another page.
func (tab *Tab) Click(selector string) *Tab {
	tab.t.Helper()
	get(tab, "click "+selector, chromedp.Click(chromedp.CSS(selector)))
	return tab
}

// WaitFor waits until an expression is true in the page, over page changes.
func (tab *Tab) WaitFor(expression string) *Tab {
	tab.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond) // a page that is asked without a pause has no time to get there
	defer tick.Stop()
	for end := time.Now().Add(patience); time.Now().Before(end); <-tick.C {
		ctx, cancel := context.WithTimeout(tab.ctx, 2*time.Second)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		cancel()
		if err == nil && ok {
			return tab
		}
	}
	tab.t.Fatalf("waited in vain on %s for %s", tab.Path(), expression)
	return nil
}

// Window stores a picture of what fits into the window.
func (tab *Tab) Window(path string) {
	tab.t.Helper()
	png := get(tab, "take a picture", chromedp.CaptureScreenshot())
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tab.t.Fatal(err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		tab.t.Fatal(err)
	}
}
