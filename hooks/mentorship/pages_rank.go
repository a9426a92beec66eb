package mentorship

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// perRankPage is how many candidates a ranking page shows, besides the ranked ones on the first.
const perRankPage = 40

// rankPage is templates/mentorship/rank.html.
type rankPage struct {
	web.Page
	Side     Side
	Entry    *Entry
	Round    *Round
	Words    string
	Shown    []candidate
	Count    int
	First    bool
	PrevPage string
	NextPage string
	Self     string
	Form     rankForm
}

// IsMentor reports whether a mentor ranks mentees.
func (p *rankPage) IsMentor() bool { return p.Side == Mentor }

type rankForm struct {
	Shown   []string `form:"shown"`  // ids, in the order of the page
	Numbers []string `form:"number"` // beside each
	Never   []string `form:"never"`  // ids
	Fill    bool     `form:"fill"`
	Back    string   `form:"back"`
}

// rank handles GET /mentorship/rank/{side}.
func (p pages) rank(e *core.RequestEvent) error {
	page, err := p.rankPage(e)
	if err != nil {
		return err
	}
	return p.site.Show(e, "mentorship/rank.html", page)
}

func (p pages) rankPage(e *core.RequestEvent) (*rankPage, error) {
	side, ok := sideOf(e.Request.PathValue("side"))
	if !ok {
		return nil, fault.Missing()
	}
	page := &rankPage{Side: side}
	var err error
	if page.Round, err = OpenRound(e.App); err != nil {
		return nil, err
	}
	if page.Entry, err = EntryOf(e.App, page.Round.ID, side, members.Viewer(e).Id); err != nil {
		return nil, err
	}
	all, err := candidates(e.App, page.Round, page.Entry)
	if err != nil {
		return nil, err
	}
	in := e.Request.URL.Query()
	page.Words = strings.TrimSpace(in.Get("q"))
	if utf8.RuneCountInString(page.Words) > 100 {
		page.Words = ""
	}
	if all, err = matching(e.App, all, page.Words); err != nil {
		return nil, err
	}
	page.Count = len(all)
	number, err := strconv.Atoi(in.Get("page"))
	if err != nil || number < 1 || (number-1)*perRankPage >= len(all) {
		number = 1
	}
	page.Shown = all[min(len(all), (number-1)*perRankPage):min(len(all), number*perRankPage)]
	page.First = number == 1
	page.Self = page.address(number)
	if number > 1 {
		page.PrevPage = page.address(number - 1)
	}
	if number*perRankPage < len(all) {
		page.NextPage = page.address(number + 1)
	}
	return page, name(e.App, page.Shown)
}

func (p *rankPage) address(number int) string {
	q := url.Values{}
	if p.Words != "" {
		q.Set("q", p.Words)
	}
	if number > 1 {
		q.Set("page", strconv.Itoa(number))
	}
	return "/mentorship/rank/" + string(p.Side) + "?" + q.Encode()
}

// saveRank handles POST /mentorship/rank/{side}: the numbers of the people shown. Who is ranked on another page keeps
// their place.
func (p pages) saveRank(e *core.RequestEvent) error {
	page, err := p.rankPage(e)
	if err != nil {
		return err
	}
	f := &page.Form
	if err := p.site.Read(e, f); err != nil {
		return p.site.Again(e, "mentorship/rank.html", page, err)
	}
	w, err := f.wishes(page.Entry)
	if err == nil {
		err = p.Rank(e.App, members.Viewer(e), page.Side, w)
	}
	if err != nil {
		page.keep()
		return p.site.Again(e, "mentorship/rank.html", page, err)
	}
	to := "/mentorship/rank/" + string(page.Side)
	if strings.HasPrefix(f.Back, to+"?") {
		to = f.Back
	}
	return p.site.Done(e, to, "Your ranking is saved.")
}

// keep shows again what was typed.
func (p *rankPage) keep() {
	for k := range p.Shown {
		c := &p.Shown[k]
		at := slices.Index(p.Form.Shown, c.ID)
		if at < 0 || at >= len(p.Form.Numbers) {
			continue
		}
		c.Number, _ = strconv.Atoi(p.Form.Numbers[at]) // what is no number shows as none, with the problem above
		c.Never = slices.Contains(p.Form.Never, c.ID)
	}
	p.Entry.Fill = p.Form.Fill
}

// maxRank is the largest number somebody may type.
const maxRank = 100_000

// wishes merges the page's numbers into the ranking. Equal numbers keep the order of the page.
func (f rankForm) wishes(entry *Entry) (Wishes, error) {
	w := Wishes{Fill: f.Fill}
	type ranked struct {
		id     string
		number int
	}
	var list []ranked
	for k, id := range entry.Ranked() {
		if !slices.Contains(f.Shown, id) {
			list = append(list, ranked{id, k + 1})
		}
	}
	for _, id := range entry.Never() {
		if !slices.Contains(f.Shown, id) {
			w.Never = append(w.Never, id)
		}
	}
	var problems fault.Problems
	for k, id := range f.Shown {
		if slices.Contains(f.Never, id) {
			w.Never = append(w.Never, id)
			continue
		}
		if k >= len(f.Numbers) || f.Numbers[k] == "" {
			continue
		}
		n, err := strconv.Atoi(f.Numbers[k])
		if err != nil || n < 1 || n > maxRank {
			problems.Add("n-"+id, "Please give whole numbers: 1 for the first choice, 2 for the second, and so on.")
			continue
		}
		list = append(list, ranked{id, n})
	}
	slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(a.number, b.number) })
	for _, r := range list {
		w.Ranked = append(w.Ranked, r.id)
	}
	return w, problems.Err()
}
