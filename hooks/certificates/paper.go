package certificates

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// Origin is the public address of the site, which credentials and the co-op's did:web are made of: the one in the
// settings, over https. On this machine it is where the server listens, so that the demo's credentials can be
// checked on whichever port it runs.
func (r *Room) Origin(app core.App) (string, error) {
	u, err := url.Parse(strings.TrimRight(app.Settings().Meta.AppURL, "/"))
	if err != nil || u.Hostname() == "" {
		return "", fmt.Errorf("the site has no address: %q", app.Settings().Meta.AppURL)
	}
	origin := "https://" + u.Host
	if credential.Loopback(u.Hostname()) {
		origin = "http://" + r.loopback(u.Host)
	}
	if _, err := credential.DID(origin); err != nil {
		return "", err
	}
	return origin, nil
}

// loopback is where the server is reached on this machine.
func (r *Room) loopback(usual string) string {
	host, port, err := net.SplitHostPort(r.address)
	if err != nil || port == "" || port == "0" {
		return usual
	}
	if !credential.Loopback(host) || strings.Contains(host, ":") {
		host = "localhost" // it listens on every address, or on one that a did:web cannot say
	}
	return net.JoinHostPort(host, port)
}

// maxPapers is how many bytes are kept in memory of documents that are not stored: status lists, suspended
// certificates, badges.
const maxPapers = 8 << 20

// papers keeps documents by everything that they say.
type papers struct {
	mu     sync.Mutex
	kept   map[string][]byte
	making map[string]*making
	size   int
}

// making is a document while it is made; raw and err are set when done is closed.
type making struct {
	done chan struct{}
	raw  []byte
	err  error
}

// get returns the document, made once however many ask. Only those wait who ask for the same.
func (p *papers) get(key string, draw func() ([]byte, error)) ([]byte, error) {
	p.mu.Lock()
	if raw, ok := p.kept[key]; ok {
		p.mu.Unlock()
		return raw, nil
	}
	if m, ok := p.making[key]; ok {
		p.mu.Unlock()
		<-m.done
		return m.raw, m.err
	}
	m := &making{done: make(chan struct{}), err: errUndrawn}
	if p.making == nil {
		p.making = map[string]*making{}
	}
	p.making[key] = m
	p.mu.Unlock()
	defer p.made(key, m)
	m.raw, m.err = draw()
	return m.raw, m.err
}

// errUndrawn is what those get who waited for a document whose making panicked.
var errUndrawn = errors.New("the document could not be made")

// made keeps what was made and lets those go who wait for it.
func (p *papers) made(key string, m *making) {
	p.mu.Lock()
	defer p.mu.Unlock()
	defer close(m.done)
	delete(p.making, key)
	if m.err != nil {
		return
	}
	if p.size += len(key) + len(m.raw); p.kept == nil || p.size > maxPapers {
		p.kept, p.size = map[string][]byte{}, len(key)+len(m.raw)
	}
	p.kept[key] = m.raw
}

// statement is everything that a credential says.
type statement struct {
	id          string
	facts       Facts
	handle      string
	maker       string
	batch, slot int
	purpose     string // which of the two lists of the batch it points at
}

// lists are the numbers of a batch's two lists.
func listOf(batch int, purpose string) int {
	if purpose == credential.Suspension {
		return 2 * batch
	}
	return 2*batch - 1
}

func listURL(origin string, number int) string {
	return origin + "/credentials/status/" + strconv.Itoa(number)
}

// sign returns the credential with its proof, and its twin as a compact JWS.
func (r *Room) sign(app core.App, origin string, keys *signers, s statement, at time.Time) (text []byte, token string, err error) {
	content, err := r.content(app, origin, s)
	if err != nil {
		return nil, "", err
	}
	doc, err := credential.Build(content)
	if err != nil {
		return nil, "", err
	}
	if text, err = doc.Sign(keys.ofDocument(content.Issuer.DID), at); err != nil {
		return nil, "", err
	}
	token, err = doc.Token(keys.ofToken(content.Issuer.DID))
	return text, token, err
}

// content puts the statement into the words of a credential, in the co-op's language.
func (r *Room) content(app core.App, origin string, s statement) (credential.Content, error) {
	did, err := credential.DID(origin)
	if err != nil {
		return credential.Content{}, err
	}
	coop, f := r.site.Coop(app), s.facts
	l := r.site.Catalogs().For(coop.Language, coop.Location())
	address, page := origin+"/credentials/"+s.id, origin+"/verify/"+s.id
	c := credential.Content{ID: address, Name: l.T("Human-made: %s", f.Title), Description: f.About,
		Issuer:  credential.Issuer{DID: did, Name: coop.Name, URL: origin + "/"},
		Subject: credential.Subject{ID: origin + "/members/" + url.PathEscape(s.handle), Name: s.maker},
		Achievement: credential.Achievement{ID: address + "#work", Name: f.Title, Description: f.About, Criteria: l.T(criteria),
			Image: origin + "/badges/" + s.id + ".svg", Sources: f.Sources, Tags: []string{l.T(r.CraftText(f.Craft))}},
		From: f.From, Until: f.Until,
		Status: []credential.Status{{List: listURL(origin, listOf(s.batch, s.purpose)), Index: s.slot, Purpose: s.purpose}}}
	for i, review := range f.Reviews {
		n := strconv.Itoa(i + 1)
		c.Evidence = append(c.Evidence, credential.Evidence{ID: page + "#review-" + n, Name: l.T("Review %s", n), Narrative: review.Says})
	}
	for _, file := range f.Files {
		sum, err := hex.DecodeString(file.SHA256)
		if err != nil || len(sum) != 32 {
			return c, fmt.Errorf("the digest of %q is damaged", file.Name)
		}
		c.Files = append(c.Files, credential.File{ID: address + "/files/" + url.PathEscape(file.Name), MediaType: file.MediaType, SHA256: [32]byte(sum)})
	}
	return c, nil
}

// facts are the stored facts of a certificate.
func (s *signedText) facts() Facts {
	return Facts{Title: s.Title, About: s.About, Craft: s.Craft, Sources: s.Sources(), Files: s.Files(), Reviews: s.Reviews(),
		From: s.From.Time(), Until: s.Until.Time()}
}

// live is the credential as it stands at its address, in both forms. That is what was signed when it was issued, but
// for a suspended one: that is signed anew with its entry in the list of suspensions, so that a reader who finds a
// copy's bit set in the list of revocations learns here that it may come back. One bit alone could not say so, and two
// entries would break Open Badges 3.0, which has a single credentialStatus. A co-op that has moved to another address
// signs anew as well, for it speaks under another name now.
func (r *Room) live(app core.App, id string) (s *signedText, text []byte, token string, err error) {
	if s, err = r.signedOf(app, id); err != nil {
		return nil, nil, "", err
	}
	origin, err := r.Origin(app)
	if err != nil {
		return nil, nil, "", fmt.Errorf("%w (%w)", fault.Missing(), err)
	}
	if s.State != Suspended && s.Origin == origin {
		return s, []byte(s.Credential), s.Compact, nil
	}
	now := s.Created.Time()
	purpose := credential.Revocation
	if s.State == Suspended {
		now, purpose = s.Decided.Time(), credential.Suspension
	}
	keys, err := r.unlock(app)
	if err != nil {
		return nil, nil, "", errors.Join(fault.New(fault.Unavailable, "The co-op cannot sign at the moment. Please try again later."), err)
	}
	both, err := r.papers.get(fmt.Sprintf("credential %s %s %s %d %s", id, s.State, origin, keys.Number, s.Decided), func() ([]byte, error) {
		text, token, err := r.sign(app, origin, keys, statement{id: id, facts: s.facts(), handle: s.Handle, maker: s.Maker, batch: s.Batch,
			slot: s.Slot, purpose: purpose}, now)
		return append(append([]byte(token), '\n'), text...), err
	})
	if err != nil {
		return nil, nil, "", fmt.Errorf("sign certificate %s: %w", id, err)
	}
	token, rest, _ := strings.Cut(string(both), "\n")
	return s, []byte(rest), token, nil
}

// statusListOf is the signed list of the number. It is built when something in its batch has changed since, when the
// keys or the address have, and after a start; see papers.
func (r *Room) statusListOf(app core.App, number int) ([]byte, error) {
	batch, purpose := (number+1)/2, credential.Revocation
	if number%2 == 0 {
		purpose = credential.Suspension
	}
	var row struct {
		Version int            `db:"version"`
		Updated types.DateTime `db:"updated"`
	}
	err := app.ConcurrentDB().Select("version", "updated").From("status_lists").Where(dbx.HashExp{"batch": batch}).One(&row)
	if err != nil {
		return nil, err // of an unknown list: no rows, which is a 404
	}
	origin, err := r.Origin(app)
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", fault.Missing(), err)
	}
	keys, err := r.unlock(app)
	if err != nil {
		return nil, errors.Join(fault.New(fault.Unavailable, "The co-op cannot sign at the moment. Please try again later."), err)
	}
	// The version is read before the bits, so a list is never older than the version it is kept under.
	return r.papers.get(fmt.Sprintf("list %d %d %s %d", number, row.Version, origin, keys.Number), func() ([]byte, error) {
		return r.buildList(app, origin, keys, batch, purpose, row.Updated.Time())
	})
}

// buildList sets the bits: a suspended or revoked work stands in both lists, so that every copy of its credential is
// refused, whichever list it points at; a copy from while it was suspended is still about after it was revoked.
func (r *Room) buildList(app core.App, origin string, keys *signers, batch int, purpose string, at time.Time) ([]byte, error) {
	var slots []int
	err := app.ConcurrentDB().Select("slot").From("certificates").Where(dbx.HashExp{"batch": batch}).AndWhere(dbx.In("state", Suspended, Revoked)).
		AndWhere(dbx.NewExp("state != 'valid'")).Column(&slots)
	if err != nil {
		return nil, fmt.Errorf("read the status of certificates: %w", err)
	}
	bits, err := credential.NewList(0)
	if err != nil {
		return nil, err
	}
	for _, slot := range slots {
		if err := bits.Set(slot, true); err != nil {
			return nil, err
		}
	}
	did, err := credential.DID(origin)
	if err != nil {
		return nil, err
	}
	doc, err := credential.StatusList{ID: listURL(origin, listOf(batch, purpose)), Issuer: credential.Issuer{DID: did}, Purpose: purpose,
		List: bits, From: at}.Build()
	if err != nil {
		return nil, err
	}
	return doc.Sign(keys.ofDocument(did), at)
}

// methods are the co-op's public keys under its present address, with the DID.
func (r *Room) methods(app core.App) (did string, all []credential.Method, err error) {
	pairs, err := Pairs(app)
	if err != nil {
		return "", nil, err
	}
	origin, err := r.Origin(app)
	if err != nil || len(pairs) == 0 {
		return "", nil, fault.Missing() // it has no name, or nothing to say under it, yet
	}
	if did, err = credential.DID(origin); err != nil {
		return "", nil, err
	}
	for _, p := range pairs {
		keys, err := p.methods(did)
		if err != nil {
			return "", nil, err
		}
		all = append(all, keys...)
	}
	return did, all, nil
}
