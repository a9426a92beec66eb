package profiles

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Routes adds the directory and the pages where members write about themselves.
func (r *Room) Routes(g *web.Group) {
	p := pages{r}
	g.GET("/members", p.list)
	g.GET("/profile", p.edit).BindFunc(members.Only)
	g.POST("/profile", p.save).BindFunc(members.Only)
	g.GET("/profile/skills", p.skills).BindFunc(members.Only)
	g.POST("/profile/skills", p.hide).BindFunc(members.Only)
	g.GET("/skills", p.gaps).BindFunc(members.Only)
	g.POST("/members/{handle}/skills", p.endorse).BindFunc(members.SignedIn)
	g.GET("/profile/works/new", p.blankWork).BindFunc(members.Only)
	g.POST("/profile/works", p.addWork).BindFunc(members.Only)
	g.GET("/profile/works/{id}", p.editWork).BindFunc(members.Only)
	g.POST("/profile/works/{id}", p.saveWork).BindFunc(members.Only)
	g.POST("/profile/works/{id}/remove", p.removeWork).BindFunc(members.Only)
}

type pages struct{ *Room }

// listPage is templates/profiles/list.html.
type listPage struct {
	web.Page
	Found
	Words, Craft string
	OpenOnly     bool
	Crafts       []Label
	First        string
	NextPage     string
}

// Narrowed reports whether words or filters are set.
func (p *listPage) Narrowed() bool { return p.Words != "" || p.Craft != "" || p.OpenOnly }

// list handles GET /members.
func (p pages) list(e *core.RequestEvent) error {
	in := e.Request.URL.Query()
	page := &listPage{Words: strings.TrimSpace(in.Get("q")), Craft: in.Get("craft"), OpenOnly: in.Get("open") != "", Crafts: Crafts}
	q := Query{Words: page.Words, Craft: page.Craft, Open: page.OpenOnly, After: in.Get("after")}
	var problems fault.Problems
	if utf8.RuneCountInString(q.Words) > 100 {
		problems.Add("q", "This may have at most %d characters.", 100)
		q.Words = ""
	}
	if q.Craft != "" && !Known(Crafts, q.Craft) {
		problems.Add("craft", "Please choose one of the list.")
		q.Craft = ""
	}
	var err error
	if page.Found, err = Find(e.Request.Context(), e.App, q); err != nil {
		return err
	}
	if q.After != "" {
		page.First = page.address("")
	}
	if page.Next != "" {
		page.NextPage = page.address(page.Next)
	}
	if err := problems.Err(); err != nil {
		return p.site.Again(e, "profiles/list.html", page, err)
	}
	return p.site.Show(e, "profiles/list.html", page)
}

func (p *listPage) address(after string) string {
	q := url.Values{}
	for name, value := range map[string]string{"q": p.Words, "craft": p.Craft, "after": after} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if p.OpenOnly {
		q.Set("open", "1")
	}
	return "/members?" + q.Encode()
}

// profileForm is the form of a profile as it was typed.
type profileForm struct {
	Headline  string   `form:"headline"`
	Body      string   `form:"body"`
	Craft     string   `form:"craft"`
	Skills    string   `form:"skills"`
	Wanted    string   `form:"wanted"`
	Languages []string `form:"language"`
	Levels    []string `form:"level"`
	Rate      string   `form:"rate"`
	RateUnit  string   `form:"rateUnit"`
	Location  string   `form:"location"`
	Open      bool     `form:"open"`
	NoFace    bool     `form:"noFace"`
}

// Spoken are the rows of the form for languages, always some more than filled.
func (f profileForm) Spoken() []Spoken {
	rows := make([]Spoken, max(4, len(f.Languages)))
	for i := range rows {
		rows[i] = Spoken{Code: nth(f.Languages, i), Level: nth(f.Levels, i)}
	}
	return rows
}

func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// about reads what was typed.
func (f profileForm) about(currency string) (About, fault.Problems) {
	var p fault.Problems
	a := About{Headline: f.Headline, Body: f.Body, Craft: f.Craft, RateUnit: f.RateUnit, Location: f.Location, Open: f.Open,
		Rate: money.Amount{Currency: currency}}
	a.Skills, a.Wanted = words(f.Skills), words(f.Wanted)
	for _, s := range f.Spoken() {
		if s.Code != "" {
			a.Languages = append(a.Languages, s)
		}
	}
	if f.Rate != "" {
		var err error
		if a.Rate, err = money.Parse(f.Rate, currency); err != nil {
			p.Add("rate", "Please give a price above zero, such as 480 or 480.00.")
		}
	}
	return a, a.check(p)
}

// words splits a list at its commas and lines.
func words(typed string) []string {
	var list []string
	for s := range strings.SplitSeq(strings.ReplaceAll(typed, "\n", ","), ",") {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			list = append(list, s)
		}
	}
	return list
}

func formOf(p *Profile) profileForm {
	f := profileForm{Headline: p.Headline(), Body: p.Body(), Craft: p.Craft(), Skills: strings.Join(p.Skills(), ", "),
		RateUnit: p.RateUnit(), Location: p.Location(), Open: p.Open()}
	for _, s := range p.Languages() {
		f.Languages, f.Levels = append(f.Languages, s.Code), append(f.Levels, s.Level)
	}
	if !p.Rate().IsZero() {
		f.Rate = p.Rate().Decimal()
	}
	return f
}

// editPage is templates/profiles/edit.html.
type editPage struct {
	web.Page
	Form         profileForm
	Crafts       []Label
	AllLanguages []Label
	AllLevels    []Label
	Works        []Shown
	PictureTypes string
	Portrait     string // address of the present portrait, or ""
	Handle       string
}

// Name is the viewer's own, for the portrait.
func (p *editPage) Name() string { return p.Viewer.Name }

func (p pages) editor(e *core.RequestEvent, form profileForm) (*editPage, error) {
	who := members.Viewer(e)
	works, _, err := SealedOf(e.App, who.Id, p.clock.Now())
	return &editPage{Form: form, Crafts: Crafts, AllLanguages: Languages, AllLevels: Levels, Works: works,
		PictureTypes: files.PictureTypes, Portrait: files.URL(who.Portrait(), files.Tile), Handle: who.Handle()}, err
}

// edit handles GET /profile.
func (p pages) edit(e *core.RequestEvent) error {
	form := profileForm{RateUnit: "hour", Open: true}
	profile, err := ByPerson(e.App, members.Viewer(e).Id)
	if err == nil {
		form = formOf(profile)
		skills, err := WantedBy(e.App, members.Viewer(e).Id)
		if err != nil {
			return err
		}
		form.Wanted = strings.Join(skills, ", ")
	} else if !fault.Is(err, fault.NotFound) {
		return err
	}
	page, err := p.editor(e, form)
	if err != nil {
		return err
	}
	return p.site.Show(e, "profiles/edit.html", page)
}

// save handles POST /profile.
func (p pages) save(e *core.RequestEvent) error {
	var form profileForm
	readErr := p.site.Read(e, &form)
	page, err := p.editor(e, form)
	if err != nil {
		return err
	}
	if readErr != nil {
		return p.site.Again(e, "profiles/edit.html", page, readErr)
	}
	currency := p.site.Coop(e.App).Currency
	about, problems := form.about(currency)
	face, refused := p.take(e, "portrait")
	problems = append(problems, refused...)
	if err := problems.Err(); err != nil {
		return p.site.Again(e, "profiles/edit.html", page, err)
	}
	who := members.Viewer(e)
	err = e.App.RunInTransaction(func(tx core.App) error {
		if _, err := p.Save(tx, who, about); err != nil {
			return err
		}
		if face == "" && !form.NoFace {
			return nil
		}
		return p.Face(tx, who, face)
	})
	if err != nil {
		return p.site.Again(e, "profiles/edit.html", page, err)
	}
	return p.site.Done(e, "/members/"+who.Handle(), "Your profile is saved.")
}

// take stores the picture that came with a form and returns its id, "" when there was none.
func (p pages) take(e *core.RequestEvent, field string) (string, fault.Problems) {
	uploads := web.Files(e, field)
	if len(uploads) == 0 {
		return "", nil
	}
	var problems fault.Problems
	sized, err := p.files.ReadPicture(e.Request.Context(), uploads[0])
	if err == nil {
		var saved *files.Picture
		if saved, err = p.files.SavePicture(e.App, members.Viewer(e).Id, "", sized); err == nil {
			return saved.Id, nil
		}
	}
	f := fault.As(err)
	if f == nil {
		e.App.Logger().Error("save picture", "error", err.Error())
		f = fault.New(fault.Invalid, "This picture could not be stored. Please try again.")
	}
	problems.Add(field, f.Text, f.Args...)
	return "", problems
}

// workForm is the form of a sample of work.
type workForm struct {
	Title string `form:"title"`
	Note  string `form:"note"`
	Alt   string `form:"alt"`
	Kept  string `form:"kept"` // id of the picture it has already
}

// workPage is templates/profiles/work.html.
type workPage struct {
	web.Page
	Form         workForm
	ID           string // "" for a new one
	Seal         string // address of its certificate, or ""
	PictureTypes string
}

// Action is where the form is sent.
func (p *workPage) Action() string {
	if p.ID == "" {
		return "/profile/works"
	}
	return "/profile/works/" + p.ID
}

// Picture is the address of the picture it has already, or "".
func (p *workPage) Picture() string { return files.URL(p.Form.Kept, files.Card) }

// blankWork handles GET /profile/works/new.
func (p pages) blankWork(e *core.RequestEvent) error {
	return p.site.Show(e, "profiles/work.html", &workPage{PictureTypes: files.PictureTypes})
}

// editWork handles GET /profile/works/{id}.
func (p pages) editWork(e *core.RequestEvent) error {
	w, err := WorkByID(e.App, members.Viewer(e).Id, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	page := &workPage{ID: w.Id, PictureTypes: files.PictureTypes, Form: workForm{Title: w.Title(), Note: w.Note(), Kept: w.Picture()}}
	if picture, err := files.PictureByID(e.App, w.Picture()); err == nil {
		page.Form.Alt = picture.Alt()
	}
	works, _, err := SealedOf(e.App, w.Person(), p.clock.Now())
	if err != nil {
		return err
	}
	for _, shown := range works {
		if shown.ID == w.Id {
			page.Seal = shown.Seal
		}
	}
	return p.site.Show(e, "profiles/work.html", page)
}

// addWork handles POST /profile/works.
func (p pages) addWork(e *core.RequestEvent) error {
	page, sample, err := p.readWork(e, "")
	if err != nil {
		return p.site.Again(e, "profiles/work.html", page, err)
	}
	who := members.Viewer(e)
	_, err = records.Once(e.App, records.FormKey(e.Request, who.Id), func(tx core.App) (string, error) {
		w, err := p.Show(tx, who, "", sample)
		if err != nil {
			return "", err
		}
		return w.Id, nil
	})
	if err != nil {
		return p.site.Again(e, "profiles/work.html", page, err)
	}
	return p.site.Done(e, "/profile#works", "Your work is shown.")
}

// saveWork handles POST /profile/works/{id}.
func (p pages) saveWork(e *core.RequestEvent) error {
	id := e.Request.PathValue("id")
	if _, err := WorkByID(e.App, members.Viewer(e).Id, id); err != nil {
		return err
	}
	page, sample, err := p.readWork(e, id)
	if err == nil {
		_, err = p.Show(e.App, members.Viewer(e), id, sample)
	}
	if err != nil {
		return p.site.Again(e, "profiles/work.html", page, err)
	}
	return p.site.Done(e, "/profile#works", "Your work is changed.")
}

func (p pages) readWork(e *core.RequestEvent, id string) (*workPage, Sample, error) {
	page := &workPage{ID: id, PictureTypes: files.PictureTypes}
	if err := p.site.Read(e, &page.Form); err != nil {
		return page, Sample{}, err
	}
	if kept, err := files.PictureByID(e.App, page.Form.Kept); err != nil || kept.Owner() != members.Viewer(e).Id {
		page.Form.Kept = ""
	}
	fresh, problems := p.take(e, "picture")
	if fresh != "" {
		page.Form.Kept = fresh // so that a refused form still has it
	}
	f := page.Form
	return page, Sample{Title: f.Title, Note: f.Note, Picture: f.Kept, Alt: f.Alt}, problems.Err()
}

// removeWork handles POST /profile/works/{id}/remove.
func (p pages) removeWork(e *core.RequestEvent) error {
	if err := p.TakeOut(e.App, members.Viewer(e), e.Request.PathValue("id")); err != nil {
		return err
	}
	return p.site.Done(e, "/profile#works", "The work is taken out.")
}
