package certificates

import (
	"crypto/sha256"
	"fmt"
	"html"
	"strings"

	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/records"
	"cooperage/hooks/web"

	"github.com/boombuler/barcode/qr"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

type pages struct{ *Room }

// pageSize is how many certified works a list shows.
const pageSize = 20

// listPage is templates/certificates/list.html.
type listPage struct {
	web.Page
	Works    []Line
	First    string
	NextPage string
	Years    int
}

// list handles GET /verify: every work that the co-op has certified, and what that means.
func (p pages) list(e *core.RequestEvent) error {
	page := &listPage{Years: Years}
	after := e.Request.URL.Query().Get("after")
	works, next, err := p.turn(e.App, after)
	if err != nil {
		return err
	}
	if page.Works = works; after != "" {
		page.First = "/verify"
	}
	if next != "" {
		page.NextPage = "/verify?after=" + next
	}
	return p.site.Show(e, "certificates/list.html", page)
}

// turn is one page of the list with the cursor of the next, "" at its end.
func (r *Room) turn(app core.App, after string) (works []Line, next string, err error) {
	values, err := records.ReadCursor(after, "certificates", 2)
	if err != nil {
		return nil, "", err
	}
	var before types.DateTime
	id := ""
	if values != nil {
		if before, err = types.ParseDateTime(values[0]); err != nil || before.IsZero() {
			return nil, "", fault.Missing()
		}
		id = values[1]
	}
	if works, err = r.newest(app, before.Time(), id, pageSize+1); err != nil || len(works) <= pageSize {
		return works, "", err
	}
	last := works[pageSize-1]
	return works[:pageSize], records.Cursor("certificates", last.Created.String(), last.ID), nil
}

// verifyPage is templates/certificates/verify.html.
type verifyPage struct {
	web.Page
	*detail
	CraftText string
	Address   string // of the site, or "" while it has none
	List      int    // number of the status list that the live credential points at
	Signed    Pair   // what it was signed with
}

// SourceTexts are the ways in which it was made, as catalogue keys.
func (p *verifyPage) SourceTexts() []string {
	var texts []string
	for _, s := range p.Sources() {
		texts = append(texts, sourceTexts[s])
	}
	return texts
}

// Snippet is what shows the badge on another page; it needs no script.
func (p *verifyPage) Snippet() string {
	alt := p.T("Certified human-made: %s", p.Title) + ". " + p.T("Checked by %s", p.Coop.Name)
	return fmt.Sprintf(`<a href="%[1]s/verify/%[2]s"><img src="%[1]s/badges/%[2]s.svg" width="96" height="96" alt="%[3]s"></a>`, p.Address, p.ID, html.EscapeString(alt))
}

// verdict is what a status means, in the words and signs of the page.
type verdict struct{ title, icon string }

var verdicts = map[string]verdict{
	Valid:       {locale.Mark("This certificate is valid"), "shield-check"},
	Suspended:   {locale.Mark("This certificate is suspended"), "clock"},
	Revoked:     {locale.Mark("This certificate is revoked"), "circle-alert"},
	Expired:     {locale.Mark("This certificate has expired"), "clock"},
	NotYetValid: {locale.Mark("This certificate is not valid yet"), "clock"},
}

// VerdictTitle is the catalogue key of what the certificate is worth.
func (l Line) VerdictTitle() string { return verdicts[l.Status()].title }

// VerdictIcon is the sign beside it.
func (l Line) VerdictIcon() string { return verdicts[l.Status()].icon }

// Told reports whether there is a reason to read.
func (p *verifyPage) Told() bool { return p.State != Valid && p.Reason != "" }

// InForce reports whether nobody has taken it back, whatever the dates say.
func (p *verifyPage) InForce() bool { return p.State == Valid }

// Count is the number of a review, from 1.
func (p *verifyPage) Count(i int) int { return i + 1 }

// CriteriaText is the catalogue key of the rules by which a work counts as human-made.
func (p *verifyPage) CriteriaText() string { return criteria }

// verify handles GET /verify/{id}.
func (p pages) verify(e *core.RequestEvent) error {
	d, err := p.detailOf(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	page := &verifyPage{detail: d, CraftText: p.CraftText(d.Craft)}
	if page.Address, err = p.Origin(e.App); err != nil {
		page.Address = ""
	}
	if page.Signed, err = pairOf(e.App, d.Pair); err != nil {
		return err
	}
	purpose := credential.Revocation
	if d.State == Suspended {
		purpose = credential.Suspension
	}
	page.List = listOf(d.Batch, purpose)
	return p.site.Show(e, "certificates/verify.html", page)
}

// qr handles GET /verify/{id}/qr.svg: the address of the page, for paper.
func (p pages) qr(e *core.RequestEvent) error {
	if _, err := ByID(e.App, e.Request.PathValue("id")); err != nil {
		return err
	}
	origin, err := p.Origin(e.App)
	if err != nil {
		return fault.Missing()
	}
	raw, err := p.papers.get("qr "+origin+" "+e.Request.PathValue("id"), func() ([]byte, error) {
		return drawQR(origin + "/verify/" + e.Request.PathValue("id"))
	})
	if err != nil {
		return err
	}
	return web.Picture(e, "image/svg+xml", raw)
}

// drawQR is the code as a picture, dark on white in both schemes, because cameras need it so.
func drawQR(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("draw qr: %w", err)
	}
	const quiet = 4
	n := code.Bounds().Dx()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[1]d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%[1]dv%[1]dH0z"/><path d="`, n+2*quiet)
	for y := range n {
		for x := range n {
			if dark, _, _, _ := code.At(x, y).RGBA(); dark == 0 {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	b.WriteString(`"/></svg>`)
	return []byte(b.String()), nil
}

// short is a digest of what a document says, for the key it is kept under.
func short(raw []byte) string {
	sum := sha256.Sum256(raw)
	return fmt.Sprintf("%x", sum[:8])
}
