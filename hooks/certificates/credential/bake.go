package credential

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// MaxPicture is the size in bytes of the largest picture that is read.
const MaxPicture = 8 << 20

// keyword names the chunk of a PNG, and namespace the element of an SVG, that holds a credential (Open Badges 3.0, 5.3).
const (
	keyword   = "openbadgecredential"
	namespace = "https://purl.imsglobal.org/ob/v3p0"
	pngStart  = "\x89PNG\r\n\x1a\n"
)

// isPicture reports whether raw begins as a PNG or as XML.
func isPicture(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte(pngStart)) || bytes.HasPrefix(start(raw), []byte("<"))
}

// start is raw without the marks and blanks that may stand before XML.
func start(raw []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\ufeff")), " \t\r\n")
}

// Bake returns the picture, a PNG or an SVG, with a signed credential in it: JSON or a compact JWS. One that was in it
// before is replaced.
func Bake(picture, credential []byte) ([]byte, error) {
	if isPicture(credential) {
		return nil, errors.New("bake: this is a picture, no credential")
	}
	if _, err := read(credential); err != nil {
		return nil, fmt.Errorf("bake: %w", err)
	}
	credential = bytes.TrimSpace(credential)
	if bytes.HasPrefix(picture, []byte(pngStart)) {
		return bakePNG(picture, credential)
	}
	return bakeSVG(picture, credential)
}

// Unbake returns the credential in a PNG or an SVG.
func Unbake(picture []byte) ([]byte, error) {
	if len(picture) > MaxPicture {
		return nil, fmt.Errorf("a picture of more than %d bytes", MaxPicture)
	}
	if !bytes.HasPrefix(picture, []byte(pngStart)) {
		return unbakeSVG(picture)
	}
	var found []byte
	err := chunks(picture, func(kind string, data, _ []byte) error {
		text, ours := strings.CutPrefix(string(data), keyword+"\x00")
		if kind != "iTXt" || !ours {
			return nil
		}
		if found != nil {
			return errors.New("the picture holds two credentials")
		}
		rest, plain := strings.CutPrefix(text, "\x00\x00")
		_, rest, language := strings.Cut(rest, "\x00")
		_, rest, translated := strings.Cut(rest, "\x00")
		if !plain || !language || !translated || rest == "" {
			return errors.New("the picture's credential is packed or broken")
		}
		found = []byte(rest)
		return nil
	})
	if err == nil && found == nil {
		err = errors.New("the picture holds no credential")
	}
	return found, err
}

// chunks calls f with each chunk of a PNG: its kind, its data, and all of it.
func chunks(picture []byte, f func(kind string, data, whole []byte) error) error {
	rest, last := picture[len(pngStart):], ""
	for len(rest) > 0 && last != "IEND" {
		if len(rest) < 12 {
			return errors.New("the picture is cut off")
		}
		size := int64(binary.BigEndian.Uint32(rest))
		if size > int64(len(rest)-12) {
			return errors.New("the picture is cut off")
		}
		end := 8 + int(size)
		if crc32.ChecksumIEEE(rest[4:end]) != binary.BigEndian.Uint32(rest[end:]) {
			return errors.New("the picture is damaged")
		}
		last = string(rest[4:8])
		if err := f(last, rest[8:end], rest[:end+4]); err != nil {
			return err
		}
		rest = rest[end+4:]
	}
	if last != "IEND" || len(rest) > 0 {
		return errors.New("the picture does not end as a PNG does")
	}
	return nil
}

func bakePNG(picture, credential []byte) ([]byte, error) {
	data := append([]byte("iTXt"+keyword+"\x00\x00\x00\x00\x00"), credential...)
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(data)-4))
	chunk = binary.BigEndian.AppendUint32(append(chunk, data...), crc32.ChecksumIEEE(data))
	out, baked := []byte(pngStart), false
	err := chunks(picture, func(kind string, data, whole []byte) error {
		if kind == "iTXt" && bytes.HasPrefix(data, []byte(keyword+"\x00")) {
			return nil
		}
		if kind == "IDAT" && !baked {
			out, baked = append(out, chunk...), true
		}
		out = append(out, whole...)
		return nil
	})
	if err == nil && !baked {
		err = errors.New("the picture holds no picture")
	}
	return out, err
}

// svg is where things stand in an SVG: the end of its first tag, and a credential that is in it already.
type svg struct {
	open, from, to int64 // byte offsets; open is after the > of the first tag
	bound          bool  // the name openbadges is bound in the first tag
	credential     string
}

// bakeSVG writes into the text of the picture and leaves the rest of it as it is.
func bakeSVG(picture, credential []byte) ([]byte, error) {
	at, err := readSVG(picture)
	if err != nil {
		return nil, err
	}
	if picture[at.open-2] == '/' {
		return nil, errors.New("the picture is empty")
	}
	element := `<openbadges:credential verify="` + string(credential) + `"></openbadges:credential>`
	if credential[0] == '{' {
		// Inside JSON these three characters can only stand in a text, where the escape means the same.
		inside := strings.ReplaceAll(string(credential), "]]>", `]]\u003e`)
		element = "<openbadges:credential><![CDATA[" + inside + "]]></openbadges:credential>"
	}
	tag, binding := string(picture[:at.open-1]), ""
	if !at.bound {
		binding = ` xmlns:openbadges="` + namespace + `"`
	}
	rest := picture[at.open:]
	if at.to > 0 {
		rest = append(append([]byte{}, picture[at.open:at.from]...), picture[at.to:]...)
	}
	return append([]byte(tag+binding+">"+element), rest...), nil
}

func unbakeSVG(picture []byte) ([]byte, error) {
	at, err := readSVG(picture)
	if err != nil {
		return nil, err
	}
	if at.credential == "" {
		return nil, errors.New("the picture holds no credential")
	}
	return []byte(at.credential), nil
}

// readSVG walks through the whole picture. Declarations of entities are refused: they could write the credential anew.
func readSVG(picture []byte) (*svg, error) {
	at := &svg{}
	dec := xml.NewDecoder(bytes.NewReader(start(picture)))
	skipped := int64(len(picture) - len(start(picture)))
	for {
		before := dec.InputOffset() + skipped
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && at.open > 0 {
			return at, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the picture: %w", err)
		}
		switch tok := tok.(type) {
		case xml.Directive:
			return nil, errors.New("the picture declares a document type")
		case xml.StartElement:
			if at.open == 0 {
				if tok.Name.Local != "svg" || tok.Name.Space != "http://www.w3.org/2000/svg" {
					return nil, errors.New("this is no SVG")
				}
				at.open, at.bound = dec.InputOffset()+skipped, bound(tok)
				continue
			}
			if tok.Name.Space != namespace || tok.Name.Local != "credential" {
				continue
			}
			if at.to > 0 {
				return nil, errors.New("the picture holds two credentials")
			}
			if at.credential, err = inside(dec, tok); err != nil {
				return nil, err
			}
			at.from, at.to = before, dec.InputOffset()+skipped
		}
	}
}

// bound reports whether a tag already gives the name openbadges its meaning.
func bound(tag xml.StartElement) bool {
	for _, a := range tag.Attr {
		if a.Name.Space == "xmlns" && a.Name.Local == "openbadges" && a.Value == namespace {
			return true
		}
	}
	return false
}

// inside returns what a credential element says, and moves behind its end.
func inside(dec *xml.Decoder, tag xml.StartElement) (string, error) {
	var text string
	for _, a := range tag.Attr {
		if a.Name.Local == "verify" {
			text = a.Value
		}
	}
	for {
		tok, err := dec.Token()
		if err != nil {
			return "", fmt.Errorf("read the picture: %w", err)
		}
		switch tok := tok.(type) {
		case xml.CharData:
			text += string(tok)
		case xml.StartElement:
			return "", errors.New("the picture's credential is broken")
		case xml.EndElement:
			return strings.TrimSpace(text), nil
		}
	}
}
