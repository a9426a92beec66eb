package gigs_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/gigs"
)

func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 640, 480))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// filled is a form that can be published, as a browser sends it: all rows, most of them empty.
func filled(title string) url.Values {
	return url.Values{
		"title": {title}, "craft": {"illustration"}, "tier": {"human"}, "industry": {"science"}, "language": {"en", "de"},
		"body":        {"I draw plants for seed makers, publishers and museums, from living specimens wherever the *season* allows."},
		"packageName": {"Study", "Plate", ""}, "packageText": {"A study", "", ""}, "packagePrice": {"480", "1200.50", ""},
		"packageDays": {"4", "14", ""}, "packageRounds": {"1", "2", ""},
		"extraName": {"Framed", "", "", "", ""}, "extraPrice": {"90", "", "", "", ""}, "extraDays": {"2", "", "", "", ""},
	}
}

func TestPages_WriteAddAPicturePreviewAndPublish(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid Solheim")
	me, guest := a.As(t, m), a.Client(t)

	_, form := me.Get("/gigs/new").Want(http.StatusOK).Form("form[action='/gigs']")
	for k, v := range filled("Plants from life") {
		form[k] = v
	}
	answer := me.PostFiles("/gigs", form, apptest.Upload{Field: "pictures", Name: "a.png", Body: picture(t)})
	draft := me.Follow(answer).Want(http.StatusOK).Says("Saved. This is how others will see it", "Your draft", "Study", "€ 480.00")
	if src := draft.HTML().Find(".gig-pictures img").AttrOr("src", ""); me.Get(src).Want(http.StatusOK).Header.Get("Content-Type") != "image/jpeg" {
		t.Error("the picture is not shown")
	}
	guest.Get("/gigs/plants-from-life").Want(http.StatusNotFound)
	guest.Get("/gigs").Want(http.StatusOK).Hides("Plants from life")

	me.Follow(me.Post("/gigs/plants-from-life/publish", nil)).Says("Published. Everyone can find it now.")
	guest.Get("/gigs?q=plants").Want(http.StatusOK).Says("Plants from life", "1 gig", "from € 480.00", "Ingrid Solheim", "4 days")
	guest.Get("/gigs/plants-from-life").Want(http.StatusOK).Says("Order this", "Ingrid receives", "Framed", "Deutsch, English").Hides("/edit")
}

func TestPages_ARefusedFormKeepsEverythingTyped(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	me := a.As(t, a.Member(t, "Ingrid Solheim"))
	for _, price := range []string{"ten", "0x10", "1,000", "-5", "1e3", "1.999", " 5 5", "٣", "99999999999999"} {
		form := filled("Plants")
		form["packagePrice"] = []string{"480", price, ""}
		form["packageName"] = []string{"Study", "Big <plate>", ""}
		_, fresh := me.Get("/gigs/new").Form("form[action='/gigs']")
		form["once"] = fresh["once"]
		page := me.PostFiles("/gigs", form, apptest.Upload{Field: "pictures", Name: "a.png", Body: picture(t)}).Want(http.StatusUnprocessableEntity)
		doc := page.HTML()
		if got := doc.Find("#packagePrice-2").AttrOr("value", ""); got != strings.TrimSpace(price) {
			t.Errorf("%s: the price is shown as %q", price, got)
		}
		if doc.Find("#packagePrice-2").AttrOr("aria-invalid", "") != "true" || doc.Find(".problems a[href='#packagePrice-2']").Length() != 1 {
			t.Errorf("%s: the problem is not tied to its field", price)
		}
		if doc.Find("#packageName-2").AttrOr("value", "") != "Big <plate>" || doc.Find("#title").AttrOr("value", "") != "Plants" ||
			doc.Find("input[name=tier][value=human][checked]").Length() != 1 || doc.Find("input[name=industry][value=science][checked]").Length() != 1 ||
			doc.Find("input[name=language][checked]").Length() != 2 || doc.Find("#extraName-1").AttrOr("value", "") != "Framed" ||
			!strings.Contains(doc.Find("#body").Text(), "I draw plants") {
			t.Errorf("%s: typed values are lost", price)
		}
		if doc.Find("input[name=picture]").Length() != 1 {
			t.Errorf("%s: the picture is lost", price)
		}
	}
	me.Get("/gigs/mine").Want(http.StatusOK).Says("Write your first gig")
}

func TestPages_PublishingAtOnceNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	me := a.As(t, a.Member(t, "Ingrid"))
	_, form := me.Get("/gigs/new").Form("form[action='/gigs']")
	form.Set("title", "Plants")
	form.Set("publish", "1")
	page := me.Post("/gigs", form).Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"body", "craft", "tier", "packageName-1"} {
		if page.HTML().Find(".problems a[href='#"+field+"']").Length() != 1 {
			t.Errorf("%s is not named", field)
		}
	}
}

func TestPages_BadPicturesAreRefusedAndTheFormStays(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	me := a.As(t, a.Member(t, "Ingrid"))
	bomb := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x4e\x20\x00\x00\x4e\x20\x08\x06\x00\x00\x00\x4c\x2e\xa9\xf8"), make([]byte, 48<<10)...)
	for name, body := range map[string][]byte{"bomb": bomb, "script": []byte("<svg onload=alert(1)>"), "text": []byte("hello")} {
		_, form := me.Get("/gigs/new").Form("form[action='/gigs']")
		form.Set("title", "Plants")
		page := me.PostFiles("/gigs", form, apptest.Upload{Field: "pictures", Name: "x.png", Body: body}).Want(http.StatusUnprocessableEntity)
		if page.HTML().Find("#pictures-problem").Length() != 1 || page.HTML().Find("#title").AttrOr("value", "") != "Plants" {
			t.Errorf("%s: no problem shown, or the title is lost", name)
		}
	}
}

func TestPages_PicturesAreDescribedTakenOutAndNeverForeign(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m, other := a.Member(t, "Ingrid"), a.Member(t, "Pavel")
	me := a.As(t, m)
	g := published(t, a, m, offer("Plants"))
	stranger := written(t, a, other, offer("Foreign"))
	send := func(page string, change func(url.Values), files ...apptest.Upload) *apptest.Page {
		_, form := me.Get(page).Want(http.StatusOK).Form("form[enctype]")
		change(form)
		return me.PostFiles("/gigs/plants", form, files...)
	}
	up := apptest.Upload{Field: "pictures", Name: "a.png", Body: picture(t)}
	send("/gigs/plants/edit", func(url.Values) {}, up, up).Want(http.StatusSeeOther)
	send("/gigs/plants/edit", func(f url.Values) { f["alt"] = []string{"A foxglove", ""}; f["remove"] = f["picture"][1:] }).Want(http.StatusSeeOther)
	shown := me.Get("/gigs/plants").HTML().Find(".gig-pictures img")
	if shown.Length() != 1 || shown.AttrOr("alt", "") != "A foxglove" {
		t.Errorf("%d pictures, alt %q", shown.Length(), shown.AttrOr("alt", ""))
	}
	fresh, err := gigs.ByID(a, g.Id)
	if err != nil {
		t.Fatal(err)
	}
	err = a.Gigs.Edit(a, other, stranger, gigs.Offer{Title: "Foreign", Pictures: []gigs.PictureOffer{{ID: fresh.Pictures()[0]}}})
	if err == nil {
		t.Error("a foreign picture was taken")
	}
}

func TestPages_WhoMayDoWhat(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	owner, other, client := a.Member(t, "Ingrid"), a.Member(t, "Pavel"), a.Buyer(t, "Clara")
	written(t, a, owner, offer("Draft"))
	published(t, a, owner, offer("Open"))
	for who, c := range map[string]*apptest.Client{"member": a.As(t, other), "client": a.As(t, client), "guest": a.Client(t)} {
		c.Get("/gigs/draft").Want(http.StatusNotFound)
		c.Get("/gigs/open").Want(http.StatusOK)
		c.Get("/gigs/nothing").Want(http.StatusNotFound)
		refused := http.StatusNotFound
		if who == "guest" {
			refused = http.StatusSeeOther // to sign in
		}
		for _, path := range []string{"/gigs/open/edit", "/gigs/draft/discard"} {
			c.Get(path).Want(refused)
		}
		for _, path := range []string{"/gigs/open", "/gigs/open/publish", "/gigs/open/pause", "/gigs/draft/discard", "/gigs/draft/publish"} {
			c.Post(path, filled("Mine")).Want(refused)
		}
		if who != "member" {
			c.Get("/gigs/new").Want(refused)
			c.Get("/gigs/mine").Want(refused)
		}
	}
	a.As(t, other).Get("/gigs/mine").Want(http.StatusOK).Hides("Draft")
}

func TestPages_AnOldAddressLeadsToTheNewOne(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid")
	g := published(t, a, m, offer("Plants"))
	if err := a.Gigs.Edit(a, m, g, offer("Flowers")); err != nil {
		t.Fatal(err)
	}
	page := a.Client(t).Get("/gigs/plants").Want(http.StatusMovedPermanently)
	if page.To() != "/gigs/flowers" {
		t.Errorf("leads to %q", page.To())
	}
}

func TestPages_ThePriceFollowsPackageAndExtras(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid Solheim")
	g := published(t, a, m, offer("Plants"))
	packages, _ := gigs.PackagesOf(a, g.Id)
	extras, _ := gigs.ExtrasOf(a, g.Id)
	page := a.Client(t).Get(fmt.Sprintf("/gigs/plants?package=%s&extra=%s", packages[1].Id, extras[0].Id)).Want(http.StatusOK)
	if total := page.HTML().Find(".price-split .total dd").Text(); total != "€\u00a01,290.00" {
		t.Errorf("total %q, want 1,290.00", total)
	}
	a.Client(t).Get("/gigs/plants?package=nope&extra=nope").Want(http.StatusOK)
}

func TestList_FiltersStayInTheAddressAndBadOnesAreNamed(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid")
	for i := range 23 {
		published(t, a, m, offer(fmt.Sprintf("Plants %d", i)))
	}
	c := a.Client(t)
	page := c.Get("/gigs?q=plants&craft=illustration&tier=human&price=500&days=7&language=de&industry=science&sort=price").Want(http.StatusOK).Says("23 gigs")
	next := page.HTML().Find("a[rel=next]").AttrOr("href", "")
	for _, part := range []string{"q=plants", "craft=illustration", "price=500", "sort=price", "after="} {
		if !strings.Contains(next, part) {
			t.Errorf("next page %q lacks %s", next, part)
		}
	}
	if n := c.Get(next).Want(http.StatusOK).HTML().Find(".gig-card").Length(); n != 3 {
		t.Errorf("second page shows %d gigs, want 3", n)
	}
	if got := page.HTML().Find("select[name=craft] option[selected]").AttrOr("value", ""); got != "illustration" {
		t.Errorf("craft shown as %q", got)
	}
	for field, value := range map[string]string{"price": "ten", "days": "soon", "craft": "plumbing", "tier": "magic", "language": "xx", "industry": "x",
		"q": strings.Repeat("x", 101)} {
		bad := c.Get("/gigs?" + url.Values{field: {value}}.Encode()).Want(http.StatusUnprocessableEntity)
		if bad.HTML().Find(".problems a[href='#"+field+"']").Length() != 1 {
			t.Errorf("%s=%s: no problem shown", field, value)
		}
	}
	for _, words := range []string{`AND (`, `"`, `*`, `NEAR(`, `title:`, `'; DROP TABLE gigs`, `<script>`} {
		c.Get("/gigs?q="+url.QueryEscape(words)).Want(http.StatusOK).Hides("<script>alert", "q=<")
	}
	c.Get("/gigs?q=%00").Want(http.StatusUnprocessableEntity)
	c.Get("/gigs?q=%ff").Want(http.StatusUnprocessableEntity)
	c.Get("/gigs?after=nonsense").Want(http.StatusNotFound)
	c.Get("/gigs?q=zebra").Want(http.StatusOK).Says("Nobody offers just this yet", "0 gigs")
}

func TestList_TwentyGigsCostAtMostTwelveStatements(t *testing.T) {
	a := apptest.New(t)
	m := a.Member(t, "Ingrid")
	for i := range 21 {
		published(t, a, m, offer(fmt.Sprintf("Plants %d", i)))
	}
	for name, c := range map[string]*apptest.Client{"guest": a.Client(t), "member": a.As(t, m)} {
		for _, path := range []string{"/gigs", "/gigs?q=plants&tier=human&sort=price"} {
			c.Get(path)
			a.Clock.Shift(time.Hour) // the session is settled, and guests get no page from memory
			list := a.Statements(t, func() { c.Get(path).Want(http.StatusOK) })
			t.Logf("%s, %s: %d statements", name, path, len(list))
			if len(list) > 12 {
				t.Errorf("%s, %s: %d statements, want at most 12: %q", name, path, len(list), list)
			}
		}
	}
}

func TestFeed_IsAtomWithWholeLinks(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	published(t, a, a.Member(t, "Ingrid"), offer("Plants & <Ferns>"))
	page := a.Client(t).Get("/gigs.atom").Want(http.StatusOK)
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
			Link  struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(page.Body), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 1 || feed.Entries[0].Title != "Plants & <Ferns>" || feed.Entries[0].Link.Href != "http://127.0.0.1/gigs/plants-and-ferns" {
		t.Errorf("got %+v", feed)
	}
	a.Client(t).Get("/gigs").Says("New gigs as a feed")
}
