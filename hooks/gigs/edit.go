package gigs

import (
	"slices"
	"strconv"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// editPage is templates/gigs/edit.html.
type editPage struct {
	web.Page
	Form         gigForm
	Gig          *Gig // nil for a new one
	Shown        []files.Shown
	Crafts       []profiles.Label
	Industries   []profiles.Label
	AllLanguages []profiles.Label
	Tiers        []Tier
	Currency     string
}

// Action is where the form is sent.
func (p *editPage) Action() string {
	if p.Gig == nil {
		return "/gigs"
	}
	return p.Gig.URL()
}

// Limits of the form, for its controls.
func (p *editPage) MaxTitle() int { return MaxTitleChars }

// MaxName is the longest name of a package.
func (p *editPage) MaxName() int { return MaxNameChars }

// MaxDescription is the longest description of a package.
func (p *editPage) MaxDescription() int { return MaxDescriptionChars }

// MaxAlt is the longest description of a picture.
func (p *editPage) MaxAlt() int { return files.MaxAltChars }

// PictureTypes is what the file input accepts.
func (p *editPage) PictureTypes() string { return files.PictureTypes }

// Removed reports whether the picture was marked to be taken out.
func (p *editPage) Removed(id string) bool { return contains(p.Form.Remove, id) }

// AltOf is the description typed for the nth picture that is shown.
func (p *editPage) AltOf(n int) string {
	if i := slices.Index(p.Form.Picture, p.Shown[n].ID); i >= 0 {
		return nth(p.Form.Alt, i)
	}
	return p.Shown[n].Alt
}

// Ordinal numbers the nth picture for readers.
func (p *editPage) Ordinal(n int) string { return strconv.Itoa(n + 1) }

func (p pages) editor(form gigForm, gig *Gig, currency string) *editPage {
	return &editPage{Form: form, Gig: gig, Currency: currency, Crafts: profiles.Crafts, Industries: profiles.Industries,
		AllLanguages: profiles.Languages, Tiers: Tiers}
}

// blank handles GET /gigs/new.
func (p pages) blank(e *core.RequestEvent) error {
	return p.site.Show(e, "gigs/edit.html", p.editor(gigForm{PackageRounds: []string{"1"}}, nil, p.site.Coop(e.App).Currency))
}

// create handles POST /gigs.
func (p pages) create(e *core.RequestEvent) error {
	currency := p.site.Coop(e.App).Currency
	page, offer, err := p.read(e, nil, currency)
	if err != nil {
		return p.again(e, page, err)
	}
	who := members.Viewer(e)
	slug, err := records.Once(e.App, records.FormKey(e.Request, who.Id), func(tx core.App) (string, error) {
		gig, err := p.Write(tx, who, currency, offer)
		if err == nil && page.Form.Publish {
			err = p.Publish(tx, who, gig)
		}
		if err != nil {
			return "", err
		}
		return gig.Slug(), nil
	})
	if err != nil {
		return p.again(e, page, err)
	}
	return p.saved(e, "/gigs/"+slug, page.Form.Publish)
}

// edit handles GET /gigs/{slug}/edit.
func (p pages) edit(e *core.RequestEvent) error {
	gig, err := p.own(e)
	if err != nil {
		return err
	}
	offer, err := OfferOf(e.App, gig)
	if err != nil {
		return err
	}
	page := p.editor(formOf(offer), gig, gig.Currency())
	if page.Shown, err = files.Pictures(e.App, gig.Pictures()); err != nil {
		return err
	}
	return p.site.Show(e, "gigs/edit.html", page)
}

// save handles POST /gigs/{slug}.
func (p pages) save(e *core.RequestEvent) error {
	gig, err := p.own(e)
	if err != nil {
		return err
	}
	page, offer, err := p.read(e, gig, gig.Currency())
	if err != nil {
		return p.again(e, page, err)
	}
	who := members.Viewer(e)
	err = e.App.RunInTransaction(func(tx core.App) error {
		if err := p.Edit(tx, who, gig, offer); err != nil || !page.Form.Publish {
			return err
		}
		return p.Publish(tx, who, gig)
	})
	if err != nil {
		return p.again(e, page, err)
	}
	return p.saved(e, gig.URL(), page.Form.Publish || gig.Offered())
}

func (p pages) saved(e *core.RequestEvent, to string, public bool) error {
	if public {
		return p.site.Done(e, to, "Published. Everyone can find it now.")
	}
	return p.site.Done(e, to, "Saved. This is how others will see it; only you do so far.")
}

// again shows the form with what is wrong with it. Everything typed and every picture sent is still there.
func (p pages) again(e *core.RequestEvent, page *editPage, problem error) error {
	var err error
	if page.Shown, err = files.Pictures(e.App, page.Form.Picture); err != nil {
		return err
	}
	return p.site.Again(e, "gigs/edit.html", page, problem)
}

// read reads the form with its pictures. The page holds what was typed, also when err says what is wrong with it.
func (p pages) read(e *core.RequestEvent, gig *Gig, currency string) (*editPage, Offer, error) {
	page := p.editor(gigForm{}, gig, currency)
	if err := p.site.Read(e, &page.Form); err != nil {
		return page, Offer{}, err
	}
	problems := p.take(e, &page.Form)
	offer, more := page.Form.offer(currency)
	return page, offer, append(problems, more...).Err()
}

// take stores the pictures that came with the form and lists them in it, so that a refused form keeps them.
func (p pages) take(e *core.RequestEvent, form *gigForm) fault.Problems {
	var problems fault.Problems
	owner := members.Viewer(e).Id
	form.Picture = mine(e.App, owner, form)
	for _, upload := range web.Files(e, "pictures") {
		if len(form.Picture)-len(form.Remove) >= MaxPictures {
			problems.Add("pictures", "A gig may have at most %d pictures.", MaxPictures)
			break
		}
		sized, err := p.files.ReadPicture(e.Request.Context(), upload)
		if err == nil {
			var saved *files.Picture
			if saved, err = p.files.SavePicture(e.App, owner, "", sized); err == nil {
				form.Picture, form.Alt = append(form.Picture, saved.Id), append(form.Alt, "")
				continue
			}
		}
		f := fault.As(err)
		if f == nil {
			e.App.Logger().Error("save picture", "error", err.Error())
			f = fault.New(fault.Invalid, "This picture could not be stored. Please try again.")
		}
		problems.Add("pictures", f.Text, f.Args...)
		break
	}
	return problems
}

// mine keeps of the form's pictures those that are the person's, in their order, with their descriptions in step.
func mine(app core.App, owner string, form *gigForm) []string {
	var ids, alts []string
	for i, id := range form.Picture {
		p, err := files.PictureByID(app, id)
		if err == nil && p.Owner() == owner && !contains(ids, id) {
			ids, alts = append(ids, id), append(alts, nth(form.Alt, i))
		}
	}
	form.Alt = alts
	return ids
}

// own finds the gig of the address, if it is the viewer's.
func (p pages) own(e *core.RequestEvent) (*Gig, error) {
	gig, err := BySlug(e.App, e.Request.PathValue("slug"))
	if err != nil {
		return nil, err
	}
	if gig.Owner() != members.Viewer(e).Id {
		return nil, fault.Missing()
	}
	return gig, nil
}

// publish handles POST /gigs/{slug}/publish. What is missing is shown in the form.
func (p pages) publish(e *core.RequestEvent) error {
	gig, err := p.own(e)
	if err != nil {
		return err
	}
	err = p.Publish(e.App, members.Viewer(e), gig)
	if fault.Is(err, fault.Invalid) {
		offer, readErr := OfferOf(e.App, gig)
		if readErr != nil {
			return readErr
		}
		return p.again(e, p.editor(formOf(offer), gig, gig.Currency()), err)
	}
	if err != nil {
		return err
	}
	return p.saved(e, gig.URL(), true)
}

// pause handles POST /gigs/{slug}/pause.
func (p pages) pause(e *core.RequestEvent) error {
	gig, err := p.own(e)
	if err != nil {
		return err
	}
	if err := p.Pause(e.App, members.Viewer(e), gig); err != nil {
		return err
	}
	return p.site.Done(e, gig.URL(), "Paused. Nobody can find or order it until you publish it again.")
}

// discardPage is templates/gigs/discard.html.
type discardPage struct {
	web.Page
	Gig *Gig
}

// askDiscard handles GET /gigs/{slug}/discard.
func (p pages) askDiscard(e *core.RequestEvent) error {
	gig, err := p.own(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "gigs/discard.html", &discardPage{Gig: gig})
}

// discard handles POST /gigs/{slug}/discard.
func (p pages) discard(e *core.RequestEvent) error {
	gig, err := p.own(e)
	if err != nil {
		return err
	}
	title := gig.Title()
	if err := p.Discard(e.App, members.Viewer(e), gig); err != nil {
		return err
	}
	return p.site.Done(e, "/gigs/mine", "The draft “%s” is gone.", title)
}
