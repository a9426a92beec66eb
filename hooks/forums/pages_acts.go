package forums

import (
	"slices"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// set reads the one value of a small form: a button or a choice named "set".
func (p pages) set(e *core.RequestEvent) (string, error) {
	var form struct {
		Set string `form:"set"`
	}
	return form.Set, p.read(e, &form)
}

func (p pages) read(e *core.RequestEvent, form any) error { return p.site.Read(e, form) }

// pin handles POST /forum/t/{id}/pin.
func (p pages) pin(e *core.RequestEvent) error {
	on, err := p.set(e)
	if err != nil {
		return err
	}
	t, err := p.Pin(e.App, members.Viewer(e), number(e.Request.PathValue("id")), on == "on")
	if err != nil {
		return err
	}
	return p.site.Done(e, t.URL(), "")
}

// lock handles POST /forum/t/{id}/lock.
func (p pages) lock(e *core.RequestEvent) error {
	on, err := p.set(e)
	if err != nil {
		return err
	}
	t, err := p.Lock(e.App, members.Viewer(e), number(e.Request.PathValue("id")), on == "on")
	if err != nil {
		return err
	}
	return p.site.Done(e, t.URL(), "")
}

// decide handles POST /forum/t/{id}/decide: set is the number of the deciding post, or 0.
func (p pages) decide(e *core.RequestEvent) error {
	post, err := p.set(e)
	if err != nil {
		return err
	}
	t, err := p.Decide(e.App, members.Viewer(e), number(e.Request.PathValue("id")), number(post))
	if err != nil {
		return err
	}
	if t.Decided == nil {
		return p.site.Done(e, t.URL(), "The topic is open again.")
	}
	return p.site.Done(e, t.PageURL(*t.Decided), "The topic counts as decided.")
}

// follow handles POST /forum/t/{id}/level.
func (p pages) follow(e *core.RequestEvent) error {
	if _, _, err := TopicByID(e.App, members.Viewer(e), number(e.Request.PathValue("id"))); err != nil {
		return err
	}
	level, err := p.level(e)
	if err != nil {
		return err
	}
	t, err := p.Follow(e.App, members.Viewer(e), number(e.Request.PathValue("id")), level)
	if err != nil {
		return err
	}
	return p.site.Done(e, t.URL(), levelSaid[level])
}

// followCategory handles POST /forum/{category}/level.
func (p pages) followCategory(e *core.RequestEvent) error {
	if _, err := CategoryBySlug(e.App, members.Viewer(e), e.Request.PathValue("category")); err != nil {
		return err
	}
	level, err := p.level(e)
	if err != nil {
		return err
	}
	c, err := p.FollowCategory(e.App, members.Viewer(e), e.Request.PathValue("category"), level)
	if err != nil {
		return err
	}
	return p.site.Done(e, c.URL(), levelSaid[level])
}

func (p pages) level(e *core.RequestEvent) (int, error) {
	set, err := p.set(e)
	if err != nil {
		return 0, err
	}
	return levelOf(set)
}

// levelOf reads a level as forms write it.
func levelOf(s string) (int, error) {
	i := slices.Index(levelNames[:], s)
	if i < 0 {
		return 0, fault.New(fault.Invalid, "Choose one of the options.")
	}
	return i, nil
}

// settingsPage is templates/forums/settings.html: every level of attention on one page.
type settingsPage struct {
	web.Page
	Categories []followed
	Topics     []*Line
	Drafts     []Draft
	AutoWatch  bool
	Levels     []levelChoice
}

// followed is a category with the person's level.
type followed struct {
	*Category
	Level string
}

// levelChoice is one level as a form offers it.
type levelChoice struct{ Value, Text string }

// settings handles GET /forum/settings.
func (p pages) settings(e *core.RequestEvent) error {
	l, err := p.of(e.App, members.Viewer(e))
	if err != nil {
		return err
	}
	page := &settingsPage{AutoWatch: true, Levels: levelChoices}
	levels, err := categoryLevels(e.App, l.person)
	if err != nil {
		return err
	}
	for _, c := range l.in {
		level, ok := levels[c.ID]
		if !ok {
			level = Normal
		}
		page.Categories = append(page.Categories, followed{c, levelNames[level]})
	}
	if page.Topics, err = l.followedTopics(e.App); err != nil {
		return err
	}
	if page.Drafts, err = drafts(e.App, l); err != nil {
		return err
	}
	if l.person != 0 {
		if page.AutoWatch, err = autoWatch(e.App, l.person); err != nil {
			return err
		}
	}
	return p.site.Show(e, "forums/settings.html", page)
}

// keepSettings handles POST /forum/settings.
func (p pages) keepSettings(e *core.RequestEvent) error {
	var form struct {
		AutoWatch bool `form:"auto-watch"`
	}
	if err := p.site.Read(e, &form); err != nil {
		return err
	}
	chosen := Attention{AutoWatch: form.AutoWatch, Categories: map[int64]int{}, Topics: map[int64]int{}}
	for name, values := range e.Request.PostForm {
		kind, id := cutName(name)
		if kind == nil || len(values) != 1 {
			continue
		}
		level, err := levelOf(values[0])
		if err != nil {
			return err
		}
		kind(&chosen)[id] = level
	}
	if err := p.Attend(e.App, members.Viewer(e), chosen); err != nil {
		return err
	}
	return p.site.Done(e, "/forum/settings", "Your choices are saved.")
}
