package discourse

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Sink takes what Read finds; a nil function skips that kind. An error of a function ends the reading.
type Sink struct {
	Category func(Category) error
	User     func(User) error
	Topic    func(Topic) error
	Post     func(Post) error
	// Promised is told, per topic answer of the API, how many posts the topic has in the source: an export that was
	// not paged through to its end holds fewer.
	Promised func(topic ID, posts []ID)
}

// Read streams the file through the sink in the order of the file. An error names the file and the place in it.
func Read(path string, to Sink) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	name := strings.ToLower(path)
	switch {
	case strings.HasSuffix(name, ".zip"):
		return readZip(file, to)
	case strings.HasSuffix(name, ".tar"):
		return readTar(file, to)
	case strings.HasSuffix(name, ".tar.gz"), strings.HasSuffix(name, ".tgz"):
		return unzipped(file, func(r io.Reader) error { return readTar(r, to) })
	case strings.HasSuffix(name, ".json.gz"):
		return unzipped(file, func(r io.Reader) error { return readJSON(path, r, to) })
	case strings.HasSuffix(name, ".json"):
		return readJSON(path, file, to)
	}
	return fmt.Errorf("%s: give a .json or .json.gz file, or a .zip, .tar or .tar.gz of such files", path)
}

func unzipped(file io.Reader, read func(io.Reader) error) error {
	z, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		return fmt.Errorf("unzip: %w", err)
	}
	return errors.Join(read(z), z.Close())
}

func readZip(file *os.File, to Sink) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	z, err := zip.NewReader(file, info.Size())
	if err != nil {
		return fmt.Errorf("unzip: %w", err)
	}
	for _, f := range z.File {
		if err := readZipped(f, to); err != nil {
			return err
		}
	}
	return nil
}

func readZipped(f *zip.File, to Sink) error {
	if !strings.HasSuffix(strings.ToLower(f.Name), ".json") {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", f.Name, err)
	}
	defer r.Close()
	return readJSON(f.Name, r, to)
}

func readTar(r io.Reader, to Sink) error {
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("unpack: %w", err)
		}
		if h.Typeflag == tar.TypeReg && strings.HasSuffix(strings.ToLower(h.Name), ".json") {
			if err := readJSON(h.Name, t, to); err != nil {
				return err
			}
		}
	}
}

// reader walks one JSON file.
type reader struct {
	name string
	dec  *json.Decoder
	to   Sink
}

func readJSON(name string, r io.Reader, to Sink) error {
	x := &reader{name, json.NewDecoder(bufio.NewReaderSize(r, 1<<20)), to}
	for {
		err := x.document()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s, near byte %d: %w", name, x.dec.InputOffset(), err)
		}
	}
}

// document reads one answer, or an array of answers or users.
func (x *reader) document() error {
	tok, err := x.dec.Token()
	if err != nil {
		return err
	}
	switch tok {
	case json.Delim('['):
		return unexpected(x.elements(func() error { return x.loose() }))
	case json.Delim('{'):
		return unexpected(x.object())
	}
	return fmt.Errorf("a JSON object or array is expected here")
}

// unexpected keeps an end inside a document from looking like the end of the file.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (x *reader) elements(read func() error) error {
	for x.dec.More() {
		if err := read(); err != nil {
			return err
		}
	}
	_, err := x.dec.Token()
	return err
}

// loose reads an element of a bare array: a topic with posts, or a user as in the list for administrators.
func (x *reader) loose() error {
	var raw json.RawMessage
	if err := x.dec.Decode(&raw); err != nil {
		return err
	}
	var kind struct {
		Username string          `json:"username"`
		Stream   json.RawMessage `json:"post_stream"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return err
	}
	if kind.Stream == nil && kind.Username != "" {
		return one(raw, x.to.User)
	}
	inner := &reader{x.name, json.NewDecoder(strings.NewReader(string(raw))), x.to}
	return unexpected(inner.document())
}

// checked is what the source holds: something that knows whether it is whole.
type checked interface {
	Category | User | Topic | Post
	check() error
}

// one decodes a thing, checks it and hands it over.
func one[T checked](raw json.RawMessage, to func(T) error) error {
	if to == nil {
		return nil
	}
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return fmt.Errorf("%.60s…: %w", raw, err)
	}
	if err := v.check(); err != nil {
		return err
	}
	return to(v)
}
