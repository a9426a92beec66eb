package governance

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"
	"time"

	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Text is one numbered version of what a motion says.
type Text struct {
	Motion  int64  `db:"motion"`
	Version int64  `db:"version"`
	Title   string `db:"title"`
	Body    string `db:"body"`
	Stored  string `db:"html"`
	MadeAt  string `db:"made_at"`
	Hash    string `db:"hash"`
}

// HTML is the rendered text.
func (t Text) HTML() template.HTML { return prose.Stored(t.Stored) }

// Made is when the version was written.
func (t Text) Made() time.Time { return instant(t.MadeAt) }

// addText writes the next version of a motion's text.
func addText(tx core.App, m *Motion, version int64, title, body string, at time.Time) error {
	html, err := prose.Render(body)
	if err != nil {
		return err
	}
	hash, err := hashOf([]any{title, body})
	if err != nil {
		return err
	}
	_, err = tx.DB().Insert("motion_texts", dbx.Params{"motion": m.ID, "version": version, "title": title, "body": body,
		"html": string(html), "renderer": prose.Version, "made_at": stamp(at), "hash": hash}).Execute()
	if err != nil {
		return fmt.Errorf("store version %d of motion %d: %w", version, m.ID, err)
	}
	return nil
}

// Texts returns all versions of a motion's text, the first one first.
func Texts(app core.App, motion int64) ([]Text, error) {
	var list []Text
	err := app.DB().Select("*").From("motion_texts").Where(dbx.HashExp{"motion": motion}).OrderBy("version").All(&list)
	if err != nil {
		return nil, fmt.Errorf("read texts of motion %d: %w", motion, err)
	}
	return list, nil
}

// text returns one version.
func text(app core.App, motion, version int64) (Text, error) {
	var t Text
	err := app.DB().Select("*").From("motion_texts").Where(dbx.HashExp{"motion": motion, "version": version}).One(&t)
	if err != nil {
		return t, fmt.Errorf("read version %d of motion %d: %w", version, motion, err)
	}
	return t, nil
}

// hashOf is the SHA-256 of a value's JSON, in hex.
func hashOf(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	return hashText(string(b)), nil
}

func hashText(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
