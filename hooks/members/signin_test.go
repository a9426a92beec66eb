package members_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pquerna/otp/totp"
)

// credentials fills the sign-in form.
func credentials(p *members.Person, password string) url.Values {
	return url.Values{"email": {p.Email()}, "password": {password}}
}

// lastMail returns the newest mail to the person, as it was kept.
func lastMail(t *testing.T, app *apptest.App, p *members.Person) string {
	t.Helper()
	if err := app.Notices.Drain(t.Context(), app); err != nil {
		t.Fatal(err)
	}
	var text string
	err := app.DB().NewQuery("SELECT shownSubject || char(10) || shownText FROM outbox WHERE person = '" + p.Id + "' ORDER BY created DESC, rowid DESC").Row(&text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func mails(t *testing.T, app *apptest.App) int {
	t.Helper()
	var n int
	if err := app.DB().Select("count(*)").From("outbox").Row(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// link returns the path of the link in a mail.
func link(t *testing.T, text string) string {
	t.Helper()
	m := regexp.MustCompile(`http://localhost:8090(/\S+)`).FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("no link in %s", text)
	}
	return m[1]
}

func noSecondFactor(t *testing.T, app *apptest.App) {
	t.Helper()
	if _, err := policies.Set(app, "M001", app.Clock.Now(), policies.SecondFactor, "false"); err != nil {
		t.Fatal(err)
	}
}

func TestLogin_OpensASessionAndGoesWhereOneWanted(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.Client(t)
	if to := c.Get("/account").Want(303).To(); to != "/login?next=%2Faccount" {
		t.Fatalf("a guest is sent to %s", to)
	}
	p := c.Submit("/login?next=%2Faccount", "main form", credentials(ana, apptest.Password)).Want(303)
	if p.To() != "/account" {
		t.Errorf("went to %s", p.To())
	}
	c.Get("/account").Want(200).Says("Your account", ana.Email())
	if to := c.Post("/login", url.Values{"email": {ana.Email()}, "password": {apptest.Password}, "next": {"//evil.example"}}).Want(303).To(); to != "/" {
		t.Errorf("an open redirect to %s", to)
	}
	c.Post("/logout", nil).Want(303)
	c.Get("/account").Want(303)
}

func TestLogin_AnswersAlikeForUnknownAddressWrongPasswordAndFormerMember(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, gone := app.Member(t, "Ana"), app.Member(t, "Gone")
	gone.SetKind(members.Former)
	if err := app.Save(gone); err != nil {
		t.Fatal(err)
	}
	var seen []string
	for _, form := range []url.Values{credentials(ana, "wrong password"), credentials(gone, apptest.Password),
		{"email": {"nobody@example.org"}, "password": {"whatever it is"}}, {"email": {"not an address"}, "password": {""}}} {
		page := app.Client(t).Post("/login", form).Want(422).Says("The address or the password is not right.")
		text := strings.ReplaceAll(page.Body, form.Get("email"), "")
		seen = append(seen, regexp.MustCompile(`name="once" value="[^"]*"`).ReplaceAllString(text, ""))
	}
	for _, s := range seen[1:] {
		if s != seen[0] {
			t.Errorf("answers differ:\n%s\n%s", seen[0], s)
		}
	}
}

func TestLogin_StopsAfterFiveFailedTriesForAddressAndPlace(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, bo := app.Member(t, "Ana"), app.Member(t, "Bo")
	c := app.Client(t)
	for range members.SignInTries {
		c.Post("/login", credentials(ana, "wrong password")).Want(422)
	}
	p := c.Post("/login", credentials(ana, apptest.Password)).Want(429).Says("Too many tries")
	if p.Header.Get("Retry-After") != "900" {
		t.Errorf("Retry-After is %q", p.Header.Get("Retry-After"))
	}
	upper := url.Values{"email": {strings.ToUpper(ana.Email())}, "password": {apptest.Password}}
	c.Post("/login", upper).Want(429)
	app.Client(t).Post("/login", credentials(bo, apptest.Password)).Want(303)
	app.Clock.Shift(15 * time.Minute)
	c.Post("/login", credentials(ana, apptest.Password)).Want(303)
}

func TestLogin_ParallelGuessesCountToo(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	answers := make(chan int, 20)
	for range 20 {
		go func() { answers <- app.Client(t).Post("/login", credentials(ana, "wrong password")).Status }()
	}
	got := map[int]int{}
	for range 20 {
		got[<-answers]++
	}
	if got[422] != members.SignInTries || got[429] != 20-members.SignInTries {
		t.Errorf("got %v", got)
	}
}

func TestLogin_OfficersNeedTheCodeOfTheMail(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella := app.Officer(t, "Stella", "steward")
	c := app.Client(t)
	if to := c.Post("/login", credentials(stella, apptest.Password)).Want(303).To(); to != "/login/code" {
		t.Fatalf("went to %s", to)
	}
	c.Get("/account").Want(303)
	c.Get("/login/code").Want(200).Says("code of six digits")
	code := regexp.MustCompile(`is (\d{6})\.`).FindStringSubmatch(lastMail(t, app, stella))[1]
	app.Client(t).Post("/login/code", url.Values{"code": {code}}).Want(303) // another browser has begun nothing
	c.Post("/login/code", url.Values{"code": {"x"}}).Want(422).Says("This code is not right.")
	c.Post("/login/code", url.Values{"code": {code}}).Want(303)
	c.Get("/account").Want(200)
	c.Post("/login/code", url.Values{"code": {code}}).Want(303)
	if to := c.Get("/login/code").Want(303).To(); to != "/login" {
		t.Errorf("a used code leads to %s", to)
	}
}

func TestLogin_ACodeIsVoidAfterFiveWrongOnesAndAfterItsTime(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	stella := app.Officer(t, "Stella", "steward")
	c := app.Client(t)
	find := regexp.MustCompile(`is (\d{6})\.`)
	c.Post("/login", credentials(stella, apptest.Password)).Want(303)
	code := find.FindStringSubmatch(lastMail(t, app, stella))[1]
	for range 5 {
		c.Post("/login/code", url.Values{"code": {"0"}}).Want(422)
	}
	c.Post("/login/code", url.Values{"code": {code}}).Want(429)
	app.Clock.Shift(time.Minute)
	c.Post("/login", credentials(stella, apptest.Password)).Want(303)
	code = find.FindStringSubmatch(lastMail(t, app, stella))[1]
	app.Clock.Shift(members.SecondLife)
	c.Post("/login/code", url.Values{"code": {code}}).Want(303)
	c.Get("/account").Want(303)
}

func TestLogin_PolicyCanWaiveTheSecondFactor(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	noSecondFactor(t, app)
	stella := app.Officer(t, "Stella", "steward")
	if to := app.Client(t).Post("/login", credentials(stella, apptest.Password)).Want(303).To(); to != "/" {
		t.Errorf("went to %s", to)
	}
}

func TestAuthenticator_IsAskedForAndEachCodeWorksOnce(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	_, form := c.Get("/account/authenticator").Want(200).Form("form.form")
	secret := form.Get("secret")
	now := func() string {
		code, err := totp.GenerateCode(secret, app.Clock.Now())
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	c.Post("/account/authenticator", url.Values{"secret": {secret}, "code": {"000"}}).Want(422)
	c.Post("/account/authenticator", url.Values{"secret": {"short"}, "code": {"000"}}).Want(422)
	c.Post("/account/authenticator", url.Values{"secret": {secret}, "code": {now()}}).Want(303)
	again := app.Client(t)
	again.Post("/login", credentials(ana, apptest.Password)).Want(303)
	again.Post("/login/code", url.Values{"code": {now()}}).Want(422) // the code that set it up is used
	app.Clock.Shift(time.Minute)
	again.Post("/login/code", url.Values{"code": {now()}}).Want(303)
	again.Get("/account").Want(200)
	c.Get("/account/authenticator").Says("An authenticator is set up.")
	c.Post("/account/authenticator/remove", nil).Want(303)
	if to := app.Client(t).Post("/login", credentials(ana, apptest.Password)).Want(303).To(); to != "/" {
		t.Errorf("went to %s after removal", to)
	}
}

func TestSure_AsksForThePasswordAfterTenMinutes(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	c.Get("/account/authenticator").Want(200)
	app.Clock.Shift(11 * time.Minute)
	to := c.Get("/account/authenticator").Want(303).To()
	if to != "/account/confirm?next=%2Faccount%2Fauthenticator" {
		t.Fatalf("went to %s", to)
	}
	c.Submit(to, "form.form", url.Values{"password": {"wrong password"}}).Want(422).Says("This is not your password.")
	if back := c.Submit(to, "form.form", url.Values{"password": {apptest.Password}}).Want(303).To(); back != "/account/authenticator" {
		t.Errorf("came back to %s", back)
	}
	c.Get("/account/authenticator").Want(200)
}

func TestSession_SlidesForThirtyDaysAndTwelveHoursForOfficers(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	for _, x := range []struct {
		who  *members.Person
		life time.Duration
	}{{app.Member(t, "Ana"), members.SessionLife}, {app.Officer(t, "Theo", "treasurer"), members.OfficerSessionLife}} {
		c := app.As(t, x.who)
		for range 3 { // each use moves the end
			app.Clock.Shift(x.life - time.Minute)
			c.Get("/account").Want(200)
		}
		app.Clock.Shift(x.life)
		c.Get("/account").Want(303)
	}
}

func TestSession_IsReadOnPagesOnly(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	if got := c.Get("/api/collections/users/records/" + ana.Id).Status; got != 403 && got != 404 {
		t.Errorf("the API answers %d to a cookie", got)
	}
}

func TestREST_LetsNobodySignInAndSuperusersMakeNoMembers(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Buyer(t, "Ana")
	c := app.Client(t)
	c.Header.Set("Content-Type", "application/json")
	for path, body := range map[string]string{
		"auth-with-password":     `{"identity":"` + ana.Email() + `","password":"` + apptest.Password + `"}`,
		"request-password-reset": `{"email":"` + ana.Email() + `"}`,
		"request-otp":            `{"email":"` + ana.Email() + `"}`,
	} {
		if got := send(c, "POST", "/api/collections/users/"+path, body); got < 400 {
			t.Errorf("%s: %d", path, got)
		}
	}
	token := superuser(t, app)
	c.Header.Set("Authorization", token)
	for _, x := range []struct{ method, path, body string }{
		{"PATCH", "/api/collections/users/records/" + ana.Id, `{"kind":"member","code":"M099"}`},
		{"DELETE", "/api/collections/users/records/" + ana.Id, ``},
		{"POST", "/api/collections/users/records", `{"name":"x","email":"x@example.org","password":"1234567890","passwordConfirm":"1234567890","kind":"member"}`},
		{"POST", "/api/collections/offices/records", `{"person":"` + ana.Id + `","office":"steward"}`},
		{"POST", "/api/collections/sessions/records", `{"person":"` + ana.Id + `","tokenHash":"x"}`},
	} {
		if got := send(c, x.method, x.path, x.body); got != 403 {
			t.Errorf("%s %s: %d, want 403", x.method, x.path, got)
		}
	}
	if got := send(c, "PATCH", "/api/collections/users/records/"+ana.Id, `{"name":"Anna"}`); got != 200 {
		t.Errorf("a superuser cannot mend a name: %d", got)
	}
}

func superuser(t *testing.T, app *apptest.App) string {
	t.Helper()
	c, err := app.FindCollectionByNameOrId(core.CollectionNameSuperusers)
	if err != nil {
		t.Fatal(err)
	}
	rec := core.NewRecord(c)
	rec.SetEmail("host@example.org")
	rec.SetPassword("a long password")
	if err := app.Save(rec); err != nil {
		t.Fatal(err)
	}
	token, err := rec.NewAuthToken()
	if err != nil {
		t.Fatal(err)
	}
	return token
}
