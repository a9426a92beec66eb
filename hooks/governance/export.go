package governance

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"cooperage/hooks/fault"

	"github.com/pocketbase/pocketbase/core"
)

// counted returns a motion with its closing record; before the close there is nothing to export.
func (r *Room) counted(e *core.RequestEvent) (*Motion, *Record, error) {
	m, err := r.visible(e)
	if err != nil {
		return nil, nil, err
	}
	if !m.IsDecided() {
		return nil, nil, fault.Missing()
	}
	rec, err := RecordOf(e.App, m.ID)
	return m, rec, err
}

// ballotsJSON handles GET /votes/{id}/ballots.json: everything a recount needs.
func (r *Room) ballotsJSON(e *core.RequestEvent) error {
	m, rec, err := r.counted(e)
	if err != nil {
		return err
	}
	election, _, err := electionOf(e.App, m, rec)
	if err != nil {
		return err
	}
	return send(e, election)
}

// ballotsCSV handles GET /votes/{id}/ballots.csv: one ballot a line, sorted by tracker or voter.
func (r *Room) ballotsCSV(e *core.RequestEvent) error {
	m, rec, err := r.counted(e)
	if err != nil {
		return err
	}
	election, _, err := electionOf(e.App, m, rec)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	head := []string{"tracker", "choice"}
	if !m.IsSecret() {
		head[0] = "voter"
	}
	if m.Kind == FeeLevel {
		head[1] = "value"
	}
	err = w.Write(head)
	for _, x := range election.Ballots {
		said := x.Choice
		if x.Value != nil {
			said = strconv.FormatInt(*x.Value, 10)
		}
		if err == nil {
			err = w.Write([]string{x.Tracker + x.Voter, said})
		}
	}
	if w.Flush(); err != nil || w.Error() != nil {
		return fmt.Errorf("write ballots of motion %d: %w", m.ID, err)
	}
	return e.Blob(http.StatusOK, "text/csv; charset=utf-8", b.Bytes())
}

// recordFile is /votes/{id}/record.json. Body, Rules and Result are texts, byte for byte as they were hashed.
type recordFile struct {
	Motion    int64  `json:"motion"`
	Body      string `json:"body"`
	Hash      string `json:"hash"`
	Rules     string `json:"rules"`
	Result    string `json:"result"`
	PrevSeal  string `json:"prev_seal"`
	Seal      string `json:"seal"`
	Signature string `json:"signature"`
	PublicKey string `json:"public_key"`
	HowTo     string `json:"how_to_check"`
}

// howTo says in one text how to check a record with nothing but standard tools.
const howTo = "hash = SHA-256 of body. seal = SHA-256 of hash, a line feed, result. signature = Ed25519 of the seal's hex text by public_key " +
	"(both base64url without padding). prev_seal = seal of the vote closed before; body.rules_hash = SHA-256 of rules; " +
	"body.ballots_hash = SHA-256 of the lines 'tracker {choice}' of all ballots, sorted, joined by line feeds, where {choice} is " +
	"{\"value\":450}, {\"choice\":\"yes\"} or {} for abstaining; roll_hash and voted_hash = SHA-256 of the codes, sorted, joined by line feeds."

// recordJSON handles GET /votes/{id}/record.json: the closing record with all it was hashed from.
func (r *Room) recordJSON(e *core.RequestEvent) error {
	m, rec, err := r.counted(e)
	if err != nil {
		return err
	}
	return send(e, recordFile{Motion: m.ID, Body: rec.Body, Hash: rec.Hash, Rules: m.RulesJSON, Result: rec.Result,
		PrevSeal: rec.PrevSeal, Seal: rec.Seal, Signature: rec.Signature, PublicKey: rec.PublicKey, HowTo: howTo})
}

// send answers with JSON as it is, without PocketBase's picking of fields.
func send(e *core.RequestEvent, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write export: %w", err)
	}
	return e.Blob(http.StatusOK, "application/json", b.Bytes())
}
