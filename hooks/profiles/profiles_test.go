package profiles_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/profiles"
)

func about() profiles.About {
	return profiles.About{Headline: "Illustrator of plants", Body: "I draw **plants**.", Craft: "illustration", Skills: []string{"pencil", "watercolour"},
		Languages: []profiles.Spoken{{Code: "no", Level: "native"}, {Code: "de", Level: "working"}},
		Rate:      money.Amount{Minor: 6200, Currency: "EUR"}, RateUnit: "hour", Location: "Bergen", Open: true}
}

func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 300, 200))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSave_KeepsWhatTheMemberSays(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid Solheim")
	for range 2 { // the second time changes the same profile
		if _, err := a.Profiles.Save(a, m, about()); err != nil {
			t.Fatal(err)
		}
	}
	p, err := profiles.ByPerson(a, m.Id)
	if err != nil {
		t.Fatal(err)
	}
	if p.Headline() != "Illustrator of plants" || !strings.Contains(string(p.HTML()), "<strong>plants</strong>") || len(p.Skills()) != 2 ||
		p.Languages()[1].LevelText() != "Good for work" || p.Rate().Minor != 6200 || !p.Open() {
		t.Errorf("got %v", p.ProxyRecord().PublicExport())
	}
}

func TestSave_RefusesWhatCannotBeStored(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid")
	for field, change := range map[string]func(*profiles.About){
		"headline":  func(x *profiles.About) { x.Headline = strings.Repeat("x", 101) },
		"craft":     func(x *profiles.About) { x.Craft = "plumbing" },
		"skills":    func(x *profiles.About) { x.Skills = make([]string, 13) },
		"languages": func(x *profiles.About) { x.Languages[1].Code = "no" },
		"rate":      func(x *profiles.About) { x.Rate.Minor = -1 },
		"rateUnit":  func(x *profiles.About) { x.RateUnit = "year" },
		"body":      func(x *profiles.About) { x.Body = strings.Repeat("> ", 50) + "x" },
	} {
		x := about()
		change(&x)
		_, err := a.Profiles.Save(a, m, x)
		if f := fault.As(err); f == nil || len(f.Problems) != 1 || f.Problems[0].Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := a.Profiles.Save(a, a.Buyer(t, "Clara"), about()); !fault.Is(err, fault.NotFound) {
		t.Errorf("a client has a profile: %v", err)
	}
}

func TestFind_ByWordsCraftAndPages(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for _, name := range []string{"Ingrid Solheim", "Tomas Herrera", "Pavel Novak"} {
		m := a.Member(t, name)
		x := about()
		if name != "Ingrid Solheim" {
			x.Craft, x.Skills, x.Location, x.Open = "translation", []string{"law", "100%"}, "Málaga", false
		}
		if _, err := a.Profiles.Save(a, m, x); err != nil {
			t.Fatal(err)
		}
	}
	a.Member(t, "Without Profile")
	a.Buyer(t, "Clara")
	for _, c := range []struct {
		q    profiles.Query
		want string
	}{
		{profiles.Query{}, "Ingrid Solheim, Pavel Novak, Tomas Herrera, Without Profile"},
		{profiles.Query{Words: "malaga tomas"}, "Tomas Herrera"},
		{profiles.Query{Words: "WATER bergen"}, "Ingrid Solheim"},
		{profiles.Query{Words: "without"}, "Without Profile"},
		{profiles.Query{Words: "übersetzen"}, "Pavel Novak, Tomas Herrera"},
		{profiles.Query{Words: "0%"}, "Pavel Novak, Tomas Herrera"},
		{profiles.Query{Words: "_"}, ""},
		{profiles.Query{Craft: "translation"}, "Pavel Novak, Tomas Herrera"},
		{profiles.Query{Open: true}, "Ingrid Solheim"},
	} {
		f, err := profiles.Find(context.Background(), a, c.q)
		var names []string
		for _, x := range f.Cards {
			names = append(names, x.Name)
		}
		if got := strings.Join(names, ", "); err != nil || got != c.want || f.Count != len(names) {
			t.Errorf("%+v: got %q, %v; want %q", c.q, got, err, c.want)
		}
	}
}

func TestFind_TurnsPagesByName(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for range 30 {
		a.Member(t, "Same Name")
	}
	first, err := profiles.Find(context.Background(), a, profiles.Query{})
	if err != nil || len(first.Cards) != profiles.PageSize {
		t.Fatalf("%d, %v", len(first.Cards), err)
	}
	second, err := profiles.Find(context.Background(), a, profiles.Query{After: first.Next})
	if err != nil || len(second.Cards) != 30-profiles.PageSize || second.Next != "" {
		t.Errorf("%d, %v", len(second.Cards), err)
	}
	if _, err := profiles.Find(context.Background(), a, profiles.Query{After: "nonsense"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a foreign cursor: %v", err)
	}
}

func TestPages_TheProfileFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid Solheim")
	me := a.As(t, m)
	good := url.Values{"headline": {"Plants & more"}, "skills": {"pencil, , ink\nwash"}, "language": {"no", "", ""}, "level": {"native", "fluent"},
		"rate": {"62.50"}, "rateUnit": {"hour"}, "location": {"Bergen"}, "open": {"1"}, "body": {"I *draw*."}, "craft": {"illustration"}}
	for _, rate := range []string{"ten", "0x10", "1,000"} {
		bad := url.Values{}
		for k, v := range good {
			bad[k] = v
		}
		bad.Set("rate", rate)
		page := me.Post("/profile", bad).Want(http.StatusUnprocessableEntity)
		doc := page.HTML()
		if doc.Find("#rate").AttrOr("value", "") != rate || doc.Find("#headline").AttrOr("value", "") != "Plants & more" || doc.Find("#rate-problem").Length() != 1 {
			t.Errorf("%s: typed values or the problem are lost", rate)
		}
	}
	answer := me.PostFiles("/profile", good, apptest.Upload{Field: "portrait", Name: "me.png", Body: picture(t)})
	answer.Want(http.StatusSeeOther)
	p, err := profiles.ByPerson(a, m.Id)
	if err != nil || strings.Join(p.Skills(), "|") != "pencil|ink|wash" || p.Rate().Minor != 6250 {
		t.Errorf("got %v, %v", p.Skills(), err)
	}
	fresh, err := members.ByID(a, m.Id)
	if err != nil || fresh.Portrait() == "" {
		t.Errorf("portrait %q, %v", fresh.Portrait(), err)
	}
	me.Post("/profile", url.Values{"rateUnit": {"hour"}, "noFace": {"1"}}).Want(http.StatusSeeOther)
	if fresh, err = members.ByID(a, m.Id); err != nil || fresh.Portrait() != "" {
		t.Errorf("the portrait stayed: %q, %v", fresh.Portrait(), err)
	}
}

func TestPages_WorksAreShownChangedAndTakenOutByTheirMakerOnly(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, other := a.Member(t, "Ingrid"), a.Member(t, "Pavel")
	me, them := a.As(t, m), a.As(t, other)
	_, form := me.Get("/profile/works/new").Want(http.StatusOK).Form("#work")
	form.Set("title", "Foxglove")
	me.Post("/profile/works", form).Want(http.StatusUnprocessableEntity).Says("Please choose a picture of the work.")
	form.Set("alt", "A foxglove in pencil")
	me.PostFiles("/profile/works", form, apptest.Upload{Field: "picture", Name: "f.png", Body: picture(t)}).Want(http.StatusSeeOther)
	works, err := profiles.WorksOf(a, m.Id)
	if err != nil || len(works) != 1 || works[0].Alt != "A foxglove in pencil" {
		t.Fatalf("%+v, %v", works, err)
	}
	path := "/profile/works/" + works[0].ID
	them.Get(path).Want(http.StatusNotFound)
	them.Post(path, form).Want(http.StatusNotFound)
	them.Post(path+"/remove", nil).Want(http.StatusNotFound)
	_, form = me.Get(path).Want(http.StatusOK).Form("#work")
	form.Set("title", "Foxgloves")
	me.Post(path, form).Want(http.StatusSeeOther)
	me.Get("/profile").Want(http.StatusOK).Says("Foxgloves")
	me.Post(path+"/remove", nil).Want(http.StatusSeeOther)
	if works, err = profiles.WorksOf(a, m.Id); err != nil || len(works) != 0 {
		t.Errorf("%d left, %v", len(works), err)
	}
}

func TestPages_ThePagesOfMembersAreForMembers(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	a.Client(t).Get("/profile").Want(http.StatusSeeOther)
	a.As(t, a.Buyer(t, "Clara")).Get("/profile").Want(http.StatusNotFound)
	a.Client(t).Get("/members").Want(http.StatusOK).Says("No members yet")
	a.Member(t, "Ingrid Solheim")
	a.Clock.Shift(2e9)
	a.Client(t).Get("/members?q=ingrid").Want(http.StatusOK).Says("Ingrid Solheim", "1 member")
	a.Client(t).Get("/members?craft=plumbing").Want(http.StatusUnprocessableEntity)
	a.Client(t).Get("/members?q=zebra").Want(http.StatusOK).Says("Nobody fits yet")
}
