package files

import (
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"cooperage/hooks/fault"
	"cooperage/hooks/web"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
)

// Sizes of a stored picture. Large keeps the proportions; the others are cut to theirs from the middle.
const (
	Large = "large" // at most 1280 by 1280, for pages about one thing
	Card  = "card"  // 480 by 360, for lists
	Tile  = "tile"  // 128 by 128, for portraits
)

// MaxAltChars is the longest description of a picture.
const MaxAltChars = 200

// Picture is one record of pictures. Kept says that something shows it; others are deleted after a week.
type Picture struct{ core.BaseRecordProxy }

// Owner is the id of the person who uploaded it.
func (p *Picture) Owner() string { return p.GetString("owner") }

// Width is that of the large size, in pixels.
func (p *Picture) Width() int { return p.GetInt("width") }

// Height is that of the large size, in pixels.
func (p *Picture) Height() int { return p.GetInt("height") }

// Bytes is what all sizes take together.
func (p *Picture) Bytes() int64 { return int64(p.GetInt("bytes")) }

// Alt is the description for those who do not see it, or "".
func (p *Picture) Alt() string { return p.GetString("alt") }

// SetAlt sets the description.
func (p *Picture) SetAlt(s string) { p.Set("alt", s) }

// Shown is what a page needs of a picture.
type Shown struct {
	ID     string `db:"id"`
	Width  int    `db:"width"`
	Height int    `db:"height"`
	Alt    string `db:"alt"`
}

// URL is the address of a picture's size; "" when there is no picture. An address never changes its content.
func URL(id, size string) string {
	if id == "" {
		return ""
	}
	return "/pictures/" + id + "/" + size
}

// URL is the address of the picture's size.
func (s Shown) URL(size string) string { return URL(s.ID, size) }

// PictureByID returns the picture, or fault.NotFound.
func PictureByID(app core.App, id string) (*Picture, error) {
	p := &Picture{}
	err := app.RecordQuery("pictures").AndWhere(dbx.HashExp{"id": id}).Limit(1).One(p)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find picture: %w", err)
	}
	return p, nil
}

// Pictures returns what pages show of the pictures with the ids, in the order of the ids; missing ones are left out.
func Pictures(app core.App, ids []string) ([]Shown, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []Shown
	err := app.ConcurrentDB().Select("id", "width", "height", "alt").From("pictures").
		Where(dbx.HashExp{"id": anys(ids)}).All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read pictures: %w", err)
	}
	slices.SortFunc(rows, func(a, b Shown) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return rows, nil
}

func anys(ids []string) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

// SavePicture stores a picture that ReadPicture has made. It is deleted after a week unless Keep is called for it.
func (r *Room) SavePicture(tx core.App, owner, alt string, s *Sized) (*Picture, error) {
	c, err := tx.FindCachedCollectionByNameOrId("pictures")
	if err != nil {
		return nil, fmt.Errorf("save picture: %w", err)
	}
	p := &Picture{}
	p.SetProxyRecord(core.NewRecord(c))
	now := r.clock.Now()
	p.Load(map[string]any{"owner": owner, "alt": alt, "width": s.Width, "height": s.Height, "bytes": s.bytes(),
		"created": now, "updated": now})
	for size, body := range s.sizes {
		f, err := filesystem.NewFileFromBytes(body, size+".jpg")
		if err != nil {
			return nil, fmt.Errorf("save picture: %w", err)
		}
		f.Name = size + ".jpg" // the record's folder is unique, so the name may be plain
		p.Set(size, f)
	}
	if err := tx.Save(p); err != nil {
		return nil, fmt.Errorf("save picture: %w", err)
	}
	return p, nil
}

// Keep marks the owner's pictures as shown somewhere, so that they stay. A picture that is absent or
// somebody else's is a fault.NotFound.
func (r *Room) Keep(tx core.App, owner string, ids ...string) error {
	for _, id := range ids {
		p, err := PictureByID(tx, id)
		if err != nil {
			return err
		}
		if p.Owner() != owner {
			return fault.Missing()
		}
		if p.GetBool("kept") {
			continue
		}
		p.Set("kept", true)
		p.Set("updated", r.clock.Now())
		if err := tx.Save(p); err != nil {
			return fmt.Errorf("keep picture: %w", err)
		}
	}
	return nil
}

// Describe stores the description of a picture, cut to MaxAltChars.
func Describe(tx core.App, id, alt string) error {
	p, err := PictureByID(tx, id)
	if err != nil {
		return err
	}
	if r := []rune(alt); len(r) > MaxAltChars {
		alt = string(r[:MaxAltChars])
	}
	if p.Alt() == alt {
		return nil
	}
	p.SetAlt(alt)
	if err := tx.Save(p); err != nil {
		return fmt.Errorf("describe picture: %w", err)
	}
	return nil
}

// Drop deletes a picture and its files; one that is gone already is no error.
func (r *Room) Drop(tx core.App, id string) error {
	p, err := PictureByID(tx, id)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := tx.Delete(p); err != nil {
		return fmt.Errorf("delete picture: %w", err)
	}
	return nil
}

// show handles GET /pictures/{id}/{size}. Pictures are public once one knows the id, and never change.
func (r *Room) show(e *core.RequestEvent) error {
	size := e.Request.PathValue("size")
	if size != Large && size != Card && size != Tile {
		return fault.Missing()
	}
	p, err := PictureByID(e.App, e.Request.PathValue("id"))
	if err != nil {
		return err
	}
	h := e.Response.Header()
	h.Set("ETag", `"`+p.Id+"-"+size+`"`)
	web.Caching(h, "public, max-age=31536000, immutable")
	if e.Request.Header.Get("If-None-Match") == h.Get("ETag") {
		return e.NoContent(http.StatusNotModified)
	}
	h.Set("Content-Disposition", "inline")
	return r.send(e, p.BaseFilesPath()+"/"+p.GetString(size), "image/jpeg")
}

// send streams a stored file. When the file is gone from the storage the answer is that there is nothing.
func (r *Room) send(e *core.RequestEvent, key, kind string) error {
	store, err := e.App.NewFilesystem()
	if err != nil {
		return fmt.Errorf("open file storage: %w", err)
	}
	defer store.Close()
	body, err := store.GetReader(key)
	if err != nil {
		e.Response.Header().Del("Cache-Control")
		e.Response.Header().Del("ETag")
		if errors.Is(err, filesystem.ErrNotFound) {
			return fault.Missing()
		}
		return fmt.Errorf("read stored file: %w", err)
	}
	defer body.Close()
	h := e.Response.Header()
	h.Set("Content-Type", kind)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	http.ServeContent(e.Response, e.Request, "", body.ModTime(), body)
	return nil
}
