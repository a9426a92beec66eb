package e2e

import (
	"context"
	"net/http"
	"regexp"
	"testing"
	"time"

	"cooperage/hooks/apptest"
)

const (
	firstPassword = "seven green barrels stand"
	newPassword   = "eight brown staves bend well"
)

var mailedLink = regexp.MustCompile(`https?://[^/\s]+(/(?:signup/confirm|password/reset)/\w+)`)

// lastLink is the address in the newest mail to the person, as the steward reads it at /admin/mail.
func lastLink(t *testing.T, s *Server, steward *Tab, name string) string {
	t.Helper()
	if err := s.Notices.Drain(context.Background(), s.App); err != nil {
		t.Fatal(err)
	}
	steward.Go("/admin/mail?state=kept", http.StatusOK).Says(name)
	steward.SendOn(`main tbody tr:first-child a`, http.StatusOK).Says(name)
	found := mailedLink.FindStringSubmatch(steward.Text())
	if found == nil {
		t.Fatalf("the mail has no link: %s", steward.Text())
	}
	return found[1]
}

func TestPeople_SignUpSignInAndJoin(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		s.Member(t, "Amara Oyelaran")
		steward := s.OpenAs(t, look, s.Officer(t, "Ingrid Solheim", "steward"))
		tab := s.Open(t, look)
		signUp(t, s, tab, steward)
		tab.SignOut()
		limit(t, s, tab)
		devices(t, s, tab, look)
		reset(t, s, tab, steward)
		admission(t, s, tab, steward)
	})
}

// signUp makes an account, with one wrong turn, and confirms its address by the link of the mail.
func signUp(t *testing.T, s *Server, tab, steward *Tab) {
	t.Helper()
	tab.Go("/join", 200).Send("Make an account", 200)
	tab.Fill("name", "Clara Ng").Fill("email", "clara@example.org").Fill("organisation", "Fjell Seeds").Fill("password", "password1234")
	tab.Submit("/signup", 422).Says("This password is too easy to guess.").Holds("name", "Clara Ng", "email", "clara@example.org", "organisation", "Fjell Seeds", "password", "")
	tab.Fill("password", firstPassword).Submit("/signup", 200)
	if got := tab.Path(); got != "/signup/sent" {
		t.Fatalf("after signing up got %s, want /signup/sent", got)
	}
	link := lastLink(t, s, steward, "Clara Ng")
	tab.Go(link, 200).Fill("password", "a guess that is wrong").Submit("/signup/confirm/", 422)
	tab.Fill("password", firstPassword).Submit("/signup/confirm/", 200).Says("Welcome, Clara Ng")
	if got := tab.Path(); got != "/join" {
		t.Errorf("after confirming got %s, want /join, where it began", got)
	}
	tab.Go(link, 404).Says("This link has been used")
}

// limit guesses a password too often: the sixth try is refused, even with the right one, until time has passed.
func limit(t *testing.T, s *Server, tab *Tab) {
	t.Helper()
	tab.Go("/login", 200)
	for range 5 {
		tab.Fill("email", "clara@example.org").Fill("password", "wrong guess again")
		if got := tab.Press(`main form[action^="/login"] button`); got != 422 {
			t.Fatalf("a wrong password got status %d, want 422: %s", got, tab.Text())
		}
		tab.Says("The address or the password is not right.").Holds("email", "clara@example.org", "password", "")
	}
	tab.Fill("password", firstPassword).Submit("/login", 429).Says("Too many tries. Please wait 15 minutes.")
	s.Clock.Shift(15 * time.Minute)
	tab.Go("/login?next=/account", 200).Fill("email", "clara@example.org").Fill("password", firstPassword).Submit("/login", 200)
	tab.Holds("name", "Clara Ng")
}

// devices signs in elsewhere and ends that session from the list.
func devices(t *testing.T, s *Server, tab *Tab, look Look) {
	t.Helper()
	other := s.Open(t, look)
	other.Go("/account", 200)
	if got := other.Path(); got != "/login?next=%2Faccount" {
		t.Fatalf("a guest at /account got %s, want the sign-in", got)
	}
	other.Fill("email", "clara@example.org").Fill("password", firstPassword).Submit("/login", 200)
	if got := other.Path(); got != "/account" {
		t.Fatalf("after signing in got %s, want /account", got)
	}
	tab.Go("/account/devices", 200)
	if got := eval[int](tab, `document.querySelectorAll('main form[action="/account/devices/end"] [name=id]').length`); got != 2 {
		t.Fatalf("got %d devices, want two: %s", got, tab.Text())
	}
	tab.SendOn(`main li:not(:has(.badge)) form[action="/account/devices/end"] button`, 200).Says("That device is signed out.")
	other.Go("/account", 200)
	if got := other.Path(); got != "/login?next=%2Faccount" {
		t.Errorf("an ended session got %s, want the sign-in", got)
	}
	tab.Go("/account", 200).Holds("name", "Clara Ng")
}

// reset changes a forgotten password by the link of the mail, which ends every session.
func reset(t *testing.T, s *Server, tab, steward *Tab) {
	t.Helper()
	guest := s.Open(t, tab.look)
	guest.Go("/password/forgot", 200).Fill("email", "nobody@example.org").Submit("/password/forgot", 200)
	unknown := guest.Text()
	guest.Go("/password/forgot", 200).Fill("email", "clara@example.org").Submit("/password/forgot", 200)
	if known := guest.Text(); known != unknown {
		t.Errorf("asking for a known address says %q, for an unknown one %q; want the same", known, unknown)
	}
	link := lastLink(t, s, steward, "Clara Ng")
	guest.Go(link, 200).Fill("password", "1234567890").Submit("/password/reset/", 422)
	guest.Fill("password", newPassword).Submit("/password/reset/", 200).Says("Your password is changed")
	guest.Go(link, 404)
	tab.Go("/account", 200)
	if got := tab.Path(); got != "/login?next=%2Faccount" {
		t.Fatalf("after a reset the old session got %s, want the sign-in", got)
	}
	tab.Fill("email", "clara@example.org").Fill("password", firstPassword).Submit("/login", 422)
	tab.Fill("password", newPassword).Submit("/login", 200)
}

// admission applies to the co-op; the steward reads the application and admits.
func admission(t *testing.T, s *Server, tab, steward *Tab) {
	t.Helper()
	const statement = "I draw seeds and the plants they become, from life, slowly, and I want to share the rules I work under."
	tab.Go("/join", 200).Fill("craft", "Illustration").Fill("links", "my website").Fill("statement", statement)
	tab.Submit("/join", 422).Holds("craft", "Illustration", "links", "my website", "statement", statement)
	tab.Fill("links", "https://clara.example.org").Submit("/join", 200).Says("Your application is with the members now.")
	steward.Go("/applications", 200).Says("Clara Ng")
	steward.SendOn(`main a[href^="/applications/"]`, 200).Says("I draw seeds", "Illustration")
	steward.SendOn(`main form[action$="/admit"] button`, 200).Says("Clara Ng is a member now")
	tab.Go("/join", 200)
	tab.Go("/applications", 200) // for members only
	tab.Go("/notices", 200)
}
