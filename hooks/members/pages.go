package members

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// signupPage is templates/members/signup.html.
type signupPage struct {
	web.Page
	Form   signupForm
	Closed bool
	Min    int
}

type signupForm struct {
	Name         string `form:"name"`
	Email        string `form:"email"`
	Organisation string `form:"organisation"`
	Password     string `form:"password"`
	Next         string `form:"next"`
}

func (r *Room) showSignup(e *core.RequestEvent) error {
	page := &signupPage{Min: MinPassword, Form: signupForm{Next: e.Request.URL.Query().Get("next")}}
	var err error
	if page.Closed, err = r.closed(e); err != nil {
		return err
	}
	return r.site.Show(e, "members/signup.html", page)
}

func (r *Room) closed(e *core.RequestEvent) (bool, error) {
	if r.Rules.SignupOpen == nil {
		return false, nil
	}
	open, err := r.Rules.SignupOpen(e.App, r.clock.Now())
	return !open, err
}

// signup handles POST /signup. Whether the address had an account cannot be told from the answer.
func (r *Room) signup(e *core.RequestEvent) error {
	page := &signupPage{Min: MinPassword}
	if err := r.site.Read(e, &page.Form); err != nil {
		return r.site.Again(e, "members/signup.html", page, err)
	}
	f := page.Form
	n := Newcomer{Name: f.Name, Email: f.Email, Organisation: f.Organisation, Password: f.Password, Language: r.site.Locale(e).Code}
	if err := r.register(e, n, web.Local(f.Next)); err != nil {
		return r.site.Again(e, "members/signup.html", page, err)
	}
	return e.Redirect(http.StatusSeeOther, "/signup/sent")
}

// register makes the account, within the limits and as far as the rules let people in.
func (r *Room) register(e *core.RequestEvent, n Newcomer, next string) error {
	closed, err := r.closed(e)
	if err != nil {
		return err
	}
	if closed {
		return fault.New(fault.Conflict, "Sign-up is closed at the moment.")
	}
	if err := n.Check(); err != nil {
		return err // a form with a mistake in it sends no mail and is not counted
	}
	if err := errors.Join(r.mails.Take("signup "+strings.ToLower(n.Email)), r.signups.Take(e.RealIP())); err != nil {
		return err
	}
	return r.SignUp(e.App, n, next)
}

// sentPage is templates/members/sent.html, after sign-up and after asking for a new password.
type sentPage struct {
	web.Page
	Signup bool
	Works  bool // a mail server is set
}

func (r *Room) showSent(e *core.RequestEvent) error {
	return r.site.Show(e, "members/sent.html", &sentPage{Signup: strings.HasPrefix(e.Request.URL.Path, "/signup"), Works: r.MailWorks(e.App)})
}

// confirmPage is templates/members/confirm.html: proving a new address, or typing the password again.
type confirmPage struct {
	web.Page
	Signup bool
	Next   string
}

type passwordForm struct {
	Password string `form:"password"`
	Next     string `form:"next"`
}

func (r *Room) showConfirm(e *core.RequestEvent) error {
	if _, err := peek(e.App, r.clock.Now(), forSignup, e.Request.PathValue("token")); err != nil {
		return staleLink(err)
	}
	return r.site.Show(e, "members/confirm.html", &confirmPage{Signup: true})
}

// staleLink says kindly that a link of a mail is used up.
func staleLink(err error) error {
	if fault.Is(err, fault.NotFound) {
		return fault.New(fault.NotFound, "This link has been used, is too old or was replaced by a newer one. Please ask for another.")
	}
	return err
}

// confirm handles POST /signup/confirm/{token}.
func (r *Room) confirm(e *core.RequestEvent) error {
	var form passwordForm
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	p, next, err := r.Confirm(e.App, e.Request.PathValue("token"), form.Password)
	if err != nil {
		return r.site.Again(e, "members/confirm.html", &confirmPage{Signup: true}, staleLink(err))
	}
	if err := r.replaceSession(e, p); err != nil {
		return err
	}
	return r.site.Done(e, web.Local(next), "Welcome, %s. Your account is ready.", p.Name())
}

// loginPage is templates/members/login.html.
type loginPage struct {
	web.Page
	Email, Next string
}

type loginForm struct {
	Email    string `form:"email"`
	Password string `form:"password"`
	Next     string `form:"next"`
}

func (r *Room) showLogin(e *core.RequestEvent) error {
	return r.site.Show(e, "members/login.html", &loginPage{Next: e.Request.URL.Query().Get("next")})
}

// login handles POST /login.
func (r *Room) login(e *core.RequestEvent) error {
	var form loginForm
	if err := r.site.Read(e, &form); err != nil {
		return r.site.Again(e, "members/login.html", &loginPage{}, err)
	}
	p, err := r.authenticate(e, form.Email, form.Password)
	to := ""
	if err == nil {
		to, err = r.enter(e, p, web.Local(form.Next))
	}
	if err != nil {
		return r.site.Again(e, "members/login.html", &loginPage{Email: form.Email, Next: form.Next}, err)
	}
	return e.Redirect(http.StatusSeeOther, to)
}

// codePage is templates/members/code.html.
type codePage struct {
	web.Page
	ByMail bool
	Works  bool
}

func (r *Room) codePage(e *core.RequestEvent) (*codePage, error) {
	t, err := r.waiting(e)
	if err != nil {
		return nil, err
	}
	return &codePage{ByMail: strings.Contains(t.Data, `"`+string(mailFactor)+`"`), Works: r.MailWorks(e.App)}, nil
}

func (r *Room) showCode(e *core.RequestEvent) error {
	page, err := r.codePage(e)
	if fault.Is(err, fault.NotFound) {
		return e.Redirect(http.StatusSeeOther, "/login")
	}
	if err != nil {
		return err
	}
	return r.site.Show(e, "members/code.html", page)
}

// code handles POST /login/code.
func (r *Room) code(e *core.RequestEvent) error {
	var form struct {
		Code string `form:"code"`
	}
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	page, err := r.codePage(e)
	if fault.Is(err, fault.NotFound) {
		return r.site.Done(e, "/login", "That took too long. Please sign in anew.")
	}
	if err != nil {
		return err
	}
	next, err := r.finishSecond(e, strings.ReplaceAll(form.Code, " ", ""))
	if err != nil {
		return r.site.Again(e, "members/code.html", page, err)
	}
	return e.Redirect(http.StatusSeeOther, web.Local(next))
}

// logout handles POST /logout.
func (r *Room) logout(e *core.RequestEvent) error {
	if err := r.SignOut(e); err != nil {
		return err
	}
	return r.site.Done(e, "/", "You are signed out.")
}

// forgotPage is templates/members/forgot.html.
type forgotPage struct {
	web.Page
	Email string
}

func (r *Room) showForgot(e *core.RequestEvent) error {
	return r.site.Show(e, "members/forgot.html", &forgotPage{})
}

// forgot handles POST /password/forgot. The answer does not tell whether the address has an account.
func (r *Room) forgot(e *core.RequestEvent) error {
	page := &forgotPage{}
	var form struct {
		Email string `form:"email"`
	}
	err := r.site.Read(e, &form)
	page.Email = form.Email
	if err == nil {
		var problems fault.Problems
		CheckEmail(&problems, form.Email)
		err = problems.Err()
	}
	if err == nil {
		err = errors.Join(r.mails.Take("reset "+strings.ToLower(form.Email)), r.byAddress.Take("reset "+e.RealIP()))
	}
	if err == nil {
		err = r.AskReset(e.App, form.Email)
	}
	if err != nil {
		return r.site.Again(e, "members/forgot.html", page, err)
	}
	return e.Redirect(http.StatusSeeOther, "/password/sent")
}

// resetPage is templates/members/reset.html.
type resetPage struct {
	web.Page
	Min int
}

func (r *Room) showReset(e *core.RequestEvent) error {
	if _, err := peek(e.App, r.clock.Now(), forReset, e.Request.PathValue("token")); err != nil {
		return staleLink(err)
	}
	return r.site.Show(e, "members/reset.html", &resetPage{Min: MinPassword})
}

// reset handles POST /password/reset/{token}.
func (r *Room) reset(e *core.RequestEvent) error {
	var form passwordForm
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	if err := r.Reset(e.App, e.Request.PathValue("token"), form.Password); err != nil {
		return r.site.Again(e, "members/reset.html", &resetPage{Min: MinPassword}, staleLink(err))
	}
	dropCookie(e)
	return r.site.Done(e, "/login", "Your password is changed and every device signed out. Please sign in.")
}

// nextQuery is where a page sends people after signing in, ready for an address.
func nextQuery(to string) string { return "?next=" + url.QueryEscape(to) }
