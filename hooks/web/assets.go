package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// asset is one static file, held in memory in both forms it is sent in.
type asset struct {
	kind   string
	plain  []byte
	zipped []byte // nil when zipping does not help
	hash   string
}

type assets struct{ files map[string]*asset }

// loadAssets reads and compresses all static files once. Style sheets are rewritten so that the files they
// point at carry their hashes too, and can be cached for good.
func loadAssets(files fs.FS) (*assets, error) {
	a := &assets{files: map[string]*asset{}}
	var sheets []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) == ".go" {
			return err
		}
		if path.Ext(name) == ".css" {
			sheets = append(sheets, name)
			return nil
		}
		return a.add(files, name, nil)
	})
	for _, name := range sheets {
		if err == nil {
			err = a.add(files, name, a.hashLinks)
		}
	}
	return a, err
}

func (a *assets) add(files fs.FS, name string, rewrite func(string, []byte) []byte) error {
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("read static file %s: %w", name, err)
	}
	if rewrite != nil {
		body = rewrite(name, body)
	}
	sum := sha256.Sum256(body)
	kind := mime.TypeByExtension(path.Ext(name))
	switch path.Ext(name) {
	case ".woff2":
		kind = "font/woff2"
	case ".js":
		kind = "text/javascript; charset=utf-8"
	}
	f := &asset{kind: kind, plain: body, hash: hex.EncodeToString(sum[:6])}
	if strings.HasPrefix(kind, "text/") || strings.Contains(kind, "svg") || strings.Contains(kind, "json") {
		f.zipped = zip(body)
	}
	a.files[name] = f
	return nil
}

func zip(body []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a constant, so it cannot be refused
	if _, err := w.Write(body); err != nil || w.Close() != nil || b.Len() >= len(body) {
		return nil
	}
	return b.Bytes()
}

var cssLink = regexp.MustCompile(`url\("\.\./([^"]+)"\)`)

func (a *assets) hashLinks(_ string, body []byte) []byte {
	return cssLink.ReplaceAllFunc(body, func(m []byte) []byte {
		return []byte(`url("` + a.url(string(cssLink.FindSubmatch(m)[1])) + `")`)
	})
}

// url returns the address of a static file; the hash in it changes with the content. An unknown name is a
// mistake in a template and shows as a 404 in the tests.
func (a *assets) url(name string) string {
	if f, ok := a.files[name]; ok {
		return "/" + name + "?v=" + f.hash
	}
	return "/" + name
}

// serve answers a static file, or falls through to the error page.
func (a *assets) serve(e *core.RequestEvent) error {
	f, ok := a.files[strings.TrimPrefix(path.Clean(e.Request.URL.Path), "/")]
	if !ok {
		return e.NotFoundError("", nil)
	}
	h := e.Response.Header()
	Caching(h, "public, max-age=3600")
	if e.Request.URL.Query().Get("v") == f.hash {
		Caching(h, "public, max-age=31536000, immutable")
	}
	h.Set("ETag", `"`+f.hash+`"`)
	h.Set("Vary", "Accept-Encoding")
	if e.Request.Header.Get("If-None-Match") == `"`+f.hash+`"` {
		return e.NoContent(http.StatusNotModified)
	}
	if f.zipped != nil && strings.Contains(e.Request.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		return e.Blob(http.StatusOK, f.kind, f.zipped)
	}
	return e.Blob(http.StatusOK, f.kind, f.plain)
}
