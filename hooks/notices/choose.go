package notices

import (
	"fmt"
	"net/url"

	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// choicesPage is templates/notices/choices.html.
type choicesPage struct {
	web.Page
	Kinds   []kindRow
	Rhythms []option
	Refused string // why the person's address takes no mail, or ""
	Email   string
	Works   bool
}

// kindRow is one kind of news with what may be chosen about it.
type kindRow struct {
	Name, Title, About string
	Always, Prompt     bool
	Options            []option
}

// option is one radio button.
type option struct {
	Value, Text, Hint string
	Chosen            bool
}

// choices handles GET /account/notices.
func (r *Room) choices(e *core.RequestEvent) error {
	c, err := r.ChoicesOf(e.App, members.Viewer(e).Id)
	if err != nil {
		return err
	}
	page, err := r.choicesPage(e, c)
	if err != nil {
		return err
	}
	return r.site.Show(e, "notices/choices.html", page)
}

func (r *Room) choicesPage(e *core.RequestEvent, c Choices) (*choicesPage, error) {
	me, l := members.Viewer(e), r.site.Locale(e)
	page := &choicesPage{Email: me.Email(), Works: r.sender.Works()}
	for _, k := range r.kinds {
		row := kindRow{Name: k.Name, Title: l.T(k.Title), About: l.T(k.About), Always: k.Always, Prompt: k.Prompt}
		for _, s := range senses {
			row.Options = append(row.Options, option{Value: string(s), Text: l.T(senseNames[s]), Chosen: c.Senses[k.Name] == s})
		}
		page.Kinds = append(page.Kinds, row)
	}
	for _, how := range rhythms {
		page.Rhythms = append(page.Rhythms, option{Value: string(how), Text: l.T(rhythmNames[how]), Hint: l.T(rhythmHints[how]),
			Chosen: c.Rhythm == how})
	}
	var problems []string
	err := e.App.DB().Select("problem").From("mail_refusals").Where(dbx.HashExp{"address": me.Email()}).Column(&problems)
	if err != nil {
		return nil, fmt.Errorf("look whether an address takes mail: %w", err)
	}
	if len(problems) > 0 {
		page.Refused = problems[0]
	}
	return page, nil
}

// chosen reads what was chosen. Kinds that the form does not name keep what they have.
func (r *Room) chosen(form url.Values) Choices {
	c := Choices{Rhythm: Rhythm(form.Get("rhythm")), Senses: map[string]Sense{}}
	for _, k := range r.kinds {
		if form.Has("kind-" + k.Name) {
			c.Senses[k.Name] = Sense(form.Get("kind-" + k.Name))
		}
	}
	return c
}

// choose handles POST /account/notices.
func (r *Room) choose(e *core.RequestEvent) error {
	var none struct{}
	if err := r.site.Read(e, &none); err != nil { // each kind is a field of its own
		return err
	}
	c := r.chosen(e.Request.PostForm)
	if err := r.Choose(e.App, members.Viewer(e), c); err != nil {
		page, err2 := r.choicesPage(e, c)
		if err2 != nil {
			return err2
		}
		return r.site.Again(e, "notices/choices.html", page, err)
	}
	return r.site.Done(e, "/account/notices", "Saved.")
}

// tryAddress handles POST /account/notices/address: mail to the person's own address is tried again.
func (r *Room) tryAddress(e *core.RequestEvent) error {
	_, err := e.App.NonconcurrentDB().Delete("mail_refusals", dbx.HashExp{"address": members.Viewer(e).Email()}).Execute()
	if err != nil {
		return fmt.Errorf("try an address again: %w", err)
	}
	return r.site.Done(e, "/account/notices", "The next mail will be tried at your address.")
}
