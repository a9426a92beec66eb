package members

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// sureFor is how long a typed password is trusted for acts that could hurt.
const sureFor = 10 * time.Minute

// accountPage is templates/members/account.html.
type accountPage struct {
	web.Page
	Me    *Person
	Form  accountForm
	Zones []string
}

type accountForm struct {
	Name         string `form:"name"`
	Organisation string `form:"organisation"`
	Language     string `form:"language"`
	Zone         string `form:"zone"`
	Theme        string `form:"theme"`
}

func (r *Room) checkAccount(f accountForm) error {
	var problems fault.Problems
	CheckName(&problems, f.Name)
	if len([]rune(f.Organisation)) > 120 {
		problems.Add("organisation", "Please keep this under %d characters.", 120)
	}
	CheckZone(&problems, f.Zone, true)
	if f.Language != "" && !r.site.Catalogs().Has(f.Language) {
		problems.Add("language", "Please choose one of the languages.")
	}
	if f.Theme != "" && f.Theme != "light" && f.Theme != "dark" {
		problems.Add("theme", "Please choose light, dark or the system's.")
	}
	return problems.Err()
}

// CheckZone adds a problem under "zone" unless it names a time zone; empty is allowed when it may be.
func CheckZone(problems *fault.Problems, zone string, mayBeEmpty bool) {
	if zone == "" && mayBeEmpty {
		return
	}
	if _, err := time.LoadLocation(zone); err != nil || zone == "" || zone == "Local" {
		problems.Add("zone", "Please choose a time zone from the list, such as Europe/Berlin.")
	}
}

// Zones are the time zones that forms suggest; any other IANA name works too.
var Zones = strings.Fields(`Europe/Amsterdam Europe/Athens Europe/Berlin Europe/Brussels Europe/Bucharest Europe/Budapest
	Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kyiv Europe/Lisbon Europe/Ljubljana Europe/London
	Europe/Luxembourg Europe/Madrid Europe/Oslo Europe/Paris Europe/Prague Europe/Riga Europe/Rome Europe/Sofia
	Europe/Stockholm Europe/Tallinn Europe/Vienna Europe/Vilnius Europe/Warsaw Europe/Zagreb Europe/Zurich Atlantic/Reykjavik
	America/Argentina/Buenos_Aires America/Bogota America/Chicago America/Denver America/Halifax America/Lima
	America/Los_Angeles America/Mexico_City America/New_York America/Santiago America/Sao_Paulo America/Toronto
	America/Vancouver Africa/Accra Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Lagos Africa/Nairobi
	Asia/Bangkok Asia/Dhaka Asia/Dubai Asia/Ho_Chi_Minh Asia/Hong_Kong Asia/Jakarta Asia/Jerusalem Asia/Karachi Asia/Kolkata
	Asia/Manila Asia/Riyadh Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tehran Asia/Tokyo
	Australia/Melbourne Australia/Perth Australia/Sydney Pacific/Auckland UTC`)

func (r *Room) accountPage(e *core.RequestEvent) *accountPage {
	return &accountPage{Me: Viewer(e), Zones: Zones}
}

func (r *Room) showAccount(e *core.RequestEvent) error {
	page := r.accountPage(e)
	me := page.Me
	page.Form = accountForm{Name: me.Name(), Organisation: me.Organisation(), Language: me.Language(), Zone: me.Zone(), Theme: me.Theme()}
	return r.site.Show(e, "members/account.html", page)
}

// account handles POST /account.
func (r *Room) account(e *core.RequestEvent) error {
	page := r.accountPage(e)
	err := r.site.Read(e, &page.Form)
	if err == nil {
		err = r.checkAccount(page.Form)
	}
	if err != nil {
		return r.site.Again(e, "members/account.html", page, err)
	}
	f := page.Form
	err = r.change(e.App, page.Me.Id, func(p *Person) {
		p.SetName(f.Name)
		p.SetOrganisation(f.Organisation)
		p.SetLanguage(f.Language)
		p.SetZone(f.Zone)
		p.SetTheme(f.Theme)
	})
	if err != nil {
		return err
	}
	web.Remember(e, "lang", f.Language)
	web.Remember(e, "theme", f.Theme)
	return r.site.Done(e, "/account", "Saved.")
}

// change edits the person's own record, freshly read, in one transaction.
func (r *Room) change(app core.App, id string, edit func(p *Person)) error {
	return app.RunInTransaction(func(tx core.App) error {
		p, err := ByID(tx, id)
		if err != nil {
			return err
		}
		edit(p)
		p.Set("updated", r.clock.Now())
		if err := tx.Save(p); err != nil {
			return fmt.Errorf("change account: %w", err)
		}
		return nil
	})
}

// keepPreference stores a choice made with the switches at the foot of a page.
func keepPreference(e *core.RequestEvent, name, value string) error {
	p := Viewer(e)
	if p == nil {
		return nil
	}
	field := map[string]string{"lang": "language", "theme": "theme"}[name]
	if field == "" || p.GetString(field) == value {
		return nil
	}
	_, err := e.App.NonconcurrentDB().Update("users", dbx.Params{field: value}, dbx.HashExp{"id": p.Id}).Execute()
	if err != nil {
		return fmt.Errorf("keep preference: %w", err)
	}
	return nil
}

// passwordPage is templates/members/password.html.
type passwordPage struct {
	web.Page
	Min int
}

func (r *Room) showPassword(e *core.RequestEvent) error {
	return r.site.Show(e, "members/password.html", &passwordPage{Min: MinPassword})
}

// password handles POST /account/password: the old one proves that it is the owner who asks.
func (r *Room) password(e *core.RequestEvent) error {
	var form struct {
		Old string `form:"old"`
		New string `form:"new"`
	}
	page := &passwordPage{Min: MinPassword}
	if err := r.site.Read(e, &form); err != nil {
		return r.site.Again(e, "members/password.html", page, err)
	}
	if err := r.ChangePassword(e.App, Viewer(e), CurrentSession(e).Id, form.Old, form.New); err != nil {
		return r.site.Again(e, "members/password.html", page, err)
	}
	return r.site.Done(e, "/account", "Your password is changed. All other devices are signed out.")
}

// ChangePassword replaces the password of somebody who knows it, and ends every session but the one to keep.
func (r *Room) ChangePassword(app core.App, p *Person, keep, old, password string) error {
	if err := r.prove(p, "old", old); err != nil {
		return err
	}
	var problems fault.Problems
	CheckPassword(&problems, "new", password, p.Name(), p.Email())
	if err := problems.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		fresh, err := ByID(tx, p.Id)
		if err != nil {
			return err
		}
		return setPassword(tx, fresh, password, keep, r.clock.Now())
	})
}

// prove checks the person's own password again; guesses are limited as on sign-in.
func (r *Room) prove(p *Person, field, password string) error {
	key := "prove " + p.Id
	if err := r.byAccount.Take(key); err != nil {
		return err
	}
	if !p.ValidatePassword(password) {
		var problems fault.Problems
		problems.Add(field, "This is not your password.")
		return problems.Err()
	}
	r.byAccount.Forgive(key)
	return nil
}

// Sure is the guard for acts that could hurt: the password must have been typed within the last ten minutes.
// Others are asked for it and come back. Use it after SignedIn, Only or Officer.
func (r *Room) Sure(e *core.RequestEvent) error {
	if s := CurrentSession(e); s != nil && r.clock.Now().Sub(s.Confirmed()) < sureFor {
		return e.Next()
	}
	back := "/account"
	if e.Request.Method == http.MethodGet {
		back = e.Request.URL.RequestURI()
	} else if from := e.Request.Header.Get("Referer"); from != "" {
		back = localPath(from)
	}
	return e.Redirect(http.StatusSeeOther, "/account/confirm"+nextQuery(back))
}

// localPath is the path of a page of ours that a form was sent from.
func localPath(from string) string {
	_, rest, found := strings.Cut(from, "://")
	if !found {
		return "/account"
	}
	_, path, _ := strings.Cut(rest, "/")
	return web.Local("/" + path)
}

func (r *Room) showSure(e *core.RequestEvent) error {
	return r.site.Show(e, "members/confirm.html", &confirmPage{Next: e.Request.URL.Query().Get("next")})
}

// sure handles POST /account/confirm.
func (r *Room) sure(e *core.RequestEvent) error {
	var form passwordForm
	err := r.site.Read(e, &form)
	if err == nil {
		err = r.prove(Viewer(e), "password", form.Password)
	}
	if err != nil {
		return r.site.Again(e, "members/confirm.html", &confirmPage{Next: form.Next}, err)
	}
	s := CurrentSession(e)
	s.Set("confirmed", r.clock.Now())
	if err := e.App.Save(s); err != nil {
		return fmt.Errorf("confirm session: %w", err)
	}
	return e.Redirect(http.StatusSeeOther, web.Local(form.Next))
}

// devicesPage is templates/members/devices.html.
type devicesPage struct {
	web.Page
	Devices []device
}

type device struct {
	*Session
	Here bool
}

func (r *Room) showDevices(e *core.RequestEvent) error {
	var list []*Session
	err := e.App.RecordQuery("sessions").AndWhere(dbx.HashExp{"person": Viewer(e).Id}).
		AndWhere(dbx.NewExp("expires > {:now}", dbx.Params{"now": Stamp(r.clock.Now())})).OrderBy("seen DESC", "id").All(&list)
	if err != nil {
		return fmt.Errorf("list sessions: %w", err)
	}
	page := &devicesPage{}
	for _, s := range list {
		page.Devices = append(page.Devices, device{s, s.Id == CurrentSession(e).Id})
	}
	return r.site.Show(e, "members/devices.html", page)
}

// endDevices handles POST /account/devices/end: one session of one's own, or all others.
func (r *Room) endDevices(e *core.RequestEvent) error {
	var form struct {
		ID string `form:"id"`
	}
	if err := r.site.Read(e, &form); err != nil {
		return err
	}
	me, here := Viewer(e).Id, CurrentSession(e).Id
	if form.ID == "" {
		if err := EndSessions(e.App, me, here); err != nil {
			return err
		}
		return r.site.Done(e, "/account/devices", "All other devices are signed out.")
	}
	res, err := e.App.NonconcurrentDB().Delete("sessions", dbx.HashExp{"id": form.ID, "person": me}).Execute()
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(fault.Missing(), err)
	}
	if form.ID == here {
		dropCookie(e)
		return r.site.Done(e, "/", "You are signed out.")
	}
	return r.site.Done(e, "/account/devices", "That device is signed out.")
}

// Browser names the program behind a session in few words, as far as it tells.
func (d device) Browser() string {
	name := "?"
	for _, x := range []struct{ sign, name string }{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"},
		{"Chrom", "Chrome"}, {"Safari/", "Safari"}, {"curl", "curl"}} {
		if strings.Contains(d.Agent(), x.sign) {
			name = x.name
			break
		}
	}
	for _, x := range []struct{ sign, name string }{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},
		{"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"}} {
		if strings.Contains(d.Agent(), x.sign) {
			return name + ", " + x.name
		}
	}
	return name
}
