package certificates

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"time"

	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// rsaBits is the length of the RSA keys, the least that RS256 allows: their signatures stand in every token.
const rsaBits = 2048

// Pair is one row of issuer_keys as it may be shown: an Ed25519 key for documents, an RSA key for tokens. Its private
// halves are read by unlock only.
type Pair struct {
	Number   int            `db:"number"`
	Document string         `db:"document"` // public key, PKIX in base64
	Token    string         `db:"token"`
	Created  types.DateTime `db:"created"`
	Retired  types.DateTime `db:"retired"` // zero while in use
}

// Current reports whether the co-op signs with it.
func (p Pair) Current() bool { return p.Retired.IsZero() }

// DocumentPrint and TokenPrint are the keys' fingerprints, as OpenSSH writes them: SHA-256 of the public key.
func (p Pair) DocumentPrint() string { return fingerprint(p.Document) }

// TokenPrint is the fingerprint of the RSA key.
func (p Pair) TokenPrint() string { return fingerprint(p.Token) }

func fingerprint(public string) string {
	raw, err := base64.StdEncoding.DecodeString(public)
	if err != nil {
		return "" // the room wrote it
	}
	sum := sha256.Sum256(raw)
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}

func (p Pair) names(did string) (document, token string) {
	n := strconv.Itoa(p.Number)
	return did + "#key-" + n, did + "#rsa-" + n
}

// methods are the public keys under their addresses.
func (p Pair) methods(did string) ([]credential.Method, error) {
	document, err := public[ed25519.PublicKey](p.Document)
	if err != nil {
		return nil, err
	}
	token, err := public[*rsa.PublicKey](p.Token)
	if err != nil {
		return nil, err
	}
	first, second := p.names(did)
	return []credential.Method{{ID: first, Ed25519: document}, {ID: second, RSA: token}}, nil
}

func public[K any](text string) (key K, err error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return key, fmt.Errorf("read a public key: %w", err)
	}
	any, err := x509.ParsePKIXPublicKey(raw)
	if err != nil {
		return key, fmt.Errorf("read a public key: %w", err)
	}
	key, ok := any.(K)
	if !ok {
		return key, fmt.Errorf("read a public key: it is a %T", any)
	}
	return key, nil
}

// Pairs returns all pairs, the newest first. Their public halves stay known for good.
func Pairs(app core.App) ([]Pair, error) {
	var list []Pair
	err := app.ConcurrentDB().Select("number", "document", "token", "created", "retired").From("issuer_keys").OrderBy("number DESC").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list issuer keys: %w", err)
	}
	return list, nil
}

// current returns the pair in use, or fault.NotFound before there is one.
func current(app core.App) (*Pair, error) {
	p := &Pair{}
	err := app.DB().Select("number", "document", "token", "created", "retired").From("issuer_keys").Where(dbx.HashExp{"retired": ""}).One(p)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find the issuer keys: %w", err)
	}
	return p, nil
}

// pairOf returns the pair with the number; the zero Pair when there is none.
func pairOf(app core.App, number int) (p Pair, err error) {
	err = app.ConcurrentDB().Select("number", "document", "token", "created", "retired").From("issuer_keys").Where(dbx.HashExp{"number": number}).One(&p)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return p, fmt.Errorf("find issuer keys: %w", err)
	}
	return p, nil
}

// EnsureKeys makes the first pair of keys where there is none.
func (r *Room) EnsureKeys(app core.App) error {
	return app.RunInTransaction(func(tx core.App) error {
		if _, err := current(tx); !fault.Is(err, fault.NotFound) {
			return err
		}
		if err := r.makePair(tx, 1, true); err != nil {
			return err
		}
		return openBatch(tx, 1, r.clock.Now())
	})
}

// Rotate makes a new pair of keys, which signs from now on, in place of the pair with the number. The old one signs no
// more; what it signed stays valid. A pair that is not in use is fault.Conflict: somebody has rotated meanwhile.
func (r *Room) Rotate(app core.App, by *members.Person, number string) error {
	if err := steward(app, by, r.clock.Now()); err != nil {
		return err
	}
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		old, err := current(tx)
		if err != nil {
			return err
		}
		if strconv.Itoa(old.Number) != number {
			return fault.New(fault.Conflict, "The keys have been changed meanwhile, so nothing was done.")
		}
		_, err = tx.DB().Update("issuer_keys", dbx.Params{"retired": members.Stamp(now)}, dbx.HashExp{"number": old.Number}).Execute()
		if err != nil {
			return fmt.Errorf("rotate issuer keys: %w", err)
		}
		// A lost data key is made anew: the old private keys are beyond reach then, and rotating is the way out.
		if err := r.makePair(tx, old.Number+1, true); err != nil {
			return err
		}
		return members.Audit(tx, now, members.Act{By: by, Office: "steward", Text: locale.Mark("Changed the keys that certificates are signed with: pair %s is in use."),
			Args: []string{strconv.Itoa(old.Number + 1)}, Link: "/admin/seal"})
	})
}

// makePair makes and stores a pair; with create, a missing data key is made too.
func (r *Room) makePair(tx core.App, number int, create bool) error {
	data, err := r.dataKey(tx, create)
	if err != nil {
		return fmt.Errorf("make issuer keys: %w", err)
	}
	_, document, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("make issuer keys: %w", err)
	}
	token, err := rsa.GenerateKey(rand.Reader, rsaBits)
	if err != nil {
		return fmt.Errorf("make issuer keys: %w", err)
	}
	row := dbx.Params{"number": number, "created": members.Stamp(r.clock.Now())}
	for field, key := range map[string]crypto.Signer{"document": document, "token": token} {
		secret, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return fmt.Errorf("make issuer keys: %w", err)
		}
		open, err := x509.MarshalPKIXPublicKey(key.Public())
		if err != nil {
			return fmt.Errorf("make issuer keys: %w", err)
		}
		row[field] = base64.StdEncoding.EncodeToString(open)
		row[field+"Secret"] = seal(data, field+" key "+strconv.Itoa(number), secret)
	}
	if _, err := tx.DB().Insert("issuer_keys", row).Execute(); err != nil {
		return fmt.Errorf("make issuer keys: %w", err)
	}
	return nil
}

// signers are the private halves of a pair, ready to sign.
type signers struct {
	Pair
	document ed25519.PrivateKey
	token    *rsa.PrivateKey
}

func (s *signers) ofDocument(did string) credential.Signer {
	name, _ := s.names(did)
	return credential.Signer{Method: name, Key: s.document}
}

func (s *signers) ofToken(did string) credential.TokenSigner {
	_, name := s.names(did)
	return credential.TokenSigner{Method: name, Key: s.token}
}

// unlock returns the pair in use with its private halves.
func (r *Room) unlock(app core.App) (*signers, error) {
	p, err := current(app)
	if err != nil {
		return nil, err
	}
	if s, ok := r.unlocked.Load(p.Document); ok {
		return s.(*signers), nil
	}
	data, err := r.dataKey(app, false)
	if err != nil {
		return nil, err
	}
	var row struct {
		Document string `db:"documentSecret"`
		Token    string `db:"tokenSecret"`
	}
	err = app.DB().Select("documentSecret", "tokenSecret").From("issuer_keys").Where(dbx.HashExp{"number": p.Number}).One(&row)
	if err != nil {
		return nil, fmt.Errorf("read issuer keys: %w", err)
	}
	s := &signers{Pair: *p}
	if s.document, err = private[ed25519.PrivateKey](data, "document key "+strconv.Itoa(p.Number), row.Document); err != nil {
		return nil, err
	}
	if s.token, err = private[*rsa.PrivateKey](data, "token key "+strconv.Itoa(p.Number), row.Token); err != nil {
		return nil, err
	}
	// By its public key, not its number: another number one may come after a transaction that was undone.
	r.unlocked.Store(p.Document, s)
	return s, nil
}

// Sound is a check of the installation: the co-op can sign.
func (r *Room) Sound(app core.App) error {
	_, err := r.unlock(app)
	if fault.Is(err, fault.NotFound) {
		return nil // not founded yet
	}
	return err
}

// Since is when the pair was made.
func (p Pair) Since() time.Time { return p.Created.Time() }

// Until is when it was retired.
func (p Pair) Until() time.Time { return p.Retired.Time() }
