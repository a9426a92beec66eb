package setup_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"
	"cooperage/hooks/setup"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
)

func answers() url.Values {
	return url.Values{"coop": {"Marram"}, "country": {"IT"}, "currency": {"EUR"}, "zone": {"Europe/Rome"}, "language": {"de"},
		"commission": {"6.5"}, "dues": {"12.50"}, "period": {"quarter"}, "notice": {"10"}, "voting": {"5"},
		"name": {"Flora Founder"}, "email": {"flora@example.org"}, "password": {"three blue barrels"}}
}

func newLink(t *testing.T, app *apptest.App) string {
	t.Helper()
	token, err := app.Setup.NewLink(app)
	if err != nil {
		t.Fatal(err)
	}
	return "/setup/" + token
}

func TestBeforeFounding_EveryPageSaysThatItIsBeingSetUp(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	c := app.Client(t)
	for _, path := range []string{"/", "/login", "/signup", "/gigs", "/account", "/no/such/page"} {
		if to := c.Get(path).Want(303).To(); to != "/setup" {
			t.Errorf("%s goes to %s", path, to)
		}
	}
	c.Get("/setup").Want(200).Says("This co-op is being set up")
	c.Get("/css/base.css").Want(200)
	c.Get("/setup/" + strings.Repeat("A", 26)).Want(404)
	c.Post("/setup/"+strings.Repeat("A", 26), answers()).Want(404)
}

func TestWizard_FoundsTheCoopAndSignsTheFounderIn(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	link := newLink(t, app)
	c := app.Client(t)
	if to := c.Submit(link, "form.form", answers()).Want(303).To(); to != "/" {
		t.Fatalf("went to %s", to)
	}
	coop := app.Site.Coop(app)
	if coop.Name != "Marram" || coop.Country != "IT" || coop.Zone != "Europe/Rome" || coop.Members != 1 || coop.Founded.IsZero() {
		t.Errorf("co-op %+v", coop)
	}
	now := app.Clock.Now()
	rate, err1 := policies.Rate(app, policies.CommissionRate, now)
	dues, err2 := policies.Int(app, policies.DuesAmount, now)
	notice, err3 := policies.Days(app, policies.NoticeDays, now)
	period, err4 := policies.Text(app, policies.DuesPeriod, now)
	if rate != 650 || dues != 1250 || notice != 10 || period != "quarter" {
		t.Errorf("rate %d, dues %d, notice %d, period %s; %v %v %v %v", rate, dues, notice, period, err1, err2, err3, err4)
	}
	flora, err := members.ByCode(app, "M001")
	if err != nil || flora.Name() != "Flora Founder" || !flora.Verified() {
		t.Fatalf("founder %v, %v", flora, err)
	}
	offices, err := members.OfficesOf(app, flora.Id, now)
	if err != nil || strings.Join(offices, " ") != "steward treasurer" {
		t.Errorf("offices %v, %v", offices, err)
	}
	c.Get("/account").Want(200).Says("flora@example.org", "M001")
	if app.Settings().Meta.AppURL != "http://127.0.0.1" {
		t.Errorf("mails point to %s", app.Settings().Meta.AppURL)
	}
	c.Get("/setup").Want(303)
}

func TestWizard_LinkWorksOnceAndOnlyTheNewestDoes(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	old := newLink(t, app)
	link := newLink(t, app)
	c := app.Client(t)
	c.Get(old).Want(404)
	c.Post(old, answers()).Want(404)
	c.Post(link, answers()).Want(303)
	app.Client(t).Get(link).Want(404)
	app.Client(t).Post(link, answers()).Want(404)
}

func TestWizard_LinkEndsAfterAWeek(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	link := newLink(t, app)
	app.Clock.Shift(7 * 24 * time.Hour)
	app.Client(t).Get(link).Want(404)
}

func TestWizard_ParallelPostsMakeOneCoop(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	link := newLink(t, app)
	status := make(chan int, 30)
	for range 30 {
		go func() { status <- app.Client(t).Post(link, answers()).Status }()
	}
	founded := 0
	for range 30 {
		if <-status == http.StatusSeeOther {
			founded++
		}
	}
	coops, err1 := app.CountRecords("coop")
	people, err2 := app.CountRecords("users")
	if founded != 1 || coops != 1 || people != 1 {
		t.Errorf("%d answers of success, %d co-ops, %d people; %v %v", founded, coops, people, err1, err2)
	}
}

func TestWizard_RefusesBadInputAndKeepsIt(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	link := newLink(t, app)
	for _, x := range []struct{ field, value string }{
		{"coop", ""}, {"country", "XX"}, {"currency", "XXX"}, {"zone", "Mars/Base"}, {"zone", ""}, {"language", "tlh"},
		{"commission", "six"}, {"commission", "51"}, {"commission", "-1"}, {"commission", "0x6"}, {"dues", "ten"}, {"dues", "1,000"},
		{"dues", "-1"}, {"dues", "0.001"}, {"period", "week"}, {"notice", "0"}, {"notice", "1e1"}, {"notice", "91"}, {"voting", "61"},
		{"voting", "+5"}, {"name", ""}, {"email", "flora"}, {"password", "short"},
	} {
		form := answers()
		form.Set(x.field, x.value)
		page := app.Client(t).Post(link, form).Want(422)
		if page.HTML().Find("#"+x.field+"-problem").Length() != 1 {
			t.Errorf("%s %q: no problem beside the field; %s", x.field, x.value, page.HTML().Find(".problems").Text())
		}
		if got := page.HTML().Find("#email").AttrOr("value", ""); got != form.Get("email") {
			t.Errorf("%s %q: the address is %q now", x.field, x.value, got)
		}
		page.Hides("three blue barrels")
	}
	if n, err := app.CountRecords("coop"); err != nil || n != 0 {
		t.Errorf("%d co-ops, %v", n, err)
	}
}

func TestFound_LeavesNothingWhenAStepFails(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	app.Members.OnAdmitted().BindFunc(func(*members.AdmittedEvent) error { return fault.New(fault.Conflict, "No.") })
	_, err := app.Setup.Found(app, setup.Founding{Name: "Marram", Country: "DE", Currency: "EUR", Zone: "Europe/Berlin", Language: "en",
		Commission: 600, Dues: money.Amount{Currency: "EUR"}, Founder: members.Newcomer{Name: "Flora", Email: "f@example.org", Password: "three blue barrels"}})
	coops, _ := app.CountRecords("coop")
	people, _ := app.CountRecords("users")
	if err == nil || coops != 0 || people != 0 {
		t.Errorf("%v; %d co-ops, %d people", err, coops, people)
	}
	app.Client(t).Get("/").Want(303)
}

func TestServe_PrintsTheLinkUntilTheCoopStands(t *testing.T) {
	t.Parallel()
	app := apptest.Bare(t)
	var out bytes.Buffer
	app.Setup.Bind(app, &out)
	serve := func() string {
		out.Reset()
		router, err := apis.NewRouter(app.App)
		if err != nil {
			t.Fatal(err)
		}
		se := &core.ServeEvent{App: app.App, Router: router, Server: &http.Server{Addr: "127.0.0.1:8090"}}
		if err := app.OnServe().Trigger(se, func(*core.ServeEvent) error { return nil }); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	printed := serve()
	_, link, found := strings.Cut(printed, "http://127.0.0.1:8090")
	if !found {
		t.Fatalf("printed %q", printed)
	}
	app.Client(t).Post(strings.TrimSpace(link), answers()).Want(303)
	if printed := serve(); printed != "" {
		t.Errorf("a standing co-op prints %q", printed)
	}
}

func TestSettings_AreTheStewardsAndAudited(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella, ana := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana")
	app.As(t, ana).Get("/admin/settings").Want(404)
	app.As(t, ana).Post("/admin/settings", url.Values{"name": {"Mine"}}).Want(404)
	c := app.As(t, stella)
	c.Submit("/admin/settings", "form.form", url.Values{"iban": {"DE00 0000"}, "hue": {"pink"}, "bic": {"x"}}).Want(422)
	c.Submit("/admin/settings", "form.form", url.Values{"tagline": {"Work with the people who own the place."}, "hue": {"plum"},
		"iban": {"de89 3704 0044 0532 0130 00"}}).Want(303)
	page := c.Get("/admin/settings").Want(200)
	if page.HTML().Find("html").AttrOr("data-hue", "") != "plum" || app.Site.Coop(app).IBAN != "DE89370400440532013000" {
		t.Errorf("co-op %+v", app.Site.Coop(app))
	}
	app.As(t, ana).Get("/admin/audit").Says("settings: tagline, hue")
}

func TestSettings_TheLogoIsAPictureAndReplacesTheOneBefore(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.As(t, app.Officer(t, "Stella", "steward"))
	_, form := c.Get("/admin/settings").Form("form.form")
	c.PostFiles("/admin/settings", form, apptest.Upload{Field: "logo", Name: "logo.png", Body: []byte("no picture")}).Want(422)
	var before string
	for range 2 {
		c.PostFiles("/admin/settings", form, apptest.Upload{Field: "logo", Name: "logo.png", Body: square(t)}).Want(303)
		logo := c.Get("/admin/settings").HTML().Find(".brand img").AttrOr("src", "")
		c.Get(logo).Want(200)
		if before != "" {
			c.Get(before).Want(404)
		}
		before = logo
	}
	form.Set("noLogo", "1")
	c.PostFiles("/admin/settings", form).Want(303)
	if c.Get("/admin/settings").HTML().Find(".brand img").Length() != 0 {
		t.Error("the logo is still there")
	}
	c.Get(before).Want(404)
}

func square(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 200, 200))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
