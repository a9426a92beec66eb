package setup

import (
	"fmt"
	"slices"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/payments"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// settingsPage is templates/setup/settings.html.
type settingsPage struct {
	web.Page
	Form  settingsForm
	Zones []string
	Hues  []string
}

type settingsForm struct {
	Name     string `form:"name"`
	Tagline  string `form:"tagline"`
	Hue      string `form:"hue"`
	Language string `form:"language"`
	Zone     string `form:"zone"`
	Address  string `form:"address"`
	TaxID    string `form:"taxId"`
	Holder   string `form:"holder"`
	IBAN     string `form:"iban"`
	BIC      string `form:"bic"`
	NoLogo   bool   `form:"noLogo"`
}

// hues are the accents of css/base.css; the first is the house's own.
var hues = []string{"", "sea", "ink", "plum", "rust", "moss"}

var hueNames = map[string]string{
	"": locale.Mark("bottle green"), "sea": locale.Mark("sea"), "ink": locale.Mark("ink"), "plum": locale.Mark("plum"),
	"rust": locale.Mark("rust"), "moss": locale.Mark("moss"),
}

// HueName names an accent for people.
func (p *settingsPage) HueName(hue string) string { return p.T(hueNames[hue]) }

func (r *Room) showSettings(e *core.RequestEvent) error {
	c := r.site.Coop(e.App)
	return r.site.Show(e, "setup/settings.html", &settingsPage{Zones: members.Zones, Hues: hues, Form: settingsForm{
		Name: c.Name, Tagline: c.Tagline, Hue: c.Hue, Language: c.Language, Zone: c.Zone, Address: c.Address, TaxID: c.TaxID,
		Holder: c.Holder, IBAN: c.IBAN, BIC: c.BIC}})
}

// settings handles POST /admin/settings.
func (r *Room) settings(e *core.RequestEvent) error {
	page := &settingsPage{Zones: members.Zones, Hues: hues}
	err := r.site.Read(e, &page.Form)
	var logo *files.Sized
	if err == nil {
		logo, err = r.readLogo(e)
	}
	if err == nil {
		err = r.Change(e.App, members.Viewer(e), page.Form, logo)
	}
	if err != nil {
		return r.site.Again(e, "setup/settings.html", page, err)
	}
	return r.site.Done(e, "/admin/settings", "Saved.")
}

// readLogo opens the uploaded picture outside of any transaction; nil when none was chosen.
func (r *Room) readLogo(e *core.RequestEvent) (*files.Sized, error) {
	uploads := web.Files(e, "logo")
	if len(uploads) == 0 {
		return nil, nil
	}
	sized, err := r.files.ReadPicture(e.Request.Context(), uploads[0])
	if fault.Is(err, fault.Invalid) {
		var problems fault.Problems
		adopt(&problems, "logo", err)
		err = problems.Err()
	}
	return sized, err
}

// Change sets the co-op's particulars, and its logo when one is given. Currency and country stay: books and invoices are written in them.
func (r *Room) Change(app core.App, by *members.Person, f settingsForm, logo *files.Sized) error {
	if err := r.checkSettings(&f); err != nil {
		return err
	}
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		list, err := tx.FindAllRecords("coop")
		if err != nil || len(list) != 1 {
			return fmt.Errorf("change settings of %d co-ops: %w", len(list), err)
		}
		rec := list[0]
		rec.Load(map[string]any{"name": f.Name, "tagline": f.Tagline, "hue": f.Hue, "language": f.Language, "zone": f.Zone,
			"address": f.Address, "taxId": f.TaxID, "holder": f.Holder, "iban": f.IBAN, "bic": f.BIC, "updated": now})
		if err := r.setLogo(tx, rec, by, f.NoLogo, logo); err != nil {
			return err
		}
		changed := changedFields(rec)
		if len(changed) == 0 {
			return nil
		}
		if err := tx.Save(rec); err != nil {
			return fmt.Errorf("change settings: %w", err)
		}
		return members.Audit(tx, now, members.Act{By: by, Office: "steward", Text: locale.Mark("Changed the co-op's settings: %s."),
			Args: []string{strings.Join(changed, ", ")}, Link: "/admin/settings"})
	})
}

// setLogo stores a new picture and drops the one before.
func (r *Room) setLogo(tx core.App, rec *core.Record, by *members.Person, none bool, logo *files.Sized) error {
	old := rec.GetString("logo")
	if logo == nil && (!none || old == "") {
		return nil
	}
	rec.Set("logo", "")
	if logo != nil {
		picture, err := r.files.SavePicture(tx, by.Id, "", logo)
		if err != nil {
			return err
		}
		if err := r.files.Keep(tx, by.Id, picture.Id); err != nil {
			return err
		}
		rec.Set("logo", picture.Id)
	}
	if old == "" {
		return nil
	}
	return r.files.Drop(tx, old)
}

func changedFields(rec *core.Record) []string {
	var list []string
	for _, name := range []string{"name", "tagline", "hue", "language", "zone", "address", "taxId", "holder", "iban", "bic", "logo"} {
		if rec.GetString(name) != rec.Original().GetString(name) {
			list = append(list, name)
		}
	}
	return list
}

// checkSettings reports what is wrong and writes the bank details in their plain form.
func (r *Room) checkSettings(f *settingsForm) error {
	var problems fault.Problems
	if f.Name == "" {
		problems.Add("name", "Please give the co-op a name.")
	}
	for _, x := range []struct {
		field, text string
		most        int
	}{{"name", f.Name, 70}, {"tagline", f.Tagline, 200}, {"address", f.Address, 400}, {"taxId", f.TaxID, 40}, {"holder", f.Holder, 70}} {
		if len([]rune(x.text)) > x.most {
			problems.Add(x.field, "Please keep this under %d characters.", x.most)
		}
	}
	if !slices.Contains(hues, f.Hue) {
		problems.Add("hue", "Please choose one of the colours.")
	}
	if !r.site.Catalogs().Has(f.Language) {
		problems.Add("language", "Please choose one of the languages.")
	}
	members.CheckZone(&problems, f.Zone, false)
	if f.IBAN != "" {
		iban, err := payments.ParseIBAN(f.IBAN)
		if err != nil {
			adopt(&problems, "iban", err)
		} else {
			f.IBAN = string(iban)
		}
	}
	f.BIC = strings.ToUpper(strings.ReplaceAll(f.BIC, " ", ""))
	if f.BIC != "" && len(f.BIC) != 8 && len(f.BIC) != 11 {
		problems.Add("bic", "A BIC has 8 or 11 characters.")
	}
	return problems.Err()
}
