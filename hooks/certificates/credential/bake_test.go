package credential

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
)

func picture(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 24, 24))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const drawing = `<?xml version="1.0" encoding="UTF-8"?>
<!-- seal --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" aria-label="a > b"><title>Seal</title><path d="M0 0h24"/></svg>
`

func TestBake_ComesBackFromBothPicturesInBothForms(t *testing.T) {
	t.Parallel()
	c := content()
	c.Name = "A text with ]]> in it, ümläuts, 👩🏽‍🎨 and שלום"
	forms := map[string][]byte{"json": issue(t, c), "jwt": []byte(issueToken(t, c))}
	for form, credential := range forms {
		for kind, bare := range map[string][]byte{"png": picture(t), "svg": []byte(drawing), "bom": []byte("\ufeff" + drawing)} {
			baked, err := Bake(bare, credential)
			if err != nil {
				t.Fatalf("%s %s: %v", form, kind, err)
			}
			want(t, form+" "+kind, verdict(t, world(t), baked), "")
			again, err := Bake(baked, credential)
			if err != nil || !bytes.Equal(again, baked) {
				t.Errorf("%s %s: baked again it is another: %v", form, kind, err)
			}
			if kind == "png" {
				if _, err := png.Decode(bytes.NewReader(baked)); err != nil {
					t.Errorf("the picture is broken: %v", err)
				}
				continue
			}
			dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(baked, []byte("\ufeff"))))
			for err = nil; err == nil; {
				_, err = dec.Token()
			}
			if err != io.EOF || !bytes.Contains(baked, []byte(`<title>Seal</title><path d="M0 0h24"/></svg>`)) {
				t.Errorf("the drawing is broken: %v: %s", err, baked)
			}
		}
	}
}

func TestUnbake_RefusesBrokenPictures(t *testing.T) {
	t.Parallel()
	credential := issue(t, content())
	baked, err := Bake(picture(t), credential)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := Bake([]byte(drawing), credential)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(baked, []byte("iTXt")) - 4
	end := bytes.Index(baked, []byte("IDAT")) - 4
	twice := append(append(bytes.Clone(baked[:end]), baked[at:end]...), baked[end:]...)
	flipped := bytes.Clone(baked)
	flipped[at+60] ^= 1
	element := drawn[bytes.Index(drawn, []byte("<openbadges:")):bytes.Index(drawn, []byte("<title>"))]
	for name, raw := range map[string][]byte{
		"none": picture(t), "cut off": baked[:len(baked)-5], "twice": twice, "damaged": flipped, "more": append(bytes.Clone(baked), 'x'),
		"huge chunk": append([]byte(pngStart), 0xff, 0xff, 0xff, 0xff, 'i', 'T', 'X', 't', 0, 0, 0, 0), "svg: none": []byte(drawing),
		"svg: twice":   bytes.Replace(drawn, element, append(bytes.Clone(element), element...), 1),
		"svg: doctype": append([]byte(`<!DOCTYPE svg [<!ENTITY a "b">]>`), drawn[bytes.Index(drawn, []byte("<svg")):]...),
		"svg: cut off": drawn[:len(drawn)-8], "html": []byte("<html><body>Not found</body></html>"),
	} {
		if got, err := Unbake(raw); err == nil {
			t.Errorf("%s: %.60s", name, got)
		}
	}
	if _, err := Bake([]byte(strings.Repeat("x", 10)), credential); err == nil {
		t.Error("bakes into anything")
	}
}
