package certificates

import (
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Limits of what is certified.
const (
	MaxTitle   = 120
	MaxAbout   = 1000
	MaxReview  = 1000
	MaxParts   = 20
	MaxFiles   = 30
	MinReviews = 3 // reviewers who agreed, each another member; certification.md, 2
)

// Human is the tier that is certified. The other tiers are declared, and never sealed.
const Human = "human"

// Facts are what the review process knows of a work when it certifies it.
type Facts struct {
	Person  *members.Person // who made it
	Work    string          // id of the sample on the member's profile that shows it, or ""
	Title   string
	About   string // what it is, in a few sentences
	Craft   string
	Parts   []Part
	Sources []string // IPTC digital source types, such as digitalCreation
	Files   []File
	Reviews []Review
	Made    time.Time // when it was delivered
	From    time.Time // zero: now
	Until   time.Time // zero: Years after From; never later than that
}

// Issue certifies a work: it signs a credential and keeps it, in one transaction. Facts that are missing or cannot be
// signed are fault.Invalid with a problem for each. Only code calls it, when the review of a work has ended.
func (r *Room) Issue(app core.App, f Facts) (*Certificate, error) {
	now := r.clock.Now()
	if f.From.IsZero() {
		f.From = now
	}
	// Credentials say whole seconds.
	f.From = f.From.UTC().Truncate(time.Second)
	if f.Until.IsZero() {
		f.Until = f.From.AddDate(Years, 0, 0)
	}
	f.Until = f.Until.UTC().Truncate(time.Second)
	if err := r.check(f, now); err != nil {
		return nil, err
	}
	c := &Certificate{}
	err := app.RunInTransaction(func(tx core.App) error {
		if err := r.EnsureKeys(tx); err != nil {
			return err
		}
		rec, err := r.draft(tx, f, now)
		if err != nil {
			return err
		}
		if err := tx.Save(rec); err != nil {
			return fmt.Errorf("issue: %w", err)
		}
		c.SetProxyRecord(rec)
		return notices.Tell(tx, notices.News{To: f.Person.Id, Kind: "certificate", Text: locale.Mark("Your work is certified as human-made: %s"),
			Args: []any{f.Title}, Link: "/verify/" + rec.Id})
	})
	return c, err
}

// draft is the record with everything signed.
func (r *Room) draft(tx core.App, f Facts, now time.Time) (*core.Record, error) {
	collection, err := tx.FindCachedCollectionByNameOrId("certificates")
	if err != nil {
		return nil, fmt.Errorf("issue: %w", err)
	}
	batch, slot, err := reserve(tx, now)
	if err != nil {
		return nil, err
	}
	rec := core.NewRecord(collection)
	rec.Id = core.GenerateDefaultRandomId()
	rec.Load(map[string]any{"person": f.Person.Id, "work": f.Work, "maker": f.Person.Name(), "title": f.Title, "about": f.About, "craft": f.Craft,
		"parts": f.Parts, "sources": f.Sources, "files": f.Files, "reviews": f.Reviews, "made": f.Made, "validFrom": f.From,
		"validUntil": f.Until, "batch": batch, "slot": slot, "state": Valid, "created": now, "updated": now})
	keys, err := r.unlock(tx)
	if err != nil {
		return nil, fmt.Errorf("issue: %w", err)
	}
	origin, err := r.Origin(tx)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "The co-op needs an address with a domain name before it can certify work. The host sets it in the dashboard.")
	}
	s := statement{id: rec.Id, facts: f, handle: f.Person.Handle(), maker: f.Person.Name(), batch: batch, slot: slot, purpose: credential.Revocation}
	text, token, err := r.sign(tx, origin, keys, s, now)
	if err != nil {
		return nil, fmt.Errorf("issue: %w", err)
	}
	rec.Load(map[string]any{"pair": keys.Number, "origin": origin, "credential": string(text), "compact": token})
	return rec, nil
}

// reserve takes a place in the status lists. It is drawn by lot among all of them, and half of a list stays empty, so
// that neighbours and numbers tell nothing about whose it is or how many there are.
func reserve(tx core.App, now time.Time) (batch, slot int, err error) {
	var row struct {
		Batch int `db:"batch"`
		Used  int `db:"used"`
	}
	err = tx.DB().NewQuery("SELECT batch, used FROM status_lists ORDER BY batch DESC LIMIT 1").One(&row)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, 0, fmt.Errorf("find the status list: %w", err)
	}
	if row.Batch == 0 || row.Used >= credential.MinList/2 {
		row.Batch++
		if err := openBatch(tx, row.Batch, now); err != nil {
			return 0, 0, err
		}
	}
	for {
		drawn, err := rand.Int(rand.Reader, big.NewInt(credential.MinList))
		if err != nil {
			return 0, 0, fmt.Errorf("draw a place in the status list: %w", err)
		}
		slot = int(drawn.Int64())
		var taken int
		err = tx.DB().NewQuery("SELECT COUNT(*) FROM certificates WHERE batch = {:batch} AND slot = {:slot}").
			Bind(dbx.Params{"batch": row.Batch, "slot": slot}).Row(&taken)
		if err != nil {
			return 0, 0, fmt.Errorf("look at the status list: %w", err)
		}
		if taken == 0 {
			break
		}
	}
	_, err = tx.DB().NewQuery("UPDATE status_lists SET used = used + 1 WHERE batch = {:batch}").Bind(dbx.Params{"batch": row.Batch}).Execute()
	if err != nil {
		return 0, 0, fmt.Errorf("take a place in the status list: %w", err)
	}
	return row.Batch, slot, nil
}

func openBatch(tx core.App, batch int, now time.Time) error {
	_, err := tx.DB().Insert("status_lists", dbx.Params{"batch": batch, "updated": members.Stamp(now)}).Execute()
	if err != nil {
		return fmt.Errorf("open a status list: %w", err)
	}
	return nil
}

// check finds everything that is missing or cannot be signed.
func (r *Room) check(f Facts, now time.Time) error {
	var p fault.Problems
	if f.Person == nil || !f.Person.IsMember() {
		p.Add("person", "Only the work of members is certified.")
	} else {
		signable(&p, "person", f.Person.Name(), 200)
	}
	signable(&p, "title", f.Title, MaxTitle)
	signable(&p, "about", f.About, MaxAbout)
	if r.CraftText(f.Craft) == "" {
		p.Add("craft", "Please choose one of the list.")
	}
	checkParts(&p, f.Parts)
	if len(f.Sources) == 0 || slices.ContainsFunc(f.Sources, func(s string) bool { return sourceTexts[s] == "" }) {
		p.Add("sources", "Please say how it was made, by digital source types of people's own work.")
	}
	checkFiles(&p, f.Files)
	checkReviews(&p, f, now)
	if f.Made.IsZero() || f.Made.After(now) {
		p.Add("made", "Please say when the work was delivered.")
	}
	if !f.From.Before(f.Until) || f.Until.After(f.From.AddDate(Years, 0, 0)) {
		p.Add("until", "A certificate is valid for at most %d years.", Years)
	}
	return p.Err()
}

// signable refuses texts that are missing, too long, or hold what would not come out of a signature as it went in.
func signable(p *fault.Problems, field, text string, max int) {
	switch {
	case strings.TrimSpace(text) == "":
		p.Add(field, "This is needed.")
	case utf8.RuneCountInString(text) > max:
		p.Add(field, "This may have at most %d characters.", max)
	case credential.Clean(text) != text:
		p.Add(field, "This holds characters that cannot be signed.")
	}
}

func checkParts(p *fault.Problems, parts []Part) {
	if len(parts) == 0 || len(parts) > MaxParts {
		p.Add("parts", "Please name the parts of the work.")
	}
	for _, part := range parts {
		if part.Tier != Human && !p.Has("parts") {
			p.Add("parts", "Only work that is human-made in every part can be certified.")
		}
		if !slices.Contains(partKinds, part.Kind) && !p.Has("parts") {
			p.Add("parts", "Please name the parts of the work.")
		}
		if !p.Has("parts") {
			signable(p, "parts", part.Title, MaxTitle)
		}
	}
}

func checkFiles(p *fault.Problems, files []File) {
	if len(files) == 0 || len(files) > MaxFiles {
		p.Add("files", "Please name the delivered files with their digests.")
	}
	seen := map[string]bool{}
	for _, f := range files {
		if raw, err := hex.DecodeString(f.SHA256); (err != nil || len(raw) != 32 || seen[f.Name] || strings.ContainsAny(f.Name, "/\\\n\r\t")) && !p.Has("files") {
			p.Add("files", "Please name the delivered files with their digests.")
		}
		seen[f.Name] = true
		if !p.Has("files") {
			signable(p, "files", f.Name, 200)
		}
	}
}

func checkReviews(p *fault.Problems, f Facts, now time.Time) {
	seen := map[string]bool{}
	for _, review := range f.Reviews {
		if f.Person != nil && review.Reviewer == f.Person.Id || review.Reviewer == "" || seen[review.Reviewer] || review.At.IsZero() || review.At.After(now) {
			p.Add("reviews", "Each review needs another member and its time.")
			return
		}
		seen[review.Reviewer] = true
		if signable(p, "reviews", review.Says, MaxReview); p.Has("reviews") {
			return
		}
	}
	if len(seen) < MinReviews {
		p.Add("reviews", "At least %d members must have reviewed the work.", MinReviews)
	}
}
