package mentorship

import (
	"fmt"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// mentorsPage is templates/mentorship/mentors.html.
type mentorsPage struct {
	web.Page
	Mentors  []openCard
	IsMentee bool // the viewer has described themselves
}

// openCard is a mentor who can be asked.
type openCard struct {
	person
	cardRow
}

// Skills and Goals are what the mentor offers.
func (c openCard) Offers() []string { return decode[[]string](c.cardRow.Skills) }

// Serves are the catalogue keys of the goals.
func (c openCard) Serves() []string { return goalTexts(decode[[]string](c.cardRow.Goals)) }

// openCards lists the mentors with a free place who can be asked, by name: all, or the one with the handle.
func openCards(app core.App, viewer, handle string) ([]openCard, error) {
	where, bind := "", dbx.Params{"me": viewer}
	if handle != "" {
		where, bind["handle"] = " AND u.handle = {:handle}", handle
	}
	var list []openCard
	err := app.ConcurrentDB().NewQuery(`SELECT c.*, u.id, u.name, u.handle, COALESCE(pr.headline, '') AS headline FROM mentorship_cards c
		JOIN users u ON u.id = c.person AND u.kind = 'member' LEFT JOIN profiles pr ON pr.person = u.id
		WHERE c.side = 'mentor' AND u.id <> {:me} AND ` + freePlace + where + ` ORDER BY u.name, u.id LIMIT 200`).Bind(bind).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list open mentors: %w", err)
	}
	return list, nil
}

// mentors handles GET /mentorship/mentors.
func (p pages) mentors(e *core.RequestEvent) error {
	me := members.Viewer(e).Id
	list, err := openCards(e.App, me, "")
	if err != nil {
		return err
	}
	_, err = CardOf(e.App, me, Mentee)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	return p.site.Show(e, "mentorship/mentors.html", &mentorsPage{Mentors: list, IsMentee: err == nil})
}

// askPage is templates/mentorship/ask.html.
type askPage struct {
	web.Page
	Mentor openCard
	Fit    Fit
	Ready  bool // the viewer has a card
	Form   askForm
}

type askForm struct {
	Wish string `form:"wish"`
}

func (p pages) askPage(e *core.RequestEvent) (*askPage, error) {
	me := members.Viewer(e)
	list, err := openCards(e.App, me.Id, e.Request.PathValue("handle"))
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fault.Missing()
	}
	page := &askPage{Mentor: list[0]}
	mine, err := CardOf(e.App, me.Id, Mentee)
	if fault.Is(err, fault.NotFound) {
		return page, nil
	}
	page.Ready = true
	page.Fit = fitBetween(mine, list[0].card(), p.clock.Now())
	return page, err
}

// asking handles GET /mentorship/mentors/{handle}.
func (p pages) asking(e *core.RequestEvent) error {
	page, err := p.askPage(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "mentorship/ask.html", page)
}

// ask handles POST /mentorship/mentors/{handle}.
func (p pages) ask(e *core.RequestEvent) error {
	page, err := p.askPage(e)
	if err != nil {
		return err
	}
	if err := p.site.Read(e, &page.Form); err != nil {
		return p.site.Again(e, "mentorship/ask.html", page, err)
	}
	who := members.Viewer(e)
	id, err := records.Once(e.App, records.FormKey(e.Request, who.Id), func(tx core.App) (string, error) {
		pair, err := p.Ask(tx, who, page.Mentor.ID, page.Form.Wish)
		if err != nil {
			return "", err
		}
		return pair.ID, nil
	})
	if err != nil {
		return p.site.Again(e, "mentorship/ask.html", page, err)
	}
	return p.site.Done(e, "/mentorship/pairs/"+id, "Your request is sent.")
}
