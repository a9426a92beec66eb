package members_test

import (
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
)

func send(c *apptest.Client, method, path, body string) int {
	r := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return c.Do(r).Status
}

func newcomer(email string) url.Values {
	return url.Values{"name": {"Nora Nowak"}, "email": {email}, "password": {"three blue barrels"}}
}

func TestSignUp_ProvesTheAddressBeforeAnyoneIsIn(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.Client(t)
	form := newcomer("Nora@Example.org")
	form.Set("next", "/join")
	if to := c.Post("/signup", form).Want(303).To(); to != "/signup/sent" {
		t.Fatalf("went to %s", to)
	}
	c.Get("/signup/sent").Want(200).Says("Look into your mail")
	nora, err := members.ByEmail(app, "nora@example.org")
	if err != nil || nora.Kind() != members.Client || nora.Verified() {
		t.Fatalf("got %v, %v", nora, err)
	}
	c.Post("/login", url.Values{"email": {"nora@example.org"}, "password": {"three blue barrels"}}).Want(422).Says("Please confirm your address first")
	path := link(t, lastMail(t, app, nora))
	c.Submit(path, "form.form", url.Values{"password": {"somebody else's"}}).Want(422).Says("not the password chosen")
	if to := c.Submit(path, "form.form", url.Values{"password": {"three blue barrels"}}).Want(303).To(); to != "/" && to != "/join" {
		t.Errorf("went to %s", to)
	}
	c.Get("/account").Want(200).Says("nora@example.org")
	app.Client(t).Get(path).Want(404).Says("This link has been used")
}

func TestSignUp_DoesNotTellWhetherAnAddressIsKnown(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	for _, email := range []string{ana.Email(), "new@example.org"} {
		if to := app.Client(t).Post("/signup", newcomer(email)).Want(303).To(); to != "/signup/sent" {
			t.Errorf("%s: went to %s", email, to)
		}
	}
	if text := lastMail(t, app, ana); !strings.Contains(text, "You already have an account") {
		t.Errorf("Ana reads %s", text)
	}
	same, err := members.ByEmail(app, ana.Email())
	if err != nil || same.Name() != "Ana" || !same.ValidatePassword(apptest.Password) {
		t.Error("somebody else's sign-up changed Ana's account")
	}
}

func TestSignUp_AnUnprovenAccountBelongsToTheLastWhoAsked(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.Client(t)
	c.Post("/signup", newcomer("v@example.org")).Want(303)
	p, err := members.ByEmail(app, "v@example.org")
	if err != nil {
		t.Fatal(err)
	}
	first := link(t, lastMail(t, app, p))
	app.Clock.Shift(time.Minute)
	second := newcomer("v@example.org")
	second.Set("password", "four green barrels")
	c.Post("/signup", second).Want(303)
	c.Get(first).Want(404)
	c.Submit(link(t, lastMail(t, app, p)), "form.form", url.Values{"password": {"three blue barrels"}}).Want(422)
}

func TestSignUp_RefusesBadInputAndKeepsIt(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	for name, x := range map[string]struct{ field, value, says string }{
		"no name":           {"name", "", "Please write your name."},
		"long name":         {"name", strings.Repeat("n", 81), "Please keep this under 80 characters."},
		"no address":        {"email", "nora", "Please write an e-mail address"},
		"two addresses":     {"email", "a@example.org, b@example.org", "Please write an e-mail address"},
		"name in address":   {"email", "Nora <nora@example.org>", "Please write an e-mail address"},
		"short password":    {"password", "short", "at least 10 characters"},
		"long password":     {"password", strings.Repeat("long ", 20), "a shorter password"},
		"one letter":        {"password", "aaaaaaaaaaaa", "too easy to guess"},
		"address as secret": {"password", "nora@example.org", "too easy to guess"},
	} {
		form := newcomer("nora@example.org")
		form.Set(x.field, x.value)
		page := app.Client(t).Post("/signup", form).Want(422).Says(x.says)
		if got := page.HTML().Find("#name").AttrOr("value", ""); got != form.Get("name") {
			t.Errorf("%s: the name is %q now", name, got)
		}
		page.Hides("three blue barrels")
	}
	app.Client(t).Post("/signup", url.Values{"name": {"a\x00b"}}).Want(422)
	app.Client(t).Post("/signup", url.Values{"name": {"\xff"}}).Want(422)
	if mails(t, app) != 0 {
		t.Error("a refused form sent mail")
	}
}

func TestReset_WorksOnceAndEndsEverySession(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	elsewhere := app.As(t, ana)
	c := app.Client(t)
	c.Submit("/password/forgot", "form.form", url.Values{"email": {ana.Email()}}).Want(303)
	path := link(t, lastMail(t, app, ana))
	c.Submit(path, "form.form", url.Values{"password": {"short"}}).Want(422)
	c.Submit(path, "form.form", url.Values{"password": {"a whole new sentence"}}).Want(303)
	elsewhere.Get("/account").Want(303)
	c.Get(path).Want(404)
	c.Post(path, url.Values{"password": {"an attacker's sentence"}}).Want(404)
	c.Post("/login", credentials(ana, apptest.Password)).Want(422)
	c.Post("/login", credentials(ana, "a whole new sentence")).Want(303)
}

func TestReset_LinkEndsAfterAnHourAndWithANewerOne(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.Client(t)
	ask := func() string {
		c.Post("/password/forgot", url.Values{"email": {ana.Email()}}).Want(303)
		app.Clock.Shift(time.Second)
		return link(t, lastMail(t, app, ana))
	}
	first, second := ask(), ask()
	c.Get(first).Want(404)
	c.Get(second).Want(200)
	app.Clock.Shift(members.ResetLife)
	c.Get(second).Want(404)
	c.Post(second, url.Values{"password": {"a whole new sentence"}}).Want(404)
}

func TestReset_AnswersAlikeForUnknownAddresses(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	for _, email := range []string{ana.Email(), "nobody@example.org"} {
		if to := app.Client(t).Post("/password/forgot", url.Values{"email": {email}}).Want(303).To(); to != "/password/sent" {
			t.Errorf("went to %s", to)
		}
	}
	if n := mails(t, app); n != 1 {
		t.Errorf("%d mails", n)
	}
	for range 5 {
		app.Client(t).Post("/password/forgot", url.Values{"email": {"nobody@example.org"}}).Want(303)
	}
	app.Client(t).Post("/password/forgot", url.Values{"email": {"nobody@example.org"}}).Want(429)
}

func TestPassword_ChangeNeedsTheOldOneAndEndsOtherSessions(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	here, there := app.As(t, ana), app.As(t, ana)
	here.Submit("/account/password", "form.form", url.Values{"old": {"wrong"}, "new": {"a whole new sentence"}}).Want(422).Says("This is not your password.")
	there.Get("/account").Want(200)
	here.Submit("/account/password", "form.form", url.Values{"old": {apptest.Password}, "new": {"a whole new sentence"}}).Want(303)
	here.Get("/account").Want(200)
	there.Get("/account").Want(303)
}

func TestDevices_OnlyOnesOwnCanBeEnded(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, bo := app.Member(t, "Ana"), app.Member(t, "Bo")
	here, there, other := app.As(t, ana), app.As(t, ana), app.As(t, bo)
	page := here.Get("/account/devices").Want(200).Says("this one", "Sign out all others")
	var ids []string
	for _, n := range page.HTML().Find("li input[name=id]").EachIter() {
		ids = append(ids, n.AttrOr("value", ""))
	}
	if len(ids) != 2 {
		t.Fatalf("devices: %v", ids)
	}
	for _, id := range ids {
		other.Post("/account/devices/end", url.Values{"id": {id}}).Want(404)
	}
	here.Post("/account/devices/end", nil).Want(303)
	here.Get("/account").Want(200)
	there.Get("/account").Want(303)
	other.Get("/account").Want(200)
	_, form := here.Get("/account/devices").Form("li form")
	here.Post("/account/devices/end", form).Want(303)
	here.Get("/account").Want(303)
}

func TestAccount_KeepsLanguageZoneAndColours(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	form := url.Values{"name": {"Ana Ångström"}, "language": {"de"}, "zone": {"Asia/Tokyo"}, "theme": {"dark"}}
	c.Submit("/account", "form.form", form).Want(303)
	page := c.Get("/account").Want(200).Says("Dein Konto")
	if page.HTML().Find("html").AttrOr("data-theme", "") != "dark" || page.HTML().Find("html").AttrOr("lang", "") != "de" {
		t.Error("the page is not dark or not German")
	}
	for field, bad := range map[string]string{"name": "", "language": "xx", "zone": "Mars/Base", "theme": "pink"} {
		wrong := url.Values{"name": {"Ana"}, "zone": {""}}
		wrong.Set(field, bad)
		c.Post("/account", wrong).Want(422)
	}
	c.Post("/preferences", url.Values{"lang": {"en"}, "back": {"/account"}}).Want(303)
	c.Get("/account").Says("Your account")
}

func TestPerson_CodeStaysAndMembersAreNotDeleted(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	ana.SetCode("M999")
	if err := app.Save(ana); !fault.Is(err, fault.Conflict) {
		t.Errorf("a code was changed: %v", err)
	}
	ana, err := members.ByID(app, ana.Id)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Delete(ana); !fault.Is(err, fault.Conflict) {
		t.Errorf("a member was deleted: %v", err)
	}
	if got := app.Site.Coop(app).Members; got != 1 {
		t.Errorf("the co-op counts %d members", got)
	}
	ana.SetKind(members.Former)
	if err := app.Save(ana); err != nil {
		t.Fatal(err)
	}
	if got := app.Site.Coop(app).Members; got != 0 {
		t.Errorf("the co-op counts %d members after one left", got)
	}
}

func TestSignUp_CannotFloodAnAddressWithMail(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.Client(t)
	known := app.Member(t, "Ana").Email()
	for _, email := range []string{known, "victim@example.org"} {
		got := map[int]int{}
		for range 8 {
			got[c.Post("/signup", newcomer(email)).Status]++
			app.Clock.Shift(time.Second)
		}
		if got[303] != 6 || got[429] != 2 {
			t.Errorf("%s: answers %v", email, got)
		}
	}
	got := map[int]int{}
	for range 8 {
		got[c.Post("/login", url.Values{"email": {"victim@example.org"}, "password": {"three blue barrels"}}).Status]++
	}
	if got[422] != 6 || got[429] != 2 {
		t.Errorf("signing in unconfirmed: answers %v", got)
	}
}
