package certificates

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cooperage/hooks/certificates/badges"
	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Media types, by the standards that name them: VC Data Model 2.0, Securing VCs using JOSE and COSE, DID Core, RFC 7517.
const (
	typeCredential = "application/vc"
	typeToken      = "application/vc+jwt"
	typeDID        = "application/did+json"
	typeJWKS       = "application/jwk-set+json"
)

// credential handles GET /credentials/{id} and its twin /credentials/{id}.jwt.
func (p pages) credential(e *core.RequestEvent) error {
	id, asToken := strings.CutSuffix(e.Request.PathValue("file"), ".jwt")
	_, text, token, err := p.live(e.App, id)
	if err != nil {
		return err
	}
	if asToken {
		return web.Document(e, typeToken, []byte(token))
	}
	return web.Document(e, typeCredential, text)
}

// statusList handles GET /credentials/status/{number}.
func (p pages) statusList(e *core.RequestEvent) error {
	n, err := strconv.Atoi(e.Request.PathValue("number"))
	if err != nil || n < 1 || strconv.Itoa(n) != e.Request.PathValue("number") {
		return fault.Missing()
	}
	list, err := p.statusListOf(e.App, n)
	if err != nil {
		return err
	}
	return web.Document(e, typeCredential, list)
}

// didDocument handles GET /.well-known/did.json.
func (p pages) didDocument(e *core.RequestEvent) error {
	did, all, err := p.methods(e.App)
	if err != nil {
		return err
	}
	raw, err := credential.DIDDocument(did, all)
	if err != nil {
		return fmt.Errorf("write the DID document: %w", err)
	}
	return web.Document(e, typeDID, raw)
}

// jwks handles GET /.well-known/jwks.json.
func (p pages) jwks(e *core.RequestEvent) error {
	_, all, err := p.methods(e.App)
	if err != nil {
		return err
	}
	raw, err := credential.JWKS(all)
	if err != nil {
		return fmt.Errorf("write the key set: %w", err)
	}
	return web.Document(e, typeJWKS, raw)
}

// badgeSize is the width of a PNG in pixels: sharp on screens of two pixels to one, and in print.
const badgeSize = 512

// badge handles GET /badges/{id}.svg and .png, baked with the credential, and the signs that stand for no
// single work, such as /badges/human.svg, which hold none.
func (p pages) badge(e *core.RequestEvent) error {
	file := e.Request.PathValue("file")
	id, svg := strings.CutSuffix(file, ".svg")
	if !svg {
		var png bool
		if id, png = strings.CutSuffix(file, ".png"); !png {
			return fault.Missing()
		}
	}
	raw, err := p.drawn(e, id, svg)
	if err != nil {
		return err
	}
	kind := "image/png"
	if svg {
		kind = "image/svg+xml"
	}
	return web.Picture(e, kind, raw)
}

// signOf begins the name of a seal that does not count, such as certified-revoked, for lists of works.
const signOf = "certified-"

var resting = []badges.State{badges.Suspended, badges.Revoked, badges.Expired}

// signs are the words of the badges that stand for no single work: the tiers, which are declared, and the seal.
var signs = map[string]struct{ title, about string }{
	"human":     {locale.Mark("Human-made"), declared},
	"assisted":  {locale.Mark("AI-assisted"), declared},
	"hybrid":    {locale.Mark("Hybrid"), declared},
	"certified": {locale.Mark("Certified human-made"), locale.Mark("The seal of %s. Each certified work has one of its own, with its credential inside.")},
}

var declared = locale.Mark("A tier of work at %s, declared by whoever makes it.")

// drawn is a sign or the badge of a certificate, in the co-op's language: it is one file for all.
func (p pages) drawn(e *core.RequestEvent, id string, svg bool) ([]byte, error) {
	coop := p.site.Coop(e.App)
	l := p.site.Catalogs().For(coop.Language, coop.Location())
	of, state, not := strings.Cut(id, "-")
	if !not {
		state = string(badges.Valid)
	}
	if sign, ok := signs[of]; ok && (!not || signOf == of+"-" && slices.Contains(resting, badges.State(state))) {
		b := badges.Badge{Kind: badges.Kind(of), State: badges.State(state), Title: l.T(sign.title), Description: l.T(sign.about, coop.Name), Lang: l.Code}
		return p.papers.get(fmt.Sprintf("sign %s %t %s %s", id, svg, coop.Name, l.Code), func() ([]byte, error) { return p.picture(b, svg) })
	}
	s, text, _, err := p.live(e.App, id)
	if err != nil {
		return nil, err
	}
	status := s.Status()
	b := badges.Badge{Kind: badges.Certified, State: badgeStates[status], Lang: l.Code, Title: l.T("Certified human-made: %s", s.Title),
		Description: l.T("%s. Made by %s, certified by %s. A checked statement, not proof.", l.T(statusTexts[status]), s.Maker, coop.Name)}
	return p.papers.get(fmt.Sprintf("badge %s %t %s %s %s %s", id, svg, status, short(text), coop.Name, l.Code), func() ([]byte, error) {
		picture, err := p.picture(b, svg)
		if err != nil {
			return nil, err
		}
		return credential.Bake(picture, text)
	})
}

// badgeStates are the drawings of the states; one that is not valid yet is drawn as one that rests.
var badgeStates = map[string]badges.State{Valid: badges.Valid, Suspended: badges.Suspended, Revoked: badges.Revoked, Expired: badges.Expired,
	NotYetValid: badges.Suspended}

// picture draws a badge. A PNG takes a processor for 30 ms and says nothing of the single work, so it is drawn once.
func (p pages) picture(b badges.Badge, svg bool) ([]byte, error) {
	if svg {
		return badges.SVG(b), nil
	}
	b.Size = badgeSize
	return p.papers.get(fmt.Sprintf("picture %s %s", b.Kind, b.State), func() ([]byte, error) { return badges.PNG(b) })
}
