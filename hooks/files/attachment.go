package files

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"unicode"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
)

// Limits of attachments.
const (
	MaxAttachmentBytes = 25 << 20
	maxLabelChars      = 120
)

// Attachment is one record of attachments: a private file that belongs to a record of a room.
type Attachment struct{ core.BaseRecordProxy }

// Owner is the id of the person who uploaded it.
func (a *Attachment) Owner() string { return a.GetString("owner") }

// Room names the room, and Record the record in it, that the file belongs to.
func (a *Attachment) Room() string { return a.GetString("room") }

// Record is the id of what the file belongs to.
func (a *Attachment) Record() string { return a.GetString("record") }

// Name is what the uploader called the file; a label, never a path.
func (a *Attachment) Name() string { return a.GetString("name") }

// Bytes is the size of the file.
func (a *Attachment) Bytes() int64 { return int64(a.GetInt("bytes")) }

// SHA256 is the hex digest of the file's content.
func (a *Attachment) SHA256() string { return a.GetString("sha256") }

// Belongs says who uploads a file, and to which record of which room it belongs.
type Belongs struct{ Owner, Room, Record string }

// SaveAttachment stores a file byte for byte. An empty or too large one is refused as fault.Invalid.
func (r *Room) SaveAttachment(tx core.App, upload *multipart.FileHeader, to Belongs) (*Attachment, error) {
	if upload.Size > MaxAttachmentBytes {
		return nil, fault.New(fault.Invalid, "A file may have at most %d MB.", MaxAttachmentBytes>>20)
	}
	if upload.Size == 0 {
		return nil, fault.New(fault.Invalid, "This file is empty.")
	}
	kind, digest, err := inspect(upload)
	if err != nil {
		return nil, err
	}
	f, err := filesystem.NewFileFromMultipart(upload)
	if err != nil {
		return nil, fmt.Errorf("save attachment: %w", err)
	}
	f.Name = "content" // the stored name says nothing; only the label does
	c, err := tx.FindCachedCollectionByNameOrId("attachments")
	if err != nil {
		return nil, fmt.Errorf("save attachment: %w", err)
	}
	a := &Attachment{}
	a.SetProxyRecord(core.NewRecord(c))
	now := r.clock.Now()
	a.Load(map[string]any{"owner": to.Owner, "room": to.Room, "record": to.Record, "name": label(upload.Filename),
		"type": kind, "bytes": upload.Size, "sha256": digest, "created": now, "updated": now})
	a.Set("file", f)
	if err := tx.Save(a); err != nil {
		return nil, fmt.Errorf("save attachment: %w", err)
	}
	return a, nil
}

// inspect reads the upload once for its digest and the type that its content shows.
func inspect(upload *multipart.FileHeader) (kind, digest string, err error) {
	f, err := upload.Open()
	if err != nil {
		return "", "", fmt.Errorf("open upload: %w", err)
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", "", fmt.Errorf("read upload: %w", err)
	}
	sum := sha256.New()
	sum.Write(head[:n])
	if _, err := io.Copy(sum, f); err != nil {
		return "", "", fmt.Errorf("read upload: %w", err)
	}
	return safeType(http.DetectContentType(head[:n])), hex.EncodeToString(sum.Sum(nil)), nil
}

// safeType keeps the types a browser may open without running anything; all others are bytes to save.
func safeType(detected string) string {
	switch detected {
	case "image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf":
		return detected
	}
	return "application/octet-stream"
}

// label makes a file name harmless to show and to save under: no folders, no control or direction signs.
func label(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), "\\", "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`"<>|:*?`, r) {
			return -1
		}
		return r
	}, name))
	if r := []rune(name); len(r) > maxLabelChars {
		ext := []rune(path.Ext(name))
		if len(ext) > 12 {
			ext = nil
		}
		name = string(r[:maxLabelChars-len(ext)]) + string(ext)
	}
	if name == "" || name == "." || name == "/" {
		return "file"
	}
	return name
}

// AttachmentByID returns the attachment, or fault.NotFound. It checks no rights.
func AttachmentByID(app core.App, id string) (*Attachment, error) {
	a := &Attachment{}
	err := app.RecordQuery("attachments").AndWhere(dbx.HashExp{"id": id}).Limit(1).One(a)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find attachment: %w", err)
	}
	return a, nil
}

// AttachmentsOf returns the attachments of a room's records, oldest first.
func AttachmentsOf(app core.App, room string, records ...string) ([]*Attachment, error) {
	var list []*Attachment
	err := app.RecordQuery("attachments").AndWhere(dbx.HashExp{"room": room, "record": anys(records)}).
		OrderBy("created", "id").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list attachments: %w", err)
	}
	return list, nil
}

// Serve sends the file to be saved, never to be opened inside a page. The room that calls it has checked that the
// reader may have it.
func (r *Room) Serve(e *core.RequestEvent, a *Attachment) error {
	h := e.Response.Header()
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": a.Name()}))
	return r.send(e, a.BaseFilesPath()+"/"+a.GetString("file"), a.GetString("type"))
}
